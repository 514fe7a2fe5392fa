"""What the inputs of a run are known by from one call to the next, from whatever folder it is called."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.readers.hub import PREFIX
from corpus.readers.walk import printable

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class KnownInput:
    """An input of earlier calls, under a ``name`` that means it in the present working folder; it was ``typed`` so, maybe in another.

    ``was_read`` says whether it was once read to its end, ``is_there`` whether it can be read now.
    """

    name: str
    typed: str
    was_read: bool
    is_there: bool

    @property
    def printable(self) -> str:
        """The name as it can be shown."""
        return readable(self.name)


def readable(name: str) -> str:
    """Return ``name`` as it can be shown: one that is no UTF-8 has its bytes as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def path_of(name: str) -> str:
    """Return the absolute path of a file or folder; links in it stay, so that one may be led elsewhere. Other inputs have their name only."""
    if name == STANDARD_INPUT or name.startswith(PREFIX):
        return name
    return os.path.abspath(name)  # noqa: PTH100 (a Path would follow links, or keep "..")


def key_of(name: str) -> str:
    """Return what an input is known by: sixteen hexadecimal digits, because the state of a run is published with its dataset."""
    return digest(os.fsencode(path_of(name)))


def source_as_typed(source: str, name: str, typed: str) -> str:
    """Return the ``source`` of something in the input ``name`` as it is where the same input is ``typed`` otherwise."""
    if name == typed:
        return source
    inside = source.removeprefix(printable(name))
    return inside.removeprefix("/") if inside and printable(typed) == "." else printable(typed) + inside


def digest(data: bytes) -> str:
    """Return sixteen hexadecimal digits that stand for ``data``."""
    return hashlib.sha256(data).hexdigest()[:16]


def entries_by_key(state: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the entries of the inputs that were read, by the keys that they have in the present working folder."""
    # Older runs know an input by its name as it was typed: they were begun where they are continued.
    return {
        key_of(entry["input"]) if entry["key"] == digest(os.fsencode(entry["input"])) else entry["key"]: entry
        for entry in state["inputs"]
    }


def asked_inputs(state: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of the inputs that the last call was given, as they were typed, by their keys."""
    asked = state.get("asked", [])
    return {key_of(item): item for item in asked if isinstance(item, str)} | {
        item["key"]: item["input"] for item in asked if not isinstance(item, str)
    }


def known_inputs(state: Mapping[str, Any], paths: Mapping[str, str]) -> list[KnownInput]:
    """Return what was read to its end in any call, and what the last one was given besides; ``paths`` are those of ``read_paths``."""
    read = {key: entry["input"] for key, entry in entries_by_key(state).items()}
    found: dict[str, KnownInput] = {}
    for key, typed in (read | asked_inputs(state)).items():
        # Typed in another folder it means something else here.
        name = typed if key == key_of(typed) else paths.get(key, typed)
        if name == STANDARD_INPUT:
            was_read, is_there = any(other == STANDARD_INPUT for other in read.values()), False
        else:
            was_read, is_there = key in read, name.startswith(PREFIX) or os.path.lexists(name)
        found.setdefault(name, KnownInput(name, typed, was_read, is_there))
    return list(found.values())


def read_paths(file: Path) -> dict[str, str]:
    """Return the absolute paths of the files and folders that a run knows, by their keys, that of its glossary as ``terms``; none where
    they are not known.
    """
    try:
        paths = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return paths if isinstance(paths, dict) else {}

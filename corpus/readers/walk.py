"""The files of a folder in a stable order, safe from links that lead in circles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from corpus.readers.saved import is_saved_dataset
from corpus.types import Reason, Rejected


def printable(path: str | Path) -> str:
    """A path as a person and a UTF-8 file can take it: normalised, slashes, and no raw control characters or bytes."""
    plain = os.path.normpath(path).replace(os.sep, "/").encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in plain)


def walk(folder: Path) -> Iterator[Path | Rejected]:
    """The paths of all files and saved datasets below a folder, sorted name by name; hidden ones are left out, and what runs wrote.

    A link to a folder is followed once, and only out of ``folder``: what lies inside is found under its own name.
    """
    root = folder.resolve()
    visited = {root}
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            if not path.is_dir() or (path != folder and is_saved_dataset(path)):
                yield path
                continue
            if path != folder and _was_written_by_a_run(path):
                continue
            if path != folder and path.is_symlink():
                real = path.resolve()
                if real in visited or real.is_relative_to(root) or root.is_relative_to(real):
                    continue
                visited.add(real)
            inside = sorted(path.iterdir(), key=lambda child: child.name)
        except OSError as error:
            yield Rejected(printable(path), Reason.UNREADABLE, f"It cannot be opened: {error.strerror}.")
            continue
        if path != folder and path.suffix and not inside:
            yield Rejected(printable(path), Reason.UNREADABLE, "It is an empty folder, not a file.")
        pending += reversed([child for child in inside if not child.name.startswith(".")])


def _was_written_by_a_run(folder: Path) -> bool:
    """Whether it is a run's output, perhaps of the very run that reads here: its articles were read already, as inputs."""
    state = folder / "run" / "run.json"
    return state.is_file() and b'"songngu"' in state.read_bytes()

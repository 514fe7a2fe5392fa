"""Fingerprints that tie a translation to the exact weights and options that made it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

# What a model folder is loaded from. Cards and training logs may change without changing a single translation.
MODEL_FILES = ("*.safetensors", "*.json", "*.spm", "*.model", "*.txt", "*.jinja")


def model_files(folder: Path) -> list[Path]:
    """The files of a model folder that decide what it puts out, in a stable order."""
    return sorted(path for pattern in MODEL_FILES for path in folder.glob(pattern) if path.is_file())


def file_digest(path: Path) -> str:
    """SHA-256 of a file's content; a file that did not change since the last call in this process is not read again."""
    stat = path.stat()
    return _digest(path, stat.st_size, stat.st_mtime_ns)


def folder_fingerprint(folder: Path) -> str:
    """SHA-256 over the names and contents of a model folder's files."""
    return options_fingerprint({path.name: file_digest(path) for path in model_files(folder)})


def options_fingerprint(options: Mapping[str, object]) -> str:
    """SHA-256 of a mapping, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(options, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def rows_digest(rows: Iterable[Sequence[str]]) -> str:
    """SHA-256 of rows of text, one after the other."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update("\t".join(row).encode() + b"\n")
    return digest.hexdigest()


@cache
def _digest(path: Path, size: int, mtime_ns: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

"""Finished work on disk, safe against a kill at any moment.

A shard is one file that is there as a whole or not at all. Its first line says which documents are in it, so that the next call
learns what is done without reading what was made of them.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar

import zstandard
from pydantic import TypeAdapter

Record = TypeVar("Record")
_OPEN_SHARDS = 4
# What a file of work may raise that a disk or a copy has damaged.
_DAMAGE = (zstandard.ZstdError, ValueError, TypeError, StopIteration)


class DamagedShardError(Exception):
    """The file at ``path`` is no whole shard."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is damaged. Give the command of the run once more: what it held is made again.")
        self.path = path


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write ``data``, whole or in pieces, to ``path`` so that a reader finds the old file or the new one, never a part, even after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)  # on a full disk it would take the room that was left
        raise OSError(error.errno, error.strerror, str(path)) from error  # an error of writing names no file


def remove_partial_files(folder: Path) -> None:
    """Remove what processes that were killed left in ``folder``, in which nobody may be writing."""
    for path in folder.glob(".*.partial"):
        path.unlink(missing_ok=True)


class ShardStore(Generic[Record]):
    """Records by document id, in shard files under ``folder``. Those that are ``damaged`` do not count, as far as their first lines tell."""

    def __init__(self, folder: Path, adapter: TypeAdapter[Record]) -> None:
        self._folder, self._adapter = folder, adapter
        self._where: dict[str, Path] = {}
        self._open: OrderedDict[Path, dict[str, Record]] = OrderedDict()
        self.damaged: list[Path] = []
        for path in sorted(folder.glob("*.jsonl.zst")):
            try:
                self._where.update(dict.fromkeys(json.loads(next(_lines(path))), path))
            except _DAMAGE:
                self.damaged.append(path)

    def __contains__(self, id: str) -> bool:
        return id in self._where

    def ids(self) -> Iterator[str]:
        """All ids, shard by shard."""
        return iter(self._where)

    def add(self, records: Sequence[tuple[str, Record]]) -> None:
        """Save one shard of ``(id, record)`` pairs; when this returns, it will survive."""
        ids = [id for id, _ in records]
        lines = [json.dumps(ids).encode(), *(self._adapter.dump_json(record) for _, record in records)]
        path = self._path(ids)
        write_atomically(path, zstandard.ZstdCompressor(level=6).compress(b"\n".join(lines) + b"\n"))
        self._where.update(dict.fromkeys(ids, path))

    def find(self, ids: Sequence[str]) -> bool:
        """Return whether there is a shard of just these documents, also one that another process has saved meanwhile."""
        path = self._path(ids)
        if path.exists():
            self._where.update(dict.fromkeys(ids, path))
        return all(id in self._where for id in ids)

    def name(self, ids: Sequence[str]) -> str:
        """Return the name of the shard of these documents."""
        return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:20]

    def get(self, id: str) -> Record:
        """Return the record of ``id``. Reading ids in the order in which they were saved reads each shard once.

        Raises:
            DamagedShardError: its shard cannot be read to its end.
        """
        path = self._where[id]
        if path not in self._open:
            try:
                lines = _lines(path)
                ids = json.loads(next(lines))
                self._open[path] = {i: self._adapter.validate_json(line) for i, line in zip(ids, lines, strict=True)}
            except (FileNotFoundError, *_DAMAGE) as error:
                raise DamagedShardError(path) from error
            if len(self._open) > _OPEN_SHARDS:
                self._open.popitem(last=False)
        self._open.move_to_end(path)
        return self._open[path][id]

    def _path(self, ids: Sequence[str]) -> Path:
        return self._folder / f"{self.name(ids)}.jsonl.zst"


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        for line in io.BufferedReader(stream):
            yield line.rstrip(b"\n")

"""The finished dataset on disk: parquet files whose bytes depend on the rows alone, and the card that explains them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.schema import CONFIGS, article_row, features, sentence_rows
from corpus.types import TranslatedArticle

ARTICLES_PER_FILE = 10_000
_ARTICLES_PER_ROW_GROUP = 200


@dataclass(slots=True)
class Size:
    """What was written: rows for each configuration, bytes on disk, and how often each flag occurs in it."""

    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CONFIGS, 0))
    bytes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CONFIGS, 0))
    flags: dict[str, dict[str, int]] = field(default_factory=lambda: {config: {} for config in CONFIGS})


def save_dataset(
    rows: Iterable[tuple[TranslatedArticle, str, Sequence[str]]], total: int, output: Path, scratch: Path
) -> Size:
    """Write ``OUT/articles`` and ``OUT/sentences``, replacing what stands there.

    ``rows`` yields ``total`` triples: an article, its source, and the sources of its duplicates. Everything is written to
    ``scratch`` first (a folder on the same file system, emptied before), so a reader never sees half a dataset.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        size = _write(rows, total, scratch)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)  # it may be what fills the disk
        raise
    for config in CONFIGS:
        old = scratch / f"old-{config}"
        if (output / config).exists():
            (output / config).rename(old)
        (scratch / config).rename(output / config)
    shutil.rmtree(scratch)
    return size


def _write(rows: Iterable[tuple[TranslatedArticle, str, Sequence[str]]], total: int, scratch: Path) -> Size:
    size = Size()
    files = max(1, -(-total // ARTICLES_PER_FILE))
    iterator = iter(rows)
    for config in CONFIGS:
        (scratch / config).mkdir(parents=True)
    for number in range(files):
        name = f"train-{number:05d}-of-{files:05d}.parquet"
        writers = {config: _Writer(scratch / config / name, config) for config in CONFIGS}
        for position in range(min(ARTICLES_PER_FILE, total - number * ARTICLES_PER_FILE)):
            translated, source, duplicates = next(iterator)
            writers["articles"].add(article_row(translated, source, duplicates))
            for row in sentence_rows(translated):
                writers["sentences"].add(row)
            if (position + 1) % _ARTICLES_PER_ROW_GROUP == 0:
                for writer in writers.values():
                    writer.flush()
        for config, writer in writers.items():
            writer.close()
            size.rows[config] += writer.rows
            size.bytes[config] += writer.path.stat().st_size
            for flag, count in writer.flags.items():
                size.flags[config][flag] = size.flags[config].get(flag, 0) + count
    return size


class _Writer:
    """One parquet file, written a row group at a time."""

    def __init__(self, path: Path, config: str) -> None:
        import pyarrow.parquet as pq

        self.path, self.rows, self.flags = path, 0, dict[str, int]()
        self._schema = features(config).arrow_schema
        self._buffer: list[Mapping[str, Any]] = []
        self._file = pq.ParquetWriter(path, self._schema, compression="zstd")

    def add(self, row: Mapping[str, Any]) -> None:
        self._buffer.append(row)
        for flag in row["flags"]:
            self.flags[flag] = self.flags.get(flag, 0) + 1

    def flush(self) -> None:
        import pyarrow as pa

        if self._buffer:
            self._file.write_table(pa.Table.from_pylist(self._buffer, schema=self._schema))
            self.rows += len(self._buffer)
            self._buffer.clear()

    def close(self) -> None:
        self.flush()
        self._file.close()

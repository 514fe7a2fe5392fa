"""The finished dataset read back, an article at a time: what an export needs, however large the dataset is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from corpus.schema import CONFIGS

Row = dict[str, Any]


class DatasetError(Exception):
    """There is no dataset that can be read. The message says where, and what to do."""


def read_state(dataset: Path) -> Row:
    """Return what the run that writes the dataset in the folder ``dataset`` knows of itself.

    Raises:
        DatasetError: it is damaged.
        FileNotFoundError: no run was begun there.
    """
    path = dataset / "run" / "run.json"
    try:
        state: Row = json.loads(path.read_text(encoding="utf-8"))
        if not (isinstance(state, dict) and {"settings", "inputs"} <= state.keys()):
            raise ValueError("it is no state of a run")
    except ValueError as error:
        raise DatasetError(
            f"{path} is damaged ({error}). Copy it again, or start over: songngu run INPUT... -o {dataset} --fresh"
        ) from error
    return state


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say of a damaged file of the dataset which it is.

    Raises:
        DatasetError: ``path`` cannot be read.
    """
    from pyarrow import ArrowException

    try:
        yield
    except (ArrowException, OSError) as error:
        raise DatasetError(
            f"{path} cannot be read ({error}). Copy it again, or make it again: delete the folder "
            f"{path.parent.parent / CONFIGS[0]} and give the command of the run once more (songngu status names it)."
        ) from error


def count_articles(dataset: Path) -> int:
    """Return how many articles the dataset in the folder ``dataset`` has.

    Raises:
        DatasetError: there is none that can be read.
    """
    import pyarrow.parquet as pq

    count = 0
    for path in _files(dataset, "articles"):
        with readable(path):
            count += pq.read_metadata(path).num_rows
    return count


def read_article_rows(dataset: Path, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield the rows of ``articles`` in order, with these ``columns`` only if they are given.

    Raises:
        DatasetError: there is no dataset that can be read.
    """
    return _rows(_files(dataset, "articles"), columns)


def read_articles(
    dataset: Path, columns: Sequence[str] | None = None, of_sentences: Sequence[str] | None = None
) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each row of ``articles`` with its rows of ``sentences``.

    If ``columns`` and ``of_sentences`` are given, the rows have these only, among them ``id`` and ``article_id``.

    Raises:
        DatasetError: there is no dataset that can be read, or the sentences are not those of the articles.
    """
    articles, sentences = (
        _rows(_files(dataset, config), of_config)
        for config, of_config in zip(CONFIGS, (columns, of_sentences), strict=True)
    )
    groups = groupby(sentences, key=itemgetter("article_id"))
    for article in articles:
        id, own = next(groups, (None, iter(())))
        if id != article["id"]:
            raise DatasetError(
                f"{dataset}: the sentences of article {article['id']} are missing. Make it again: songngu run"
            )
        yield article, list(own)
    if left := next(groups, None):
        raise DatasetError(f"{dataset}: article {left[0]} of the sentences is missing. Make it again: songngu run")


def read_sentence_rows(dataset: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of ``sentences`` in order, with these ``columns`` only.

    Raises:
        DatasetError: there is no dataset that can be read.
    """
    return _rows(_files(dataset, "sentences"), columns)


def _files(dataset: Path, config: str) -> list[Path]:
    files = sorted((dataset / config).glob("train-*.parquet"))
    if not files:
        raise DatasetError(f"There is no dataset in {dataset}. Make one with: songngu run INPUT... -o {dataset}")
    return files


def _rows(files: Sequence[Path], columns: Sequence[str] | None) -> Iterator[Row]:
    import pyarrow.parquet as pq

    for path in files:
        with readable(path), pq.ParquetFile(path) as file:
            for number in range(file.num_row_groups):
                yield from file.read_row_group(number, columns=columns).to_pylist()

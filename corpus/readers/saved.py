"""Folders that ``Dataset.save_to_disk`` or ``DatasetDict.save_to_disk`` of the datasets library wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from corpus.readers.base import Refused
from corpus.readers.columns import Records
from corpus.types import Document, Reason, Rejected

_BATCH: Final = 64


def is_saved_dataset(folder: Path) -> bool:
    """Whether the folder is such a dataset, by the files that the library itself looks for."""
    whole = (folder / "state.json").is_file() and (folder / "dataset_info.json").is_file()
    return whole or (folder / "dataset_dict.json").is_file()


def read_saved(folder: Path, source: str, records: Records) -> Iterator[Document | Rejected]:
    """The rows of all splits, memory-mapped. In a ``DatasetDict`` the split stands in the source: ``news/train#3``.

    Raises:
        Refused: The folder cannot be loaded, or no column holds text.
    """
    import datasets

    try:
        loaded = datasets.load_from_disk(str(folder))
        splits = loaded.items() if isinstance(loaded, datasets.DatasetDict) else [("", loaded)]
    except Exception as error:  # a damaged folder can fail in any of datasets, pyarrow, json and fsspec
        raise Refused(Reason.UNREADABLE, f"The dataset cannot be loaded ({error}).") from error
    for split, table in splits:
        names = tuple(table.column_names)
        columns = records.columns(names)
        if not columns.text:
            raise Refused(Reason.BAD_RECORD, records.no_text(names))
        prefix = f"{source}/{split}" if split else source
        number = 1
        for batch in table.select_columns(columns.used).with_format("arrow").iter(_BATCH):
            yield from records.documents(prefix, number, batch)
            number += batch.num_rows
        if number == 1:
            yield Rejected(prefix, Reason.EMPTY, "The dataset has no rows.")

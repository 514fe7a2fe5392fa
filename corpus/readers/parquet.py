"""Parquet tables, a row group and a batch of rows at a time, and of their columns only those that are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.readers.base import LIMIT, MAX_DOCUMENT_BYTES, Opened, Refused
from corpus.types import Document, Reason, Rejected


def read_parquet(opened: Opened) -> Iterator[Document | Rejected]:
    """The rows of a Parquet file. A row group that cannot be read costs that row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if opened.path is None:
        raise Refused(
            Reason.UNSUPPORTED, "A Parquet file is read from both ends: give it as a file that is not packed."
        )
    try:
        table = pq.ParquetFile(opened.path, buffer_size=1 << 20, pre_buffer=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        detail = f"It begins like a Parquet file, but its end is missing or damaged ({_first_line(error)})."
        raise Refused(Reason.UNREADABLE, detail) from error
    with table:
        names = tuple(table.schema_arrow.names)
        columns = opened.records.columns(names)
        if not columns.text:
            raise Refused(Reason.BAD_RECORD, opened.records.no_text(names))
        if not table.metadata.num_rows:
            raise Refused(Reason.EMPTY, "The table has no rows.")
        first = 1
        for group in range(table.metadata.num_row_groups):
            number = first
            try:
                size = _bytes_per_row(table.metadata.row_group(group), columns.text)
                if size > MAX_DOCUMENT_BYTES:
                    detail = f"The texts of row group {group + 1} have {size / 1e6:.0f} MB each; {LIMIT}."
                    yield Rejected(f"{opened.source}#{first}", Reason.TOO_LARGE, detail)
                else:
                    rows = max(1, min(256, int(MAX_DOCUMENT_BYTES / (size + 1))))
                    for batch in table.iter_batches(rows, row_groups=[group], columns=columns.used):
                        yield from opened.records.documents(opened.source, number, batch)
                        number += batch.num_rows
            except (pa.ArrowException, OSError, ValueError) as error:
                detail = f"Row group {group + 1} is damaged from row {number} on ({_first_line(error)})."
                yield Rejected(f"{opened.source}#{number}", Reason.UNREADABLE, detail)
            first += table.metadata.row_group(group).num_rows


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200].rstrip(".")


def _bytes_per_row(group: Any, names: tuple[str, ...]) -> float:
    columns = (group.column(index) for index in range(group.num_columns))
    total: int = sum(column.total_uncompressed_size for column in columns if column.path_in_schema in names)
    return total / max(1, int(group.num_rows))

"""CSV and its relatives: a header with the names of the columns, then a record a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from corpus.encoding import BinaryError, UndecodableError
from corpus.readers.base import LIMIT, MAX_DOCUMENT_BYTES, Opened, Refused
from corpus.readers.lines import open_text, restored
from corpus.types import Document, Reason, Rejected

_DELIMITERS: Final = ",;\t|"


class _Lines:
    """The lines of a table for the parser, with a count of the quotes since the last record."""

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text = text
        self._limit = limit
        self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._limit + 1):
            if len(line) > self._limit:
                raise Refused(Reason.TOO_LARGE, f"A row is too large; {LIMIT}, and the rest was not read.")
            self.quotes += line.count('"')
            yield line


def read_delimited(opened: Opened) -> Iterator[Document | Rejected]:
    """The records of a CSV or TSV file. The delimiter is the one that the header has most of: Vietnamese Excel writes
    semicolons."""
    header_line = next((line for line in opened.sample.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=header_line.count)
    # Above this a field ends the reading, because the parser is then in the middle of it: either a quote is not
    # closed, or the file was packed to be a bomb.
    limit = MAX_DOCUMENT_BYTES if opened.packed else 4 * MAX_DOCUMENT_BYTES
    csv.field_size_limit(limit)
    lines = _Lines(open_text(opened), limit)
    rows = csv.reader(lines, delimiter=delimiter)
    number = line = 0
    try:
        header = tuple(restored(name).strip() for name in next(filter(None, rows), []))
        if header and not opened.records.columns(header).text:
            raise Refused(Reason.BAD_RECORD, opened.records.no_text(header))
        for number, row in enumerate(filter(None, rows), start=1):
            if lines.quotes % 2 and rows.line_num - line > 1:
                detail = f"Record {number} opens a quote that is never closed: the rest of the file is one field."
                raise Refused(Reason.BAD_RECORD, detail)
            lines.quotes, line = 0, rows.line_num
            yield _record(opened, number, header, row)
    except csv.Error as error:
        detail = (
            f"Record {number + 1} cannot be parsed ({error}): perhaps a quote is not closed. The rest was not read."
        )
        raise Refused(Reason.TOO_LARGE, detail) from error
    if not number:
        raise Refused(Reason.EMPTY, "There is no record in it" + (" after the header." if header else "."))


def _record(opened: Opened, number: int, header: tuple[str, ...], row: list[str]) -> Document | Rejected:
    source = f"{opened.source}#{number}"
    if len(row) > len(header) and any(row[len(header) :]):
        detail = (
            f"Record {number} has {len(row)} fields and the header {len(header)}: a text with a delimiter needs quotes."
        )
        return Rejected(source, Reason.BAD_RECORD, detail)
    try:
        record = {name: restored(value) for name, value in zip(header, row, strict=False)}
    except UndecodableError as error:
        return Rejected(source, Reason.UNDECODABLE, f"Record {number} cannot be decoded: {error}.")
    except BinaryError as error:
        return Rejected(source, Reason.BINARY, f"Record {number} is {error}.")
    missing = dict.fromkeys(header[len(row) :])
    return opened.records.document(source, missing | record)

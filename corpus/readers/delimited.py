"""CSV and its relatives: a header with the names of the columns, then a record a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from corpus.encoding import BinaryError, UndecodableError
from corpus.readers.base import LIMIT, MAX_DOCUMENT_BYTES, Opened, Refused
from corpus.readers.lines import open_text, restored
from corpus.types import Document, Reason, Rejected

_DELIMITERS: Final = ",;\t|"

# A line of a tab-separated file whose quotes all stand where quoting puts them; the group is there unless the last is
# still open.
_QUOTED: Final = r'"[^"]*+(?:""[^"]*+)*+'
_FIELD: Final = rf'(?:{_QUOTED}"|[^"\t\r\n][^\t\r\n]*+|)'
_WELL_QUOTED: Final = re.compile(rf"(?:{_FIELD}\t)*+(?:{_FIELD}(?P<end>[\r\n]*+)|{_QUOTED})")


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
    parser = csv.reader(lines, delimiter=delimiter)
    rows = _tab_separated(iter(lines), limit) if delimiter == "\t" else parser
    number = line = 0
    try:
        header = tuple(restored(name).strip() for name in next(filter(None, rows), []))
        if header and not opened.records.columns(header).text:
            raise Refused(Reason.BAD_RECORD, opened.records.no_text(header))
        for number, row in enumerate(filter(None, rows), start=1):
            if lines.quotes % 2 and parser.line_num - line > 1:
                detail = f"Record {number} opens a quote that is never closed: the rest of the file is one field."
                raise Refused(Reason.BAD_RECORD, detail)
            lines.quotes, line = 0, parser.line_num
            yield _record(opened, number, header, row)
    except csv.Error as error:
        detail = (
            f"Record {number + 1} cannot be parsed ({error}): perhaps a quote is not closed. The rest was not read."
        )
        raise Refused(Reason.TOO_LARGE, detail) from error
    if not number:
        raise Refused(Reason.EMPTY, "There is no record in it" + (" after the header." if header else "."))


def _tab_separated(lines: Iterator[str], limit: int) -> Iterator[list[str]]:
    """The rows of a tab-separated file, which may be quoted or not: dumps have texts that only begin with a quote."""
    columns = 0
    block: list[str] = []  # the lines that were read and are in no row yet
    while block or (block := list(islice(lines, 1))):
        taken = _quoted_lines(block, lines, columns, limit)
        row = next(csv.reader(block[:taken], delimiter="\t"), [])
        if not taken or (taken > 1 and columns and len(row) != columns):
            taken, row = 1, block[0].rstrip("\r\n").split("\t")
        columns = columns or len(row)
        yield row
        del block[:taken]


def _quoted_lines(block: list[str], lines: Iterator[str], columns: int, limit: int) -> int:
    """How many lines the next row has if it is quoted, and 0 if it is not; ``block`` gets the lines that this takes."""
    place = size = 0
    while True:
        if place == len(block):
            block += islice(lines, 1)
        if place == len(block) == 1:
            return 0
        if place == len(block):
            detail = "A row opens a quote that is never closed: the rest of the file is one field."
            raise Refused(Reason.BAD_RECORD, detail)
        size += len(block[place])
        if size > limit:
            detail = f"A row is too large: perhaps a quote is not closed. {LIMIT}, and the rest was not read."
            raise Refused(Reason.TOO_LARGE, detail)
        match = _WELL_QUOTED.fullmatch('"' * (place > 0) + block[place])
        # Two whole rows under each other are no field of several lines, even if the quote is closed in the end.
        if not match or (place == 1 and all(each.count("\t") == columns - 1 for each in block[:2])):
            return 0
        if match["end"] is not None:
            return place + 1
        place += 1


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

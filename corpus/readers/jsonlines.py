"""JSON in its three habits: an object a line, one list of objects, or objects one after the other, however indented.

Lists and objects are parsed one element at a time, because a list of articles does not fit into memory. A broken line
costs that line; after a broken element of a list nobody can tell where the next begins, so the rest is given up.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Final

from corpus.encoding import BinaryError, UndecodableError
from corpus.readers.base import LIMIT, MAX_DOCUMENT_BYTES, Opened, Refused
from corpus.readers.lines import BLANK_LIMIT, numbered_lines, open_text, restored
from corpus.types import Document, Reason, Rejected

_CHUNK: Final = 1 << 16
_BETWEEN_VALUES: Final = re.compile(r"[\s,\ufeff]*")


def read_json(opened: Opened) -> Iterator[Document | Rejected]:
    """The objects of a JSON or JSON lines file; the number of a record is its line's or its place's."""
    text = open_text(opened)
    lines = [line for line in opened.sample.removeprefix("\ufeff").split("\n", 1000) if line.strip()]
    if lines and not any(line.lstrip().startswith(("{", "[")) for line in lines):
        raise Refused(Reason.BAD_RECORD, "It is not JSON: no line of it begins an object or a list.")
    if lines and lines[0].lstrip().startswith("[") and not (len(lines) > 1 and _is(list, lines[0])):
        return _read_values(opened, _values(text, in_list=True))
    # An object over several lines goes on in the second with something that begins none. So does a file whose first
    # lines are broken, but it has whole objects in single lines after them.
    if len(lines) > 1 and not _is(dict, lines[0]) and not lines[1].startswith("{"):
        if not _spans_lines("\n".join(lines)) and any(line.startswith("{") and _is(dict, line) for line in lines):
            return _read_lines(opened, text)
        return _read_values(opened, _values(text, in_list=False))
    return _read_lines(opened, text)


def _is(kind: type, line: str) -> bool:
    try:
        return isinstance(json.loads(line), kind)
    except (ValueError, RecursionError):
        return False


def _spans_lines(text: str) -> bool:
    """Whether the text begins with an object over several lines."""
    try:
        value, end = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "\n" in text.lstrip()[:end]


def _explain(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "its lists or objects are nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "it has a number of more digits than can be read"


def _read_lines(opened: Opened, text: io.TextIOWrapper) -> Iterator[Document | Rejected]:
    found = False
    for number, line in numbered_lines(text, opened.packed):
        found = True
        source = f"{opened.source}#{number}"
        if line is None:
            yield Rejected(source, Reason.TOO_LARGE, f"Line {number} is too large; {LIMIT}.")
            continue
        try:
            record = json.loads(restored(line))
        except UndecodableError as error:
            yield Rejected(source, Reason.UNDECODABLE, f"Line {number} cannot be decoded: {error}.")
        except BinaryError as error:
            yield Rejected(source, Reason.BINARY, f"Line {number} is {error}.")
        except (ValueError, RecursionError) as error:
            yield Rejected(source, Reason.BAD_RECORD, f"Record {number} is not valid JSON: {_explain(error)}.")
        else:
            yield _document(opened, source, record)
    if not found:
        raise Refused(Reason.EMPTY, "There is no record in it.")


def _document(opened: Opened, source: str, record: object) -> Document | Rejected:
    found = opened.records.document(source, record)
    if isinstance(found, Rejected) and isinstance(record, dict) and not opened.records.columns(tuple(record)).text:
        for name, value in record.items():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                detail = (
                    f"It is one record with a list of others, {name!r}: take them out first, with"
                    f" `jq -c '.\"{name}\"[]' {opened.source} > records.jsonl`."
                )
                return Rejected(source, Reason.BAD_RECORD, detail)
    return found


def _read_values(opened: Opened, values: Iterator[object]) -> Iterator[Document | Rejected]:
    number = 0
    for number, value in enumerate(values, start=1):
        yield _document(opened, f"{opened.source}#{number}", value)
    if not number:
        raise Refused(Reason.EMPTY, "There is no record in it: the list is empty.")


def _values(text: io.TextIOWrapper, *, in_list: bool) -> Iterator[object]:
    """The elements of a list, or values that follow one another, parsed one at a time."""
    decoder = json.JSONDecoder()
    buffer, position, ended, number, blank = "", 0, False, 0, 0
    opening = in_list
    while True:
        while not (position := _end_of(_BETWEEN_VALUES, buffer, position)) < len(buffer) and not ended:
            blank += len(buffer)
            if blank > BLANK_LIMIT:
                raise Refused(Reason.TOO_LARGE, f"After record {number} white space without end begins; {LIMIT}.")
            buffer, position = text.read(_CHUNK), 0
            ended = not buffer
        if position == len(buffer):
            if in_list:
                raise Refused(Reason.UNREADABLE, "The JSON list is never closed: the file ends in the middle.")
            return
        if opening:
            opening, position = False, position + 1  # the bracket
            continue
        if in_list and buffer[position] == "]":
            return
        number, blank = number + 1, 0
        while True:
            try:
                value, end = decoder.raw_decode(buffer, position)
                if end < len(buffer) or ended:
                    break
            except RecursionError as error:
                raise Refused(Reason.BAD_RECORD, f"Record {number} is not valid JSON: {_explain(error)}.") from error
            except ValueError as error:
                at = error.pos if isinstance(error, json.JSONDecodeError) else position
                cut = "Unterminated string" in str(error) or at >= len(buffer.rstrip() if ended else buffer) - 10 * (
                    not ended
                )
                if ended and cut:
                    raise Refused(Reason.UNREADABLE, f"The file ends in the middle of record {number}.") from error
                if not cut:
                    what = error.msg if isinstance(error, json.JSONDecodeError) else "A number is too long"
                    raise Refused(
                        Reason.BAD_RECORD,
                        f"Record {number} is not valid JSON: {what} at its character {at - position + 1}.",
                    ) from error
            rest = buffer[position:]
            if len(rest) > MAX_DOCUMENT_BYTES:
                raise Refused(Reason.TOO_LARGE, f"Record {number} is too large; {LIMIT}, and the rest was not read.")
            more = text.read(max(_CHUNK, len(rest)))
            buffer, position, ended = rest + more, 0, not more
        yield value
        position = end


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position

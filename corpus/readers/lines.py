"""Text streams for tables: decoded as they are read, and never more than one limit of a line at once."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import Final

from corpus.encoding import UndecodableError, decode
from corpus.readers.base import LIMIT, MAX_DOCUMENT_BYTES, Opened, Refused
from corpus.types import Reason

BLANK_LIMIT: Final = 100_000
"""More white space than this between two records, in characters, is no table but a trap."""

_ESCAPED: Final = re.compile("[\udc80-\udcff]")


def open_text(opened: Opened) -> io.TextIOWrapper:
    """The stream as text, in the encoding of its beginning; :func:`restored` mends a line that is in another.

    Tables in TCVN3 and VNI come as windows-1252, which :func:`corpus.encoding.repair` undoes record by record.

    Raises:
        BinaryError: It is no text.
    """
    import ftfy.bad_codecs.sloppy  # noqa: F401  (registers the codec)

    try:
        encoding = decode(opened.head).encoding
    except UndecodableError:
        encoding = "utf-8"
    if encoding == "utf-8":
        encoding = "utf-8-sig"
    elif opened.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = encoding[:6]  # the codec of that name takes the byte order mark for what it is
    elif encoding in ("tcvn3", "vni", "tcvn5712-1", "windows-1252"):
        encoding = "sloppy-windows-1252"
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    return io.TextIOWrapper(opened.stream, encoding, errors, newline="")


def restored(line: str) -> str:
    """A line as it was meant if it is not in the encoding of the others.

    Raises:
        UndecodableError: It is in no encoding that is known here.
        BinaryError: It is no text.
    """
    if line.isascii() or not _ESCAPED.search(line):
        return line
    return decode(line.encode("utf-8", "surrogateescape")).text


def numbered_lines(text: io.TextIOWrapper, packed: bool) -> Iterator[tuple[int, str | None]]:
    """The lines that are not blank, with their numbers from 1; ``None`` for one over the limit, which is skipped.

    Raises:
        Refused: A line over the limit in a packed file, which may be a bomb that never ends, or white space that does not.
    """
    number = blank = 0
    while line := text.readline(MAX_DOCUMENT_BYTES + 1):
        number += 1
        blank = blank + len(line) if line.isspace() else 0
        too_long = len(line) > MAX_DOCUMENT_BYTES
        if blank > BLANK_LIMIT or (too_long and packed):
            what = "white space without end begins" if blank else "a line is too large"
            raise Refused(Reason.TOO_LARGE, f"At line {number} {what}; {LIMIT}, and the rest was not read.")
        if too_long:
            while not line.endswith("\n") and (line := text.readline(MAX_DOCUMENT_BYTES)):
                pass
            yield number, None
        elif not blank:
            yield number, line

"""What the readers have in common: what they are given, what they give back, and how they give up."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus.encoding import UndecodableError, decode, repair
from corpus.types import Document, Format, Reason, Rejected

if TYPE_CHECKING:
    from corpus.readers.columns import Records

MAX_DOCUMENT_BYTES: Final = 5_000_000
"""The largest document or record, in bytes: ten times the longest law, and too little to fill a machine's memory."""

LIMIT: Final = f"the limit for one document is {MAX_DOCUMENT_BYTES // 1_000_000} MB"


class InputError(Exception):
    """An INPUT that cannot be what the user meant: it does not exist, or has no such column. Says what to do."""


class Refused(Exception):  # noqa: N818  (not an error of the program: the file's share of the quarantine)
    """Raised by a reader that cannot go on with a file; what it gave before stands."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Opened:
    """A file or standard input, unpacked and ready to be read.

    ``head`` is the beginning of what ``stream`` will give. ``packed`` says that it is unpacked on the fly, so that its
    size on disk promises nothing. ``path`` is where it can be opened again at random, ``None`` for a pipe or a packed file.
    """

    source: str
    stream: io.BufferedReader
    head: bytes
    packed: bool
    path: Path | None
    records: Records

    @property
    def sample(self) -> str:
        """The head as text.

        Raises:
            BinaryError: It is no text.
        """
        try:
            return decode(self.head).text
        except UndecodableError:  # perhaps one bad record: the others will tell
            return self.head.decode("utf-8", "replace")


_BETWEEN_FIELDS: Final = "\x1e"  # the record separator of ASCII

Reader = Callable[[Opened], Iterator[Document | Rejected]]


def make_document(
    source: str,
    content: str,
    format: Format = "text",
    *,
    url: str | None = None,
    title: str | None = None,
    published: str | None = None,
    author: str | None = None,
) -> Document | Rejected:
    """A document whose text has been repaired, or the reason why it is none."""
    if not content.strip("\ufeff\u200b\0 \t\r\n") or content.isspace():
        return Rejected(source, Reason.EMPTY, "There is nothing in it but white space." if content else "It is empty.")
    size = len(content) if content.isascii() else len(content.encode("utf-8", "surrogatepass"))
    if size > MAX_DOCUMENT_BYTES:
        return Rejected(source, Reason.TOO_LARGE, f"It holds {size / 1e6:.1f} MB of text; {LIMIT}.")
    # All at once, because three words of a title do not show what encoding they were in.
    fields = (content, title or "", published or "", author or "")
    mended = repair(_BETWEEN_FIELDS.join(fields)).split(_BETWEEN_FIELDS)
    if len(mended) != len(fields):  # the text has that character
        mended = [repair(field) for field in fields]
    said = (" ".join(field.split()) or None for field in mended[1:])
    return Document(source, mended[0], format, url, *said)


# Possessive: where a comment may end at any later one, thirty on end take half an hour.
_HTML_START: Final = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG: Final = re.compile(
    r"</?(?:a|article|b|body|br|div|em|figure|footer|h[1-6]|head|header|html|i|img|li|link|main|meta|nav|ol|p|script|section"
    r"|span|strong|style|table|td|title|tr|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def begins_like_html(text: str) -> bool:
    """Whether a text begins as a whole page does."""
    return _HTML_START.match(text, 1 if text.startswith("\ufeff") else 0) is not None


def looks_like_html(text: str) -> bool:
    """Whether a text is markup: it begins like a page, or has a tag in every few lines. Prose about tags has not."""
    head = text[: 1 << 16]
    if begins_like_html(head):
        return True
    tags = len(_HTML_TAG.findall(head))
    return tags >= 2 and tags * 500 >= len(head)

"""Which column of a table holds the text, and which the title, address, date and author.

Tables of articles come with English, Vietnamese and abbreviated column names, so names are compared by their letters
alone: ``Ngày đăng``, ``ngay_dang`` and ``NgayDang`` are one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from corpus.normalize import ascii_letters
from corpus.readers.base import looks_like_html, make_document
from corpus.types import Document, Reason, Rejected

_HTML: Final = ("html", "rawhtml", "bodyhtml", "contenthtml", "htmlcontent", "pagehtml")
_TEXT: Final = (
    *("text", "content", "body", "article", "textvi", "contentvi", "noidung", "articlebody", "articletext", "fulltext"),
    *("maintext", "bodytext", "document", "rawtext", "plaintext", "baiviet", "vanban", "vi", "vietnamese"),
    *_HTML,
)
_URL: Final = (
    "url",
    "link",
    "sourceurl",
    "pageurl",
    "articleurl",
    "originalurl",
    "permalink",
    "href",
    "uri",
    "duongdan",
)
_TITLE: Final = ("title", "tieude", "headline", "titlevi", "heading", "tenbai")
_DATE: Final = (
    *(
        "date",
        "published",
        "publishedat",
        "publishdate",
        "publisheddate",
        "datepublished",
        "publicationdate",
        "pubdate",
    ),
    *(
        "publishtime",
        "publishedtime",
        "ngay",
        "ngaydang",
        "ngayxuatban",
        "thoigian",
        "datetime",
        "timestamp",
        "createdat",
    ),
)
_AUTHOR: Final = ("author", "authors", "tacgia", "byline", "writer", "nguoiviet")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that are used, by their own names: ``text`` in order of preference, the others or ``None``."""

    text: tuple[str, ...]
    url: str | None
    title: str | None
    published: str | None
    author: str | None

    @property
    def used(self) -> list[str]:
        """All of them, each once: what has to be read of a large table."""
        others = (name for name in (self.url, self.title, self.published, self.author) if name is not None)
        return list(dict.fromkeys((*self.text, *others)))


@lru_cache(maxsize=256)
def find_columns(names: tuple[str, ...], text_column: str | None = None) -> Columns:
    """Find the columns by their names; ``text_column`` is the one that the user named, matched loosely if not exactly."""
    by_letters: dict[str, str] = {}
    for name in names:
        by_letters.setdefault(ascii_letters(name), name)

    def first(known: tuple[str, ...]) -> str | None:
        return next((by_letters[letters] for letters in known if letters in by_letters), None)

    if text_column is None:
        text = tuple(by_letters[letters] for letters in _TEXT if letters in by_letters)
    elif text_column in names:
        text = (text_column,)
    else:
        text = tuple(name for letters, name in by_letters.items() if letters and letters == ascii_letters(text_column))
    any_day = next((name for letters, name in by_letters.items() if letters.startswith("ngay")), None)
    return Columns(text, first(_URL), first(_TITLE), first(_DATE) or any_day, first(_AUTHOR))


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:12])
    return (shown + (f" and {len(names) - 12} more" if len(names) > 12 else "")) or "none"


def _said(value: object) -> str | None:
    """What a cell says of an article: a string, a date, or the names in a list. Numbers say nothing."""
    if isinstance(value, str):
        return value[:2000].strip() or None
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, Mapping):
        return _said(value.get("name"))
    if isinstance(value, list | tuple):
        return ", ".join(part for part in map(_said, value) if part) or None
    return None


def _cell(scalar: Any) -> object:
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        raise
    except (ValueError, OverflowError, LookupError):  # a date that Python has no room for says nothing
        return None


def _row(batch: Any, place: int) -> dict[str, object]:
    return {name: _cell(column[place]) for name, column in zip(batch.schema.names, batch.columns, strict=True)}


class Records:
    """Makes documents of the records of one INPUT, and knows in the end whether any had the column that the user named."""

    def __init__(self, text_column: str | None = None) -> None:
        self.text_column = text_column
        self._found = False
        self._others: tuple[str, ...] | None = None

    @property
    def missing(self) -> tuple[str, ...] | None:
        """The columns of the first record, if there were records and none had ``text_column``; otherwise ``None``."""
        return None if self._found or self.text_column is None else self._others

    def columns(self, names: tuple[str, ...]) -> Columns:
        """The columns to use of a record or table with columns of these names."""
        columns = find_columns(names, self.text_column)
        self._found = self._found or bool(columns.text)
        self._others = names if self._others is None else self._others
        return columns

    def no_text(self, names: tuple[str, ...]) -> str:
        """The sentence that explains a table or record with these columns and no text."""
        if self.text_column is not None:
            return f"There is no column {self.text_column!r}; the columns are {_listed(names)}."
        return f"No column is known to hold text; name the right one with --text-column (there are {_listed(names)})."

    def documents(self, source: str, first: int, batch: Any) -> Iterator[Document | Rejected]:
        """The documents in a batch of Arrow's, whose first record has the number ``first``."""
        try:
            rows = batch.to_pylist()
        except (ValueError, OverflowError, LookupError):  # one value is damaged or too large: the others can be read
            rows = None
        for place in range(batch.num_rows):
            name = f"{source}#{first + place}"
            try:
                yield self.document(name, rows[place] if rows else _row(batch, place))
            except UnicodeDecodeError as error:
                yield Rejected(name, Reason.UNDECODABLE, f"Record {first + place} cannot be decoded ({error}).")

    def document(self, source: str, record: object) -> Document | Rejected:
        """The document in a record, a mapping from column names to values."""
        if not isinstance(record, Mapping):
            kind = {list: "a list", str: "a string", type(None): "null"}.get(type(record), "a number or a truth value")
            return Rejected(source, Reason.BAD_RECORD, f"The record is {kind}, not an object with a text column.")
        names = tuple(record)
        columns = self.columns(names)
        if not columns.text:
            return Rejected(source, Reason.BAD_RECORD, self.no_text(names))
        column = next((name for name in columns.text if record[name] is not None), columns.text[0])
        value = record[column]
        if value is None:
            return Rejected(source, Reason.BAD_RECORD, f"The record has no text: {column!r} is null.")
        if not isinstance(value, str):
            return Rejected(
                source, Reason.BAD_RECORD, f"{column!r} holds a value of type {type(value).__name__}, not text."
            )
        markup = ascii_letters(column) in _HTML or looks_like_html(value)
        return make_document(
            source,
            value,
            "html" if markup else "text",
            url=_said(record.get(columns.url)),
            title=_said(record.get(columns.title)),
            published=_said(record.get(columns.published)),
            author=_said(record.get(columns.author)),
        )

"""What an archive wrote above a page that it saved as text: front matter, as Markdown files have it, and the page's address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from corpus.clean.row import PROSE_WORDS, letters_of
from corpus.dates import parse_date
from corpus.readers.columns import find_columns
from corpus.types import Line

FRONT_MATTER: Final = "front matter"
"""The reason of its lines."""

_FENCE: Final = "---"
_LONGEST: Final = 60  # lines
_FIELD = re.compile(r"([^\W\d_][\w -]{0,40}?)\s*:(?:\s+(.*))?")
# What another day is of nobody says: the fetching, perhaps.
_PUBLISHED = re.compile(r"pub|đăng|dang|xuất|xuat", re.IGNORECASE)
_ADDRESS = re.compile(r"[\W_]*(?:source|url|link|nguồn)[\W_]*:[\W_]*?(https?://[^\s<>()\"*]+)[\W_]*", re.IGNORECASE)
_NEAR_THE_TOP: Final = 12  # lines
# A fact in a header without fences: "**Crawled:** 2026-09-20", "> Nguồn: https://…".
_SAID = re.compile(r"[>*_\s-]*([^\W\d_][\w -]{0,20}?)(?:\s\([\w ]{1,12}\))?[*_\s]*:(.*)")
_FETCHED = re.compile(r"\b(?:crawl|scrape|fetch|thu thập)", re.IGNORECASE)  # "Thời điểm crawl (UTC)"
# What such facts are called beside the columns of tables; a sentence with a colon is no fact.
_ARCHIVES: Final = frozenset(
    "source nguồn crawled crawled_at crawl_date date_crawled fetched fetched_at scraped scraped_at retrieved accessed type doc_type category"
    " language lang site domain description tags keywords".split()
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts that stand above a page, ``None`` for those that do not; the lines from ``begin`` to before ``end`` are no page.

    Days are ISO 8601; ``dated`` is one of which nothing says what was done on it.
    """

    title: str | None = None
    published: str | None = None
    dated: str | None = None
    author: str | None = None
    url: str | None = None
    begin: int = 0
    end: int = 0

    def labelled(self, lines: Sequence[str]) -> Iterator[Line]:
        """Yield a label for each of its own among the page's ``lines``."""
        for number in range(self.begin, self.end):
            if text := lines[number].strip():
                yield Line(number, "boilerplate", FRONT_MATTER, text)


def read_front_matter(lines: Sequence[str]) -> FrontMatter:
    """Read what stands above a page of normalised ``lines``. Written carelessly it is read all the same, a line for a fact."""
    end = _end(lines)
    if not end and (header := _header(lines)) is not None:
        return header
    fields = _fields(lines[1:end]) if end else {}
    names = find_columns(tuple(fields))
    if not (names.title or names.url or names.published):
        end, fields = 0, {}  # a table of prices, perhaps
    return _front_matter(fields, lines[: end + _NEAR_THE_TOP], 0, end + 1 if end else 0)


def _front_matter(fields: Mapping[str, str], top: Sequence[str], begin: int, end: int) -> FrontMatter:
    """Say what the ``fields`` mean that stand on the lines from ``begin`` to ``end``; ``top`` is where the address may stand, too."""
    names = find_columns(tuple(fields))
    published = find_columns(tuple(name for name in fields if _PUBLISHED.search(name))).published
    address = fields.get(names.url or "", "")
    if not address.startswith(("http://", "https://")):
        said = (_ADDRESS.fullmatch(line) for line in top)
        address = next((found[1] for found in said if found), "")
    return FrontMatter(
        title=fields.get(names.title or ""),
        published=parse_date(fields.get(published or "", "")),
        dated=parse_date(fields.get(names.published or "", "")),
        author=fields.get(names.author or ""),
        url=address or None,
        begin=begin,
        end=end,
    )


def _header(lines: Sequence[str]) -> FrontMatter | None:
    """Read facts that stand above a page without fences, an address among them; a headline over them if the page has it again."""
    written = [(number, line.strip()) for number, line in enumerate(lines[:_LONGEST]) if line.strip()]
    headline = written[0] if written and written[0][1].startswith("# ") else None
    fields: dict[str, str] = {}
    last = 0
    for number, line in written[1 if headline else 0 :]:
        if (said := _SAID.fullmatch(line)) is None or not _is_fact(said[1]):
            last = number if line == _FENCE and fields else last
            break
        fields.setdefault(said[1], said[2].strip("*_ \t"))
        last = number
    top = lines[: last + 1]
    if len(fields) < 2 or not any(map(_ADDRESS.fullmatch, top)):
        return None
    if headline is None:
        return _front_matter(fields, top, 0, last + 1)
    title = letters_of(headline[1].lower())
    # Above the text: inside it a part may be called as the whole is.
    shown = ((letters_of(line.lower()) == title, line) for line in lines[last + 1 :])
    again = next(
        (same for same, line in shown if same or ("](" not in line and len(line.split()) >= PROSE_WORDS)), False
    )
    return _front_matter({"title": headline[1].lstrip("# "), **fields}, top, 0 if again else headline[0] + 1, last + 1)


def _is_fact(name: str) -> bool:
    found = find_columns((name,))
    if name.lower().replace(" ", "_") in _ARCHIVES or _FETCHED.search(name):
        return True
    return any((found.url, found.title, found.published, found.author))


def _end(lines: Sequence[str]) -> int:
    """Return the number of the line that closes the front matter, 0 where there is none: a rule may well stand above a text."""
    if not lines or lines[0].strip() != _FENCE:
        return 0
    end = next((i for i, line in enumerate(lines[1:_LONGEST], 1) if line.strip() == _FENCE), 0)
    written = [line for line in lines[1:end] if line.strip()]
    fields = sum(_FIELD.fullmatch(line) is not None for line in written)
    continued = sum(line[0] in " \t-" for line in written)
    return end if fields and fields + continued == len(written) else 0


def _fields(lines: Sequence[str]) -> dict[str, str]:
    try:
        # BaseLoader builds strings, lists and mappings and nothing else.
        found = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):  # "title: Tin nóng: …", which should have quotes; brackets without end
        found = None
    if not isinstance(found, dict):
        found = {match[1]: (match[2] or "").strip("\"' ") for line in lines if (match := _FIELD.fullmatch(line))}
    return {str(name): text for name, value in found.items() if (text := _text(value))}


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join(item for item in value if isinstance(item, str))
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "" if text.lower() in {"null", "none", "~"} else text

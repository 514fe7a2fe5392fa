"""What an archive wrote above a page that it saved as text: front matter, as Markdown files have it, and the page's address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from corpus.clean.row import person_named
from corpus.clean.words import Words
from corpus.dates import parse_date
from corpus.types import Line

FRONT_MATTER: Final = "front matter"
"""The reason of its lines."""

_FENCE: Final = "---"
_LONGEST: Final = 60  # lines
_FIELD = re.compile(r"([A-Za-z][\w-]*)\s*:\s*(.*)")
_ADDRESS = re.compile(r"[\W_]*(?:source|url|link|nguồn)[\W_]*:[\W_]*?(https?://[^\s<>()\"*]+)[\W_]*", re.IGNORECASE)
_NEAR_THE_TOP: Final = 12  # lines
_KEYS: Final[Mapping[str, Sequence[str]]] = {
    "title": ("title",),
    "published": ("published", "published_at", "publish_date", "date_published", "published_date", "pub_date"),
    "dated": ("date",),
    "author": ("author", "authors"),
    "url": ("url", "source_url", "canonical_url", "link", "permalink", "source"),
}
"""What other programs call the facts, the surest first. When a page was fetched is none of them."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts that stand above a page, ``None`` for those that do not, and how many ``lines`` from its first on are no page.

    Days are ISO 8601; ``dated`` is one of which nothing says what was done on it.
    """

    title: str | None = None
    published: str | None = None
    dated: str | None = None
    author: str | None = None
    url: str | None = None
    lines: int = 0

    def person(self, words: Words) -> str | None:
        """The author, if it is a person: a site or an office is none."""
        return (person_named(self.author, words) or None) if self.author else None

    def labelled(self, lines: Sequence[str]) -> Iterator[Line]:
        """Yield a label for each of its own ``lines``, the page's first ones."""
        for number, line in enumerate(lines[: self.lines]):
            if line.strip():
                yield Line(number, "boilerplate", FRONT_MATTER, line.strip())


def read_front_matter(lines: Sequence[str]) -> FrontMatter:
    """Read what stands above a page of normalised ``lines``. Written carelessly it is read all the same, a line for a fact."""
    end = _end(lines)
    fields = _fields(lines[1:end]) if end else {}
    facts = {
        name: next((value for key in keys if (value := _text(fields.get(key)))), None) for name, keys in _KEYS.items()
    }
    address = facts["url"]
    if address is None or not address.startswith(("http://", "https://")):
        said = (_ADDRESS.fullmatch(line) for line in lines[end : end + _NEAR_THE_TOP])
        facts["url"] = next((found[1] for found in said if found), None)
    for name in ("published", "dated"):
        facts[name] = parse_date(facts[name] or "")
    return FrontMatter(**facts, lines=end + 1 if end else 0)


def _end(lines: Sequence[str]) -> int:
    """Return the number of the line that closes the front matter, 0 where there is none: a rule may well stand above a text."""
    if not lines or lines[0].strip() != _FENCE:
        return 0
    end = next((i for i, line in enumerate(lines[1:_LONGEST], 1) if line.strip() == _FENCE), 0)
    written = [line for line in lines[1:end] if line.strip()]
    fields = sum(_FIELD.match(line) is not None for line in written)
    continued = sum(line[0] in " \t-" for line in written)
    return end if fields and fields + continued == len(written) else 0


def _fields(lines: Sequence[str]) -> dict[str, Any]:
    try:
        found = yaml.load(
            "\n".join(lines), Loader=yaml.BaseLoader
        )  # a string stays one: BaseLoader builds nothing else
    except yaml.YAMLError:  # "title: Tin nóng: …", which should have quotes
        found = None
    if not isinstance(found, dict):
        found = {match[1]: match[2].strip("\"' ") for line in lines if (match := _FIELD.match(line))}
    return {str(key).lower().replace("-", "_"): value for key, value in found.items()}


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = "; ".join(item for item in value if isinstance(item, str))
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return None if text.lower() in {"", "null", "none", "~"} else text

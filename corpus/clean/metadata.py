"""Headline and author, by what a page says of itself and by what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from html import unescape
from itertools import chain
from typing import Any

from corpus.clean.row import is_vietnamese, letters_of
from corpus.dates import days_in_vietnam, in_vietnam, parse_date
from corpus.normalize import ascii_letters, normalize

_HEADLINE_WORDS = 5
_MOST_SCRIPTS = 20  # of a page that are looked at for its author
_MOST_MARKED = 50  # elements that are looked at for its author
_LONGEST_MARKED = 8  # words
_LONGEST_DAY = 80  # characters of a line with a day
_DATE_LETTERS = 20  # between the day and the year: " September ", ", tháng 12, "
_SAYS_AUTHOR = re.compile(r"(?:tác giả|bài|theo|bởi|by)\s?:?\s", re.IGNORECASE)
_MARKED_AUTHOR = (  # by attribute: to ask each element for its class takes three times as long
    "(//@class[contains(., 'author') or contains(., 'tacgia') or contains(., 'tac-gia') or contains(., 'byline')]"
    " | //@itemprop[. = 'author'] | //@rel[. = 'author'])"
    "/parent::*[ancestor::body][not(ancestor-or-self::*[contains(@class, 'comment') or contains(@id, 'comment')])]"
)
# What a template calls every article of a section.
_SECTION_TITLE = re.compile(
    r"(?:tin tức|tin bài|chi tiết (?:tin|bài|sự kiện|nội dung)|trang chủ|document|untitled|home|bài viết \d+$)\b(?: \S+){0,4}",
    re.IGNORECASE,
)
# A site's name behind the headline: "Headline - Báo Lạng Sơn", "Headline | VTV.VN".
EMPTY_BRACKETS = re.compile(r"\s*\(\s*\)$")  # where a template has the day of an article that has none
_SITE_SUFFIX = re.compile(r"\s+[-–|»]\s+(?:báo|tạp chí|cổng|trang|đài|[\w.]+\.(?:vn|com|net|org))\b.*$", re.IGNORECASE)


def letters_in(text: str) -> str:
    """Return the letters and figures of ``text`` alone, lowered."""
    return letters_of(text.lower())


def author_named(tree: Any) -> str | None:
    """Return the person who wrote the article by the page's metadata, the first of several, or by what it marks as the author.

    A name in the metadata may also be the site's.
    """
    for script in tree.xpath("//script[@type='application/ld+json']")[:_MOST_SCRIPTS]:
        try:
            said = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        found = said.get("@graph", [said]) if isinstance(said, dict) else said
        for item in found if isinstance(found, list) else ():
            authors = item.get("author") if isinstance(item, dict) else None
            for author in authors if isinstance(authors, list) else [authors]:
                if isinstance(author, dict) and author.get("@type") == "Person" and isinstance(author.get("name"), str):
                    return unescape(author["name"]).strip() or None
    metas = {
        (meta.get("property") or meta.get("name") or "").lower(): meta.get("content", "") for meta in tree.iter("meta")
    }
    sites = [
        metas.get("og:site_name", ""),
        metas.get("og:url", ""),
        tree.findtext("head/title") or "",
        *tree.xpath("//link[@rel='canonical']/@href"),
    ]
    shown = ascii_letters(" ".join(sites))
    named = (metas.get(name, "").strip() for name in ("article:author", "author"))
    names = chain(named, _marked(tree))
    return next((name for name in names if _may_be_person(name) and ascii_letters(name) not in shown), None)


def _marked(tree: Any) -> Iterator[str]:
    """Yield the one name that the page's markup marks as an author's; several are those of comments or of other articles."""
    marked = (" ".join(element.itertext()) for element in tree.xpath(_MARKED_AUTHOR)[:_MOST_MARKED])
    found = dict.fromkeys(
        _SAYS_AUTHOR.sub("", text.strip())
        for text in map(normalize, marked)
        if 0 < len(text.split()) <= _LONGEST_MARKED
    )
    names = [name for name in found if _may_be_person(name) and all(word[0].isupper() for word in name.split())]
    if len(names) == 1:
        yield from names


def _may_be_person(name: str) -> bool:
    return len(name.split()) > 1 and is_vietnamese(name.replace("&", " "))


def dates_said(tree: Any, url: str | None) -> str:
    """Return what a page's metadata, the marks of its times and its addresses say: where a day of publication may stand unseen."""
    said = tree.xpath(
        "//meta/@content | //time/@datetime | //link[@rel='canonical']/@href | //@data-date | //@datetime"
    )
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    return "\n".join([*said, *scripts, url or ""])


def day_said(found: str, said: str, lines: Sequence[str], apart: Collection[int]) -> str | None:
    """Return the day of publication in Vietnam (YYYY-MM-DD), if the metadata or a line that is no comment has the day that was ``found``.

    What an extractor finds elsewhere in the markup is the day of a comment, or of the visit. It takes a day as it is written, which in
    the evening of Greenwich is not the day in Vietnam; the first of several moments is that of publication.
    """
    if _is_said(found, in_vietnam(said), lines, apart):
        return found
    return min(days_in_vietnam(found, said), default=None)


def _is_said(published: str, said: str, lines: Sequence[str], apart: Collection[int]) -> bool:
    year, month, day = (str(int(number)) for number in published.split("-"))
    if re.search(rf"{year}\D?0?{month}\D?0?{day}(?!\d)|\b0?{day}\b.{{1,{_DATE_LETTERS}}}\b{year}\b", said):
        return True
    return any(
        number not in apart and year in line and parse_date(line) == published for number, line in enumerate(lines)
    )


def headline(
    title: str,
    window: str,
    site: str,
    lines: Sequence[str],
    letters: Sequence[str],
    headings: Sequence[str],
    linked: Collection[int] = (),
) -> str | None:
    """Return the one of ``lines``, those above the text, that the metadata's ``title`` begins with: it leaves out the site's name.

    Where there is none, the metadata may say what the site is called on every page, or what a search engine is to show; then a
    visible line that the ``window`` is named after, or the last of the ``headings`` above the text. So it is where that has a day
    right below it and stands below the site's menu, ``linked`` lines, which what the title names stands above.
    """
    called = "" if _SECTION_TITLE.fullmatch(title) else title
    wanted = letters_in(called)
    window = _SITE_SUFFIX.sub("", window)
    named = "" if _SECTION_TITLE.fullmatch(window) else letters_in(window)
    # A row of dashes has no letters, and every title begins with none.
    long = [(line, own) for line, own in zip(lines, letters, strict=False) if len(line) >= 12 and own]
    may_head = [line for line in reversed(headings) if _may_head(line)]
    heading = next((line for line in may_head if _is_named_like(line, called)), may_head[0] if may_head else None)
    visible = [line for line, own in long if wanted.startswith(own)]
    if visible:
        line = max(visible, key=len)
        last = lines.index(may_head[0]) if may_head and may_head[0] in lines else 0
        menu = any(number in linked for number in range(lines.index(line), last))
        if menu and last + 1 < len(lines) and len(lines[last + 1]) <= _LONGEST_DAY and parse_date(lines[last + 1]):
            return may_head[0]
        # What is no heading where there is one may be a motto of the site's.
        return line if line in headings or heading is None or len(heading.split()) < _HEADLINE_WORDS else heading
    if found := next((line for line, own in long if own == named), None):
        return found
    if heading is not None:
        return heading
    if site and (match := re.search(rf"\s+[-–|»]\s+{re.escape(site)}\s*$", called, re.IGNORECASE)):
        return called[: match.start()]
    return _SITE_SUFFIX.sub("", called) or None


def _is_named_like(line: str, title: str) -> bool:
    """Say whether nearly all words of a long heading stand in the metadata's title, which may be worded a little differently."""
    words = line.lower().split()
    known = set(title.lower().split())
    return len(words) >= _HEADLINE_WORDS and sum(word in known for word in words) >= 0.9 * len(words)


def _may_head(line: str) -> bool:
    return 2 <= len(line.split()) <= 40 and line[-1] not in ".:;"

"""A web page as lines: what a visitor sees, in order, and which of it an extractor takes for the article.

trafilatura finds the article's body well, but on Vietnamese pages it loses the lead that stands outside it. So the page is
turned into visible lines first, the extractor votes on them, and a lead that the page's own description repeats is put back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.clean.metadata import EMPTY_BRACKETS, author_named, dates_said, day_said, headline, letters_in
from corpus.clean.shapes import TEASER_WORDS
from corpus.clean.visible import DEEPEST, drop_hidden, visible_text
from corpus.clean.words import WORDS, Words
from corpus.normalize import normalize

# The extractor takes time quadratic in how deep elements nest (`DEEPEST`), and in how many stand side by side (real pages: some hundreds).
_WIDEST = 8_000
# In doubt it asks jusText, which takes time quadratic in the number of short lines. The longest real page at hand, an act of 200
# sections, has 850 lines.
_MOST_LINES = 2_000
# So many lines are looked for inside the extractor's paragraphs; every other one has to be a paragraph.
_SEARCHES = 2_000
_PARAGRAPH_WORDS = 12
_TITLE_REACH = 3  # lines from the first of the text on: an extractor keeps the headline, too


@dataclass(frozen=True, slots=True)
class Page:
    """A page's visible ``lines``, the numbers of those that belong to the article (``kept``) and that are links (``linked``) or stand in menus,
    comment boxes and the like (``apart``) or are called ``captions`` or ``headings`` by its markup, and its metadata.

    ``kept`` is empty where the page has no article: nothing was extracted, or what was is a list of teasers under linked headlines. It is
    ``None`` where no extractor was asked, since it would take quadratic time.
    """

    lines: list[str]
    kept: frozenset[int] | None
    linked: frozenset[int]
    apart: frozenset[int]
    captions: frozenset[int]
    headings: frozenset[int]
    title: str | None
    author: str | None
    published: str | None
    url: str | None
    site: str | None


def _kept(letters: Sequence[str], extracted: str, description: str | None) -> frozenset[int]:
    """Find the extractor's text in the visible lines, given by their letters; add a lead that the page's description repeats."""
    whole = [letters_in(line) for line in extracted.split("\n")]
    # Without line breaks: where a page's source is hard-wrapped, so is what was extracted, and the visible lines are not.
    single, joined = set(whole), "".join(whole)
    single.update(letters_in(cell) for line in extracted.split("\n") if "|" in line for cell in line.split("|"))
    lead = letters_in(description or "")
    kept = set()
    searches = 0
    for number, line in enumerate(letters):
        if not line:
            continue
        if line in single or (len(line) >= 60 and len(lead) >= 60 and _is_lead(line, lead)):
            kept.add(number)
        elif len(line) >= 25 and searches < _SEARCHES:
            searches += 1
            if line in joined:
                kept.add(number)
    return frozenset(kept)


def _is_lead(line: str, lead: str) -> bool:
    return line[:120].startswith(lead[:100]) or lead[:120].startswith(line[:100])


def read_page(markup: str, url: str | None = None, words: Words = WORDS) -> Page | None:
    """Parse a page; ``None`` where there is no markup that makes one."""
    from lxml import etree
    from lxml import html as lxml_html
    from trafilatura import bare_extraction

    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup, count=1)
    try:
        tree = lxml_html.document_fromstring(
            markup, parser=lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    _take_in_what_follows(tree)
    drop_hidden(tree)
    visible = visible_text(tree, words)
    lines, linked, apart = visible.lines, frozenset(visible.linked), frozenset(visible.apart)
    captions, headings = frozenset(visible.captions), frozenset(visible.headings)
    if visible.deep > DEEPEST or visible.wide > _WIDEST:
        return Page(lines, None, linked, apart, captions, headings, None, None, None, url, None)
    author = author_named(tree)
    dated = dates_said(tree, url)
    _sign(tree)
    found = bare_extraction(
        tree,
        url=url,
        fast=len(lines) > _MOST_LINES,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        # Searching the text for a date in any of two hundred languages takes longer than all else, and finds wrong ones.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        return Page(lines, frozenset(), linked, apart, captions, headings, None, None, None, url, None)
    letters = [letters_in(line) for line in lines]
    kept = _kept(letters, normalize(found.text or ""), normalize(found.description or ""))
    if sum(len(lines[n]) for n in kept & apart) < 0.5 * sum(len(lines[n]) for n in kept):
        kept -= apart
    else:
        apart = frozenset()  # the names mislead: some sites call their article "detail-share"
    kept = frozenset() if _is_list(lines, kept, linked, words) else _without_menus(kept, linked, lines)
    first = next((n for n in sorted(kept - linked) if len(lines[n].split()) >= _PARAGRAPH_WORDS), -1)
    title = headline(
        normalize(found.title or "").strip(),
        normalize(tree.findtext("head/title") or "").strip(),
        normalize(found.sitename or ""),
        lines[: first + _TITLE_REACH] if first >= 0 else lines,
        letters,
        [lines[n] for n in sorted(headings - apart - linked) if n <= first],
        linked,
    )
    title = EMPTY_BRACKETS.sub("", title or "")
    # "Chủ đề", "Bài viết liên quan": the first heading of a page that names itself nowhere.
    if words.section.fullmatch(title.lower()) or words.box.fullmatch(title.lower()):
        title = ""
    return Page(
        lines,
        kept,
        linked,
        apart,
        captions,
        headings,
        title or None,
        author,
        day_said(found.date, dated, lines, apart) if found.date else None,
        found.url or url,
        found.hostname or found.sitename,
    )


def _take_in_what_follows(tree: Any) -> None:
    """Put what stands behind the body's end into the body, as browsers do."""
    body = tree.find("body")
    if body is not None:
        for element in list(body.itersiblings()):
            body.append(element)


def _sign(tree: Any) -> None:
    """Give a page an author and a keyword where its head names none.

    The extractor would search the whole page for them. That takes a tenth of its time, finds the site's name or a stranger's in
    place of the author, and nothing uses it: the byline among the lines does better.
    """
    from lxml import etree

    head = tree.find("head")
    if head is not None:
        for name in ("author", "keywords"):
            etree.SubElement(head, "meta", name=name, content="no name")


def _without_menus(kept: frozenset[int], linked: frozenset[int], lines: Sequence[str]) -> frozenset[int]:
    """Take out rows of links: four or more such lines on end (a table of contents), two or more if they are headlines.

    Links that a line with a colon announces belong to the article.
    """
    menus: set[int] = set()
    run: list[int] = []
    above = ""
    for n in [*sorted(kept), -1]:
        if n in linked:
            run.append(n)
            continue
        headlines = len(run) >= 2 and not above.endswith(":") and all(_is_headline(lines[i]) for i in run)
        menus.update(run if len(run) >= 4 or headlines else ())
        run.clear()
        above = lines[n]
    return kept - menus


def _is_headline(line: str) -> bool:
    return len(line.split()) >= 6 and line[-1] not in ".:;"


def _is_list(lines: list[str], kept: frozenset[int], linked: frozenset[int], words: Words) -> bool:
    """Say whether what was extracted is a section page: no three paragraphs on end without a linked headline between them.

    Two will do where each paragraph has a headline above it and a link below that says to read on, and one whose button is no link.
    """
    if any(len(lines[n].split()) >= TEASER_WORDS for n in kept - linked):
        return False
    longest = run = paragraphs = entries = 0
    headed = False  # whether a linked headline stands between a line and the paragraph above it
    more = {True: 0, False: 0}  # lines right below a paragraph that say to read on, links and others
    for n, line in enumerate(lines):
        length = len(line.split())
        if n in linked and length >= 5:
            run, headed = 0, True
        elif n in kept and length >= _PARAGRAPH_WORDS:
            run += 1
            longest = max(longest, run)
            paragraphs, entries, headed = paragraphs + 1, entries + headed, False
            if n + 1 < len(lines) and words.more.fullmatch(lines[n + 1].lower()):
                more[n + 1 in linked] += 1
    headlines = sum(
        n in linked and len(lines[n].split()) >= 5 for n in range(min(kept, default=0), max(kept, default=0))
    )
    teasers = (1 < paragraphs == entries == more[True]) or (paragraphs == more[False] == 1)
    return longest == 0 or (longest < 3 and headlines >= 5) or teasers

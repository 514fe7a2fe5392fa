"""Doubts about what cleaning took out of a page, and about what it could not take out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.clean.aside import OTHER_LANGUAGE
from corpus.clean.front import FRONT_MATTER
from corpus.clean.row import read_row
from corpus.clean.words import Words
from corpus.segment import split_sentences
from corpus.types import Removed

_WHOLE_PARAGRAPH = re.compile(r"(?<!\.\.)[.!?][)\]\"'”’»]*$")  # ends in a full stop, not in the dots of a teaser
_PARAGRAPH_WORDS = 30
_PAGE_WORDS = 300  # of a paragraph that may be a page without its line breaks
_NO_PAGE = {OTHER_LANGUAGE, FRONT_MATTER}


def removal_flags(removed: Iterable[Removed]) -> tuple[str, ...]:
    """Name the doubts about what was ``removed``.

    ``prose_removed``: two or more whole paragraphs were taken for page clutter. Comments are, and rightly; so might half an
    article be. ``other_language``: there was running text in another language.
    """
    removed = list(removed)
    long = [
        item
        for item in removed
        if item.text.count(" ") + 1 >= _PARAGRAPH_WORDS <= len(item.text.split()) and item.reason not in _NO_PAGE
    ]
    flags = []
    if sum(_WHOLE_PARAGRAPH.search(item.text, max(0, len(item.text) - 12)) is not None for item in long) >= 2:
        flags.append("prose_removed")
    if any(item.reason == OTHER_LANGUAGE for item in removed):
        flags.append("other_language")
    return tuple(flags)


def text_flags(paragraphs: Iterable[str], words: Words) -> tuple[str, ...]:
    """Name the doubts about what was left of a page.

    ``clutter_kept``: a very long paragraph has menus or a masthead in it. Whoever saved the page lost its line breaks, and with them
    what tells an article from what is around it.
    """
    pages = (text for text in paragraphs if text.count(" ") + 1 >= _PAGE_WORDS)
    rows = (read_row(0, text[start:end], words) for text in pages for start, end in split_sentences(text))
    return ("clutter_kept",) if any(row and row.reason in {"menu", "masthead"} for row in rows) else ()

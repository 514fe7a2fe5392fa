"""Which lines of an article are captions, by their words, their place and their shape."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.clean.row import Row, letters_of
from corpus.clean.shapes import LIST_ITEM

_SLANTED = re.compile(r"_[^_].*[^_]_|\*[^*].*[^*]\*")
_SLANTED_WORDS = 40
_SEVERAL = 2


def caption_among_paragraphs(rows: Sequence[Row], i: int) -> str:
    """Return why the line ``i``, long enough for a paragraph, is a caption, or ``""`` where it is none."""
    if looks_like_caption(rows[i]):
        return "caption between paragraphs"
    if i and rows[i].words <= 30 and rows[i - 1].image and _belongs_to(rows[i], rows[i - 1]):
        return "caption under an image"
    return "caption under an image" if is_cell_under_an_image(rows, i) else ""


def is_cell_under_an_image(rows: Sequence[Row], i: int) -> bool:
    """Whether the row is a table's only cell but for the image above it."""
    above = (row.raw for row in rows[max(0, i - 2) : i])
    return rows[i].cell and rows[i].words <= 45 and any(raw[0] == "|" and "![" in raw for raw in above)


def _belongs_to(row: Row, image: Row) -> bool:
    """Say whether a line right under an image is its caption: a point of a list or a whole sentence needs more than its place."""
    if not row.ended:
        return not LIST_ITEM.match(row.low)
    return not row.text.endswith(":") and (
        row.describes or row.shows_someone or row.letters in letters_of(image.raw.lower())
    )


def looks_like_caption(row: Row) -> bool:
    """A line long enough for a paragraph that is a caption all the same: no full stop, and a scene described or said twice."""
    if is_doubled(row):
        return True
    return not row.ended and row.words <= 45 and (row.describes or row.cell) and not LIST_ITEM.match(row.low)


def slanted_between(rows: Sequence[Row], zone: Sequence[int]) -> set[int]:
    """Return which paragraphs are captions of pictures that were lost: short, in italics as a whole, each between two that are not.

    One alone may be a quotation, and in an interview the questions stand so.
    """
    slanted = {
        i
        for i in zone[1:-1]
        if rows[i].words <= _SLANTED_WORDS and _SLANTED.fullmatch(rows[i].raw) and not rows[i].text.endswith(":")
    }
    if any(rows[i].text.endswith(("?", "?_", "?*")) for i in slanted):
        return set()
    prose = set(zone) - slanted
    alone = {i for i in slanted if i - 1 in prose and any(j in prose for j in (i + 1, i + 2))}
    return alone if len(alone) >= _SEVERAL else set()


def is_doubled(row: Row) -> bool:
    """An image's alternative text and its caption run together: the same words twice."""
    if row.words < 8 or row.words % 2:
        return False
    words = row.text.split()
    half = len(words) // 2
    return words[:half] == words[half:]


def may_caption(row: Row, pictures: bool) -> bool:
    """Say whether a short line below the text describes a picture; ``pictures``: below the heading of a row of them."""
    return pictures if row.text.endswith(":") else not row.ended and (pictures or row.describes)

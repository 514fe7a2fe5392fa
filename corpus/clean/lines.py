"""Which lines of a page are the article, and what the others are.

A page saved as text still has its menus above the article and its teasers, comments and counters below it. Every non-empty line
gets one label (title, date, byline, caption, lead, body, boilerplate) and the name of the rule that gave it. The rules look at a
line's words and shape (:mod:`corpus.clean.row`), then at its place:

1. lines that are furniture wherever they stand (share buttons, image markup, menus), teasers and texts in another language are set
   aside (:mod:`corpus.clean.aside`);
2. headings such as "Tin liên quan" cut the page into sections (:mod:`corpus.clean.sections`); the one with most running prose is the
   article (:mod:`corpus.clean.article`);
3. between its first and its last paragraph everything else is a subheading or a caption (:mod:`corpus.clean.captions`);
4. above it stand title, date and byline, below it the byline (:mod:`corpus.clean.around`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corpus.clean.around import label_above, label_below, label_inside, set_lead
from corpus.clean.article import find_article, find_extracted, without_captions_at_its_ends
from corpus.clean.aside import set_boxes_aside, set_foreign_aside, set_sources_of_pictures, set_teasers_aside
from corpus.clean.captions import looks_like_caption
from corpus.clean.foreign import is_foreign
from corpus.clean.row import letters_of, person_named, read_row
from corpus.clean.sections import is_front_page
from corpus.clean.shapes import MARKED, is_running
from corpus.clean.words import WORDS, Words
from corpus.types import Line


def label_lines(
    lines: Sequence[str],
    *,
    title: str | None = None,
    kept: Collection[int] | None = None,
    linked: Collection[int] = (),
    apart: Collection[int] = (),
    captions: Collection[int] = (),
    headings: Collection[int] = (),
    words: Words = WORDS,
) -> list[Line]:
    """Label every non-empty line of a page.

    ``lines`` are the page's lines in order, already normalised. ``title`` is the headline where the page's metadata names it.
    ``kept``, for a page with markup, are the numbers of the lines that an extractor took for the article: the others are
    boilerplate unless they are title, date or byline. ``linked`` are the numbers of the lines that are links,
    ``apart`` of those in menus, comment boxes and the like, ``captions`` and
    ``headings`` of those that the markup calls so. ``words`` are the phrases that betray a page's furniture.
    """
    rows = [row for number, text in enumerate(lines) if (row := read_row(number, text, words)) is not None]
    set_teasers_aside(rows, linked, letters_of(title.lower()) if title else "")
    for row in rows if captions else ():
        if row.line in captions and row.label is None:
            row.prose = False
            row.set("caption", MARKED)
    if kept is not None:
        for row in rows:
            row.head = row.line in headings
            if row.head and row.label == "boilerplate" and title and row.letters == letters_of(title.lower()):
                row.label, row.reason = None, ""  # "Giới thiệu", and not the menu's
            if row.line in kept:
                row.kept = True
                if row.reason in {"section heading", "masthead", "menu"} and row.ended and row.text[-1] != ":":
                    row.label, row.reason, row.prose = None, "", True
            else:
                row.prose, row.outside, row.link = False, row.line in apart, row.line in linked
    set_sources_of_pictures(rows)
    set_foreign_aside(rows)
    zone = find_article(rows, title) if kept is None else find_extracted(rows, title)
    if zone is None or is_front_page(rows, zone):
        for row in rows:
            if row.label is None:
                row.set("boilerplate", "no running prose near it")
            elif row.label != "boilerplate":
                row.set("boilerplate", f"{row.label} without an article")
    else:
        zone = without_captions_at_its_ends(rows, zone)
        label_above(rows, zone[0], title)
        label_inside(rows, zone)
        if kept is None:
            set_boxes_aside(rows, zone)
        set_lead(rows, zone)
        label_below(rows, zone[-1])
    return [Line(row.line, row.label or "boilerplate", row.reason, row.text) for row in rows]


def reads_as_text(line: str, words: Words = WORDS) -> bool:
    """Say whether ``line`` between two paragraphs of an article would be taken for one of its lines."""
    row = read_row(0, line, words)
    return (
        row is not None
        and row.label is None
        and not looks_like_caption(row)
        and (row.ended or row.prose or not (row.describes or row.shows_someone or row.cell))
        and not (is_running(row) and is_foreign(row.text))
    )


def byline_names(lines: Sequence[Line], words: Words = WORDS) -> str | None:
    """Return the author: the person that the byline below the text, or else the one above it, names; several joined by "; "."""
    text = [line.line for line in lines if line.label in ("lead", "body")]
    last = max(text, default=0)
    names = [
        (line.line < last, name)
        for line in lines
        if line.label == "byline" and (name := person_named(line.text, words))
    ]
    return "; ".join(dict.fromkeys(name for above, name in names if above == names[-1][0])) or None

"""A page cut in sections at its headings, and which of them are lists of articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.clean.row import PROSE_WORDS, Row
from corpus.clean.shapes import (
    BOX_WORDS,
    FAR,
    FIGURE,
    NOTED,
    PHONE,
    PICTURE_CREDIT,
    STRAY_MARK,
    TEASER_WORDS,
    heads_box,
    is_bare_headline,
    is_headline,
    is_part_of_a_whole,
    is_whole,
    notes_a_figure,
    word_pairs,
)

_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b")
ENTRIES = 3  # so many headlines, each with one paragraph, may make a list of articles
LONG_HEADLINE = 7
_FRONT_PAGE = 6  # headlines for every whole paragraph, and at least
KINSHIP = 0.05  # the part of its pairs of words that a paragraph shares with a text about other things; with its own it is a fifth
_ONE_THING = 0.15  # and so much the paragraphs of one article with each other
_LONGEST_TABLE = 40  # lines that a colon may announce
_GAP = 5  # so many lines without prose between two paragraphs, and they belong to different texts


def cut_in_sections(rows: Sequence[Row]) -> list[list[Row]]:
    """Cut the page at the headings of boxes, and where many short lines stand between two paragraphs.

    Pictures, their captions, the points of a list and the cells of a table are no such lines, nor is what a colon announces, nor
    are prices, hours and the like where most of the lines have some.
    """
    sections: list[list[Row]] = [[]]
    last = -1  # where the last paragraph or heading stands
    announced = False  # whether a list or table goes on below it
    for i, row in enumerate(rows):
        heading = row.reason == "section heading"
        if heading:
            sections.append([])
        elif row.prose and i - last > _GAP:
            most = _LONGEST_TABLE if announced else _GAP
            short = [
                _is_detail(rows, between)
                for between in range(last + 1, i)
                if not (is_part_of_a_whole(rows[between]) or STRAY_MARK.fullmatch(rows[between].text))
            ]
            if len(short) > most and 2 * sum(short) < len(short):
                sections.append([])
        if row.prose or announced:
            announced = is_announced(row, announced)
        if row.prose or heading:
            last = i
        sections[-1].append(row)
    return sections


def _is_detail(rows: Sequence[Row], i: int) -> bool:
    """Say whether a row is of a price list, a timetable or a table: headlines have figures, too, but are longer.

    So is what a colon ends, and what follows it: "Giờ mở cửa:" and "07:00 – 17:00".
    """
    row = rows[i]
    if row.text.endswith(":") or (i and rows[i - 1].text.endswith(":")) or PHONE.fullmatch(row.text):
        return True
    if row.reason not in {"", "masthead"} or _DAY.search(row.text):
        return False
    return NOTED.search(row.text) is not None or (row.words < BOX_WORDS.start and FIGURE.search(row.text) is not None)


def is_announced(row: Row, announced: bool) -> bool:
    """Say whether a list or table is going on below the row that a colon announced; whole sentences in it are short."""
    if row.prose:
        return row.text.endswith(":") or (announced and row.words < 2 * PROSE_WORDS)
    return announced and row.reason not in {"section heading", "links"}


def running_words(section: Sequence[Row]) -> float:
    """Words of running prose; a paragraph that breaks off counts half, since teasers do."""
    return sum(row.words * (0.5 if row.clipped else 1.0) for row in section if row.prose)


def main_section(sections: Sequence[Sequence[Row]]) -> int | None:
    """Return which section has most running prose, that of a list of teasers counting a quarter; ``None``: there is none at all."""
    masses = [running_words(section) for section in sections]
    most = max(masses)
    near = [i for i, mass in enumerate(masses) if mass >= 0.25 * most]
    if not most or len(near) == 1:
        return near[0] if most else None
    return max(near, key=lambda i: masses[i] * (0.25 if _has_teasers(sections[i]) else 1.0))


def _has_teasers(section: Sequence[Row]) -> bool:
    found = read_entries(section)
    return found.entries > ENTRIES and found.entries * 5 >= found.paragraphs * 4


def goes_on(section: Sequence[Row]) -> bool:
    """Say whether a section under a box heading is the article again: two whole paragraphs, not headlines with a text and a date each."""
    whole = [row for row in section if row.prose and row.words >= 25 and row.ended and not row.clipped]
    clipped = [row for row in section if row.prose and row.clipped]
    found = read_entries(section)
    teasers = found.paragraphs == found.entries > ENTRIES and found.words >= LONG_HEADLINE * found.entries
    return len(whole) >= 2 and len(whole) > len(clipped) and not teasers and not are_dated_teasers(section)


def goes_on_after_box(above: Sequence[Row], section: Sequence[Row]) -> bool:
    """Say whether the article begins in the section ``above`` and a box with a few links only interrupts it."""
    if section[0].reason != "section heading" or not heads_box(section[0]) or _has_teasers(above):
        return False
    first = next((i for i, row in enumerate(section) if row.prose), FAR)
    return first < FAR and goes_on(above) and not any(row.has_date for row in section[:first])


def goes_on_after_list(above: Sequence[Row], section: Sequence[Row]) -> bool:
    """Say whether only short lines stand between two parts of one text: whole paragraphs above them that speak of the same things."""
    if section[0].reason == "section heading" or not goes_on(above) or _has_teasers(above):
        return False
    known = set().union(*(word_pairs(row) for row in section if row.prose))
    shares = [len(own & known) / len(own) for row in above if row.prose and (own := word_pairs(row))]
    return sum(shares) > KINSHIP * len(shares)


def are_dated_teasers(section: Sequence[Row]) -> bool:
    """Say whether a section is a list of teasers, with a date to one of them at least."""
    found = read_entries(section)
    return found.dated > 0 and found.entries > 1 and found.entries * 5 >= found.paragraphs * 4


def is_list(rows: Sequence[Row], zone: Sequence[int]) -> bool:
    """Say whether the paragraphs of an article, by their positions in ``rows``, are a list of articles."""
    return _is_list_of_articles(rows[max(0, zone[0] - 3) : zone[-1] + 2])


def is_front_page(rows: Sequence[Row], zone: Sequence[int]) -> bool:
    """Say whether a text is hardly more than the headlines of other articles, which nothing announces, and a teaser or two."""
    text = [row for row in rows[zone[0] : zone[-1] + 1] if row.label is None]
    headlines = sum(is_bare_headline(row) for row in text)
    if headlines < _FRONT_PAGE or any(row.text.endswith(":") for row in text):
        return False
    return headlines >= _FRONT_PAGE * sum(is_whole(row) and row.ended and not row.clipped for row in text)


def _is_list_of_articles(rows: Sequence[Row]) -> bool:
    """Say whether ``rows`` are teasers, each a headline and one paragraph, with something about them that no article has.

    These are dates, headlines printed twice, or the same short line again and again; many long headlines will do as well where
    there is no paragraph without one and the paragraphs speak of different things.
    """
    found = read_entries(rows)
    if any(row.prose and row.ended and row.words >= TEASER_WORDS for row in rows):
        return False
    if found.entries < ENTRIES or found.entries * 5 < found.paragraphs * 4:
        return False
    marked = max(found.dated, found.doubled, max(found.beside.values(), default=0)) >= ENTRIES
    many = found.entries >= 2 * ENTRIES and found.words >= LONG_HEADLINE * found.entries
    return marked or (many and found.entries == found.paragraphs and not _speak_of_one_thing(rows))


def _speak_of_one_thing(rows: Sequence[Row]) -> bool:
    """Say whether the paragraphs share so many pairs of words as those of one article do."""
    once = {row.letters: row for row in rows if row.prose and row.ended}  # a page may show its teasers twice
    pairs = [own for row in once.values() if (own := word_pairs(row))]
    known = Counter(pair for own in pairs for pair in own)
    shares = [sum(known[pair] > 1 for pair in own) / len(own) for own in pairs]
    return sum(shares) > _ONE_THING * len(shares)


@dataclass(slots=True)
class Entries:
    """How many paragraphs there are, how many of them alone under a headline, and what stands with these headlines."""

    paragraphs: int = 0
    entries: int = 0
    dated: int = 0
    doubled: int = 0
    words: int = 0
    beside: Counter[str] = field(default_factory=Counter)


def read_entries(rows: Sequence[Row]) -> Entries:
    """Count the paragraphs of ``rows``, and those that stand alone under a headline."""
    found = Entries()
    above: list[Row] = []
    for row in rows:
        if not (row.prose and row.ended) or is_headline(row):
            above.append(row)
            continue
        found.paragraphs += 1
        heads = [
            other
            for other in above
            if (other.label is None or other.reason == "teaser")
            and is_headline(other)
            and other.words >= 4
            and not notes_a_figure(other)
        ]
        if heads:
            found.entries += 1
            found.words += heads[0].words
            found.dated += any(other.label == "date" for other in above)
            found.doubled += len(heads) > 1 and heads[0].letters == heads[1].letters
            # A photographer may have taken every picture of an article.
            found.beside.update(
                {
                    other.low
                    for other in above
                    if other.label in (None, "caption") and not PICTURE_CREDIT.fullmatch(other.low)
                }
            )
        above = []
    found.dated += any(row.label == "date" for row in above)
    return found

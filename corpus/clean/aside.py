"""What is set aside before or after the article is looked for: other languages, teasers, copies, boxes of links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from corpus.clean.foreign import is_foreign, is_plain
from corpus.clean.row import Row
from corpus.clean.sections import ENTRIES
from corpus.clean.shapes import BOX_WORDS, TITLE_WORDS, is_bare_headline, is_rest, is_running, is_whole

OTHER_LANGUAGE = "other_language"
"""The reason of lines that are in another language than Vietnamese."""
_AGENCY_MARK = re.compile(r"[#*\s]*(\(?[A-ZĐ]{2,8}(?:\.VN)?\)?)\s*[-–]\s")
PICTURE_SOURCE = "source of a picture"
"""The reason of a caption that says where the picture above it is from."""
_SOURCE = re.compile(r"[*_(\s]*(?:nguồn|ảnh)\s*:")
_SOURCE_WORDS = 8
_MORE = re.compile(r"(?:đọc|xem)\s+tiếp.*|chi\s+tiết\s*[»>.]*")


def set_foreign_aside(rows: Sequence[Row]) -> None:
    """Paragraphs in another language, and the headings beside them, are no text to be translated from Vietnamese."""
    foreign = [i for i, row in enumerate(rows) if row.label is None and is_running(row) and is_foreign(row.text)]
    for step in (1, -1):
        for i in foreign:
            rows[i].prose = False
            rows[i].set("boilerplate", OTHER_LANGUAGE)
            i += step
            while 0 <= i < len(rows) and rows[i].label is None and is_plain(rows[i].text) and rows[i].person != "":
                rows[i].prose = False
                rows[i].set("boilerplate", OTHER_LANGUAGE)
                i += step


def set_teasers_aside(rows: Sequence[Row], linked: Collection[int], title: str = "") -> None:
    """A text that ends in a "read on" link, and the headline over it, belong to another article.

    So do a linked headline with a text that breaks off under it, and the links and broken-off texts that follow such a box's heading,
    and the leads of other articles, which begin with an agency's mark: "(TTXVN) -". One stands under its link and begins as this
    article does; or several stand together where this article begins with none. Three headlines or more over a day each are a list, and paragraphs
    that all stand there twice were saved twice.
    """
    dated = [
        row
        for row, below in pairwise(rows)
        if row.prose and not row.ended and row.label is None and below.label == "date"
    ]
    for row in dated if len(dated) >= ENTRIES else ():
        row.prose = False
        row.set("boilerplate", "teaser")
    _set_copies_aside([row for row in rows if row.prose and row.label is None])
    box = False
    marks: set[str] = set()
    prose = own_mark = False  # whether there was text already, and whether it began with a mark
    for i, row in enumerate(rows):
        if row.prose and row.label is None and (mark := _AGENCY_MARK.match(row.text)):
            under_link = i > 0 and (rows[i - 1].reason == "links" or rows[i - 1].line in linked)
            beside = any(other.text.startswith(mark[0]) for other in (*rows[i - 1 : i], *rows[i + 1 : i + 2]))
            several = beside and mark[1][0] == "(" and prose and not own_mark
            if several or (mark[1] in marks and under_link):
                row.prose = False
                row.set("boilerplate", "teaser")
            marks.add(mark[1])
            own_mark = own_mark or not prose
        prose = prose or row.prose
        if linked:
            # A blog's headline may be a link to its own article.
            headline = row.line in linked and row.words >= 4 and row.letters != title
            opens = headline and i + 1 < len(rows) and rows[i + 1].clipped and rows[i + 1].line not in linked
            box = row.reason == "section heading" or opens or (box and (headline or row.clipped))
            if box and row.label is None:
                row.prose = False
                row.set("boilerplate", "teaser")
        # Not below a word or two: "Nội dung", "Chi tiết" are the heads of a table.
        more = _MORE.fullmatch(row.low) and (not linked or row.line in linked)
        if i and more and rows[i - 1].words >= TITLE_WORDS.start:
            for other in rows[max(0, i - 2) : i]:
                if other.label is None and (other is rows[i - 1] or not other.ended):
                    other.prose = False
                    other.set("boilerplate", "teaser")


def set_sources_of_pictures(rows: Sequence[Row]) -> None:
    """Where a picture is from stands right under it: "*Nguồn: Internet*"."""
    for above, row in pairwise(rows):
        if above.image and row.label is None and row.words <= _SOURCE_WORDS and _SOURCE.match(row.low):
            row.set("caption", PICTURE_SOURCE)


def _set_copies_aside(paragraphs: Sequence[Row]) -> None:
    """Take out the second of two where a page was saved so that most of its paragraphs stand there twice on end."""
    counts = Counter(row.text for row in paragraphs)
    copies = [row for above, row in pairwise(paragraphs) if row.text == above.text and counts[row.text] == 2]
    if len(copies) > 1 and 4 * len(copies) >= len(paragraphs):
        for row in copies:
            row.prose = False
            row.set("boilerplate", "printed twice")


def set_boxes_aside(rows: Sequence[Row], zone: Sequence[int]) -> None:
    """Take out three or more headlines that stand between two paragraphs: a box of links that has lost its links and its heading.

    Where they are a fourth of the text, they are the article's own.
    """
    text = [row for row in rows[zone[0] : zone[-1] + 1] if row.label == "body"]
    if sum(row.words in BOX_WORDS and not row.ended for row in text) < ENTRIES:
        return
    # What goes on with a headline will stand on its line.
    units: list[list[Row]] = []
    for part in text:
        words = sum(own.words for own in units[-1]) + part.words if units and is_bare_headline(units[-1][0]) else 0
        if is_rest(part) and words in BOX_WORDS:
            units[-1].append(part)
        else:
            units.append([part])
    runs: list[list[Row]] = []
    above: Row | None = None
    for row in [*(unit[0] for unit in units), None]:
        if row is not None and is_bare_headline(row):
            if above is None or not is_bare_headline(above):
                runs.append([])
                whole = above is not None and is_whole(above)
            runs[-1].append(row)
        elif above is not None and is_bare_headline(above) and not (whole and (row is None or is_whole(row))):
            del runs[-1]
        above = row
    heads = {row.line for run in runs if len(run) >= ENTRIES for row in run}
    boxed = [row for unit in units if unit[0].line in heads for row in unit]
    if 4 * sum(row.words for row in boxed) <= sum(row.words for row in text):
        for row in boxed:
            row.set("boilerplate", "headline of another article")

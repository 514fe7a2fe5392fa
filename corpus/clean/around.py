"""The labels of the lines above the article, in it and below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.clean.aside import PICTURE_SOURCE
from corpus.clean.captions import (
    caption_among_paragraphs,
    is_cell_under_an_image,
    is_doubled,
    may_caption,
    slanted_between,
)
from corpus.clean.row import Row, is_vietnamese, letters_of
from corpus.clean.sections import LONG_HEADLINE, is_announced
from corpus.clean.shapes import (
    FAR,
    LIST_ITEM,
    PHONE,
    PICTURE_CREDIT,
    STRAY_MARK,
    TITLE_WORDS,
    TOPIC,
    gives_day,
    heads_box,
    long_enough,
)
from corpus.dates import parse_date

BESIDE_READING = re.compile(r"\d\s*[|•·–-]\s*\d{1,3}\s+phút\s+đọc$")
"""The end of a line with an article's day and how long it takes to read."""
CLOCK = "a clock of the page"
"""The reason of a date above the headline that is the visit's."""
_PICTURE_SOURCE = re.compile(r"nguồn:?\s[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|vn)")
_COMPANY = re.compile(r"(?:công\s+ty|tập\s+đoàn|tổng\s+công\s+ty)\b")
_STAMP = re.compile(
    r"\d[:h]\d{2}(?::\d{2})?,?\s+(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$"
)  # clock and day end the line
_TIME_OF_EVENT = re.compile(r"thời\s+gian\s*:")  # and not of the article
_SECONDS = re.compile(r"\d:\d{2}:\d{2}")
_SIGNED = re.compile(r"[^,]{2,30},\s+ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
# Of a table's cell, or the number of its row; not the numbers of all lines of a program, or of all pages.
_FIGURES = re.compile(r"(?!1\s2\s3\b)[^\w\[\]]*\d[^\[\]]*")
_NUMBERED = re.compile(r"\d{1,2}(?:[.)]|[^\W\d_])|\d{1,2}/\d{1,2}/\d{4}")  # a headline begins with neither
_SAID_AGAIN = 5  # words of a line that stands in an article three times, as a caption under every picture of it does
_TAG_WORDS = 4
_UNDER_LEAD = 3  # lines under a lead in which its author may stand
_ADDRESS = ("http://", "https://")
_STRANGERS = 3  # lines that are no part of the article, behind which a name is no longer its author's
_MOST_NAMED = 50  # lines of the masthead in which a name is looked for
_NAMES = 3  # more of them below the text are places and topics, not those who wrote it


def label_above(rows: Sequence[Row], first: int, title: str | None) -> None:
    """Label what stands above the row ``first``, with which the article begins: its headline, date, byline and captions."""
    above = rows[:first]
    wanted = title and letters_of(title.lower())
    counts = Counter(row.text for row in rows if row.words in TITLE_WORDS)
    numbered = sum(_NUMBERED.match(row.text) is not None for row in above[-FAR:] if row.label is None) > 1
    best, best_score = None, 0.0
    # Lines between a row and the text that might be headlines, the longest of them, and whether a date stands right under it.
    passed, longest, dated = 0, 0, False
    for row in reversed(above):
        stamped = row.figures and _STAMP.search(row.text) is not None
        has_date = stamped or (row.figures and row.has_date)
        if has_date:
            dated = longest <= LONG_HEADLINE
        named = wanted is not None and row.head and row.letters == wanted
        if stamped or row.label is not None or (row.words not in TITLE_WORDS and not named):
            continue
        over_date = dated
        score = 3.0 - 0.25 * passed + (1.0 if over_date else 0.0)
        if row.words >= 5 and not has_date:
            passed, longest, dated = passed + 1, max(longest, row.words), False
        score += 2.0 if row.heading else 0.0
        score += 1.0 if counts[row.text] > 1 and long_enough(row) else 0.0
        score -= 1.5 if not long_enough(row) else 0.0
        score -= (
            3.0
            if row.text[0].islower() or row.raw.startswith("- ") or _COMPANY.match(row.low) or TOPIC.match(row.raw)
            else 0.0
        )
        score -= (3.0 if numbered else 1.0) if _NUMBERED.match(row.text) else 0.0
        score -= 3.0 if " / " in row.text else 0.0
        score += 6.0 if wanted and _is_wanted(row.letters, wanted) else 0.0
        # A headline that a crawler put over a whole page stands far from the text.
        crawled = row is rows[0] and row.text[0].isupper() and row.words >= 5 and not row.head
        if score <= best_score and not crawled:
            continue  # whatever the text says
        if wanted is None and row.person is not None:
            continue
        score -= 2.5 if row.describes and not over_date else 0.0
        if crawled:
            score = max(score, 6.0 if row.heading else 0.25)
        if score > best_score:
            best, best_score = row, score
    chosen = best.letters if best is not None else None
    title_line = best.line if best is not None else -1
    dated = any(row.line > title_line >= 0 and (gives_day(row) or (row.figures and row.has_date)) for row in above)
    for position, row in enumerate(above):
        heads = position + 1 < first and above[position + 1] is best
        if heads and BESIDE_READING.search(row.low) and parse_date(row.low):
            row.set("date", "date above the headline")
            continue
        if row.label == "date":
            before = row.line < title_line
            if (dated and (before or parse_date(row.text) is None)) or (before and _SECONDS.search(row.text)):
                row.set("boilerplate", CLOCK)
            continue
        if row.label is None and chosen and (row is best or (len(row.text) >= 12 and _is_same_headline(row, chosen))):
            row.set("title", "headline above the article" if not wanted else "headline")
        elif (
            row.label is None
            and row.line > title_line >= 0
            and row.words >= 6
            and row.describes
            and not row.credits_writer
        ):
            row.set("caption", "caption above the text")
        elif (
            row.label is None
            and not (row.head and row.text.isupper())
            and not row.raw.startswith("* ")  # a menu's
            and (first - position <= 6 or above[position - 1] is best)
            and row.line > title_line >= 0
            and row.person is not None
        ):
            row.set("byline", "name between headline and text")
        elif row.line > title_line >= 0 and gives_day(row):
            row.set("date", "date between headline and text")
        elif (
            row.reason == "links"
            and first - position <= 12
            and 0 <= title_line < row.line
            and not (row.text.isupper() or row.text[0] in "*-+")  # as menus are
            and row.person
        ):
            row.set("byline", "linked name between headline and text")
        elif row.label is None or (row.label == "caption" and first - position > 3):
            row.set("boilerplate", "above the article")


def _is_wanted(letters: str, wanted: str) -> bool:
    return letters == wanted or (len(letters) > 15 and (letters in wanted or wanted in letters))


def _is_same_headline(row: Row, chosen: str) -> bool:
    """The headline again, one of the two perhaps with the site's name behind it."""
    if row.low[0].isalnum() and row.low[0] != chosen[0]:
        return False
    short, long = sorted((row.letters, chosen), key=len)
    return len(short) >= 12 and long.startswith(short) and len(long) - len(short) <= 40


def label_inside(rows: Sequence[Row], zone: Sequence[int]) -> None:
    """Label the article, from its first paragraph to its last; ``zone`` are the positions of its paragraphs."""
    paragraphs = set(zone)
    slanted = slanted_between(rows, zone)
    headline = next((row.letters for row in rows[: zone[0]] if row.label == "title"), None)
    addresses = False  # whether the lines are those of the sources that a colon announced
    broken = False  # whether the article's line above ends inside a sentence
    box = False  # whether the lines are the headlines in a box inside the article
    announced = False  # whether the lines are those of a list or table that a colon announced
    printed = Counter(row.text for row in rows[zone[0] : zone[-1]] if row.label is None and row.words >= _SAID_AGAIN)
    for i in range(zone[0], zone[-1] + 1):
        row = rows[i]
        box = i not in paragraphs and (box or (row.reason == "section heading" and heads_box(row)))
        if i in paragraphs:
            if reason := caption_among_paragraphs(rows, i):
                row.set("caption", reason)
            elif i in slanted:
                row.set("caption", "in italics between paragraphs")
            else:
                row.set("body", "running prose")
        elif row.label is None:
            if i and _SIGNED.fullmatch(rows[i - 1].low) and row.person:
                rows[i - 1].set("date", "place and date of a signature")
                row.set("byline", "name under place and date")
            elif (
                zone[0] + 1 < i <= zone[0] + _UNDER_LEAD
                and rows[zone[0] + 1].label == "date"
                and rows[i - 1].label in ("date", "boilerplate")
                and row.person
            ):
                row.set("byline", "name and day under the lead")
            elif (
                i
                and rows[i - 1].image
                and not (row.text.endswith(":") or row.text.isupper() or row.heading or LIST_ITEM.match(row.low))
            ) or is_cell_under_an_image(rows, i):
                row.set("caption", "caption under an image")
            elif _PICTURE_SOURCE.fullmatch(row.low):
                row.set("caption", "photo credit")
            elif row.outside:
                row.set("boilerplate", "beside the article's text")
            elif i == zone[0] + 1 and not row.ended and row.figures and parse_date(row.text) and row.person is not None:
                row.set("byline", "name and day under the lead")
            elif (box or _is_among_links(rows, i)) and row.words >= 4 and not row.ended:
                row.set("boilerplate", "headline of another article")
            elif is_doubled(row) or row.letters == headline:
                row.set("caption", "the headline again")
            elif printed[row.text] > 2 and not row.ended:
                row.set("caption", "printed several times")
            elif (
                not (row.ended or row.heading)
                and (row.describes or row.shows_someone or row.cell)
                and LIST_ITEM.match(row.low) is None
            ):
                row.set("caption", "caption between paragraphs")
            else:
                row.set("body", "between paragraphs")
        elif row.kept and (addresses or rows[i - 1].text.endswith(":")) and row.low.startswith(_ADDRESS):
            row.set("body", "in a list or table")
            addresses = True
        elif row.reason == "masthead" or (STRAY_MARK.fullmatch(row.text) and broken):
            row.set("body", "between paragraphs")
        elif ((listed := announced or row.raw[0] == "|" or _TIME_OF_EVENT.match(row.low)) and row.label == "date") or (
            (listed or row.kept or rows[i - 1].text.endswith(":") or PHONE.fullmatch(row.text))
            and _FIGURES.fullmatch(row.text)
        ):
            row.set("body", "in a list or table")
        addresses = addresses and row.low.startswith(_ADDRESS)
        if row.prose or announced:
            announced = is_announced(row, announced)
        if row.label == "body":
            broken = not row.ended


def set_lead(rows: Sequence[Row], zone: Sequence[int]) -> None:
    """Make the first paragraph the lead where at least two others follow it."""
    body = [i for i in zone if rows[i].label == "body"]
    if len(body) >= 3 and rows[body[0]].words <= 100:
        rows[body[0]].set("lead", "first paragraph")


def _is_among_links(rows: Sequence[Row], i: int) -> bool:
    """Say whether the row is one of several links on end: a single one may be a heading, and those after a colon are announced."""
    above, below = rows[i - 1] if i else None, rows[i + 1] if i + 1 < len(rows) else None
    several = any(row is not None and row.link and not row.ended for row in (above, below))
    return rows[i].link and several and not (above is not None and above.text.endswith(":"))


def label_below(rows: Sequence[Row], last: int) -> None:
    """Label what stands below the row ``last``, with which the article ends: byline, captions, and nothing else of it."""
    near, pictures, strangers = True, False, 0
    names = sum(row.person is not None for row in rows[last + 1 : last + 1 + FAR] if row.label is None)
    # The shortest: another may have the author's name behind it.
    headline = min((row.letters for row in rows if row.label == "title"), key=len, default="")
    # Bounded: on a page made to be slow there are as many mastheads as names.
    mastheads = [row.letters for row in rows if row.reason == "masthead"][-_MOST_NAMED:]
    for i, row in enumerate(rows[last + 1 :]):
        if row.reason == "section heading":
            near = False
        pictures = near and (pictures or row.heads_pictures)
        if row.label in (None, "caption") and near and PICTURE_CREDIT.fullmatch(row.low):
            row.set("caption", "photo credit")
        elif row.label is None and near and row.source:
            row.set("byline", "source below the text")
        elif (
            row.label in (None, "caption")
            and row.reason != PICTURE_SOURCE
            and near
            and not (row.head and row.text.isupper())
            and row.person is not None
        ):
            if i and names > _NAMES:
                row.set("boilerplate", "one of many names")
            elif row.person and (
                strangers >= _STRANGERS
                or row.letters in headline
                or any(masthead.startswith(row.letters) for masthead in mastheads)
            ):
                row.set("boilerplate", "name of something else")
            elif row.letters == letters_of(row.person.lower()) and not is_vietnamese(row.person):
                row.set("boilerplate", "heading in another language")
            else:
                row.set("byline", "name below the text")
        elif row.label is None and row.outside:
            row.set("boilerplate", "beside the article's text")
            near = near and row.link and row.words <= _TAG_WORDS
        elif row.label is None and near and row.words <= 20 and not row.heading and may_caption(row, pictures):
            row.set("caption", "caption below the text")
        elif row.label is None or row.label in ("caption", "date"):
            if not (row.label == "caption" and near):
                strangers += row.label is None
                row.set("boilerplate", "below the article")
        elif row.reason in {"page furniture", "teaser"} or row.image:
            continue
        elif row.label == "boilerplate":
            near = False

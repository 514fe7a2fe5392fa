"""Which lines of a page are the article, and what the others are.

A page saved as text still has its menus above the article and its teasers, comments and counters below it. Every non-empty line
gets one label (title, date, byline, caption, lead, body, boilerplate) and the name of the rule that gave it. The rules look at a
line's words and shape (:mod:`corpus.clean.row`), then at its place:

1. lines that are furniture wherever they stand (share buttons, image markup, menus) are set aside;
2. headings such as "Tin liên quan" cut the page into sections; the one with most running prose is the article;
3. between its first and its last paragraph everything else is a subheading or a caption;
4. above it stand title, date and byline, below it the byline.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.clean.foreign import is_foreign, is_plain
from corpus.clean.row import (
    PROSE_WORDS,
    PROSE_WORDS_ENDED,
    Row,
    is_vietnamese,
    letters_of,
    person_named,
    read_row,
)
from corpus.clean.words import WORDS, Words
from corpus.dates import parse_date
from corpus.types import Line

OTHER_LANGUAGE = "other_language"
"""The reason of lines that are in another language than Vietnamese."""
MARKED = "marked as a caption"
"""The reason of captions that a page's markup calls so."""
CLOCK = "a clock of the page"
"""The reason of a date above the headline that is the visit's."""


_AGENCY_MARK = re.compile(r"[#*\s]*(\(?[A-ZĐ]{2,8}(?:\.VN)?\)?)\s*[-–]\s")
_MORE = re.compile(r"(?:đọc|xem)\s+tiếp.*|chi\s+tiết\s*[»>.]*")
_PICTURE_CREDIT = re.compile(r"(?:ảnh|clip|video)\s*:.*")
_PICTURE_SOURCE = re.compile(r"nguồn:?\s[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|vn)")
_COMPANY = re.compile(r"(?:công\s+ty|tập\s+đoàn|tổng\s+công\s+ty)\b")
_STAMP = re.compile(
    r"\d[:h]\d{2}(?::\d{2})?,?\s+(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$"
)  # clock and day end the line
_SECONDS = re.compile(r"\d:\d{2}:\d{2}")
_STRAY_MARK = re.compile(r"[.,;:)\]”]{1,3}")  # what a link inside a sentence leaves on a line of its own
_SIGNED = re.compile(r"[^,]{2,30},\s+ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
_GREETING = re.compile(r"(?:kính\s+(?:gửi|thưa|chào)|thân\s+gửi|chào\s+(?:các|quý))\b[^.?]*[:;,!]?")
_CLOSING = re.compile(r"(?:xin\s+)?trân\s+trọng\b[^.!?:]{0,40}[.!/]*")
_PICTURE = re.compile(r"[_*]+$|[_*]*!\[")  # not one that is a link, as those beside teasers are
_FIGURES = re.compile(r"[^\w\[\]]*\d[^\[\]]*")  # of a table's cell, or the number of its row
_PART_OF_A_LAW = re.compile(r"(?:phần|chương|tiểu mục|mục|điều|khoản|phụ lục)\s+(?:thứ\s|[ivxlc\d]+\b)")
_NOTED = re.compile(r"\S:\s+\S")  # what something is
_FIGURE = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?![\d.,]))\d")  # that is no year
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b")
_PHONE = re.compile(r"\W*(?:\+84|0|1[89]00)[\d .()-]{5,14}\W*")
_NUMBERED = re.compile(r"\d{1,2}(?:[.)]|[^\W\d_])|\d{1,2}/\d{1,2}/\d{4}")  # a headline begins with neither
_LIST_ITEM = re.compile(r"(?:[-–+•*]|\(?(?:[a-zđ]|[ivx]{2,4}|\d{1,2})[).])\s*\S")  # not "TS. Nguyễn Văn An"
_TOPIC = re.compile(r"#+[^\s#]")
_TITLE_WORDS = range(3, 46)
_REMARK = re.compile(r"\(.*\)")
_OPEN_END = re.compile(r"[.:;…][)\]\"'”’»]*$")  # of a line that is no headline
_TAIL_OF_HEADLINES = 3  # so many headlines below the last paragraph are links to other articles
_ENTRIES = 3  # so many headlines, each with one paragraph, may make a list of articles
_LONG_HEADLINE = 7
_HEADLINES_WORDS = 100  # fewer, without a full stop among them, are no article
_LONGEST_SHORT = 12  # letters: a headline of fewer may begin any sentence
_SALUTATION = 12  # words at most
_NAMES = 3  # more of them below the text are places and topics, not those who wrote it
_FAR = 12  # lines between the two parts of an article that a box cuts
_BOX_WORDS = range(9, 31)  # of a headline in a box without a heading; verses have eight at most
_OTHERS = 3  # so many paragraphs about something else end a page that the article has ended before
_KINSHIP = 0.05  # the part of their pairs of words that such paragraphs share with the article; the article's own share a fifth
_CLOSEST = 0.2  # and the part that none of them exceeds
_MANY_OTHERS = 8  # so many on end are strange to the article wherever they stand
_MANY_KINSHIP = 0.12  # and share no more with it, the closest of them this
_MANY_CLOSEST = 0.3
_LAST_WORDS = 30  # of a last paragraph that the extractor lost
_LAST_SHARE = 0.12  # and the part of its pairs of words that it shares with the text above it
_KNOWN = 150  # words that an article must have before anything can be said to be strange to it
_LONGEST_TABLE = 40  # lines that a colon may announce
_GAP = 5  # so many lines without prose between two paragraphs, and they belong to different texts


def _sections(rows: Sequence[Row]) -> list[list[Row]]:
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
                if not (_is_part_of_a_whole(rows[between]) or _STRAY_MARK.fullmatch(rows[between].text))
            ]
            if len(short) > most and 2 * sum(short) < len(short):
                sections.append([])
        if row.prose or announced:
            announced = _is_announced(row, announced)
        if row.prose or heading:
            last = i
        sections[-1].append(row)
    return sections


def _is_part_of_a_whole(row: Row) -> bool:
    """Say whether the row is a picture, its caption, a table's cell or a point of a list; menus have stars for their points."""
    if row.raw[0] == "|" or row.label == "caption" or _PICTURE.match(row.raw):
        return True
    return row.label is None and row.raw[0] != "*" and row.words >= 3 and _LIST_ITEM.match(row.low) is not None


def _is_detail(rows: Sequence[Row], i: int) -> bool:
    """Say whether a row is of a price list, a timetable or a table: headlines have figures, too, but are longer.

    So is what a colon ends, and what follows it: "Giờ mở cửa:" and "07:00 – 17:00".
    """
    row = rows[i]
    if row.text.endswith(":") or (i and rows[i - 1].text.endswith(":")) or _PHONE.fullmatch(row.text):
        return True
    if row.reason not in {"", "masthead"} or _DAY.search(row.text):
        return False
    return _NOTED.search(row.text) is not None or (
        row.words < _BOX_WORDS.start and _FIGURE.search(row.text) is not None
    )


def _notes_a_figure(row: Row) -> bool:
    """Say whether the row is an entry of a price list: "Giá vé: 250.000 đồng/người"."""
    return row.words < _BOX_WORDS.start and _NOTED.search(row.text) is not None and _FIGURE.search(row.text) is not None


def _is_announced(row: Row, announced: bool) -> bool:
    """Say whether a list or table is going on below the row that a colon announced; whole sentences in it are short."""
    if row.prose:
        return row.text.endswith(":") or (announced and row.words < 2 * PROSE_WORDS)
    return announced and row.reason not in {"section heading", "links"}


def _mass(section: Sequence[Row]) -> float:
    """Words of running prose; a paragraph that breaks off counts half, since teasers do."""
    return sum(row.words * (0.5 if row.clipped else 1.0) for row in section if row.prose)


def _main(sections: Sequence[Sequence[Row]]) -> int | None:
    """Return which section has most running prose, that of a list of teasers counting a quarter; ``None``: there is none at all."""
    masses = [_mass(section) for section in sections]
    most = max(masses)
    near = [i for i, mass in enumerate(masses) if mass >= 0.25 * most]
    if not most or len(near) == 1:
        return near[0] if most else None
    return max(near, key=lambda i: masses[i] * (0.25 if _has_teasers(sections[i]) else 1.0))


def _has_teasers(section: Sequence[Row]) -> bool:
    found = _entries(section)
    return found.entries > _ENTRIES and found.entries * 5 >= found.paragraphs * 4


def _goes_on(section: Sequence[Row]) -> bool:
    """Say whether a section under a box heading is the article again: two whole paragraphs, not headlines with a text and a date each."""
    whole = [row for row in section if row.prose and row.words >= 25 and row.ended and not row.clipped]
    clipped = [row for row in section if row.prose and row.clipped]
    return len(whole) >= 2 and len(whole) > len(clipped) and not _are_dated_teasers(section)


def _goes_on_after_box(above: Sequence[Row], section: Sequence[Row]) -> bool:
    """Say whether the article begins in the section ``above`` and a box with a few links only interrupts it."""
    if section[0].reason != "section heading" or not _heads_box(section[0]) or _has_teasers(above):
        return False
    first = next((i for i, row in enumerate(section) if row.prose), _FAR)
    return first < _FAR and _goes_on(above) and not any(row.has_date for row in section[:first])


def _goes_on_after_list(above: Sequence[Row], section: Sequence[Row]) -> bool:
    """Say whether only short lines stand between two parts of one text: whole paragraphs above them that speak of the same things."""
    if section[0].reason == "section heading" or not _goes_on(above) or _has_teasers(above):
        return False
    known = set().union(*(_word_pairs(row) for row in section if row.prose))
    shares = [len(own & known) / len(own) for row in above if row.prose and (own := _word_pairs(row))]
    return sum(shares) > _KINSHIP * len(shares)


def _are_dated_teasers(section: Sequence[Row]) -> bool:
    found = _entries(section)
    return found.dated > 0 and found.entries > 1 and found.entries * 5 >= found.paragraphs * 4


def _is_running(row: Row) -> bool:
    return row.prose or len(row.text) > 15 * row.words  # Chinese, Japanese and Thai have no spaces between words


def _set_foreign_aside(rows: Sequence[Row]) -> None:
    """Paragraphs in another language, and the headings beside them, are no text to be translated from Vietnamese."""
    foreign = [i for i, row in enumerate(rows) if row.label is None and _is_running(row) and is_foreign(row.text)]
    for step in (1, -1):
        for i in foreign:
            rows[i].prose = False
            rows[i].set("boilerplate", OTHER_LANGUAGE)
            i += step
            while 0 <= i < len(rows) and rows[i].label is None and is_plain(rows[i].text):
                rows[i].prose = False
                rows[i].set("boilerplate", OTHER_LANGUAGE)
                i += step


def _set_teasers_aside(rows: Sequence[Row], linked: Collection[int], title: str = "") -> None:
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
    for row in dated if len(dated) >= _ENTRIES else ():
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
        if i and rows[i - 1].words >= _TITLE_WORDS.start and _MORE.fullmatch(row.low):
            for other in rows[max(0, i - 2) : i]:
                if other.label is None and (other is rows[i - 1] or not other.ended):
                    other.prose = False
                    other.set("boilerplate", "teaser")


def _set_copies_aside(paragraphs: Sequence[Row]) -> None:
    """Take out the second of two where a page was saved so that most of its paragraphs stand there twice on end."""
    counts = Counter(row.text for row in paragraphs)
    copies = [row for above, row in pairwise(paragraphs) if row.text == above.text and counts[row.text] == 2]
    if len(copies) > 1 and 4 * len(copies) >= len(paragraphs):
        for row in copies:
            row.prose = False
            row.set("boilerplate", "printed twice")


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
    _set_teasers_aside(rows, linked, letters_of(title.lower()) if title else "")
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
                if row.reason in {"section heading", "masthead", "menu"} and row.ended:
                    row.label, row.reason, row.prose = None, "", True
            else:
                row.prose, row.outside, row.link = False, row.line in apart, row.line in linked
    _set_foreign_aside(rows)
    zone = _article(rows, title) if kept is None else _extracted_article(rows, title)
    if zone is None:
        for row in rows:
            if row.label is None:
                row.set("boilerplate", "no running prose near it")
            elif row.label != "boilerplate":
                row.set("boilerplate", f"{row.label} without an article")
    else:
        zone = _without_captions_at_its_ends(rows, zone)
        _label_above(rows, zone[0], title)
        _label_inside(rows, zone)
        if kept is None:
            _set_boxes_aside(rows, zone)
        _set_lead(rows, zone)
        _label_below(rows, zone[-1])
    return [Line(row.line, row.label or "boilerplate", row.reason, row.text) for row in rows]


def _extracted_article(rows: Sequence[Row], title: str | None) -> list[int] | None:
    """Return the positions of the paragraphs that an extractor kept, and of a lead that it lost between them and the headline."""
    letters = letters_of((title or "").lower())
    if title is None and (first := next((row for row in rows if row.prose), None)) and first.head and not first.ended:
        first.prose = False
    zone = [i for i, row in enumerate(rows) if row.prose and row.letters != letters]
    headline = (
        max((i for i in range(zone[0]) if rows[i].letters == letters), default=None) if zone and letters else None
    )
    if headline is not None:
        unkept = (i for i in range(headline + 1, min(headline + 6, zone[0])) if _is_lead(rows[i]))
        lead = next(unkept, None)
    else:
        lead = zone[0] - 1 if zone and zone[0] and _is_lead(rows[zone[0] - 1]) else None
    if lead is not None:
        rows[lead].prose = True
        zone.insert(0, lead)
    for above, i in pairwise(zone):
        # Below the first paragraph a heading such as "Tin liên quan" ends the article, unless it goes on under it.
        if not any(row.reason == "section heading" for row in rows[above + 1 : i]):
            continue
        below = rows[above + 1 : i + _FAR]
        far = i - above > _FAR or rows[i - 1].reason == "section heading"
        broken_off = all(row.clipped for row in below if row.prose)
        if _are_dated_teasers(below) or broken_off or (far and not _goes_on(below)):
            zone = [j for j in zone if j < i]
            break
    if not zone:
        return None
    zone = _with_last_paragraph(rows, _from_headline(rows, zone, headline))
    return _with_list(rows, _with_note(rows, zone), links=True)


def _with_last_paragraph(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """Add the whole paragraph right below the last one that the extractor kept, if it speaks of what the article does."""
    i = zone[-1] + 1
    if i == len(rows):
        return zone
    row = rows[i]
    whole = row.label is None and row.ended and row.words >= _LAST_WORDS and not (row.outside or row.link or row.head)
    if not whole:
        return zone
    own = _word_pairs(row)
    known = set().union(*(_word_pairs(rows[j]) for j in zone))
    return [*zone, i] if len(own & known) >= _LAST_SHARE * len(own) else zone


def _from_headline(rows: Sequence[Row], zone: list[int], headline: int | None) -> list[int]:
    """Begin with what the extractor kept between the headline and the first paragraph: a remark in brackets, the first subheading."""
    if headline is None:
        return zone
    beginning = [
        i for i in range(headline + 1, zone[0]) if rows[i].kept and rows[i].label is None and _begins_text(rows[i])
    ]
    beginning = [i for i in beginning if rows[i].letters != rows[headline].letters]
    return [*beginning, *zone]


def _begins_text(row: Row) -> bool:
    return _REMARK.fullmatch(row.text) is not None or not (row.describes or _gives_day(row) or row.person is not None)


def _is_lead(row: Row) -> bool:
    return (
        row.label in (None, "caption")
        and row.reason != MARKED
        and row.words >= PROSE_WORDS_ENDED
        and (row.ended or row.words >= PROSE_WORDS)
    )


def _with_list(rows: Sequence[Row], zone: list[int], *, links: bool = False) -> list[int]:
    """Add what belongs to the end of the article and is too short for a paragraph.

    These are the last points of a list, the last price of a list of prices, the ``links`` that a line with a colon announces (on a
    page with markup; on others such lines are the masthead's), and the link and the mark after it that end a sentence.
    """
    found = list(zone)
    last = rows[zone[-1]]
    points = last.text.endswith((":", ";")) or _LIST_ITEM.match(last.low) is not None
    priced = zone[-1] > 0 and _notes_a_figure(rows[zone[-1] - 1])
    announced = False
    for i in range(zone[-1] + 1, len(rows)):
        row = rows[i]
        address = links and not row.outside and row.text.startswith(("http://", "https://"))
        if announced and address:
            row.label = None
        elif (points and row.label is None and _LIST_ITEM.match(row.low)) or (
            priced and row.label is None and _notes_a_figure(row)
        ):
            pass
        elif _is_closing(row) or (
            i + 1 < len(rows) and row.label is None and not row.outside and _is_closing(rows[i + 1])
        ):
            points = False
        elif links and row.label is None and not row.outside and row.text.endswith(":") and _is_address(rows, i + 1):
            announced = True
        else:
            break
        found.append(i)
    if not last.ended:
        after = rows[zone[-1] + 1 : zone[-1] + 3]
        if after and not _STRAY_MARK.fullmatch(after[0].text) and after[0].label is not None:
            after = []
        marks = [
            i
            for i, row in enumerate(after)
            if _STRAY_MARK.fullmatch(row.text) or (row.label is None and row.ended and _is_rest(row))
        ]
        if marks:
            found.extend(range(zone[-1] + 1, zone[-1] + 2 + marks[0]))
    return found


def _is_rest(row: Row) -> bool:
    """Say whether a row goes on with a sentence that a link has cut."""
    return row.text[0].islower() or row.text[0] in ".,;:)"


def _is_closing(row: Row) -> bool:
    """Say whether a row closes a letter or a notice, as "Trân trọng" does."""
    return row.label is None and not row.outside and _CLOSING.fullmatch(row.low) is not None


def _is_address(rows: Sequence[Row], i: int) -> bool:
    return i < len(rows) and rows[i].text.startswith(("http://", "https://"))


def _with_note(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """Add a remark in brackets under the last paragraph: "(Tên nhân vật đã được thay đổi)"."""
    note = zone[-1] + 1
    if note < len(rows) and rows[note].label is None and rows[note].words >= 5 and _REMARK.fullmatch(rows[note].text):
        return [*zone, note]
    return zone


def _article(rows: Sequence[Row], title: str | None) -> list[int] | None:
    """Return the positions of the article's paragraphs in ``rows``, or ``None`` where there is no running prose."""
    sections = _sections(rows)
    main = _main(sections)
    if main is None:
        return None
    zone = _zone(rows, sections, main)
    if not any(rows[i].ended for i in zone) and sum(rows[i].words for i in zone) < _HEADLINES_WORDS:
        return None  # a few long headlines
    if _is_list(rows, zone):
        # The leads of many other articles may be more text than the article above them.
        above = [i for i in range(main) if _goes_on(sections[i])]
        if not above:
            return None
        zone = _zone(rows, sections, max(above, key=lambda i: _mass(sections[i])))
        if _is_list(rows, zone):
            return None
    headline = letters_of(title.lower()) if title is not None else None
    while len(zone) > 1 and _is_headline(first := rows[zone[0]]):
        if headline is None:
            again = first.words >= 5 and any(
                row.letters == first.letters
                or (row.heading and len(row.letters) >= _LONGEST_SHORT and first.letters.startswith(row.letters))
                for row in rows[: zone[0]]
            )
            if not again and not first.ended and _has_headline_above(rows, zone[0]):
                break
            headline = first.letters
        if first.letters != headline and not (
            len(headline) >= _LONGEST_SHORT and first.letters.startswith(headline) and not first.ended
        ):
            break
        first.prose = False
        zone = zone[1:]
    before = rows[zone[0] - 1] if zone[0] else None
    if before and before.label is None and before.words <= _SALUTATION and _GREETING.fullmatch(before.low):
        zone.insert(0, zone[0] - 1)
    return _with_note(rows, _with_list(rows, _without_others(rows, _without_tail(rows, zone))))


def _zone(rows: Sequence[Row], sections: Sequence[Sequence[Row]], main: int) -> list[int]:
    """Return the positions of the paragraphs of the section ``main`` and of those around it that belong to it."""
    begin = main
    while begin and (
        _goes_on_after_box(sections[begin - 1], sections[begin])
        or _goes_on_after_list(sections[begin - 1], sections[begin])
    ):
        begin -= 1
    chosen = list(sections[begin : main + 1])
    for section in sections[main + 1 :]:
        heading = section[0].reason == "section heading"
        if (heading and not _heads_box(section[0])) or not _goes_on(section):
            break
        chosen.append(section)
    members = {row.line for section in chosen for row in section if row.prose}
    zone = [i for i, row in enumerate(rows) if row.line in members]
    return _with_beginning(rows, zone, sections[begin][0])


def _is_list(rows: Sequence[Row], zone: Sequence[int]) -> bool:
    return _is_list_of_articles(rows[max(0, zone[0] - 3) : zone[-1] + 2])


def _is_list_of_articles(rows: Sequence[Row]) -> bool:
    """Say whether ``rows`` are teasers, each a headline and one paragraph, with something about them that no article has.

    These are dates, headlines printed twice, or the same short line again and again; many long headlines will do as well where
    there is no paragraph without one.
    """
    found = _entries(rows)
    if found.entries < _ENTRIES or found.entries * 5 < found.paragraphs * 4:
        return False
    marked = max(found.dated, found.doubled, max(found.beside.values(), default=0)) >= _ENTRIES
    many = found.entries >= 2 * _ENTRIES and found.words >= _LONG_HEADLINE * found.entries
    return marked or (many and found.entries == found.paragraphs)


@dataclass(slots=True)
class _Entries:
    """How many paragraphs there are, how many of them alone under a headline, and what stands with these headlines."""

    paragraphs: int = 0
    entries: int = 0
    dated: int = 0
    doubled: int = 0
    words: int = 0
    beside: Counter[str] = field(default_factory=Counter)


def _entries(rows: Sequence[Row]) -> _Entries:
    found = _Entries()
    above: list[Row] = []
    for row in rows:
        if not (row.prose and row.ended) or _is_headline(row):
            above.append(row)
            continue
        found.paragraphs += 1
        heads = [
            other
            for other in above
            if (other.label is None or other.reason == "teaser")
            and _is_headline(other)
            and other.words >= 4
            and not _notes_a_figure(other)
        ]
        if heads:
            found.entries += 1
            found.words += heads[0].words
            found.dated += any(other.label == "date" for other in above)
            found.doubled += len(heads) > 1 and heads[0].letters == heads[1].letters
            found.beside.update({other.low for other in above if other.label in (None, "caption")})
        above = []
    found.dated += any(row.label == "date" for row in above)
    return found


def _with_beginning(rows: Sequence[Row], zone: list[int], heading: Row) -> list[int]:
    """Add the paragraphs before a box, or before many short lines, that cut the article in two.

    They have a date beside them, above them where the heading is none that cuts articles, and what follows has none of its own.
    ``heading`` is the first row of the section that was chosen.
    """
    begin = next(i for i, row in enumerate(rows) if row is heading)
    other = heading.reason == "section heading" and not _heads_box(heading)
    last = next((i for i in range(begin - 1, max(-1, begin - _FAR), -1) if rows[i].prose), None)
    if last is None or any(row.has_date for row in rows[last + 3 : zone[0]]):
        return zone
    first = last
    while first > 0 and rows[first - 1].prose:
        first -= 1
    beside = [*rows[max(0, first - 4) : first], *([] if other else rows[last + 1 : last + 3])]
    if not any(row.has_date for row in beside) or any(row.clipped or not row.ended for row in rows[first : last + 1]):
        return zone
    if heading.reason != "section heading":
        for row in rows[last + 1 : zone[0]]:
            if row.label is None:
                row.set("boilerplate", "between two parts of the article")
    return [*range(first, last + 1), *zone]


def _heads_box(row: Row) -> bool:
    return row.vocabulary.box.fullmatch(row.low.strip("•*·|»› ")) is not None


def _without_tail(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """Cut off what only looks like paragraphs below the article: the masthead's lines, and headlines that ask something.

    The masthead ends an article unless two whole paragraphs follow it, and so does the author's name where nothing but teasers
    follow. Headlines are cut off where a byline stands above them or there are several, since an article may well end in a question.
    """
    for i in range(zone[0] + 1, zone[-1]):
        if rows[i].reason in {"masthead", "notice to the visitor"} and not _goes_on(rows[i + 1 : zone[-1] + 1]):
            zone = [j for j in zone if j < i]
            break
    name = _name_before_teasers(rows, zone)
    if name is not None:
        zone = [i for i in zone if i < name]
    if len(zone) > 1 and _is_row_of_headlines(rows, zone[-1], zone[0]):
        zone = zone[:-1]
    last = max((i for i in zone if not _is_headline(rows[i]) or _is_rest(rows[i])), default=zone[-1])
    tail = [row for row in rows[last + 1 : zone[-1] + 1] if row.label is None]
    signed = any(row.person is not None for row in tail)
    if (signed or len(tail) >= _TAIL_OF_HEADLINES) and all(_is_headline(row) or row.person is not None for row in tail):
        return [i for i in zone if i <= last]
    return zone


def _is_row_of_headlines(rows: Sequence[Row], i: int, first: int) -> bool:
    """Say whether the row ``i`` is a menu of articles that names this one among others, the headline above row ``first``."""
    row = rows[i]
    return not row.ended and any(
        above.words >= 5 and len(above.letters) + 30 <= len(row.letters) and above.letters in row.letters
        for above in rows[max(0, first - _FAR) : first]
        if above.label is None
    )


def _without_others(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """Cut off whole sentences about other things: at the end, behind a line of the page, and with hardly a pair of words in common.

    An article speaks of the same people and things to its end; the leads of other articles that follow it on a page do not. Many of
    them need no line of the page before them.
    """
    breaks = [
        n
        for n in range(1, len(zone) - _OTHERS + 1)
        if zone[n] - zone[n - 1] > 1
        and any(row.label == "boilerplate" and "![" not in row.raw for row in rows[zone[n - 1] + 1 : zone[n]])
    ]
    breaks = [n for n in breaks[-_OTHERS:] if sum(rows[i].words for i in zone[:n]) >= _KNOWN]
    pairs = [_word_pairs(rows[i]) for i in zone] if breaks else []
    for n in breaks:
        known = set().union(*pairs[:n])
        shares = [len(own & known) / len(own) for own in pairs[n:] if own]
        if shares and max(shares) <= _CLOSEST and sum(shares) <= _KINSHIP * len(shares):
            return zone[:n]
    return zone[: _before_many_others(rows, zone)] if len(zone) >= 2 * _MANY_OTHERS else zone


def _before_many_others(rows: Sequence[Row], zone: Sequence[int]) -> int:
    """Return how many paragraphs there are before a long tail of whole ones about other things, all where there is no such tail.

    It begins where most changes in what the paragraphs share with those before them, and shares much less with the text above it
    than that has in common with itself.
    """
    pairs = [_word_pairs(rows[i]) for i in zone]
    known: set[tuple[str, str]] = set()
    shares: list[float] = []
    for own in pairs:
        shares.append(len(own & known) / len(own) if own else 0.0)
        known |= own
    whole = len(zone)
    while whole and rows[zone[whole - 1]].ended and rows[zone[whole - 1]].prose:
        whole -= 1
    total, head, best, begin = sum(shares), 0.0, 0.0, len(zone)
    for n, share in enumerate(shares[: len(zone) - _MANY_OTHERS], 1):
        head += share
        change = (head / n - (total - head) / (len(zone) - n)) * math.sqrt(n * (len(zone) - n))
        if n >= max(whole, _MANY_OTHERS) and change > best:
            best, begin = change, n
    if begin == len(zone) or sum(rows[i].words for i in zone[:begin]) < _KNOWN:
        return len(zone)
    above = set().union(*pairs[:begin])
    strange = [len(own & above) / len(own) if own else 0.0 for own in pairs[begin:]]
    mean = sum(strange) / len(strange)
    its_own = sum(shares[:begin]) / begin
    if max(strange) > _MANY_CLOSEST or mean > min(_MANY_KINSHIP, its_own / 2):
        return len(zone)
    # The article may have gone on a little.
    return begin + max((n for n, share in enumerate(strange[:_OTHERS], 1) if share > _CLOSEST), default=0)


def _word_pairs(row: Row) -> set[tuple[str, str]]:
    return set(pairwise(row.low.split()))


def _set_boxes_aside(rows: Sequence[Row], zone: Sequence[int]) -> None:
    """Take out three or more headlines that stand between two paragraphs: a box of links that has lost its links and its heading.

    Where they are a fourth of the text, they are the article's own.
    """
    text = [row for row in rows[zone[0] : zone[-1] + 1] if row.label == "body"]
    if sum(row.words in _BOX_WORDS and not row.ended for row in text) < _ENTRIES:
        return
    # What goes on with a headline will stand on its line.
    units: list[list[Row]] = []
    for part in text:
        words = sum(own.words for own in units[-1]) + part.words if units and _is_bare_headline(units[-1][0]) else 0
        if _is_rest(part) and words in _BOX_WORDS:
            units[-1].append(part)
        else:
            units.append([part])
    runs: list[list[Row]] = []
    above: Row | None = None
    for row in [*(unit[0] for unit in units), None]:
        if row is not None and _is_bare_headline(row):
            if above is None or not _is_bare_headline(above):
                runs.append([])
                whole = above is not None and _is_whole(above)
            runs[-1].append(row)
        elif above is not None and _is_bare_headline(above) and not (whole and (row is None or _is_whole(row))):
            del runs[-1]
        above = row
    heads = {row.line for run in runs if len(run) >= _ENTRIES for row in run}
    boxed = [row for unit in units if unit[0].line in heads for row in unit]
    if 4 * sum(row.words for row in boxed) <= sum(row.words for row in text):
        for row in boxed:
            row.set("boilerplate", "headline of another article")


def _is_whole(row: Row) -> bool:
    """Say whether the row is a paragraph that announces nothing."""
    return row.prose and row.words >= PROSE_WORDS and not row.text.endswith((":", ";"))


def _is_bare_headline(row: Row) -> bool:
    return (
        row.words in _BOX_WORDS
        and not (row.ended or row.cell or row.text.isupper())
        and row.text[0].isupper()
        and _LIST_ITEM.match(row.low) is None
        and _PART_OF_A_LAW.match(row.low) is None
        and not row.describes
    )


def _name_before_teasers(rows: Sequence[Row], zone: Sequence[int]) -> int | None:
    """Return where the author's name stands, with nothing behind it but headlines that have one paragraph each."""
    for i in range(zone[-1], zone[0], -1):
        row = rows[i]
        if row.prose:
            if i < zone[-1] and rows[i + 1].prose and row.ended and not _is_headline(row):
                return None  # two paragraphs on end
        elif row.label is None and row.person:
            behind = _entries(rows[i + 1 : zone[-1] + 1])
            if rows[max(j for j in zone if j < i)].text.endswith(":"):
                return None  # a cell of the table that it announces
            return i if 0 < behind.paragraphs == behind.entries < sum(j < i for j in zone) else None
    return None


def _is_headline(row: Row) -> bool:
    """A headline has no full stop; one with a question mark is short."""
    return (
        row.words in _TITLE_WORDS
        and row.raw[0] != "+"  # a point of a list
        and (row.words <= 30 or not row.ended)
        and not _OPEN_END.search(row.text, max(0, len(row.text) - 12))
        and " / " not in row.text  # as in "Tin tức / Sự kiện", where the visitor is
    )


def _has_headline_above(rows: Sequence[Row], first: int) -> bool:
    """Say whether a better headline stands just above the row ``first``, so that this one is a lead without a full stop."""
    near = [row for row in rows[max(0, first - 4) : first] if row.label is None]
    return any(
        _long_enough(row)
        and _is_headline(row)
        and not (row.describes or is_plain(row.text) or _TOPIC.match(row.raw))
        and row.person is None
        for row in near
    )


def _long_enough(row: Row) -> bool:
    """Say whether a row has the five words of a headline; "Doanh nghiệp - Người dân" is a section's name."""
    return row.words - row.text.count(" - ") - row.text.count(" – ") >= 5


def _label_above(rows: Sequence[Row], first: int, title: str | None) -> None:
    above = rows[:first]
    wanted = title and letters_of(title.lower())
    counts = Counter(row.text for row in rows if row.words in _TITLE_WORDS)
    numbered = sum(_NUMBERED.match(row.text) is not None for row in above[-_FAR:] if row.label is None) > 1
    best, best_score = None, 0.0
    # Lines between a row and the text that might be headlines, the longest of them, and whether a date stands right under it.
    passed, longest, dated = 0, 0, False
    for row in reversed(above):
        stamped = row.figures and _STAMP.search(row.text) is not None
        has_date = stamped or (row.figures and row.has_date)
        if has_date:
            dated = longest <= _LONG_HEADLINE
        named = wanted is not None and row.head and row.letters == wanted
        if stamped or row.label is not None or (row.words not in _TITLE_WORDS and not named):
            continue
        over_date = dated
        score = 3.0 - 0.25 * passed + (1.0 if over_date else 0.0)
        if row.words >= 5 and not has_date:
            passed, longest, dated = passed + 1, max(longest, row.words), False
        score += 2.0 if row.heading else 0.0
        score += 1.0 if counts[row.text] > 1 and _long_enough(row) else 0.0
        score -= 1.5 if not _long_enough(row) else 0.0
        score -= (
            3.0
            if row.text[0].islower() or row.raw.startswith("- ") or _COMPANY.match(row.low) or _TOPIC.match(row.raw)
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
    dated = any(row.line > title_line >= 0 and (_gives_day(row) or (row.figures and row.has_date)) for row in above)
    for position, row in enumerate(above):
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
            and (first - position <= 6 or above[position - 1] is best)
            and row.line > title_line >= 0
            and row.person is not None
        ):
            row.set("byline", "name between headline and text")
        elif row.line > title_line >= 0 and _gives_day(row):
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


def _gives_day(row: Row) -> bool:
    """Whether a short line with no other meaning has a date in it: "Minh Phương VHXH 11:57 05/06/2026"."""
    return row.label is None and row.figures and row.words <= 12 and not row.ended and parse_date(row.text) is not None


def _is_wanted(letters: str, wanted: str) -> bool:
    return letters == wanted or (len(letters) > 15 and (letters in wanted or wanted in letters))


def _is_same_headline(row: Row, chosen: str) -> bool:
    """The headline again, one of the two perhaps with the site's name behind it."""
    if row.low[0].isalnum() and row.low[0] != chosen[0]:
        return False
    short, long = sorted((row.letters, chosen), key=len)
    return len(short) >= 12 and long.startswith(short) and len(long) - len(short) <= 40


def _label_inside(rows: Sequence[Row], zone: Sequence[int]) -> None:
    paragraphs = set(zone)
    headline = next((row.letters for row in rows[: zone[0]] if row.label == "title"), None)
    broken = False  # whether the article's line above ends inside a sentence
    box = False  # whether the lines are the headlines in a box inside the article
    announced = False  # whether the lines are those of a list or table that a colon announced
    for i in range(zone[0], zone[-1] + 1):
        row = rows[i]
        box = i not in paragraphs and (box or (row.reason == "section heading" and _heads_box(row)))
        if i in paragraphs:
            if reason := _caption_among_paragraphs(rows, i):
                row.set("caption", reason)
            else:
                row.set("body", "running prose")
        elif row.label is None:
            if i and _SIGNED.fullmatch(rows[i - 1].low) and row.person:
                rows[i - 1].set("date", "place and date of a signature")
                row.set("byline", "name under place and date")
            elif (
                i and rows[i - 1].image and not (row.text.endswith(":") or row.text.isupper())
            ) or _is_cell_under_an_image(rows, i):
                row.set("caption", "caption under an image")
            elif _PICTURE_SOURCE.fullmatch(row.low):
                row.set("caption", "photo credit")
            elif row.outside:
                row.set("boilerplate", "beside the article's text")
            elif (box or _is_among_links(rows, i)) and row.words >= 4 and not row.ended:
                row.set("boilerplate", "headline of another article")
            elif _is_doubled(row) or row.letters == headline:
                row.set("caption", "the headline again")
            elif (
                not (row.ended or row.heading)
                and (row.describes or row.shows_someone or row.cell)
                and _LIST_ITEM.match(row.low) is None
            ):
                row.set("caption", "caption between paragraphs")
            else:
                row.set("body", "between paragraphs")
        elif row.reason == "masthead" or (_STRAY_MARK.fullmatch(row.text) and broken):
            row.set("body", "between paragraphs")
        elif ((listed := announced or row.raw[0] == "|") and row.label == "date") or (
            (listed or row.kept or rows[i - 1].text.endswith(":") or _PHONE.fullmatch(row.text))
            and _FIGURES.fullmatch(row.text)
        ):
            row.set("body", "in a list or table")
        if row.prose or announced:
            announced = _is_announced(row, announced)
        if row.label == "body":
            broken = not row.ended


def _set_lead(rows: Sequence[Row], zone: Sequence[int]) -> None:
    body = [i for i in zone if rows[i].label == "body"]
    if len(body) >= 3 and rows[body[0]].words <= 100:
        rows[body[0]].set("lead", "first paragraph")


def _is_among_links(rows: Sequence[Row], i: int) -> bool:
    """Say whether the row is one of several links on end: a single one may be a heading, and those after a colon are announced."""
    above, below = rows[i - 1] if i else None, rows[i + 1] if i + 1 < len(rows) else None
    several = any(row is not None and row.link and not row.ended for row in (above, below))
    return rows[i].link and several and not (above is not None and above.text.endswith(":"))


def _caption_among_paragraphs(rows: Sequence[Row], i: int) -> str:
    """Return why the line ``i``, long enough for a paragraph, is a caption, or ``""`` where it is none."""
    if _looks_like_caption(rows[i]):
        return "caption between paragraphs"
    if i and rows[i].words <= 30 and rows[i - 1].image and _belongs_to(rows[i], rows[i - 1]):
        return "caption under an image"
    return "caption under an image" if _is_cell_under_an_image(rows, i) else ""


def _is_cell_under_an_image(rows: Sequence[Row], i: int) -> bool:
    """Whether the row is a table's only cell but for the image above it."""
    above = (row.raw for row in rows[max(0, i - 2) : i])
    return rows[i].cell and rows[i].words <= 45 and any(raw[0] == "|" and "![" in raw for raw in above)


def _belongs_to(row: Row, image: Row) -> bool:
    """Say whether a line right under an image is its caption: a whole sentence needs more to be one than its place."""
    if not row.ended:
        return True
    return not row.text.endswith(":") and (
        row.describes or row.shows_someone or row.letters in letters_of(image.raw.lower())
    )


def _without_captions_at_its_ends(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """An article begins and ends with a paragraph: a caption there would make the short lines beside it part of the text."""
    for end in (0, -1):
        while len(zone) > 1 and (reason := _caption_among_paragraphs(rows, zone[end])):
            rows[zone[end]].prose = False
            rows[zone[end]].set("caption", reason)
            del zone[end]
    return zone


def _looks_like_caption(row: Row) -> bool:
    """A line long enough for a paragraph that is a caption all the same: no full stop, and a scene described or said twice."""
    if _is_doubled(row):
        return True
    return not row.ended and row.words <= 45 and (row.describes or row.cell) and not _LIST_ITEM.match(row.low)


def reads_as_text(line: str, words: Words = WORDS) -> bool:
    """Say whether ``line`` between two paragraphs of an article would be taken for one of its lines."""
    row = read_row(0, line, words)
    return (
        row is not None
        and row.label is None
        and not _looks_like_caption(row)
        and (row.ended or row.prose or not (row.describes or row.shows_someone or row.cell))
        and not (_is_running(row) and is_foreign(row.text))
    )


def _is_doubled(row: Row) -> bool:
    """An image's alternative text and its caption run together: the same words twice."""
    if row.words < 8 or row.words % 2:
        return False
    words = row.text.split()
    half = len(words) // 2
    return words[:half] == words[half:]


def _label_below(rows: Sequence[Row], last: int) -> None:
    near, pictures = True, False
    names = sum(row.person is not None for row in rows[last + 1 : last + 1 + _FAR] if row.label is None)
    for i, row in enumerate(rows[last + 1 :]):
        if row.reason == "section heading":
            near = False
        pictures = near and (pictures or row.heads_pictures)
        if row.label in (None, "caption") and near and _PICTURE_CREDIT.fullmatch(row.low):
            row.set("caption", "photo credit")
        elif row.label is None and near and row.source:
            row.set("byline", "source below the text")
        elif (
            row.label in (None, "caption") and near and not (row.head and row.text.isupper()) and row.person is not None
        ):
            if i and names > _NAMES:
                row.set("boilerplate", "one of many names")
            elif row.letters == letters_of(row.person.lower()) and not is_vietnamese(row.person):
                row.set("boilerplate", "heading in another language")
            else:
                row.set("byline", "name below the text")
        elif row.label is None and row.outside:
            row.set("boilerplate", "beside the article's text")
            near = False
        elif row.label is None and near and row.words <= 20 and not row.heading and _may_caption(row, pictures):
            row.set("caption", "caption below the text")
        elif row.label is None or row.label in ("caption", "date"):
            if not (row.label == "caption" and near):
                row.set("boilerplate", "below the article")
        elif row.reason in {"page furniture", "teaser"} or row.image:
            continue
        elif row.label == "boilerplate":
            near = False


def _may_caption(row: Row, pictures: bool) -> bool:
    """Say whether a short line below the text describes a picture; ``pictures``: below the heading of a row of them."""
    return pictures if row.text.endswith(":") else not row.ended and (pictures or row.describes)


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

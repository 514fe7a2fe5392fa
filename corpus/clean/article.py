"""From which line to which the article goes: on a page of text, and on one that an extractor has read."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.clean.captions import caption_among_paragraphs
from corpus.clean.foreign import is_plain
from corpus.clean.row import Row, letters_of
from corpus.clean.sections import (
    KINSHIP,
    are_dated_teasers,
    cut_in_sections,
    goes_on,
    goes_on_after_box,
    goes_on_after_list,
    is_list,
    main_section,
    read_entries,
    running_words,
)
from corpus.clean.shapes import (
    FAR,
    LIST_ITEM,
    REMARK,
    STRAY_MARK,
    TEASER_WORDS,
    TOPIC,
    begins_text,
    gives_day,
    heads_box,
    is_closing,
    is_headline,
    is_lead,
    is_rest,
    long_enough,
    notes_a_figure,
    word_pairs,
)

_GREETING = re.compile(r"(?:kính\s+(?:gửi|thưa|chào)|thân\s+gửi|chào\s+(?:các|quý))\b[^.?]*[:;,!]?")
_POINT = re.compile(r"(\d{1,2})[.)]\s+\S")
_POINT_LINES = 3  # lines of a point
_TAIL_OF_HEADLINES = 3  # so many headlines below the last paragraph are links to other articles
_HEADLINES_WORDS = 100  # fewer, without a full stop among them, are no article
_LONGEST_SHORT = 12  # letters: a headline of fewer may begin any sentence
_SALUTATION = 12  # words at most
_OTHERS = 3  # so many paragraphs about something else end a page that the article has ended before
_CLOSEST = 0.2  # the part of its pairs of words that none of these shares with the article
_MANY_OTHERS = 8  # so many on end are strange to the article wherever they stand
_MANY_KINSHIP = 0.12  # and share no more with it on average
_MANY_CLOSEST = 0.3  # and the closest of them no more than this
_LAST_WORDS = 30  # of a last paragraph that the extractor lost
_LAST_SHARE = 0.12  # and the part of its pairs of words that it shares with the text above it
_KNOWN = 150  # words that an article must have before anything can be said to be strange to it


def find_extracted(rows: Sequence[Row], title: str | None) -> list[int] | None:
    """Return the positions of the paragraphs that an extractor kept, and of a lead that it lost between them and the headline."""
    letters = letters_of((title or "").lower())
    if title is None and (first := next((row for row in rows if row.prose), None)) and first.head and not first.ended:
        first.prose = False
    zone = _below_headline(rows, [i for i, row in enumerate(rows) if row.prose and row.letters != letters], letters)
    headline = (
        max((i for i in range(zone[0]) if rows[i].letters == letters), default=None) if zone and letters else None
    )
    if headline is not None:
        unkept = (i for i in range(headline + 1, min(headline + 6, zone[0])) if is_lead(rows[i]))
        lead = next(unkept, None)
    else:
        lead = zone[0] - 1 if zone and zone[0] and is_lead(rows[zone[0] - 1]) else None
    if lead is not None:
        rows[lead].prose = True
        zone.insert(0, lead)
    for above, i in pairwise(zone):
        # Below the first paragraph a heading such as "Tin liên quan" ends the article, unless it goes on under it.
        if not any(row.reason == "section heading" for row in rows[above + 1 : i]):
            continue
        below = rows[above + 1 : i + FAR]
        far = i - above > FAR or rows[i - 1].reason == "section heading"
        broken_off = all(row.clipped for row in below if row.prose)
        if are_dated_teasers(below) or broken_off or (far and not goes_on(below)):
            zone = [j for j in zone if j < i]
            break
    if not zone:
        return None
    if is_list(rows, zone):
        return None
    zone = _from_first_point(rows, _with_last_paragraph(rows, _from_headline(rows, zone, headline)))
    return _with_list(rows, _with_note(rows, zone), links=True)


def _below_headline(rows: Sequence[Row], zone: list[int], letters: str) -> list[int]:
    """Leave out what stands above the headline where that is printed only once, with its date under it: it says whose site this is."""
    printed = [i for i in range(zone[-1]) if rows[i].letters == letters] if zone and letters else []
    if len(printed) != 1 or not long_enough(rows[printed[0]]):
        return zone
    under = rows[printed[0] + 1 : printed[0] + 3]
    below = [i for i in zone if i > printed[0]]
    if not any(row.label == "date" or gives_day(row) for row in under):
        return zone
    return below if 2 * sum(rows[i].words for i in below) > sum(rows[i].words for i in zone) else zone


def _with_last_paragraph(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """Add the whole paragraph right below the last one that the extractor kept, if it speaks of what the article does.

    Those too long for a teaser are added whatever they speak of: they may be most of the article.
    """
    while (i := zone[-1] + 1) < len(rows) and _is_left_out(rows[i]) and rows[i].words >= TEASER_WORDS:
        zone.append(i)
    if i == len(rows) or not _is_left_out(rows[i]):
        return zone
    own = word_pairs(rows[i])
    known = set().union(*(word_pairs(rows[j]) for j in zone))
    return [*zone, i] if len(own & known) >= _LAST_SHARE * len(own) else zone


def _is_left_out(row: Row) -> bool:
    """Say whether the row is a whole paragraph that the extractor may have lost."""
    return row.label is None and row.ended and row.words >= _LAST_WORDS and not (row.outside or row.link or row.head)


def _from_headline(rows: Sequence[Row], zone: list[int], headline: int | None) -> list[int]:
    """Begin with what the extractor kept between the headline and the first paragraph: a remark in brackets, the first subheading."""
    if headline is None:
        return zone
    beginning = [
        i for i in range(headline + 1, zone[0]) if rows[i].kept and rows[i].label is None and begins_text(rows[i])
    ]
    beginning = [i for i in beginning if rows[i].letters != rows[headline].letters]
    return [*beginning, *zone]


def _from_first_point(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """Begin a text that begins with the third point of a list with the first, and with a line between that and a heading."""
    point = _POINT.match(rows[zone[0]].text)
    number, begin = int(point[1]) if point else 0, zone[0]
    while number > 1:
        number -= 1
        above = range(begin - 1, max(begin - 1 - _POINT_LINES, -1), -1)
        found = next((i for i in above if (point := _POINT.match(rows[i].text)) and int(point[1]) == number), None)
        if found is None or any(row.label is not None or row.link for row in rows[found:begin]):
            return zone
        begin = found
    if (
        2 <= begin < zone[0]
        and rows[begin - 1].label is None
        and not rows[begin - 1].heading
        and rows[begin - 2].heading
    ):
        begin -= 1
    return [*range(begin, zone[0]), *zone]


def _with_list(rows: Sequence[Row], zone: list[int], *, links: bool = False) -> list[int]:
    """Add what belongs to the end of the article and is too short for a paragraph.

    These are the last points of a list, the last price of a list of prices, the ``links`` that a line with a colon announces (on a
    page with markup; on others such lines are the masthead's), and the link and the mark after it that end a sentence.
    """
    found = list(zone)
    last = rows[zone[-1]]
    points = last.text.endswith((":", ";")) or LIST_ITEM.match(last.low) is not None
    priced = zone[-1] > 0 and notes_a_figure(rows[zone[-1] - 1])
    announced = False
    for i in range(zone[-1] + 1, len(rows)):
        row = rows[i]
        address = links and not row.outside and row.text.startswith(("http://", "https://"))
        if announced and address:
            row.label = None
        elif (points and row.label is None and LIST_ITEM.match(row.low)) or (
            priced and row.label is None and notes_a_figure(row)
        ):
            pass
        elif is_closing(row) or (
            i + 1 < len(rows) and row.label is None and not row.outside and is_closing(rows[i + 1])
        ):
            points = False
        elif links and row.label is None and not row.outside and row.text.endswith(":") and _is_address(rows, i + 1):
            announced = True
        else:
            break
        found.append(i)
    if not last.ended:
        after = rows[zone[-1] + 1 : zone[-1] + 3]
        if after and not STRAY_MARK.fullmatch(after[0].text) and after[0].label is not None:
            after = []
        marks = [
            i
            for i, row in enumerate(after)
            if STRAY_MARK.fullmatch(row.text) or (row.label is None and row.ended and is_rest(row))
        ]
        if marks:
            found.extend(range(zone[-1] + 1, zone[-1] + 2 + marks[0]))
    return found


def _is_address(rows: Sequence[Row], i: int) -> bool:
    return i < len(rows) and rows[i].text.startswith(("http://", "https://"))


def _with_note(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """Add a remark in brackets under the last paragraph: "(Tên nhân vật đã được thay đổi)"."""
    note = zone[-1] + 1
    if note < len(rows) and rows[note].label is None and rows[note].words >= 5 and REMARK.fullmatch(rows[note].text):
        return [*zone, note]
    return zone


def find_article(rows: Sequence[Row], title: str | None) -> list[int] | None:
    """Return the positions of the article's paragraphs in ``rows``, or ``None`` where there is no running prose."""
    sections = cut_in_sections(rows)
    main = main_section(sections)
    if main is None:
        return None
    zone = _zone(rows, sections, main)
    if not any(rows[i].ended for i in zone) and sum(rows[i].words for i in zone) < _HEADLINES_WORDS:
        return None  # a few long headlines
    if is_list(rows, zone):
        # The leads of many other articles may be more text than the article above them.
        above = [i for i in range(main) if goes_on(sections[i])]
        if not above:
            return None
        zone = _zone(rows, sections, max(above, key=lambda i: running_words(sections[i])))
        if is_list(rows, zone):
            return None
    headline = letters_of(title.lower()) if title is not None else None
    while len(zone) > 1 and is_headline(first := rows[zone[0]]):
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
    zone = _from_first_point(rows, zone)
    return _with_note(rows, _with_list(rows, _without_others(rows, _without_tail(rows, zone))))


def _zone(rows: Sequence[Row], sections: Sequence[Sequence[Row]], main: int) -> list[int]:
    """Return the positions of the paragraphs of the section ``main`` and of those around it that belong to it."""
    begin = main
    while begin and (
        goes_on_after_box(sections[begin - 1], sections[begin])
        or goes_on_after_list(sections[begin - 1], sections[begin])
    ):
        begin -= 1
    chosen = list(sections[begin : main + 1])
    for section in sections[main + 1 :]:
        heading = section[0].reason == "section heading"
        if (heading and not heads_box(section[0])) or not goes_on(section):
            break
        chosen.append(section)
    members = {row.line for section in chosen for row in section if row.prose}
    zone = [i for i, row in enumerate(rows) if row.line in members]
    return _with_beginning(rows, zone, sections[begin][0])


def _with_beginning(rows: Sequence[Row], zone: list[int], heading: Row) -> list[int]:
    """Add the paragraphs before a box, or before many short lines, that cut the article in two.

    They have a date beside them, above them where the heading is none that cuts articles, and what follows has none of its own.
    ``heading`` is the first row of the section that was chosen.
    """
    begin = next(i for i, row in enumerate(rows) if row is heading)
    other = heading.reason == "section heading" and not heads_box(heading)
    last = next((i for i in range(begin - 1, max(-1, begin - FAR), -1) if rows[i].prose), None)
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


def _without_tail(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """Cut off what only looks like paragraphs below the article: the masthead's lines, and headlines that ask something.

    The masthead ends an article unless two whole paragraphs follow it, and so does the author's name where nothing but teasers
    follow. Headlines are cut off where a byline stands above them or there are several, since an article may well end in a question.
    """
    for i in range(zone[0] + 1, zone[-1]):
        if rows[i].reason in {"masthead", "notice to the visitor"} and not goes_on(rows[i + 1 : zone[-1] + 1]):
            zone = [j for j in zone if j < i]
            break
    while len(zone) > 1 and rows[zone[-1]].clipped and rows[zone[-1] - 1].reason == "links":
        rows[zone[-1] - 1].reason = "teaser"  # under its linked headline
        rows[zone[-1]].set("boilerplate", "teaser")
        zone = zone[:-1]
    name = _name_before_teasers(rows, zone)
    if name is not None:
        zone = [i for i in zone if i < name]
    if len(zone) > 1 and _is_row_of_headlines(rows, zone[-1], zone[0]):
        zone = zone[:-1]
    last = max((i for i in zone if not is_headline(rows[i]) or is_rest(rows[i])), default=zone[-1])
    tail = [row for row in rows[last + 1 : zone[-1] + 1] if row.label is None]
    signed = any(row.person is not None for row in tail)
    if (signed or len(tail) >= _TAIL_OF_HEADLINES) and all(is_headline(row) or row.person is not None for row in tail):
        return [i for i in zone if i <= last]
    return zone


def _is_row_of_headlines(rows: Sequence[Row], i: int, first: int) -> bool:
    """Say whether the row ``i`` is a menu of articles that names this one among others, the headline above row ``first``."""
    row = rows[i]
    return not row.ended and any(
        above.words >= 5 and len(above.letters) + 30 <= len(row.letters) and above.letters in row.letters
        for above in rows[max(0, first - FAR) : first]
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
    pairs = [word_pairs(rows[i]) for i in zone] if breaks else []
    for n in breaks:
        known = set().union(*pairs[:n])
        shares = [len(own & known) / len(own) for own in pairs[n:] if own]
        if shares and max(shares) <= _CLOSEST and sum(shares) <= KINSHIP * len(shares):
            return zone[:n]
    return zone[: _before_many_others(rows, zone)] if len(zone) >= 2 * _MANY_OTHERS else zone


def _before_many_others(rows: Sequence[Row], zone: Sequence[int]) -> int:
    """Return how many paragraphs there are before a long tail of whole ones about other things, all where there is no such tail.

    It begins where most changes in what the paragraphs share with those before them, and shares much less with the text above it
    than that has in common with itself.
    """
    pairs = [word_pairs(rows[i]) for i in zone]
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


def _name_before_teasers(rows: Sequence[Row], zone: Sequence[int]) -> int | None:
    """Return where the author's name stands, with nothing behind it but headlines that have one paragraph each."""
    for i in range(zone[-1], zone[0], -1):
        row = rows[i]
        if row.prose:
            if i < zone[-1] and rows[i + 1].prose and row.ended and not is_headline(row):
                return None  # two paragraphs on end
        elif row.label is None and row.person:
            behind = read_entries(rows[i + 1 : zone[-1] + 1])
            if rows[max(j for j in zone if j < i)].text.endswith(":"):
                return None  # a cell of the table that it announces
            return i if 0 < behind.paragraphs == behind.entries < sum(j < i for j in zone) else None
    return None


def _has_headline_above(rows: Sequence[Row], first: int) -> bool:
    """Say whether a better headline stands just above the row ``first``, so that this one is a lead without a full stop."""
    near = [row for row in rows[max(0, first - 4) : first] if row.label is None]
    return any(
        long_enough(row)
        and is_headline(row)
        and not (row.describes or is_plain(row.text) or TOPIC.match(row.raw))
        and row.person is None
        for row in near
    )


def without_captions_at_its_ends(rows: Sequence[Row], zone: list[int]) -> list[int]:
    """An article begins and ends with a paragraph: a caption there would make the short lines beside it part of the text."""
    for end in (0, -1):
        while len(zone) > 1 and (reason := caption_among_paragraphs(rows, zone[end])):
            rows[zone[end]].prose = False
            rows[zone[end]].set("caption", reason)
            del zone[end]
    return zone

"""What the shape of one line says in an article: a headline, the point of a list, the rest of a sentence, a paragraph."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.clean.row import PROSE_WORDS, PROSE_WORDS_ENDED, Row
from corpus.dates import parse_date

MARKED = "marked as a caption"
"""The reason of captions that a page's markup calls so."""
STRAY_MARK = re.compile(r"[.,;:)\]”]{1,3}")  # what a link inside a sentence leaves on a line of its own
_CLOSING = re.compile(r"(?:xin\s+)?trân\s+trọng\b[^.!?:]{0,40}[.!/]*")
_PICTURE = re.compile(r"[_*]+$|[_*]*!\[")  # not one that is a link, as those beside teasers are
_PART_OF_A_LAW = re.compile(r"(?:phần|chương|tiểu mục|mục|điều|khoản|phụ lục)\s+(?:thứ\s|[ivxlc\d]+\b)")
NOTED = re.compile(r"\S:\s+\S")  # what something is
FIGURE = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?![\d.,]))\d")  # that is no year
PHONE = re.compile(r"\W*(?:\+84|0|1[89]00)[\d .()-]{5,14}\W*")
PICTURE_CREDIT = re.compile(r"(?:ảnh|clip|video)\s*:.*")
LIST_ITEM = re.compile(r"(?:[-–+•*]|\(?(?:[a-zđ]|[ivx]{2,4}|\d{1,2})[).])\s*\S")  # not "TS. Nguyễn Văn An"
TOPIC = re.compile(r"#+[^\s#]")
TITLE_WORDS = range(3, 46)
REMARK = re.compile(r"\(.*\)")
_OPEN_END = re.compile(r"[.:;…][)\]\"'”’»]*$")  # of a line that is no headline
FAR = 12  # lines between the two parts of an article that a box cuts
TEASER_WORDS = 100  # no teaser has so many
BOX_WORDS = range(9, 31)  # of a headline in a box without a heading; verses have eight at most


def is_part_of_a_whole(row: Row) -> bool:
    """Say whether the row is a picture, its caption, a table's cell or a point of a list; menus have stars for their points."""
    if row.raw[0] == "|" or row.label == "caption" or _PICTURE.match(row.raw):
        return True
    return row.label is None and row.raw[0] != "*" and row.words >= 3 and LIST_ITEM.match(row.low) is not None


def notes_a_figure(row: Row) -> bool:
    """Say whether the row is an entry of a price list: "Giá vé: 250.000 đồng/người"."""
    return row.words < BOX_WORDS.start and NOTED.search(row.text) is not None and FIGURE.search(row.text) is not None


def is_running(row: Row) -> bool:
    """Say whether the row is running text, in whatever language."""
    return row.prose or len(row.text) > 15 * row.words  # Chinese, Japanese and Thai have no spaces between words


def begins_text(row: Row) -> bool:
    """Say whether a line between headline and first paragraph is the text's: a remark in brackets, or no caption, date or byline."""
    return REMARK.fullmatch(row.text) is not None or not (row.describes or gives_day(row) or row.person is not None)


def is_lead(row: Row) -> bool:
    """Say whether the row may be a lead that an extractor has lost."""
    return (
        row.label in (None, "caption")
        and row.reason != MARKED
        and row.words >= PROSE_WORDS_ENDED
        and (row.ended or row.words >= PROSE_WORDS)
    )


def is_rest(row: Row) -> bool:
    """Say whether a row goes on with a sentence that a link has cut."""
    return row.text[0].islower() or row.text[0] in ".,;:)"


def is_closing(row: Row) -> bool:
    """Say whether a row closes a letter or a notice, as "Trân trọng" does."""
    return row.label is None and not row.outside and _CLOSING.fullmatch(row.low) is not None


def heads_box(row: Row) -> bool:
    """Say whether the row heads a box that may stand inside an article."""
    return row.vocabulary.box.fullmatch(row.low.strip("•*·|»› ")) is not None


def word_pairs(row: Row) -> set[tuple[str, str]]:
    """Return every two words that stand together: what texts about the same things have in common."""
    return set(pairwise(row.low.split()))


def is_whole(row: Row) -> bool:
    """Say whether the row is a paragraph that announces nothing."""
    return row.prose and row.words >= PROSE_WORDS and not row.text.endswith((":", ";"))


def is_bare_headline(row: Row) -> bool:
    """Say whether the row may be the headline of another article that has lost its link."""
    return (
        row.words in BOX_WORDS
        and not (row.ended or row.cell or row.text.isupper())
        and row.text[0].isupper()
        and LIST_ITEM.match(row.low) is None
        and _PART_OF_A_LAW.match(row.low) is None
        and not row.describes
    )


def is_headline(row: Row) -> bool:
    """A headline has no full stop; one with a question mark is short."""
    return (
        row.words in TITLE_WORDS
        and row.raw[0] != "+"  # a point of a list
        and (row.words <= 30 or not row.ended)
        and not _OPEN_END.search(row.text, max(0, len(row.text) - 12))
        and " / " not in row.text  # as in "Tin tức / Sự kiện", where the visitor is
    )


def long_enough(row: Row) -> bool:
    """Say whether a row has the five words of a headline; "Doanh nghiệp - Người dân" is a section's name."""
    return row.words - row.text.count(" - ") - row.text.count(" – ") >= 5


def gives_day(row: Row) -> bool:
    """Whether a short line with no other meaning has a date in it: "Minh Phương VHXH 11:57 05/06/2026"."""
    return row.label is None and row.figures and row.words <= 12 and not row.ended and parse_date(row.text) is not None

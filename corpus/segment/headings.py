"""Headings and captions that stand before a sentence without a full stop between them.

Pages lose their layout on the way to text: "Thủ tướng kết luận về sân golf Ngày 12.6, Thủ tướng đã chủ trì cuộc họp." No
punctuation tells where the heading ends. What does tell: a word that opens sentences and is seldom part of a name ("Ngày",
"Theo", "Tuy") stands capitalised inside, the word before it is one that can end a phrase, and little text precedes. A logistic
regression weighs these. ``train.py`` learns it and writes ``weights.tsv``: a feature and its weight on each line, the sum of the
weights at a place being the log odds that a heading ends there, and a row ``opens WORD`` for every word that opens sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

# A heading is no shorter and a caption no longer, in characters. The upper limit also bounds the time that one place takes.
SHORTEST, LONGEST = 8, 250
# The log odds that an end must have. Of the lines that train.py holds out, 0.5 finds a twentieth more headings in news, but nearly
# twice as many splits of official headlines are wrong; a sentence cut in two costs a translation more than two left together.
THRESHOLD = 1.0

_UPPER = "".join(letter for letter in map(chr, range(0x1F00)) if letter.isupper())
_LOWER = "".join(letter for letter in map(chr, range(0x1F00)) if letter.islower())
# The blank between a word and a capitalised one: where a heading may end.
WORD_AFTER_WORD = re.compile(rf" (?<=[\w\"”’')\]%] )(?=(?P<opener>[{_UPPER}][{_LOWER}]*) )")

_NEXT = re.compile(r" (\w+) [“\"]?(\w+)")
_MARKS = "\"'“”‘’()[],"
_STOPS = ("", ".", "!", "?", "…")
_ACCENTED = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]")
# No heading ends in one of these: words that bind, and those after which a title stands without quotation marks
# ("ca khúc Từ khi em đến", "tội Hủy hoại tài sản", "Luật Các tổ chức tín dụng").
_BINDING = frozenset(
    "và của là các những một với để bởi về cho từ tại vì như hoặc hay gồm do trong trên dưới vào ở đến tới khi mà thì được bị sẽ đã đang"
    " rằng nhưng nếu theo giữa cùng tên tháng phim khúc bài truyện vở sách cuốn tập mục hiệp khối tội vi luật trang show rap đoạn đề tựa diễn đàn".split()
)


def is_heading_end(text: str, start: int, gap: int, word: str) -> bool:
    """Tell whether a heading or caption from ``start`` ends at the blank ``gap``, right before the capitalised ``word``."""
    if len(word) > 1 and text[gap - 1].isupper() and _is_in_capitals(text, start, gap):
        return True
    weights = _weights()
    if f"word {word}" not in weights:
        return False
    return sum(weights.get(name, 0.0) for name in features(text, start, gap)) > THRESHOLD


def opens_sentence(word: str) -> bool:
    """Tell whether the capitalised ``word`` far more often opens a sentence than it stands in a name."""
    return f"opens {word}" in _weights()


def features(text: str, start: int, gap: int) -> Iterator[str]:
    """Yield what speaks for or against an end at the blank ``gap`` of the sentence that begins at ``start``.

    Nothing where there can be none: inside brackets or quotation marks, too near or too far from the beginning, before the last
    word of the text.
    """
    following = _NEXT.match(text, gap)
    size = gap - start
    if following is None or not SHORTEST <= size <= LONGEST:
        return
    before = text[max(start, gap - 30) : gap].rsplit(None, 1)[-1]
    last = before.strip(_MARKS)
    if (
        before.rstrip(_MARKS)[-1:] in _STOPS
        or last.lower() in _BINDING
        or text.count("(", start, gap) != text.count(")", start, gap)
        or text.count("“", start, gap) > text.count("”", start, gap)
        or text.count('"', start, gap) % 2
    ):
        return
    word, second = following.groups()
    kind = _shape(last) + (before[-1] if not before[-1].isalnum() else "")
    after = _shape(second)
    first = text[start : start + 30].split(None, 1)[0].strip(_MARKS)
    yield "bias"
    yield f"word {word}"
    yield f"word {word} {after}"
    yield f"word {word} {second.lower()}"
    yield f"last {last.lower()}"
    yield f"last {kind}"
    yield f"around {kind} {_shape(word)} {after}"
    yield f"first {_shape(first)}"
    yield f"size {size // 10 if size < 150 else 15 if size < 200 else 20}0"


def _is_in_capitals(text: str, start: int, gap: int) -> bool:
    """Tell whether three words or more of Vietnamese, and no acronyms alone, stand in capitals before ``gap`` and another word."""
    if not SHORTEST <= gap - start <= LONGEST or _NEXT.match(text, gap) is None:
        return False
    heading = text[start:gap]
    return heading.isupper() and heading.count(" ") >= 2 and _ACCENTED.search(heading) is not None


def _shape(word: str) -> str:
    if not word[:1].isalpha():
        return "number" if word[:1].isdigit() else "other"
    if word.islower():
        return "small"
    if len(word) > 1 and word.isupper():
        # HĐND is an acronym of any sentence, HỘI a word of a heading in capitals: acronyms have no vowel with a tone.
        return "capitals" if _ACCENTED.search(word.replace("Đ", "").replace("Ư", "")) else "acronym"
    return "capital"


@cache
def _weights() -> dict[str, float]:
    rows = files("corpus.segment").joinpath("weights.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(weight) for name, weight in (row.split("\t") for row in rows)}

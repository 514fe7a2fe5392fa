"""Vietnamese in capitals, written as it is in a sentence: models that have read sentences only invent something else for a headline in capitals.

Which words are names is learnt from text (:mod:`models.training.truecase`), and read off the rest of the article.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast

from models.names import FAMILY_NAMES, capitalised, is_syllable

Kind = Literal["name", "person", "place"]
"""Whether a name is always one, begins one that has a syllable more ("Nguyễn Văn"), or is one behind a word for a unit of administration
("xã Hòa Bình")."""

TABLE: Final = Path(__file__).with_name("truecase.tsv")
LONGEST: Final = 4
"""Syllables of a name."""

_WORD = re.compile(r"[^\W\d_]+")
_RUN = 3  # so many syllables in capitals on end are no abbreviation
_TITLE_RUN = 6
_TITLE_SHARE = 0.7
_NUMERAL = re.compile(r"[IVXLC]+")
_NUMBERED = frozenset("thứ khóa khoá quý chương phần lần kỳ kỷ loại hạng cấp tập mục điều đoạn đợt khu vùng".split())
# No abbreviation, but a word of another language: STANFORD. One of four consonants on end is none.
_FOREIGN = re.compile(r"(?=.*[AEIOUY].*[AEIOUY])(?!.*[^AEIOUY]{4})[A-Z]{6,}")
_MARKS = 4  # characters: a stop, a blank and quotation marks
_UNITS = frozenset("tỉnh huyện xã phường quận phố tp thị trấn thôn ấp bản buôn".split())
_FAMILIES = frozenset(name.lower() for name in FAMILY_NAMES)


def in_sentence_case(texts: Sequence[str]) -> list[str]:
    """Return the segments of one article, with what is in capitals there as it would stand in a sentence.

    Abbreviations and Roman numerals keep their capitals, and so do names: those that are known, and those that stand elsewhere in
    ``texts``. Segments without capitals on end come back as they are.
    """
    names: set[str] | None = None
    found = []
    for text in texts:
        words = list(_WORD.finditer(text))
        pieces, end = [], 0
        for run in [words] if _is_in_title_case(text, words) else _runs(words):
            names = names if names is not None else _names_in(texts)
            pieces += [text[end : run[0].start()], _lowered(text, run, names)]
            end = run[-1].end()
        found.append("".join((*pieces, text[end:])))
    return found


def _names_in(texts: Iterable[str]) -> set[str]:
    """Return the names that stand in the middle of ``texts``, in small letters."""
    return {
        " ".join(run).lower() for text in texts for begin, run in capitalised(text) if begin and 1 < len(run) <= LONGEST
    }


def _runs(words: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the words of each stretch in capitals that is Vietnamese."""
    run: list[re.Match[str]] = []
    for word in (*words, None):
        if word is not None and word[0].isupper():
            run.append(word)
            continue
        if run:
            syllables = [match[0] for match in run if is_syllable(match[0])]
            if (len(syllables) >= _RUN or len(run) == len(words)) and not "".join(syllables).isascii():
                yield run
        run = []


def _is_in_title_case(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Say whether nearly every word has a capital, "Hội Nghị Tổng Kết Công Tác Năm 2026": not a row of names, which are shorter."""
    longest = here = end = 0
    for word in words:
        follows = text[end : word.start()] == " "
        here = 0 if not (word[0].istitle() and is_syllable(word[0])) else here + 1 if follows else 1
        longest, end = max(longest, here), word.end()
    capitals = sum(word[0][0].isupper() for word in words)
    return longest >= _TITLE_RUN and capitals >= _TITLE_SHARE * len(words) and not text.isascii()


def _lowered(text: str, run: Sequence[re.Match[str]], names: Collection[str]) -> str:
    """Return the part of ``text`` that is ``run``, in small letters but for what has capitals in a sentence."""
    low = [match[0].lower() for match in run]
    named = _named(text, run, low, names)
    shouted = all(match[0].isupper() for match in run)
    pieces, end = [], run[0].start()
    for i, match in enumerate(run):
        own = match[0]
        if _is_numeral(text, match, low[i - 1] if i else ""):
            pass
        elif is_syllable(own) and (shouted or len(own) == 1 or not own.isupper()):
            own = own.title() if i in named or _opens(text, match.start()) else low[i]
        elif _FOREIGN.fullmatch(own):
            own = own.title()
        pieces += [text[end : match.start()], own]
        end = match.end()
    return "".join(pieces)


def _named(text: str, run: Sequence[re.Match[str]], low: Sequence[str], names: Collection[str]) -> set[int]:
    """Return which words of ``run`` are part of a name; ``low`` are they in small letters."""
    table = _table()
    if len(run) <= LONGEST and low[0] in _FAMILIES and (run[0].start() > 0 or " ".join(low[:2]) in table):
        return set(range(len(run)))  # somebody's name, for emphasis
    found: set[int] = set()
    i = 0
    while i < len(run):
        for size in range(min(LONGEST, len(run) - i), 0, -1):
            name = " ".join(low[i : i + size])
            kind = "name" if name in names else table.get(name)
            if (
                kind is None
                or (kind == "place" and not (i and low[i - 1] in _UNITS))
                or not _are_together(text, run[i : i + size])
            ):
                continue
            more = kind == "person" and i + size < len(run) and _are_together(text, run[i + size - 1 : i + size + 1])
            found.update(range(i, i + size + more))
            i += size + more
            break
        else:
            i += 1
    return found


def _are_together(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Say whether there is one blank, and nothing else, between any two of the words."""
    return text[words[0].start() : words[-1].end()] == " ".join(match[0] for match in words)


def _is_numeral(text: str, word: re.Match[str], before: str) -> bool:
    """Say whether a word is a Roman number: "quý IV", or "III." at the beginning."""
    counted = before in _NUMBERED or (word.start() == 0 and text[word.end() : word.end() + 1] in {".", ")", "/"})
    return counted and _NUMERAL.fullmatch(word[0]) is not None


def _opens(text: str, start: int) -> bool:
    """Say whether a sentence begins at ``start``, as far as the marks before it tell."""
    before = text[max(0, start - _MARKS) : start].rstrip(" \"“‘'(")
    return before[-1] in ".!?:-–" if before else start <= _MARKS


@cache
def _table() -> Mapping[str, Kind]:
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: cast(Kind, kind) for name, kind in rows}

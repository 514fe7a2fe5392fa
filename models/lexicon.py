"""Which words may translate which: finds a stretch of a sentence that nothing on the other side answers to.

A clause that a model left out, or made up, reads well and changes no number and no name. But its words stand alone: the Vietnamese
ones have no translation on the English side, or the English ones no original. ``models/lexicon.npz`` holds the pairs of words that
word alignment found in parallel text (:mod:`models.training.lexicon` makes it); what is rare or unknown says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from corpus.types import GlossedWord, Span, Unanswered
from models.dictionary import NO_WORD, in_short, senses
from models.names import FAMILY_NAMES, capitalised, without_marks

if TYPE_CHECKING:
    import numpy as np

LEXICON: Final = Path(__file__).with_name("lexicon.npz")

_WORD = re.compile(r"[^\W_]+")
_ENGLISH_WORD = re.compile(r"(?!(?<=['’])s\b)[^\W_]+", re.IGNORECASE)
_GLOSSED = re.compile(r"\d+(?:[.,/:-]\d+)+|[^\W_]+")
_STEM: Final = 6  # letters of an English word: "developed" and "development" are one
_COVERED: Final = -1.5
"""What a word with a counterpart takes from a gap; one without adds 1."""

_FAMILIES: Final = frozenset(FAMILY_NAMES)
_ADDRESS: Final = frozenset("Ông Bà Anh Chị Cô Chú Bác Em Cháu".split())
_TOGETHER: Final = 60
"""Of 255: what two syllables that are one word have more of."""
_LISTED: Final = 20
"""How much more of it two syllables that the dictionary has are taken to have at least."""


class Gap(NamedTuple):
    """A stretch of a text without a counterpart: its words, less those inside it that have one, and its ``begin`` and ``end`` in the text."""

    words: float
    begin: int
    end: int


class Gaps(NamedTuple):
    """The largest gap on each side."""

    vietnamese: Gap
    english: Gap


def vietnamese_words(text: str) -> list[str]:
    """Return the syllables of ``text`` in small letters."""
    return [word.lower() for word in _WORD.findall(text)]


def english_words(text: str) -> list[str]:
    """Return the words of ``text`` in small letters, without the "s" of a genitive."""
    return [word.lower() for word in _ENGLISH_WORD.findall(text)]


def stem(word: str) -> str:
    """Return what stands for all forms of an English word."""
    return word[:_STEM]


def compounds(syllables: Sequence[str]) -> list[str]:
    """Return every two syllables that stand together: most Vietnamese words have two."""
    return [f"{first} {second}" for first, second in pairwise(syllables)]


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of a language: their numbers, a byte for each that is not 0 where it carries meaning, and the numbers of what may answer
    to each on the other side."""

    numbers: dict[str, int]
    telling: bytes
    answers: list[np.ndarray]

    def answered(self, words: Iterable[str], size: int) -> bytes:
        """Return a byte for each of the ``size`` words of the other side, not 0 where it may answer to one of ``words``."""
        import numpy as np

        numbers = self.numbers
        found = np.zeros(size, np.bool_)
        answers = [self.answers[numbers[word]] for word in set(words) if word in numbers]
        if answers:
            found[np.concatenate(answers)] = True
        # Bytes, since numpy takes long to give out numbers one by one.
        return found.tobytes()


@dataclass(frozen=True, slots=True)
class _Glosses:
    """An English word for each Vietnamese one by its number, empty where none is likely, and for two syllables how much they belong
    together, 0 to 255."""

    english: list[str]
    together: bytes


class _Lexicon(NamedTuple):
    vi: _Side
    en: _Side
    glosses: _Glosses


@cache
def _lexicon() -> _Lexicon:
    import numpy as np

    with np.load(LEXICON, allow_pickle=False) as file:
        vi, en = (_side(file, name) for name in ("vi", "en"))
        forms = ["", *_lines(file["forms"])]
        glosses = _Glosses([forms[number] for number in file["vi_glosses"]], file["vi_together"].tobytes())
    return _Lexicon(vi, en, glosses)


def _side(file: Any, name: str) -> _Side:
    import numpy as np

    words = _lines(file[f"{name}_words"])
    answers = np.split(file[f"{name}_answers"], file[f"{name}_begins"][1:-1])
    return _Side({word: number for number, word in enumerate(words)}, file[f"{name}_telling"].tobytes(), answers)


def _lines(packed: np.ndarray) -> list[str]:
    return bytes(packed).decode().split("\n")


def gaps(source: str, target: str) -> Gaps:
    """Return the largest gaps of a pair, ``source`` Vietnamese and ``target`` English."""
    vietnamese, english = _weighed(source, target)
    return Gaps(_largest(vietnamese, source, _WORD), _largest(english, target, _ENGLISH_WORD))


# A pair is checked first, and its single words are looked at when all of its shard are; a shard has some 1,600.
@lru_cache(maxsize=4_096)
def _weighed(source: str, target: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return for each word of either text 1 where it has no counterpart, ``_COVERED`` where it has one, and 0 where nothing can be said."""
    vi, en, _ = _lexicon()
    syllables, words = vietnamese_words(source), english_words(target)
    stems, pairs = list(map(stem, words)), compounds(syllables)
    in_english = en.answered(stems, len(vi.numbers))
    in_vietnamese = vi.answered([*syllables, *pairs], len(en.numbers))
    # A name stands on both sides.
    spelled, spelled_here = set(words), set(map(_spelled, syllables))

    said = [number is not None and in_english[number] for number in map(vi.numbers.get, pairs)]
    found: list[float] = []
    for position, syllable in enumerate(syllables):
        number = vi.numbers.get(syllable)
        if number is None or not vi.telling[number]:
            found.append(0.0)
        elif in_english[number] or any(said[max(0, position - 1) : position + 1]) or _spelled(syllable) in spelled:
            found.append(_COVERED)
        else:
            found.append(1.0)
    found_here: list[float] = []
    for word, own in zip(words, stems, strict=True):
        number = en.numbers.get(own)
        if number is None or not en.telling[number]:
            found_here.append(0.0)
        else:
            found_here.append(_COVERED if in_vietnamese[number] or word in spelled_here else 1.0)
    return tuple(found), tuple(found_here)


@lru_cache(maxsize=20_000)
def _spelled(syllable: str) -> str:
    return without_marks(syllable)


def _largest(weights: Sequence[float], text: str, word: re.Pattern[str]) -> Gap:
    """Return the neighbours with the largest sum (Kadane's algorithm); none where all are negative."""
    best = here = 0.0
    begin = first = last = 0
    for position, weight in enumerate(weights):
        if here <= 0:
            here, begin = 0.0, position
        here += weight
        if here > best:
            best, first, last = here, begin, position
    if not best:
        return Gap(0.0, 0, 0)
    found = [match.span() for match in word.finditer(text)]
    return Gap(best, found[first][0], found[last][1])


def gloss(vietnamese: str, target: str) -> list[GlossedWord]:
    """Return the words of a text, with what each often stands for and whether something in its translation ``target`` answers to it.

    It is a word list's work, not a translation: of a word's meanings the two commonest are given, whatever the sentence. Names lose their marks.
    """
    alone = {begin for begin, _ in _alone(_WORD, vietnamese, _weighed(vietnamese, target)[0])}
    return [
        GlossedWord(vietnamese[word[0][0] : word[-1][1]], english, alone.isdisjoint(begin for begin, _ in word))
        for word, english in _words(vietnamese)
    ]


def unanswered(source: str, target: str) -> Unanswered:
    """Return where the words stand, of a Vietnamese text and of an English one, to which nothing on the other side answers."""
    vietnamese, english = _weighed(source, target)
    alone = set(_alone(_WORD, source, vietnamese))
    words = (word for word, _ in _words(source) if not alone.isdisjoint(word)) if alone else ()
    return Unanswered(tuple((word[0][0], word[-1][1]) for word in words), tuple(_alone(_ENGLISH_WORD, target, english)))


def _alone(word: re.Pattern[str], text: str, weights: Sequence[float]) -> Iterator[Span]:
    """Yield where the words without a counterpart stand."""
    for match, weight in zip(word.finditer(text), weights, strict=True):
        if weight > 0:
            yield match.span()


def _words(vietnamese: str) -> list[tuple[list[Span], str]]:
    """Return the words of a text, each as its syllables, with an English one for it, empty where none is known."""
    vi, _, glosses = _lexicon()
    found = list(_GLOSSED.finditer(vietnamese))
    syllables = [match.group().lower() for match in found]
    numbers = {word: vi.numbers[word] for word in [*syllables, *compounds(syllables)] if word in vi.numbers}
    capitals, persons = _names(vietnamese)
    # Of the ways to part the syllables in words of one or two, the one whose twos belong together most (Viterbi's algorithm).
    best = [(0, 0), (0, 1)]
    for end in range(2, len(found) + 1):
        first, second = found[end - 2], found[end - 1]
        two = f"{syllables[end - 2]} {syllables[end - 1]}"
        number, listed = numbers.get(two), senses(two)
        gain = 0
        if vietnamese[first.end() : second.start()].isspace():
            if number is not None and (glosses.english[number] or listed):
                gain = glosses.together[number] - _TOGETHER
            if listed:
                gain = max(gain, _LISTED)
        if listed == NO_WORD:
            gain = 0
        if gain > 0 and persons.isdisjoint((first.start(), second.start())):
            best.append(max((best[end - 1][0], 1), (best[end - 2][0] + gain, 2)))
        else:
            best.append((best[end - 1][0], 1))
    words: list[tuple[list[Span], str]] = []
    end = len(found)
    while end:
        size = best[end][1]
        word = [match.span() for match in found[end - size : end]]
        begin = word[0][0]
        text = " ".join(syllables[end - size : end])
        number, listed = numbers.get(text), senses(text)
        english = "" if number is None else glosses.english[number]
        if listed is not None:
            english = in_short(listed)
        if begin in persons or begin in capitals:
            spelled = without_marks(vietnamese[begin : word[-1][1]])
            if begin in persons or size == 1 or english in spelled.lower().split():
                english = spelled
        words.append((word, english))
        end -= size
    return words[::-1]


def _names(vietnamese: str) -> tuple[set[int], set[int]]:
    """Return where syllables begin that have a capital as their neighbours have, and those of them that are the name of a person."""
    capitals, persons = set[int](), set[int]()
    for begin, run in capitalised(vietnamese):
        begins = list(accumulate((len(syllable) + 1 for syllable in run[:-1]), initial=begin))
        if run[0] in _ADDRESS:
            run, begins = run[1:], begins[1:]
            persons.update(begins)
        elif len(run) > 1:
            capitals.update(begins)
            if run[0] in _FAMILIES:
                persons.update(begins)
    return capitals, persons

"""Which words may translate which: finds a stretch of a sentence that nothing on the other side answers to.

A clause that a model left out, or made up, reads well and changes no number and no name. But its words stand alone: the Vietnamese
ones have no translation on the English side, or the English ones no original. ``models/lexicon.npz`` holds the pairs of words that
word alignment found in parallel text (:mod:`models.training.lexicon` makes it); what is rare or unknown says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from models.names import without_marks

if TYPE_CHECKING:
    import numpy as np

LEXICON: Final = Path(__file__).with_name("lexicon.npz")

_WORD = re.compile(r"[^\W_]+")
_STEM: Final = 6  # letters of an English word: "developed" and "development" are one
_COVERED: Final = -1.5
"""What a word with a counterpart takes from a gap; one without adds 1."""


class Gaps(NamedTuple):
    """The largest stretch without a counterpart on each side, in words; those inside it that have one count against it."""

    vietnamese: float
    english: float


def vietnamese_words(text: str) -> list[str]:
    """Return the syllables of ``text`` in small letters."""
    return [word.lower() for word in _WORD.findall(text)]


def english_words(text: str) -> list[str]:
    """Return the words of ``text`` in small letters."""
    return _WORD.findall(text.lower().replace("'s", "").replace("’s", ""))


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


@cache
def _sides() -> tuple[_Side, _Side]:
    import numpy as np

    with np.load(LEXICON, allow_pickle=False) as file:
        vi, en = (_side(file, name) for name in ("vi", "en"))
    return vi, en


def _side(file: Any, name: str) -> _Side:
    import numpy as np

    words = bytes(file[f"{name}_words"]).decode().split("\n")
    answers = np.split(file[f"{name}_answers"], file[f"{name}_begins"][1:-1])
    return _Side({word: number for number, word in enumerate(words)}, file[f"{name}_telling"].tobytes(), answers)


def gaps(source: str, target: str) -> Gaps:
    """Return the largest gaps of a pair, ``source`` Vietnamese and ``target`` English."""
    vi, en = _sides()
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
    return Gaps(_largest(found), _largest(found_here))


@lru_cache(maxsize=20_000)
def _spelled(syllable: str) -> str:
    return without_marks(syllable)


def _largest(weights: Iterable[float]) -> float:
    """Return the largest sum of neighbours (Kadane's algorithm), 0 where all are negative."""
    best = here = 0.0
    for weight in weights:
        here += weight
        if here < 0:
            here = 0.0
        elif here > best:
            best = here
    return best

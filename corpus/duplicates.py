"""Finds articles that are copies of earlier ones: syndicated under another headline, or with a sentence more or less.

MinHash with bands (Broder 1997; Leskovec, Rajaraman & Ullman, "Mining of Massive Datasets", ch. 3) proposes pairs, and the texts
themselves decide. Texts that agree in everything but their figures are no copies: they are the price list or the weather of another
day, and to leave one out would lose news.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from zlib import crc32

BANDS, ROWS = (
    16,
    8,
)  # half of the pairs that share 0.68 of their shingles are proposed, and of those that share 0.8 nineteen in twenty
SHINGLE = 5  # syllables
# A band in which ever more different texts agree is a template's; what lies behind the first of them is not looked at.
_COMPARED = 50
_SYLLABLE = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class NearDuplicates:
    """Takes texts one by one, keeps sixty-four bytes of each, and tells in the end which are copies of which."""

    def __init__(self, threshold: float) -> None:
        """``threshold`` is the share of their shingles (runs of five syllables) that two texts have in common to be copies, 0 to 1."""
        self._threshold = threshold
        self._bands = array("I")  # unsigned integers of four bytes

    def add(self, text: str) -> None:
        """Take the next text."""
        from rensa import RMinHash

        minhash = RMinHash(num_perm=BANDS * ROWS, seed=1)
        minhash.update(sorted(_shingles(text)))
        digest = array("I", minhash.digest())
        self._bands.extend(crc32(digest[row : row + ROWS].tobytes()) for row in range(0, BANDS * ROWS, ROWS))

    def copies(self, text_of: Callable[[int], str]) -> Iterator[tuple[int, int]]:
        """Yield ``(copy, original)``, both counted from 0 in the order in which they were added; an original is no copy itself.

        ``text_of`` returns a text again; it is asked for the few that may be copies.
        """
        import numpy as np

        bands = np.frombuffer(self._bands, np.uint32).reshape(-1, BANDS)
        shared = []
        for column in bands.T:
            values, counts = np.unique(column, return_counts=True)
            shared.append(frozenset(values[counts > 1].tolist()))
        originals: dict[tuple[int, int], list[int]] = defaultdict(list)
        parts = lru_cache(maxsize=256)(lambda index: _parts(text_of(index)))
        for index, row in enumerate(bands):
            keys = [(band, value) for band, value in enumerate(row.tolist()) if value in shared[band]]
            for other in sorted({other for key in keys for other in originals[key]}):
                if self._same(parts(index), parts(other)):
                    yield index, other
                    break
            else:
                for key in keys:
                    if len(originals[key]) < _COMPARED:
                        originals[key].append(index)

    def _same(self, one: _Parts, other: _Parts) -> bool:
        (shingles, figures), (others, their_figures) = one, other
        if figures != their_figures:
            return False
        common = len(shingles & others)
        return common >= self._threshold * (len(shingles) + len(others) - common)


_Parts = tuple[frozenset[str], tuple[str, ...]]


def _parts(text: str) -> _Parts:
    """A text's shingles and its figures in order of size."""
    return _shingles(text), tuple(sorted(_FIGURE.findall(text)))


def _shingles(text: str) -> frozenset[str]:
    syllables = _SYLLABLE.findall(text.lower())
    return frozenset(
        " ".join(syllables[start : start + SHINGLE]) for start in range(max(1, len(syllables) - SHINGLE + 1))
    )

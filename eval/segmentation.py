"""How well sentence boundaries are found: segmented text is joined and split again.

    python -m eval.segmentation flores200-dev.tsv:8 evbnews-dev.tsv:10

prints a row for each set. The figure after the colon is how many lines are joined by a space before they are split; a boundary is
the end of a line inside the joined text. Two properties of such sets limit every splitter, and are measured beside the score:
lines without punctuation at their end (headings), and lines that hold several sentences in both languages: whoever splits them as he
should has them counted as wrong.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.agreement import Agreement

_STOPPED = re.compile(r"[.!?…][)\]}\"'”’»\s]*\Z")
# Where an English line may hold the end of a sentence: stops between a word and a capital or a figure.
_INNER = re.compile(r"(\S+?)[.!?]+[)\]\"'”’]*(?:\s+(?=[\"'“‘(\[]?[A-Z0-9À-Ý])|(?<=[a-z]{3}\.)(?=[A-Z][a-z]))")
_SHORTENED = frozenset(
    "Mr Mrs Ms Dr Prof St Mt Lt Col Capt Sgt Gen Gov Sen Rep Rev Jr Sr No Inc Ltd Co Corp vs"
    " Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec".split()
)


def inner_ends(english: str) -> int:
    """Count the sentences of an English line that end before its last, leaving out stops that may belong to an abbreviation."""
    words = (match[1].lstrip("\"'“‘([") for match in _INNER.finditer(english))
    return sum(len(word) > 1 and "." not in word and word not in _SHORTENED for word in words)


@dataclass(frozen=True, slots=True)
class Boundaries(Agreement):
    """Counts over a set. ``found``, ``gold`` and ``right`` are boundaries.

    ``bare`` of the gold boundaries have no stop before them. ``inner`` sentences end inside the English side of a line, where the set
    has no boundary; ``double`` of the boundaries found lie inside such a line. ``seconds`` of processor time were spent on ``characters``.
    """

    found: int
    gold: int
    right: int
    bare: int
    inner: int
    double: int
    characters: int
    seconds: float

    @property
    def f1_of_both(self) -> float:
        """The same where the ends inside English lines are gold, too."""
        gold = self.gold + self.inner
        return 2 * (self.right + self.double) / (self.found + gold) if self.found + gold else 0.0

    @property
    def ceiling(self) -> float:
        """The F1 of a splitter that finds every end of a line and every end inside an English line: the latter count as wrong."""
        return 2 * self.gold / (2 * self.gold + self.inner) if self.gold else 0.0


def measure(pairs: Iterable[tuple[str, str]], together: int) -> Boundaries:
    """Join every ``together`` Vietnamese sides of ``(vi, en)``, split them with our segmenter and compare.

    The last group may be shorter. Where groups begin and end is no boundary.
    """
    from corpus.segment import split_sentences

    rows = [(" ".join(vi.split()), en) for vi, en in pairs]
    found = gold = right = bare = inner = double = characters = 0
    seconds = 0.0
    for group in _groups(rows, together):
        text = " ".join(vi for vi, _ in group)
        began = time.process_time()
        ends = {end for _, end in split_sentences(text)} - {len(text)}
        seconds += time.process_time() - began
        position, expected = 0, set()
        for vi, en in group:
            inside = sum(position < end < position + len(vi) for end in ends)
            inner += (ends_inside := inner_ends(en))
            double += min(inside, ends_inside)
            position += len(vi)
            if position < len(text):
                expected.add(position)
                bare += not _STOPPED.search(vi)
            position += 1
        found, gold, right = found + len(ends), gold + len(expected), right + len(ends & expected)
        characters += len(text)
    return Boundaries(found, gold, right, bare, inner, double, characters, seconds)


def _groups(rows: Sequence[tuple[str, str]], size: int) -> Iterator[Sequence[tuple[str, str]]]:
    for i in range(0, len(rows), size):
        yield rows[i : i + size]


def main(arguments: Sequence[str]) -> None:
    """Measure the sets that ``arguments`` name (``FILE:LINES``) and print a table.

    Raises:
        InputError: A file is missing or is no table of pairs.
    """
    from corpus.pairs import read_pairs

    if not arguments or not all(re.fullmatch(r".+:[1-9]\d*", argument) for argument in arguments):
        raise SystemExit("usage: python -m eval.segmentation FILE:LINES...")
    print(
        "| set | precision | recall | F1 | its ceiling | F1 with the ends inside English lines | gold without a stop | characters a second |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for argument in arguments:
        path, _, together = argument.rpartition(":")
        pairs = [(pair.vi, pair.en) for pair in read_pairs(Path(path))]
        measure(pairs, int(together))  # what is loaded once is no part of the speed
        result = measure(pairs, int(together))
        print(
            f"| {Path(path).stem} | {result.precision:.3f} | {result.recall:.3f} | {result.f1:.3f}"
            f" | {result.ceiling:.3f} | {result.f1_of_both:.3f} | {result.bare / result.gold:.1%}"
            f" | {result.characters / result.seconds / 1e6:.1f} million |"
        )


if __name__ == "__main__":
    main(sys.argv[1:])

"""How often the word-by-word meanings of a sentence name what people translated it with.

    python -m eval.glosses FILE...

Of each Vietnamese word with a meaning shown, whether the human translation has one of the meanings' words, compared by the letters
that an English word's forms share. It cannot reach 100: people translate freely, and what English says with a function word counts as missing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from eval.testsets import EvalSet, read_sets
from models.lexicon import english_words, gloss, stem

_FUNCTION = frozenset("a an and as at be by for from in of on or the that this to with".split())


def hits(pairs: EvalSet) -> tuple[int, int, int]:
    """Return how many Vietnamese words a test set has, how many have a meaning, and to how many of these the translation answers."""
    words = meanings = found = 0
    for pair in pairs.pairs:
        said = {stem(word) for word in english_words(pair.en)}
        for word in gloss(pair.vi, pair.en):
            words += 1
            own = {stem(one) for one in english_words(word.english) if one not in _FUNCTION}
            meanings += bool(own)
            found += bool(own & said)
    return words, meanings, found


def main(arguments: Sequence[str]) -> int:
    """``python -m eval.glosses FILE...`` prints a table."""
    if not arguments or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    print("| test set | words | with a meaning | that the translation has |")
    print("|---|--:|--:|--:|")
    for test_set in read_sets(list(map(Path, arguments))):
        words, meanings, found = hits(test_set)
        print(f"| {test_set.name} | {words:,} | {meanings / words:.1%} | {found / meanings:.1%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

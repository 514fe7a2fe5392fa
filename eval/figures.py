"""How many figures arrive: numbers and dates that nobody wrote are put into the sentences of test sets, and looked for in the translations.

    python -m eval.figures TRANSLATOR FILE...

They are drawn as in training (``models.training.figures``), with a seed of their own. The figures of a sentence arrive where
``songngu run`` has no doubt about its numbers and dates.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from eval.testsets import read_sets
from models import load_translator
from models.base import Translator
from models.checks import dates_agree, numbers_agree
from models.training.figures import with_other_figures

SEED: Final = 2024


def figures_that_arrive(translator: Translator, pairs: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """Translate the ``pairs`` of Vietnamese and English that hold figures, with others; return how many there are, and in how many all arrive."""
    draw = random.Random(SEED)
    sources = [other[0] for vi, en in pairs if (other := with_other_figures(vi, en, draw))]
    outputs = [translation.text for translation in translator.translate(sources)]
    arrived = [numbers_agree(vi, en) and dates_agree(vi, en) for vi, en in zip(sources, outputs, strict=True)]
    return len(sources), sum(arrived)


def main(arguments: list[str]) -> int:
    """``python -m eval.figures TRANSLATOR FILE...`` prints in how many sentences of each test set all figures arrive."""
    if len(arguments) < 2 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    translator = load_translator(arguments[0])
    for test_set in read_sets(list(map(Path, arguments[1:]))):
        count, arrived = figures_that_arrive(translator, [(pair.vi, pair.en) for pair in test_set.pairs])
        print(f"{test_set.name}: in {arrived} of {count} sentences ({arrived / max(1, count):.1%}) all figures arrive")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

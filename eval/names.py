"""How many names arrive: names that nobody bears are put into the sentences of test sets, and looked for in the translations.

    python -m eval.names TRANSLATOR FILE...

The names are drawn as in training (``models.training.names``), but from the syllables of the test sets themselves and with a seed of
their own. A name arrives where the translation has its syllables, whatever their capitals and the spaces between them.
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
from models.names import contains
from models.training.names import OtherNames, names_on_both_sides

SEED: Final = 2024


def names_that_arrive(translator: Translator, pairs: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """Translate the ``pairs`` of Vietnamese and English that hold a name, with others; return the names found, and all."""
    swapper, draw = OtherNames(pairs), random.Random(SEED)
    swapped = [other for number in swapper.with_names if (other := swapper.swapped(*pairs[number], draw))]
    translations = translator.translate([vi for vi, _ in swapped])
    found = [
        contains(translation.text, name)
        for (vi, en), translation in zip(swapped, translations, strict=True)
        for name in names_on_both_sides(vi, en)
    ]
    return sum(found), len(found)


def main(arguments: list[str]) -> int:
    """``python -m eval.names TRANSLATOR FILE...`` prints how many names of each test set arrive."""
    if len(arguments) < 2 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    translator = load_translator(arguments[0])
    for test_set in read_sets(list(map(Path, arguments[1:]))):
        found, names = names_that_arrive(translator, [(pair.vi, pair.en) for pair in test_set.pairs])
        print(f"{test_set.name}: {found} of {names} names ({found / max(1, names):.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

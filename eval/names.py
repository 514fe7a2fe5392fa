"""How many names arrive: names that nobody bears are put into the sentences of test sets, and looked for in the translations.

    python -m eval.names TRANSLATOR FILE...

The names are drawn as in training (``models.training.names``), but from the syllables of the test sets themselves and with a seed of
their own. A name arrives where the translation has its syllables, whatever their capitals and the spaces between them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.types import Article, Segment
from eval.testsets import read_sets
from models import load_translator
from models.base import Translator
from models.names import contains
from models.training.names import OtherNames, names_on_both_sides
from pipeline.stages import Translate

SEED: Final = 2024


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many of the ``names`` the translator itself got right, and how many are right in what ``songngu run`` keeps."""

    names: int
    found: int
    kept: int


def names_that_arrive(translator: Translator, pairs: Sequence[tuple[str, str]]) -> Arrived:
    """Translate the ``pairs`` of Vietnamese and English that hold a name, with others."""
    swapper, draw = OtherNames(pairs), random.Random(SEED)
    swapped = [other for number in swapper.with_names if (other := swapper.swapped(*pairs[number], draw))]
    names = [names_on_both_sides(*pair) for pair in swapped]
    article = Article("names", "", tuple(Segment(n, "body", vi) for n, (vi, _) in enumerate(swapped)))
    alone = [translation.text for translation in translator.translate([vi for vi, _ in swapped])]
    [kept] = Translate(translator).run([article])
    return Arrived(
        sum(map(len, names)),
        *(
            sum(contains(english, name) for english, own in zip(side, names, strict=True) for name in own)
            for side in (alone, [pair.en for pair in kept])
        ),
    )


def main(arguments: list[str]) -> int:
    """``python -m eval.names TRANSLATOR FILE...`` prints how many names of each test set arrive."""
    if len(arguments) < 2 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    translator = load_translator(arguments[0])
    for test_set in read_sets(list(map(Path, arguments[1:]))):
        arrived = names_that_arrive(translator, [(pair.vi, pair.en) for pair in test_set.pairs])
        found, kept = (f"{count} ({count / max(1, arrived.names):.1%})" for count in (arrived.found, arrived.kept))
        print(f"{test_set.name}: of {arrived.names} names {found} arrive, {kept} in what `songngu run` keeps")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

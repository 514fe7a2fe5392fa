"""Learn which words are names, for :mod:`models.truecase`.

    zstdcat mono.vi.tsv.zst train.tsv.zst | cut -f2 | python -m models.training.truecase > models/truecase.tsv

Vietnamese sentences come in, a line each. Two to four syllables that have capitals inside sentences, and seldom stand in small letters,
are a name. No text is kept but these names.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from models.names import FAMILY_NAMES, is_syllable
from models.truecase import LONGEST, Kind

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_FAMILIES = frozenset(name.lower() for name in FAMILY_NAMES)
_RAREST: Final = 4
_RAREST_SYLLABLE: Final = 40
_SHARE: Final = 0.8  # of its occurrences that have capitals
_SYLLABLE_SHARE: Final = 0.93
_PLACE_SHARE: Final = 0.2
_HEAD: Final = "# Names: made by models/training/truecase.py; what each kind means stands in models/truecase.py."


def learn(sentences: Iterable[str]) -> dict[str, Kind]:
    """Return the names of ``sentences``, in small letters, with their kinds."""
    lines = [_TOKEN.findall(sentence) for sentence in sentences]
    capitals, begins = Counter[str](), Counter[str]()
    for run in (run for line in lines for run in _capitalised(line)):
        if len(run) <= LONGEST:
            capitals[" ".join(run)] += 1
        if len(run) > 2 and run[0] in _FAMILIES:
            begins[" ".join(run[:2])] += 1
    counts = capitals + begins
    likely = {name for name, count in counts.items() if count >= _RAREST and all(map(is_syllable, name.split()))}
    small = Counter(name for line in lines for name in _in_small_letters(line, likely))
    found: dict[str, Kind] = {}
    for name in sorted(likely):
        count, single = counts[name], " " not in name
        share = count / (count + small[name])
        if count >= (_RAREST_SYLLABLE if single else _RAREST) and share >= (_SYLLABLE_SHARE if single else _SHARE):
            found[name] = "person" if 2 * begins[name] > count else "name"
        elif not single and share >= _PLACE_SHARE:
            found[name] = "place"
    return {name: kind for name, kind in found.items() if not _is_made_of_others(name.split(), found)}


def _capitalised(line: Sequence[str]) -> Iterator[list[str]]:
    """Yield the runs of capitalised words that do not begin a sentence, in small letters."""
    run: list[str] = []
    inside, before = False, "."
    for token in (*line, "."):
        if token.istitle() and token.isalpha():
            inside = inside if run else before.islower() or before == ","
            run.append(token.lower())
        else:
            if run and inside:
                yield run
            run = []
        before = token


def _in_small_letters(line: Sequence[str], names: set[str]) -> Iterator[str]:
    for i, token in enumerate(line):
        name = ""
        for other in line[i : i + LONGEST] if token.islower() else ():
            if not other.islower():
                break
            name = f"{name} {other}" if name else other
            if name in names:
                yield name


def _is_made_of_others(name: Sequence[str], found: dict[str, Kind]) -> bool:
    """Say whether a name need not be known as a whole."""
    first, rest = " ".join(name[:2]), " ".join(name[2:])
    return (len(name) == 3 and found.get(first) == "person") or (
        len(name) == 4 and found.get(first) == "name" == found.get(rest)
    )


def main() -> None:
    """Print the table for the sentences on standard input."""
    print(_HEAD)
    for name, kind in learn(dict.fromkeys(line.strip() for line in sys.stdin)).items():
        print(f"{name}\t{kind}")


if __name__ == "__main__":
    main()

"""How many dropped and made-up clauses the checks find, and how many sound translations they doubt.

    python -m eval.omissions FILE...

The references of the test sets are the sound ones. Where one has clauses of six words or more between commas, the shortest of them is
taken out; or the first such clause of another sentence is put behind it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eval.testsets import EvalSet, read_sets
from models.checks import check

_CLAUSE: Final = re.compile(r"(?<=[,;]) ")
_LEAST: Final = 6  # words of a clause
_AWAY: Final = 7  # sentences: where the clause that is added comes from


@dataclass(frozen=True, slots=True)
class Found:
    """Of so many changed pairs, so many were doubted by any check, and by the one that looks for this."""

    pairs: int
    doubted: int
    named: int


def without_a_clause(english: str) -> str | None:
    """Return ``english`` without its shortest clause of six words or more; ``None`` where there is none, or nothing is left."""
    clauses = _CLAUSE.split(english)
    long = [clause for clause in clauses if len(clause.split()) >= _LEAST]
    if len(clauses) < 2 or not long:
        return None
    dropped = min(long, key=len)
    return " ".join(clause for clause in clauses if clause is not dropped)


def _clause_of(english: str) -> str | None:
    return next((clause for clause in _CLAUSE.split(english) if len(clause.split()) >= _LEAST), None)


def measure(test_set: EvalSet) -> dict[str, Found]:
    """Return what is found in the references as they are, without a clause, and with one of another sentence."""
    sound = list(zip(test_set.sources, test_set.references, strict=True))
    shorter = [(vi, cut) for vi, en in sound if (cut := without_a_clause(en)) is not None]
    longer = [
        (vi, f"{en} {clause}")
        for number, (vi, en) in enumerate(sound)
        if (clause := _clause_of(sound[(number + _AWAY) % len(sound)][1])) is not None
    ]
    return {
        "as they are": _found(sound, ("omission", "addition")),
        "a clause dropped": _found(shorter, ("omission",)),
        "a clause added": _found(longer, ("addition",)),
    }


def _found(pairs: Sequence[tuple[str, str]], flags: Sequence[str]) -> Found:
    checked = [check(vi, en) for vi, en in pairs]
    return Found(len(pairs), sum(map(bool, checked)), sum(not set(flags).isdisjoint(own) for own in checked))


def table(sets: Sequence[EvalSet]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield "| test set | references | pairs | doubted | as an omission or addition |"
    yield "|---|---|--:|--:|--:|"
    for test_set in sets:
        for name, found in measure(test_set).items():
            shares = " | ".join(f"{100 * count / max(1, found.pairs):.1f}%" for count in (found.doubted, found.named))
            yield f"| {test_set.name} | {name} | {found.pairs:,} | {shares} |"


def main(arguments: Sequence[str]) -> int:
    """``python -m eval.omissions FILE...`` prints the table."""
    if not arguments or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    for line in table(read_sets(list(map(Path, arguments)))):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Test sets: parallel text under a name, in the order in which it is measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corpus.pairs import read_pairs, read_parallel
from corpus.readers import InputError
from corpus.types import ParallelPair


@dataclass(frozen=True, slots=True)
class EvalSet:
    """A test set. ``file`` is what was read, as it was given; of two parallel files the Vietnamese one."""

    name: str
    file: str
    pairs: tuple[ParallelPair, ...]

    @property
    def sources(self) -> list[str]:
        """The Vietnamese sides."""
        return [pair.vi for pair in self.pairs]

    @property
    def references(self) -> list[str]:
        """The English sides."""
        return [pair.en for pair in self.pairs]


def read_sets(
    pairs: Sequence[Path], parallel: Sequence[tuple[Path, Path]] = (), *, limit: int | None = None
) -> list[EvalSet]:
    """Read test sets, ``pairs`` (files of two or three columns, datasets) before ``parallel`` (two files of lines each).

    A set is named after its file, without the endings; ``limit`` keeps the first so many pairs of each.

    Raises:
        InputError: There is no set, or one of them is missing, damaged, empty or given twice.
    """
    given = [(path, read_pairs(path)) for path in pairs] + [(vi, read_parallel(vi, en)) for vi, en in parallel]
    if not given:
        raise InputError(
            "There is nothing to measure on. Give pairs of Vietnamese and English: a tab-separated file or a dataset of"
            " `songngu run` (songngu eval PAIRS), or two files of lines (songngu eval --parallel VI EN)."
        )
    files = [str(path) for path, _ in given]
    names = distinct([path.absolute().name.split(".")[0] or str(path) for path, _ in given], files)
    return [
        EvalSet(name, file, _first(found, limit, file))
        for name, file, (_, found) in zip(names, files, given, strict=True)
    ]


def distinct(names: Sequence[str], given: Sequence[str]) -> list[str]:
    """Return the names, with what the user gave in place of those that occur more than once.

    Raises:
        InputError: The same thing was given twice.
    """
    times = Counter(names)
    found = [name if times[name] == 1 else full for name, full in zip(names, given, strict=True)]
    twice = [name for name, count in Counter(found).items() if count > 1]
    if twice:
        raise InputError(f"{twice[0]} is given twice: name each test set and each system once.")
    return found


def _first(pairs: Iterable[ParallelPair], limit: int | None, file: str) -> tuple[ParallelPair, ...]:
    found = tuple(islice(pairs, limit))
    if not found:
        raise InputError(f"{file} holds no pairs to measure on.")
    return found

"""What is measured: models that translate here and now, with the time they take, or translations that were made elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from math import prod
from pathlib import Path
from typing import Protocol

from corpus.pairs import read_lines
from corpus.readers import InputError
from corpus.types import ParallelPair
from eval.testsets import EvalSet, distinct
from models.base import Translator
from pipeline.progress import Reporter


@dataclass(frozen=True, slots=True)
class SystemOutput:
    """The translations of one test set, one line each.

    ``engine_flags`` counts the segments by the doubts that the engine itself had (``split``, ``truncated``). ``seconds`` is
    the time that the translating took and ``tokens`` the target tokens that it gave; both are ``None`` for translations
    that were made elsewhere.
    """

    translations: tuple[str, ...]
    engine_flags: dict[str, int] = field(default_factory=dict)
    seconds: float | None = None
    tokens: int | None = None

    @property
    def segments_per_second(self) -> float | None:
        """The speed, segments that occur twice counted twice."""
        return len(self.translations) / self.seconds if self.seconds else None

    @property
    def tokens_per_second(self) -> float | None:
        """The speed in target tokens."""
        return self.tokens / self.seconds if self.seconds and self.tokens is not None else None


class System(Protocol):
    """A source of translations that has a name.

    ``parameters`` is the size in millions, ``fingerprint`` what changes with the weights and the decoding options; both are
    ``None`` where they are not known.
    """

    @property
    def name(self) -> str: ...

    @property
    def parameters(self) -> float | None: ...

    @property
    def fingerprint(self) -> str | None: ...

    def outputs(self, sets: Sequence[EvalSet], reporter: Reporter) -> Iterator[SystemOutput]:
        """Yield the translations of each set, in their order."""


@dataclass(frozen=True, slots=True)
class ModelSystem:
    """A model. ``load`` gives its translator when its turn comes."""

    name: str
    parameters: float | None
    fingerprint: str | None
    load: Callable[[], Translator]

    def outputs(self, sets: Sequence[EvalSet], reporter: Reporter) -> Iterator[SystemOutput]:
        """Translate each set."""
        translator = self.load()
        for test_set in sets:
            reporter.begin(f"{self.name}: {test_set.name}", len(test_set.pairs))
            yield translate(translator, test_set.pairs, reporter.segments)


@dataclass(frozen=True, slots=True)
class GivenSystem:
    """Translations from a file: those of all test sets, one after the other."""

    name: str
    lines: tuple[str, ...]
    parameters: None = None
    fingerprint: None = None

    def outputs(self, sets: Sequence[EvalSet], reporter: Reporter) -> Iterator[SystemOutput]:
        """Yield each set's part of the lines."""
        start = 0
        for test_set in sets:
            end = start + len(test_set.pairs)
            yield SystemOutput(self.lines[start:end])
            start = end


def translate(
    translator: Translator, pairs: Sequence[ParallelPair], progress: Callable[[int], None] | None = None
) -> SystemOutput:
    """Translate the Vietnamese sides of ``pairs`` against the clock.

    ``progress`` is called with the number of segments just finished. One segment is translated beforehand: what a process
    pays once, for kernels and threads, is not the model's speed.
    """
    sources = [pair.vi for pair in pairs]
    translator.translate(sources[:1])
    began = time.perf_counter()
    translations = translator.translate(sources, progress=progress)
    seconds = time.perf_counter() - began
    flags = Counter(flag for translation in translations for flag in translation.flags)
    return SystemOutput(
        tuple(_one_line(translation.text) for translation in translations),
        dict(sorted(flags.items())),
        seconds,
        sum(translation.tokens for translation in translations),
    )


def open_systems(
    models: Sequence[str], files: Sequence[Path], load: Callable[[str], Translator], sets: Sequence[EvalSet]
) -> list[System]:
    """Return what is to be measured on ``sets``: ``models`` as ``load`` takes them, then ``files`` of translations.

    Every model is loaded once here, so that a wrong name shows before hours were spent on the right ones, and again when its
    turn comes: the weights of many models need not fit into memory together.

    Raises:
        InputError: A file is missing or has not one line for each segment, or a system is given twice.
        ModelError: A model cannot be had.
    """
    given = [_given_lines(path, sets) for path in files]
    latest = lru_cache(maxsize=1)(load)
    known = [(translator.name, translator.fingerprint) for translator in map(latest, models)]
    names = distinct([*(name for name, _ in known), *(path.name for path in files)], [*models, *map(str, files)])
    own = [
        ModelSystem(name, parameters(model), fingerprint, partial(latest, model))
        for name, model, (_, fingerprint) in zip(names, models, known, strict=False)
    ]
    return [*own, *(GivenSystem(name, lines) for name, lines in zip(names[len(models) :], given, strict=True))]


def parameters(model: str) -> float:
    """Return the size of a model in millions of parameters: what the registry says, else what its files hold.

    Raises:
        ModelError: The model cannot be had.
    """
    from models.registry import known_models, model_folder

    for info in known_models():
        if model in (info.id, info.hub):
            return info.parameters
    from safetensors import safe_open

    count = 0
    for path in sorted(model_folder(model).glob("*.safetensors")):
        with safe_open(path, "np") as tensors:
            count += sum(prod(tensors.get_slice(name).get_shape()) for name in tensors.keys())  # noqa: SIM118 (no mapping)
    return round(count / 1e6, 3)


def _given_lines(path: Path, sets: Sequence[EvalSet]) -> tuple[str, ...]:
    lines = tuple(map(_one_line, read_lines(path)))
    segments = sum(len(test_set.pairs) for test_set in sets)
    if len(lines) != segments:
        of = sets[0].name if len(sets) == 1 else f"the {len(sets)} test sets together"
        raise InputError(
            f"{path} has {len(lines)} lines, and {of} {segments} segments: --translations takes one line for each segment"
            " that is measured, in their order."
        )
    return lines


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""The measurement itself: every system on every test set, and the systems with each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice

from eval.significance import Significance, paired_bootstrap
from eval.systems import System, SystemOutput
from eval.testsets import EvalSet
from eval.translation import TranslationScores, score_translations
from pipeline.progress import Reporter


@dataclass(frozen=True, slots=True)
class Result:
    """How one system did on one test set.

    ``significance`` is there where it was compared with another system; ``comet`` is COMET's mean over the segments, where
    it was asked for.
    """

    test_set: EvalSet
    system: System
    output: SystemOutput
    scores: TranslationScores
    significance: Significance | None = None
    comet: float | None = None


def compare(
    sets: Sequence[EvalSet],
    systems: Sequence[System],
    reporter: Reporter | None = None,
    *,
    comet: bool = False,
    device: str | None = None,
    finished: Callable[[EvalSet, System, SystemOutput], None] | None = None,
) -> list[Result]:
    """Measure systems on test sets: one result for each set and system, the sets in order and the systems in order in each.

    The first system is the baseline with which the others are compared. ``finished`` gets the translations of a set as soon
    as they are there. ``comet`` asks for COMET too, on ``device``.

    Raises:
        ModelError: A model or COMET cannot be used; for COMET before anything is translated, if it is not installed.
    """
    if comet:
        from eval.comet import find_comet

        find_comet()
    outputs: list[list[SystemOutput]] = []
    by_comet: list[list[float | None]] = [[None] * len(sets) for _ in systems]
    with closing(reporter or Reporter()) as reporter:
        for system in systems:
            outputs.append([])
            for test_set, output in zip(sets, system.outputs(sets, reporter), strict=True):
                outputs[-1].append(output)
                if finished:
                    finished(test_set, system, output)
        if comet:
            by_comet = _comet(sets, outputs, reporter, device)

    results = []
    for number, test_set in enumerate(sets):
        own = {system.name: output[number].translations for system, output in zip(systems, outputs, strict=True)}
        compared = paired_bootstrap(own, test_set.references) if len(systems) > 1 else {}
        results += [
            Result(
                test_set,
                system,
                output[number],
                score_translations(test_set.sources, output[number].translations, test_set.references),
                compared.get(system.name),
                by_system[number],
            )
            for system, output, by_system in zip(systems, outputs, by_comet, strict=True)
        ]
    return results


def _comet(
    sets: Sequence[EvalSet], outputs: Sequence[Sequence[SystemOutput]], reporter: Reporter, device: str | None
) -> list[list[float | None]]:
    """The mean of each system on each set. All sets go in one call, because loading the model takes longer than a small set."""
    from eval.comet import comet_scores

    sources = [source for test_set in sets for source in test_set.sources]
    references = [reference for test_set in sets for reference in test_set.references]
    reporter.begin("COMET", len(sources) * len(outputs))
    scores = comet_scores(
        sources, references, [list(chain(*(o.translations for o in own))) for own in outputs], device=device
    )
    reporter.segments(len(sources) * len(outputs))
    means: list[list[float | None]] = []
    for own in scores:
        segments = iter(own)
        means.append([sum(islice(segments, len(t.pairs))) / len(t.pairs) for t in sets])
    return means

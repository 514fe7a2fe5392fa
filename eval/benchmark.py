"""Times ways of translating against each other on the user's machine and texts, in one run, so that their ratios mean something.

A shared machine is never equally fast for long: the contestants take turns, several rounds long, the order turned round each time,
and each shows its best; the slow ones, whose one turn is long, take fewer. How near ours come to the bare engine is less than the
machine's moods differ, so there the two are compared within each round, and the middle one of these ratios counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Final

from eval.contestants import BARE, WHOLE, Task, Time, taking_part
from models.base import ModelError

BASELINE: Final = "transformers, batches of 10 as they come"
LONG_ENOUGH: Final = 300.0
"""Seconds. Who has been timed for so long is not timed again: the machine's moods have had their say, and the user's evening is short."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A contestant's best round: segments of those given and target tokens a second, peak memory in MB, and how often it is the
    baseline's speed.

    ``of_bare`` is its speed in parts of the bare engine's, the median of the rounds that both took part in, ``None`` where there is
    none or nothing to compare (the bare engine itself). ``seconds`` are those of every round. ``bleu`` is sacrebleu's, ``None``
    without references.
    """

    name: str
    beams: int
    segments_per_second: float
    tokens_per_second: float
    memory: float
    ratio: float
    of_bare: float | None = None
    bleu: float | None = None
    seconds: tuple[float, ...] = ()


def benchmark(
    model: Path,
    segments: Sequence[str],
    *,
    beams: int,
    device: str = "auto",
    rounds: int = 2,
    names: Sequence[str] | None = None,
    references: Sequence[str] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> list[Standing]:
    """Times every contestant of ``names`` (by default all that can run here) on ``segments`` and returns them in that order.

    ``references`` are English translations of the ``segments``, where there are any. ``progress`` is called with a line before
    each one starts, and where one fails: it is left out, since an hour of the others' time is worth something. Without the
    baseline the ratios are to the slowest. Raises ``ModelError`` where none is left.
    """
    task = Task(str(model.resolve()), beams, device, list(segments))
    times: dict[str, list[Time]] = {name: [] for name in names or taking_part(model, beams)}
    for number in range(rounds):
        turn = [name for name, own in times.items() if sum(time.seconds for time in own) < LONG_ENOUGH]
        for name in turn if number % 2 == 0 else reversed(turn):
            progress(f"round {number + 1} of {rounds}, beam {beams}: {name}")
            try:
                times[name].append(_timed(name, task))
            except ModelError as error:
                del times[name]
                if not times:
                    raise
                progress(f"left out: {error}")
    best = {name: min(own, key=lambda time: time.seconds) for name, own in times.items()}
    speed = {name: time.segments / time.seconds for name, time in best.items()}
    baseline = speed.get(BASELINE) or min(speed.values())
    return [
        Standing(
            name,
            beams,
            speed[name],
            time.tokens / time.seconds,
            time.memory,
            speed[name] / baseline,
            _of_bare(times[name], times.get(BARE, [])) if name != BARE else None,
            _bleu(time.outputs, references) if references and name != WHOLE else None,
            tuple(round(time.seconds, 4) for time in times[name]),
        )
        for name, time in best.items()
    ]


def _of_bare(own: Sequence[Time], bare: Sequence[Time]) -> float | None:
    """How fast a contestant is in parts of the bare engine's speed; the n-th times of both are of the same round."""
    found = [a.segments / a.seconds * b.seconds / b.segments for a, b in zip(own, bare, strict=False)]
    return median(found) if found else None


def _bleu(outputs: Sequence[str], references: Sequence[str]) -> float:
    import sacrebleu

    return float(sacrebleu.corpus_bleu(list(outputs), [list(references)]).score)


def _timed(name: str, task: Task) -> Time:
    # It imports what this process does, and nothing of the folder where the user happens to be: many have a package "models" there.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "eval.contestants", name],
        input=json.dumps(asdict(task)),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip() or f"exit status {done.returncode}").splitlines()[-1]
        raise ModelError(f"{name} failed: {reason}")
    return Time(**json.loads(done.stdout.splitlines()[-1]))


def rows(standings: Sequence[Standing]) -> Iterator[tuple[str, ...]]:
    """Yield the table's rows: name, beams, segments and tokens a second, memory, the two ratios, BLEU."""
    for standing in standings:
        yield (
            standing.name,
            str(standing.beams),
            f"{standing.segments_per_second:.1f}",
            f"{standing.tokens_per_second:,.0f}",
            f"{standing.memory:,.0f} MB",
            f"{standing.ratio:.2f}",
            "" if standing.of_bare is None else f"{standing.of_bare:.1%}",
            "" if standing.bleu is None else f"{standing.bleu:.1f}",
        )


COLUMNS: Final = ("", "beam", "segments/s", "tokens/s", "peak memory", "ratio", "of the bare engine", "BLEU")

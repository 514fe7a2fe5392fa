"""Whether one system is better than another or was lucky: paired bootstrap resampling over the segments (Koehn 2004)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

SAMPLES: Final = 1000
_SAME: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Resampled:
    """What resampling says of one score.

    ``interval`` is the mean of the resampled scores and half the width of their middle 95 % to either side. ``p`` is the
    probability of a difference from the baseline as large as the one that was found if there were none, ``None`` for the
    baseline itself. ``signature`` names the samples and the seed.
    """

    interval: tuple[float, float]
    p: float | None
    signature: str


@dataclass(frozen=True, slots=True)
class Significance:
    """A system's scores on one test set beside those of the system ``baseline``."""

    baseline: str
    bleu: Resampled
    chrf: Resampled


def paired_bootstrap(systems: Mapping[str, Sequence[str]], references: Sequence[str]) -> dict[str, Significance]:
    """Compare the translations of each system with those of the first one, on the same samples of the segments.

    The seed is fixed (the environment variable ``SACREBLEU_SEED``, by default 12345), so that a second call gives the same.
    Takes about 0.1 MB of memory a segment.
    """
    from sacrebleu.metrics import BLEU, CHRF
    from sacrebleu.significance import PairedTest

    test = PairedTest(
        [(name, list(translations)) for name, translations in systems.items()],
        {"bleu": BLEU(), "chrf": CHRF(word_order=2)},
        [list(references)],
        test_type="bs",
        n_samples=SAMPLES,
    )
    signatures, table = test()
    bleu, chrf = (
        [_resampled(result, table[metric][0], str(signature)) for result in table[metric]]
        for metric, signature in signatures.items()
    )
    baseline = next(iter(systems))
    return {name: Significance(baseline, *both) for name, *both in zip(systems, bleu, chrf, strict=True)}


def _resampled(result: Any, baseline: Any, signature: str) -> Resampled:
    low, high = (min(100.0, max(0.0, float(result.mean + side * result.ci))) for side in (-1, 1))
    p = None if result.p_value is None else float(result.p_value)
    if p is not None and abs(result.score - baseline.score) < _SAME:
        # sacrebleu counts the samples that differ by more, and where nothing differs there is none: it would call a system
        # significantly different from itself.
        p = 1.0
    return Resampled((low, high), p, signature)

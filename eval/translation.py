"""Scores of translations against their references, and the shares of them that are doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.checks import check


@dataclass(frozen=True, slots=True)
class TranslationScores:
    """Scores of the translations of one test set.

    ``bleu`` and ``chrf`` (chrF++) are sacrebleu's, from 0 to 100, with the signature that says how they were made (Post 2018);
    ``length_ratio`` is characters of the translations to characters of the references; ``flags`` are the shares of the
    segments, from 0 to 1, in which ``models.checks`` finds fault.
    """

    segments: int
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    length_ratio: float
    flags: dict[str, float]


def score_translations(
    sources: Sequence[str], translations: Sequence[str], references: Sequence[str]
) -> TranslationScores:
    """Compare ``translations`` with ``references`` and with ``sources``, one for each and at least one."""
    from sacrebleu.metrics import BLEU, CHRF

    bleu, chrf = BLEU(), CHRF(word_order=2)
    bleu_score = bleu.corpus_score(list(translations), [list(references)])
    chrf_score = chrf.corpus_score(list(translations), [list(references)])
    found = Counter(
        flag for source, target in zip(sources, translations, strict=True) for flag in check(source, target)
    )
    return TranslationScores(
        segments=len(sources),
        bleu=bleu_score.score,
        chrf=chrf_score.score,
        bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()),
        length_ratio=sum(map(len, translations)) / max(1, sum(map(len, references))),
        flags={name: count / len(sources) for name, count in sorted(found.items())},
    )

"""Scores of a translation model on pairs of sentences and their reference translations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.readers import InputError
from models.base import Translator
from models.checks import check


@dataclass(frozen=True, slots=True)
class TranslationScores:
    """Scores of one test set.

    ``bleu`` and ``chrf`` (chrF++) are sacrebleu's, from 0 to 100, with the signature that says how they were made (Post 2018);
    ``flags`` are shares of the segments, from 0 to 1.
    """

    segments: int
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    length_ratio: float
    flags: dict[str, float]

    def __str__(self) -> str:
        flags = ", ".join(f"{name} {share:.2%}" for name, share in self.flags.items()) or "no flags"
        return f"BLEU {self.bleu:.1f}  chrF++ {self.chrf:.1f}  length {self.length_ratio:.3f}  ({self.segments} segments; {flags})  {self.bleu_signature}"


def read_pairs(path: Path, *, limit: int | None = None) -> list[tuple[str, str]]:
    """Read a tab-separated file of Vietnamese and English; raise ``InputError`` for a line without two columns."""
    if not path.is_file():
        raise InputError(f"There is no file {path}.")
    pairs = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 2:
                raise InputError(
                    f"{path}, line {number}: two columns are needed (Vietnamese, English), separated by a tab; there are {len(columns)}."
                )
            pairs.append((columns[0], columns[1]))
            if len(pairs) == limit:
                break
    return pairs


def score_translator(translator: Translator, pairs: Sequence[tuple[str, str]]) -> TranslationScores:
    """Translate the first side of ``pairs`` and compare with the second."""
    sources = [source for source, _ in pairs]
    return score_translations(
        sources, [t.text for t in translator.translate(sources)], [reference for _, reference in pairs]
    )


def score_translations(
    sources: Sequence[str], translations: Sequence[str], references: Sequence[str]
) -> TranslationScores:
    """Compare ``translations`` with ``references``, one for each."""
    from sacrebleu.metrics import BLEU, CHRF

    bleu, chrf = BLEU(), CHRF(word_order=2)
    bleu_score = bleu.corpus_score(list(translations), [list(references)])
    chrf_score = chrf.corpus_score(list(translations), [list(references)])
    found: dict[str, int] = {}
    for source, target in zip(sources, translations, strict=True):
        for flag in check(source, target):
            found[flag] = found.get(flag, 0) + 1
    return TranslationScores(
        segments=len(sources),
        bleu=bleu_score.score,
        chrf=chrf_score.score,
        bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()),
        length_ratio=sum(map(len, translations)) / max(1, sum(map(len, references))),
        flags={name: count / len(sources) for name, count in sorted(found.items())},
    )

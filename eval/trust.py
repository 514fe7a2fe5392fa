"""How far to trust a sentence: what the doubts about it say of how a reader of both languages judged it.

    python -m eval.trust TRANSLATOR FILE...

``eval/judged.jsonl`` has judgements of translations by the embedded model of 500 sentences of three test sets, 100 of ``flores200-dev``,
200 each of ``evbnews-dev`` and ``vlsp20-dev``, drawn with a seed: whether each is faithful, has a fault that misleads nobody, or
misleads, and which words are wrong in either language. A large language model read them, without the references and without what
songngu says of them; no person did. The texts belong to their publishers, so a judgement names the line of its set and a digest
of the translation, and counts where ``TRANSLATOR`` still gives that.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.types import Span, Unanswered
from eval.testsets import EvalSet, read_sets
from models import load_translator
from models.base import Translation, Translator
from models.checks import check
from models.lexicon import unanswered

JUDGED: Final = Path(__file__).with_name("judged.jsonl")
LABELS: Final = ("faithful", "fault", "misleads")
_MANY: Final = 4
"""So many words without a counterpart, and more, are one row of the table."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A translation with its judgement: the ``label``, one of :data:`LABELS`, and the words that are wrong in either language."""

    vi: str
    translation: Translation
    label: str
    wrong: Unanswered

    @property
    def marked(self) -> Unanswered:
        """The words without a counterpart."""
        return unanswered(self.vi, self.translation.text)

    @property
    def marks(self) -> int:
        """How many they are, on both sides."""
        return len(self.marked.vi) + len(self.marked.en)

    @property
    def right_marks(self) -> int:
        """How many of them are, or stand in, what is wrong."""
        return sum(
            any(span[0] < end and begin < span[1] for begin, end in wrong)
            for spans, wrong in zip(self.marked, self.wrong, strict=True)
            for span in spans
        )


def digest(english: str) -> str:
    """Return what a judgement calls a translation by."""
    return hashlib.sha256(english.encode()).hexdigest()[:16]


def read_judged(translator: Translator, sets: Sequence[EvalSet], path: Path = JUDGED) -> tuple[list[Judged], int]:
    """Translate what was judged of ``sets``; return what still is as it was judged, and how many are not."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found: list[Judged] = []
    others = 0
    for own in sets:
        here = [row for row in rows if row["set"] == own.name and row["line"] <= len(own.pairs)]
        sources = [own.pairs[row["line"] - 1].vi for row in here]
        for row, vi, translation in zip(here, sources, translator.translate(sources), strict=True):
            if digest(translation.text) != row["translation"]:
                others += 1
                continue
            found.append(Judged(vi, translation, row["label"], Unanswered(_spans(row["vi"]), _spans(row["en"]))))
    return found, others


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((begin, end) for begin, end in pairs)


def area_under_the_curve(values: Sequence[float], positive: Sequence[bool]) -> float:
    """Return how often a positive one has the higher value than a negative one, equal values counting half."""
    from scipy.stats import mannwhitneyu

    yes = [value for value, is_positive in zip(values, positive, strict=True) if is_positive]
    no = [value for value, is_positive in zip(values, positive, strict=True) if not is_positive]
    return float(mannwhitneyu(yes, no).statistic) / (len(yes) * len(no))


def report(judged: Sequence[Judged], others: int) -> Iterator[str]:
    """Yield the lines of the tables."""
    yield f"{len(judged)} sentences" + (f", and {others} whose translation is another now" if others else "")
    yield ""
    yield "| words without a counterpart | sentences | faithful | with a fault | misled |"
    yield "|---|--:|--:|--:|--:|"
    for marks in range(_MANY + 1):
        own = [one for one in judged if min(one.marks, _MANY) == marks]
        shares = " | ".join(_share(sum(one.label == label for one in own), len(own)) for label in LABELS)
        yield f"| {marks}{' and more' if marks == _MANY else ''} | {len(own)} | {shares} |"
    misled = [one for one in judged if one.label == "misleads"]
    faithful = [one for one in judged if one.label == "faithful"]
    wrong = [one.label == "misleads" for one in judged]
    yield ""
    yield f"- misleading: {len(misled)}; with a word marked that is wrong {_share(sum(one.right_marks > 0 for one in misled), len(misled))}, with any {_share(sum(one.marks > 0 for one in misled), len(misled))}"
    yield f"- faithful: {len(faithful)}; with a word marked {_share(sum(one.marks > 0 for one in faithful), len(faithful))}"
    marks = sum(one.marks for one in judged)
    yield f"- words marked: {marks}, of them wrong {_share(sum(one.right_marks for one in judged), marks)}"
    flagged = [one for one in judged if check(one.vi, one.translation.text)]
    yield f"- sentences with a flag: {len(flagged)}, of them misleading {sum(one.label == 'misleads' for one in flagged)}"
    if 0 < sum(wrong) < len(wrong):
        scores = [-(one.translation.score or 0.0) for one in judged]
        areas = [area_under_the_curve(values, wrong) for values in ([one.marks for one in judged], scores)]
        yield f"- area under the curve: words without a counterpart {areas[0]:.3f}, the model's score {areas[1]:.3f}"


def _share(count: int, of: int) -> str:
    return f"{count / of:.0%}" if of else ""


def main(arguments: Sequence[str]) -> int:
    """``python -m eval.trust TRANSLATOR FILE...`` prints the tables."""
    if len(arguments) < 2 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    judged, others = read_judged(load_translator(arguments[0]), read_sets(list(map(Path, arguments[1:]))))
    for line in report(judged, others):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

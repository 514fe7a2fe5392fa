"""What the doubts say of judged translations, on sentences invented for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.types import ParallelPair
from eval.testsets import EvalSet
from eval.trust import JUDGED, LABELS, area_under_the_curve, digest, main, read_judged, report
from models.base import Translation

TRANSLATIONS = {
    "Học sinh đi xe máy.": ("The cat rides a motorbike.", 0.5, "misleads", [[0, 8]], [[4, 7]]),
    "Học sinh có sách.": ("Students have books.", 0.9, "faithful", [], []),
    "Bệnh viện có nước.": ("The hospital has books.", 0.6, "misleads", [], [[17, 22]]),
    "Nhà máy có nước.": ("The factory has water.", 0.7, "fault", [], []),
}


class Fixed:
    """Says what it is told to say."""

    name = fingerprint = "fixed"

    def load(self) -> None:
        """It has nothing to load."""

    def translate(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None, no_repeat_ngram: int = 0
    ) -> list[Translation]:
        """Translate."""
        return [Translation(*TRANSLATIONS[text][:2]) for text in texts]


def test_the_tables_say_where_the_marks_and_the_judgement_agree(tmp_path: Path) -> None:
    rows = [
        {"set": "mine", "line": line, "translation": digest(english), "label": label, "kind": None, "vi": vi, "en": en}
        for line, (english, _, label, vi, en) in enumerate(TRANSLATIONS.values(), 1)
    ]
    rows.append({**rows[0], "translation": digest("Another one.")})
    rows.append({**rows[0], "line": 9})  # beyond what was read of the set
    judgements = tmp_path / "judged.jsonl"
    judgements.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    mine = EvalSet("mine", "mine.tsv", tuple(ParallelPair(vi, "") for vi in TRANSLATIONS))
    judged, others = read_judged(Fixed(), [mine], judgements)
    assert [one.label for one in judged] == ["misleads", "faithful", "misleads", "fault"]
    assert [(one.marks, one.right_marks) for one in judged] == [(3, 2), (0, 0), (2, 1), (0, 0)]
    lines = list(report(judged, others))
    assert lines[0] == "4 sentences, and 1 whose translation is another now"
    assert "| 0 | 2 | 50% | 50% | 0% |" in lines
    assert "| 3 | 1 | 0% | 0% | 100% |" in lines
    assert "- misleading: 2; with a word marked that is wrong 100%, with any 100%" in lines
    assert "- faithful: 1; with a word marked 0%" in lines
    assert lines[-1] == "- area under the curve: words without a counterpart 1.000, the model's score 1.000"


def test_equal_values_count_half() -> None:
    assert area_under_the_curve([1, 1, 1, 1], [True, False, True, False]) == 0.5
    assert area_under_the_curve([3, 1, 2, 0], [True, False, True, False]) == 1


def test_the_judgements_that_come_along_have_no_text() -> None:
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 500
    for row in rows:
        assert row["label"] in LABELS
        assert len(row["translation"]) == 16
        assert set(row) == {"set", "line", "translation", "label", "kind", "vi", "en"}


def test_the_command_says_when_nothing_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("Học sinh đến trường.\tStudents come to school.\n", encoding="utf-8")
    assert main(["embedded", str(file)]) == 0
    assert capsys.readouterr().out.startswith("0 sentences\n")
    assert main(["embedded"]) == 2

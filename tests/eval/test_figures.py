"""In how many sentences figures arrive, measured with the embedded model on invented sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.figures import figures_that_arrive, main
from tests.eval.test_names import Marks

PAIRS = [
    ("Xã có 1.284 hộ nghèo.", "The commune has 1,284 poor households."),
    ("Ngày 5/7, mưa 35 mm.", "On July 5, 35 mm of rain fell."),
    ("Nước lên nhanh.", "The water rose fast."),
]


def test_a_sentence_counts_when_all_its_figures_arrive() -> None:
    # Left in Vietnamese a number has a point where English has a comma; a date has the same figures.
    assert figures_that_arrive(Marks(1), PAIRS) == (2, 1)
    assert figures_that_arrive(Marks(1), PAIRS[2:]) == (0, 0)


def test_the_command_measures_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "dev.tsv"
    file.write_text("".join(f"{vi}\t{en}\n" for vi, en in PAIRS), encoding="utf-8")
    assert main(["embedded", str(file)]) == 0
    assert re.fullmatch(r"dev: in [0-2] of 2 sentences \(\d+\.\d%\) all figures arrive\n", capsys.readouterr().out)
    assert main(["embedded"]) == 2

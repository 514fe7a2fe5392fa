"""How many names arrive, measured with the embedded model on invented sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from eval.names import Arrived, main, names_that_arrive
from models.base import Translation

PAIRS = [
    ("Bà Lê Thị Sen ở xã Tân Lạp.", "Le Thi Sen lives in Tan Lap Commune."),
    ("Ông Phùng Xuân Nhã thăm huyện Cần Lũ.", "Phung Xuan Nha visited Can Lu District."),
    ("Nước lên nhanh.", "The water rose fast."),
]


class Marks:
    """Leaves every sentence as it is, or loses every other letter of it."""

    name = fingerprint = "marks"

    def __init__(self, step: int) -> None:
        self.step = step

    def translate(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None, no_repeat_ngram: int = 0
    ) -> list[Translation]:
        return [Translation(text[:: self.step], None) for text in texts]

    def load(self) -> int:
        return 100


def test_names_are_counted_one_by_one() -> None:
    assert names_that_arrive(Marks(1), PAIRS) == Arrived(4, 4, 4)
    assert names_that_arrive(Marks(2), PAIRS) == Arrived(4, 0, 0)
    assert names_that_arrive(Marks(1), PAIRS[2:]) == Arrived(0, 0, 0)


def test_the_command_measures_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "dev.tsv"
    file.write_text("".join(f"{vi}\t{en}\n" for vi, en in PAIRS), encoding="utf-8")
    assert main(["embedded", str(file)]) == 0
    assert re.fullmatch(
        r"dev: of 4 names [0-4] \(\d+\.\d%\) arrive, [0-4] \(\d+\.\d%\) in what `songngu run` keeps\n",
        capsys.readouterr().out,
    )
    assert main(["embedded"]) == 2

"""How much memory runs take: real runs in processes of their own, with a small model."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.memory import NEW, main, peaks

SEGMENTS = [
    f"Sáng {day}/4, xã Hòa Sơn khánh thành trạm bơm số {day} với sự có mặt của {day * 20} hộ dân." for day in range(60)
]


def test_the_peaks_of_two_runs(translator: str, tmp_path: Path) -> None:
    few, many = peaks(translator, [2, 30], SEGMENTS, tmp_path)
    assert (few.articles, many.articles) == (2, 30)
    assert 50 < few.megabytes < 10_000
    assert many.megabytes > 50
    logs = {count: (tmp_path / f"{count}.log").read_text(encoding="utf-8") for count in (2, 30)}
    assert f"{2 * 6 + NEW} segments in" in logs[2]
    assert f"{30 * 6 + NEW} segments in" in logs[30]


def test_what_cannot_be_measured_is_said(translator: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="too few segments"):
        list(peaks(translator, [2, 30], SEGMENTS[: NEW + 3], tmp_path))
    assert main([translator, "0", "30", "x.tsv"]) == 2
    assert "python -m eval.memory" in capsys.readouterr().err

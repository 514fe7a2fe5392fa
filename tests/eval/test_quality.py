"""docs/quality.md: made by one command, and the figures elsewhere are its figures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.quality import DOCS, OFFICIAL, measure
from models import known_models
from tests.small import PAIRS

ROOT = Path(__file__).parents[2]


def test_the_page_is_made_again_to_the_digit(small_model: Callable[[str], Path], tmp_path: Path) -> None:
    test_set = tmp_path / "news.tsv"
    test_set.write_text("".join(f"{vi}\t{en}\n" for vi, en in PAIRS), encoding="utf-8")
    pages = []
    for name in ("1", "2"):
        (tmp_path / name).mkdir()
        measure([test_set], str(small_model("marian")), tmp_path / name)
        pages.append((tmp_path / name / "quality.md").read_text(encoding="utf-8"))
    assert pages[0] == pages[1]
    assert "| news |  | 6 | 100.0 | 100.0 |" in pages[0]
    assert (tmp_path / "1" / "quality.json").read_bytes() == (tmp_path / "2" / "quality.json").read_bytes()


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, Any]]:
    """The measured scores by test set."""
    rows = json.loads((DOCS / "quality.json").read_text(encoding="utf-8"))
    return {row["set"]: row for row in rows}


def test_the_registry_has_the_measured_figures(figures: dict[str, dict[str, Any]]) -> None:
    [embedded] = [info for info in known_models() if info.measured]
    assert dict(embedded.scores) == {f"{name} BLEU": round(row["bleu"], 1) for name, row in figures.items()}


@pytest.mark.parametrize("page", ["README.md", "models/embedded/vi-en/README.md", "docs/quality.md"])
def test_the_pages_have_the_measured_figures(figures: dict[str, dict[str, Any]], page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for row in figures.values():
        bleu, chrf = f"{row['bleu']:.1f}", f"{row['chrf']:.1f}"
        assert re.search(rf"\b{re.escape(bleu)} (/|\|) {re.escape(chrf)}\b", text), (page, row["set"], bleu, chrf)


def test_loops_and_copies_are_under_half_a_percent(figures: dict[str, dict[str, Any]]) -> None:
    rows = [row for name, row in figures.items() if name != "official"]
    segments = sum(row["segments"] for row in rows)
    assert segments > 3000
    for flag in ("repetition", "copied_source"):
        assert sum(row["flags"].get(flag, 0) * row["segments"] for row in rows) < 0.005 * segments


def test_our_own_test_set_is_whole() -> None:
    assert len(OFFICIAL.read_text(encoding="utf-8").splitlines()) == 60

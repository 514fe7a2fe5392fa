"""What stands on a terminal: whole figures at any width."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.command import Done, run, songngu
from tests.pipeline.test_run import SAMPLES


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, translator: str) -> Path:
    """A dataset with doubts and with sentences that were only translated in parts."""
    output = tmp_path_factory.mktemp("terminal") / "out"
    run(SAMPLES, output, translator, "--no-reader")
    return output


def fits(done: Done, columns: int) -> bool:
    """Whether each line is as long as the terminal is wide at most, or one word or command."""
    return all(
        len(line) <= columns or " " not in line.strip() or line.startswith("songngu ") for line in done.out.splitlines()
    )


@pytest.mark.parametrize("columns", [40, 80])
def test_every_figure_of_the_models_and_of_the_sites_is_whole(columns: int, output: Path) -> None:
    models, sites = songngu("models", columns=columns), songngu("report", output, columns=columns)
    assert fits(models, columns)
    assert fits(sites, columns)
    shown = models.out.split()
    for row in map(json.loads, songngu("models", "--json").out.splitlines()):
        assert {row["id"], row["license"].split()[0]} <= {word.rstrip(",") for word in shown}
        assert not row["download"] or f"{row['download']:,}" in shown
    _, *rows, _ = songngu("report", output).out.splitlines()
    assert Counter(" ".join(rows).split()) <= Counter(sites.out.split())


def test_models_are_a_line_each_where_there_is_room() -> None:
    lines = songngu("models", columns=80).out.splitlines()
    assert [line.split() for line in lines if line.startswith("nllb-200-distilled")] == [
        ["nllb-200-distilled-600m", "32.5", "615", "M", "2,480", "MB", "CC-BY-NC-4.0,", "non-commercial"]
    ]
    assert "facebook/nllb-200-distilled-600M" in songngu("models").out


def test_help_says_what_each_command_does_on_one_line() -> None:
    commands = songngu("--help", columns=80).out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(commands) == 17
    assert all(line[:3].strip() and line.endswith(".") and not line.endswith("...") for line in commands)
    assert "..." not in songngu("--help", columns=50).out.partition("Commands:\n")[2]


def test_a_narrow_bar_has_whole_figures(translator: str, tmp_path: Path) -> None:
    done = songngu("run", SAMPLES, "-o", tmp_path / "out", "-t", translator, "--beams", "1", columns=40)
    assert done.code == 0
    assert "73/73 segments" in done.err
    assert "…" not in done.err

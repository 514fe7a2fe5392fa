"""`songngu benchmark` with a small model: every contestant is a real process that translates the same segments."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from eval.benchmark import BASELINE, Standing, benchmark
from eval.contestants import BARE, CONTESTANTS, Task, taking_part, time_one
from eval.speed import write_report
from models import ModelError
from tests.command import songngu
from tests.small import ENGLISH, VIETNAMESE

SEGMENTS = [f"{text[:-1]} {number}." for number in range(4) for text in VIETNAMESE]


@pytest.mark.parametrize("name", CONTESTANTS)
def test_every_contestant_translates_every_segment(small_model: Callable[[str], Path], name: str) -> None:
    if name not in taking_part(small_model("marian"), beams=4):
        pytest.skip("is not installed")
    task = Task(str(small_model("marian")), 4, "cpu", SEGMENTS)
    seconds, outputs, part = CONTESTANTS[name](task)
    assert len(outputs) == len(SEGMENTS)
    assert sum(map(bool, outputs)) > len(SEGMENTS) / 2
    assert seconds > 0
    assert part == pytest.approx(1, abs=0.01)
    assert time_one(name, task).tokens > len(SEGMENTS)


def test_ratios_are_to_what_most_people_write(small_model: Callable[[str], Path], tmp_path: Path) -> None:
    names = (BARE, BASELINE)
    references = [re.sub(r"\.$", f" {n // 6}.", ENGLISH[n % 6]) for n in range(len(SEGMENTS))]
    fast, slow = benchmark(small_model("marian"), SEGMENTS, beams=2, rounds=1, names=names, references=references)
    assert fast.bleu is not None
    assert slow.bleu is not None
    assert 20 < fast.bleu == pytest.approx(slow.bleu, abs=10)
    assert slow.ratio == 1
    assert fast.ratio == pytest.approx(fast.segments_per_second / slow.segments_per_second)
    assert fast.of_bare is None
    assert slow.of_bare == pytest.approx(slow.segments_per_second / fast.segments_per_second)
    assert 20 < fast.memory < 10_000
    page = tmp_path / "speed.md"
    write_report(page, [fast, slow], model="marian", segments=len(SEGMENTS), rounds=1)
    assert f"| {BARE} | 2 |" in page.read_text(encoding="utf-8")
    texts = ["".join(e.itertext()) for e in ElementTree.parse(tmp_path / "speed.svg").iter() if "text" in e.tag]
    assert set(names) <= set(texts)


def test_a_package_of_the_users_is_not_taken_for_ours(
    small_model: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "__init__.py").touch()
    monkeypatch.chdir(tmp_path)
    assert benchmark(small_model("marian"), SEGMENTS, beams=1, rounds=1, names=("songngu, translation stage",))


def test_a_contestant_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="as they come failed"):
        benchmark(tmp_path, SEGMENTS, beams=1, rounds=1, names=(BASELINE,))


def test_a_contestant_that_fails_costs_the_others_nothing(small_model: Callable[[str], Path]) -> None:
    said: list[str] = []
    names = ("nobody knows it", BASELINE)
    [standing] = benchmark(small_model("marian"), SEGMENTS, beams=1, rounds=2, names=names, progress=said.append)
    assert standing.name == BASELINE
    assert len(standing.seconds) == 2
    assert standing.of_bare is None
    assert [line for line in said if "left out" in line] == [
        "left out: nobody knows it failed: KeyError: 'nobody knows it'"
    ]


def test_the_command_reads_pairs_and_prints_json(small_model: Callable[[str], Path], tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("".join(f"{segment}\t-\n" for segment in SEGMENTS), encoding="utf-8")
    fixed = ("-t", str(small_model("marian")), "--beams", "1", "--rounds", "1", "--device", "cpu")
    done = songngu("benchmark", "--pairs", pairs, *fixed, "--json")
    assert done.code == 0, done.err
    assert [json.loads(line)["name"] for line in done.out.splitlines()] == taking_part(small_model("marian"), beams=1)
    assert "round 1 of 1" in done.err


def test_no_figure_is_cut_on_a_narrow_terminal(
    small_model: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timed = [Standing(BARE, 4, 1125.84, 12_345, 11_234, 33.25), Standing(BASELINE, 4, 3.71, 345, 812, 1, 0.0884, 29.3)]
    monkeypatch.setattr("eval.benchmark.benchmark", lambda *_, **__: timed)
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("".join(f"{segment}\t-\n" for segment in SEGMENTS), encoding="utf-8")
    call = ("benchmark", "--pairs", pairs, "-t", str(small_model("marian")), "--beams", "4")
    shown = songngu(*call, columns=40).out
    assert all(len(line) <= 40 for line in shown.splitlines())
    assert Counter(" ".join(songngu(*call).out.splitlines()[1:]).split()) <= Counter(shown.split())


def test_nothing_to_translate_is_said() -> None:
    done = songngu("benchmark")
    assert done.code == 2
    assert "--pairs" in done.err


def test_every_other_round_goes_the_other_way(small_model: Callable[[str], Path]) -> None:
    said: list[str] = []
    names = ("songngu, translation stage", BARE)
    ours, bare = benchmark(small_model("marian"), SEGMENTS, beams=1, rounds=3, names=names, progress=said.append)
    assert [line.partition(": ")[2] for line in said] == [*names, *reversed(names), *names]
    parts = [b / a for a, b in zip(ours.seconds, bare.seconds, strict=True)]
    assert ours.of_bare == pytest.approx(sorted(parts)[1], rel=0.05)  # the seconds are rounded

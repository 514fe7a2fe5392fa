"""What stands on a terminal: whole figures at any width, the doubts in words, and counts that agree with the reading room's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.schema import FLAG_MEANINGS, HARMLESS
from pipeline.progress import BarReporter
from tests.command import PROCESS, Done, run, songngu
from tests.pipeline.test_run import SAMPLES

FIRST = json.loads((SAMPLES / "tin-ngan.jsonl").read_text(encoding="utf-8").splitlines()[0])


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


def test_a_narrow_bar_has_whole_figures(translator: str, tmp_path: Path) -> None:
    done = songngu("run", SAMPLES, "-o", tmp_path / "out", "-t", translator, "--beams", "1", columns=40)
    assert done.code == 0
    assert "73/73 segments" in done.err
    assert "…" not in done.err
    assert f"\nsongngu show {tmp_path / 'out'} --flagged\n" in done.out  # in one piece, to be copied


@pytest.mark.skipif(sys.platform == "win32", reason="there is no shell")
@pytest.mark.parametrize("streams", [">&- 2>&-", ""], ids=["closed", "gone"])
def test_a_run_goes_on_without_anybody_to_tell(streams: str, translator: str, tmp_path: Path) -> None:
    text, output = SAMPLES / "hoi-nghi-tong-ket.txt", tmp_path / "out"
    reader, gone = os.pipe()
    os.close(reader)
    command = [*PROCESS, "run", text, "-o", output, "-t", translator, "--beams", "1", "--no-reader"]
    call = ["sh", "-c", f'exec "$@" {streams}', "sh", *command]
    done = subprocess.run(call, stdout=gone, stderr=gone, check=False)
    os.close(gone)
    assert done.returncode == 0
    assert songngu("verify", output).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudoterminals")
def test_a_bar_outlives_its_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    person, terminal = os.openpty()
    with os.fdopen(terminal, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        reporter = BarReporter()
        reporter.begin("Reading", None)
        os.close(person)
        reporter.begin("Translating", 2)
        reporter.segments(2)
        reporter.close()


def test_what_was_only_done_to_a_sentence_is_no_doubt(output: Path, translator: str) -> None:
    flags = json.loads(songngu("status", output, "--json").out)["sentence_flags"]
    assert "split" in flags
    doubts = ", ".join(f"{n} {flag.replace('_', ' ')}" for flag, n in flags.items() if flag not in HARMLESS)
    harmless = ", ".join(f"{n} {flag}" for flag, n in flags.items() if flag in HARMLESS)
    again = songngu("run", SAMPLES, "-o", output, "-t", translator, "--beams", "1", "--no-reader")
    for done in (again, songngu("status", output)):
        assert f"Doubtful sentences: {doubts}.\n" in done.out
        assert f"Translated in parts or a second time, which is no doubt: {harmless}.\n" in done.out


def test_the_doubtful_sentences_are_shown_with_every_doubt_in_words(output: Path, tmp_path: Path) -> None:
    output = shutil.copytree(output, tmp_path / "out")
    [path] = (output / "sentences").glob("*.parquet")
    table = pq.read_table(path)
    rows = table.to_pylist()
    rows[3]["flags"] = ["split"]  # the small model has a doubt about every sentence
    pq.write_table(pa.Table.from_pylist(rows, table.schema), path)
    shown = songngu("show", output, "--flagged").out
    rows = [json.loads(line) for line in songngu("show", output, "--flagged", "--json").out.splitlines()]
    assert any(HARMLESS.issuperset(row["flags"]) for row in rows)
    doubted = [row for row in rows if not HARMLESS.issuperset(row["flags"])]
    lines = shown.splitlines()
    assert [row["translation"]["vi"] for row in doubted] == [
        lines[number + 1] for number, line in enumerate(lines) if line[:1].isdigit() and "  " not in line
    ]
    for flag, count in Counter(flag for row in doubted for flag in row["flags"]).items():
        assert shown.count(f"\n{flag.replace('_', ' ')}: {FLAG_MEANINGS[flag]}") == count


def test_an_article_without_a_title_is_told_by_its_number_source_and_first_words(
    translator: str, tmp_path: Path
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"text": FIRST["text"]}), encoding="utf-8")
    run(source, tmp_path / "out", translator, "--min-words", "10")
    [article] = map(json.loads, songngu("show", tmp_path / "out", "--json").out.splitlines())
    assert not article["title_vi"]
    for option in ((), ("--flagged",)):
        heading, facts = songngu("show", tmp_path / "out", *option).out.strip().splitlines()[:2]
        assert heading.startswith(f"1  (no title) {' '.join(article['text_en'].split()[:3])}")
        assert article["source"] in facts


def test_what_a_dataset_says_reaches_no_terminal_as_control_codes(output: Path, tmp_path: Path) -> None:
    output = shutil.copytree(output, tmp_path / "out")
    rename = "\x1b]0;title\x07"
    for config, column in (("articles", "summary_en"), ("articles", "author"), ("sentences", "translation")):
        [path] = (output / config).glob("*.parquet")
        table = pq.read_table(path)
        rows = table.to_pylist()
        for row in rows:
            row[column] = {"vi": rename, "en": f"A{rename}\x9b31m"} if column == "translation" else f"A{rename}"
            if config == "sentences":
                row["unanswered"] = {"vi": [], "en": []}
        pq.write_table(pa.Table.from_pylist(rows, table.schema), path)
    for option in ((), ("1",), ("--flagged",)):
        for columns in (None, 80):
            shown = songngu("show", output, *option, columns=columns).out
            assert "]0;title" in shown
            assert not set(shown) & {"\x1b", "\x07", "\x9b"}
    missing = songngu("show", tmp_path / f"no{rename}")
    assert "no\ufffd]0;title\ufffd" in missing.err


def test_wrapped_lines_of_the_list_keep_their_indent(output: Path) -> None:
    articles = songngu("show", output, columns=40).out.split("\n\n")[:-1]
    assert len(articles) == 5
    for article in articles:
        first, *others = [line for line in article.splitlines() if " " in line.strip()]
        assert first[:3].strip().isdigit()
        assert all(line.startswith("   ") for line in others)


def test_one_is_not_said_in_the_plural(translator: str, tmp_path: Path) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    (inputs / "a.jsonl").write_text(json.dumps(FIRST), encoding="utf-8")
    (inputs / "b.txt").write_text("Hôm nay trời đẹp.", encoding="utf-8")
    done = songngu("run", inputs, "-o", output, "-t", translator, "--min-words", "10")
    assert done.out.startswith("1 article, ")
    assert "(1 article translated in this call)" in done.out
    assert "1 input could not be used" in done.out
    assert "The dataset has 1 article, " in songngu("status", output).out
    assert "is whole: 1 article." in songngu("verify", output).out
    assert "\n1 article. " in songngu("show", output).out
    card = (output / "README.md").read_text(encoding="utf-8")
    assert "\n1 article in " in card
    assert "| 1 input, " in card


def test_help_says_what_each_command_does_on_one_line() -> None:
    commands = songngu("--help", columns=80).out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(commands) == 17
    assert all(line[:3].strip() and line.endswith(".") and not line.endswith("...") for line in commands)
    assert "..." not in songngu("--help", columns=50).out.partition("Commands:\n")[2]

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from tests.command import run, songngu
from tests.pipeline.test_run import SAMPLES


@pytest.fixture
def output(tmp_path: Path, translator: str) -> Path:
    run(SAMPLES, tmp_path / "out", translator, "--no-reader")
    return tmp_path / "out"


def test_a_finished_run(output: Path, translator: str) -> None:
    done = songngu("status", output)
    assert done.code == 0, done.err
    assert "No run is writing" in done.out
    assert "5 of 5 articles are translated (100.0%), 0 are left." in done.out
    assert "1 not vietnamese" in done.out
    assert f"Go on with: songngu run {SAMPLES} -o {output} --translator {translator} --beams 1" in done.out
    assert songngu("verify", output).code == 0
    assert not (output / "reader").exists()


def test_the_command_that_it_names_goes_on(output: Path) -> None:
    shutil.rmtree(
        output / "run" / "work" / "translated"
    )  # as if it had been killed before the first shard was finished
    found = json.loads(songngu("status", output, "--json").out)
    assert (found["planned"], found["finished"], found["running"], found["error"]) == (5, 0, False, None)
    done = songngu(*found["command"].split()[1:])
    assert done.code == 0, done.err
    assert json.loads(songngu("status", output, "--json").out)["finished"] == 5


def test_a_run_that_failed_says_why(output: Path, translator: str) -> None:
    assert run(SAMPLES, output, translator, "--min-words", "50", code=1)
    found = json.loads(songngu("status", output, "--json").out)
    assert "min-words: 40 -> 50" in found["error"]
    assert "failed at" in songngu("status", output).out


def test_a_run_that_is_writing(output: Path) -> None:
    with FileLock(output / "run" / "lock"):
        done = songngu("status", output)
    assert "A run is writing" in done.out
    assert "Go on with" not in done.out


def test_where_nothing_was_begun_the_message_says_so(tmp_path: Path) -> None:
    done = songngu("status", tmp_path)
    assert done.code == 1
    assert "No run was begun" in done.err

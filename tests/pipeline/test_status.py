from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from tests.command import PROCESS, run, songngu
from tests.pipeline.test_run import SAMPLES, many_articles


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


def test_a_damaged_state_is_named(output: Path, translator: str) -> None:
    state = output / "run" / "run.json"
    state.write_bytes(state.read_bytes()[:100])
    for call in (["status", output], ["verify", output], ["retry", output], ["run", SAMPLES, "-o", output]):
        done = songngu(*call)
        assert (done.code, done.err.count("\n")) == (1, 1), done.err
        assert f"{state} is damaged" in done.err
        assert "--fresh" in done.err
    assert run(SAMPLES, output, translator, "--no-reader", "--fresh")["articles"] == 5


def test_a_run_that_failed_says_why(output: Path, translator: str) -> None:
    assert run(SAMPLES, output, translator, "--min-words", "50", code=1)
    found = json.loads(songngu("status", output, "--json").out)
    assert "min-words: 40 -> 50" in found["error"]
    assert "failed at" in songngu("status", output).out


def test_a_run_that_failed_in_endless_recursion_says_why(
    output: Path, translator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(*_: object) -> None:
        there()

    def there() -> None:
        here()

    monkeypatch.setattr("pipeline.job.Run._plan", here)
    with pytest.raises(RecursionError):  # a bug, so not a message but a traceback
        run(SAMPLES, output, translator)
    assert "maximum recursion depth exceeded" in json.loads(songngu("status", output, "--json").out)["error"]


def test_a_run_that_is_writing(output: Path) -> None:
    with FileLock(output / "run" / "lock"):
        done = songngu("status", output)
    assert "A run is writing" in done.out
    assert "Go on with" not in done.out


def test_where_nothing_was_begun_the_message_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path, tmp_path / "nothing", tmp_path / "file"):
        done = songngu("status", place)
        assert done.code == 1
        assert f"No run was begun in {place}." in done.err


def test_retry_goes_on_with_what_the_run_was_told(translator: str, tmp_path: Path) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    (inputs / "a.txt").write_text((SAMPLES / "hoi-nghi-tong-ket.txt").read_text(encoding="utf-8"), encoding="utf-8")
    (inputs / "b.jsonl").write_text('{"text": ', encoding="utf-8")
    first = run(inputs, output, translator, "--min-words", "30", "--no-reader")
    assert (first["articles"], sum(first["quarantined"].values())) == (1, 1)
    shutil.copy(SAMPLES / "tin-ngan.jsonl", inputs / "b.jsonl")
    done = songngu("retry", output, "--json")
    assert done.code == 0, done.err
    second = json.loads(done.out)
    assert (second["articles"], second["translated_now"], second["quarantined"]) == (4, 3, {})
    assert songngu("retry", output, "--strict").code == 0
    assert "No run was begun" in songngu("retry", tmp_path / "nothing").err


def test_retry_keeps_to_what_does_not_shape_the_result_as_well(translator: str, tmp_path: Path) -> None:
    output = tmp_path / "out"
    inputs = SAMPLES / "hoi-nghi-tong-ket.txt"
    told = "--no-reader --concurrency 2 --requests-per-minute 20.0 --device cpu --no-cache"
    run(inputs, output, translator, *told.split())
    assert songngu("status", output).out.endswith(f" --beams 1 {told}\n")
    assert songngu("retry", output).code == 0
    assert not (output / "reader").exists()
    assert songngu("status", output).out.endswith(f" --beams 1 {told}\n")


def test_what_came_through_standard_input_stays_and_is_not_read_again(translator: str, tmp_path: Path) -> None:
    text = (SAMPLES / "hoi-nghi-tong-ket.txt").read_text(encoding="utf-8")
    assert songngu("run", "-", "-o", tmp_path / "out", "-t", translator, stdin=text).code == 0
    done = songngu("retry", tmp_path / "out", "--json")
    assert (done.code, json.loads(done.out)["articles"]) == (0, 1), done.err
    assert "standard input cannot be read again" in done.err


def test_a_run_that_was_killed_while_it_read_knows_its_inputs(translator: str, tmp_path: Path) -> None:
    assert run(
        tmp_path / "many.jsonl", tmp_path / "out", translator, code=2
    )  # nothing is begun for what does not exist
    inputs = many_articles(tmp_path / "in", 3000)
    process = subprocess.Popen(
        [*PROCESS, "run", str(inputs), "-o", str(tmp_path / "out"), "-t", translator], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    assert any(line.startswith("Reading and cleaning") for line in process.stderr)
    process.kill()
    process.communicate()
    found = json.loads(songngu("status", tmp_path / "out", "--json").out)
    assert (found["planned"], found["inputs"]) == (None, [str(inputs)])

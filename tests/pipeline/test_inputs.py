"""What a run takes for the same input, and what becomes of those that are gone."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from corpus.load import read_article_rows
from pipeline.inputs import source_as_typed
from tests.command import run, songngu
from tests.pipeline.test_run import SAMPLES

ONE, OTHER = SAMPLES / "hoi-nghi-tong-ket.txt", SAMPLES / "tin-ngan.jsonl"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two working folders, each with a folder ``in``: one article in the first, three in the second."""
    for name, sample in (("a", ONE), ("b", OTHER)):
        (tmp_path / name / "in").mkdir(parents=True)
        shutil.copy(sample, tmp_path / name / "in")
    return tmp_path / "a", tmp_path / "b"


def sources(output: Path) -> list[str]:
    return [row["source"] for row in read_article_rows(output, ["source"])]


def status(output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(songngu("status", output, "--json").out)
    return found


def test_the_same_name_in_another_folder_is_another_input(
    folders: tuple[Path, Path], translator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    for folder, articles in zip(folders, (1, 4), strict=True):
        monkeypatch.chdir(folder)
        assert run(Path("in"), output, translator)["articles"] == articles
    assert sources(output) == ["in/hoi-nghi-tong-ket.txt", *(f"in/tin-ngan.jsonl#{n}" for n in (1, 2, 3))]
    assert status(output)["inputs"] == [str(folders[0] / "in"), "in"]
    # It is published with the dataset.
    assert str(tmp_path) not in (output / "run" / "run.json").read_text(encoding="utf-8").replace(translator, "")
    state, found = (output / "run" / "run.json").read_bytes(), sources(output)
    monkeypatch.chdir("/")
    done = songngu("retry", output, "--json")
    assert (done.code, json.loads(done.out)["articles"]) == (0, 4), done.err
    assert sources(output) == found  # they are cited
    again = json.loads((output / "run" / "run.json").read_bytes())
    assert again["inputs"] == json.loads(state)["inputs"]
    assert str(tmp_path) not in json.dumps(again).replace(translator, "")


def test_an_input_is_the_same_however_it_is_written(
    folders: tuple[Path, Path], translator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    monkeypatch.chdir(folders[0])
    for name in ("in", "in/", "./in", "../a/in", str(folders[0] / "in")):
        done = songngu("run", name, "in", "-o", output, "-t", translator, "--beams", "1", "--json")
        assert done.code == 0, done.err
        assert len(status(output)["inputs"]) == 1
        assert sources(output) == [f"{os.path.normpath(name)}/hoi-nghi-tong-ket.txt"]  # as it was typed


def test_a_run_of_before_goes_on(
    folders: tuple[Path, Path], translator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    monkeypatch.chdir(folders[0])
    run(Path("in"), output, translator)
    path = output / "run" / "run.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    old = hashlib.sha256(b"in").hexdigest()[:16]
    inventory = output / "run" / "work" / "inputs" / f"{state['inputs'][0]['key']}.jsonl"
    inventory.rename(inventory.with_stem(old))
    (output / "run" / "paths.json").unlink()
    path.write_text(json.dumps(state | {"inputs": [{"input": "in", "key": old}], "asked": ["in"]}), encoding="utf-8")
    assert status(output)["inputs"] == ["in"]
    run(folders[1] / "in", output, translator)
    (folders[0] / "in" / ONE.name).unlink()
    report = run(Path("in"), output, translator)
    assert (report["articles"], report["no_longer_in_inputs"]) == (3, 1)
    assert status(output)["inputs"] == ["in", str(folders[1] / "in")]


def test_an_input_that_is_gone_stays_and_the_others_are_read(
    folders: tuple[Path, Path], translator: str, tmp_path: Path
) -> None:
    output, (gone, stays) = tmp_path / "out", (folder / "in" for folder in folders)
    run(gone, output, translator)
    run(stays, output, translator)
    shutil.rmtree(gone)
    done = songngu("status", output)
    assert f"Not there any more: {gone}." in done.out
    command = status(output)["command"]
    assert str(gone) not in command
    assert songngu(*command.split()[1:]).code == 0
    done = songngu("retry", output, "--json")
    assert (done.code, json.loads(done.out)["articles"]) == (0, 4), done.err
    assert f"{gone} is not there any more; what was read of it stays as it was." in done.err
    shutil.rmtree(stays)
    assert f"songngu retry {output}" in status(output)["command"]
    assert json.loads(songngu("retry", output, "--json").out)["articles"] == 4


def test_an_input_that_is_gone_before_it_was_read_is_an_error(
    folders: tuple[Path, Path], translator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, (gone, stays) = tmp_path / "out", (folder / "in" for folder in folders)
    run(stays, output, translator)
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.cleaning.Cleaner.add", lambda *_: os.kill(os.getpid(), signal.SIGINT))
        message = run(gone, output, translator, code=130)["message"]
    assert "songngu: stopped. What is finished is kept; the same command goes on from there." in message
    shutil.rmtree(gone)
    done = songngu("retry", output)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert f"{gone} is not there any more, and was not read to its end. Put it back, or go on without it: " in done.err
    assert songngu(*done.err.strip().partition("without it: songngu ")[2].split()).code == 0


def test_a_name_that_is_no_utf_8_is_read_again(translator: str, tmp_path: Path) -> None:
    inputs, output = tmp_path / os.fsdecode(b"b\xe0i.txt"), tmp_path / "out"
    shutil.copy(ONE, inputs)
    run(inputs, output, translator)
    done = songngu("retry", output, "--json")
    assert (done.code, json.loads(done.out)["articles"]) == (0, 1), done.err
    found = status(output)
    assert (found["inputs"], found["gone"]) == ([str(tmp_path / "b\\udce0i.txt")], [])
    assert found["command"] == f"songngu retry {output}"


def test_what_was_read_of_an_input_and_is_lost_is_told(
    folders: tuple[Path, Path], translator: str, tmp_path: Path
) -> None:
    output, (first, second) = tmp_path / "out", (folder / "in" for folder in folders)
    run(first, output, translator)
    shutil.rmtree(output / "run" / "work")
    message = run(second, output, translator, code=1)["message"]
    assert message.count("\n") == 1
    assert f"does not hold any more what was read of {first}. Read it again: songngu retry {output}" in message
    done = songngu("retry", output, "--json")
    assert (done.code, json.loads(done.out)["articles"]) == (0, 4), done.err
    assert pq.read_table(output / "articles").num_rows == 4


@pytest.mark.parametrize(
    ("source", "name", "typed", "becomes"),
    [
        ("in/a.txt", "in", "in", "in/a.txt"),
        ("/home/me/in/a.jsonl#3", "/home/me/in", "./in/", "in/a.jsonl#3"),
        ("/home/me/in/b/a.txt", "/home/me/in", ".", "b/a.txt"),
        ("/home/me/in", "/home/me/in", ".", "."),
        ("/home/me/a.txt", "/home/me/a.txt", "../a.txt", "../a.txt"),
    ],
)
def test_a_source_says_what_was_typed(source: str, name: str, typed: str, becomes: str) -> None:
    assert source_as_typed(source, name, typed) == becomes

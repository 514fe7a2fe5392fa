"""What a power cut, a failing disk, a kill or a read-only folder leaves of a run, and how the next call takes it."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from filelock import FileLock

from corpus.load import DatasetError
from pipeline import run as run_in_program
from pipeline.store import DamagedShardError
from tests.command import run, songngu
from tests.pipeline.test_run import SAMPLES, fingerprint


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, translator: str) -> Path:
    output = tmp_path_factory.mktemp("run") / "out"
    run(SAMPLES, output, translator, "--no-reader")
    return output


@pytest.fixture
def output(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "out")


def cut_behind_the_first_line(data: bytes) -> bytes:
    lines = zstandard.ZstdDecompressor().stream_reader(data).read().splitlines(keepends=True)
    return zstandard.ZstdCompressor().compress(b"".join(lines[:-1]) + lines[-1][:20])


@pytest.mark.parametrize("store", ["cleaned", "translated"])
@pytest.mark.parametrize(
    "damaged",
    [
        lambda _: b"",
        lambda data: data[:6],
        lambda data: data[:-20],
        lambda _: b"garbage" * 100,
        cut_behind_the_first_line,
    ],
    ids=["empty", "cut header", "cut end", "garbage", "cut record"],
)
def test_a_damaged_file_of_finished_work_is_named_and_its_work_done_again(
    output: Path, whole: Path, translator: str, store: str, damaged: object
) -> None:
    assert callable(damaged)
    [path] = (output / "run" / "work" / store).glob("*.zst")
    path.write_bytes(damaged(path.read_bytes()))
    shutil.rmtree(output / "articles")
    assert songngu("status", output).code == 0
    done = songngu("run", SAMPLES, "-o", output, "-t", translator, "--beams", "1", "--no-reader", "--json")
    assert done.code == 0, done.err
    assert done.err.count(f"songngu: {path} is damaged: what it held is made again.") == 1
    assert json.loads(done.out)["unfinished"] == 0
    assert fingerprint(output) == fingerprint(whole)


def test_a_disk_that_spoils_what_is_made_again_ends_the_run(
    output: Path, translator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    [path] = (output / "run" / "work" / "cleaned").glob("*.zst")

    def get(*_: object) -> None:
        raise DamagedShardError(path)

    monkeypatch.setattr("pipeline.store.ShardStore.get", get)
    message = run(SAMPLES, output, translator, "--no-reader", code=1)["message"]
    assert message.count(f"{path} is damaged") == 2


def test_what_standard_input_held_is_not_lost_with_the_translation(translator: str, tmp_path: Path) -> None:
    output, text = tmp_path / "out", (SAMPLES / "hoi-nghi-tong-ket.txt").read_text(encoding="utf-8")
    command = ("run", "-", "-o", output, "-t", translator, "--beams", "1", "--json")
    assert songngu(*command, stdin=text).code == 0
    [path] = (output / "run" / "work" / "translated").glob("*.zst")
    path.write_bytes(path.read_bytes()[:-20])
    shutil.rmtree(output / "articles")
    done = songngu(*command, stdin=text)
    assert done.code == 0, done.err
    report = json.loads(done.out)
    assert (report["articles"], report["quarantined"]) == (1, {})


def test_a_damaged_list_of_what_an_input_held_is_told(output: Path, translator: str) -> None:
    [path] = (output / "run" / "work" / "inputs").glob("*.jsonl")
    path.write_bytes(path.read_bytes()[:-5])
    message = run(SAMPLES / "cau-song-lua.html", output, translator, code=1)["message"]
    assert f"what was read of {SAMPLES}. Read it again: songngu retry {output}" in message
    assert songngu("retry", output).code == 0


@pytest.mark.parametrize("left", [b"", b'{"settings": {"songngu"', b"\0" * 40, b"[1]", b"7", b"[]", b"{}"])
def test_a_program_is_told_of_a_damaged_state(output: Path, translator: str, left: bytes) -> None:
    (output / "run" / "run.json").write_bytes(left)
    with pytest.raises(DatasetError, match=r"run\.json is damaged .*--fresh"):
        run_in_program([SAMPLES], output, translator=translator, beams=1)


def test_what_a_killed_process_left_half_written_is_removed(output: Path, translator: str) -> None:
    folder = output / "run"
    for place in (folder, folder / "work", *(folder / "work" / name for name in ("inputs", "cleaned", "translated"))):
        (place / ".file.99999999.partial").write_bytes(b"half")
    with FileLock(folder / "work" / "claims" / "shard.lock"):  # somebody who helps is at work
        run(SAMPLES, output, translator, "--no-reader")
    assert [path.parent.name for path in folder.rglob("*.partial")] == ["translated"]
    run(SAMPLES, output, translator, "--no-reader")
    assert not list(folder.rglob("*.partial"))


@pytest.fixture
def read_only(output: Path) -> Iterator[Path]:
    """A finished run in a folder in which whoever runs the tests may not write, root as little as others."""
    with tempfile.TemporaryDirectory() as place:  # pytest's own are closed to all but one user
        folder = Path(shutil.move(output, place)) / "run"
        (folder / "work" / "claims" / "shard.lock").touch()
        for path in (Path(place), *Path(place).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        is_root = os.geteuid() == 0
        if is_root:
            songngu("status", folder.parent)  # imports what only root may read
            os.seteuid(65534)
        try:
            yield folder.parent
        finally:
            if is_root:
                os.seteuid(0)
            for path in (Path(place), *Path(place).rglob("*")):
                path.chmod(0o755)


def test_the_status_of_a_folder_that_can_only_be_read(read_only: Path) -> None:
    with pytest.raises(PermissionError):
        (read_only / "new").touch()
    done = songngu("status", read_only, "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["running"] is False
    with (read_only / "run" / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert json.loads(songngu("status", read_only, "--json").out)["running"] is True


@pytest.mark.parametrize(
    ("room", "place"), [(300, ["run", "run.json"]), (6_000, ["run", "work", "cleaned"]), (12_000, [])]
)
def test_a_disk_that_is_full_is_named_and_nothing_is_lost(
    whole: Path, translator: str, tmp_path: Path, room: int, place: list[str]
) -> None:
    output = tmp_path / "out"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))  # of each file, which is as near as a test can come
    try:
        message = run(SAMPLES, output, translator, "--no-reader", code=1)["message"].splitlines()[-1]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert f"There is no room left for {output.joinpath(*place)}" in message
    assert "Make room there, and give the same command again" in message
    assert not [*output.rglob("*.partial"), *output.rglob("assembling")]
    run(SAMPLES, output, translator, "--no-reader")
    assert fingerprint(output) == fingerprint(whole)

"""Several processes and one run: real processes that ask a server which takes its time."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from pydantic import TypeAdapter

from pipeline.plan import Planned
from pipeline.sharing import SharedShards
from pipeline.store import ShardStore
from tests.command import PROCESS, songngu
from tests.pipeline.test_run import fingerprint, many_articles
from tests.server import Server

TEXT: TypeAdapter[str] = TypeAdapter(str)
ARTICLES = 150  # three shards


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Server("test-model") as server:
        yield server


SLOW = 0.1  # seconds for an answer, and so several for a shard: longer than a process needs to start


def command(inputs: Path, output: Path, server: Server, *more: str) -> list[str]:
    asked = ["--engine", "endpoint", "--endpoint", server.url, "--concurrency", "4", "--patience", "5"]
    return ["run", str(inputs), "-o", str(output), *asked, "--json", *more]


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([*PROCESS, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end(process: subprocess.Popen[str], code: int = 0) -> dict[str, Any]:
    out, err = process.communicate(timeout=120)
    assert process.returncode == code, err
    found: dict[str, Any] = json.loads(out)
    return found


def wait_for(condition: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_processes_share_a_run_and_the_result_is_that_of_one(server: Server, tmp_path: Path) -> None:
    inputs = many_articles(tmp_path / "in", ARTICLES)
    whole = songngu(*command(inputs, tmp_path / "whole", server))
    assert whole.code == 0, whole.err
    server.play(delay=SLOW)
    output = tmp_path / "out"
    processes = [start(*command(inputs, output, server, "--join")) for _ in range(2)]
    wait_for(lambda: SharedShards(output / "run" / "work").in_work() == 2)
    assert "2 processes are translating" in songngu("status", output).out
    server.play()
    helped, led = sorted(map(end, processes), key=len)
    assert set(helped) == {"output", "translated_now"}
    assert 0 < helped["translated_now"] < ARTICLES
    assert led["articles"] == led["translated_now"] == ARTICLES
    assert fingerprint(output) == fingerprint(tmp_path / "whole")
    assert not list((output / "run" / "work" / "claims").iterdir())


@pytest.fixture
def pair(server: Server, tmp_path: Path) -> tuple[subprocess.Popen[str], subprocess.Popen[str], Path]:
    """A process that leads a run and one that helps it, both at a shard, and the run's folder."""
    inputs, output = many_articles(tmp_path / "in", ARTICLES), tmp_path / "out"
    server.play(delay=SLOW)
    shared = SharedShards(output / "run" / "work")
    leader = start(*command(inputs, output, server))
    wait_for(lambda: shared.in_work() == 1)
    helper = start(*command(inputs, output, server, "--join"))
    wait_for(lambda: shared.in_work() == 2)
    server.play()
    return leader, helper, output


def test_where_the_helped_process_is_killed_the_helper_takes_its_place(
    pair: tuple[subprocess.Popen[str], subprocess.Popen[str], Path],
) -> None:
    leader, helper, output = pair
    leader.kill()
    leader.communicate()
    assert end(helper)["articles"] == ARTICLES
    assert songngu("verify", output).code == 0


def test_where_the_helped_process_is_stopped_the_helper_finishes_what_it_took(
    pair: tuple[subprocess.Popen[str], subprocess.Popen[str], Path],
) -> None:
    leader, helper, _ = pair
    leader.send_signal(signal.SIGINT)
    assert end(leader, 130)["unfinished"] > 0
    assert end(helper)["translated_now"] > 0


def test_a_helper_with_other_settings_is_refused_and_a_fresh_start_as_well(server: Server, tmp_path: Path) -> None:
    inputs, output = many_articles(tmp_path / "in", 3), tmp_path / "out"
    assert songngu(*command(inputs, output, server, "--join")).code == 0  # nobody to help: it does the work
    SharedShards(output / "run" / "work").offer([])
    with FileLock(output / "run" / "lock"):
        other = songngu(*command(inputs, output, server, "--join", "--min-words", "41"))
        assert (other.code, other.out) == (1, "")
        assert "min-words: 40 -> 41" in other.err
        assert "help it with --join" in songngu(*command(inputs, output, server)).err
    assert songngu(*command(inputs, output, server, "--join", "--fresh")).code == 2


def test_a_helper_with_other_inputs_is_refused(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, output = many_articles(tmp_path / "in", 3), tmp_path / "out"
    others = many_articles(tmp_path / "others", 3)
    assert songngu(*command(inputs, output, server)).code == 0
    SharedShards(output / "run" / "work").offer([])
    with FileLock(output / "run" / "lock"):
        done = songngu(*command(others, output, server, "--join"))
        assert (done.code, done.out) == (1, "")
        assert f"{output} is being made from other inputs ({inputs}). Help with these" in done.err
        monkeypatch.chdir(tmp_path)
        done = songngu(*command(Path("in"), output, server, "--join"))
        assert (done.code, set(json.loads(done.out))) == (0, {"output", "translated_now"}), done.err


def test_every_shard_is_done_once(tmp_path: Path) -> None:
    shards = [[Planned(f"{shard}.{n}", f"\udce9-{n}") for n in range(3)] for shard in range(40)]
    SharedShards(tmp_path).offer(shards)
    done: Counter[str] = Counter()
    seen = []

    def work() -> None:
        shared, store = SharedShards(tmp_path), ShardStore(tmp_path / "translated", TEXT)
        own = shared.read()
        assert own == shards
        for shard, mine in shared.take(own, store, until_all_are_done=True):
            if mine:
                time.sleep(0.002)
                done.update(planned.key for planned in shard)
                store.add([(planned.key, "x") for planned in shard])
        seen.append(all(planned.key in store for shard in shards for planned in shard))

    threads = [threading.Thread(target=work, daemon=True) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 5
    assert done == Counter(planned.key for shard in shards for planned in shard)


def test_a_shard_that_another_process_is_at_is_not_waited_for_by_a_helper(tmp_path: Path) -> None:
    shards = [[Planned("a", "a")], [Planned("b", "b")]]
    shared, store = SharedShards(tmp_path), ShardStore(tmp_path / "translated", TEXT)
    shared.offer(shards)
    with FileLock(tmp_path / "claims" / f"{store.name(['a'])}.lock"):
        assert shared.in_work() == 1
        taken = []
        for shard, mine in shared.take(shards, store, until_all_are_done=False):
            assert mine
            store.add([(planned.key, "x") for planned in shard])
            taken += shard
    assert [planned.id for planned in taken] == ["b"]
    assert shared.in_work() == 0

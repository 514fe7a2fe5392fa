"""Cleaning in several processes: the same shards as in one, whatever happens to the processes."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from corpus.types import Article, Document, Rejected
from pipeline import cleaning
from pipeline.cleaning import Cleaner
from pipeline.stages import Clean
from pipeline.store import ShardStore
from tests.pipeline.test_run import SAMPLES

CLEANED: TypeAdapter[Article | Rejected] = TypeAdapter(Article | Rejected)
PAGE = (SAMPLES / "cau-song-lua.html").read_text(encoding="utf-8")
DOCUMENTS = [Document(f"{n}.html", f"{PAGE}<!-- {n} -->", "html") for n in range(4 * 8 + 3)]


def shards(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.zst")}


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "_SECONDS_ALONE", 0.0)


@pytest.fixture(autouse=True, scope="module")
def _small_batches() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaning, "_DOCUMENTS_IN_BATCH", 8)
        yield


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("alone")
    with Cleaner(Clean(40), ShardStore(folder, CLEANED)) as cleaner:
        for document in DOCUMENTS:
            cleaner.add(document)
        cleaner.finish()
    return shards(folder)


def test_several_processes_save_what_one_does(alone: dict[str, bytes], tmp_path: Path) -> None:
    store = ShardStore(tmp_path, CLEANED)
    with Cleaner(Clean(40), store, processes=2) as cleaner:
        for document in DOCUMENTS:
            cleaner.add(document)
            cleaner.add(document)  # what is under way is not cleaned twice
        assert len(multiprocessing.active_children()) == 2
        assert cleaner.saved < cleaner.added == len(DOCUMENTS)
        cleaner.finish()
        assert cleaner.saved == cleaner.added
        cleaner.add(DOCUMENTS[0])
        assert cleaner.added == len(DOCUMENTS)
    assert len(alone) == 5
    assert shards(tmp_path) == alone


@pytest.mark.parametrize("batches", [0, 2, 4], ids=["idle", "cleaning", "cleaning with more at hand"])
def test_where_a_process_is_killed_the_work_goes_on_without(
    batches: int, alone: dict[str, bytes], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = ShardStore(tmp_path, CLEANED)
    with Cleaner(Clean(40), store, processes=2) as cleaner:
        for document in DOCUMENTS[:8]:
            cleaner.add(document)
        if not batches:
            cleaner.finish()
        for document in DOCUMENTS[8 : 8 * batches]:
            cleaner.add(document)
        assert cleaner.saved == (0 if batches else 8)
        for process in multiprocessing.active_children():
            process.kill()
            if batches:
                break
        for document in DOCUMENTS:
            cleaner.add(document)
        cleaner.finish()
        assert cleaner.saved == cleaner.added == len(DOCUMENTS)
        assert not multiprocessing.active_children()
    assert shards(tmp_path) == alone
    assert "cleaning goes on in one process" in caplog.text


def test_no_process_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    script = tmp_path / "start.py"
    script.write_text(
        "if __name__ == '__main__':\n"  # what stands outside, each process would import
        "    import multiprocessing, sys, time\n"
        "    from pathlib import Path\n"
        "    from pydantic import TypeAdapter\n"
        "    from corpus.types import Article, Document\n"
        "    from pipeline import cleaning\n"
        "    from pipeline.stages import Clean\n"
        "    from pipeline.store import ShardStore\n"
        "    cleaning._SECONDS_ALONE, cleaning._DOCUMENTS_IN_BATCH = 0.0, 8\n"
        "    store = ShardStore(Path(sys.argv[1]), TypeAdapter(Article))\n"
        "    cleaner = cleaning.Cleaner(Clean(40), store, processes=2)\n"
        "    for number in range(16):\n"
        "        cleaner.add(Document(f'{number}.txt', f'Cây cầu thứ {number}.'))\n"
        "    print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "    time.sleep(60)\n",
        encoding="utf-8",
    )
    root = Path(__file__).parent.parent.parent
    process = subprocess.Popen(
        [sys.executable, script, tmp_path / "out"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdout
    children = [int(word) for word in process.stdout.readline().split()]
    assert len(children) == 2
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while any(map(_is_alive, children)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # Nobody has asked for the exit status of one that has ended and whose parent is gone, where there is no init.
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"

"""The cache of translations by itself: real files, real processes, and an engine that counts what it is asked."""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import Translation
from models.registry import load_translator
from models.translators.cache import CachedTranslator, CacheError, ModelUsage, TranslationCache, size_limit, with_cache


class Capitals:
    """An engine that turns words into capitals and remembers every call."""

    def __init__(self, name: str = "capitals", fingerprint: str = "c" * 64) -> None:
        self.name, self.fingerprint = name, fingerprint
        self.calls: list[list[str]] = []

    def load(self) -> None:
        pass

    def translate(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None, no_repeat_ngram: int = 0
    ) -> list[Translation]:
        self.calls.append([text.strip() for text in texts])
        if progress:
            for _ in texts:
                progress(1)
        return [self.one(text.strip(), no_repeat_ngram) for text in texts]

    def one(self, text: str, no_repeat_ngram: int = 0) -> Translation:
        if not text:
            return Translation("", None)
        flags = ("split", "truncated")[: len(text) % 3]
        return Translation(text.upper() + "!" * no_repeat_ngram, round(1 / len(text), 4), flags, len(text))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "translations.sqlite"


def sentences(count: int, first: int = 0) -> list[str]:
    return [f"Đây là câu thứ {number} của một bài báo dài vừa phải." for number in range(first, first + count)]


def check_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@contextmanager
def told_once(message: str) -> Iterator[None]:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        yield
    [warning] = said
    assert re.search(f"{message}.* Going on without the cache", str(warning.message))


TEXTS = st.lists(st.text("aă \n\ud800") | st.sampled_from(["Tin khác", " Tin khác", ""]), max_size=20)


@given(TEXTS, TEXTS, st.sampled_from([0, 4]))
@settings(max_examples=30, deadline=None)
def test_it_says_what_the_engine_says_and_asks_it_once(first: list[str], second: list[str], ngram: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = Capitals()
        cached = CachedTranslator(engine, TranslationCache(Path(folder) / "t.sqlite"))
        for texts in (first, second, first + second):
            finished: list[int] = []
            translations = cached.translate(texts, progress=finished.append, no_repeat_ngram=ngram)
            assert translations == [engine.one(text.strip(), ngram) for text in texts]
            assert sum(finished) == len(texts)
        asked = [text for call in engine.calls for text in dict.fromkeys(call)]
        assert sorted(asked) == sorted({text.strip() for text in first + second})


def test_a_real_translator_says_the_same_from_the_cache_without_being_loaded(
    small_model: Callable[[str], Path], path: Path
) -> None:
    from tests.small import ENGLISH, VIETNAMESE  # brings torch, which the processes below do without

    options = {"engine": "ctranslate2", "beams": 1, "now": False}
    texts = [*VIETNAMESE, "ủy " * 12, ""]
    plain = load_translator(small_model("marian"), **options)
    wanted = plain.translate(texts)
    assert [translation.text for translation in wanted[:6]] == ENGLISH
    cache = TranslationCache(path)
    cold = CachedTranslator(load_translator(small_model("marian"), **options), cache)
    assert cold.translate(texts) == wanted
    assert (cold.name, cold.fingerprint) == (plain.name, plain.fingerprint)
    lazy = load_translator(small_model("marian"), **options)
    assert CachedTranslator(lazy, cache).translate(texts) == wanted
    assert not hasattr(lazy, "tokenizer")


def test_models_and_ngram_rules_are_kept_apart(path: Path) -> None:
    cache, engine = TranslationCache(path), Capitals()
    texts = sentences(3)
    CachedTranslator(engine, cache).translate(texts)
    CachedTranslator(engine, cache).translate(texts, no_repeat_ngram=4)
    CachedTranslator(engine, cache).translate(texts, no_repeat_ngram=4)
    assert len(engine.calls) == 2
    other = Capitals("other", "d" * 64)
    CachedTranslator(other, cache).translate(texts)
    assert len(other.calls) == 1
    renamed = Capitals("renamed")
    CachedTranslator(renamed, cache).translate(sentences(1, 7))
    today = datetime.now(UTC).date()
    assert [(u.name, u.fingerprint, u.entries, u.last_used) for u in cache.usage()] == [
        ("other", "d" * 64, 3, today),
        ("renamed", "c" * 64, 7, today),
    ]


def test_a_model_can_be_cleared_by_name_or_fingerprint(path: Path) -> None:
    cache = TranslationCache(path)
    for letter in "abc":
        CachedTranslator(Capitals(letter, letter * 64), cache).translate(sentences(5))
    assert cache.clear("a") == 5
    assert cache.clear("b" * 8) == 5
    with pytest.raises(CacheError, match="no translations of b"):
        cache.clear("b")
    assert [usage.name for usage in cache.usage()] == ["c"]
    assert cache.clear() == 5
    assert cache.usage() == []
    assert TranslationCache(path.with_name("absent.sqlite")).clear() == 0


def test_what_another_process_clears_at_the_same_moment_is_no_error(path: Path) -> None:
    class Cleared(TranslationCache):
        def usage(self) -> list[ModelUsage]:
            found = super().usage()
            self.clear()
            return found

    CachedTranslator(Capitals(), TranslationCache(path)).translate(["a"])
    assert Cleared(path).clear(Capitals().name) == 0


def test_what_has_been_idle_longest_goes_first_and_the_file_keeps_to_its_limit(path: Path) -> None:
    limit = 1_200_000
    cache, engine = TranslationCache(path, limit=limit), Capitals()
    old, kept = sentences(1_500), sentences(500, 100_000)
    CachedTranslator(engine, cache).translate(kept)
    CachedTranslator(engine, cache).translate(old)
    with closing(sqlite3.connect(path)) as db:  # all of it happened yesterday
        db.execute("UPDATE translations SET day = day - 1")
        db.commit()
    assert cache.usage()[0].last_used == datetime.now(UTC).date() - timedelta(days=1)
    CachedTranslator(engine, cache).translate(kept)
    for start in range(10_000, 14_000, 500):
        CachedTranslator(engine, cache).translate(sentences(500, start))
        assert path.stat().st_size <= limit
    [usage] = cache.usage()
    assert 3_000 < usage.entries < 6_000  # of 6,000
    engine.calls.clear()
    CachedTranslator(engine, cache).translate([*kept, *sentences(500, 13_500)])
    assert engine.calls == []
    CachedTranslator(engine, cache).translate(old)
    assert engine.calls
    CachedTranslator(engine, TranslationCache(path, limit=200_000)).translate(sentences(1, 900_000))
    assert path.stat().st_size <= 200_000
    check_sound(path)


def test_the_engine_is_given_portions_and_a_kill_costs_one_of_them(path: Path) -> None:
    engine = Capitals()
    texts = sentences(10_000)
    assert len(CachedTranslator(engine, TranslationCache(path)).translate(texts)) == 10_000
    assert len(engine.calls) > 1
    assert max(map(len, engine.calls)) < 5_000


def test_ten_thousand_segments_are_looked_up_in_a_second(path: Path) -> None:
    engine = Capitals()
    cached = CachedTranslator(engine, TranslationCache(path))
    texts = sentences(30_000)
    cached.translate(texts)
    some = random.Random(1).sample(texts, 10_000)
    engine.calls.clear()
    times = []
    for _ in range(3):
        began = time.process_time()  # other processes may have the machine
        cached.translate(some)
        times.append(time.process_time() - began)
    assert engine.calls == []
    assert min(times) < 1  # a slow processor takes a third of it


WRITER = """
import sys
from pathlib import Path
from models.translators.cache import CachedTranslator, TranslationCache
from tests.models.test_cache import Capitals, sentences
cached = CachedTranslator(Capitals(), TranslationCache(Path(sys.argv[1])))
print("ready", flush=True)
sys.stdin.readline()
for start in range(0, int(sys.argv[2]), 100):
    texts = sentences(200, start)
    assert cached.translate(texts) == [Capitals().one(text) for text in texts]
"""


@pytest.fixture
def writers(path: Path) -> Iterator[Callable[[int, int], list[subprocess.Popen[str]]]]:
    """Starts processes that fill the same cache, all at the same moment."""
    processes: list[subprocess.Popen[str]] = []

    def start(count: int, texts: int) -> list[subprocess.Popen[str]]:
        command = [sys.executable, "-W", "error", "-c", WRITER, str(path), str(texts)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        processes.extend(subprocess.Popen(command, text=True, **pipes) for _ in range(count))  # type: ignore[call-overload]
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        return processes

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_several_processes_fill_one_cache_at_once(
    path: Path, writers: Callable[[int, int], list[subprocess.Popen[str]]]
) -> None:
    for process in writers(4, 3_000):  # a warning would be an error there
        _, error = process.communicate(timeout=60)
        assert process.returncode == 0, error
    assert [usage.entries for usage in TranslationCache(path).usage()] == [3_100]
    check_sound(path)


def test_a_process_that_is_killed_leaves_a_cache_of_use_to_the_others(
    path: Path, writers: Callable[[int, int], list[subprocess.Popen[str]]]
) -> None:
    first, *others = writers(3, 1_000_000)
    draw = random.Random(3)
    for process in (first, *others):
        time.sleep(draw.uniform(0.1, 0.4))
        assert process.poll() is None, process.communicate()[1]
        process.send_signal(signal.SIGKILL)
        process.wait()
    check_sound(path)
    [usage] = TranslationCache(path).usage()
    assert usage.entries >= 200
    engine = Capitals()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        CachedTranslator(engine, TranslationCache(path)).translate(sentences(200))
    assert engine.calls == []


def test_threads_may_share_a_translator(path: Path) -> None:
    cached = CachedTranslator(Capitals(), TranslationCache(path))
    texts = sentences(400)
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(cached.translate, [texts] * 8):
            assert found == [Capitals().one(text) for text in texts]


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_damaged_file_costs_time_and_nothing_else(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, engine, texts = Path(folder) / "t.sqlite", Capitals(), sentences(300)
        CachedTranslator(engine, TranslationCache(path)).translate(texts)
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 40))):
            content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
        path.write_bytes(content[: data.draw(st.just(len(content)) | st.integers(0, len(content)))])
        cached = CachedTranslator(engine, TranslationCache(path, patience=0.1))
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            for _ in range(2):
                assert cached.translate(texts) == [engine.one(text) for text in texts]
        assert len(said) <= 1
        assert all("Going on without the cache" in str(warning.message) for warning in said)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: path.write_bytes(b"no database" * 1000), "is damaged"),
        (lambda path: path.write_bytes(b""), "has layout 0"),
        (lambda path: path.mkdir(), "SONGNGU_CACHE names another folder"),
        (
            lambda path: path.parent.rmdir() or path.parent.write_text("in the way"),
            "SONGNGU_CACHE names another folder",
        ),
    ],
)
def test_what_cannot_be_used_is_told_once_and_the_work_goes_on(
    path: Path, spoil: Callable[[Path], object], message: str
) -> None:
    path.parent.mkdir()
    spoil(path)
    engine = Capitals()
    cached = CachedTranslator(engine, TranslationCache(path))
    with told_once(message):
        for _ in range(3):
            assert cached.translate(["một", "hai"]) == [engine.one("một"), engine.one("hai")]


def test_a_damaged_file_is_thrown_away_by_clearing(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1000)
    cache = TranslationCache(path)
    with pytest.raises(CacheError, match="songngu cache --clear"):
        cache.usage()
    assert cache.clear() is None
    CachedTranslator(Capitals(), cache).translate(["một"])
    assert cache.usage()[0].entries == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_cannot_be_written_is_told_once(path: Path) -> None:
    CachedTranslator(Capitals(), TranslationCache(path)).translate(["một"])
    path.chmod(0o444)
    path.parent.chmod(0o555)
    cached = CachedTranslator(Capitals(), TranslationCache(path))
    with told_once("SONGNGU_CACHE names another folder"):
        for text in ("hai", "ba"):
            assert cached.translate([text]) == [Capitals().one(text)]
    path.parent.chmod(0o755)


def test_a_locked_cache_is_waited_for_and_then_left_alone(path: Path) -> None:
    cache = TranslationCache(path, patience=0.2)
    CachedTranslator(Capitals(), cache).translate(["một"])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        cached = CachedTranslator(Capitals(), cache)
        with told_once("locked"):
            for text in ("hai", "ba"):
                assert cached.translate([text]) == [Capitals().one(text)]
        with pytest.raises(CacheError, match="locked"):
            cache.clear()
        other.execute("ROLLBACK")
    assert cache.usage()[0].entries == 1


@pytest.mark.parametrize(
    ("value", "limit"),
    [("", 10**9), ("500M", 5 * 10**8), ("2G", 2 * 10**9), ("1.5 gb", 1_500_000_000), ("0", 0), ("4096", 4096)],
)
def test_the_limit_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, value: str, limit: int) -> None:
    monkeypatch.setenv("SONGNGU_CACHE_SIZE", value)
    assert size_limit() == limit
    engine = Capitals()
    assert (with_cache(engine) is engine) == (limit == 0)


@pytest.mark.parametrize("value", ["much", "-1", "5X", "1e9", "٣G"])
def test_a_limit_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SONGNGU_CACHE_SIZE", value)
    with pytest.raises(CacheError, match=f"SONGNGU_CACHE_SIZE is '{value}'.*500M or 2G"):
        size_limit()

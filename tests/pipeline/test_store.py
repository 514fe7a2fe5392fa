from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from pipeline.store import ShardStore

TEXT: TypeAdapter[str] = TypeAdapter(str)


def test_what_was_added_is_there_in_the_next_call(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, TEXT)
    store.add([("a", "một"), ("b", "hai\nba")])
    store.add([("c", "bốn")])
    again = ShardStore(tmp_path, TEXT)
    assert sorted(again.ids()) == ["a", "b", "c"]
    assert [again.get(id) for id in "abc"] == ["một", "hai\nba", "bốn"]
    assert "d" not in again


def test_a_file_that_was_not_finished_does_not_count(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, TEXT)
    store.add([("a", "một")])
    whole = next(tmp_path.glob("*.zst"))
    (tmp_path / f".{whole.name}.99.partial").write_bytes(whole.read_bytes()[:10])
    assert list(ShardStore(tmp_path, TEXT).ids()) == ["a"]


def test_memory_holds_few_shards_however_many_there_are(tmp_path: Path) -> None:
    store = ShardStore(tmp_path, TEXT)
    for n in range(30):
        store.add([(str(n), "x" * 1000)])
    assert [len(store.get(str(n))) for n in range(30)] == [1000] * 30
    assert len(store._open) < 10

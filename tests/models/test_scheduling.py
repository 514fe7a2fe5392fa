"""The scheduler by itself, with an engine that turns words into capitals: its batches can be looked at."""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.translators.scheduling import Hypothesis, Tokens, translate_segments


class Capitals:
    """An engine whose tokens are characters; it has memory for ``memory`` padded ones."""

    def __init__(self, memory: int = 10_000) -> None:
        self.memory = memory
        self.batches: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> list[Tokens]:
        return [[ord(character) for character in text] for text in texts]

    def decode(self, batch: Sequence[Tokens]) -> list[list[Hypothesis]]:
        if max(map(len, batch)) * len(batch) > self.memory:
            raise MemoryError
        texts = ["".join(map(chr, tokens)) for tokens in batch]
        self.batches.append(texts)
        return [
            [Hypothesis(text.upper(), len(text) * math.log(0.5), len(text), truncated="!" in text)] for text in texts
        ]

    def translate(self, texts: Sequence[str], *, window: int = 20, budget: int = 100, workers: int = 1, progress=None):  # type: ignore[no-untyped-def]
        return translate_segments(
            texts,
            encode=self.encode,
            decode=self.decode,
            window=window,
            budget=budget,
            workers=workers,
            progress=progress,
        )


def test_translations_come_in_the_order_of_the_segments() -> None:
    texts = ["một", "hai mươi", "ba", "bốn trăm năm"]
    assert [translation.text for translation in Capitals().translate(texts)] == [text.upper() for text in texts]


def test_equal_segments_are_translated_once() -> None:
    engine = Capitals()
    assert len(engine.translate(["trang chủ", " trang chủ ", "liên hệ", "trang chủ"])) == 4
    assert sorted(text for batch in engine.batches for text in batch) == ["liên hệ", "trang chủ"]


def test_blank_segments_never_reach_the_engine() -> None:
    engine = Capitals()
    translations = engine.translate(["", " \n", "a"])
    assert [(t.text, t.score) for t in translations] == [("", None), ("", None), ("A", 0.5)]
    assert engine.batches == [["a"]]


def test_batches_keep_to_the_budget_and_waste_little_of_it() -> None:
    engine = Capitals()
    engine.translate([f"{n:02}" + "x" * n for n in range(18)], budget=60)
    assert all(max(map(len, batch)) * len(batch) <= 60 for batch in engine.batches)
    assert len(engine.batches) < 6
    assert [len(text) for batch in engine.batches for text in batch] == sorted(range(2, 20), reverse=True)


def test_workers_share_the_last_segments() -> None:
    engine = Capitals()
    engine.translate([f"{n:010}" for n in range(100)], budget=400, workers=2)
    assert sorted(len(batch) for batch in engine.batches) == [5, 10, 15, 30, 40]


@pytest.mark.parametrize("workers", [1, 3])
def test_running_out_of_memory_halves_the_batch_and_goes_on(workers: int) -> None:
    engine = Capitals(memory=25)
    texts = [f"{n:05}" for n in range(40)]
    assert [translation.text for translation in engine.translate(texts, budget=200, workers=workers)] == texts
    assert max(map(len, engine.batches)) == 5


def test_one_segment_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(MemoryError):
        Capitals(memory=3).translate(["dài quá"])


def test_a_long_segment_is_split_and_rejoined() -> None:
    [translation] = Capitals().translate(["nước sông lên nhanh, dân di dời"])
    assert translation.text == "NƯỚC SÔNG LÊN NHANH, DÂN DI DỜI"
    assert translation.flags == ("split",)
    assert translation.score == pytest.approx(0.5)


def test_a_part_that_was_truncated_shows_in_the_whole() -> None:
    [translation] = Capitals().translate(["nước sông lên nhanh, dân di dời!"])
    assert translation.flags == ("split", "truncated")


@given(st.lists(st.text("ab ,.", max_size=60), max_size=30), st.integers(3, 30), st.integers(1, 200))
def test_every_segment_comes_back_and_is_counted_once(texts: list[str], window: int, budget: int) -> None:
    finished: list[int] = []
    translations = Capitals().translate(texts, window=window, budget=budget, progress=finished.append)
    assert sum(finished) == len(texts)
    for text, translation in zip(texts, translations, strict=True):
        assert "".join(translation.text.split()) == "".join(text.upper().split())


def test_workers_decode_at_the_same_time() -> None:
    class Waiting(Capitals):
        """The first two batches wait for each other: with one worker nothing would ever end."""

        together = threading.Barrier(2, timeout=30)
        calls = itertools.count()

        def decode(self, batch: Sequence[Tokens]) -> list[list[Hypothesis]]:
            if next(self.calls) < 2:
                self.together.wait()
            return super().decode(batch)

    assert len(Waiting().translate([f"{n:05}" for n in range(40)], budget=50, workers=2)) == 40


def test_an_error_of_the_engine_comes_through_and_ends_the_work() -> None:
    class Broken(Capitals):
        def decode(self, batch: Sequence[Tokens]) -> list[list[Hypothesis]]:
            raise RuntimeError("the engine is broken")

    with pytest.raises(RuntimeError, match="broken"):
        Broken().translate([f"{n:05}" for n in range(40)], budget=20, workers=3)

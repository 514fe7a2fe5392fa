"""The translation stage with an engine of known faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.types import Article, Segment
from models.base import Translation
from models.names import without_marks
from pipeline.stages import Translate


class KnowsFewNames:
    """Writes every sentence without its marks, and takes the names that it does not know for others."""

    name = fingerprint = "knows few names"

    def __init__(self, wrong: Callable[[str], str]) -> None:
        self.wrong = wrong
        self.asked: list[str] = []

    def load(self) -> None:
        """It has nothing to load."""

    def translate(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None, no_repeat_ngram: int = 0
    ) -> list[Translation]:
        """Translate."""
        self.asked += texts
        return [Translation(self.wrong(without_marks(text)), 0.5) for text in texts]


def translated(wrong: Callable[[str], str], *texts: str) -> tuple[list[str], list[tuple[str, ...]], list[str]]:
    engine = KnowsFewNames(wrong)
    article = Article("a", "", tuple(Segment(n, "body", text) for n, text in enumerate(texts)))
    [pairs] = Translate(engine).run([article])
    return [pair.en for pair in pairs], [pair.flags for pair in pairs], engine.asked


def test_a_lost_name_is_put_right_and_the_segment_says_so() -> None:
    text = "Ông Phùng Xuân Nhã ở xã Nậm Nhừ trồng 12 cây."
    english, flags, asked = translated(lambda en: re.sub(r"Xuan Nha|Nam Nhu", "Zheng", en), text, "Có 3 cây.")
    assert english == ["Ong Phung Xuan Nha o xa Nam Nhu trong 12 cay.", "Co 3 cay."]
    assert flags == [("repaired",), ()]
    assert asked[2:] == ["Ông Nguyễn Văn Nam ở xã Nam Định trồng 12 cây."]


def test_a_lost_name_stays_a_doubt_where_the_second_translation_is_no_better() -> None:
    text = "Ông Phùng Xuân Nhã trồng 12 cây."
    for wrong in (
        lambda en: "He planted 12 trees.",
        lambda en: en.replace("Phung Xuan Nha", "He").replace("12", "1" if "Nam" in en else "12"),
    ):
        english, flags, _ = translated(wrong, text)
        assert flags == [("name_mismatch",)]
        assert english == [wrong(without_marks(text))]

"""The translation stage with an engine of known faults."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.types import Article, Pair, Segment, Unanswered
from models.names import without_marks
from models.summarizers.lexrank import LexRank
from pipeline.stages import Summarize, Translate
from tests.scripted import Scripted


def translated(wrong: Callable[[str], str], *texts: str) -> tuple[list[str], list[tuple[str, ...]], list[str]]:
    engine = Scripted(lambda text: wrong(without_marks(text)))
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


def test_words_without_a_counterpart_are_found_in_the_text_as_the_page_has_it() -> None:
    source, english = "BỆNH VIỆN CÓ HỌC SINH", "The hospital has a car"
    article = Article("a", "", (Segment(0, "title", source),))
    [[pair]] = Translate(Scripted(lambda _: f" {english}  ")).run([article])
    assert pair.en == english
    assert [source[begin:end] for begin, end in pair.unanswered.vi] == ["HỌC SINH"]
    assert [english[begin:end] for begin, end in pair.unanswered.en] == ["car"]
    [[empty]] = Translate(Scripted(lambda _: "")).run([article])
    assert empty.unanswered == ((), ())


def summarised(unanswered: dict[int, int], flagged: int | None = None) -> list[int]:
    """The sentences that a summary of one rests on, of six alike, where so many words of some have no counterpart."""
    text = "The district opened the bridge over the river {} with the province."
    words = "today yesterday early late often again".split()
    pairs = [
        Pair(
            Segment(n, "body", "Huyện khánh thành cầu.", 0, 0, 22),
            text.format(word),
            flags=("omission",) if n == flagged else (),
            unanswered=Unanswered(tuple((0, 1) for _ in range(unanswered.get(n, 0)))),
        )
        for n, word in enumerate(words)
    ]
    article = Article("a", "", tuple(pair.segment for pair in pairs))
    [found] = Summarize(LexRank(), 1, "small").run([article], [pairs])
    return [index for sentence in found.summary for index in sentence.support]


def test_a_summary_avoids_the_sentences_with_most_words_without_a_counterpart() -> None:
    assert summarised({}) == summarised({0: 2}) == [0]
    [second] = summarised({0: 3})
    [third] = summarised({0: 3, second: 4})
    assert len({0, second, third}) == 3
    # No more than a third of them, the worst; what is flagged comes on top.
    assert summarised({0: 3, second: 4, third: 5}) == [0]
    assert summarised({second: 4, third: 5}, flagged=0) not in ([0], [second], [third])

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.segment import split_sentences
from tests.corpus.test_normalize import VIETNAMESE
from tests.shared import tsv

texts = st.text(st.sampled_from(VIETNAMESE + 'ABCĐ .,!?…“”"()-–0123456789\n'), max_size=300)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 5/7, TP. Hồ Chí Minh tổ chức hội nghị.",
        "ThS. Nguyễn Văn An, Đ/c. Trần Thị Bình và PGS.TS. Lê Văn Cường cùng dự.",
        "Tổng thu đạt 1.250 tỷ đồng, tăng 3,5% so với năm 2023.",
        "1. Mở rộng diện tích trồng lúa.",
        "a) Tăng cường tuyên truyền;",
        "“Sao lại thế?” ông hỏi.",
        "Các cây trồng như ngô, khoai, v.v. được mùa.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["Hội nghị bế mạc lúc 17 giờ.", "Các đại biểu ra về."],
        ["“Dân tin, dân theo.”", "Ông nói thêm về việc này."],
        ["Vì sao như vậy?", "Chưa ai trả lời!", "Mọi người chờ…", "Rồi cũng xong."],
        ["Đến nay có 5.925 tin, bài.", "40 chi bộ đã đăng ký."],
        ["Bị cáo là Nguyễn Văn A.", "Theo cáo trạng, vụ án xảy ra tối 3/5."],
    ],
)
def test_sentences_are_told_apart(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@given(texts)
def test_no_character_is_lost_or_invented(text: str) -> None:
    spans = list(split_sentences(text))
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


def test_a_sentence_without_end_takes_linear_time() -> None:
    def seconds(size: int) -> float:
        text = "TP. A " * size
        began = time.perf_counter()
        list(split_sentences(text))
        return time.perf_counter() - began

    seconds(1000)
    assert seconds(40_000) < 30 * max(seconds(4_000), 0.001)


@pytest.mark.parametrize(("name", "together", "least"), [("flores200-dev", 8, 0.91), ("evbnews-dev", 10, 0.90)])
def test_boundaries_on_rejoined_sentences(name: str, together: int, least: float) -> None:
    """The floor is what the field's best splitter reaches; some segments of these sets hold two sentences, and headlines no stop."""
    found = gold = right = 0
    rows = [vietnamese.strip() for vietnamese, _ in tsv(name)]
    for i in range(0, len(rows), together):
        text = " ".join(rows[i : i + together])
        ends = {end for _, end in split_sentences(text)} - {len(text)}
        expected, position = set(), 0
        for row in rows[i : i + together - 1]:
            position += len(row)
            expected.add(position)
            position += 1
        expected.discard(len(text))
        found, gold, right = found + len(ends), gold + len(expected), right + len(ends & expected)
    f1 = 2 * right / (found + gold)
    assert f1 >= least

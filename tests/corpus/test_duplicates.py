"""Copies of an article are found among others, and what differs in its figures is no copy."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.duplicates import NearDuplicates

WORDS = (
    "ủy ban nhân dân tỉnh tổ chức lễ khánh thành công trình thủy lợi phục vụ sản xuất nông nghiệp cho bà con các xã vùng cao hôm nay"
    " đại biểu học sinh nhà trường giáo viên phong trào thi đua xây dựng nông thôn mới đường giao thông cầu cống kênh mương ruộng lúa"
).split()


def text(seed: int, words: int = 200) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(words))


def copies(texts: list[str], threshold: float = 0.8) -> dict[int, int]:
    index = NearDuplicates(threshold)
    for one in texts:
        index.add(one)
    return dict(index.copies(texts.__getitem__))


def test_a_copy_with_a_sentence_more_or_less_is_found() -> None:
    original = text(1)
    longer = f"{original} Theo báo của tỉnh, công trình sẽ phục vụ bà con từ vụ lúa tới."
    shorter = " ".join(original.split()[8:])
    assert copies([text(2), original, text(3), longer, shorter, text(4)]) == {3: 1, 4: 1}


def test_the_bulletin_of_another_day_is_no_copy() -> None:
    gold = f"{text(5)} Giá vàng hôm nay là 82,5 triệu đồng một lượng."
    assert copies([gold, gold.replace("82,5", "83,1")]) == {}
    assert copies([gold, gold + " Giá bạc không đổi."]) == {1: 0}


def test_a_text_that_shares_half_is_no_copy() -> None:
    one = text(6)
    half = " ".join(one.split()[:100]) + " " + text(7, 100)
    assert copies([one, half]) == {}
    assert copies([]) == {}


def test_short_texts_and_empty_ones_are_taken() -> None:
    assert copies(["", "một hai", "một hai", "ba"]) == {2: 1}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([text(seed, 60) for seed in range(6)]), max_size=12))
def test_identical_texts_are_copies_of_the_first(texts: list[str]) -> None:
    assert copies(texts) == {i: texts.index(one) for i, one in enumerate(texts) if texts.index(one) != i}


def test_a_thousand_texts_on_one_template_take_linear_time() -> None:
    body = text(8, 120)

    def seconds(count: int) -> float:
        texts = [f"{body} số {number}" for number in range(count)]
        began = time.process_time()
        assert copies(texts) == {}
        return time.process_time() - began

    seconds(10)
    # A tick of the clock may fall on either side: once in three tries is enough.
    assert any(seconds(2000) < 4 * 3 * max(seconds(500), 0.01) for _ in range(3))

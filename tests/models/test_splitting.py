"""Long segments are split where the sense breaks, and nothing gets lost."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from models.translators.splitting import split


def words(text: str) -> int:
    return len(text.split())


def test_what_fits_stays_whole() -> None:
    assert split("  Hà Nội mưa to. ", words, 5) == ["Hà Nội mưa to."]
    assert split("", words, 5) == []


def test_sentences_are_kept_whole_where_they_fit() -> None:
    text = "Mưa lớn kéo dài suốt đêm, nước sông lên nhanh. Người dân đã được di dời đến nơi an toàn."
    assert split(text, words, 12) == [
        "Mưa lớn kéo dài suốt đêm, nước sông lên nhanh.",
        "Người dân đã được di dời đến nơi an toàn.",
    ]


def test_a_semicolon_is_a_better_place_than_a_comma() -> None:
    text = "tỉnh sẽ sửa ba cây cầu, mở hai con đường; xe tải nặng đi đường vòng, xe khách vẫn qua"
    assert split(text, words, 12) == [
        "tỉnh sẽ sửa ba cây cầu, mở hai con đường;",
        "xe tải nặng đi đường vòng, xe khách vẫn qua",
    ]


def test_without_punctuation_a_conjunction_starts_the_next_part() -> None:
    text = "người dân mong đường được sửa trước mùa mưa nhưng tỉnh chưa có đủ tiền"
    assert split(text, words, 10) == ["người dân mong đường được sửa trước mùa mưa", "nhưng tỉnh chưa có đủ tiền"]


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "đoàn công tác của TP. Hồ Chí Minh, do ông Nam dẫn đầu"
    assert split(text, words, 9) == ["đoàn công tác của TP. Hồ Chí Minh,", "do ông Nam dẫn đầu"]


def test_a_boundary_at_the_edge_is_passed_over() -> None:
    text = "Vâng. " + "một hai ba bốn năm sáu bảy tám chín mười mười-một"
    first, *_ = split(text, words, 8)
    assert words(first) > 2


def test_a_word_longer_than_the_window_is_cut_inside() -> None:
    assert split("a" * 10, len, 4) == ["aa", "aaa", "aa", "aaa"] or all(len(p) <= 4 for p in split("a" * 10, len, 4))
    assert "".join(split("a" * 10, len, 4)) == "a" * 10


def test_a_word_without_end_takes_no_longer_than_as_many_words() -> None:
    began = time.process_time()
    assert len(split("a" * 20_000, len, 500)) >= 40
    assert time.process_time() - began < 5


vietnamese = st.lists(
    st.sampled_from(
        ["và", "nhưng", "Hội nghị", "khai mạc", "sáng 3/4,", "tại TP.", "Huế.", "“Tốt!”", "—", "15,5%;", "x" * 30]
    ),
    max_size=60,
).map(" ".join)


@given(vietnamese, st.integers(1, 40))
def test_the_parts_hold_every_word_and_fit_the_window(text: str, window: int) -> None:
    parts = split(text, words, window)
    assert " ".join(parts).split() == text.split()
    assert all(words(part) <= window for part in parts)


@given(st.text(max_size=200), st.integers(1, 30))
def test_no_character_is_lost_whatever_the_text(text: str, window: int) -> None:
    parts = split(text, len, window)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= window for part in parts)

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalize import normalize

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
texts = st.text(
    st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + " .,!?“”\"'()-–0123456789\n\t\u00a0\u200b\u0301\u0323"),
    max_size=200,
)


@pytest.mark.parametrize(
    ("spelled", "printed"),
    [
        ("hoà bình", "hòa bình"),
        ("Uỷ ban", "Ủy ban"),
        ("sức khoẻ", "sức khỏe"),
        ("thuý", "thúy"),
        ("HOÀ", "HÒA"),
        ("quý", "quý"),
        ("qúy I", "quý I"),
        ("khuỷu tay", "khuỷu tay"),
        ("hoàn toàn", "hoàn toàn"),
        ("Ðảng ủy", "Đảng ủy"),
        ("thông\u200b tin\ufeff", "thông tin"),
        ("một \u00a0 hai", "một hai"),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_one_spelling_for_one_word(spelled: str, printed: str) -> None:
    assert normalize(spelled) == printed


def test_decomposed_text_is_composed() -> None:
    assert normalize(unicodedata.normalize("NFD", "Đảng bộ tỉnh Lạng Sơn")) == "Đảng bộ tỉnh Lạng Sơn"


@given(texts)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(texts)
def test_lines_stay_lines(text: str) -> None:
    assert normalize(text).count("\n") == text.count("\n")

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalize import normalize

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
texts = st.text(
    st.sampled_from(
        VIETNAMESE
        + VIETNAMESE.upper()
        + " .,!?“”\"'()-–0123456789\n\t\u00a0\u200b\u0301\u0323\u043e\u0410\u0436\u03b1\u201e\u2212"
    ),
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
        ("th\u043eng Hà N\u043e\u0323\u0302i", "thong Hà Nội"),  # Cyrillic o
        ("\u0422\u0420.HCM", "\u0422\u0420.HCM"),  # no Latin letter in the word: Cyrillic may be meant
        ("báo \u041f\u0440\u0430\u0432\u0434\u0430", "báo \u041f\u0440\u0430\u0432\u0434\u0430"),
        ("\u201eDân tin\u201d", "\u201cDân tin\u201d"),
        ("\u22125\u2013\u22123 độ, co\u2010op", "-5\u2013-3 độ, co-op"),
        ("\u2015 Vì sao?", "\u2014 Vì sao?"),
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

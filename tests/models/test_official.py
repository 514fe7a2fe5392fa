"""The grammar that makes training pairs must not teach what the checks would flag."""

from __future__ import annotations

import itertools
import unicodedata

from models.checks import check
from models.training.official import OfficialLanguage, without_marks


def test_the_same_seed_gives_the_same_pairs() -> None:
    assert list(itertools.islice(OfficialLanguage(5), 20)) == list(itertools.islice(OfficialLanguage(5), 20))


def test_pairs_are_clean_text() -> None:
    for vietnamese, english in itertools.islice(OfficialLanguage(1), 2000):
        assert vietnamese == " ".join(vietnamese.split())
        assert english == " ".join(english.split())
        assert unicodedata.is_normalized("NFC", vietnamese)
        assert vietnamese[:1].isupper() or not vietnamese[:1].isalpha()


def test_numbers_agree_on_both_sides() -> None:
    flagged = [
        (pair, flags)
        for pair in itertools.islice(OfficialLanguage(2), 2000)
        if "number_mismatch" in (flags := check(*pair))
    ]
    assert not flagged[:3]


def test_english_names_lose_their_marks() -> None:
    assert without_marks("Lạng Sơn") == "Lang Son"
    assert without_marks("Đắk Lắk") == "Dak Lak"

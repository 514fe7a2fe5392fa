from __future__ import annotations

import random
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checks import dates_agree, numbers_agree
from models.training.figures import with_other_figures

VI = "Ngày 5/7/2024, huyện có 1.284 hộ nghèo, chiếm 3,5%; năm 2023 là 96 hộ ở thôn 4, họp lúc 8 giờ."
EN = "On July 5, 2024, the district had 1,284 poor households, or 3.5%; in 2023, 96 households in hamlet 4, meeting at 8."


def test_what_stands_on_both_sides_is_exchanged_and_keeps_its_shape() -> None:
    vi, en = with_other_figures(VI, EN, random.Random(1)) or ("", "")
    shape = re.compile(
        r"Ngày (\d+)/(\d+)/2024, huyện có (\d)\.(\d{3}) hộ nghèo, chiếm (\d),(\d)%; năm (\d{4}) là (\d\d) hộ ở thôn (\d), họp lúc 8 giờ\."
    )
    found = shape.fullmatch(vi)
    assert found
    day, month, thousands, rest, whole, tenth, year, count, hamlet = found.groups()
    assert en == (
        f"On {date(2024, int(month), 1):%B} {day}, 2024, the district had {thousands},{rest} poor households, or {whole}.{tenth}%;"
        f" in {year}, {count} households in hamlet {hamlet}, meeting at 8."
    )
    assert vi != VI
    assert 1950 <= int(year) < 2035


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Hội nghị bế mạc.", "The conference closed."),
        ("Có 5 người.", "Five people came."),
        ("Có 5 người và 5 xe.", "There were 5 people and 5 cars."),  # which is which is not known
        ("Lúc 7 giờ sáng thứ 2.", "At 7 a.m. on Monday 2."),
        ("Quyết định 1284/QĐ-UBND.", "Decision 1284/QĐ-UBND."),
        ("Giá 1 đồng, số 007.", "It costs 1 dong, No. 007."),
    ],
)
def test_what_is_no_amount_or_stands_on_one_side_stays(vi: str, en: str) -> None:
    assert with_other_figures(vi, en, random.Random(1)) is None


@given(st.integers(2, 10**7), st.dates(date(1950, 1, 1), date(2034, 12, 31)), st.integers())
def test_whatever_is_exchanged_agrees(number: int, day: date, seed: int) -> None:
    vi = f"Sáng {day.day}-{day.month}-{day.year}, xã có {number:,} dân.".replace(
        f"{number:,}", f"{number:,}".replace(",", ".")
    )
    en = f"On the morning of {day:%B} {day.day}, {day.year}, the commune had {number:,} people."
    other = with_other_figures(vi, en, random.Random(seed))
    if other is not None:
        assert numbers_agree(*other)
        assert dates_agree(*other)

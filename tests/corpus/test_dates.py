from __future__ import annotations

import pytest

from corpus.dates import is_date_line, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Thứ Sáu, 05/07/2024", "2024-07-05"),
        ("Thứ Ba, ngày 5 tháng 3 năm 2024", "2024-03-05"),
        ("17/11/2022 11:31 GMT+7", "2022-11-17"),
        ("10:35 16-01-2025", "2025-01-16"),
        ("Ngày đăng: 12.03.2024", "2024-03-12"),
        ("2024-07-05T10:00:00+07:00", "2024-07-05"),
        ("Chiều 29/12, Huyện ủy tổ chức", None),
        ("31/02/2024", None),
        ("Nghị quyết 35-NQ/TW", None),
    ],
)
def test_dates_become_iso(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "line", ["Thứ sáu, 05/07/2024", "Thứ bảy, 16/5/2026, 21:34 (GMT+7)", "09:02", "Cập nhật lúc 08:15 ngày 12/06/2024"]
)
def test_a_line_that_is_a_date(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    ["Chiều 16/1, Thành ủy Lạng Sơn tổ chức hội nghị", "1 2 3 4 5 ...", "1950 - 2025: 75 năm", "Điều 5", "5.925"],
)
def test_a_line_that_only_holds_numbers(line: str) -> None:
    assert not is_date_line(line)

from __future__ import annotations

import time

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
        ("* Tháng 9 18, 2026", "2026-09-18"),
        ("thứ hai, 27 11 2017 05:13", "2017-11-27"),
        ("27 11 2017 05:13", None),
        ("18 Tháng 9, 2026", "2026-09-18"),
        ("18 Tháng 9 2026", "2026-09-18"),
        ("25 thg 9, 2023", "2023-09-25"),
        ("21 Th5 2026", "2026-05-21"),
        ("5 tháng 9 18, 2026", None),
        ("Tháng Tư 29, 2016", "2016-04-29"),
        ("3 Tháng Mười Hai, 2020", "2020-12-03"),
        ("ngày 2 tháng chín năm 1945", "1945-09-02"),
        ("trong 3 tháng năm 2016", None),
        ("Chiều 29/12, Huyện ủy tổ chức", None),
        ("31/02/2024", None),
        ("Nghị quyết 35-NQ/TW", None),
    ],
)
def test_dates_become_iso(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-05T18:30:00Z", "2024-07-06"),
        ("2024-07-05T17:00Z", "2024-07-06"),
        ("2024-12-31 18:30:00.123456+00:00", "2025-01-01"),
        ("2024-07-05 18:30:00 UTC", "2024-07-06"),
        ("2024-07-05T10:30:00-0700", "2024-07-06"),
        ("2024-07-06T01:00:00+09:00", "2024-07-05"),
        ("2024-07-05T18:30:00+07:00", "2024-07-05"),
        ("2024-07-05T18:30:00", "2024-07-05"),
        ("2024-07-05 18:30:00 UTC+7", "2024-07-05"),
        ("2024-07-05 18:30-20:00", "2024-07-05"),
        ("2024-07-05T25:30:00Z", "2024-07-05"),
    ],
)
def test_a_moment_with_its_time_zone_is_on_the_day_that_it_is_in_vietnam(text: str, expected: str) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Thứ sáu, 05/07/2024",
        "Thứ bảy, 16/5/2026, 21:34 (GMT+7)",
        "09:02",
        "Cập nhật lúc 08:15 ngày 12/06/2024",
        "Cập nhật lúc 16:20 | 08/06/2022",
        "Thứ sáu: 15:00 ngày 09/02/2024",
        "10:23' 07/11/2008 (GMT+7)",
        "12:05 GMT Thứ bảy, 14 tháng 10 năm 2017",
        "15h 10/2/2024",
        "10:35 Chủ nhật, 5/7/2024",
        "15/03/2021 14:22:05 Cỡ chữ: A- A A+",
        "Ngày gửi: 21/07/2019 10:35 | Lượt xem: 2.341",
        "Tháng Mười Một 3, 2020",
        "07.08.2021 — 6 min read",
        "Đăng 08/10/2026 · 4 phút đọc",
        "Nước sạch và sức khỏe — 05/08/2020",
    ],
)
def test_a_line_that_is_a_date(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Chiều 16/1, Thành ủy Lạng Sơn tổ chức hội nghị",
        "1 2 3 4 5 ...",
        "1950 - 2025: 75 năm",
        "Điều 5",
        "5.925",
        "Lê Mai — 05/08/2020",
    ],
)
def test_a_line_that_only_holds_numbers(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize("part", ["1/1 ", "ngày ", "12:12 ", "a ", ". ", "10 tháng 1 "])
def test_a_line_that_is_nearly_a_date_takes_no_time(part: str) -> None:
    line = (part * 80)[:79] + "x"
    began = time.process_time()
    assert not is_date_line(line)
    assert time.process_time() - began < 0.1

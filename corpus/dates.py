"""Vietnamese dates, as pages write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

_DAY_MONTH_YEAR = re.compile(
    r"(?<!\d)(?:ngày\s+)?(\d{1,2})\s*(?:[/.\-]|\s+tháng\s+|\s+-\s+)\s*(\d{1,2})\s*(?:[/.\-]|,?\s+năm\s+|,)\s*((?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
# As software writes it: "25 thg 9, 2023", "21 Th5 2026", "21 Tháng 5 2026".
_DAY_SHORT_MONTH_YEAR = re.compile(
    r"(?<!\d)(\d{1,2})\s+(?:tháng\s|thg\b|th)\.?\s*(\d{1,2}),?\s+(?:năm\s+)?((?:19|20)\d{2})(?!\d)", re.IGNORECASE
)
_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# "2 tháng Chín, 1945", but not "3 tháng năm 2016", which are three months.
_DAY_NAMED_MONTH_YEAR = re.compile(
    rf"(?<!\d)(?:ngày\s+)?(\d{{1,2}})\s+tháng\s+({_MONTH})(?:,\s*|,?\s+năm\s+)((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE
)
# The order of English, as blogs' software keeps it in Vietnamese: "Tháng 9 18, 2026", "Tháng Chín 18, 2026".
_MONTH_DAY_YEAR = re.compile(
    rf"(?<!\d)(?<!\d )tháng\s+(\d{{1,2}}|{_MONTH})\s+(\d{{1,2}}),\s*((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE
)
_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ENGLISH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?\.?"
_DAY_ENGLISH_YEAR = re.compile(rf"(?<!\d)(\d{{1,2}})\s+{_ENGLISH},?\s+((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE)
_ENGLISH_DAY_YEAR = re.compile(rf"(?<!\w){_ENGLISH}\s+(\d{{1,2}}),\s*((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE)
# "thứ hai, 27 11 2017 05:13": without the day of the week three numbers are no date.
_WEEKDAY_BLANKS = re.compile(
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật),?\s+(\d{1,2})\s(\d{1,2})\s((?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)")
# A moment with its time zone, as software writes it: "2024-07-05T18:30:00Z", "2024-07-05 18:30:00+00:00". ("07:30-11:30" is a span.)
_MOMENT = re.compile(
    r"(?<!\d)((?:19|20)\d{2}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)| (\d{2}:\d{2}:\d{2}))(?:\.\d+)?"
    r" ?(?:(Z|UTC(?! ?[+-]))|([+-]\d{2}):?(\d{2}))(?!\d)"
)
_VIETNAM = timezone(timedelta(hours=7))
_WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|t[2-7]|cn)"
_MINUTES = r"\s*\d{1,2}(?!\d|\s*[/.\-]\s*\d|\s+tháng)"
_CLOCK = rf"(?:\d{{1,2}}\s*(?::{_MINUTES}|(?:h|giờ)(?:{_MINUTES})?)(?:\s*phút|['’])?(?::\d{{2}})?(?:\s*(?:[ap]m|sa|ch)(?!\w))?)"
_ZONE = r"(?:(?:gmt|utc)(?:\s*[+-]?\s*\d{1,2}(?::\d{2})?)?)"
_LEAD_IN = (
    r"(?:(?:ngày|giờ|thời\s+gian)\s+(?:đăng|gửi|tạo|xuất\s+bản|cập\s+nhật)|(?:đăng|gửi|xuất\s+bản|cập\s+nhật)(?:\s+(?:lúc|ngày|vào))?"
    r"|ngày|lúc|thời\s+gian|post(?:ed)?(?:\s+on)?)\s*:?"
)
# What sites print behind a date in the same line: how often the page was read, buttons for the size of its letters.
_BEHIND = r"(?:(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc)\s*:?\s*\d[\d.,]*|(?:đã\s+)?xem\s*:\s*\d[\d.,]*|cỡ\s+chữ\s*:?|in\s+bài|\d+\s*(?:phút\s+đọc|min(?:utes)?\s+read)|(?<!\w)(?:in|e-?mail|print)(?!\w)|(?<!\w)a\s*[+-]*(?!\w))"
_ORDERS = (  # with the groups of year, month and day
    (_DAY_MONTH_YEAR, (3, 2, 1)),
    (_DAY_SHORT_MONTH_YEAR, (3, 2, 1)),
    (_DAY_NAMED_MONTH_YEAR, (3, 2, 1)),
    (_MONTH_DAY_YEAR, (3, 1, 2)),
    (_DAY_ENGLISH_YEAR, (3, 2, 1)),
    (_ENGLISH_DAY_YEAR, (3, 1, 2)),
    (_ISO, (1, 2, 3)),
    (_WEEKDAY_BLANKS, (3, 2, 1)),
)
_DATES = "|".join(re.sub(r"\((?!\?)", "(?:", pattern.pattern) for pattern, _ in _ORDERS)
# Possessive: what a part has taken it keeps, so that no line takes more than linear time. re miscounts the groups inside such a
# pattern, hence none.
_DATE_LINE = re.compile(
    rf"(?:{_DATES}|{_LEAD_IN}|{_WEEKDAY}|{_CLOCK}|{_ZONE}|{_BEHIND}|(?<!\w)at(?!\w)|[\s,;:|\-–—•·()./])++",
    re.IGNORECASE,
)
# The section that stands beside a date: "07-03-2026 - 00:01 AM | Thị trường chứng khoán", "Thuốc và sức khỏe — 05/08/2020". A name has
# capitals throughout.
_SECTION = re.compile(r"\s*[^\W\d_]+(?:[\s,&–-]{1,3}[^\W\d_]+){0,7}\s*")


def in_vietnam(text: str) -> str:
    """Return ``text`` with the day in Vietnam for each moment that names its time zone: July 6 for the evening of July 5 in Greenwich."""
    return _MOMENT.sub(_day_in_vietnam, text)


def days_in_vietnam(day: str, text: str) -> list[str]:
    """Return the days in Vietnam of the moments in ``text`` that name their time zone and are on ``day`` (YYYY-MM-DD) there."""
    return [_day_in_vietnam(moment) for moment in _MOMENT.finditer(text) if moment[1] == day]


def _day_in_vietnam(match: re.Match[str]) -> str:
    day, time, other_time, utc, hours, minutes = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{time or other_time}{'+00:00' if utc else f'{hours}:{minutes}'}")
        return moment.astimezone(_VIETNAM).date().isoformat()
    except ValueError:  # a 25th hour
        return match[0]


def parse_date(text: str) -> str | None:
    """Return the first full date in ``text`` as ``YYYY-MM-DD``, or ``None``; of a moment that names its time zone the day in Vietnam.

    Understands "Thứ Sáu, 05/07/2024", "ngày 5 tháng 3 năm 2024", "10:35 16-01-2025", "Tháng 9 18, 2026", "2 tháng Chín, 1945", "2024-07-05T10:00:00+07:00". A
    day without a year ("Chiều 29/12") is no date: which year it was would be a guess.
    """
    text = in_vietnam(text)
    found: list[tuple[int, str]] = []
    for pattern, order in _ORDERS:
        for match in pattern.finditer(text):
            try:
                day = date(*(_number(match[group]) for group in order))
            except ValueError:
                continue
            found.append((match.start(), day.isoformat()))
            break
    return min(found)[1] if found else None


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    name = " ".join(text.lower().split())
    return _MONTHS.index(name) + 1 if name in _MONTHS else _ENGLISH_MONTHS.index(name[:3]) + 1


def is_date_line(line: str) -> bool:
    """Say whether ``line`` is a date and nothing else, as pages print it above or below the headline; a bare clock time counts."""
    line = line.strip(" *_#\t")
    for section, day in (line.rpartition("|")[::-2], line.partition(" — ")[::2]):
        if day and _SECTION.fullmatch(section) and any(word.islower() for word in section.split()):
            line = day
            break
    return (
        4 <= len(line) <= 80
        and _DATE_LINE.fullmatch(line) is not None
        and any(c.isdigit() for c in line)
        and bool(parse_date(line) or re.search(_CLOCK, line, re.IGNORECASE))
    )

"""Sentences with other figures in them: a model that has seen "1.284" once has to learn how to write any number, and any date.

What is exchanged stands on both sides, once on each, and keeps its shape: as many digits, the same marks between them, a year a year.
Hours, days of the week and what a date says without its month stay as they are.
"""

from __future__ import annotations

import random
import re
from calendar import month_name
from typing import Final

from models.checks import dates_agree, numbers_agree

_DATE: Final = re.compile(
    r"\b(?P<before>ngày|sáng|trưa|chiều|tối|đêm|từ|đến|hôm|\()(?P<gap>\s?)(?P<day>\d{1,2})(?P<mark>[/.-]|\stháng\s)(?P<month>\d{1,2})"
    r"(?![\d/.,-]*\d|\s?%)",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"(?<![\w/.,:-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?(?![\w/:-]|[.,]\d)")
_ENGLISH_FIGURE: Final = re.compile(r"(?<![\w/.,:-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?(?![\w/:-]|[.,]\d)")
_NO_AMOUNT_BEFORE: Final = re.compile(r"(?:ngày|sáng|trưa|chiều|tối|đêm|mùng|thứ|tháng|từ|đến|lúc) $", re.IGNORECASE)
_NO_AMOUNT_AFTER: Final = re.compile(r"\s?(?:giờ|phút|tháng|h|g)\b", re.IGNORECASE)
_YEARS: Final = range(1950, 2035)
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SWAP_MARKS: Final = str.maketrans(".,", ",.")


def with_other_figures(vi: str, en: str, draw: random.Random) -> tuple[str, str] | None:
    """Return a pair with other dates and numbers in the place of its own; ``None`` where none can be exchanged on both sides."""
    changes = [*_dates(vi, en, draw), *_numbers(vi, en, draw)]
    if not changes:
        return None
    vi = _put(vi, [ours for ours, _ in changes])
    en = _put(en, [theirs for _, theirs in changes])
    # The figure may have stood for something else on the other side.
    return (vi, en) if numbers_agree(vi, en) and dates_agree(vi, en) else None


def _put(text: str, changes: list[tuple[int, int, str]]) -> str:
    for begin, end, new in sorted(changes, reverse=True):
        text = text[:begin] + new + text[end:]
    return text


_Change = tuple[tuple[int, int, str], tuple[int, int, str]]


def _dates(vi: str, en: str, draw: random.Random) -> list[_Change]:
    found = list(_DATE.finditer(vi))
    changes: list[_Change] = []
    for match in found:
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        shown = list(re.finditer(rf"\b{month_name[month]} {day}(?!\d)", en))
        if len(shown) != 1 or sum(match[0] == other[0] for other in found) != 1:
            continue
        new_month = draw.randint(1, 12)
        new_day = draw.randint(1, _DAYS[new_month - 1])
        width = 2 if match["day"].startswith("0") else 1
        written = f"{new_day:0{width}}{match['mark']}{new_month:0{2 if match['month'].startswith('0') else 1}}"
        changes.append(
            (
                (match.start("day"), match.end("month"), written),
                (*shown[0].span(), f"{month_name[new_month]} {new_day}"),
            )
        )
    return changes


def _numbers(vi: str, en: str, draw: random.Random) -> list[_Change]:
    in_dates = {match.start(part) for match in _DATE.finditer(vi) for part in ("day", "month")}
    ours, theirs = list(_FIGURE.finditer(vi)), list(_ENGLISH_FIGURE.finditer(en))
    changes: list[_Change] = []
    for match in ours:
        shown = [other for other in theirs if other[0] == match[0].translate(_SWAP_MARKS)]
        if len(shown) != 1 or sum(other[0] == match[0] for other in ours) != 1:
            continue
        if (
            match.start() in in_dates
            or _NO_AMOUNT_BEFORE.search(vi, 0, match.start())
            or _NO_AMOUNT_AFTER.match(vi, match.end())
        ):
            continue
        if (new := _other(match[0], draw)) is not None:
            changes.append(((*match.span(), new), (*shown[0].span(), new.translate(_SWAP_MARKS))))
    return changes


def _other(figure: str, draw: random.Random) -> str | None:
    """Return another figure of the same shape; ``None`` for what is no amount: 0 and 1, and what begins with a zero."""
    if figure.startswith("0") or figure == "1":
        return None
    if figure.isdigit() and int(figure) in _YEARS:
        return str(draw.choice(_YEARS))
    digits = iter(
        [draw.choice("23456789" if len(figure) == 1 else "123456789"), *draw.choices("0123456789", k=len(figure))]
    )
    return "".join(next(digits) if char.isdigit() else char for char in figure)

"""What a reader who knows no Vietnamese cannot see: a wrong number or name, a dropped clause, a loop, a sentence left in Vietnamese.

Each check looks at one pair and either stays silent or gives the pair a flag. They are tuned to speak up: a flag on a good
sentence costs a glance, a wrong number without one costs the reader's trust.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import MAX_EMAX, Context, Decimal
from typing import Final

from corpus.types import OneSided, Span
from models.headlines import lost_verb
from models.lexicon import gaps, gloss, unanswered
from models.names import is_syllable, lost_names, misspelt_names, moved_names
from models.polarity import polarity_agrees
from models.qualifiers import lost_qualifier

_SCALES: Final = {
    "trăm": 10**2, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_UNITS_EN: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10, "a": 1, "an": 1, "once": 1, "twice": 2, "both": 2, "pair": 2, "couple": 2, "half": 2, "dozen": 12,
}  # fmt: skip
_MONTHS: Final = (
    "january february march april may june july august september october november december"
    " jan feb mar apr may jun jul aug sep oct nov dec"
).split()
_UNITS_VI: Final = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "chục": 10, "nhất": 1, "nhì": 2, "đầu": 1, "đôi": 2, "nửa": 2, "giêng": 1, "chạp": 12, "tá": 12, "rằm": 15,
}  # fmt: skip
_TENS_VI: Final = {"mười": 10, "mươi": 10, "chục": 10}
_JOINTS_VI: Final = frozenset({"linh", "lẻ"})
_NUMERALS_VI: Final = frozenset(
    {"rưỡi", *_JOINTS_VI, *_TENS_VI}.union(word for word in _SCALES if not word.isascii()).union(
        word for word in _UNITS_VI if word not in {"đầu", "đôi", "nửa", "giêng", "chạp", "tá", "rằm", "nhất", "nhì"}
    )
)
_LONGEST_NUMERAL: Final = 12  # words
_DECADE_VI = re.compile(r"\b(?:thập niên|thập kỷ|những năm) ([2-9]0)\b", re.IGNORECASE)
_AGES_VI: Final = {"tứ": 40, "ngũ": 50, "lục": 60, "thất": 70, "bát": 80}
_AGE_VI = re.compile(rf"\b({'|'.join(_AGES_VI)}) tuần\b", re.IGNORECASE)
_ROMAN = re.compile(r"\b[IVX]{1,6}\b")
# Elsewhere they may be letters: "VI PHẠM" in a headline.
_COUNTED_ROMAN = re.compile(
    r"\b(?i:khóa|khoá|thứ|thế kỷ|thế kỉ|chương|phần|mục|quý|đại hội|phụ lục|kỳ) ([IVX]{1,6})\b(?! [A-ZĐ]{2})"
)
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SCALE_AFTER = re.compile(r"\s*(" + "|".join(_SCALES) + r")s?\b", re.IGNORECASE)
_CURRENCIES: Final = frozenset("$£€¥")
_SHORT_SCALES: Final = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_SHORT_SCALE = re.compile(r"\s?(k|mn?|bn?|tn)\b", re.IGNORECASE)
# A tạ is a hundred kilograms: 2-2,5 tạ may be 200-250 kg.
_HUNDREDWEIGHT_AFTER = re.compile(r" ?(?:[-–] ?[\d.,]+ ?)?tạ\b", re.IGNORECASE)
_HALF_AFTER = re.compile(r"\s+rưỡi\b", re.IGNORECASE)
_HOUR_AFTER = re.compile(r"\s*(?:h|g|giờ|:)", re.IGNORECASE)
# A full hour has no minutes: "20 giờ" is 20:00, and 7h00 is 7 o'clock.
_FULL_HOUR = re.compile(r"(?<=\d)(\s*(?:h|g|giờ|:))\s*00\b(?!:?\d)", re.IGNORECASE)
# The power of a unit is no number of its own: 50 m2 is 50 square metres.
_POWER = re.compile(r"(?<![^\W\d_])([kcdm]?m)[23]\b")
_HALF_OF_DAY = re.compile(r"\b(\d{1,2})(?:[:.]\d{2})?\s*([ap])\.?\s?m\b", re.IGNORECASE)
_HOUR = re.compile(
    r"(?<![\d/.,-])(\d{1,2})\s*(?:h|g|giờ|:)(?![^\W\d_])\s*(?:\d{1,2}\s*(?:phút\s*)?)?(sáng|chiều|tối)?", re.IGNORECASE
)
_AFTER_NOON = re.compile(r"\b(?:trưa|chiều|tối|đêm|khuya|ch)\b|(?:\b|(?<=\d))p\.?m\b", re.IGNORECASE)
_BEFORE_NOON = re.compile(r"\b(?:sáng|sớm|trưa|đêm|khuya|sa)\b|(?:\b|(?<=\d))a\.?m\b", re.IGNORECASE)
# Every two numbers that may be a day and a month: 3/2, 3-2, 3.2, and both in 7-8/5.
_DAY_AND_MONTH = re.compile(r"(?<![\d,])(?=(\d{1,2})\s?[/.–-]\s?(\d{1,2})(?!\d|[.,]\d{3}(?!\d)))")
_MONTH_AND_YEAR = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(?:19|20)\d\d(?!\d)")
_MONTHS_VI = re.compile(
    r"\btháng\s+((?:\d{1,2}|mười (?:một|hai)|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|giêng|chạp)(?![^\W\d_])"
    r"(?:\s?(?:,|-|–|/|và|đến|hoặc|hay|tới|sang|cùng)\s?(?:tháng\s)?\d{1,2}(?!\d))*)",
    re.IGNORECASE,
)
_DAY_OF_MONTHS = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?!\d)", re.IGNORECASE)
_MONTH_EN = "(" + "|".join(name.capitalize() for name in _MONTHS) + r")\b\.?"
_DATE_EN = re.compile(
    rf"\b{_MONTH_EN}\s(\d{{1,2}}|(?:19|20)\d\d)(?:st|nd|rd|th)?\b|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?\s{_MONTH_EN}"
    rf"|\b(?:[Ii]n|[Ee]arly|[Ll]ate|[Mm]id|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Nn]ext|[Ff]rom|[Oo]f)[ -]{_MONTH_EN}"
)
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"(?<!\w)['\"‘“](?P<words>[A-Za-z]+(?: [A-Za-z]+)?)['\"’”](?!\w)")
# Letters that Vietnamese has and no other language in reach; a, e, o with a plain acute or grave also stand in French names.
_MARKED = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)

_TELLING_WORDS, _TELLING_SHARE = 5, 0.8

_Values = frozenset[Decimal]
# Of any size: a page may have a million figures on end.
_ANY_SIZE: Final = Context(Emax=MAX_EMAX)
_times, _plus = _ANY_SIZE.multiply, _ANY_SIZE.add


def _scale(text: str, position: int) -> tuple[int, int]:
    """Multiply the scale words that follow ``position`` ("nghìn tỷ", "million"); return the product and the end."""
    product = 1
    while match := _SCALE_AFTER.match(text, position):
        product *= _SCALES[match[1].lower()]
        position = match.end()
    return product, position


def _vietnamese_numbers(text: str) -> list[_Values]:
    """Return the numbers written in figures, each as the set of values that a right translation may show for it."""
    found: list[_Values] = []
    last_product = last_end = 0
    for match in _NUMBER.finditer(text):
        token = match[0]
        values: set[Decimal] = set()
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", token):
            values.add(Decimal(token.replace(".", "").replace(",", ".")))
        elif re.fullmatch(r"\d+,\d+", token):
            values.add(Decimal(token.replace(",", ".")))
            if re.fullmatch(r"\d{1,3},\d{3}", token):
                values.add(Decimal(token.replace(",", "")))  # typed the English way
        elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", token):
            values.add(Decimal(token.replace(",", "")))
        elif re.fullmatch(r"\d+\.\d+", token):
            values.add(Decimal(token))
        if not values:  # a plain number, a date with points (9.11.2024), a list
            found.extend(frozenset({Decimal(part)}) for part in re.split("[.,]", token)[:-1])
            values.add(Decimal(re.split("[.,]", token)[-1]))
        product, end = _scale(text, match.end())
        scaled = {_times(value, product) for value in values}
        if product > 1 and _HALF_AFTER.match(text, end):  # 3 triệu rưỡi
            scaled |= {_plus(value, product // 2) for value in scaled}
        if _HUNDREDWEIGHT_AFTER.match(text, end):
            scaled |= {_times(value, Decimal(100)) for value in scaled}
        if product == 1 and re.fullmatch("1[3-9]|2[0-3]", token) and _HOUR_AFTER.match(text, match.end()):
            scaled.add(Decimal(int(token) - 12))
        if token in {"0", "00", "24"} and _HOUR_AFTER.match(text, match.end()):
            scaled |= {Decimal(0), Decimal(12)}
        if 1 < product < last_product and text[last_end : match.start()].isspace():  # 3 tỷ 200 triệu: 3.2 billion
            sums = {_plus(first, second) for first in found[-1] for second in scaled}
            found[-1] |= sums
            scaled |= sums
        last_product, last_end = product, end
        found.append(frozenset(scaled))
        if re.fullmatch(r"\d{1,2}\.\d{1,2}", token):  # 9.11: a decimal typed the English way, or 9 November
            found[-1] |= {Decimal(token.split(".")[0])}
        if re.fullmatch(r"(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d", token):  # tháng 4.2026
            month, year = token.split(".")
            found[-1:] = [frozenset({Decimal(month)}), frozenset({Decimal(year)})]
    return found


def _english_numbers(text: str) -> tuple[set[Decimal], set[Decimal]]:
    """Return the values in figures, and those in words (months and ordinals among them)."""
    figures: set[Decimal] = set()
    words: set[Decimal] = set()
    for match in _NUMBER.finditer(text):
        token = match[0]
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", token):
            value = [Decimal(token.replace(",", ""))]
        elif re.fullmatch(r"\d+[.,]\d+", token):
            value = [Decimal(token.replace(",", "."))]
        else:
            value = [Decimal(part) for part in re.split("[.,]", token)]
        product, _ = _scale(text, match.end())
        if text[match.start() - 1 : match.start()] in _CURRENCIES and (short := _SHORT_SCALE.match(text, match.end())):
            product = _SHORT_SCALES[short[1].lower()]
        figures.update(_times(v, product) for v in value)
        if product >= 1000 and len(value) == 1 and value[0] >= 1000:
            figures.add(_times(value[0], product))
    lowered = text.lower()
    total = 0
    for match in _WORD.finditer(lowered):
        word = match[0]
        if word in _UNITS_EN:
            unit = _UNITS_EN[word]
            product, _ = _scale(lowered, match.end())
            words.add(Decimal(unit * product))
            if 20 <= total <= 90 and unit < 10:
                words.add(Decimal(total + unit))
            total = unit
        else:
            total = 0
        if word in _MONTHS:
            words.add(Decimal(_MONTHS.index(word) % 12 + 1))
    return figures, words


def _spelled_out(text: str) -> set[Decimal]:
    """Return what every part of a number in several Vietnamese words comes to: 25 for "hai mươi lăm", and 2, 20, and 5."""
    found: set[Decimal] = set()
    run: list[str] = []
    for word in (*_WORD.findall(text.lower()), ""):
        if word in _NUMERALS_VI:
            run.append(word)
            continue
        run = run[:_LONGEST_NUMERAL]
        found.update(_value(run[i:j]) for i in range(len(run)) for j in range(i + 1, len(run) + 1))
        run = []
    return found


def _value(numeral: Sequence[str]) -> Decimal:
    total = part = Decimal(0)
    scale = 1
    for word in numeral:
        if word in _JOINTS_VI:
            continue
        if word == "rưỡi":
            part += Decimal(scale) / 2
        elif (scale := _SCALES.get(word, _TENS_VI.get(word, 1))) >= 1000:
            total, part = (total + (part or 1) * scale, Decimal(0)) if part or not total else (total * scale, part)
        elif scale > 1:
            part = (part // 100 * 100 + (part % 100 or 1) * scale) if word != "mười" else part + 10
        else:
            part += _UNITS_VI[word]
    return total + part


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in numeral]
    return sum(-v if any(v < w for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def numbers_agree(source: str, target: str) -> bool:
    """Say whether every number in figures, Arabic or Roman, has its counterpart on the other side.

    Vietnamese and English swap point and comma (1.250 is 1,250; 3,5 is 3.5), dates turn a month's number into its name, and small
    numbers may become words. "5 tỷ" (billion) against "5 million" does not agree, nor does "1.250" left as it was.
    """
    source, target = (_POWER.sub(r"\1", _FULL_HOUR.sub(r"\1", text)) for text in (source, target))
    wanted = _vietnamese_numbers(source)
    figures, words = _english_numbers(target)
    shown = figures | words | {Decimal(_roman(numeral)) for numeral in _ROMAN.findall(target)}
    if _DECADE_VI.search(source):
        shown |= {value - 1900 for value in figures if 1920 <= value <= 1990}
    wanted += [frozenset({Decimal(_roman(numeral))}) for numeral in _COUNTED_ROMAN.findall(source)]
    if any(not (values & shown) for values in wanted):
        return False
    known = {value for values in wanted for value in values}
    known |= {Decimal(_UNITS_VI[word]) for word in _WORD.findall(source.lower()) if word in _UNITS_VI}
    known |= {Decimal(_roman(numeral)) for numeral in _ROMAN.findall(source)}
    known |= {Decimal(_AGES_VI[word.lower()]) for word in _AGE_VI.findall(source)}
    known |= {Decimal(1900 + int(decade)) for decade in _DECADE_VI.findall(source)}
    known |= {Decimal(part) for token in _NUMBER.findall(source) for part in re.split("[.,]", token)}
    return figures <= known or figures <= known | _spelled_out(source)


def dates_agree(source: str, target: str) -> bool:
    """Say whether the month of each date of ``target`` is one of ``source``: "3/2" is in February, and never March 2.

    Of dates that say nothing of a month on the Vietnamese side nothing is said here.
    """
    days = {(int(day), int(month)) for day, month in _DAY_AND_MONTH.findall(source)}
    days |= {(int(day), int(month)) for day, month in _DAY_OF_MONTHS.findall(source)}
    months = {month for _, month in days} | {int(month) for month in _MONTH_AND_YEAR.findall(source)}
    for named in _MONTHS_VI.findall(source):
        months.update(map(int, _DIGITS.findall(named)))
        months.add(_month_in_words(named.lower()))
    months.intersection_update(range(1, 13))
    if not months:
        return True
    for name, day_after, day_before, name_after, name_alone in _DATE_EN.findall(target):
        month = _MONTHS.index((name or name_after or name_alone).lower()) % 12 + 1
        day = int(day_after or day_before or 0)
        if month not in months or ((day, month) not in days and (month, day) in days):
            return False
    return True


def _month_in_words(named: str) -> int:
    """Return the month that ``named`` begins with in words, 0 where it does not."""
    first, *rest = named.split()
    unit = _UNITS_VI.get(rest[0], 0) if first == "mười" and rest else 0
    return _UNITS_VI.get(first, 0) + unit


def times_agree(source: str, target: str) -> bool:
    """Say whether each "a.m." and "p.m." of ``target`` follows from ``source``: "8 giờ" alone is in the morning, "20 giờ" in the evening."""
    hours = {int(hour): mark.lower() for hour, mark in _HOUR.findall(source)}
    later = _AFTER_NOON.search(source) is not None
    earlier = _BEFORE_NOON.search(source) is not None
    for written, half in _HALF_OF_DAY.findall(target):
        hour = int(written) % 12
        mark = hours.get(hour, "")
        if half in "pP":
            wrong = hour + 12 not in hours and (mark == "sáng" or not later)
        elif hour in hours:
            wrong = mark in ("chiều", "tối") or (later and not earlier and len(hours) == 1)
        else:
            wrong = (hour > 0 and hour + 12 in hours) or (later and not earlier)
        if wrong:
            return False
    return True


_YOUNGER = re.compile(
    r"\b(?:(?:kém|chênh|hơn kém)(?: \w+){0,2}|hơn (?:tôi|mình|anh|chị|em|cô|ông|bà|vợ|chồng)(?: \w+)?) (\d{1,2}) tuổi\b",
    re.IGNORECASE,
)
_AGE_GAP = re.compile(r"\b(?:younger|older|junior|senior|gap|apart|difference)\b", re.IGNORECASE)
_HUNDREDWEIGHT = re.compile(r"\d tạ\b")
_POUNDS = re.compile(r"\b(?:pounds?|lbs?)\b")
_POINTS = re.compile(r"\bđiểm (?:phần trăm|%)")
_POINTS_IN_ENGLISH = re.compile(r"point|\bpp\b|\bbps\b")


def units_agree(source: str, target: str) -> bool:
    """Say whether a difference of ages stays one ("kém 10 tuổi" is ten years younger, and no child of ten), and neither a percentage point
    becomes a percentage nor a tạ a pound."""
    if _HUNDREDWEIGHT.search(source) and _POUNDS.search(target):
        return False
    if _POINTS.search(source) and not _POINTS_IN_ENGLISH.search(target):
        return False
    return not any(re.search(rf"\b{years}\b", target) for years in _YOUNGER.findall(source)) or (
        _AGE_GAP.search(target) is not None
    )


def is_looping(text: str) -> bool:
    """Say whether ``text`` repeats one to eight words three times on end, or a single word four times."""
    words = _WORD.findall(text.lower())
    for size in range(1, 9):
        needed = size * 2 if size > 1 else 3
        run = 0
        for i in range(size, len(words)):
            run = run + 1 if words[i] == words[i - size] else 0
            if run >= needed:
                return True
    return False


def is_copied(source: str, target: str) -> bool:
    """Say whether ``target`` is still Vietnamese: the source again, or words in small letters that only Vietnamese writes."""
    marked = [word for word in _WORD.findall(target) if _MARKED.search(word) and word.islower()]
    words = len(_WORD.findall(target))
    if source.split() == target.split():
        return any(_MARKED.search(word) and word.islower() for word in _WORD.findall(source))
    return len(marked) >= 3 and len(marked) * 4 > words


def is_without_marks(source: str) -> bool:
    """Say whether ``source`` is Vietnamese without its marks ("Hoi nghi tong ket cong tac nam"), of which models make something else."""
    if any(char.isalpha() for char in source if not char.isascii()):
        return False
    words = [word for word in _WORD.findall(source) if word.islower()]
    return len(words) >= _TELLING_WORDS and sum(map(is_syllable, words)) >= _TELLING_SHARE * len(words)


SERIOUS: Final = frozenset(
    {
        "empty",
        "repetition",
        "no_diacritics",
        "copied_source",
        "number_mismatch",
        "name_mismatch",
        "polarity_mismatch",
        "truncated",
        "too_short",
        "omission",
        "addition",
    }
)
"""A sentence with one of these is unfit to be quoted; a summary avoids it while there is another."""


def check(source: str, target: str) -> tuple[str, ...]:
    """Return the flags of one pair, ``source`` Vietnamese and ``target`` English; none where nothing is suspicious.

    ``empty``, ``repetition``, ``no_diacritics``, ``copied_source``, ``number_mismatch`` (numbers, months of dates, and halves of the day), ``name_mismatch``, ``polarity_mismatch``, ``too_short`` and ``too_long`` (English
    words against Vietnamese syllables; the bounds leave out 1 in 80 of the reference translations of the development sets),
    ``omission`` and ``addition`` (words on end that nothing on the other side answers to, see :mod:`models.lexicon`; the verb of a
    headline, see :mod:`models.headlines`; who exactly a person is, see :mod:`models.qualifiers`).
    """
    if not _WORD.search(target):
        return ("empty",) if _WORD.search(source) else ()
    flags = []
    if is_looping(target) and not is_looping(source):
        flags.append("repetition")
    if is_without_marks(source):
        flags.append("no_diacritics")
    if is_copied(source, target):
        flags.append("copied_source")
    if not all(agree(source, target) for agree in (numbers_agree, dates_agree, times_agree, units_agree)):
        flags.append("number_mismatch")
    if any(wrong(source, target) for wrong in (lost_names, moved_names, misspelt_names)):
        flags.append("name_mismatch")
    if not polarity_agrees(source, target):
        flags.append("polarity_mismatch")
    syllables, words = len(_WORD.findall(source)), len(_WORD.findall(target))
    if words < MIN_LENGTH_RATIO * syllables and syllables >= 6:
        flags.append("too_short")
    if words > MAX_LENGTH_RATIO * syllables and words >= 12:
        flags.append("too_long")
    if not {"no_diacritics", "copied_source"}.intersection(flags):
        found = gaps(source, target)
        if found.vietnamese.words >= OMISSION or lost_verb(source, target) or lost_qualifier(source, target):
            flags.append("omission")
        if found.english.words >= ADDITION or stopgap(source, target):
            flags.append("addition")
    return tuple(flags)


def stopgap(source: str, target: str) -> Span | None:
    """Return where ``target`` has a word or two in quotation marks to which nothing in ``source`` answers: a model's stopgap for a word
    that it cannot read ("the 'sleep' income")."""
    if not (found := list(_QUOTED.finditer(target))):
        return None
    alone = set(unanswered(source, target).en)
    for quoted in found:
        words = [match.span() for match in _WORD.finditer(target, quoted.start("words"), quoted.end("words"))]
        if alone.issuperset(words):
            return quoted.span("words")
    return None


def one_sided(source: str, target: str) -> OneSided:
    """Return what :func:`check` calls an ``omission`` or an ``addition``: where it stands, and what is left out word by word."""
    vietnamese, english = gaps(source, target)
    left_out = (vietnamese.begin, vietnamese.end) if vietnamese.words >= OMISSION else None
    if left_out is None and (verb := lost_verb(source, target)):
        left_out = (0, len(verb))
    left_out = left_out or lost_qualifier(source, target)
    made_up = (english.begin, english.end) if english.words >= ADDITION else stopgap(source, target)
    return OneSided(left_out, made_up, tuple(gloss(source[slice(*left_out)], target)) if left_out else ())


MIN_LENGTH_RATIO: Final = 0.42
MAX_LENGTH_RATIO: Final = 1.4
# Words without a counterpart. Lower bounds find more dropped clauses, and doubt more of what people translate freely.
OMISSION: Final = 4.0
ADDITION: Final = 3.5

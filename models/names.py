"""Vietnamese names of people and places: English text has them syllable by syllable, without their marks.

A reader who knows no Vietnamese quotes them as they stand, so a name that a model took apart or mistook has to be found. Only what
is a name beyond doubt is looked for: a full name behind a family name or a form of address, and what stands behind the word for a
unit of administration.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile
from typing import Final, NamedTuple

FAMILY_NAMES: Final = tuple(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lưu Đinh Trịnh Đoàn Mai Tô Lương Cao Hà Chu Tạ Quách"
    " Triệu Lâm Thái Nông Vi Giàng Hứa Ma Lò Y Điểu Trương Đào Phùng Kiều Tống Tăng Nghiêm Đàm Thạch Vàng Lường Doãn Khuất Châu"
    " Vương Lục Mạc Thân".split()
)
_FAMILIES = frozenset(FAMILY_NAMES)
_ADDRESS = "ông bà anh chị cô em cháu thầy bác đồng chí".split()
_OPENERS = frozenset(word.capitalize() for word in _ADDRESS)
# What follows a form of address and is no name: "đồng chí Phó Bí thư", "ông Tổng Giám đốc", "bà Mẹ Việt Nam Anh hùng".
_TITLES = frozenset("Phó Tổng Trưởng Bí Chủ Giám Thủ Chánh Ủy Thường Mẹ Gái Chúa".split())
_UNIT = "tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường|thôn|ấp|buôn|khóm"
_BEFORE_PLACE = re.compile(
    r"\b((?:[A-Z]\w*+(?:['’]s)? ){2,4})(?i:provinc(?:e|ial)|city|municipal|district|commune|ward|township)\b"
)
_IN_FRONT = re.compile(
    rf"(?:^|[\s(,;“\"])(?:(?P<unit>{_UNIT})"
    r"|(?P<person>ông|bà|anh|chị|đồng chí|đ/c))\.? ?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnptk])?")
# Where neighbours whose names Vietnamese writes in its own way are spoken of, a name's English cannot be known.
_ABROAD = re.compile(
    r"Trung Quốc|Trung Hoa|Đài Loan|Hàn Quốc|Triều Tiên|Nhật Bản|Hồng ?[Kk]ông|Bắc Kinh|Thượng Hải|Campuchia|Singapore"
)
_ABROAD_IN_ENGLISH = re.compile(
    r"\b(?:Chin(?:a|ese)|Taiwan|Korea|Japan|Hong ?Kong|Beijing|Shanghai|Cambodia|Singapore)"
)
PERSONS_AS_PLACES: Final = frozenset({"Hồ Chí Minh", "Trần Văn Thời"})
"""The one city and the one district that have the full name of a person."""
# Names in Latin letters that English spells otherwise, and countries, whose people and things have another word.
_SPELT_OTHERWISE = frozenset(
    "moskva matxcova odessa kiev roma praha napoli torino lisboa sevilla singapo tokio catalan latinh kito bosna hercegovina"
    " campuchia italia philippin philippines hungari hungary bungari bulgaria monaco siria syria libi libya palestin malaixia malaysia"
    " indonexia indonesia litva latvia estonia slovakia slovenia croatia serbia bosnia romania rumani albania moldova belarus ukraina"
    " ukraine georgia armenia azerbaijan kazakhstan uzbekistan afghanistan pakistan bangladesh nepal israel jordan yemen qatar kuwait"
    " canada mexico cuba panama colombia venezuela ecuador peru bolivia chile argentina brazil uruguay paraguay australia austria ireland"
    " iceland scotland finland poland belarus nigeria kenya algeria tunisia ghana ethiopia uganda rwanda somalia sudan angola zimbabwe"
    " europe africa america asia".split()
)
_FOREIGN = re.compile(r"(?:(?<=[^\W_] )|(?<=, )|(?<=[(/]))[A-Z][a-z]{3,}\b(?![’'])")  # not where a sentence begins
_HAS_AN_ENGLISH_NAME = frozenset(
    "thai lan|ha lan|ba lan|hoang sa|truong sa|chau au|chau a|chau phi|chau my|chau uc|thai binh duong|dai tay duong|hoa ky"
    "|an do|nam cuc|bac cuc|cuu long|tap can binh|dang tieu binh|mao trach dong|ho cam dao|giang trach dan|ly khac cuong|ly hien long"
    "|kim chinh an|vu han|ho bac|ho nam|quang dong|quang tay|van nam|phuc kien|tu xuyen|tham quyen|quang chau|chiet giang|giang to"
    "|son dong|ha bac|hai nam|cam tuc|thiem tay|lieu ninh|cat lam|tan cuong|tay tang|noi mong|an huy|giang tay|hac long giang"
    "|quy chau|thanh hai|nam kinh|hang chau|to chau|thanh do|thien tan".split("|")
)
_ALSO = {"hochiminh": "hcm"}


def without_marks(name: str) -> str:
    """Return a Vietnamese name as English text prints it: ``Lạng Sơn`` becomes ``Lang Son``."""
    decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def is_syllable(word: str) -> bool:
    """Whether ``word`` has the form of a Vietnamese syllable, with or without marks."""
    return len(word) <= 7 and _SYLLABLE.fullmatch(without_marks(word).lower()) is not None


def capitalised(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each run of syllables with a capital in Vietnamese ``text``, one space between them, and where it begins."""
    run: list[str] = []
    begin = end = 0
    for match in _WORD.finditer(text):
        fits = match[0].istitle() and is_syllable(match[0])
        if run and not (fits and text[end : match.start()] == " "):
            yield begin, run
            run = []
        if fits:
            begin = begin if run else match.start()
            run.append(match[0])
        end = match.end()
    if run:
        yield begin, run


class Name(NamedTuple):
    """A Vietnamese name, and whether it is a person's; if not, it is a place's."""

    text: str
    person: bool


def names(text: str) -> list[Name]:
    """Return the Vietnamese names in ``text``, Vietnamese itself, that are names beyond doubt."""
    found: list[Name] = []
    if _ABROAD.search(text):
        return found
    for begin, run in capitalised(text):
        front = _IN_FRONT.search(text, max(0, begin - 14), begin)
        unit, addressed = bool(front and front["unit"]), bool(front and front["person"])
        openers = 0 if unit else sum(1 for _ in takewhile(_OPENERS.__contains__, run[:-1]))
        own, addressed = run[openers:], addressed or openers > 0
        if own[0] in _TITLES and not unit:
            own, addressed = _behind_title(own), False
        person = 2 <= len(own) <= 4 and (addressed or (own[0] in _FAMILIES and len(own) > 2))
        if (person or (unit and len(own) <= 3)) and without_marks(" ".join(own)).lower() not in _HAS_AN_ENGLISH_NAME:
            found.append(Name(" ".join(own), person and not unit))
    return found


def _behind_title(run: list[str]) -> list[str]:
    """Return the full name that ends a run with a title in front, every word of it with a capital."""
    return next((run[i:] for i in range(1, len(run) - 2) if run[i] in _FAMILIES), [])


def lost_names(source: str, target: str) -> list[Name]:
    """Return the names of ``source``, Vietnamese, that its English translation ``target`` does not have."""
    if _ABROAD_IN_ENGLISH.search(target):
        return []
    there = _letters(target)
    return [name for name in names(source) if not _is_in(there, name.text)]


def moved_names(source: str, target: str) -> list[Name]:
    """Return the persons of ``source`` whose name ``target`` gives to a place: "the Le Van An provincial Party Committee"."""
    places = set[str]()
    for match in _BEFORE_PLACE.finditer(without_marks(target)):
        words = re.sub(r"['’]s\b", "", match[1]).split()
        places.update(" ".join(words[begin:]) for begin in range(len(words) - 1))
    found = dict.fromkeys(names(source)) if places else {}
    of_places = {name.text for name in found if not name.person} | PERSONS_AS_PLACES
    return [name for name in found if name.person and name.text not in of_places and without_marks(name.text) in places]


def misspelt_names(source: str, target: str) -> list[str]:
    """Return the names of ``source`` that are not Vietnamese, in Latin letters, that ``target`` does not have as they are spelt."""
    there = _letters(target)
    return [
        name
        for name in dict.fromkeys(_FOREIGN.findall(source))
        if not is_syllable(name) and name.lower() not in _SPELT_OTHERWISE and _letters(name) not in there
    ]


def contains(english: str, name: str) -> bool:
    """Whether a Vietnamese ``name`` is in ``english``; marks, capitals, spaces and hyphens make no difference: "Hanoi"."""
    return _is_in(_letters(english), name)


def _is_in(letters: str, name: str) -> bool:
    own = _letters(name)
    return own in letters or _ALSO.get(own, own) in letters


def _letters(text: str) -> str:
    return "".join(character for character in without_marks(text).lower() if character.isalpha())

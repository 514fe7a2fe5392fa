"""Vietnamese names of people and places: English text has them syllable by syllable, without their marks.

A reader who knows no Vietnamese quotes them as they stand, so a name that a model took apart or mistook has to be found. Only what
is a name beyond doubt is looked for: a full name behind a family name or a form of address, and what stands behind the word for a
unit of administration.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

FAMILY_NAMES: Final = tuple(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lưu Đinh Trịnh Đoàn Mai Tô Lương Cao Hà Chu Tạ Quách"
    " Triệu Lâm Thái Nông Vi Giàng Hứa Ma Lò Y Điểu Trương Đào Phùng Kiều Tống Tăng Nghiêm Đàm Thạch Vàng Lường Doãn Khuất Châu"
    " Vương Lục Mạc Thân".split()
)
_FAMILIES = frozenset(FAMILY_NAMES)
_ADDRESS = "ông bà anh chị cô em cháu thầy bác đồng chí".split()
_OPENERS = frozenset(word.capitalize() for word in _ADDRESS)
_IN_FRONT = re.compile(
    r"(?:^|[\s(,;“\"])(?:(?P<unit>tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường|thôn|ấp|buôn|khóm)"
    r"|(?P<person>ông|bà|anh|chị|đồng chí|đ/c))\.? ?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnptk])?")
# Where neighbours whose names Vietnamese writes in its own way are spoken of, a name's English cannot be known.
_ABROAD = re.compile(
    r"Trung Quốc|Trung Hoa|Đài Loan|Hàn Quốc|Triều Tiên|Nhật Bản|Hồng ?[Kk]ông|Bắc Kinh|Thượng Hải|Campuchia|Singapore"
)
_HAS_AN_ENGLISH_NAME = frozenset(
    "thai lan|ha lan|ba lan|hoang sa|truong sa|chau au|chau a|chau phi|chau my|chau uc|thai binh duong|dai tay duong|hoa ky"
    "|an do|nam cuc|bac cuc".split("|")
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


def names(text: str) -> list[str]:
    """Return the Vietnamese names in ``text``, Vietnamese itself, that are names beyond doubt."""
    found: list[str] = []
    if _ABROAD.search(text):
        return found
    for begin, run in capitalised(text):
        front = _IN_FRONT.search(text, max(0, begin - 14), begin)
        addressed = bool(front and front["person"])
        own = run
        while own and own[0] in _OPENERS and len(own) > 1 and not (front and front["unit"]):
            own, addressed = own[1:], True
        person = 2 <= len(own) <= 4 and (addressed or (own[0] in _FAMILIES and len(own) > 2))
        if (person or (front and front["unit"] and len(own) <= 3)) and (
            without_marks(" ".join(own)).lower() not in _HAS_AN_ENGLISH_NAME
        ):
            found.append(" ".join(own))
    return found


def lost_names(source: str, target: str) -> list[str]:
    """Return the names of ``source``, Vietnamese, that its English translation ``target`` does not have."""
    return [name for name in names(source) if not contains(target, name)]


def contains(english: str, name: str) -> bool:
    """Whether a Vietnamese ``name`` is in ``english``; marks, capitals, spaces and hyphens make no difference: "Hanoi"."""
    own, there = _letters(name), _letters(english)
    return own in there or _ALSO.get(own, own) in there


def _letters(text: str) -> str:
    return "".join(character for character in without_marks(text).lower() if character.isalpha())

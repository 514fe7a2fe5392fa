"""Vietnamese said in other words before it is translated, with the same meaning (pre-editing).

What a model gets wrong every time can often be said in a way that it gets right: "1,28 triệu tỷ đồng" became 1.28 million dong and
is 1,280 trillion as "1.280 nghìn tỷ", "không thể không nhắc" (one has to mention) became its opposite, and "Bí thư Tỉnh ủy Lê Văn A" the
secretary of a province of that name. Each rule was tried on sentences of the press with the embedded model; none changes what is said,
so another model loses nothing. Only the translator sees it: the dataset, the checks and the words without a counterpart know the page's
own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import takewhile
from typing import Final

from models.names import FAMILY_NAMES, PERSONS_AS_PLACES

_FAMILY = "|".join(FAMILY_NAMES)
_AGES: Final = {"tứ": "bốn mươi", "ngũ": "năm mươi", "lục": "sáu mươi", "thất": "bảy mươi", "bát": "tám mươi"}
# What one cannot help feeling. Before other words "không khỏi" may deny: "không khỏi bệnh", is not cured.
_FEELINGS = (
    "bất ngờ|ngạc nhiên|ngỡ ngàng|bàng hoàng|choáng|sốc|sửng sốt|giật mình|lo|băn khoăn|trăn trở|hoang mang|bất an|tò mò|thắc mắc|xúc động"
    "|bồi hồi|nghẹn ngào|xót xa|đau lòng|chạnh lòng|buồn|tiếc|thất vọng|thán phục|khâm phục|trầm trồ|thích thú|hào hứng|phấn khích|tự hào"
    "|tức giận|bức xúc|phẫn nộ|khó chịu|ám ảnh|lúng túng|bỡ ngỡ|áy náy|hụt hẫng|xao xuyến"
)


def _hour(match: re.Match[str]) -> str:
    return f"{match['hour']}:{int(match['minutes'] or 0):02}"


def _million_billion(match: re.Match[str]) -> str:
    thousands = Decimal(match["number"].replace(",", ".")) * 1000
    return f"{thousands.normalize():,f}".translate(str.maketrans(",.", ".,")) + " nghìn tỷ"


def _person_of(match: re.Match[str]) -> str:
    words = match["name"].split(" ")
    name = list(takewhile(str.istitle, words))
    if not 3 <= len(name) <= 4 or " ".join(name) in PERSONS_AS_PLACES:
        return match[0]
    rest = words[len(name) :]
    following = match.string[match.end() : match.end() + 1]
    comma = "," if rest or (match["after"] and following.isalpha()) else ""
    return f"{match['body']}, {' '.join(name)}{comma}{''.join(f' {word}' for word in rest)}{match['after']}"


Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_RULES: Final[tuple[Rule, ...]] = (
    # 20 giờ ngày 5/3: "20 p.m.", and "8 giờ" of a morning "8 p.m."
    (
        re.compile(
            r"(?<![\w.,/:-])(?P<hour>\d{1,2}) giờ(?: (?P<minutes>[0-5]?\d) phút)?(?= (?:cùng ngày|ngày (?:\d|hôm|mai)))"
        ),
        _hour,
    ),
    (re.compile(r"(?<![\w.,/:-])(?P<hour>[01]?\d|2[0-4])[hg](?P<minutes>[0-5]\d)\b(?!:)"), _hour),
    (
        re.compile(
            r"(?:(?<=\b[Ll]úc )|(?<=\b[Vv]ào )|(?<=\b[Tt]ừ )|(?<=\b[Đđ]ến ))(?P<hour>0|1[3-9]|2[0-3])h(?P<minutes>)\b(?! ?\d)"
        ),
        _hour,
    ),
    # Two negatives, and what says no and means yes.
    (re.compile(r"\bkhông thể không\b"), "phải"),
    (re.compile(rf"\bkhông khỏi (?=(?:{_FEELINGS})\b)"), "rất "),
    (re.compile(r"\bkhông phải (?:là )?không có (?=\w)"), "vẫn có "),
    (re.compile(r"\b([Kk])hông ai (?:là )?không (?=\w)"), lambda match: f"{'A' if match[1] == 'K' else 'a'}i cũng "),
    # About, over, in the forties: "outside 40 years old", "the quarter-week".
    (re.compile(r"\btrên dưới (?=\d)"), "khoảng "),
    (re.compile(r"\bngoài (?=\d\d tuổi\b)"), "trên "),
    (re.compile(r"\bngoài (tứ|ngũ|lục|thất|bát) tuần\b"), lambda match: f"trên {_AGES[match[1]]} tuổi"),
    (re.compile(r"\btuổi (tứ|ngũ|lục|thất|bát) tuần\b"), lambda match: f"tuổi {_AGES[match[1]]}"),
    (re.compile(r"\b([Hh])àng vạn\b"), r"\1àng chục nghìn"),
    (re.compile(r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{1,3})?) triệu (?:tỷ|tỉ)\b"), _million_billion),
    (re.compile(r"\bâm (?=\d+(?:,\d+)? ?(?:độ|°))"), "-"),
    # A deadline: "at least 15 days".
    (
        re.compile(r"\b([Cc])hậm nhất (?:là )?(?=(?:trong )?\d+ ngày(?: làm việc)?,? (?:kể )?từ\b)(?:trong )?"),
        lambda match: f"{'T' if match[1] == 'C' else 't'}rong vòng ",
    ),
    # Whose name it is: "the Le Dinh Son provincial Party Committee".
    (
        re.compile(
            r"(?P<body>[Tt]ỉnh ủy|[Tt]hành ủy|[Hh]uyện ủy|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) (?:tỉnh|TP|thành phố|huyện)"
            r"|[Cc]hủ tịch (?:tỉnh|huyện))"
            rf" (?P<name>(?:{_FAMILY})(?: [^\W\d_]+){{2,4}})(?P<after> ?)"
        ),
        _person_of,
    ),
    (re.compile(r"\bNDT\b"), "nhân dân tệ"),
    (re.compile(r"\bbà xã\b(?! (?:hội|trưởng))"), "vợ"),
    (re.compile(r"\bLuật Phá sản\b"), "Luật phá sản"),
    # Two headlines in one: a score, "1-0", was made of the bar.
    (re.compile(r" \| "), "; "),
)


def pre_edit(text: str) -> str:
    """Return a Vietnamese segment as it is given to a translator; most come back as they are."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text

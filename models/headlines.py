"""Headlines that begin with a verb and name nobody who acts: "Bắt cựu Cục phó Cục An toàn thực phẩm".

Models that have read sentences take what follows for the subject and leave the verb out: "Former Deputy Director of the Food Safety
Department", as if nothing had happened to him. Of 120 such lines of the press 43 had no verb for it in the embedded model's English, and 3
when they were translated once more with a subject, "Họ" (they), which goes out again.
"""

from __future__ import annotations

import re
from typing import Final

_STEMS: Final = {
    "cấm": "ban|prohibit|forbid|bar",
    "hoãn": "postpon|delay|put off|defer",
    "tạm dừng": "suspen|paus|halt|stop|postpon",
    "tạm ngừng": "suspen|paus|halt|stop|postpon",
    "dừng": "stop|halt|suspen|end|cease|discontinu",
    "hủy": "cancel|scrap|revo|annul|abolish|call off",
    "bắt": "arrest|detain|detention|catch|caught|captur|seiz|apprehend|custody|nab",
    "bắt giam": "arrest|detain|detention|jail|custody|imprison",
    "bắt giữ": "arrest|detain|detention|seiz|captur|apprehend|custody",
    "truy nã": "wanted|hunt|warrant",
    "truy bắt": "hunt|chas|search|track|pursu|arrest",
    "tạm giữ": "detain|detention|custody|hold|held|seiz|arrest|impound",
    "tạm giam": "detain|detention|custody|arrest|jail|remand",
    "triệt phá": "bust|dismantl|crack|break|broke|smash|destroy|eradicat|raid",
    "giải cứu": "rescu|sav|free",
    "khởi tố": "prosecut|charg|proceedings|indict",
    "truy tố": "prosecut|charg|indict",
    "phạt": "fine|punish|penal|sanction|sentence|jail|prison",
    "xử phạt": "fine|punish|penal|sanction|handl",
    "đình chỉ": "suspen|halt|stop",
    "tạm đình chỉ": "suspen|halt|stop",
    "cưỡng chế": "forc|forcibl|enforc|coerc|compel|compuls",
    "siết": "tight|squeez|restrict|curb|clamp",
    "thu hồi": "recall|revo|withdr|recover|reclaim|acqui|repossess",
    "tịch thu": "confiscat|seiz",
    "trục xuất": "expel|expuls|deport",
    "kỷ luật": "disciplin",
    "cách chức": "dismiss|remov|sack|fire",
    "miễn nhiệm": "dismiss|remov|reliev",
    "xóa": "remov|delet|eras|clear|abolish|eliminat|eradicat|wip|cancel|end",
}  # fmt: skip
# Two syllables that are another word: begins, forces, is modelled on; a penalty kick, a corner kick.
_OTHERWISE = r"(?<=bắt) (?:đầu|buộc|nguồn|kịp|tay|chước|chuyến|gặp|nhịp|mắt|mạch|sóng)\b|(?<=phạt) (?:đền|góc)\b|(?<=dừng) chân\b"
_BEGINS: Final = re.compile(
    rf"(?P<verb>{'|'.join(sorted(_STEMS, key=len, reverse=True))})(?!{_OTHERWISE})(?= )", re.IGNORECASE
)
_LONGEST: Final = 25
"""Syllables of a headline."""


def lost_verb(source: str, target: str) -> str | None:
    """Return the verb that a headline begins with where its translation ``target`` has none for it, and otherwise nothing."""
    begins = _BEGINS.match(source)
    if not begins or source.rstrip()[-1] in ".!?;:" or len(source.split()) > _LONGEST:
        return None
    verb = begins["verb"]
    stems = _STEMS[verb.lower().replace("huỷ", "hủy").replace("xoá", "xóa")]
    return None if re.search(rf"\b(?:{stems})", target, re.IGNORECASE) else verb


def with_subject(headline: str) -> str:
    """Return a headline with somebody who acts."""
    return f"Họ {headline[0].lower()}{headline[1:]}"


def without_subject(english: str) -> str | None:
    """Return the translation of :func:`with_subject`'s sentence as a headline again, ``None`` where it does not begin with its subject."""
    found = re.fullmatch(r"They (?:have |had )?(\w.*)", english.strip(), re.DOTALL)
    return found[1][0].upper() + found[1][1:] if found else None

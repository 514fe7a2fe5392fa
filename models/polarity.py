"""Sentences that a translation turns into their opposite: two negatives that affirm, a limit that becomes a lower one, an acquittal.

Only phrases whose English can be told are looked at; whether a lone "không" was lost nothing here can say, since English denies in
many ways.
"""

from __future__ import annotations

import re
from typing import Final

_DENIES: Final = r"\b(?:not?|never|nobody|nothing|none|cannot|without|un(?:able|likely)|impossible|hardly)\b|n['’]t\b"
_BUT_AFFIRMS: Final = r"cannot but|(?:cannot|can['’]t|could not|couldn['’]t) help|impossible not|not (?:im|un|without)|inevitabl|no one (?:does|did)|nobody (?:does|did)"

_RULES: Final = tuple(
    (re.compile(vietnamese, re.IGNORECASE), re.compile(wrong, re.IGNORECASE), re.compile(unless, re.IGNORECASE))
    for vietnamese, wrong, unless in (
        # It is said twice that it is not so: the sentence has no other denial, and the English has one.
        (
            r"^(?!.*\b(?:chưa|chẳng|đừng|chớ|thiếu|mất|vô|phi)\b)(?:(?!\bkhông\b).)*\bkhông (?:thể|ai(?: là)?|phải(?: là)?|hề là) không\b(?:(?!\bkhông\b).)*$",
            _DENIES,
            _BUT_AFFIRMS,
        ),
        (r"^(?:(?!\bkhông\b).)*\bkhông khỏi (?!bệnh|hẳn|nhà|cửa|tay|tầm)(?:(?!\b(?:không|chưa|chẳng)\b).)*$", _DENIES, _BUT_AFFIRMS),
        # At most, and what is more than that.
        (r"\btrở xuống\b", r"\bor (?:more|above|over|higher|later|older)\b|\bat least\b", r"\bor (?:less|below|under|fewer|lower|younger|smaller|earlier)\b|\bat most\b|\bno(?:t)? more than\b|\bup to\b"),
        (r"\btrở lên\b", r"\bor (?:less|below|under|fewer|lower|earlier)\b|\bat most\b|\bno(?:t)? more than\b", r"\bor (?:more|above|over|higher|later|older|greater|upwards?)\b|\bat least\b|\band (?:above|over|up)\b|\bupwards?\b|\bno(?:t)? less than\b"),
        (r"\btrở về trước\b", r"\bor (?:later|after)\b|\bonwards?\b", r"\b(?:before|earlier|back|prior)\b"),
        (r"\btrở về sau\b|\btrở đi\b", r"\bor (?:earlier|before)\b|\band before\b", r"\bonwards?\b|\bafter\b|\blater\b|\bfrom\b"),
        (r"\b[Cc]hậm nhất\b(?!.*\btrước\b)", r"\bat least\b", r"\blatest\b|\bwithin\b|\bno(?:t)? later\b"),
        (r"\btrên dưới (?=\d)", r"\b(?:over|above|more than)\b", r"\babout\b|\baround\b|\bapproximately\b|\bor so\b|\broughly\b"),
        # Acquitted, and what is not permitted any more.
        (r"\b(?:tuyên|trắng án|xử) (?:\w+ ){0,2}vô tội\b|\btrắng án\b", r"\bguilty\b|\baccused\b|\bconvicted\b", r"\bnot guilty\b|\binnocent\b|\bacquit|\bclear"),
        (r"\b(?:sắp )?mãn nhiệm\b", r"\btak\w+ office\b|\bin office\b|\bincumbent\b|\belected\b", r"\boutgoing\b|\bend\w*\b|\bleav|\bexpir|\bformer\b|\bretir|\bdepart"),
    )
)  # fmt: skip


def polarity_agrees(source: str, target: str) -> bool:
    """Say whether ``target`` says the opposite nowhere, as far as these phrases tell."""
    return not any(
        vietnamese.search(source) and wrong.search(target) and not unless.search(target)
        for vietnamese, wrong, unless in _RULES
    )

"""Where one sentence ends and the next begins, in Vietnamese.

The rules of English splitters fail on TP. (city), ThS. (M.Sc.), Đ/c. (comrade), v.v. (etc.) and on list points, and they cannot
see that Vietnamese capitalises little: a full stop before a small letter is no end. Offsets always point into the text given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATIONS = frozenset(
    # places and addresses
    "tp tx tt q p h x đ kp kdc nxb"
    # degrees and titles
    " ts ths pgs gs gsts pgsts gs.ts pgs.ts th.s t.s bs bsckii bscki ks cn ls lm đ/c đc đ.c nsnd nsưt nghệ.sĩ ncs dr mr mrs ms prof st jr sr hon gen"
    # in text and in English names
    " vd tr sđd stt vs no inc ltd co corp fig vol approx".split()
)
_CLOSERS = ")]}\"'”’»"
# A quotation mark that stands free after the stop, as some editors type it, still belongs to the sentence before it.
_TERMINATOR = re.compile(rf"[.!?…]+[{re.escape(_CLOSERS)}]*(?: [\"”](?=\s))?(?=\s)")
_NOT_BLANK = re.compile(r"\S")
_WORD = re.compile(r"\w+")
# After an initial ("bị cáo Nguyễn Văn A.") only a word that opens sentences tells an end from a name that goes on.
_OPENERS = frozenset(
    [
        "theo",
        "tại",
        "trong",
        "ngày",
        "khi",
        "sau",
        "trước",
        "ông",
        "bà",
        "anh",
        "chị",
        "tuy",
        "nhưng",
        "đây",
        "các",
        "những",
        "với",
        "do",
        "từ",
        "đến",
        "hiện",
        "cũng",
        "để",
        "nếu",
        "việc",
        "qua",
        "về",
        "trên",
        "ngoài",
        "đồng",
        "cơ",
        "công",
        "người",
        "một",
        "hai",
        "cả",
        "sáng",
        "chiều",
        "tối",
        "đêm",
        "trưa",
    ]
)
_DOTTED = re.compile(r"(?:\w\.)+\w")
_LIST_POINT = re.compile(r"(?:[0-9]{1,3}|[a-zđ]|[IVX]{1,5})\Z")


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    """Decide whether the terminator ``match`` ends the sentence of ``text`` that began at ``start``."""
    # Only a window on either side is looked at, so that the time stays linear however long a "sentence" grows.
    following = text[match.end() : match.end() + 60].lstrip("“\"'‘«([–—-•* \n\t")
    if not following or not (following[0].isupper() or following[0].isdigit()):
        return False
    if match[0].rstrip(_CLOSERS) != ".":
        return True
    before = text[max(start, match.start() - 40) : match.start()]
    word = before[-1:].strip() and before.split()[-1].lstrip("(\"'“‘[")
    if word.lower() in _ABBREVIATIONS and match[0] == ".":
        return False
    if _LIST_POINT.fullmatch(word) and match.start() - start <= len(word) + 2:
        return False  # "1. Mở rộng …": the point belongs to its text
    if (len(word) == 1 and word.isupper()) or _DOTTED.fullmatch(word):
        opener = _WORD.match(following)
        return opener is not None and opener[0].lower() in _OPENERS
    return True


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` character offsets of the sentences of one paragraph, without the blanks around them.

    Every character that is not a blank lies in exactly one sentence. Runs in time linear in ``len(text)``.
    """
    start = _next_word(text, 0)
    for match in _TERMINATOR.finditer(text, start):
        if _is_end(text, start, match):
            yield start, match.end()
            start = _next_word(text, match.end())
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _next_word(text: str, position: int) -> int:
    match = _NOT_BLANK.search(text, position)
    return match.start() if match else len(text)

"""Where one sentence ends and the next begins, in Vietnamese.

The rules of English splitters fail on TP. (city), ThS. (M.Sc.), Đ/c. (comrade), v.v. (etc.) and on list points, and they cannot
see that Vietnamese capitalises little. Here rules decide on every full stop. Headings and captions that a page's layout glued to
the sentence after them have no full stop; for those :mod:`corpus.segment.headings` weighs the words around.

Offsets always point into the text given. A sentence that is split again yields itself, because whether there is an end at a
place depends only on the sentence that leads there and on the words right after it, never on earlier sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.segment.headings import WORD_AFTER_WORD, is_heading_end, opens_sentence

__all__ = ["split_sentences"]

# After these comes a name, a number or a place: never an end.
_TITLES = frozenset(
    # places and addresses
    "tp tx tt q p h x đ kp kdc kcn nxb đt"
    # degrees, ranks and titles
    " ts ths th.s t.s tskh pgs pgs.ts gs gs.ts gs.tskh gsts pgsts bs bs.ck bs.cki bs.ckii bscki bsckii cki ckii ds ks kts cn ls lm ncs"
    " đ/c đc đ.c nsnd nsưt ngnd ngưt gđ pgđ tgđ ht đđ tgm"
    # in text
    " vd tr sđd stt vs".split()
)
# The same in English names ("Roe v. Wade"). In the other case some of them are Vietnamese: no, gen, hon, "bà V. Sau đó".
_FOREIGN_TITLES = frozenset(
    "v Mr Mrs Ms Dr Prof St No Gen Hon Lt Col Capt Sgt Spc Pte Gov Sen Rep Rev Fig Vol Mt Ft".split()
)
# These can be the last word; so can an initial ("bị cáo Nguyễn Văn A."). Then a word follows that opens sentences.
_SUFFIXES = frozenset("Inc Ltd Co Corp Bros Jr Sr".split())
# A letter after one of these is a class or a unit, not the initial of a name: "40 độ C.", "viêm gan B.", "hạng A."
_CLASSES = frozenset(
    "độ vitamin hạng bảng nhóm loại lớp khối gan án hoạch mẫu cúm khu quỹ tầng lô điểm phần thế số máu".split()
)
_STOPS = ".!?…"
_CLOSERS = ")]}\"'”’»"
_OPENERS = "“\"'‘«([–—-•* \n\t"
# Every place where a sentence may end. What decides lies in a bounded stretch around it, and a run of stops is tried once only:
# both keep the time linear on any text.
_CANDIDATE = re.compile(
    # stops with what closes after them; a closing mark may stand free, as some editors type it
    rf"(?P<stop>(?<![{_STOPS}])[{_STOPS}]++[{re.escape(_CLOSERS)}]*+(?=\s)(?: ”(?=\s))?)"
    # stops without a space after them: "xảy ra.Tạm dừng"
    rf"|(?P<stuck>(?<=[^\W\d_]{{2}})[{_STOPS}]{{1,3}}(?=[^\W\d_]{{2}}))"
    # a list point inside the paragraph: "gồm: - Đồng chí A; - Đồng chí B"
    r"|(?P<point>(?<=\S)\s++(?=[•▪●]\s?\w|\*\s\w)"
    rf"|(?<=[:;{_STOPS}])\s++(?=[-–+]\s\w|[a-zđ]\)\s)|(?<=[:;])\s++(?=[0-9]{{1,2}}[.)]\s\w))"
    rf"|(?P<word>{WORD_AFTER_WORD.pattern})"
)
# A straight quotation mark that stands free after the stop, and whether another mark follows it.
_FREE_MARK = re.compile(r' "(?=\s)(\s["“])?')
_NOT_BLANK = re.compile(r"\S")
_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"[A-ZĐ]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
# "1. Mở rộng …", "Điều 5. Phạm vi …", "II. …": the point belongs to the text after it.
_POINT = re.compile(
    r"[“\"(]?(?:(?:Điều|Chương|Mục|Phần|Bài|Câu|Bước|Hình|Bảng|Tiết|Tập) )?"
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|[a-zđA-ZĐ]|[IVXL]{1,6})"
)


# The number of a list's point, where the sentence began with the number before: "1. Họ tên 2. Ngày sinh 3. Địa chỉ".
_NUMBER = re.compile(r"(?<=\s)[0-9]{1,2}\Z")
_FIRST_NUMBER = re.compile(r"([0-9]{1,2})\.\s")


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` character offsets of the sentences of one paragraph, without the blanks around them.

    Every character that is not a blank lies in exactly one sentence, and ``text[start:end]`` split again is one sentence. Runs in
    time linear in ``len(text)``.
    """
    start = _next_word(text, 0)
    quoted = False  # whether a straight quotation mark is open at ``start``
    for match in _CANDIDATE.finditer(text, start):
        end = match.start()
        if end <= start:
            continue
        kind = match.lastgroup
        if kind == "word":
            if not is_heading_end(text, start, end, match["opener"]):
                continue
        elif kind == "stop" and (number := _next_point(text, start, match)) is not None:
            end = number - 1
            while text[end - 1].isspace():
                end -= 1
        elif kind == "stop":
            if not _is_end(text, start, match):
                continue
            end = match.end()
            free = _FREE_MARK.match(text, end)
            # It closes the quotation that is open, or else opens the next.
            if free and (free[1] or _leaves_open(text, start, end, quoted)):
                end += 2
        elif kind == "stuck":
            if not _is_stuck(text, start, match):
                continue
            end = match.end()
        yield start, end
        quoted = _leaves_open(text, start, end, quoted)
        start = _next_word(text, end)
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    """Decide whether the stops ``match`` end the sentence of ``text`` that began at ``start``."""
    following = text[match.end() : match.end() + 60].lstrip(_OPENERS)
    before = text[max(start, match.start() - 40) : match.start()]
    word = before.split()[-1].lstrip("(\"'“‘[") if before and not before[-1].isspace() else ""
    mark = match[0].rstrip(_CLOSERS + " ")
    if not following:
        return False
    if not (following[0].isupper() or following[0].isdigit()):
        return match[0] == "." and _lost_its_capital(word, following)
    if match[0] == "." and _is_abbreviation(word, before, following):
        return False
    if mark == "." and match.start() - start < 20 and _POINT.fullmatch(text, start, match.start()):
        return False
    return not (mark == "!" and word == "Yahoo")


def _next_point(text: str, start: int, match: re.Match[str]) -> int | None:
    """Return where the number of a list's next point begins, if the stop ``match`` follows one and the sentence is the point before."""
    first = _FIRST_NUMBER.match(text, start)
    if first is None or match[0] != ".":
        return None
    number = _NUMBER.search(text, max(start, match.start() - 3), match.start())
    if number is None or number.start() <= first.end() or int(number[0]) != int(first[1]) + 1:
        return None
    return number.start()


def _is_abbreviation(word: str, before: str, following: str) -> bool:
    """Tell whether the full stop after ``word``, the last of ``before``, only shortens it."""
    opener = _WORD.match(following)
    opens = opener is not None and opens_sentence(opener[0])
    if _INITIAL.fullmatch(word) and _INITIAL.match(following) and following[1:2] == ".":
        return True  # "George H. W. Bush"
    if word.lower() == "v.v":
        return False  # "etc.", and a capital after it
    if word.lower() in _TITLES:
        # After a figure it is a unit: "lúc 17 h. Sau", "1.000 đ. Các"
        return not (len(word) == 1 and word.islower() and before[:-1].rstrip()[-1:].isdigit())
    if _INITIAL.fullmatch(word) or _DOTTED.fullmatch(word) or word in _SUFFIXES:
        previous = before[: -len(word)].split()[-1:]
        return not opens and not (previous and previous[0].lower() in _CLASSES)
    return word in _FOREIGN_TITLES


def _lost_its_capital(word: str, following: str) -> bool:
    """Tell whether a sentence ends after ``word`` although the next does not begin with a capital.

    Names do (iPhone). Otherwise a full stop before a small letter is an abbreviation or part of an address, unless a Vietnamese
    mark on both words says that neither can be.
    """
    if not (word.isalpha() and len(word) > 1) or word.lower() in _TITLES:
        return False
    opener = _WORD.match(following)
    if opener is None or not following[0].islower():
        return False
    if opener[0][1:2].isupper():
        return True
    return word.islower() and not word.isascii() and not opener[0].isascii()


def _is_stuck(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether stops between two letters end a sentence, and do not stand in an address, a file name or an abbreviation."""
    word = text[max(start, match.start() - 40) : match.start()].split()[-1].lstrip(_OPENERS)
    opener = _WORD.match(text, match.end())
    if opener is None or not (word.isalpha() and word.islower() and opener[0].istitle()):
        return False
    if text[opener.end() : opener.end() + 1].strip() not in ("", ","):
        return False
    return not word.isascii() or not opener[0].isascii() or opens_sentence(opener[0])


def _leaves_open(text: str, start: int, end: int, quoted: bool) -> bool:
    """Tell whether a straight quotation mark is open at ``end``; ``quoted`` says whether one is at ``start``."""
    position = text.find('"', start, end)
    while position >= 0:
        free_left = position == 0 or text[position - 1].isspace()
        free_right = position + 1 == len(text) or text[position + 1].isspace()
        # A mark that leans on one word shows which side it closes; any other is the counterpart of the last.
        quoted = free_left if free_left != free_right else not quoted
        position = text.find('"', position + 1, end)
    return quoted


def _next_word(text: str, position: int) -> int:
    match = _NOT_BLANK.search(text, position)
    return match.start() if match else len(text)

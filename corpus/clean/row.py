"""What can be said of one line of a page by itself: its words, its shape, and the label that it has wherever it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.clean.words import Words, claims_rights
from corpus.dates import is_date_line, parse_date
from corpus.encoding import is_syllable
from corpus.types import Label

_I = re.IGNORECASE
# Markup and marks that are part of no article, whatever they say. The patterns that every line meets look at lowered text: one that
# must not mind case is several times slower.
_MARKS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|!\[.*|[*+-]\s*\[.*\]\(.*|\[.*\]\(javascript.*|\[\s*\]\(.*|-->|<!--.*|[\W\d_]+|>\s?>.*|->\s.*[^.!?]|1\s2\s3(?:\s\d+)*|(?:link|nguồn)[^:]{0,12}:\s*https?://\S+"
    r"|(?:từ\s+khóa|tags?|chủ\s+đề)\s*:.*|bạn\s+đang\s+(?:đọc|xem)\s+(?:bài|tin)\s.*\schuyên\s+mục\b.*"
)
_CREDIT = re.compile(
    r"tác\s+giả\s+(?P<author>\w.*)"
    r"|(?:(?:bài|tin|ảnh|clip|video|nội\s+dung|tác\s+giả|thực\s+hiện|biên\s+tập|người\s+viết)(?:\s*[,&và/\-–]+\s*(?:bài|ảnh|clip|video))*"
    r"\s*:\s*|(?:đăng|viết)\s+bởi\s+)(?P<name>\S.*)"
    r"|(?:theo|nguồn)\s*:?\s+(?P<source>\w[\w.&\-/+ ]{1,40})"
    r"|(?P<agency>[\w-]+\.(?:vn|com|net)|TTXVN|PV|BBT|C?TTĐT|ban\s+biên\s+tập|tạp\s+chí(?:\s+\w+){1,4})"
    r"|(?P<initials>(?-i:[A-ZĐ]{1,3}(?:\.[A-ZĐ]{1,3}){0,3}\.?))",
    _I,
)
# A line that begins so names who wrote it, and perhaps the photographer behind.
_TEXT_CREDIT = re.compile(r"(?:bài|tin|tác\s+giả|thực\s+hiện)\b[^:]{0,20}:")
# What writes and is nobody: "Ban Biên Tập", but not "Ban Mai". A name may begin as a place does: "Cung Tích Biền".
_BOARD = re.compile(r"(?:ban|phòng|trung\s+tâm|báo|đài|tạp\s+chí|tòa\s+soạn)\s+\S+\s+\S", _I)
_ACRONYM = re.compile(r"[A-ZĐ]{3,}")  # an office's, unless it can be spoken: "TDKT", but not "MAI"
_INITIAL = re.compile(r"^(\w)\s+(?=\1)")  # what stands for the author's picture: "K Kim Phong"
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")  # as some sign: "(Hoàng Lam)"
_ADDRESS = re.compile(r"\s*[-–|(]?\s*[\w.+-]+@[\w.-]+\)?")  # behind a name
_CREDIT_END = re.compile(r"\s*[,;.\-–]?\s*\b(?:ảnh|clip|video)\s*:.*", _I)
# The other way round: "Thứ Bảy, 02 tháng 5, 2026 · bởi Lê Mai"; "25.06.2018 Người đăng: Lê Mai".
_DATED_FIRST = re.compile(
    r"(.*\d)(?:\s*[|•·–-]\s*(?:bởi|by|tác\s+giả:?)|\s+(?:người\s+đăng|tác\s+giả)\s?:)\s+(\S.*)", _I
)
# "Ngày đăng: 03/10/2026 · Lê Thị Mai": nothing says that it is a person's but the family name, and "Hà Nội" has one, too.
_DATE_AND_NAME = re.compile(r"(.*\d)\s*[|•·]\s*((?!Hồ Chí Minh)(\S+)\s\S+\s\S.*)")
_FAMILY_NAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh đoàn lâm phùng mai trịnh tô lương cao thái châu"
    " tạ kiều quách tống hà vương trương lưu triệu tăng tôn nông chu từ quan la giang khổng thạch".split()
)
_AND_HOUSE = re.compile(r"(?:theo|nguồn)\s*:?\s+(\w[^/]+)/\s?[\w.]+", _I)  # "Nguồn: Lê Mai – Trần Vũ/baolongan.vn"
_COMMENTS = re.compile(r"\s+\d+ bình luận$", _I)  # how many there are, behind a name
# Between a name and the date in the same line.
_DATED = re.compile(
    r"\s*(?:[|•·]\s*(?=[^|•·]*\d)|[-–]\s*(?=\d{1,2}[/:.h-]\d)|(?<=\s)(?:vào\s+(?:ngày|lúc)\s+)?(?=\d{1,2}/\d{1,2}/\d{4}|(?:[Tt]hứ|[Cc]hủ nhật)\s[^|]*\d))"
)
# What follows a name: "Lê Mai, viết từ Ostrava"; "Hồng Thắm, KTNT".
_FROM = re.compile(r",\s*(?:(?:viết|gửi|tường\s+thuật)\s+từ\s.*|[A-ZĐ]{2,6})$")
_NAME = re.compile(r"[^\W\d_]+\.?(?:\s+[^\W\d_]+\.?){1,4}|[^\W\d_]{1,2}\.[^\W\d_]{2,7}")  # "Hoàng Lam", "Tr.Đức"
_NUMERAL = re.compile(r"\b[IVX]{2,}\b")  # "Chương XX" has the shape of a name
# What follows a name.
_OFFICE = re.compile(r"\s[-–]\s(?=(?:trung tâm|báo|đài|ban|sở|hội|văn phòng|phòng|đoàn|ttxvn|vov))|\s?[(/]", _I)
_DASH = re.compile(r"\s[-–—]\s")
_BETWEEN_NAMES = re.compile(r"\s[-–]\s|\s?[,;&]\s?|\svà\s")
_PICTURES = re.compile(r"(?:một\s+số|những|vài|chùm)\s+(?:hình\s+)?ảnh\b.*")  # what a row of pictures is headed
_HONORIFIC = re.compile(
    r"(?:(?:by|bởi|theo|thầy(?:\s+giáo)?|cô\s+giáo|luật\s+sư|ls|ths|thạc\s+sĩ|ts|tiến\s+sĩ|bs|bsnt|bscki{0,2}|bác\s+sĩ|dược\s+sĩ|ds|pgs|gs|nhà\s+báo|phóng\s+viên|pv)\b(?:\.\s*|\s+))+"
    r"(?=\w)",
    _I,
)
_CAPTION_END = re.compile(
    r"\bảnh\s*:\s*[\w. ,&/\-–]{1,60}\)?\.?\s*$|[-–(]\s*ảnh\s[\w. ]{1,30}\)?$|[^.!?]\s\(nguồn\s*:[^()]{1,60}\)$"
    r"|\s@\w[\w.]{2,40}$"
)
_NUMBERED_PICTURE = re.compile(r"\[?(?:ảnh|hình)\s\d{1,2}\]?\s?[:.]\s.*")
_STOPS = frozenset(".!?:;…")
_BEHIND_A_STOP = ")]\"'”’» |"  # a table's cells end in bars
# Marks of emphasis at the edge of a word: in "2**10" they are none.
_MARKDOWN = re.compile(
    r"^\s*(?:#{1,6}\s+|>\s+)|(?<![\w*])\*{2,}+|(?<!\*)\*{2,}+(?!\w)|(?<!\w)_{2,}+|(?<!_)_{2,}+(?!\w)"
)
# What is linked may begin with a word in brackets: "[[Thông báo] Lịch học](…)".
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\](?!\())*+)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LINKED_IMAGE = re.compile(r"\[\s*!\[([^\[\]]*)\]\([^()\s]*\)\s*\]\(")
_IMAGE = re.compile(r"[_*]*!\[.*|image\s+[\w ]+|\[\s*!\[.*")
PROSE_WORDS = 20
"""A line of so many words is a paragraph even without a full stop."""
PROSE_WORDS_ENDED = 8
"""With one, so many are enough."""
_LETTERS = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_NOTICE_WORDS = 20  # what a visitor is told is short
_LONGEST_NAME = 200  # characters of a line that names an author
_IMPRINT_WORDS = 45
_LONG_IMPRINT_WORDS = 150
_RESPONSIBLE = re.compile(r"chịu trách nhiệm|người phát ngôn|tổng biên tập|giấy phép")
_PORTALS = ("trang ", "cổng ", "báo ")
_CLAIM = re.compile(r"[:©]|bản quyền|copyright|ghi rõ nguồn|giấy phép|chịu trách nhiệm")
_CONTACT = re.compile(r"địa chỉ|điện thoại|e-?mail|fax")
_MENU_WORDS = 40
_SHORTEST_MENU = 40  # characters
_LETTERS_OF_LATIN = [chr(code) for code in range(ord("A"), ord("ỹ") + 1) if chr(code).isalpha()]
_LOWER, _UPPER = ("".join(filter(case, _LETTERS_OF_LATIN)) for case in (str.islower, str.isupper))
_GLUED = re.compile(rf"(?<=[{_LOWER}])[{_UPPER}](?=[{_LOWER}])")
_LONG_MENU_WORDS = 120  # a sentence full of names and titles has fewer


@dataclass(slots=True)
class Row:
    """One non-empty line with what can be said of it alone; what its neighbours make of it is set by :mod:`corpus.clean.lines`."""

    line: int
    raw: str
    text: str
    low: str  # the text in small letters
    words: int
    ended: bool
    figures: bool  # whether it is short and has some
    vocabulary: Words
    label: Label | None = None
    reason: str = ""
    prose: bool = False
    outside: bool = False
    kept: bool = False
    link: bool = False
    head: bool = False  # whether a page's markup says so
    _letters: str | None = None

    def set(self, label: Label, reason: str) -> None:
        """Give the row its label and say which rule did."""
        self.label, self.reason = label, reason

    @property
    def letters(self) -> str:
        """The text's letters and figures alone, for comparing headlines."""
        if self._letters is None:
            self._letters = letters_of(self.low)
        return self._letters

    @property
    def heading(self) -> bool:
        """Whether the line is marked as a heading; "#Covid19" is a topic."""
        return self.head or (self.raw[0] == "#" and self.raw.lstrip("#")[:1] in ("", " "))

    @property
    def clipped(self) -> bool:
        """Whether the text breaks off in dots, as teasers do."""
        return self.ended and self.text.rstrip(_BEHIND_A_STOP).endswith(("...", "…"))

    @property
    def image(self) -> bool:
        """Whether the line is the markup of an image."""
        return (self.raw[0] in "iI" or "![" in self.raw) and _IMAGE.fullmatch(self.raw.lower()) is not None

    @property
    def describes(self) -> bool:
        """Whether the text says what is to be seen, as captions do."""
        return self.vocabulary.caption.search(self.low) is not None

    @property
    def cell(self) -> bool:
        """Whether the text was a table's cell, the only one in its row, as a caption under its picture often is."""
        return self.text.endswith("|") and "|" not in self.text.strip("| ")

    @property
    def shows_someone(self) -> bool:
        """Whether the text begins with whom a portrait shows."""
        return self.words <= 18 and self.vocabulary.portrait.search(self.low) is not None

    @property
    def heads_pictures(self) -> bool:
        """Whether the text announces a row of pictures: "Một số hình ảnh tại buổi lễ"."""
        return "ảnh" in self.low and _PICTURES.fullmatch(self.low) is not None

    @property
    def credits_writer(self) -> bool:
        """Whether the text begins by saying whose the words are."""
        return _TEXT_CREDIT.match(self.low) is not None

    @property
    def source(self) -> bool:
        """Whether the line says where the whole text is from: "Nguồn: Sở Y tế, đăng ngày 17/9/2026"."""
        return self.low.startswith("nguồn:") and self.words <= _IMPRINT_WORDS and not self.ended

    @property
    def has_date(self) -> bool:
        """Whether the text gives a day, alone or behind the author's name."""
        if self.label == "date":
            return parse_date(self.text) is not None
        return self.label is None and self.figures and _DATED.search(self.text) is not None and self.person is not None

    @property
    def person(self) -> str | None:
        """The person that the text names as its author; see :func:`person_named`."""
        return person_named(self.text, self.vocabulary)


def _is_menu(text: str, words: int) -> bool:
    """Say whether a long line is a row of links: hardly a mark between many words, and a capital on every third one."""
    marks = 0
    for mark in ",.;:?!":
        marks += text.count(mark)
        if marks * 15 >= words:
            return False
    return sum(word[0].isupper() for word in text.split()) * 3 > words and not text.isupper()


def _strings_names(text: str, words: int) -> bool:
    """Say whether a line without a full stop is hardly more than names or the points of a menu, one after the other without a mark."""
    if sum(map(text.count, ",.;:?!")) * 12 > words:
        return False
    begun = sum(above[0].islower() and below[0].isupper() for above, below in pairwise(text.split()))
    return begun * 6 >= words


def read_row(number: int, raw: str, vocabulary: Words) -> Row | None:
    """Read a line, the ``number``-th of its page; ``None`` where there is nothing in it."""
    raw = raw.strip()
    if not raw:
        return None
    text, links = raw, False
    if raw[0] in "#>_" or raw[-1] == "_" or "**" in raw or "__" in raw:
        text = _MARKDOWN.sub("", raw).strip().strip("_").strip() or raw
    if "](" in text:
        if raw[0] == "|" and "![" in text:
            text = _LINKED_IMAGE.sub(r"[\1](", text)
        parts = _LINK.split(text)  # what stands beside links and inside them, in turn
        links = len(parts) > 1 and 4 * len("".join(parts[::2]).split()) < len("".join(parts).split())
        text = "".join(parts)
    # A normalised line has single blanks only; one whose markup was taken out may have more.
    words = text.count(" ") + 1 if text is raw else len(text.split())
    low = text.lower()
    bare = low.strip("•*·|»› ")
    ended = text.rstrip(_BEHIND_A_STOP)[-1:] in _STOPS
    figures = words <= 25 and _DIGIT.search(bare) is not None
    row = Row(number, raw, text, low, words, ended, figures, vocabulary)
    if (found := _alone(row, bare, links)) is not None:
        row.label, row.reason = found
    else:
        row.prose = (words >= PROSE_WORDS and not row.source and (ended or not _strings_names(text, words))) or (
            ended and words >= PROSE_WORDS_ENDED and not (text[-1] == ":" and row.heads_pictures)
        )
    return row


def _alone(row: Row, bare: str, links: bool) -> tuple[Label, str] | None:
    """Return the label of a row that is not in doubt wherever it stands, and the reason; ``bare`` is its text without list marks."""
    words, figures, vocabulary = row.words, row.figures, row.vocabulary
    if figures and is_date_line(bare):
        return "date", "date"
    said = words <= _IMPRINT_WORDS and vocabulary.furnishing.fullmatch(bare) is not None
    if said and words <= 12 and (vocabulary.section.fullmatch(bare) or vocabulary.box.fullmatch(bare)):
        return "boilerplate", "section heading"
    if links or (not row.ended and _are_glued(row.text, words)):
        return "boilerplate", "links"
    if (
        not bare
        or (said and words <= _NOTICE_WORDS and vocabulary.furniture.fullmatch(bare))
        or (figures and vocabulary.figures.fullmatch(bare))
        or _MARKS.fullmatch(bare)
        or row.image
    ):
        return "boilerplate", "page furniture"
    if said and words <= _NOTICE_WORDS and vocabulary.notice.fullmatch(bare):
        return "boilerplate", "notice to the visitor"
    if words <= _IMPRINT_WORDS and ((said and _is_masthead(row, bare)) or claims_rights(bare)):
        return "boilerplate", "masthead"
    if (
        _IMPRINT_WORDS < words <= _LONG_IMPRINT_WORDS
        and ":" in bare
        and _RESPONSIBLE.search(bare)
        and len(set(_CONTACT.findall(bare))) >= 2
    ):
        return "boilerplate", "masthead"
    if words >= (_LONG_MENU_WORDS if row.ended else _MENU_WORDS) and _is_menu(row.text, words):
        return "boilerplate", "menu"
    if words <= _IMPRINT_WORDS and _NUMBERED_PICTURE.fullmatch(bare):
        return "caption", "numbered picture"
    if (
        words <= _IMPRINT_WORDS
        and ("ảnh" in bare or "(nguồn" in bare or " @" in bare)
        and _CAPTION_END.search(row.low)
        and not (_TEXT_CREDIT.match(bare) and row.person)
        and not row.source
    ):
        return "caption", "photo credit"
    return None


def _are_glued(text: str, words: int) -> bool:
    """Say whether a line is the points of a menu without blanks between them: "Du lịchDịch vụ du lịchDịch vụ ẩm thực"."""
    if len(text) <= _SHORTEST_MENU or _GLUED.search(text) is None:
        return False
    # Each once: "LienVietPostBank" is a name.
    glued = sum(_GLUED.search(word) is not None for word in set(text.split()))
    return glued * 8 >= max(words, 24)


def _is_masthead(row: Row, bare: str) -> bool:
    """Say whether a line is the masthead's; a sentence that only begins with one of its words has neither figures nor a colon."""
    if row.ended and row.words >= PROSE_WORDS and bare.startswith(_PORTALS) and not _CLAIM.search(bare):
        return False  # "Cổng thông tin tỉnh cho biết, ngày 6/2, …"
    told = not row.ended or row.words < PROSE_WORDS_ENDED or ":" in bare or _DIGIT.search(bare)
    return bool((told and row.vocabulary.imprint.fullmatch(bare)) or row.vocabulary.rights.fullmatch(bare))


def _is_name(text: str, vocabulary: Words) -> bool:
    """Two to five words that all begin with a capital, and none of them the name of a section or an office."""
    return (
        bool(_NAME.fullmatch(text))
        and all(word[0].isupper() for word in text.split())
        and not text.startswith("The ")
        and not vocabulary.office.search(text.lower())
        and (text.isupper() or not _NUMERAL.search(text))
    )


def person_named(text: str, vocabulary: Words) -> str | None:
    """Return the person that a byline names, ``""`` where it names an agency or a source, ``None`` where ``text`` is no byline."""
    text = text.strip("*_ ").strip()
    words = text.count(" ") + 1
    if words > 14 or len(text) > _LONGEST_NAME:
        return None
    text = _COMMENTS.sub("", _INITIAL.sub("", text))
    if (inside := _IN_BRACKETS.fullmatch(text)) and _is_name(inside[1], vocabulary) and is_vietnamese(inside[1]):
        text = inside[1]
    if (signed := _DATED_FIRST.fullmatch(text)) and is_date_line(signed[1]):
        text = signed[2]
    elif (signed := _DATE_AND_NAME.fullmatch(text)) and signed[3].lower() in _FAMILY_NAMES:
        text = signed[2] if is_date_line(signed[1]) else text
    if "@" in text:
        text = _ADDRESS.sub("", text)
    name, *date = _DATED.split(text, maxsplit=1)
    dated = bool(date) and is_date_line(date[0])
    if dated:
        text = name
    if sourced := _AND_HOUSE.fullmatch(text):
        names = _BETWEEN_NAMES.split(sourced[1])
        return "; ".join(names) if all(_is_name(name, vocabulary) and is_vietnamese(name) for name in names) else ""
    if words <= 12 and (credit := _CREDIT.fullmatch(text)):
        source = credit["source"] or ""
        if source[:1].islower() and ":" not in text and "." not in source:
            return None  # "nguồn lực đất đai" names no source
        named = _CREDIT_END.sub("", credit["author"] or credit["name"] or "").strip(" .")
        if _BOARD.match(named) or (_ACRONYM.fullmatch(named) and not is_vietnamese(named)):
            return ""
        capitals = sum(word[0].isupper() for word in named.split())
        return (
            named if len(named.split()) <= 5 or 2 * capitals >= len(named.split()) else None
        )  # "CLIP: Ô tô bốc cháy trên cầu"
    head = _OFFICE.split(_FROM.sub("", text), maxsplit=1)[0].strip("*_ ")
    name, dash, house = _DASH.sub("\n", head).partition("\n")
    if dash and is_vietnamese(name) and not is_vietnamese(house):
        head = name  # "Lê Tấn – Agribank Quảng Ngãi"
    names = [_HONORIFIC.sub("", name) for name in _BETWEEN_NAMES.split(head)]
    if dated and "," in head and _is_name(names[0], vocabulary):  # behind the author's name stands the paper's
        names = [name for name in names if _is_name(name, vocabulary)]
    if len(names) > 1 and "," in head and head.isupper() and vocabulary.office.search(names[-1].lower()):
        del names[-1]  # "LÊ MAI, TRẦN VŨ, TRUNG TÂM TIN TỨC"
    if all(_is_name(name, vocabulary) for name in names):
        return "; ".join(n.title() if n.isupper() else n for n in names)
    return None


def is_vietnamese(name: str) -> bool:
    """Say whether all words of a name are Vietnamese syllables, with their marks or without: "Top Stories" is a heading."""
    return all(map(is_syllable, name.lower().replace(";", " ").split()))


def letters_of(text: str) -> str:
    """Return the letters and figures of lowered ``text`` alone: what two prints of a headline have in common."""
    return "".join(_LETTERS.findall(text))

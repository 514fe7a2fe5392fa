"""Which lines of a page are the article, and what the others are.

A page saved as text still has its menus above the article and its teasers, comments and counters below it. Every non-empty line
gets one label (title, date, byline, caption, lead, body, boilerplate) and the name of the rule that gave it. The rules look at a
line's words and shape, then at its place:

1. lines that are furniture wherever they stand (share buttons, image markup, menus) are set aside;
2. headings such as "Tin liên quan" cut the page into sections; the one with most running prose is the article;
3. between its first and its last paragraph everything else is a subheading or a caption;
4. above it stand title, date and byline, below it the byline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.dates import is_date_line
from corpus.types import Label, Line

_I = re.IGNORECASE

# Headings after which a page no longer speaks of its article.
_STRONG_CUT = re.compile(
    r"(?:(?:các\s+)?(?:tin|bài)(?:\s+(?:viết|tức))?\s+(?:khác|mới(?:\s+(?:nhất|hơn|đăng))?|cũ(?:\s+hơn)?|nổi\s+bật|cùng\s+\w+(?:\s+\w+)?|đọc\s+nhiều|xem\s+nhiều)"
    r"|cùng\s+(?:chủ\s+đề|tác\s+giả|chuyên\s+mục|danh\s+mục|sự\s+kiện)"
    r"|(?:ý\s+kiến|phản\s+hồi)\s+(?:bạn\s+đọc|độc\s+giả|của\s+bạn)|(?:tổng\s+lượt\s+)?bình\s+luận|gửi\s+bình\s+luận|thảo\s+luận"
    r"|(?:thống\s+kê|lượt|số\s+lượt)\s+(?:truy\s+cập|xem)|(?:đọc|xem)\s+nhiều(?:\s+nhất)?|được\s+quan\s+tâm(?:\s+nhất)?|có\s+thể\s+bạn\s+quan\s+tâm"
    r"|mới\s+nhất|tiêu\s+điểm|từ\s+khóa|tags?|chủ\s+đề|đánh\s+giá\s+bài\s+viết|chia\s+sẻ\s+bài\s+viết|thăm\s+dò\s+ý\s+kiến|liên\s+kết\s+(?:website|web|site)"
    r"|đăng\s+ký\s+nhận\s+(?:bản\s+)?tin.*|văn\s+bản\s+mới|thư\s+viện\s+(?:ảnh|video))"
    r"(?:\s*\(?\s*\d*\s*\)?)?\s*[:.»>…]*",
    _I,
)
# Headings of boxes that may stand inside an article: its text can go on below them.
_WEAK_CUT = re.compile(
    r"(?:(?:tin|bài)(?:\s+viết)?\s+liên\s+quan|tham\s+khảo\s+thêm|(?:đọc|xem)\s+thêm|liên\s+quan)\s*[:»>]*", _I
)

# Never part of an article, wherever it stands.
_FURNITURE = re.compile(
    r"powered\s+by\b.*|(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|!\[.*|[*+-]\s*\[.*\]\(.*|\[.*\]\(javascript.*|\[\s*\]\(.*|-->|<!--.*"
    r"|(?:facebook|zalo|twitter|x|email|e-mail|mail|print|in|in\s+bài\s+viết|google\s+news|copy\s+link|refresh|rss|top|linkedin|pinterest|telegram)"
    r"|(?:chia\s+sẻ|lưu\s+bài|theo\s+dõi|nghe\s+đọc\s+bài.*|nghe\s+bài.*|quan\s+tâm|thích|like|share|trở\s+lại.*|quay\s+lại.*|về\s+trang\s+chủ.*|trang\s+chủ(?:\s*[›»>/|].*)?)"
    r"|(?:cỡ\s+chữ|tăng\s+cỡ|giảm\s+cỡ|a\s*[+-]).*|aa?|[\W\d_]+|(?:đọc|xem)\s+tiếp.*|về\s+trang\s+chủ\s+đề|image\s+[\w ]+|(?:lượt\s+)?(?:xem|đọc)\s*:?\s*[\d., ]+"
    r"|(?:đang\s+online|hôm\s+nay|hôm\s+qua|trong\s+(?:tuần|tháng|ngày)|tuần\s+này|tháng\s+này|tất\s+cả|tổng\s+(?:lượt|số)\s*\w*(?:\s\w+)*|trực\s+tuyến|khách\s+online)\s*:?\s*[\d., ]+(?:\s*lượt)?"
    r"|(?:đăng\s+nhập|đăng\s+ký|đăng\s+xuất|tìm\s+kiếm|menu|hotline|thông\s+báo|quảng\s+cáo|liên\s+hệ|giới\s+thiệu|nguồn)",
    _I,
)
_KEYWORDS = re.compile(r"(?:từ\s+khóa|tags?|chủ\s+đề)\s*:.*", _I)
_MORE = re.compile(r"(?:đọc|xem)\s+tiếp.*|chi\s+tiết\s*[»>.]*", _I)
# The masthead, and what a visitor is told. Inside an article such words may be its subject, so they count outside it only.
_MASTHEAD = re.compile(
    r"(?:tổng\s+biên\s+tập|phó\s+tổng\s+biên\s+tập|trưởng\s+ban\s+biên\s+tập|giấy\s+phép|trụ\s+sở|tòa\s+soạn|điện\s+thoại|đt|tel|fax|email|e-mail|website|địa\s+chỉ|hotline|đường\s+dây\s+nóng"
    r"|bản\s+quyền|©|®|copyright|ghi\s+rõ\s+nguồn|chịu\s+trách\s+nhiệm|cơ\s+quan\s+(?:chủ\s+quản|của)|chức\s+vụ|thiết\s+kế\s+bởi|phát\s+triển\s+bởi|hỗ\s+trợ\s+kỹ\s+thuật"
    r"|chỉ\s+được\s+phát\s+hành|mọi\s+hình\s+thức\s+sao\s+chép|không\s+sao\s+chép|url\s+nguồn|ngày\s+crawl|nội\s+dung\s+trích\s+xuất)\b.*"
    r"|(?:website|trang\s+(?:thông\s+)?tin\s+điện\s+tử|cổng\s+thông\s+tin(?:\s+điện\s+tử)?|báo\s+(?:điện\s+tử|\w+\s+online)|chào\s+mừng)\b.*"
    r"|chung\s+nhan\s+tin\s+nhiem\s+mang.*|.*(?:all\s+rights\s+reserved|giữ\s+bản\s+quyền).*",
    _I,
)
_CREDIT = re.compile(
    r"(?:(?:bài|tin|ảnh|clip|video|nội\s+dung|tác\s+giả|thực\s+hiện|biên\s+tập|người\s+viết)(?:\s*[,&và/\-–]+\s*(?:bài|ảnh|clip|video))*)\s*:\s*(?P<name>\S.*)"
    r"|(?:theo|nguồn)\s*:?\s+(?P<source>\w[\w.&\- ]{1,40})|(?P<agency>(?:chinhphu|baochinhphu)\.vn|TTXVN|PV|BBT|ban\s+biên\s+tập)",
    _I,
)
_NAME = re.compile(r"[^\W\d_]+\.?(?:\s+[^\W\d_]+\.?){1,4}")
_PLACE_OR_OFFICE = re.compile(
    r"\b(?:tỉnh|huyện|thành phố|phường|báo|đài|ban|sở|hội|đoàn|trung tâm|văn phòng|chính trị|xã hội|kinh tế|pháp luật|văn hóa|thể thao|giải trí|thời sự|công nghệ|tin|việt nam|cộng hòa|hiển thị|danh sách|xem|tải|gửi|trang)\b",
    _I,
)
_CAPTION_CUE = re.compile(
    r"phát\s+biểu|quang\s+cảnh|toàn\s+cảnh|khung\s+cảnh|hình\s+ảnh|minh\s+họa|chụp\s+ảnh|chụp\s+hình|ảnh\s*[:(]|\(ảnh|\bảnh\s+\w+\.?$|\btrao\s+(?:quà|tặng|giải|bằng|quyết\s+định|thưởng|kỷ\s+niệm)"
    r"|tham\s+quan|thăm\s+(?:hỏi|mô\s+hình|gian)|theo\s+dõi\s+các|chủ\s+trì\s+(?:hội\s+nghị|buổi|cuộc)|các\s+đại\s+biểu|^đ/c\b|^đồng\s+chí\b|^(?:ông|bà|anh|chị)\s.*\b(?:bên|tại|cùng|trong)\b"
    r"|tại\s+(?:buổi|lễ|cơ\s+quan\s+điều\s+tra)|\bkhi\s+bị\b|^tang\s+vật|^(?:bị\s+can|đối\s+tượng)\b|^các\s+đối\s+tượng\b|bị\s+bắt\s+quả\s+tang",
    _I,
)
_CAPTION_END = re.compile(r"(?:[-–.(]\s*)?\bảnh\s*:\s*[\w. ,&/\-–]+\)?\s*$", _I)
_SENTENCE_END = re.compile(r"[.!?:;…][)\]\"'”’»]*$")
_ELLIPSIS_END = re.compile(r"(?:\.\.\.|…)[)\]\"'”’»]*$")
_STRAY_MARK = re.compile(r"[.,;:)\]”\"]{1,3}")  # what a link inside a sentence leaves on a line of its own
_LIST_ITEM = re.compile(r"(?:[-–+•*]|\(?[a-zđ0-9]{1,2}[).])\s*\S", _I)
_MARKDOWN = re.compile(r"^\s*(?:#{1,6}\s+|>\s+)|\*\*|__")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_IMAGE = re.compile(r"!\[.*|image\s+[\w ]+|\[\s*!\[.*", _I)

_PROSE_WORDS = 20  # a line this long is a paragraph even without a full stop
_PROSE_WORDS_ENDED = 8  # with one, this many words are enough
_TITLE_WORDS = range(3, 46)
_GAP = 5  # so many lines without prose between two paragraphs, and they belong to different texts


@dataclass(slots=True)
class _Row:
    """One non-empty line with what can be said of it alone."""

    line: int
    raw: str
    text: str
    words: int
    heading: bool
    ended: bool
    clipped: bool
    label: Label | None = None
    reason: str = ""
    prose: bool = False
    outside: bool = False

    def set(self, label: Label, reason: str) -> None:
        self.label, self.reason = label, reason


def _is_menu(text: str, words: int) -> bool:
    """Say whether a long line is a row of links: hardly a mark between many words, and a capital on every third one."""
    marks = sum(text.count(c) for c in ",.;:?!")
    return words >= 40 and marks * 15 < words and sum(word[0].isupper() for word in text.split()) * 3 > words


def _row(number: int, raw: str) -> _Row | None:
    raw = raw.strip()
    if not raw:
        return None
    text = _MARKDOWN.sub("", raw).strip().strip("_").strip() or raw
    text, beside_links = _LINK.sub(lambda m: m["text"], text), _LINK.sub("", text)
    bare = text.strip("•*·|»› ").strip()
    words = len(text.split())
    row = _Row(
        number,
        raw,
        text,
        words,
        raw.startswith("#"),
        bool(_SENTENCE_END.search(text)),
        bool(_ELLIPSIS_END.search(text)),
    )
    if is_date_line(bare):
        row.set("date", "date")
    elif _STRONG_CUT.fullmatch(bare) or _WEAK_CUT.fullmatch(bare):
        row.set("boilerplate", "section heading")
    elif text != raw and _LINK.search(raw) and 4 * len(beside_links.split()) < words:
        row.set("boilerplate", "links")
    elif _FURNITURE.fullmatch(bare) or _KEYWORDS.fullmatch(bare) or _IMAGE.fullmatch(raw) or not bare:
        row.set("boilerplate", "page furniture")
    elif words <= 45 and _MASTHEAD.fullmatch(bare):
        row.set("boilerplate", "masthead")
    elif _is_menu(text, words):
        row.set("boilerplate", "menu")
    elif words <= 45 and _CAPTION_END.search(text):
        row.set("caption", "photo credit")
    else:
        row.prose = words >= _PROSE_WORDS or (row.ended and words >= _PROSE_WORDS_ENDED)
    return row


def _is_name(text: str) -> bool:
    """Two to five words that all begin with a capital, and none of them the name of a section or an office."""
    return (
        bool(_NAME.fullmatch(text))
        and all(word[0].isupper() for word in text.split())
        and not _PLACE_OR_OFFICE.search(text)
    )


def _person(text: str) -> str | None:
    """Return the person that a byline names, ``""`` where it names an agency or a source, ``None`` where ``text`` is no byline."""
    text = text.strip("*_ ").strip()
    if (credit := _CREDIT.fullmatch(text)) and len(text.split()) <= 12:
        return (credit["name"] or "").strip(" .")
    head = re.split(
        r"\s+[-–]\s+(?=(?:trung tâm|báo|đài|ban|sở|hội|văn phòng|phòng|đoàn|ttxvn|vov))|\s*\(",
        text,
        maxsplit=1,
        flags=_I,
    )[0]
    names = re.split(r"\s+[-–]\s+|\s*[,;&]\s*|\s+và\s+", head)
    if len(text.split()) <= 14 and all(_is_name(name) for name in names):
        return "; ".join(n.title() if n.isupper() else n for n in names)
    return None


def _sections(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Cut the page at the headings of boxes, and where many short lines stand between two paragraphs."""
    sections: list[list[_Row]] = [[]]
    gap = 0
    for row in rows:
        if row.reason == "section heading" or (row.prose and gap > _GAP):
            sections.append([])
        gap = 0 if row.prose or row.reason == "section heading" else gap + 1
        sections[-1].append(row)
    return sections


def _mass(section: Sequence[_Row]) -> float:
    """Words of running prose; a paragraph that breaks off counts half, since teasers do."""
    return sum(row.words * (0.5 if row.clipped else 1.0) for row in section if row.prose)


def _goes_on(section: Sequence[_Row]) -> bool:
    """Say whether a section under a box heading is the article again: two whole paragraphs, not headlines with cut-off texts."""
    whole = [row for row in section if row.prose and row.words >= 25 and row.ended and not row.clipped]
    clipped = [row for row in section if row.prose and row.clipped]
    return len(whole) >= 2 and len(whole) > len(clipped)


def _set_teasers_aside(rows: Sequence[_Row], linked: Collection[int]) -> None:
    """A text that ends in a "read on" link, and the headline over it, belong to another article.

    So do a linked headline with a text that breaks off under it, and the links and broken-off texts that follow such a box's heading.
    """
    box = False
    for i, row in enumerate(rows):
        if linked:
            headline = row.line in linked and row.words >= 4
            opens = headline and i + 1 < len(rows) and rows[i + 1].clipped and rows[i + 1].line not in linked
            box = row.reason == "section heading" or opens or (box and (headline or row.clipped))
            if box and row.label is None:
                row.prose = False
                row.set("boilerplate", "teaser")
        if _MORE.fullmatch(row.text) and i:
            for other in rows[max(0, i - 2) : i]:
                if other.label is None and (other is rows[i - 1] or not other.ended):
                    other.prose = False
                    other.set("boilerplate", "teaser")


def label_lines(
    lines: Sequence[str],
    *,
    title: str | None = None,
    kept: Collection[int] | None = None,
    linked: Collection[int] = (),
    apart: Collection[int] = (),
) -> list[Line]:
    """Label every non-empty line of a page.

    ``lines`` are the page's lines in order, already normalised. ``title`` is the headline where the page's metadata names it.
    ``kept``, for a page with markup, are the numbers of the lines that an extractor took for the article: the others are
    boilerplate unless they are title, date or byline. ``linked`` are the numbers of the lines that are links,
    ``apart`` of those in menus, comment boxes and the like.
    """
    rows = [row for number, text in enumerate(lines) if (row := _row(number, text)) is not None]
    _set_teasers_aside(rows, linked)
    if kept is not None:
        for row in rows:
            if row.line in kept:
                if row.reason in {"section heading", "masthead", "menu"} and row.ended:
                    row.label, row.reason, row.prose = None, "", True
            else:
                row.prose, row.outside = False, row.line in apart
    zone = _article(rows) if kept is None else _extracted_article(rows, title)
    if zone is None:
        for row in rows:
            if row.label is None:
                row.set("boilerplate", "no running prose near it")
            elif row.label != "boilerplate":
                row.set("boilerplate", f"{row.label} without an article")
    else:
        _label_above(rows, zone[0], title)
        _label_inside(rows, zone)
        _label_below(rows, zone[-1])
    return [Line(row.line, row.label or "boilerplate", row.reason, row.text) for row in rows]


def _extracted_article(rows: Sequence[_Row], title: str | None) -> list[int] | None:
    """Return the positions of the paragraphs that an extractor kept, and of a lead that it lost between them and the headline."""
    letters = _letters(title or "")
    zone = [i for i, row in enumerate(rows) if row.prose and _letters(row.text) != letters]
    headline = (
        max((i for i in range(zone[0]) if _letters(rows[i].text) == letters), default=None)
        if zone and letters
        else None
    )
    if headline is not None:
        unkept = (i for i in range(headline + 1, min(headline + 6, zone[0])) if _is_lead(rows[i]))
        if (lead := next(unkept, None)) is not None:
            rows[lead].prose = True
            zone.insert(0, lead)
    for i in zone[1:]:
        # Below the first paragraph a heading such as "Tin liên quan" ends the article, unless it goes on under it.
        if rows[i - 1].reason == "section heading" and not _goes_on(rows[i : i + 12]):
            zone = [j for j in zone if j < i]
            break
    return _with_note(rows, zone) if zone else None


def _is_lead(row: _Row) -> bool:
    return (
        row.label in (None, "caption") and row.words >= _PROSE_WORDS_ENDED and (row.ended or row.words >= _PROSE_WORDS)
    )


def _with_note(rows: Sequence[_Row], zone: list[int]) -> list[int]:
    """Add a remark in brackets under the last paragraph: "(Tên nhân vật đã được thay đổi)"."""
    note = zone[-1] + 1
    if (
        note < len(rows)
        and rows[note].label is None
        and rows[note].words >= 5
        and re.fullmatch(r"\(.*\)", rows[note].text)
    ):
        return [*zone, note]
    return zone


def _article(rows: Sequence[_Row]) -> list[int] | None:
    """Return the positions of the article's paragraphs in ``rows``, or ``None`` where there is no running prose."""
    sections = _sections(rows)
    masses = [_mass(section) for section in sections]
    if not any(masses):
        return None
    main = masses.index(max(masses))
    chosen = [sections[main]]
    for section in sections[main + 1 :]:
        heading = section[0].reason == "section heading"
        if (heading and not _WEAK_CUT.fullmatch(section[0].text.strip("•*·|»› "))) or not _goes_on(section):
            break
        chosen.append(section)
    members = {row.line for section in chosen for row in section if row.prose}
    zone = [i for i, row in enumerate(rows) if row.line in members]
    if (
        len(zone) > 1
        and _is_headline(rows[zone[0]])
        and (rows[zone[0]].ended or not _has_headline_above(rows, zone[0]))
    ):
        rows[zone[0]].prose = False
        zone = zone[1:]
    return _with_note(rows, zone)


def _is_headline(row: _Row) -> bool:
    """A headline has no full stop; one with a question mark is short."""
    return (
        row.words in _TITLE_WORDS
        and (row.words <= 30 or not row.ended)
        and not re.search(r"[.:;…][)\]\"'”’»]*$", row.text)
    )


def _has_headline_above(rows: Sequence[_Row], first: int) -> bool:
    """Say whether a better headline stands just above the row ``first``, so that this one is a lead without a full stop."""
    near = [row for row in rows[max(0, first - 4) : first] if row.label is None]
    return any(
        row.words >= 5 and _is_headline(row) and not _CAPTION_CUE.search(row.text) and _person(row.text) is None
        for row in near
    )


def _label_above(rows: Sequence[_Row], first: int, title: str | None) -> None:
    above = rows[:first]
    wanted = title and _letters(title)
    counts: dict[str, int] = {}
    for row in rows:
        counts[_letters(row.text)] = counts.get(_letters(row.text), 0) + 1
    best, best_score = None, 0.0
    for distance, row in enumerate(reversed(above)):
        if row.label is not None or row.words not in _TITLE_WORDS or (wanted is None and _person(row.text) is not None):
            continue
        letters = _letters(row.text)
        score = (
            3.0
            - 0.25 * distance
            + (2.0 if row.heading else 0.0)
            + (1.0 if counts[letters] > 1 and row.words > 4 else 0.0)
        )
        score -= 3.0 if _CAPTION_CUE.search(row.text) else 0.0
        score -= 1.5 if row.words < 5 else 0.0
        score += (
            6.0
            if wanted and (letters == wanted or (len(letters) > 15 and (letters in wanted or wanted in letters)))
            else 0.0
        )
        if score > best_score:
            best, best_score = row, score
    chosen = _letters(best.text) if best is not None else None
    title_line = best.line if best is not None else -1
    for position, row in enumerate(above):
        if row.label == "date":
            continue
        if row.label is None and chosen and (row is best or _is_same_headline(_letters(row.text), chosen)):
            row.set("title", "headline above the article" if not wanted else "headline")
        elif row.label is None and row.line > title_line >= 0 and _CAPTION_CUE.search(row.text) and row.words >= 6:
            row.set("caption", "caption above the text")
        elif (
            row.label is None and first - position <= 6 and row.line > title_line >= 0 and _person(row.text) is not None
        ):
            row.set("byline", "name between headline and text")
        elif row.label is None or (row.label == "caption" and first - position > 3):
            row.set("boilerplate", "above the article")


def _is_same_headline(letters: str, chosen: str) -> bool:
    """The headline again, perhaps with the site's name behind it."""
    return len(chosen) >= 12 and letters.startswith(chosen) and len(letters) - len(chosen) <= 40


def _label_inside(rows: Sequence[_Row], zone: Sequence[int]) -> None:
    paragraphs = set(zone)
    for i in range(zone[0], zone[-1] + 1):
        row = rows[i]
        if i in paragraphs:
            if _looks_like_caption(row):
                row.set("caption", "caption between paragraphs")
            elif i and row.words <= 30 and _IMAGE.fullmatch(rows[i - 1].raw):
                row.set("caption", "caption under an image")
            else:
                row.set("body", "running prose")
        elif row.label is None:
            if i and _IMAGE.fullmatch(rows[i - 1].raw):
                row.set("caption", "caption under an image")
            elif row.outside:
                row.set("boilerplate", "beside the article's text")
            elif _is_doubled(row.text) or (_CAPTION_CUE.search(row.text) and not row.ended and not row.heading):
                row.set("caption", "caption between paragraphs")
            else:
                row.set("body", "between paragraphs")
        elif row.reason == "masthead" or (_STRAY_MARK.fullmatch(row.text) and not rows[i - 1].ended):
            row.set("body", "between paragraphs")
    body = [i for i in zone if rows[i].label == "body"]
    if len(body) >= 3 and rows[body[0]].words <= 100:
        rows[body[0]].set("lead", "first paragraph")


def _looks_like_caption(row: _Row) -> bool:
    """A line long enough for a paragraph that is a caption all the same: no full stop, and a scene described or said twice."""
    if _is_doubled(row.text):
        return True
    return (
        not row.ended
        and row.words <= 45
        and (_CAPTION_CUE.search(row.text) is not None)
        and not _LIST_ITEM.match(row.text)
    )


def _is_doubled(text: str) -> bool:
    """An image's alternative text and its caption run together: the same words twice."""
    words = text.split()
    half = len(words) // 2
    return len(words) >= 8 and len(words) % 2 == 0 and words[:half] == words[half:]


def _label_below(rows: Sequence[_Row], last: int) -> None:
    near = True
    for row in rows[last + 1 :]:
        if row.reason == "section heading":
            near = False
        if row.label in (None, "caption") and near and row.words <= 14 and _person(row.text) is not None:
            row.set("byline", "name below the text")
        elif row.label is None and row.outside:
            row.set("boilerplate", "beside the article's text")
            near = False
        elif row.label is None and near and row.words <= 20 and not row.ended and _CAPTION_CUE.search(row.text):
            row.set("caption", "caption below the text")
        elif row.label is None or row.label in ("caption", "date"):
            if not (row.label == "caption" and near):
                row.set("boilerplate", "below the article")
        elif row.label == "boilerplate" and row.reason == "page furniture":
            continue
        elif row.label == "boilerplate":
            near = False


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.lower()))


def byline_names(lines: Sequence[Line]) -> str | None:
    """Return the author: the person that the byline below the text, or else the one above it, names; several joined by "; "."""
    text = [line.line for line in lines if line.label in ("lead", "body")]
    last = max(text, default=0)
    names = [(line.line < last, name) for line in lines if line.label == "byline" and (name := _person(line.text))]
    return "; ".join(dict.fromkeys(name for above, name in names if above == names[-1][0])) or None

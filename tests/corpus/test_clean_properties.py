"""What holds for every page, whatever is on it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.clean import clean, to_article
from corpus.normalize import normalize
from corpus.types import Article, Document
from tests.corpus.test_clean_pages import ABSTRACT, BODY, LEAD, POINTS, RULE, TEASER, TITLE, article_page
from tests.corpus.test_normalize import VIETNAMESE

LINES = st.one_of(
    st.sampled_from(
        [
            *(LEAD, RULE, TEASER, ABSTRACT, TITLE, f"# {TITLE}", "Tin liên quan", "Bình luận", "Đọc thêm:", "Xem tiếp", "Hoàng Lam"),
            *("Theo Báo Hòa Sơn", "Ảnh: Minh Anh", "Quang cảnh lễ khánh thành trạm bơm", "Thứ Sáu, 18/04/2025 - 10:20", "09:02", "image 12"),
            *("Trang chủ", "Giấy phép số 11/GP-HS", "Số 5, đường Bờ Kênh, phường Hòa An", "(Tên nhân vật đã được thay đổi)", "Abstract"),
            *("Bộ luật Lao động", ", người lao động được nghỉ.", "của", "được hưởng như sau", ".", ")", "Điều kiện hỗ trợ", "- Không nợ"),
            *("[Kênh Gò Dứa](/kenh)", "Vì sao trạm bơm phải dời đến ba lần?", "https://hoason.example.vn/a", "Đăng nhập để gửi ý kiến"),
            *BODY,
            *POINTS,
        ]
    ),
    st.text(st.sampled_from(VIETNAMESE + " .,:?…-#*[]()!A1"), max_size=160),
)  # fmt: skip
PAGES = st.lists(LINES, max_size=30).map("\n".join)


def document(page: str) -> Document:
    return Document("page", f"{page}\n" + "\n\n".join(BODY))


@settings(max_examples=150, deadline=None)
@given(PAGES)
@example("\n".join([LEAD, "được hưởng như sau", "được hưởng như sau", ", người lao động được nghỉ."]))
@example("\n".join([LEAD, TITLE, "Thứ Sáu, 18/04/2025 - 10:20", *5 * [TITLE]]))
@example("\n".join([LEAD, *3 * [TITLE], "Ảnh: Minh Anh"]))
@example("\n".join([LEAD, *3 * [TITLE], "b"]))
@example("\n".join([LEAD, "Điều kiện hỗ trợ", "Giấy phép số 11/GP-HS", "Ảnh: Minh Anh", "."]))
def test_cleaning_a_clean_article_changes_nothing(page: str) -> None:
    once = clean(document(page))
    again = clean(Document("page", once.text, title=once.title))
    assert again.text == once.text
    assert again.title == once.title


@settings(max_examples=80, deadline=None)
@given(PAGES)
@example("Bộ nhớ có 2**10 ô **nhớ**.")
def test_no_word_of_the_body_is_lost_or_invented(page: str) -> None:
    given_page = document(page)
    found = clean(given_page)
    body = [line for line in found.lines if line.label in ("lead", "body")]
    # The words of the labelled lines, in their order, and nothing else: and these are the page's, in their order.
    assert "".join(found.text.split()) == "".join("".join(line.text.split()) for line in body)
    page_lines = normalize(given_page.content).split("\n")
    for line in found.lines:
        assert re.findall(r"\w+", line.text) == re.findall(r"\w+", re.sub(r"\]\([^()]*\)", "]", page_lines[line.line]))
    assert [line.line for line in found.lines] == [n for n, line in enumerate(page_lines) if line.strip()]


@settings(max_examples=80, deadline=None)
@given(PAGES)
def test_offsets_always_point_at_the_segment(page: str) -> None:
    found = to_article(document(page))
    if not isinstance(found, Article):
        return
    covered = 0
    for segment in found.segments:
        if segment.role in ("title", "caption"):
            assert segment.start is segment.end is None
            continue
        assert segment.start is not None
        assert segment.end is not None
        assert found.text[segment.start : segment.end] == segment.text
        assert not found.text[covered : segment.start].strip(), "text between two segments"
        covered = segment.end
    assert covered == len(found.text)


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES, max_size=12))
def test_the_words_of_a_page_of_markup_come_out_in_their_order(lines: list[str]) -> None:
    inside = "".join(f"<p>{replaced}</p>" for line in lines if (replaced := line.replace("<", "")))
    page = article_page(inside)
    found = clean(Document("page.html", page, "html"))
    visible = iter("".join(line.text.split()) for line in found.lines if line.label in ("lead", "body"))
    assert "".join(found.text.split()) == "".join(visible)


LONG = 100_000


def takes_linear_time(page: Callable[[int], Document], small: int, large: int) -> bool:
    """Say whether cleaning ``page(large)`` takes little more than ``large / small`` times as long as ``page(small)``.

    Processor time, and three goes: a busy machine slows one of them down, quadratic time all of them. What takes less than a
    quarter of a second is too short to compare.
    """

    def seconds(document: Document) -> float:
        began = time.process_time()
        clean(document)
        return time.process_time() - began

    seconds(page(10))
    return any(seconds(page(large)) < 2 * large / small * max(seconds(page(small)), 0.25) for _ in range(3))


@pytest.mark.parametrize(
    "line",
    [
        "[" * LONG,
        "[a](" * (LONG // 4),
        "![](" * (LONG // 4),
        "a." * (LONG // 2),
        "1/" * (LONG // 2),
        "1 " * (LONG // 2),
        "Tin " * (LONG // 4),
        "- " * (LONG // 2),
        "Ảnh: " * (LONG // 5),
        "Số 1 " * (LONG // 5),
        "**" * (LONG // 2),
        "oà" * (LONG // 2),
        "(" * LONG,
        "…" * LONG,
        "Nguyễn Văn An, " * (LONG // 15),
        "tổng số " * (LONG // 8),
        "x" * LONG,
        "the " * (LONG // 4),
    ],
    ids=lambda line: line[:8],
)
def test_a_long_line_takes_linear_time(line: str) -> None:
    assert takes_linear_time(lambda size: Document("page", f"{LEAD}\n{line[:size]}\n{LEAD}"), LONG // 10, LONG)


@pytest.mark.parametrize(
    "line",
    [LEAD, "Tin liên quan", "Hoàng Lam", "Vì sao?", "a) Một;", "Đ", "09:02", "của", ABSTRACT, "Abstract", ".", "Giấy phép số 1",
     "[Kênh Gò Dứa](/kenh)", "Quang cảnh lễ khánh thành trạm bơm", "này là một dòng bị ngắt ở giữa câu vì chiều rộng của trang chỉ có"],
    ids=lambda line: line[:12],
)  # fmt: skip
def test_many_lines_take_linear_time(line: str) -> None:
    assert takes_linear_time(
        lambda count: Document("page", f"{TITLE}\n{LEAD}\n" + f"{line}\n" * count + LEAD), 2_500, 40_000
    )


@pytest.mark.parametrize("tag", ["div", "p", "b", "ul", "li", "table", "option", "a", "span hidden", "blockquote"])
@pytest.mark.parametrize("closed", [False, True], ids=["nested", "in a row"])
def test_many_tags_take_linear_time(tag: str, closed: bool) -> None:
    def page(count: int) -> Document:
        inside = f"<{tag}>x</{tag.split()[0]}>" * count if closed else f"<{tag}>" * count + "x"
        return Document("page.html", article_page(inside), "html")

    assert takes_linear_time(page, 1_700, 6_800)
    assert takes_linear_time(page, 4_000, 32_000)


@pytest.mark.parametrize(
    "repeated",
    [
        "một dòng<br>",
        "<p>một dòng",
        'chữ <img src="/x.jpg">',
        "<span>một dòng </span>",
        '<a href="/x">một dòng</a> ',
        "<div hidden><p>x</p>",
        "<div>" * 100 + "x" + "</div>" * 100,
    ],
)
def test_much_of_the_same_markup_takes_linear_time(repeated: str) -> None:
    def page(size: int) -> Document:
        return Document("page.html", article_page(f"<div>{repeated * (size // len(repeated))}</div>"), "html")

    assert takes_linear_time(page, 60_000, 480_000)


def test_what_the_metadata_say_of_days_takes_linear_time() -> None:
    def page(size: int) -> Document:
        said = f'<script type="application/ld+json">"{"18 " * (size // 3)}"</script>'
        comment = '<div class="comment"><span class="comment-date">18/04/2025 08:15</span></div>'
        undated = article_page(said, after=comment).replace("Thứ Sáu, 18/04/2025 - 10:20 GMT+7", "")
        return Document("page.html", undated, "html")

    assert takes_linear_time(page, 20_000, 160_000)


def test_lines_outside_a_long_article_take_linear_time() -> None:
    def page(count: int) -> Document:
        numbered = [f"Trạm bơm số {number} đã được dời đi từ nhiều năm trước" for number in range(2 * count)]
        article = "".join(f"<p>{line}, và người dân vui mừng.</p>" for line in numbered[:count])
        others = "".join(f"<div>{line}</div>" for line in numbered[count:])
        return Document("page.html", article_page(article) + f"<footer>{others}</footer>", "html")

    assert takes_linear_time(page, 1_500, 6_000)

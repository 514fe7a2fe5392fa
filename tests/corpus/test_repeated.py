"""Paragraphs that a site prints under article after article: found across articles, taken out, and nothing else lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import to_article
from corpus.clean.repeated import ARTICLES, FLAG, LAST, REASON, without_repeated
from corpus.types import Article, Document

INVITATION = (
    "Bạn đọc có thể cùng chúng tôi dõi theo những câu chuyện của miền núi qua ấn phẩm in phát hành sáng thứ Bảy."
)
PLACES = (
    "Na Lay",
    "Bản Cái",
    "Tà Chải",
    "Lũng Vài",
    "Khe Sanh",
    "Mường Tè",
    "Cốc Ly",
    "Nậm Khánh",
    "Thải Giàng",
    "Hoàng Thu",
)


def _report(place: str) -> list[str]:
    return [
        f"Sáng nay, người dân xã {place} đã cùng nhau làm đường bê tông dẫn vào khu ruộng bậc thang của ba thôn vùng cao.",
        f"Theo chủ tịch xã {place}, con đường dài hơn hai cây số, do các hộ hiến đất và góp ngày công từ đầu tháng trước.",
        f"Bà con {place} cho biết từ nay xe máy chở lúa và phân bón có thể lên tận ruộng, không phải gùi bộ như mọi năm.",
        f"Xã {place} dự kiến làm thêm hai tuyến nữa trong năm tới, khi vụ gặt đã xong và các thôn lại có người góp công.",
    ]


def _article(paragraphs: list[str], name: str = "x") -> Article:
    found = to_article(Document(name, "\n\n".join(["Làm đường lên ruộng bậc thang", *paragraphs])))
    assert isinstance(found, Article), found
    return found


def _cleaned(reports: list[list[str]], sites: list[str] | None = None) -> list[Article]:
    articles = [_article(report) for report in reports]
    return without_repeated(zip(sites or ["báo"] * len(articles), articles, strict=True), min_words=40)


def test_what_every_article_ends_with_is_the_sites() -> None:
    for place, article in zip(PLACES, _cleaned([[*_report(place), INVITATION] for place in PLACES]), strict=True):
        assert article.text.split("\n\n") == _report(place)
        assert [(item.reason, item.text) for item in article.removed] == [(REASON, INVITATION)]
        # The line of the page: the headline, four paragraphs, and blank lines between.
        assert article.removed[0].line == 10
        assert FLAG in article.flags
        assert INVITATION not in [segment.text for segment in article.segments]


def test_a_paragraph_with_other_figures_is_news() -> None:
    prices = [
        f"Giá lúa tại ruộng sáng nay là {7 + n / 10:.1f} nghìn đồng một cân.".replace(".", ",", 1) for n in range(10)
    ]
    for article in _cleaned([[*_report(place), price] for place, price in zip(PLACES, prices, strict=True)]):
        assert len(article.text.split("\n\n")) == 5
        assert not article.flags


def test_what_fewer_than_half_of_the_articles_share_is_theirs() -> None:
    background = "Trước đó, ngày 3/5, cơn lũ quét đã cuốn trôi cây cầu tạm và cô lập năm thôn trong gần một tuần liền."
    reports = [[*_report(place), background] if n < ARTICLES - 1 else _report(place) for n, place in enumerate(PLACES)]
    assert all(not article.removed for article in _cleaned(reports))
    few = [[*_report(place), background] for place in PLACES[: ARTICLES - 1]]
    assert all(background in article.text for article in _cleaned(few))


def test_half_of_the_articles_is_where_a_paragraph_becomes_the_sites() -> None:
    def with_invitation(count: int, among: int) -> list[Article]:
        places = [f"Bản số {number}" for number in range(among)]
        return _cleaned([[*_report(place), INVITATION][: 5 if n < count else 4] for n, place in enumerate(places)])

    assert sum(INVITATION in article.text for article in with_invitation(5, 11)) == 5
    assert sum(INVITATION in article.text for article in with_invitation(6, 12)) == 0


def test_a_formula_in_the_middle_or_before_what_follows_is_the_articles() -> None:
    formula, lead_in = (
        "Về việc này, cơ quan chuyên môn có ý kiến trả lời bạn đọc như dưới đây.",
        "Sở Nông nghiệp trả lời:",
    )
    for article in _cleaned([[_report(place)[0], formula, *_report(place)[1:]] for place in PLACES]):
        assert formula in article.text
    for article in _cleaned([[lead_in, *_report(place)] for place in PLACES]):
        assert not any(item.reason == REASON for item in article.removed)


def test_no_article_repeats_nothing() -> None:
    assert without_repeated([], min_words=40) == []


def test_sites_are_looked_at_one_by_one() -> None:
    reports = [[*_report(place), INVITATION] for place in PLACES]
    assert all(INVITATION in article.text for article in _cleaned(reports, [str(n // 3) for n in range(10)]))
    mixed = _cleaned(reports, ["a"] * 6 + ["b"] * 4)
    assert [INVITATION in article.text for article in mixed] == [False] * 6 + [True] * 4


def test_an_article_is_left_alone_where_too_little_would_be_left() -> None:
    short = [[*_report("Na Lay")[:2], f"Xã {place} cũng sẽ có đường mới vào cuối năm sau."] for place in PLACES]
    for article, report in zip(_cleaned(short), short, strict=True):
        assert article.text.split("\n\n") == report
        assert not article.flags


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.integers(0, LAST)), min_size=1, max_size=9),
    st.integers(0, 2),
)
def test_no_character_is_lost_or_invented_and_offsets_point_at_the_segments(
    shapes: list[tuple[int, int, int]], sites: int
) -> None:
    closings = [f"{INVITATION[:-1]}, số báo {word}." for word in ("một", "hai", "ba", "bốn", "năm", "sáu")]
    before = [
        _article(
            [INVITATION] * head + (_report(PLACES[n]) * 2)[:body] + _report("Na Lay")[:2] + closings[:tail], str(n)
        )
        for n, (head, body, tail) in enumerate(shapes)
    ]
    after = without_repeated(((str(n % (sites + 1)), article) for n, article in enumerate(before)), min_words=40)
    for old, new in zip(before, after, strict=True):
        taken = [item.text for item in new.removed if item.reason == REASON]
        kept = new.text.split("\n\n")
        assert sorted(kept + taken) == sorted(old.text.split("\n\n"))
        assert len(new.lines) == len(kept)
        assert [segment.index for segment in new.segments] == list(range(len(new.segments)))
        for segment in new.segments:
            if segment.role in ("lead", "body"):
                assert segment.text == new.text[segment.start : segment.end]
                assert segment.text in kept[segment.paragraph or 0]
        assert without_repeated([("", new)], min_words=40) == [new]

"""docs/cleaning.md: made by one command, and what it says of the rules is so."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

import pytest

from corpus.clean import clean, to_article
from corpus.clean.words import KINDS, Words, pattern, phrases
from corpus.types import Document, Reason, Rejected
from eval.cleaning import (
    CHANGING,
    PAGE,
    UNSEEN,
    Overlap,
    held_out_words,
    page,
    phrases_of_sites,
    read_html,
    read_own,
    read_text,
    score_html,
    score_text,
)
from eval.learned import LearnedLines
from tests.corpus.test_clean_pages import BODY, LEAD, TITLE, article_page
from tests.shared import shared


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """Labelled pages of two invented sites: an article, a page without one, and two pages of text."""
    html, without, text = (tmp_path / "pages" / name for name in ("html", "html_neg", "text"))
    for folder in (html, without, text):
        folder.mkdir(parents=True)
    (html / "hoason_01.html").write_text(article_page(), encoding="utf-8")
    gold = {
        "title": TITLE,
        "date": "2025-04-18T10:20:00+07:00",
        "author": "Hoàng Lam",
        "text": "\n".join([LEAD, *BODY]),
    }
    (html / "hoason_01.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (without / "hoason_list.html").write_text("<html><body><h1>Thời sự</h1></body></html>", encoding="utf-8")
    lines = [
        ("title", TITLE),
        *(("body", line) for line in (LEAD, *BODY)),
        ("byline", "Hoàng Lam"),
        ("boilerplate", "Bình luận (3)"),
    ]
    for name in ("t01_hoason", "t03_bencat"):
        (text / f"{name}.txt").write_text("\n".join(line for _, line in lines), encoding="utf-8")
        rows = (json.dumps({"line": n, "label": label, "text": line}) for n, (label, line) in enumerate(lines))
        (text / f"{name}.gold.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def test_pages_that_come_out_as_they_should_score_in_full(labels: Path) -> None:
    html = score_html(read_html(labels), lambda _: Words())
    assert (html.tokens.f1, html.each, html.leaks, html.failures) == (1.0, [1.0], [0], [])
    assert html.facts == {"title": [True], "date": [True], "author": [True]}
    text = score_text(read_text(labels), lambda _: Words())
    assert text.tokens.f1 == 1.0
    assert {label: lines.f1 for label, lines in text.lines.items() if lines.gold} == dict.fromkeys(
        ("title", "body", "byline", "boilerplate"), 1.0
    )


def test_a_wrong_label_is_named_with_its_page(labels: Path) -> None:
    gold = labels / "pages" / "text" / "t03_bencat.gold.jsonl"
    gold.write_text(gold.read_text(encoding="utf-8").replace('"byline"', '"caption"'), encoding="utf-8")
    score = score_text(read_text(labels), lambda _: Words())
    assert score.failures == [("t03_bencat", "lines: 1 of caption taken for byline.")]
    assert score.lines["byline"].precision == 0.5


def test_phrases_that_no_other_site_has_are_off_for_a_site(labels: Path) -> None:
    sites = phrases_of_sites([*read_html(labels), *read_text(labels)])
    assert sites["(?:tổng lượt |viết |đăng )?bình luận"] == {"hoason", "bencat"}
    assert sites["giấy phép"] == {"hoason"}
    words = held_out_words(sites)
    assert words("hoason").imprint.fullmatch("giấy phép số 11/gp-hs") is None
    assert words("bencat").imprint.fullmatch("giấy phép số 11/gp-hs")
    assert words("hoason").section.fullmatch("bình luận (3)")


def test_every_phrase_stands_alone_and_names_no_site() -> None:
    for kind in KINDS:
        for phrase in phrases(kind):
            pattern(kind, phrase)
            assert not any(
                name in phrase for name in (".vn", ".com", "kenh14", "vnexpress", "chinhphu", "dân trí", "tuổi trẻ")
            )


def test_without_any_phrase_an_article_is_still_found() -> None:
    nothing = Words(without=[phrase for kind in KINDS for phrase in phrases(kind)])
    assert clean(Document("page", article_page(), "html"), nothing).text.split("\n\n") == [LEAD, *BODY]


def test_an_overlap_of_nothing_is_no_error() -> None:
    assert (Overlap().precision, Overlap().recall, Overlap().f1) == (0.0, 0.0, 0.0)


def test_a_learned_model_knows_the_lines_that_it_was_taught() -> None:
    menu = ["Trang chủ", "Thời sự", "Kinh tế", "Văn hóa"]
    pages = [([*menu, *text], ["boilerplate"] * 4 + ["body"] * 2) for text in (BODY[:2], BODY[2:], [LEAD, BODY[0]])]
    model = LearnedLines(pages)
    assert [model.labels(lines) for lines, _ in pages] == [labels for _, labels in pages]
    assert model.labels([]) == []


def test_the_page_is_made_by_its_command() -> None:
    made = list(takewhile(lambda line: line != CHANGING, page(shared("labels"))))
    assert made == list(takewhile(lambda line: line != CHANGING, PAGE.read_text(encoding="utf-8").splitlines()))


def test_pages_of_our_own() -> None:
    pages = read_own()
    score = score_text(pages, lambda _: Words())
    assert score.tokens.f1 >= 0.97
    assert score.lines["boilerplate"].f1 >= 0.97
    assert score.lines["date"].f1 == score.lines["byline"].f1 == 1
    without = [own for own in pages if "title" not in own.labels]
    assert len(without) == 2
    for own in without:
        found = to_article(own.document)
        assert isinstance(found, Rejected)
        assert found.reason is Reason.NO_ARTICLE


def test_a_page_that_is_new_is_measured_with_its_markup_and_without(tmp_path: Path) -> None:
    gold = {
        "title": TITLE,
        "date": "2025-04-18",
        "author": "Hoàng Lam",
        "text": "\n".join([LEAD, *BODY]),
        "captions": [],
    }
    (tmp_path / "01_hoason.html").write_text(article_page(), encoding="utf-8")
    (tmp_path / "01_hoason.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "01_hoason.url").write_text("somewhere page.html\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "eval.unseen", tmp_path, "3"], capture_output=True, text=True, check=True
    )
    [record] = [json.loads(line) for line in done.stdout.splitlines()]
    assert (record["round"], record["site"], record["page"]) == (3, "hoason", "somewhere page.html")
    assert record["facts"] == {"title": True, "date": True, "author": True}
    right, found, wanted = record["html"]
    assert right == found == wanted > 150
    assert record["text"] == record["html"]
    assert record["lines"]["body"] == [5, 5, 5]


def test_the_record_of_new_pages_is_whole() -> None:
    records = [json.loads(line) for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    assert len({record["site"] for record in records}) == len(records), "a site that was measured is known from then on"
    assert [record["round"] for record in records] == sorted(record["round"] for record in records)
    for record in records:
        for right, *others in (record[name] for name in ("html", "text") if name in record):
            assert right <= min(others)
        assert {"text", "lines"} <= record.keys()

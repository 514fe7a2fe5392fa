"""The dataset in other forms, read back by other people's parsers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.export import EXPORTERS
from corpus.export.notes import Explain
from corpus.export.reading_room import ARTICLES_ON_PAGE, write_reading_room
from corpus.load import DatasetError, read_articles
from corpus.save import save_dataset
from corpus.types import (
    Article,
    GlossedWord,
    OneSided,
    Pair,
    Removed,
    Segment,
    SummarySentence,
    TranslatedArticle,
    Unanswered,
    running_text,
)
from models.lexicon import unanswered
from tests.command import songngu

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Everything but what HTML and XML themselves read as something else: control characters, and a carriage return.
NONE_UNANSWERED = Unanswered()
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=40)


def translated(
    number: int = 0,
    vi: Sequence[str] = ("Hội nghị bế mạc.",),
    en: Sequence[str] = ("The conference closed.",),
    flags: tuple[str, ...] = (),
    unanswered: Unanswered = NONE_UNANSWERED,
    url: str | None = None,
    title: tuple[str, str] = ("Bế mạc", "Closed"),
    author: str | None = None,
    removed: tuple[Removed, ...] = (),
) -> TranslatedArticle:
    """An article of one paragraph, each sentence with ``flags`` and its ``unanswered`` words."""
    pairs = [Pair(Segment(0, "title", title[0]), title[1], 0.5)]
    start = 0
    for index, (source, target) in enumerate(zip(vi, en, strict=True), 1):
        segment = Segment(index, "body", source, 0, start, start + len(source))
        pairs.append(Pair(segment, target, 0.25, flags, unanswered, in_summary=index == 1))
        start += len(source) + 1
    segments = tuple(p.segment for p in pairs)
    article = Article(f"{number:016x}", " ".join(vi), segments, title=title[0], url=url, author=author, removed=removed)
    return TranslatedArticle(article, tuple(pairs), (SummarySentence(en[0], (1,)),), flags, "small", "lexrank")


def save(folder: Path, *articles: TranslatedArticle) -> Path:
    save_dataset(
        ((article, f"{n}.txt", ()) for n, article in enumerate(articles, 1)), len(articles), folder, folder / "scratch"
    )
    return folder


def last_words(vi: str, en: str) -> OneSided:
    """Takes the last word of either text for what the other does not have."""
    begins = [text.rfind(" ") + 1 for text in (vi, en)]
    return OneSided(
        (begins[0], len(vi)), (begins[1], len(en)), (GlossedWord(vi[begins[0] :], "gloss"), GlossedWord("Lứa", ""))
    )


EXPLAIN = Explain(
    last_words,
    lambda vi, en: [GlossedWord(word, word[::-1] if word.isalpha() else "", word in en.split()) for word in vi.split()],
)


def page(dataset: Path, folder: Path, name: str = "index.html") -> lxml.html.HtmlElement:
    write_reading_room(dataset, folder, EXPLAIN)
    return lxml.html.document_fromstring((folder / name).read_bytes())


def texts_of(root: lxml.html.HtmlElement, selector: str) -> list[str]:
    return [element.text_content().strip() for element in root.xpath(selector)]


def test_a_room_shows_both_languages_the_doubts_and_what_was_taken_out(tmp_path: Path) -> None:
    article = translated(
        vi=("Có 40 đại biểu.", "Hội nghị bế mạc."),
        en=("There were 14 delegates.", ""),
        flags=("number_mismatch", "split"),
        url="https://bao.example.vn/1",
        removed=(Removed(3, "Tin liên quan", "page furniture"),),
    )
    root = page(save(tmp_path / "data", article), tmp_path / "room")
    id = article.article.id
    assert texts_of(root, f"//*[@id='{id}-1']") == ["There were 14 delegates."]
    assert texts_of(root, f"//*[@id='{id}-2']") == ["[not translated]"]
    assert texts_of(root, "//div[@class='text']//span[@lang='vi']") == ["Có 40 đại biểu.", "Hội nghị bế mạc."]
    assert texts_of(root, f"//*[@id='{id}-1']/b") == ["14"]  # the figures to compare
    assert any("a number differs" in note for note in texts_of(root, "//p[@class='note doubt']"))
    assert texts_of(root, "//section[@class='summary']//a") == ["1"]
    assert root.xpath("//section[@class='summary']//a/@href") == [f"#{id}-1"]
    assert texts_of(root, "//details//td") == ["4", "Tin liên quan", "page furniture"]
    assert root.xpath("//p[@class='facts']/a/@href") == ["https://bao.example.vn/1"]


def test_a_room_names_the_words_that_stand_on_one_side_only(tmp_path: Path) -> None:
    article = translated(
        vi=("Hội nghị 2025 bế mạc.",),
        en=("In 2025 the conference closed.",),
        flags=("omission", "addition", "number_mismatch"),
    )
    root = page(save(tmp_path / "data", article), tmp_path / "room")
    assert texts_of(root, "//div[@class='text']//span[@lang='vi']/b") == ["2025", "mạc."]
    assert texts_of(root, f"//*[@id='{article.article.id}-1']/b") == ["2025", "closed."]
    assert root.xpath("//div[@class='text']//span[@lang='vi']/@data-words") == ["iộH · ịhgn · 2025 · ếb · mạc."]
    assert root.xpath("//div[@class='text']//span[@lang='vi']/@data-alone") == ["0 1 3 4"]
    omission, addition, _ = texts_of(root, "//div[@class='text']//p[@class='note doubt']")
    assert omission.endswith(": “mạc.”, word by word: gloss · Lứa")
    assert addition.endswith(": “closed.”")


def test_words_without_a_counterpart_are_marked_where_nothing_else_is(tmp_path: Path) -> None:
    vi, en = "Hội nghị 2025 bế mạc.", "In 2025 the conference closed."
    marked = {
        (): (["nghị", "mạc"], ["the", "conference"]),
        ("omission", "addition"): (["nghị"], ["the", "conference"]),  # the last words are marked as such
        ("number_mismatch",): (["nghị", "mạc"], ["the", "conference"]),
    }
    words = Unanswered(((4, 8), (17, 20)), ((8, 11), (12, 22)))
    for number, (flags, found) in enumerate(marked.items()):
        article = translated(vi=(vi,), en=(en,), flags=flags, unanswered=words)
        root = page(save(tmp_path / f"data{number}", article), tmp_path / f"room{number}")
        assert texts_of(root, "//div[@class='text']//span[@lang='vi']/u") == found[0]
        assert texts_of(root, f"//*[@id='{article.article.id}-1']/u") == found[1]
        assert texts_of(root, "//div[@class='text']//span[@lang='vi']") == [vi]
        assert texts_of(root, f"//*[@id='{article.article.id}-1']") == [en]


def test_the_list_tells_doubtful_sentences_from_doubtful_cleaning(tmp_path: Path) -> None:
    long = replace(
        translated(0, flags=("too_long",)), flags=()
    )  # of no consequence for the summary, so not the article's
    repaired = translated(1, flags=("repaired",))
    cut = replace(translated(2), flags=("prose_removed",))
    root = page(save(tmp_path / "data", long, repaired, cut), tmp_path / "room")
    assert root.xpath("//li[@data-doubt]/@data-article") == [long.article.id]
    assert root.xpath("//li[@data-cleaning]/@data-article") == [cut.article.id]
    assert texts_of(root, "//li//span[@class='badge']") == ["too long", "prose removed"]


def test_a_room_counts_the_sentences_that_no_flag_doubts_but_whose_words_do(tmp_path: Path) -> None:
    words = Unanswered(((0, 3),), ((0, 3),))
    articles = (
        translated(0, unanswered=words),
        translated(1, unanswered=Unanswered(((0, 3),), ())),
        translated(2, unanswered=words, flags=("omission",)),
    )
    root = page(save(tmp_path / "data", *articles), tmp_path / "room")
    assert ["1 other has 2 or more words" in text for text in texts_of(root, "//p[@class='trust']")] == [
        True,
        False,
        False,
    ]


def test_a_summary_shows_the_doubts_and_the_words_of_what_it_rests_on(tmp_path: Path) -> None:
    doubted = translated(0, flags=("omission", "repaired"), unanswered=Unanswered((), ((4, 14),)))
    own = replace(translated(1, flags=("omission",)), summary=(SummarySentence("It closed.", (1,)),))
    root = page(save(tmp_path / "data", doubted, own, translated(2)), tmp_path / "room")
    sentences = root.xpath("//section[@class='summary']/p/span[1]")
    assert [s.get("class") for s in sentences] == ["rests doubted", "rests doubted", "rests"]
    assert [s.text_content() for s in sentences] == ["The conference closed.", "It closed.", "The conference closed."]
    assert texts_of(root, "//section[@class='summary']//u") == ["conference"]
    assert texts_of(root, "//section[@class='summary']//span[@class='badge']") == ["omission", "omission"]


def test_an_article_without_a_title_is_called_by_its_first_words(tmp_path: Path) -> None:
    def untitled(article: TranslatedArticle) -> TranslatedArticle:
        segments = article.article.segments[1:]
        return replace(
            article, article=replace(article.article, title=None, segments=segments), pairs=article.pairs[1:]
        )

    root = page(save(tmp_path / "data", untitled(translated(0)), untitled(translated(1, en=("",)))), tmp_path / "room")
    assert texts_of(root, "//li/a") == texts_of(root, "//article//h1") == ["[The conference closed.]", "[2.txt]"]


def test_vietnamese_is_marked_as_such_wherever_it_stands(tmp_path: Path) -> None:
    article = translated(flags=("omission",), author="Mộc Lan")
    root = page(save(tmp_path / "data", article), tmp_path / "room")
    assert texts_of(root, "//p[@class='note doubt']/i[@lang='vi']") == ["“mạc.”"]
    assert texts_of(root, "//span[@class='from']/span[@lang='vi']") == ["Mộc Lan", "Mộc Lan"]


def test_the_terminal_names_the_words_without_a_counterpart_and_what_they_mean(tmp_path: Path) -> None:
    vi, en = "Bệnh viện có xyzzy học sinh.", "The hospital has closed."
    article = translated(vi=(vi,), en=(en,), unanswered=unanswered(vi, en))
    shown = songngu("show", save(tmp_path / "data", article), "1").out
    assert "without a counterpart: học sinh (student/pupil) | closed" in shown
    quiet = songngu("show", save(tmp_path / "other", translated()), "1").out
    assert "counterpart" not in quiet


@given(vi=texts, en=texts)
def test_whatever_a_page_smuggled_into_its_text_stays_text(
    tmp_path_factory: pytest.TempPathFactory, vi: str, en: str
) -> None:
    folder = tmp_path_factory.mktemp("room")
    hostile = "</script><script>alert(1)</script>"
    article = translated(
        vi=(vi,),
        en=(en,),
        title=(hostile, hostile),
        flags=("number_mismatch", "omission"),
        unanswered=Unanswered(((0, len(vi)),), ((0, 1),)),
        url="javascript:alert(1)",
        author=hostile,
    )
    root = page(save(folder / "data", article), folder / "room")
    assert texts_of(root, f"//*[@id='{article.article.id}-1']") == [en]
    assert texts_of(root, "//div[@class='text']//span[@lang='vi']") == [vi]
    assert texts_of(root, "//h1/span") == [hostile]
    assert texts_of(root, "//*[@class='from']") == [hostile, hostile]
    assert len(root.xpath("//script")) == 1
    assert not root.xpath("//*[starts-with(@href, 'javascript')]")
    assert not root.xpath("//*[@style or @onclick or @onload or @onerror]")


def test_many_articles_are_spread_over_pages_that_know_each_other(tmp_path: Path) -> None:
    count = ARTICLES_ON_PAGE + 2
    dataset = save(tmp_path / "data", *(translated(n) for n in range(count)))
    room = tmp_path / "room"
    first, second = page(dataset, room), page(dataset, room, "2.html")
    assert [len(root.xpath("//article")) for root in (first, second)] == [ARTICLES_ON_PAGE, 2]
    assert [len(root.xpath("//li")) for root in (first, second)] == [ARTICLES_ON_PAGE, 2]
    assert second.xpath("//ol/@start") == [str(ARTICLES_ON_PAGE + 1)]
    assert first.xpath("//nav[@class='pages']/a/@href") == ["2.html"]
    (room / "notes.txt").write_text("mine", encoding="utf-8")
    write_reading_room(dataset, room, EXPLAIN, limit=3)
    assert sorted(path.name for path in room.iterdir()) == ["index.html", "notes.txt"]
    shorter = lxml.html.document_fromstring((room / "index.html").read_bytes())
    assert len(shorter.xpath("//article")) == 3
    assert "The first 3 articles are here" in shorter.text_content()


@pytest.mark.parametrize("name", ["index.html", "2.html"])
def test_the_pages_of_others_are_not_replaced(tmp_path: Path, name: str) -> None:
    dataset, site = save(tmp_path / "data", translated()), tmp_path / "site"
    assert [songngu("export", dataset, "-o", site).code for _ in range(2)] == [0, 0]
    (site / name).write_text("<title>My site</title>", encoding="utf-8")
    done = songngu("export", dataset, "-o", site)
    assert (done.code, done.err) == (
        2,
        f"songngu: {site / name} is not songngu's and would be replaced. Give a new or empty folder with -o.\n",
    )
    assert (site / name).read_text(encoding="utf-8") == "<title>My site</title>"


def test_the_same_dataset_gives_the_same_bytes(tmp_path: Path) -> None:
    dataset = save(tmp_path / "data", translated(0), translated(1))
    for form, exporter in EXPORTERS.items():
        for name in ("a", "b"):
            exporter.write(dataset, tmp_path / form / name, EXPLAIN)
        one, other = ((tmp_path / form / name / exporter.opens).read_bytes() for name in ("a", "b"))
        assert one == other


def test_a_translation_memory_holds_every_translated_sentence(tmp_path: Path) -> None:
    article = translated(
        vi=("Có 40 < 50 đại biểu.\x08", "Hội nghị bế mạc."),
        en=("There were 14 & more\x08.", ""),
        flags=("number_mismatch",),
    )
    done = songngu("export", save(tmp_path / "data", article), "--format", "tmx")
    assert done.code == 0, done.err
    root = ElementTree.parse(done.out.strip()).getroot()
    assert root.attrib == {"version": "1.4"}
    units = root.findall("body/tu")
    assert [unit.get("tuid") for unit in units] == [f"{article.article.id}-{index}" for index in (0, 1)]
    segments = {variant.get(LANGUAGE): variant.findtext("seg") for variant in units[1].findall("tuv")}
    assert segments == {"vi": "Có 40 < 50 đại biểu.\ufffd", "en": "There were 14 & more\ufffd."}
    assert "number_mismatch" in (units[1].findtext("note") or "")


def test_a_translation_memory_that_cannot_be_written_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    one, other = save(tmp_path / "one", translated(1)), save(tmp_path / "other", translated(2))
    target = tmp_path / "memory" / "all.tmx"
    (partial := target.with_name(".all.tmx.partial")).mkdir(parents=True)
    done = songngu("export", one, "--format", "tmx", "-o", target)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert str(partial) in done.err
    partial.rmdir()
    shutil.rmtree(one / "sentences")
    shutil.move(other / "sentences", one)
    assert songngu("export", one, "--format", "tmx", "-o", target).code == 1
    assert not list(target.parent.iterdir())


def test_what_was_left_out_is_said_word_by_word(tmp_path: Path) -> None:
    article = translated(
        vi=("Sáng 12/6, chủ tịch huyện thăm trường học mới, sau đó dự lễ khánh thành nhà máy nước sạch của xã.",),
        en=("On the morning of June 12, the district chairman visited the new school.",),
        flags=("omission",),
    )
    dataset = save(tmp_path / "data", article)
    shown = songngu("show", dataset, "--flagged").out
    memory = Path(songngu("export", dataset, "--format", "tmx").out.strip()).read_text(encoding="utf-8")
    room = lxml.html.document_fromstring(Path(songngu("export", dataset).out.strip()).read_bytes()).text_content()
    for text in (shown, memory, room):
        left_out = (re.search("mistaken for something else: ([^<\n]*)", text) or [""])[0]
        assert "nhà máy nước sạch" in left_out
        assert "inaugurate" in left_out
        assert "chủ tịch" not in left_out


def test_where_there_is_no_dataset_the_message_says_so(tmp_path: Path) -> None:
    done = songngu("export", tmp_path)
    assert done.code == 1
    assert "There is no dataset" in done.err
    assert songngu("export", tmp_path, "--format", "docx").code == 2


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    dataset = save(tmp_path / "data", translated())
    (path,) = (dataset / "articles").glob("*.parquet")
    path.write_bytes(path.read_bytes()[:-50])
    for command in ("show", "report", "export", "verify"):
        done = songngu(command, dataset)
        assert (done.code, done.err.count("\n")) == (1, 1), done.err
        assert f"{path} cannot be read" in done.err


def test_sentences_that_are_not_the_articles_are_noticed(tmp_path: Path) -> None:
    one, other = save(tmp_path / "one", translated(1)), save(tmp_path / "other", translated(2))
    (other / "sentences").rename(tmp_path / "away")
    (one / "sentences").rename(other / "sentences")
    with pytest.raises(DatasetError, match="missing"):
        list(read_articles(other))


def test_a_summary_reads_as_sentences() -> None:
    sentences = [
        "The conference closed",
        "“It was long.”",
        "Who came?",
        "Forty delegates (all new)",
        "Price: 5,000 dong",
    ]
    assert running_text(sentences) == (
        "The conference closed. “It was long.” Who came? Forty delegates (all new). Price: 5,000 dong."
    )

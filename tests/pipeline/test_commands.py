from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.types import Document
from models.lexicon import unanswered
from pipeline import run, translate_articles
from tests.command import songngu
from tests.pipeline.test_run import SAMPLES


def test_translate_lines_gives_a_line_for_a_line(translator: str) -> None:
    text = "Huyện ủy tổ chức hội nghị.\n\nCác đại biểu dự hội nghị\n  \nTin khác"
    done = songngu("translate", "--lines", "-t", translator, stdin=text)
    assert done.code == 0, done.err
    lines = done.out.removesuffix("\n").split("\n")
    assert len(lines) == 5
    assert [bool(line) for line in lines] == [True, False, True, False, True]


def test_translate_takes_text_files_and_standard_input(translator: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Hội nghị bế mạc.", encoding="utf-8")
    outputs = [
        songngu("translate", "Hội nghị bế mạc.", "-t", translator).out,
        songngu("translate", file, "-t", translator).out,
        songngu("translate", "-t", translator, stdin="Hội nghị bế mạc.\n").out,
    ]
    assert outputs[0]
    assert len(set(outputs)) == 1


def test_translate_lines_counts_lines_as_other_programs_do(translator: str) -> None:
    for text, count in (
        ("Huyện ủy họp.\r\nCác đại biểu dự.\r\n", 2),
        ("Huyện ủy\rhọp\x85tại\u2028xã.\nTin khác", 2),
        ("\n", 1),
        ("", 0),
    ):
        done = songngu("translate", "--lines", "-t", translator, stdin=text)
        assert (done.code, done.out.count("\n")) == (0, count), done.err
    row = json.loads(songngu("translate", "--lines", "--json", "-t", translator, stdin="Huyện ủy\rhọp.\r\n").out)
    assert row["vi"] == "Huyện ủy họp."


def test_a_text_may_be_longer_than_the_name_of_a_file(translator: str) -> None:
    done = songngu("translate", "-t", translator, "Hội nghị bế mạc. " * 20)
    assert done.code == 0, done.err
    assert songngu("translate", "-t", translator, "và/hoặc", "mai/" * 99).code == 0


@pytest.mark.parametrize(
    "arguments", [("translate", "artcle.txt"), ("translate", "./artcle"), ("summarize", "the report")]
)
def test_a_file_that_is_not_there_is_not_taken_for_a_text(arguments: tuple[str, str]) -> None:
    done = songngu(*arguments)
    assert (done.code, done.out) == (2, "")
    assert f"{arguments[1]}: there is no file of this name" in done.err


def test_translate_names_its_doubts(translator: str) -> None:
    done = songngu("translate", "--json", "-t", translator, "Có 5.925 tin, bài được đăng tải.")
    row = json.loads(done.out)
    assert row["vi"] == "Có 5.925 tin, bài được đăng tải."
    assert "number_mismatch" in row["flags"] or "5,925" in row["en"]
    words = unanswered(row["vi"], row["en"])
    assert row["unanswered"]["vi"] == [{"start": start, "end": end} for start, end in words.vi]
    assert [row["en"][span["start"] : span["end"]] for span in row["unanswered"]["en"]] == [
        row["en"][start:end] for start, end in words.en
    ]


def test_a_glossary_is_kept_to_or_the_sentence_is_in_doubt(tmp_path: Path) -> None:
    glossary = tmp_path / "terms.tsv"
    glossary.write_text(
        "\ufeffvi\ten\n# offices\nBan Tuyên giáo Tỉnh uỷ\tthe Propaganda Board\n\nlúa\tcorn\tmaize\n", encoding="utf-8"
    )
    text = "Ban Tuyên giáo Tỉnh ủy họp.\nBà con trồng lúa.\nHọ về nhà.\n"
    done = songngu("translate", "--lines", "--json", "--terms", glossary, stdin=text)
    assert done.code == 0, done.err
    body, rice, home = map(json.loads, done.out.splitlines())
    assert "Propaganda Board" in body["en"]
    assert body["flags"] == ["repaired"]
    assert rice["flags"] == ["term_mismatch"]
    assert home["flags"] == []
    done = songngu("translate", "--lines", "--terms", glossary, stdin=text)
    assert [line.split(":")[:2] for line in done.err.splitlines()] == [["songngu", " line 2"]]


def test_clean_prints_one_object_a_line() -> None:
    done = songngu("clean", SAMPLES, "--json")
    assert done.code == 0
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [Path(row["source"]).name for row in rows][:2] == ["cau-song-lua.html", "hoi-nghi-tong-ket.txt"]
    for row in rows:
        assert list(row) == ["source", "title", "published", "author", "text", "lines"]
        assert {line["label"] for line in row["lines"]} <= {
            "title",
            "date",
            "byline",
            "caption",
            "lead",
            "body",
            "boilerplate",
        }


def test_summarize_picks_sentences_of_the_text() -> None:
    text = (
        "The bridge was opened on Tuesday after three years of work. It links two communes that only a ferry had joined. "
        "Traders in both communes expect the bridge to bring buyers. The weather was fine. Children danced. "
        "The district paid two thirds of the cost of the bridge, and the province paid the rest."
    )
    done = songngu("summarize", "-n", "2", stdin=text)
    assert done.code == 0, done.err
    assert all(sentence.strip(". ") in text for sentence in done.out.strip().split(". "))


def test_show_finds_an_article_by_number_and_by_id(translator: str, tmp_path: Path) -> None:
    run([SAMPLES / "tin-ngan.jsonl"], tmp_path / "out", translator=translator, beams=1)
    listed = songngu("show", tmp_path / "out")
    assert "3 articles" in listed.out
    first = json.loads(songngu("show", tmp_path / "out", "--json").out.splitlines()[0])
    by_number, by_id = songngu("show", tmp_path / "out", "1"), songngu("show", tmp_path / "out", first["id"])
    assert by_number.out == by_id.out
    assert first["text_vi"].split(". ")[0] in by_id.out
    assert "There is no article 9" in songngu("show", tmp_path / "out", "9").err


def test_a_notebook_needs_three_lines(translator: str) -> None:
    page = (SAMPLES / "cau-song-lua.html").read_text(encoding="utf-8")
    articles, rejected = translate_articles([page, "Hôm nay trời đẹp."], translator=translator, beams=1)
    assert articles[0].article.title
    assert articles[0].title_en
    assert articles[0].summary_en
    assert rejected[0].detail.startswith("The text has 4 words")
    for one in (page, Document("my note", page, "html")):
        articles, rejected = translate_articles(one, translator=translator, beams=1)
        assert (len(articles), rejected) == (1, [])


@pytest.mark.parametrize("kind", [str, Path])
def test_one_input_needs_no_list(translator: str, tmp_path: Path, kind: type[str | Path]) -> None:
    report = run(kind(SAMPLES / "tin-ngan.jsonl"), tmp_path / "out", translator=translator, beams=1, reader=False)
    assert report.articles == 3


def test_a_summary_that_a_model_writes_names_the_sentences_it_rests_on(
    translator: str, small_model: Callable[[str], Path]
) -> None:
    page = (SAMPLES / "hoi-nghi-tong-ket.txt").read_text(encoding="utf-8")
    articles, _ = translate_articles([page], translator=translator, beams=1, summarizer=str(small_model("bart")))
    assert articles[0].summarizer == "bart"
    roles = {pair.segment.index: pair.segment.role for pair in articles[0].pairs}
    for sentence in articles[0].summary:
        assert sentence.support
        assert all(roles[index] in ("lead", "body") for index in sentence.support)


def test_the_evaluation_says_how_its_scores_were_made(translator: str, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Hội nghị bế mạc.\tThe conference closed.\nTin khác\tOther news\n", encoding="utf-8")
    row = json.loads(songngu("eval", pairs, "-t", translator, "--json").out)
    assert row["segments"] == 2
    assert "tok:13a" in row["bleu_signature"]
    assert 0 <= row["bleu"] <= 100


def test_models_lists_what_is_known() -> None:
    rows = [json.loads(line) for line in songngu("models", "--json").out.splitlines()]
    assert {"embedded", "nllb-200-distilled-600m", "lexrank"} <= {row["id"] for row in rows}
    assert all(row["license"] for row in rows)
    assert "embedded" in songngu("models").out


def packages_loaded_by(code: str) -> set[str]:
    """What ``code`` imports, on an interpreter of its own, besides the standard library."""
    tell = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
    done = subprocess.run([sys.executable, "-c", tell + code], check=True, capture_output=True, text=True)
    return {name.partition(".")[0] for name in done.stderr.split()} - sys.stdlib_module_names


def test_help_comes_at_once() -> None:
    asked = "sys.argv = ['songngu', '--help']; from pipeline.cli import main; main()"
    own = {"pipeline", "corpus", "models", "eval"}
    assert packages_loaded_by(asked) <= packages_loaded_by("import typer, typer.rich_utils") | own


def test_a_licence_that_forbids_commercial_use_is_said_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    done = songngu("run", SAMPLES, "-o", tmp_path / "out", "-t", "nllb-200-distilled-600m")
    assert done.code == 1  # it is not on this machine
    assert "CC-BY-NC-4.0, forbids commercial use" in done.err.splitlines()[0]


@pytest.mark.parametrize("command", ["translate", "summarize"])
def test_what_is_no_text_is_named(command: str, tmp_path: Path) -> None:
    (picture := tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = songngu(command, picture)
    assert (done.code, done.out, done.err) == (
        2,
        "",
        f"songngu: {picture} is a PNG image. Only text can be read here.\n",
    )

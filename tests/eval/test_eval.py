"""``songngu eval`` as a user meets it: real files, real small models, through the command line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from corpus.types import ParallelPair
from eval.systems import translate
from models import load_translator
from tests.command import Done, run, songngu
from tests.small import ENGLISH, PAIRS, VIETNAMESE

TIMES = ("seconds", "segments_per_second", "tokens_per_second")


def lines(path: Path, texts: Sequence[str]) -> Path:
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def rows(done: Done) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def scores(row: dict[str, Any]) -> dict[str, Any]:
    """What depends on the translations alone."""
    return {key: row[key] for key in ("segments", "bleu", "chrf", "length_ratio", "flags")}


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """What the small models know by heart."""
    return lines(tmp_path / "news.tsv", [f"{vi}\t{en}" for vi, en in PAIRS])


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Translations of ``pairs`` that lack words."""
    return lines(tmp_path / "damaged.txt", [" ".join(english.split()[2:]) for english in ENGLISH])


def test_a_model_that_knows_the_test_set_has_full_marks_and_a_speed(translator: str, pairs: Path) -> None:
    [row] = rows(songngu("eval", pairs, "-t", translator, "--json"))
    assert (row["file"], row["set"], row["translator"]) == (str(pairs), "news", "marian")
    assert row["segments"] == len(PAIRS)
    assert row["bleu"] == pytest.approx(100)
    assert row["chrf"] == pytest.approx(100)
    assert row["length_ratio"] == 1
    assert row["flags"] == row["engine_flags"] == {}
    assert row["segments_per_second"] == pytest.approx(row["segments"] / row["seconds"])
    assert row["tokens_per_second"] > row["segments_per_second"]
    assert 0.01 < row["parameters"] < 1
    assert row["comet"] is row["significance"] is None


def test_the_shapes_of_parallel_text_give_the_same_scores(translator: str, pairs: Path, tmp_path: Path) -> None:
    three = lines(tmp_path / "three.tsv", [f"corpus\t{vi}\t{en}" for vi, en in PAIRS])
    vi, en = lines(tmp_path / "two.vi", VIETNAMESE), lines(tmp_path / "two.en", ENGLISH)
    again = lines(tmp_path / "again.vi", VIETNAMESE)
    found = rows(
        songngu(
            *("eval", "--parallel", vi, en, pairs, "--parallel", again, en, three),
            *("-t", translator, "--beams", "1", "--json"),
        )
    )
    assert [row["set"] for row in found] == ["news", "three", "two", "again"]
    assert all(scores(row) == scores(found[0]) for row in found)


def test_a_dataset_of_songngu_run_is_a_test_set(translator: str, tmp_path: Path) -> None:
    article = tmp_path / "articles" / "a.txt"
    article.parent.mkdir()
    article.write_text("\n\n".join([" ".join(VIETNAMESE[:3]), " ".join(VIETNAMESE[3:])]), encoding="utf-8")
    run(article.parent, tmp_path / "dataset", translator, "--min-words", "10")
    [row] = rows(songngu("eval", tmp_path / "dataset", "-t", translator, "--beams", "1", "--json"))
    assert row["set"] == "dataset"
    assert row["segments"] == len(PAIRS)
    assert row["bleu"] == pytest.approx(100)  # it translated them itself
    [file] = (tmp_path / "dataset" / "sentences").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:-40])
    damaged = songngu("eval", tmp_path / "dataset", "-t", translator)
    assert (damaged.code, damaged.err.count("\n")) == (2, 1)
    assert f"{file} cannot be read" in damaged.err


def test_a_better_system_is_told_from_a_worse_one(translator: str, pairs: Path, damaged: Path) -> None:
    call = ("eval", pairs, "-t", translator, "--beams", "1", "--translations", damaged)
    good, bad = rows(songngu(*call, "--json"))
    assert (good["translator"], bad["translator"]) == ("marian", "damaged.txt")
    assert good["significance"]["baseline"] == bad["significance"]["baseline"] == "marian"
    for metric in ("bleu", "chrf"):
        low, high = bad["significance"][metric]["interval"]
        assert low < bad[metric] < high < good[metric]
        assert good["significance"][metric]["p"] is None
        assert bad["significance"][metric]["p"] < 0.05
        assert "bs:1000|seed:12345" in bad["significance"][metric]["signature"]
    assert bad["seconds"] is bad["segments_per_second"] is bad["tokens_per_second"] is None

    table = songngu(*call).out
    assert "p (BLEU)" in table
    assert [line.split()[0] for line in table.splitlines()[2:4]] == ["marian", "damaged.txt"]
    assert "tok:13a" in table


@pytest.mark.parametrize("columns", [40, 80])
def test_no_score_is_cut_on_a_narrow_terminal(columns: int, pairs: Path, damaged: Path, tmp_path: Path) -> None:
    worse = lines(tmp_path / "worse.txt", ["The river."] * len(PAIRS))
    call = ("eval", pairs, "--translations", damaged, "--translations", worse)
    shown, whole = songngu(*call, columns=columns).out, songngu(*call).out
    assert all(len(line.rstrip()) <= columns for line in shown.splitlines())
    _, _, *table, _, bleu, chrf = whole.splitlines()
    assert Counter(" ".join(table).split()) <= Counter(shown.split())
    assert (bleu + chrf).replace(" ", "") in "".join(shown.split())
    beside = any("damaged.txt" in line and "worse.txt" in line for line in shown.splitlines())
    assert beside is (columns == 80)  # there is room for them side by side


def test_a_system_does_not_differ_from_itself(pairs: Path, damaged: Path, tmp_path: Path) -> None:
    copy = lines(tmp_path / "copy.txt", damaged.read_text(encoding="utf-8").splitlines())
    _, same = rows(songngu("eval", pairs, "--translations", damaged, "--translations", copy, "--json"))
    assert same["significance"]["bleu"]["p"] == same["significance"]["chrf"]["p"] == 1


def test_a_second_call_gives_the_same(translator: str, pairs: Path, damaged: Path) -> None:
    call = ("eval", pairs, "-t", translator, "--beams", "1", "--translations", damaged, "--json")
    first, second = ([{k: v for k, v in row.items() if k not in TIMES} for row in rows(songngu(*call))] for _ in "12")
    assert first == second


def test_saved_translations_score_as_they_did(small_model: Callable[[str], Path], pairs: Path, tmp_path: Path) -> None:
    # Two sets, and sentences that the models do not know by heart.
    other = lines(tmp_path / "other.tsv", [f"{vi} {vi}\t{en} {en}" for vi, en in PAIRS])
    models = ("-t", small_model("marian"), "-t", small_model("nllb"), "--beams", "1")
    before = rows(songngu("eval", pairs, other, *models, "-o", tmp_path / "out", "--json"))
    saved = {path.name for path in (tmp_path / "out").iterdir()}
    assert saved == {f"{s}.{m}.txt" for s in ("news", "other") for m in ("marian", "nllb")} | {"scores.json"}
    objects = json.loads((tmp_path / "out" / "scores.json").read_text(encoding="utf-8"))
    assert objects == before

    files = [
        lines(tmp_path / f"{m}.txt", [line for s in ("news", "other") for line in saved_lines(tmp_path, s, m)])
        for m in ("marian", "nllb")
    ]
    given = ("eval", pairs, other, "--translations", files[0], "--translations", files[1])
    after = rows(songngu(*given, "-o", tmp_path / "again", "--json"))
    assert list(map(scores, after)) == list(map(scores, before))

    first = (tmp_path / "again" / "scores.json").read_bytes()
    songngu(*given, "-o", tmp_path / "again")
    assert (tmp_path / "again" / "scores.json").read_bytes() == first


def saved_lines(folder: Path, test_set: str, model: str) -> list[str]:
    return (folder / "out" / f"{test_set}.{model}.txt").read_text(encoding="utf-8").splitlines()


def test_flags_are_shares_of_the_segments(tmp_path: Path) -> None:
    sources = ["Xã có 1.250 hộ dân.", "Hội nghị bế mạc.", "Nước sông dâng cao sau mưa lớn.", "Bà Lan bán rau ở chợ."]
    good = ["The commune has 1,250 households.", "The conference closed.", "The river rose.", "Mrs Lan sells greens."]
    pairs = lines(tmp_path / "set.tsv", [f"{vi}\t{en}" for vi, en in zip(sources, good, strict=True)])
    bad = ["The commune has 1.250 households.", "The closed closed closed closed closed.", sources[2], good[3]]
    file = lines(tmp_path / "bad.txt", bad)
    [row] = rows(songngu("eval", pairs, "--translations", file, "--json"))
    assert row["flags"] == {"copied_source": 0.25, "number_mismatch": 0.25, "repetition": 0.25}
    header, values = (line.split() for line in songngu("eval", pairs, "--translations", file).out.splitlines()[1:3])
    shown = dict(zip(header, values, strict=True))
    assert [shown[column] for column in ("numbers", "loops", "copied")] == ["25.0%"] * 3


def test_the_engines_own_doubts_are_counted(translator: str, tmp_path: Path) -> None:
    long = " ".join(VIETNAMESE * 3)
    pairs = lines(tmp_path / "set.tsv", [f"{VIETNAMESE[0]}\t{ENGLISH[0]}", f"{long}\t{' '.join(ENGLISH * 3)}"])
    [row] = rows(songngu("eval", pairs, "-t", translator, "--beams", "1", "--json"))
    assert row["engine_flags"]["split"] == 1
    assert "marian: of 2 segments 1 split" in songngu("eval", pairs, "-t", translator, "--beams", "1").out


def test_from_python_translations_come_with_time_and_tokens(translator: str) -> None:
    done: list[int] = []
    known = [ParallelPair(vi, en) for vi, en in PAIRS]
    output = translate(load_translator(translator, beams=1), known, done.append)
    assert list(output.translations) == ENGLISH
    assert sum(done) == len(known)
    assert output.tokens is not None
    assert output.tokens >= sum(len(english.split()) + 1 for english in ENGLISH)  # pieces, and an end for each
    assert output.tokens_per_second == pytest.approx(output.tokens / (output.seconds or 0))


def test_models_of_the_same_name_are_called_by_their_folders(translator: str, pairs: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(translator, target_is_directory=True)
    call = ("eval", pairs, "--limit", "2", "--beams", "1", "-o", tmp_path / "out", "--json")
    found = rows(songngu(*call, "-t", translator, "-t", tmp_path / "link"))
    assert [row["translator"] for row in found] == [translator, str(tmp_path / "link")]
    assert len(list((tmp_path / "out").glob("news.*.txt"))) == 2


def test_the_picture_names_every_system(translator: str, pairs: Path, damaged: Path, tmp_path: Path) -> None:
    pictures = [tmp_path / "pictures" / "speed.svg", tmp_path / "speed.png"]
    for picture in pictures:
        call = ("eval", pairs, "-t", translator, "--beams", "1", "--translations", damaged, "--plot", picture)
        assert songngu(*call).code == 0
    texts = ["".join(element.itertext()) for element in ElementTree.parse(pictures[0]).iter() if "text" in element.tag]
    assert any(text.startswith("marian (") for text in texts)
    assert {"damaged.txt", "BLEU, news"} <= set(texts)
    assert pictures[1].read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "published"), [("flores200-dev", True), ("flores200-devtest-vi", True), ("news", False)]
)
def test_published_scores_are_drawn_on_their_own_test_set(
    pairs: Path, damaged: Path, tmp_path: Path, name: str, published: bool
) -> None:
    test_set = pairs.rename(tmp_path / f"{name}.tsv")
    drawn = []
    for picture in (tmp_path / "1.svg", tmp_path / "2.svg"):
        assert songngu("eval", test_set, "--translations", damaged, "--plot", picture).code == 0
        drawn.append(picture.read_text(encoding="utf-8"))
    assert drawn[0] == drawn[1]
    assert ("opus-mt-vi-en (published)" in drawn[0]) is published
    part = tmp_path / "part.svg"
    two = lines(tmp_path / "two.txt", ["a", "b"])
    assert songngu("eval", test_set, "--limit", "2", "--translations", two, "--plot", part).code == 0
    assert "published" not in part.read_text(encoding="utf-8")


def test_a_limit_counts_for_each_set(pairs: Path, tmp_path: Path) -> None:
    other = lines(tmp_path / "other.tsv", [f"{vi}\t{en}" for vi, en in PAIRS])
    file = lines(tmp_path / "given.txt", [*ENGLISH[:2], *ENGLISH[:2]])
    found = rows(songngu("eval", pairs, other, "--limit", "2", "--translations", file, "--json"))
    assert [row["segments"] for row in found] == [2, 2]
    assert all(row["bleu"] == pytest.approx(100) for row in found)


def test_comet_says_how_to_get_it(pairs: Path, damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = songngu("eval", pairs, "--translations", damaged, "--comet")
    assert done.code == 1
    assert "unbabel-comet" in done.err
    assert "2.3 GB" in done.err


def test_what_a_user_can_mend_is_said_in_a_line(pairs: Path, damaged: Path, tmp_path: Path) -> None:
    short = lines(tmp_path / "short.txt", ENGLISH[:4])
    empty = lines(tmp_path / "empty.tsv", [])
    for arguments, code, message in [
        ((), 2, "songngu eval --parallel VI EN"),
        (("--translations", damaged), 2, "nothing to measure on"),
        (("absent.tsv",), 2, "There is no file absent.tsv"),
        ((empty,), 2, "holds no pairs"),
        ((pairs, "--translations", short), 2, "has 4 lines, and news 6 segments"),
        ((pairs, "--parallel", short), 2, "--parallel: it takes two files"),
        ((pairs, pairs), 2, "is given twice"),
        ((pairs, "-t", tmp_path / "absent"), 1, "No model"),
        ((pairs, "--translations", damaged, "--plot", "a.gif"), 2, "ends in none of .svg, .png, .pdf"),
    ]:
        done = songngu("eval", *arguments)
        assert done.code == code, (arguments, done.err)
        assert message in " ".join(done.err.split()), done.err

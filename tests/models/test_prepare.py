"""`songngu prepare`: what is fit to train on, what is not and why, and that no test sentence slips through."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.pairs import read_pairs, write_pairs
from corpus.types import ParallelPair
from models.training.prepare import HeldOut, Preparation
from tests.command import songngu
from tests.shared import tsv

GOOD = (
    "Hội nghị bắt đầu lúc chín giờ sáng tại trụ sở huyện.",
    "The conference began at nine in the morning at the district office.",
)
BAD = {
    "duplicate": ("HỘI NGHỊ bắt đầu lúc chín giờ sáng tại trụ sở huyện", "The conference began at nine in the morning at the district office!"),
    "empty": ("Hội nghị bắt đầu.", "..."),
    "length_ratio": ("Hội nghị bắt đầu lúc chín giờ sáng tại trụ sở.", "The conference."),
    "copied_source": ("Hội nghị bắt đầu lúc chín giờ.", "Hội nghị bắt đầu lúc chín giờ."),
    "repetition": ("Hội nghị bắt đầu lúc chín giờ sáng.", "The conference the conference the conference began."),
    "not_vietnamese": ("La réunion a commencé à neuf heures du matin au siège du district.", "The meeting began at nine in the morning."),
    "not_english": ("Hội nghị bắt đầu lúc chín giờ sáng tại trụ sở huyện.", "La réunion a commencé à neuf heures du matin au siège."),
    "too_long": ("rất " * 201, "very " * 201),
    "test_copy": ("Nước sông dâng cao sau mưa.", "The river rose when it had rained."),
    "test_near_copy": (
        "Theo đài phát thanh, học sinh trồng cây trước cổng trường vào sáng chủ nhật, bất chấp mưa.",
        "Radio says it happened: trees were put into the ground in front of that school, though it rained.",
    ),
}  # fmt: skip
TEST_SET = [
    ("Nước sông dâng cao sau mưa.", "The river rose after the rain."),
    ("Học sinh trồng cây trước cổng trường vào sáng chủ nhật.", "Pupils plant trees at the gate on Sunday."),
]


def write(path: Path, rows: list[tuple[str, ...]]) -> Path:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_every_bad_pair_goes_with_its_reason(tmp_path: Path) -> None:
    corpus = write(tmp_path / "web.tsv", [GOOD, *BAD.values()])
    held_out = write(tmp_path / "test.tsv", TEST_SET)
    out = tmp_path / "clean.tsv"
    done = songngu("prepare", corpus, "--held-out", held_out, "-o", out, "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["sources"] == {"web": {"kept": 1, **dict.fromkeys(BAD, 1)}}
    assert list(read_pairs(out)) == [ParallelPair(*GOOD, "web")]


def test_the_report_is_a_table_with_a_next_step(tmp_path: Path) -> None:
    corpus = write(tmp_path / "web.tsv", [GOOD, BAD["empty"]])
    done = songngu("prepare", corpus, "-o", tmp_path / "clean.tsv")
    assert "empty" in done.out
    assert "1 pair in" in done.out
    assert "songngu train" in done.out
    corpus.write_text("", encoding="utf-8")
    done = songngu("prepare", corpus, "-o", tmp_path / "clean.tsv")
    assert done.code == 0, done.err
    assert "0 pairs in" in done.out
    assert "songngu train" not in done.out


def test_caps_bound_a_source_and_packing_follows_the_name(tmp_path: Path) -> None:
    rows = [
        (source, f"Tàu {source}{n} đã rời ga.", f"Train {source}{n} has left.")
        for source in ("a", "b")
        for n in range(10)
    ]
    corpus, out = write(tmp_path / "many.tsv", rows), tmp_path / "clean.tsv.zst"
    assert songngu("prepare", corpus, "-o", out, "--cap", "a=3").code == 0
    assert Counter(pair.source for pair in read_pairs(out)) == {"a": 3, "b": 10}
    assert out.read_bytes().startswith(b"\x28\xb5\x2f\xfd")


def test_parallel_files_and_the_spelling_of_articles(tmp_path: Path) -> None:
    (tmp_path / "x.vi").write_text("Trời hoà bình\u200b và thuý.\n", encoding="utf-8")
    (tmp_path / "x.en").write_text("“It’s” peace…\n", encoding="utf-8")
    out = tmp_path / "clean.tsv"
    assert songngu("prepare", "--parallel", tmp_path / "x.vi", tmp_path / "x.en", "-o", out).code == 0
    assert out.read_text(encoding="utf-8") == 'x\tTrời hòa bình và thúy.\t"It\'s" peace...\n'


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "give files of pairs"),
        (["missing.tsv"], "There is no file missing.tsv"),
        (["one.tsv"], "line 2: two columns are needed"),
        (["one.tsv", "--cap", "web"], "SOURCE=N"),
        (["--parallel", "two.vi", "one.tsv"], "have the same number of lines"),
    ],
)
def test_wrong_usage_says_what_to_do(
    arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.tsv").write_text("Xin chào\tHello\nmột cột\n", encoding="utf-8")
    (tmp_path / "two.vi").write_text("Xin chào\n", encoding="utf-8")
    done = songngu("prepare", *arguments, "-o", "out.tsv")
    assert done.code == 2
    assert says in " ".join(done.err.split())


WORDS = st.lists(
    st.sampled_from("mưa nắng sông núi đường cầu trường chợ 12 3,5 năm và của".split()), min_size=1, max_size=30
)
PAIRS = st.builds(lambda vi, en, s: ParallelPair(" ".join(vi), " ".join(en), s), WORDS, WORDS, st.sampled_from("ab"))


@settings(deadline=None)
@given(st.lists(PAIRS))
def test_every_pair_is_accounted_for_and_none_is_invented(pairs: list[ParallelPair]) -> None:
    preparation = Preparation()
    kept = list(preparation(pairs))
    assert sum(counts.total() for counts in preparation.counts.values()) == len(pairs)
    assert sum(counts["kept"] for counts in preparation.counts.values()) == len(kept)
    assert set(kept) <= set(pairs)
    assert list(Preparation()(kept)) == kept  # a second time changes nothing


@settings(deadline=None)
@given(st.lists(PAIRS, min_size=1), st.data())
def test_a_held_out_text_is_found_inside_a_longer_one(pairs: list[ParallelPair], data: st.DataObject) -> None:
    held_out = HeldOut(pairs)
    pair = data.draw(st.sampled_from(pairs))
    longer = ParallelPair(f"Trước đó , {pair.vi} sau đó", "Something else entirely .")
    if len(pair.vi.replace(",", " ").split()) >= 8:
        assert held_out.match(longer) == "test_near_copy"


# Twelve syllables: eight runs of five on end.
HELD_OUT = "Thầy giáo già đưa học sinh qua suối bằng bè nứa cũ"


@pytest.mark.parametrize(
    ("vietnamese", "match"),
    [
        (HELD_OUT, "test_copy"),
        (f"{HELD_OUT.upper()}!", "test_copy"),
        (f"Sáng nay {HELD_OUT.lower()} hơn mọi năm", "test_near_copy"),
        ("Cô và thầy giáo già đưa học sinh qua suối rồi quay lại trường", "test_near_copy"),  # four of its runs
        ("Cô và thầy giáo già đưa học sinh qua cầu rồi quay lại trường", None),  # three of them
        ("Người cha đưa học sinh qua suối bằng xe máy", None),
    ],
)
def test_half_of_a_held_out_sentence_is_a_near_copy_and_less_is_none(vietnamese: str, match: str | None) -> None:
    held_out = HeldOut([ParallelPair(HELD_OUT, "An old teacher takes pupils across the stream on a worn raft.")])
    assert held_out.match(ParallelPair(vietnamese, "Something else entirely.")) == match


def test_written_pairs_are_read_back(tmp_path: Path) -> None:
    pairs = [ParallelPair("Một\thai", "One\ntwo", "x\ty"), ParallelPair("Ba", "Three")]
    for name in ("p.tsv", "p.tsv.zst"):
        assert write_pairs(tmp_path / name, pairs) == 2
        assert list(read_pairs(tmp_path / name)) == [
            ParallelPair("Một hai", "One two", "x y"),
            ParallelPair("Ba", "Three", ""),
        ]


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "p.tsv").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    done = songngu("prepare", tmp_path / "p.tsv", "-o", tmp_path / "out.tsv")
    assert (done.code, done.err) == (2, f"songngu: {tmp_path / 'p.tsv'} is a PNG image. Pairs are read as text.\n")


@pytest.mark.parametrize("name", ["flores200-dev", "evbnews-dev", "vlsp20-dev"])
def test_real_test_sentences_are_recognised(name: str) -> None:
    rows = tsv(name)
    held_out = HeldOut(ParallelPair(vi, en) for vi, en in rows)
    long = [ParallelPair(vi, en) for vi, en in rows if len(vi.split()) > 20]
    assert all(held_out.match(pair) == "test_copy" for pair in long)
    altered = [ParallelPair(f"Tin cho hay {pair.vi[: -len(pair.vi) // 3]}", "x") for pair in long]
    found = sum(held_out.match(pair) is not None for pair in altered)
    assert found > 0.97 * len(altered)

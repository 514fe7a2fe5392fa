from __future__ import annotations

import io
import random
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalize import normalize
from eval.omissions import main, measure, without_a_clause
from eval.testsets import read_sets
from models.checks import check, one_sided
from models.dictionary import DICTIONARY, NO_WORD, senses
from models.lexicon import gaps, gloss, unanswered, vietnamese_words
from models.training import lexicon as learner
from tests.shared import shared

SOURCE = "Sáng 12/6, chủ tịch huyện thăm trường học mới, tặng quà cho học sinh nghèo, sau đó dự lễ khánh thành nhà máy nước sạch của xã."
TARGET = (
    "On the morning of June 12, the district chairman visited the new school, gave gifts to poor students, and then attended the"
    " inauguration of the commune's clean water plant."
)


def test_a_sound_translation_has_no_gap() -> None:
    assert check(SOURCE, TARGET) == ()


def test_a_clause_that_is_missing_is_an_omission() -> None:
    clause = ", and then attended the inauguration of the commune's clean water plant"
    assert clause in TARGET
    assert "omission" in check(SOURCE, TARGET.replace(clause, ""))


def test_a_clause_that_nobody_said_is_an_addition() -> None:
    made_up = "the police arrested two foreign thieves at the airport"
    assert "addition" in check(SOURCE, f"{TARGET[:-1]}, while {made_up}.")


def test_fluent_nonsense_is_both() -> None:
    flags = check(
        "Hội nghị tổng kết công tác xây dựng nông thôn mới năm 2025",
        "Reviewing natural disaster prevention and control in 2025",
    )
    assert {"omission", "addition"} <= set(flags)


def test_names_and_words_that_nobody_knows_are_no_gap() -> None:
    source = "Ông Vũ Thái Sơn, bà Trần Thị Kim Thảo, ông Lê Quang Đạo và bà Nông Thị Hiền cùng dự."
    target = "Vu Thai Son, Tran Thi Kim Thao, Le Quang Dao and Nong Thi Hien also attended."
    assert gaps(source, target).vietnamese.words < 2
    for vi, en in (("xyzzy plugh qwfp zxcv arst", "Xyzzy plugh."), ("", "")):
        assert gaps(vi, en) == ((0, 0, 0), (0, 0, 0))


def test_what_is_left_out_and_what_is_made_up_is_found_in_the_text() -> None:
    clause = "attended the inauguration of the commune's clean water plant"
    begin, end = one_sided(SOURCE, TARGET.replace(f", and then {clause}", "")).vietnamese or (0, 0)
    assert "khánh thành nhà máy nước sạch" in SOURCE[begin:end]
    assert "học sinh" not in SOURCE[begin:end]
    made_up = "the police arrested two foreign thieves at the airport"
    added = f"{TARGET[:-1]}, while {made_up}."
    begin, end = one_sided(SOURCE, added).english or (0, 0)
    assert "arrested two foreign thieves" in added[begin:end]
    assert "plant" not in added[begin:end]
    assert one_sided(SOURCE, TARGET) == (None, None, ())


def words_of(vietnamese: str, english: str = "") -> list[tuple[str, str]]:
    return [(word.vietnamese, word.english) for word in gloss(vietnamese, english)]


def test_vietnamese_is_glossed_word_by_word() -> None:
    found = dict(words_of("Các học sinh thăm nhà máy, bệnh viện; xyzzy."))
    assert "student" in found["học sinh"].split("/")
    assert found["bệnh viện"] == "hospital"
    assert found["xyzzy"] == ""
    # What a comma parts is not one word.
    assert "học sinh" not in dict(words_of("học, sinh"))
    assert words_of("") == []


def test_a_word_shows_what_else_it_may_mean_and_neighbours_that_are_no_word_are_parted() -> None:
    assert dict(words_of("Đường tới chợ."))["Đường"] == "road/way"
    # "trường phổ" is a piece of "trường phổ thông".
    assert {"trường", "phổ thông"} <= dict(words_of("trường phổ thông")).keys()
    assert senses("trường phổ") in (None, NO_WORD)
    assert senses("xyzzy") is None


def test_the_dictionary_is_whole() -> None:
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    for line in lines:
        word, meanings = line.split("\t")
        assert normalize(word) == word == word.lower()
        assert all(one == one.strip() and 0 < len(one) < 40 for one in meanings.split("; "))
        assert vietnamese_words(word) == word.split(), word


def test_names_are_no_words() -> None:
    # A pear, a market, a lotus and a mountain.
    found = words_of("Bà Lê Thị Sen và Ông Sơn ở Cần Lũ.")
    assert found[1:4] == [("Lê", "Le"), ("Thị", "Thi"), ("Sen", "Sen")]
    assert ("Sơn", "Son") in found
    assert found[-2:] == [("Cần", "Can"), ("Lũ", "Lu")]
    assert words_of("quả lê") != words_of("quả Lê")


def test_a_figure_is_one_word() -> None:
    assert [word for word, _ in words_of("Ngày 5/7/2024, 12.730 hồ sơ")] == ["Ngày", "5/7/2024", "12.730", "hồ sơ"]


def test_words_to_which_nothing_answers_are_told_from_the_others() -> None:
    vietnamese = "Gia đình liệt sĩ đã tìm thấy bia mộ ở bệnh viện."
    english = "The family found a beer at the hospital."
    wrong = {word.vietnamese for word in gloss(vietnamese, english) if not word.answered}
    assert {"liệt sĩ", "mộ"} <= wrong
    assert wrong.isdisjoint({"Gia đình", "tìm thấy", "bệnh viện", "đã", "ở"})
    assert all(word.answered for word in gloss(SOURCE, TARGET))
    found = unanswered(vietnamese, english)
    assert {vietnamese[begin:end] for begin, end in found.vi} == wrong
    assert found.en == ()  # "bia" is beer
    added = "Yesterday the family found a beer at the hospital."
    assert [added[begin:end] for begin, end in unanswered(vietnamese, added).en] == ["Yesterday"]
    assert unanswered(SOURCE, TARGET) == ((), ())


@given(st.text() | st.lists(st.sampled_from(SOURCE.split()), max_size=20).map(" ".join), st.text())
def test_a_gloss_has_every_syllable_once(text: str, english: str) -> None:
    words = gloss(text, english)
    assert [s for word in words for s in vietnamese_words(word.vietnamese)] == vietnamese_words(text)
    found = unanswered(text, english)
    assert [text[begin:end] for begin, end in found.vi] == [word.vietnamese for word in words if not word.answered]
    assert [english[begin:end].strip() for begin, end in found.en] == [english[begin:end] for begin, end in found.en]


@pytest.mark.parametrize("name", ["flores200-dev", "evbnews-dev", "vlsp20-dev"])
def test_most_clauses_that_are_dropped_or_added_are_doubted(name: str) -> None:
    (test_set,) = read_sets([shared(f"corpora/{name}.tsv")])
    found = measure(test_set)
    assert found["as they are"].named < 0.095 * found["as they are"].pairs
    assert found["a clause dropped"].doubted > 0.8 * found["a clause dropped"].pairs
    assert found["a clause dropped"].named > 0.65 * found["a clause dropped"].pairs
    assert found["a clause added"].named > 0.7 * found["a clause added"].pairs


def test_the_table_of_the_documentation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(f"{SOURCE}\t{TARGET}\n", encoding="utf-8")
    assert main([str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "| mine | as they are | 1 | 0.0% | 0.0% |"
    assert lines[3].startswith("| mine | a clause dropped | 1 | 100.0% |")
    assert lines[4] == "| mine | a clause added | 1 | 0.0% | 0.0% |"  # its own clause: there is no other sentence
    assert without_a_clause("One clause only.") is None


def test_a_row_of_names_is_glossed_in_linear_time() -> None:
    def seconds(names: int) -> float:
        began = time.process_time()
        gloss("Lâm " * names, "Lam")
        return time.process_time() - began

    seconds(10)
    assert seconds(10_000) < 40 * max(seconds(1_000), 0.01)


def test_a_lexicon_is_learnt_from_pairs() -> None:
    vietnamese = "nước cam biển bò thư sách mưa cá gạo trăng rừng đá".split()
    words = dict(
        zip(vietnamese, "water orange sea cow letter book rain fish rice moon forest stone".split(), strict=True)
    )
    draw = random.Random(1)
    pairs = []
    for _ in range(400):
        chosen = draw.sample(sorted(words), 3)
        pairs.append((" và ".join(chosen), " and ".join(words[word] for word in draw.sample(chosen, 3))))
    found = learner.learn(pairs, [])
    vi, en = (bytes(found[f"{side}_words"]).decode().split("\n") for side in ("vi", "en"))

    def answers(side: str, word: str) -> set[str]:
        own, other = (vi, en) if side == "vi" else (en, vi)
        begins = found[f"{side}_begins"]
        return {other[n] for n in found[f"{side}_answers"][begins[own.index(word)] : begins[own.index(word) + 1]]}

    for word, english in words.items():
        assert english[:6] in answers("vi", word), word
        assert word in answers("en", english[:6]), english
        assert len(answers("vi", word)) < len(words) / 2
        forms = ["", *bytes(found["forms"]).decode().split("\n")]
        assert forms[found["vi_glosses"][vi.index(word)]] == english


def test_the_learner_reads_a_file_and_writes_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("evbnews", "Nhà máy có nước", "The factory has water")] * 20 + [
        ("debian_l10n", "Xóa tệp", "Delete file")
    ] * 20
    (tmp_path / "pairs.tsv").write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("Nhà máy mới\nCó nước\nMáy có nhà máy\n"))
    assert learner.main([str(tmp_path / "pairs.tsv"), str(tmp_path / "lexicon.npz")]) == 0
    with np.load(tmp_path / "lexicon.npz") as file:
        syllables, words = (bytes(file[name]).decode().split("\n") for name in ("vi_words", "en_words"))
        together = dict(zip(syllables, file["vi_together"], strict=True))
    assert together["nhà máy"] > together["máy có"] > together["máy"] == 0
    assert "factor" in words
    assert "delete" not in words  # what software says
    assert learner.main([]) == 2

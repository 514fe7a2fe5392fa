from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checks import check, is_looping, numbers_agree
from tests.shared import tsv
from tests.small import VIETNAMESE


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("chia sẻ trên 1.000 tin, bài, 13.600 lượt", "shared over 1,000 items, 13,600 interactions"),
        ("tăng 3,5% so với năm 2023", "up 3.5% on 2023"),
        ("Chiều 29/12", "On the afternoon of December 29"),
        ("tối 9.11.2024", "on the evening of 9 November 2024"),
        ("148,6 tỷ đồng", "VND148.6 billion"),
        ("hơn 5 nghìn tỷ đồng", "more than 5 trillion dong"),
        ("5 triệu người", "5,000,000 people"),
        ("02 hội nghị", "two conferences"),
        ("quý I/2024", "the first quarter of 2024"),
        ("lúc 15 giờ 30", "at 3:30 pm"),
        ("trước 20 giờ ngày 8/10", "before 20:00 on October 8"),
        ("trước 20h00 ngày 8/10", "before 8 p.m. on October 8"),
        ("Đại hội lần thứ XIII", "the 13th Congress"),
        ("thế kỷ XIX", "the nineteenth century"),
        ("quý IV, Chương II", "the fourth quarter, Chapter II"),
        ("XỬ PHẠT HÀNH VI PHẠM LUẬT", "PENALTIES FOR BREACHES"),
        ("hai mươi lăm đại biểu", "25 delegates"),
        ("Nghị quyết số 18-NQ/TW", "Resolution No. 18-NQ/TW"),
        ("tháng 8 năm 2023", "August 2023"),
        ("hiến hơn 9.600 m2 đất, rộng 120m2", "donated over 9,600 square metres of land, 120 m2 wide"),
        ("khoảng 2/3 số hộ", "about two-thirds of the households"),
    ],
)
def test_numbers_that_agree(vietnamese: str, english: str) -> None:
    assert numbers_agree(vietnamese, english)


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("trên 1.000 tin, bài", "over 1.000 items"),  # a thousand has become one
        ("148,6 tỷ đồng", "VND148.6 million"),
        ("Từ năm 2022 đến nay", "since then"),
        ("412 tin, bài", "421 items"),
        ("40 cơ sở đoàn", "grassroots unions"),
        ("Các đại biểu dự hội nghị", "120 delegates attended"),
        ("Chiều 29/12", "On the afternoon of November 29"),
        ("trước 20 giờ", "before 20:30"),
        ("Hội nghị Trung ương 4 khóa XIII", "the fourth plenum"),
        ("Quốc hội khóa XV", "the 14th National Assembly"),
        ("trước 20h30", "before 20:00"),
        ("hiến 96 m2 đất", "donated 69 square metres of land"),
        ("xe M2 ra mắt", "the M3 is out"),
    ],
)
def test_numbers_that_do_not_agree(vietnamese: str, english: str) -> None:
    assert not numbers_agree(vietnamese, english)


def test_vietnamese_without_its_marks_is_doubted() -> None:
    assert "no_diacritics" in check(
        "Cac dai bieu du hoi nghi tong ket cong tac nam", "The delegates attend the conference"
    )
    for sound in (*VIETNAMESE, "The city has three new bridges.", "Lan, Nam, Minh, Hoa, Tuan, Long", "ok la"):
        assert "no_diacritics" not in check(sound, "The city has three new bridges.")


@pytest.mark.parametrize(
    ("vietnamese", "right", "wrong"),
    [
        ("lúc 8 giờ 00 ngày 12/6", "at 8:00 a.m. on June 12", "at 8:00 p.m. on June 12"),
        ("lúc 15 giờ 30", "at 3:30 pm", "at 3:30 am"),
        ("lúc 3 giờ chiều", "at 3 p.m.", "at 3 a.m."),
        ("chiều 12/6, lúc 3h30", "at 3:30 p.m. on June 12", "at 3:30 a.m. on June 12"),
        ("từ 8 giờ sáng đến 5 giờ chiều", "from 8 a.m. to 5 p.m.", "from 8 p.m. to 5 p.m."),
        ("12 giờ trưa", "12 p.m.", "2 a.m."),
    ],
)
def test_halves_of_the_day(vietnamese: str, right: str, wrong: str) -> None:
    assert "number_mismatch" not in check(vietnamese, right)
    assert "number_mismatch" in check(vietnamese, wrong)


@pytest.mark.parametrize(
    "text", ["the the the the", "of the Party of the Party of the Party", "a b c d e f a b c d e f a b c d e f g"]
)
def test_loops_are_seen(text: str) -> None:
    assert is_looping(text)


@pytest.mark.parametrize("text", ["", "very, very good", "the first, the second and the third", "no no no"])
def test_speech_is_no_loop(text: str) -> None:
    assert not is_looping(text)


@pytest.mark.parametrize(
    ("vietnamese", "english", "flag"),
    [
        ("Huyện ủy tổ chức hội nghị.", "", "empty"),
        ("Huyện ủy tổ chức hội nghị.", "Huyện ủy tổ chức hội nghị.", "copied_source"),
        ("Huyện ủy tổ chức hội nghị.", "The tổ chức hội nghị của Huyện ủy was held.", "copied_source"),
        ("Hội nghị đã thảo luận về công tác tuyên truyền, giáo dục và đấu tranh.", "The conference.", "too_short"),
        ("Tin khác", "Other news, and other news that is new, and more news of the day.", "too_long"),
        ("Có 5 đại biểu.", "There were 6 delegates.", "number_mismatch"),
    ],
)
def test_a_doubtful_pair_gets_its_flag(vietnamese: str, english: str, flag: str) -> None:
    assert flag in check(vietnamese, english)


def test_names_with_their_marks_are_no_copied_source() -> None:
    assert (
        check(
            "Ông Nguyễn Văn Thành, Bí thư Huyện ủy, chủ trì hội nghị.",
            "Mr. Nguyễn Văn Thành, Secretary of the Party Committee, chaired.",
        )
        == ()
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_pair_can_be_checked(source: str, target: str) -> None:
    assert len(set(check(source, target))) == len(check(source, target))


@pytest.mark.parametrize(
    ("name", "false_alarms"), [("flores200-dev", 0.09), ("evbnews-dev", 0.12), ("vlsp20-dev", 0.12)]
)
def test_reference_translations_are_seldom_flagged_and_a_changed_number_nearly_always(
    name: str, false_alarms: float
) -> None:
    pairs = tsv(name)
    flagged = sum(bool(check(vietnamese, english)) for vietnamese, english in pairs)
    assert flagged / len(pairs) < false_alarms
    draw = random.Random(1)
    changed = seen = 0
    for vietnamese, english in pairs:
        numbers = list(re.finditer(r"\d+", english))
        if numbers and numbers_agree(vietnamese, english):
            number = draw.choice(numbers)
            wrong = english[: number.start()] + str(int(number[0]) + draw.choice([1, 2, 10])) + english[number.end() :]
            changed, seen = changed + 1, seen + (not numbers_agree(vietnamese, wrong))
    assert seen / changed > 0.97

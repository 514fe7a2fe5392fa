"""Names: found in Vietnamese, looked for in English, and swapped for others in what a model learns from. All are invented."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import ParallelPair
from models.checks import check
from models.names import lost_names, moved_names, names, without_marks
from models.training.batches import Rounds
from models.training.names import OtherNames
from models.training.official import OfficialLanguage
from models.training.recipe import Recipe
from tests.shared import tsv


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ông Phùng Xuân Nhã, Chủ tịch UBND huyện Cần Lũ, cho biết", ["Phùng Xuân Nhã", "Cần Lũ"]),
        ("Theo bà Lụa Thị Nhừ (thôn Đông, xã Nậm Nhừ)", ["Lụa Thị Nhừ", "Đông", "Nậm Nhừ"]),
        ("Nguyễn Thị Minh Hòa đạt giải nhất", ["Nguyễn Thị Minh Hòa"]),
        ("tại TP. Vinh Sơn và quận Hai Bà Mai", ["Vinh Sơn", "Hai Bà Mai"]),
        ("đồng chí Tổng Bí thư Phùng Xuân Nhã", ["Phùng Xuân Nhã"]),
        ("Đồng chí Phó Bí Thư Phùng Xuân Nhã", ["Phùng Xuân Nhã"]),
        # Not names, or nobody can say what they are in English:
        ("Ủy ban Nhân dân, Quốc hội và Chính phủ", []),
        ("các đồng chí Phó Bí thư Thường trực, ông Phó Giám đốc và bà Mẹ Việt Nam Anh hùng", []),
        ("Ông cho biết, tỉnh Vân Nam của Trung Quốc", []),
        ("Hội nghị tại thành phố Siberia, Châu Âu", []),
        ("Anh và Pháp, yêu cầu Thái Lan", []),
        ("thành phố Vũ Hán của tỉnh Hồ Bắc", []),
    ],
)
def test_names_beyond_doubt(text: str, found: list[str]) -> None:
    assert [name.text for name in names(text)] == found


def test_a_name_that_became_another_is_a_doubt() -> None:
    source = "Ông Phùng Xuân Nhã sống ở quận Phú Nhuần, Thành phố Hồ Chí Minh."
    assert check(source, "Mr. Phung Xuan Nha lives in Phu Nhuan District, Ho Chi Minh City.") == ()
    assert check(source, "Phùng Xuân Nhã lives in Phunhuan district, HCMC.") == ()
    assert check(source, "Mr. Phung Xuan Bao lives in Phu Zhen District, HCMC.") == ("name_mismatch",)
    assert lost_names(source, "Mr. Phung Xuan Bao lives in Phu Zhen District, HCMC.") == [
        ("Phùng Xuân Nhã", True),
        ("Phú Nhuần", False),
    ]


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_texts_can_be_compared(source: str, target: str) -> None:
    assert set(lost_names(source, target)) <= set(names(source))
    assert lost_names(source, source) == []


def test_names_of_reference_translations_are_there_and_a_changed_one_is_not() -> None:
    pairs = tsv("vlsp20-dev")
    assert sum(bool(lost_names(*pair)) for pair in pairs) / len(pairs) < 0.01
    draw = random.Random(1)
    changed = seen = 0
    for vietnamese, english in pairs:
        for name, _ in names(vietnamese):
            plain = without_marks(name)
            if re.search(rf"\b{plain}\b", english) and name != "Hồ Chí Minh":
                syllables = plain.split()
                syllables[draw.randrange(len(syllables))] = draw.choice(["Zheng", "Energy", "Time", "Bueng"])
                changed += 1
                lost = lost_names(vietnamese, re.sub(rf"\b{plain}\b", " ".join(syllables), english))
                seen += name in [text for text, _ in lost]
    assert changed > 50
    assert seen / changed > 0.97


PAIRS = [
    (
        "Ông Phùng Xuân Nhã thăm huyện Cần Lũ. Ông Nhã cảm ơn.",
        "Phung Xuan Nha visited Can Lu District. Nha gave thanks.",
    ),
    ("Bà Lê Thị Sen ở xã Tân Lạp.", "Le Thi Sen lives in Tan Lap Commune."),
    ("Nước lên nhanh ở đây, nước lên nhanh, nước lên nhanh.", "The water rose fast."),
] * 2


def test_other_names_stand_on_both_sides() -> None:
    swapper = OtherNames(PAIRS)
    assert swapper.with_names == [0, 1, 3, 4]
    for seed in range(100):
        vi, en = swapper.swapped(*PAIRS[0], random.Random(seed)) or PAIRS[0]
        [person, district] = re.findall(r"[Ôô]ng (\w+ \w+ \w+) thăm huyện (\w+ \w+)\.", vi)[0]
        last = person.split()[-1]
        assert re.fullmatch(rf"Ông {person} thăm huyện {district}\. Ông {last} cảm ơn\.", vi)
        person, district, last = map(without_marks, (person, district, last))
        assert en == f"{person} visited {district} District. {last} gave thanks."
    assert swapper.swapped(*PAIRS[2], random.Random(1)) is None
    assert not OtherNames([PAIRS[2]]).with_names


def test_a_person_who_is_named_again_in_english_alone_is_left_alone() -> None:
    swapper = OtherNames(PAIRS)
    assert (
        swapper.swapped("Ông Phùng Xuân Nhã cảm ơn.", "Phung Xuan Nha came. Nha gave thanks.", random.Random(1)) is None
    )


@pytest.mark.parametrize(
    ("vietnamese", "english", "count"),
    [("ông Nguyễn Văn Lâm, ", "Mr. Nguyen Van Lam, ", 1_000), ("Ông ", "He ", 30_000)],
)
def test_time_is_linear_in_the_number_of_names(vietnamese: str, english: str, count: int) -> None:
    def seconds(times: int) -> float:
        pair = (vietnamese * times, english * times)
        began = time.process_time()
        lost_names(*pair)
        moved_names(vietnamese * times, f"{english}province " * times)
        return time.process_time() - began

    seconds(1)
    assert seconds(count) < 40 * max(seconds(count // 10), 0.01)


def test_names_of_official_language_can_be_swapped() -> None:
    swapper, draw = OtherNames(PAIRS), random.Random(1)
    swapped = [swapper.swapped(*pair, draw) for pair in (OfficialLanguage(7).pair() for _ in range(50))]
    assert all(not lost_names(*pair) for pair in swapped if pair)


def test_a_round_holds_pairs_with_other_names_where_the_recipe_wants_them() -> None:
    drawn: list[str] = []

    def encode(vi: list[str], en: list[str]) -> tuple[list[list[int]], list[list[int]]]:
        drawn.extend(vi)
        return [[1, 2]] * len(vi), [[1, 2]] * len(en)

    for wanted in (0, 20):
        drawn.clear()
        Rounds(
            [ParallelPair(*pair) for pair in PAIRS], encode, Recipe(names=wanted, capitals=0, joined=0), longest=9
        ).draw(0)
        assert len(set(drawn) - {vi for vi, _ in PAIRS}) == (0 if not wanted else pytest.approx(20, abs=5))
        assert {vi for vi, _ in PAIRS} <= set(drawn)

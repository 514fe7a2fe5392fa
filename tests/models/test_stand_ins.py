"""Words that give way to others before a text is translated, and are put back in English. All names are invented."""

from __future__ import annotations

import pytest

from models.names import lost_names
from models.stand_ins import StandIns, Wanted


def names_lost(source: str, target: str) -> list[Wanted]:
    return [Wanted.name(name) for name in lost_names(source, target)]


def test_names_that_were_lost_are_put_back_in_the_place_of_stand_ins() -> None:
    source = "Ông Phùng Xuân Nhã và bà Lụa Thị Nhừ ở xã Nậm Nhừ, huyện Cần Lũ."
    wanted = "Mr. Phung Xuan Nha and Mrs. Lua Thi Nhu of Nam Nhu Commune, Can Lu District."
    stand_ins = StandIns.of(source, names_lost(source, "Nobody."))
    assert stand_ins.text == "Ông Nguyễn Văn Nam và bà Nguyễn Thị Lan ở xã Nam Định, huyện Thái Bình."
    english = "Mr. Nguyen Van Nam and Mrs. Nguyen Thi Lan of Nam Dinh Commune, Thai Binh District."
    assert stand_ins.put_back(english) == wanted
    assert stand_ins.put_back(english.replace("Thai Binh", "Thai")) is None
    assert stand_ins.put_back(f"{english} Lan was born there.") is None
    assert StandIns.of(source, []).put_back("Nobody.") == "Nobody."


def test_a_name_of_one_syllable_has_no_stand_in() -> None:
    source = "Thôn Nam ở xã Nậm Nhừ, miền nam Việt Nam."
    assert StandIns.of(source, names_lost(source, "Nobody.")).text == "Thôn Nam ở xã Nam Định, miền nam Việt Nam."


def test_a_stand_in_is_no_name_that_the_text_has() -> None:
    source = "Ông Nguyễn Văn Nam gặp ông Phùng Xuân Nhã."
    stand_ins = StandIns.of(source, names_lost(source, "Mr. Nguyen Van Nam met Mr. Phung Xuan Bao."))
    assert stand_ins.text == "Ông Nguyễn Văn Nam gặp ông Trần Văn Minh."
    assert stand_ins.put_back("Nguyen Van Nam met Tran Van Minh.") == "Nguyen Van Nam met Phung Xuan Nha."


@pytest.mark.parametrize(
    ("english", "wanted"),
    [
        ("UNESCO agrees.", "The Board of Kites agrees."),
        ("It is up to UNESCO.", "It is up to the Board of Kites."),
        ("The UNESCO agrees with the UNESCO.", "The Board of Kites agrees with the Board of Kites."),
        ("Lan's UNESCO and their UNESCO", "Lan's Board of Kites and their Board of Kites"),
    ],
)
def test_an_article_stands_before_a_term_once(english: str, wanted: str) -> None:
    stand_ins = StandIns.of("Ban Diều đồng ý.", [Wanted("Ban Diều", "the Board of Kites", "body")])
    assert stand_ins.text == "UNESCO đồng ý."
    assert stand_ins.put_back(english) == wanted

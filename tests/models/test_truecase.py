"""Headlines in capitals are read as what they say: checked on examples, on any text, and through the translation itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Article, Segment
from models import load_translator
from models.training.truecase import learn
from models.truecase import in_sentence_case
from pipeline.stages import Translate
from tests.command import songngu
from tests.small import ENGLISH, VIETNAMESE


@pytest.mark.parametrize(
    ("capitals", "expected"),
    [
        ("HỘI NGHỊ TỔNG KẾT CÔNG TÁC NĂM 2025", "Hội nghị tổng kết công tác năm 2025"),
        ("KẾT LUẬN", "Kết luận"),
        ("III. TỔ CHỨC THỰC HIỆN", "III. Tổ chức thực hiện"),
        ("VI PHẠM PHẢI XỬ LÝ", "Vi phạm phải xử lý"),
        ("BÍ THƯ TỈNH ỦY LÊ VĂN TÁM THĂM XÃ HÒA BÌNH", "Bí thư tỉnh ủy Lê Văn Tám thăm xã Hòa Bình"),
        ("UBND TP.HCM: HỌP BÁO VỀ COVID-19 QUÝ IV", "UBND TP.HCM: Họp báo về COVID-19 quý IV"),
        ("ĐẠI HỌC STANFORD KÝ KẾT VỚI VIỆT NAM", "Đại học Stanford ký kết với Việt Nam"),
        ("Mục 2: QUẢN LÝ, SỬ DỤNG NHÀ Ở", "Mục 2: Quản lý, sử dụng nhà ở"),
        ("Đại biểu TRẦN CÔNG THÀNH phát biểu", "Đại biểu Trần Công Thành phát biểu"),
        ("Hội Nghị Tổng Kết Công Tác Tại Huyện Tân Lập", "Hội nghị tổng kết công tác tại huyện Tân Lập"),
    ],
)
def test_what_is_in_capitals_is_written_as_in_a_sentence(capitals: str, expected: str) -> None:
    assert in_sentence_case([capitals]) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        *VIETNAMESE,
        "Theo TTXVN, UBND tỉnh và BHXH Việt Nam họp.",
        "Lê Văn Tám, Nguyễn Thị Hoa, Trần Văn Nam, Phạm Minh Tuấn",
        "Trường Đại Học Bách Khoa Hà Nội tổ chức lễ khai giảng năm học mới",
        "THE QUICK BROWN FOX",
        "VTV",
        "",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert in_sentence_case([text]) == [text]


def test_a_name_is_known_from_the_rest_of_the_article() -> None:
    headline, body = "ÔNG LÒ GIÀNG PÁO NHẬN GIẢI", "Sáng nay ông Lò Giàng Páo đến xã."
    assert in_sentence_case([headline, body]) == ["Ông Lò Giàng Páo nhận giải", body]


@given(
    st.lists(st.sampled_from("HÀ NỘI xã Họp ĐẢNG A IV TP.HCM - : “ ” 12/6 ﬁ İ ß ǅ".split()) | st.text(), max_size=12)
)
def test_nothing_but_capitals_changes_and_once_is_enough(words: list[str]) -> None:
    text = " ".join(words)
    [found] = in_sentence_case([text])
    assert found.casefold() == text.casefold()
    assert in_sentence_case([found]) == [found]


def test_names_are_learnt_from_capitals_inside_sentences() -> None:
    sentences = [f"Đoàn đến Tân Lập và xã Hòa Bình gặp ông Lò Giàng Páo lần {n}." for n in range(5)]
    sentences += ["Chúng ta yêu hòa bình.", "Hòa bình là quý.", "Các nước muốn hòa bình.", "Vì hòa bình thế giới."]
    table = learn(sentences)
    assert table["tân lập"] == "name"
    assert table["hòa bình"] == "place"
    assert table["lò giàng"] == "person"
    assert "lò giàng páo" not in table  # follows from the two before it
    assert "hòa bình là" not in table


def test_a_headline_in_capitals_is_translated_as_the_sentence_that_it_is(small_model: Callable[[str], Path]) -> None:
    segments = tuple(Segment(n, "body", text.upper()) for n, text in enumerate(VIETNAMESE[3:]))
    [pairs] = Translate(load_translator(small_model("marian"), beams=1)).run([Article("1", "", segments)])
    assert [pair.en for pair in pairs] == ENGLISH[3:]
    assert [pair.segment.text for pair in pairs] == [text.upper() for text in VIETNAMESE[3:]]
    done = songngu("translate", VIETNAMESE[3].upper(), "-t", small_model("marian"), "--beams", "1")
    assert done.out.strip() == ENGLISH[3]

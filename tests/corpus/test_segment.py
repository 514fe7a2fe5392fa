from __future__ import annotations

import itertools
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.segment import split_sentences, train
from eval import cleaning, segmentation
from eval.segmentation import inner_ends, measure
from tests.corpus.test_normalize import VIETNAMESE
from tests.shared import tsv

PIECES = (
    "TP.|ThS.|Đ/c|GS.TS|v.v.|H. W. |A.|Ý.|độ C.|Q.1|1. |a) |- |* |• |Điều 5. |Theo|Tuy nhiên|Trong khi đó|Ngày 12.6|Một|Các|ông|hội nghị"
    '|bế mạc|xảy ra.Tạm dừng|iPhone|www.a.vn|3,5%|1.250|.|!|?|…|..."|."| " |"|“|”|(|)|:|;|,|  |\n'
).split("|")
texts = st.one_of(
    st.text(st.sampled_from(VIETNAMESE + 'ABCĐ .,!?…“”"()-–0123456789\n'), max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        # places and addresses
        "Sáng 5/7, TP. Hồ Chí Minh tổ chức hội nghị.",
        "Chủ tịch UBND TP.HCM Phan Văn Mãi và lãnh đạo Tp. Hải Phòng tới dự.",
        "UBND TX.Thuận An và H.Vân Đồn đã có báo cáo.",
        "Nhà số 15, đường 3/2, P.5, Q.10, TP.HCM.",
        "Trụ sở đặt tại Q. 1, P. Bến Nghé, gần KCN. Tân Thuận.",
        "Sở GD-ĐT TP. Cần Thơ, ĐT. 0292 3820 000, tiếp nhận phản ánh.",
        # degrees, offices, people
        "ThS. Nguyễn Văn An, Đ/c. Trần Thị Bình và PGS.TS. Lê Văn Cường cùng dự.",
        "Đ/c Mạc Đình Tuyển, GS.TS Hoàng Chí Bảo, GS. TS Võ Văn Sen và TSKH. Trần An phát biểu.",
        "BS. Nguyễn Thị Hoa, BS.CKII. Trần Nam, KTS. Hồ Lam, LS. Phạm Minh, NSƯT. Thu Hà có mặt.",
        "Tổng thống George H. W. Bush và J. K. Rowling đã gặp ông Barack H. Obama.",
        "Bệnh viện St. Mary's và công ty Warner Bros. Pictures ký kết với Mr. Smith.",
        "Bị cáo Nguyễn Văn A. khai nhận toàn bộ hành vi.",
        "Bà C.T.H. và ông H.B. vắng mặt.",
        "Bí thư T.Ư Đoàn dự hội nghị.",
        "Đại biểu Quốc hội Bê-la-rút V. An-đơ-rây-tren-cô hội kiến Chủ tịch nước.",
        # figures, dates, times
        "Tổng thu đạt 1.250 tỷ đồng, tăng 3,5% so với năm 2023.",
        "Từ 16/1/2024 đến 30.4.2024, lúc 7.30 và 17 h. hằng ngày.",
        "Nghị quyết số 18-NQ/TW và Công văn No. 125 (xem tr. 12, sđd. 3) đã được ban hành.",
        "Vụ Roe v. Wade được nhắc lại.",
        # list points
        "1. Mở rộng diện tích trồng lúa.",
        "1.2. Kết quả đạt được.",
        "II. Nhiệm vụ trọng tâm.",
        "Điều 5. Phạm vi điều chỉnh.",
        "a) Tăng cường tuyên truyền;",
        "- Đồng chí Mạc Đình Tuyển - Bí thư Huyện ủy;",
        # quotations, brackets, ellipses, addresses
        "“Sao lại thế?” ông hỏi.",
        '"Tôi đồng ý," ông nói.',
        "Phong trào “Lấy cái đẹp dẹp cái xấu.” được hưởng ứng.",
        "Ông hỏi: Vì sao? rồi im lặng.",
        "Các cây trồng như ngô, khoai, v.v. được mùa.",
        "Trang có nhiều tin sai sự thật, xấu độc... gây hoang mang dư luận.",
        "Xem tại https://www.baochinhphu.vn/tin.htm?id=1.2 hoặc gửi thư về a.b@example.com.vn nhé.",
        "Trang Trangtin.vn, phần mềm Node.Js và Yahoo! Mail gặp sự cố.",
        "(Ảnh: TTXVN)",
        # capitals inside a sentence that are no beginning
        "Lãnh đạo TT&TT, HĐND, UBND Thành phố dự hội nghị.",
        "Đảng ủy Khối các cơ quan tỉnh và Liên hiệp Các tổ chức hữu nghị ký kết.",
        "Bà Nguyễn Thị Kiều Hương, Trưởng Ban Tuyên giáo Đảng ủy Khối cho biết: Hằng tháng, Ban tham mưu kế hoạch.",
        "Dự án được thực hiện theo quy định của Luật Các tổ chức tín dụng.",
        "Thẩm quyền quy định tại khoản 1 Điều này do Thủ tướng quyết định.",
        "Ông trình bày ca khúc Từ khi em đến với khán giả.",
        "Công an quận Ngô Quyền khởi tố vụ án về hành vi Hủy hoại tài sản.",
        "Thủ tướng (Theo chương trình đã định) sẽ trả lời.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["Hội nghị bế mạc lúc 17 giờ.", "Các đại biểu ra về."],
        ["Hội nghị khai mạc ngày 16/1/2024.", "Dự có 120 đại biểu."],
        ["Quyết định có hiệu lực từ ngày 1.9.", "Chính sách này áp dụng cho cả nước."],
        ["Số học sinh tăng lên 1.250.", "Trường thiếu phòng học."],
        ["Đến nay có 5.925 tin, bài.", "40 chi bộ đã đăng ký."],
        ["Buổi lễ diễn ra tại TP.HCM.", "Thành phố có 22 quận, huyện."],
        ["Xem thêm tại trangtin.vn.", "Bạn đọc có thể góp ý."],
        # initials, units and abbreviations at the end
        ["Bị cáo là Nguyễn Văn A.", "Theo cáo trạng, vụ án xảy ra tối 3/5."],
        ["Trời nóng 40 độ C.", "Nhiều người nhập viện."],
        ["Ông mắc viêm gan B.", "Bệnh tiến triển chậm."],
        ["Đội bóng trở về từ Ý.", "Họ được cách ly."],
        ["Cơ quan ở châu Á.", "Vào dịp Tết, mọi nhà gói bánh."],
        ["Huyện trồng ngô, khoai, sắn, v.v.", "Năm nay được mùa."],
        ["Vé có giá 20.000 đ.", "Các em nhỏ được miễn phí."],
        # other marks
        ["Vì sao như vậy?", "Chưa ai trả lời!", "Mọi người chờ…", "Rồi cũng xong."],
        ["Hoạt động Đoàn ngày càng đa dạng…", "Qua đây góp phần bảo vệ nền tảng tư tưởng của Đảng."],
        # quotations
        ["“Dân tin, dân theo.”", "Ông nói thêm về việc này."],
        ["Ông nói: “Dân tin.", "Dân theo.”", "Mọi người vỗ tay."],
        ['Ông nói: "Dân tin, dân theo."', "Mọi người vỗ tay."],
        ['Ông nói: " Dân tin, dân theo. "', "Mọi người vỗ tay."],
        ["Ông trả lời.", '" Dân tin, dân theo. "', "Mọi người vỗ tay."],
        ["(Ảnh chụp năm 2023.)", "Cầu đã được sửa."],
        # list points inside a paragraph
        ["Hội nghị có ba nội dung:", "- Báo cáo kết quả;", "- Thảo luận;", "- Bế mạc."],
        ["Nhiệm vụ gồm:", "1. Mở rộng diện tích;", "2. Nâng cao chất lượng."],
        ["Cơ quan có trách nhiệm:", "a) Tuyên truyền;", "b) Kiểm tra."],
        ["1. Thu hồ sơ tại xã", "2. Tổ chức lấy ý kiến", "3. Công bố kết quả trong tháng 4."],
        ["Kết quả cuộc thi được công bố trong tháng 2.", "Khi đó mọi người đã về."],
        ["Có hai nhóm:", "• nông dân", "• công nhân"],
        # no space, no capital
        ["Vụ việc đã xảy ra.", "Tạm dừng tổ chức lễ hội."],
        ["Hãng ra mắt điện thoại.", "iPhone mới có giá cao."],
        ["Mọi việc đã ổn.", "giờ đây ai cũng vui."],
        # headings and captions without a full stop
        [
            "Thủ tướng sẽ trả lời chất vấn tại Quốc hội trong vòng 40 phút",
            "Theo chương trình, phiên họp bắt đầu lúc 8 giờ.",
        ],
        ["HỘI NGHỊ TỔNG KẾT 3 NĂM THỰC HIỆN ĐỀ ÁN", "Sáng 15/3, Huyện ủy tổ chức hội nghị."],
        ["Xử lý tận gốc phí “bôi trơn”", "Theo ông Trương Đình Hòe, sự kiện năm nay là bước ngoặt."],
        ["Các đại biểu chụp ảnh lưu niệm", "Tại hội nghị, các đại biểu đã thảo luận."],
        ["Nếu chia tay, mọi việc sẽ dễ dàng hơn", "Nếu không may tình yêu đổ vỡ, bạn hãy bình tĩnh."],
    ],
)
def test_sentences_are_told_apart(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_sentence_may_begin_right_after_a_full_stop() -> None:
    assert sentences("Vụ việc đã xảy ra.Tạm dừng tổ chức lễ hội.") == ["Vụ việc đã xảy ra.", "Tạm dừng tổ chức lễ hội."]


@given(texts)
def test_no_character_is_lost_or_invented(text: str) -> None:
    spans = list(split_sentences(text))
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(texts)
def test_a_sentence_split_again_is_itself(text: str) -> None:
    for sentence in sentences(text):
        assert list(split_sentences(sentence)) == [(0, len(sentence))]


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "...", '" " "', "\u0301", unicodedata.normalize("NFD", "Đã xong. Các anh về.")]
)
def test_odd_texts_keep_their_characters(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit",
    [
        "TP. A ",
        ".",
        ". ",
        "!?",
        '" ',
        '."',
        '. " ',
        "(",
        " ",
        ":  ",
        "* ",
        "a.A",
        "Aa.Aa",
        "Theo ",
        "hội nghị Theo ông ",
        "Á",
        "1. ",
        "“",
    ],
)
def test_time_is_linear_on_any_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        list(split_sentences(text))
        return time.process_time() - began

    seconds(1000)
    assert seconds(200_000) < 40 * max(seconds(20_000), 0.002)


@pytest.mark.parametrize(
    ("english", "ends"),
    [
        ("It rained. Nobody came.", 1),
        ("Did it rain? Yes! It did.", 2),
        ("He said “stop.” They went on.", 1),
        ("Mr. Lam met Dr. Hoa at the U.S. Embassy on Sept. 15.", 0),
        ("The pump cost 1.5 million dong.", 0),
    ],
)
def test_ends_inside_an_english_line_are_counted(english: str, ends: int) -> None:
    assert inner_ends(english) == ends


@pytest.mark.parametrize(
    ("name", "together", "least", "least_of_both"), [("flores200-dev", 8, 0.92, 0.98), ("evbnews-dev", 10, 0.95, 0.95)]
)
def test_boundaries_on_rejoined_sentences(name: str, together: int, least: float, least_of_both: float) -> None:
    """A tenth of the lines of flores200-dev are two sentences, in English too, so that no splitter does much better there."""
    result = measure(tsv(name), together)
    assert result.f1 >= least
    assert result.f1_of_both >= least_of_both
    assert result.f1 <= result.ceiling
    assert result.characters / result.seconds > 300_000  # a million on an idle machine; tests share theirs


@pytest.mark.parametrize("main", [segmentation.main, cleaning.main, train.main])
def test_whoever_asks_for_help_is_told_the_usage(main: Callable[[list[str]], object]) -> None:
    for arguments in ([], ["--help"]):
        with pytest.raises(SystemExit, match="usage: python -m"):
            main(arguments)

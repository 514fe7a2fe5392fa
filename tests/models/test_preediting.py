"""What is said in other words before it is translated, and headlines that get a subject. All sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base import Translation
from models.checked import CheckedTranslator
from models.headlines import lost_verb, with_subject, without_subject
from models.preediting import pre_edit
from tests.scripted import Scripted


@pytest.mark.parametrize(
    ("written", "edited"),
    [
        ("Lúc 7 giờ ngày 9/7, nước lên.", "Lúc 7:00 ngày 9/7, nước lên."),
        ("Khoảng 20 giờ 5 phút cùng ngày, lửa tắt.", "Khoảng 20:05 cùng ngày, lửa tắt."),
        ("Đến 1h ngày 2/11, tan lúc 5g cùng ngày.", "Đến 1:00 ngày 2/11, tan lúc 5:00 cùng ngày."),
        ("Họp lúc 14h30, tan vào 20h.", "Họp lúc 14:30, tan vào 20:00."),
        ("Ai cũng nhớ, không thể không nhắc tới bà.", "Ai cũng nhớ, phải nhắc tới bà."),
        ("Người dân không khỏi lo lắng.", "Người dân rất lo lắng."),
        ("Không ai không biết chợ này.", "Ai cũng biết chợ này."),
        ("Đó không phải không có lý do.", "Đó vẫn có lý do."),
        ("Giá trên dưới 80.000 đồng.", "Giá khoảng 80.000 đồng."),
        ("Ông ngoài 40 tuổi, bà ở tuổi lục tuần.", "Ông trên 40 tuổi, bà ở tuổi sáu mươi."),
        ("Hàng vạn người dự hội.", "Hàng chục nghìn người dự hội."),
        ("Thu 1,28 triệu tỷ đồng.", "Thu 1.280 nghìn tỷ đồng."),
        ("Hơn 12,345 triệu tỉ đồng.", "Hơn 12.345 nghìn tỷ đồng."),
        ("Kho lạnh âm 20 độ C.", "Kho lạnh -20 độ C."),
        ("Chậm nhất là 15 ngày, kể từ ngày nhận đơn.", "Trong vòng 15 ngày, kể từ ngày nhận đơn."),
        ("Bí thư Tỉnh ủy Lê Đình Tám yêu cầu.", "Bí thư Tỉnh ủy, Lê Đình Tám, yêu cầu."),
        ("Chủ tịch UBND tỉnh Hồ Thị Lụa.", "Chủ tịch UBND tỉnh, Hồ Thị Lụa."),
        ("Giá 770 NDT | Tin cuối ngày", "Giá 770 nhân dân tệ; Tin cuối ngày"),
        ("Bà ở với mẹ chồng, ông ở với bố mẹ vợ.", "Bà ở với mẹ của người chồng, ông ở với bố mẹ của người vợ."),
        ("Con rể ông Tám bỏ trốn.", "Chồng của con gái ông Tám bỏ trốn."),
        ("Anh rể và em rể cùng đi.", "Chồng của chị gái và chồng của em gái cùng đi."),
        ("Em vợ ông, cô em chồng bà.", "Em ruột của vợ ông, cô em ruột của chồng bà."),
        ("Cậu ruột nạn nhân, người dì ruột.", "Người chú nạn nhân, người dì."),
        ("Cháu bé bị mẹ kế đánh.", "Cháu bé bị vợ của bố đánh."),
        ("Anh kém vợ 10 tuổi, hơn tôi tới 3 tuổi.", "Anh trẻ hơn vợ 10 năm, lớn hơn tôi 3 năm."),
        ("Ông kém Lê Thị Lụa đúng 12 tuổi.", "Ông trẻ hơn Lê Thị Lụa 12 năm."),
        ("Bà được giao quyền Bộ trưởng Bộ Y tế.", "Bà được giao Bộ trưởng lâm thời Bộ Y tế."),
        ("Quyền Chủ tịch nước đến dự.", "Chủ tịch nước lâm thời đến dự."),
        ("Tưởng nhớ cố Chủ tịch Quốc hội Lê A.", "Tưởng nhớ Chủ tịch Quốc hội quá cố Lê A."),
        ("Rằm tháng Tám", "Ngày thứ 15 của tháng Tám âm lịch"),
        (
            "Rằm tháng Giêng, đêm rằm tháng 7",
            "Ngày thứ 15 của tháng Giêng âm lịch, đêm ngày thứ 15 của tháng 7 âm lịch",
        ),
        ("Sáng 16.2 (29 tháng chạp)", "Sáng 16.2 (ngày thứ 29 của tháng 12 âm lịch)"),
        ("Ngày mùng 6 tháng Giêng mở hội.", "Ngày thứ 6 của tháng Giêng âm lịch mở hội."),
        ("Giỗ tổ (10/3 âm lịch)", "Giỗ tổ (ngày thứ 10 của tháng 3 âm lịch)"),
        ("Mất 5,2 cây vàng và 3 lượng vàng.", "Mất 5,2 tael vàng và 3 tael vàng."),
        ("Giá 146 triệu đồng một lượng.", "Giá 146 triệu đồng/lượng."),
        ("Hồ tiêu rớt giá, vườn hồ tiêu bị bỏ.", "Hạt tiêu rớt giá, vườn hạt tiêu bị bỏ."),
        ("Ca nô chở CĐV chìm, xuồng cứu được.", "Thuyền máy chở cổ động viên chìm, thuyền nhỏ cứu được."),
        ("Tập kích kho dầu, ngành sư phạm lột xác.", "Đột kích kho dầu, ngành đào tạo giáo viên thay đổi hoàn toàn."),
        ("Cầu thông xe, đường thông xe sáng 11/6.", "Cầu mở cho giao thông, đường mở cho giao thông sáng 11/6."),
        ("Bà nằm ở BV Nhi đồng 1.", "Bà nằm ở Bệnh viện Nhi đồng 1."),
        ("Đạt 2-2,5 tạ/ha, có nơi 1.200 tạ, 0,155 tạ.", "Đạt 200-250 kg/ha, có nơi 120.000 kg, 15,5 kg."),
    ],
)
def test_what_models_misread_is_said_in_other_words(written: str, edited: str) -> None:
    assert pre_edit(written) == edited


@pytest.mark.parametrize(
    "text",
    [
        "Trong 24h qua, trong 24h ngày 5/3, sau 5h đi bộ, làm 8 giờ mỗi ngày, 8 giờ ngày thường.",
        "Anh không khỏi bệnh.",
        "Tin nhắn không phải là không có.",
        "Chậm nhất là 7 ngày trước ngày họp.",
        "UBND tỉnh Lâm Đồng, UBND TP Hồ Chí Minh và UBND huyện Trần Văn Thời họp.",
        "Thu 228 triệu và 3 tỷ đồng, 20 triệu người.",
        "Bà xã hội trưởng đến thăm.",
        "Tuyên bố vợ đã chết, bố mẹ vợ chồng anh, con dâu và con rể, anh em rể, vợ con.",
        "Cô, dì, chú, cậu ruột và cháu ruột; tình ruột thịt.",
        "Bà kể chuyện làm mẹ kế.",
        "Tôi trẻ hơn chị 3 tuổi, người đàn ông hơn 30 tuổi, bạn gái kém 10 tuổi.",
        "Chính quyền Tổng thống, ủy quyền Chủ tịch họp, dưới quyền Bộ trưởng, thẩm quyền giám đốc thẩm, Quyền Bộ trưởng.",
        "Sự cố, củng cố nghệ sĩ, cố gắng.",
        "Tháng Giêng 2017, 20 tháng Giêng, hạn chót 12 tháng, âm lịch, từ 27 đến 30 tháng Chạp.",
        "Huyện thông xe cầu mới, lễ thông xe kỹ thuật, đèo thông xe trở lại.",
        "Đại học Sư phạm mua xuồng máy và xuồng ba lá, BV 2.",
        "30 cây vàng anh, 5 lượng khách, mỗi lượng, tạ ơn.",
    ],
)
def test_what_means_something_else_stays(text: str) -> None:
    assert pre_edit(text) == text


_WORDS = (
    "không thể khỏi mẹ cha vợ chồng con rể em chị cậu ruột kế kém hơn tôi Lê 12 2,5 tuổi quyền Quyền Chủ tịch nước giám đốc cố ca sĩ rằm"
    " mùng tháng Giêng chạp 7 âm lịch (âm lịch) cây lượng vàng đồng một tạ hồ tiêu ca nô xuồng máy thông xe sáng BV Nhi CĐV sư phạm - đến ngày 10/3"
)


@given(st.lists(st.sampled_from(_WORDS.split(" ")), max_size=20).map(" ".join))
def test_nothing_that_was_put_in_other_words_is_put_in_others_again(text: str) -> None:
    assert pre_edit(pre_edit(text)) == pre_edit(text)


@given(st.text(alphabet="không thể khỏi phải có ai 0123456789 giờh,. triệu tỷ | Tỉnh ủy Lê Văn An", max_size=80))
def test_any_text_can_be_edited_and_nothing_is_edited_twice(text: str) -> None:
    assert pre_edit(pre_edit(text)) == pre_edit(text)


def test_the_checks_see_the_page_s_own_words() -> None:
    engine = Scripted(lambda _: "Revenue was 1,280 trillion dong.")
    [one] = CheckedTranslator(engine).translate(["Doanh thu đạt 1,28 triệu tỷ đồng."])
    assert engine.asked == ["Doanh thu đạt 1.280 nghìn tỷ đồng."]
    assert one.flags == ()


def test_a_headline_that_lost_its_verb_is_translated_with_a_subject() -> None:
    answers = {
        "Bắt nhóm trộm chó ở xã Tân Lập": "A group of dog thieves in Tan Lap commune",
        "Họ bắt nhóm trộm chó ở xã Tân Lập": "They arrested a group of dog thieves in Tan Lap commune",
    }
    engine = Scripted(answers.__getitem__)
    [one] = CheckedTranslator(engine).translate(["Bắt nhóm trộm chó ở xã Tân Lập"])
    assert one == Translation("Arrested a group of dog thieves in Tan Lap commune", 0.5, ("repaired",))


def test_a_headline_whose_verb_cannot_be_had_is_in_doubt() -> None:
    english = "The trial of the dog thieves in Tan Lap commune until September"
    [one] = CheckedTranslator(Scripted(lambda _: english)).translate(
        ["Hoãn phiên tòa xử nhóm trộm chó ở xã Tân Lập đến tháng 9"]
    )
    assert one.text == english
    assert "omission" in one.flags


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("Cấm xe tải qua cầu Tân Lập", "Trucks over Tan Lap Bridge", "Cấm"),
        ("Tạm dừng phà Tân Lập", "Tan Lap ferry suspended", None),
        ("Hoãn chuyến phà cuối năm", "The year's last ferry", "Hoãn"),
        ("Bắt đầu mùa gặt ở Tân Lập", "Harvest in Tan Lap", None),  # begins
        ("Cấm xe tải qua cầu.", "Trucks over the bridge.", None),  # a sentence
        ("Dân mong tạm dừng phà", "People want the ferry", None),
    ],
)
def test_only_the_verb_that_a_headline_begins_with_is_looked_for(source: str, target: str, lost: str | None) -> None:
    assert lost_verb(source, target) == lost


def test_a_subject_goes_in_and_out() -> None:
    assert with_subject("Phạt ba chủ quán") == "Họ phạt ba chủ quán"
    assert without_subject("They have fined three owners") == "Fined three owners"
    assert without_subject("Three owners were fined") is None

"""The words by which a page's furniture gives itself away.

They stand apart from the rules that use them, so that each phrase can be judged and switched off alone:
``python -m eval.cleaning`` measures what is left when every phrase that a single site justifies is off for that site.
A phrase is a regular expression in which a blank stands for any white space. It is written in small letters and looked for in
text that was lowered: a pattern that must not mind case tries every phrase in full, one that may skips most by their first letter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Literal, get_args

Kind = Literal[
    "section",
    "box",
    "more",
    "furniture",
    "figures",
    "notice",
    "imprint",
    "rights",
    "caption",
    "portrait",
    "office",
    "apart",
]

PHRASES: Mapping[Kind, tuple[str, ...]] = {
    # Headings after which a page no longer speaks of its article.
    "section": (
        r"(?:các )?(?:tin|bài)(?: (?:viết|tức))? (?:khác|mới(?: (?:nhất|hơn|đăng|trong mục này))?|cũ(?: hơn)?|nổi bật|cùng \w+(?: \w+)?|đọc nhiều|xem nhiều|trước đây|đã (?:đưa|đăng))",
        r"cùng (?:chủ đề|tác giả|chuyên mục|danh mục|sự kiện)",
        r"(?:ý kiến|phản hồi) (?:bạn đọc|độc giả|của bạn)",
        r"(?:tổng lượt |viết |đăng )?bình luận",
        r"(?:gửi|để lại)(?: một)? (?:bình luận|phản hồi|ý kiến)(?: của bạn)?",
        r"xem theo ngày(?: tháng)?",
        r"thảo luận",
        r"(?:thống kê|lượt|số lượt) (?:truy cập|xem)",
        r"(?:đọc|xem) nhiều(?: nhất)?",
        r"được quan tâm(?: nhất)?",
        r"có thể bạn (?:sẽ )?(?:quan tâm|thích)|(?:bạn )?có thể (?:bạn )?quan tâm",
        r"mới nhất|lịch (?:công tác|làm việc)(?: tuần)?",
        r"dành cho bạn",
        r"bình luận bài viết(?: này)?",
        r"tiêu điểm",
        r"từ khóa",
        r"tags?|thẻ",
        r"về (?:trang web|website|chúng tôi)",
        r"chủ đề",
        r"đánh giá bài viết",
        r"chia sẻ bài viết",
        r"thăm dò ý kiến",
        r"liên kết (?:website|web|site)",
        r"đăng ký nhận (?:bản )?tin.*",
        r"văn bản mới",
        r"thư viện (?:ảnh|video)",
    ),
    # Headings of boxes that may stand inside an article: its text can go on below them.
    "box": (
        r"(?:các )?(?:tin|bài|tin,? bài|tin tức)(?: viết)? liên quan",
        r"dòng sự kiện",
        r"tham khảo thêm",
        r"(?:mời bạn )?(?:đọc|xem) thêm(?: (?:các )?[^.:]{1,40} liên quan[^.:]{0,30}| (?:các )?bài viết)?",
        r"liên quan",
    ),
    # What stands below a teaser.
    "more": (r"(?:đọc|xem) tiếp.*|(?:xem )?chi tiết|đọc thêm",),
    # Never part of an article, wherever it stands.
    "furniture": (
        r"facebook|zalo|twitter|x|email|e-mail|mail|print|rss|top|linkedin|pinterest|telegram|google news|copy link|refresh",
        r"in|in (?:bài(?: viết)?|trang)|sao chép liên kết|bản (?:để )?in|chia sẻ[ .]*|share|like|thích|quan tâm|theo dõi|lưu bài|gửi cho bạn bè",
        r"chia sẻ (?:(?:bài(?: viết)?|tin|trang)(?: này)? )?(?:lên|trên|qua|với|bằng|tới) .{1,20}|theo dõi .{1,40} trên(?: google ?news)?",
        r"theo dõi (?:\w+(?:\.\w+)*|chúng tôi.*)|prefer .{1,40} on google",
        r"(?:(?:facebook|zalo|twitter|e-?mail|messenger|linkedin|pinterest|telegram|google news|copy link|bản in|in bài|chia sẻ|share|like|lưu)[ ,|/]*){2,}",
        r"đọc báo in|tải ứng dụng|bỏ qua (?:để|tới|đến) .*nội dung.*|(?:về|quay lại|xem) trang trước",
        r"nghe đọc bài.*|nghe bài.*|nghe (?:audio|podcast|nội dung)\b.*|đọc bài viết",
        r"giọng đọc.*|giọng (?:nam|nữ)(?: miền \w+)?|(?:nam|nữ) miền (?:bắc|trung|nam)|tốc độ đọc.*|dừng đọc|tạm dừng|tự động chuyển bài.*",
        r"(?:trở|quay) lại(?: (?:trang|đầu|mục|chuyên|chủ|danh|tin|bài).*)?|về trang chủ.*|về trang chủ đề|về đầu trang|lên đầu trang",
        r"trang chủ(?: ?[›»>/|].*)?",
        r"cỡ chữ.*|tăng cỡ.*|giảm cỡ.*|a ?[+-].*|aa?",
        r"(?:đọc|xem) tiếp.*",
        r"image [\w ]+",
        r"đăng nhập|đăng ký|đăng xuất|quên mật khẩu.*|tìm kiếm|tìm kiếm nâng cao|menu|đóng menu",
        r"hotline|thông báo|quảng cáo|liên hệ|giới thiệu|nguồn",
        r"thanh toán|hủy giao dịch|ủng hộ tòa soạn|chọn mức ủng hộ|nạp tiền|số khác|mua ngay|đóng lại|bỏ qua",
        r"trả lời|mã bảo mật|bình luận \*|tên \*|nhập lại|mã xác nhận|họ và tên.*|hiện (?:chưa )?có bình luận.*|\d+ bình luận|chưa có bình luận.*",
        r"(?:xem|đọc|tham khảo) thêm ?: ?[^:]*[^.:;!]",
        r"xem (?:các|thêm|tất cả) .*của (?:cùng )?tác giả.*|các bài viết (?:khác )?của (?:cùng )?tác giả.*",
        r"(?:previous|next)(?: (?:article|post))?|bài (?:trước|sau|tiếp theo|kế tiếp)",
        r"(?:\d+ \w+ trước ?[·•|–-]? ?)?\d+ phút đọc",
        r"mục lục(?: nội dung| bài viết)?(?: \[?(?:show|hide|ẩn|hiện)\]?)?|\d+ (?:phút|giờ|ngày|tuần|tháng) trước",
        r"powered by\b.*|pdf|(?:tải|download) (?:xuống|về|file|tệp|pdf).*",
    ),
    # Counters: the words and a figure.
    "figures": (
        r"(?:lượt )?(?:xem|đọc)",
        r"đang online|trực tuyến|khách online|đang truy cập|đang trực tuyến",
        r"hôm nay|hôm qua",
        r"[\d/]*\d liên quan(?: gốc)?",
        r"trong (?:tuần|tháng|ngày)|tuần này|tháng này|tháng hiện tại|tất cả",
        r"tổng (?:lượt|số) ?\w*(?: \w+)*",
    ),
    # What a visitor is told or asked, in a short line that begins so.
    "notice": (
        r"đăng nhập (?:để|bằng|với|qua)",
        r"đăng ký (?:nhận|để nhận) (?:thông báo|bản tin|tin|email)",
        r"(?:bằng việc|khi) (?:đăng ký|đăng nhập|bấm|nhấn)",
        r"vui lòng (?:đăng nhập|nhập|kiểm tra|chọn|gõ)",
        r"quét mã",
        r"xin chào",
        r"(?:bạn )?đang ủng hộ",
        r"(?:trở thành người đầu tiên )?tặng sao",
        r"bạn (?:chưa|cần|phải) (?:đăng nhập|đăng ký|có tài khoản)",
        r"mua gói|gói (?:đọc báo|hội viên|thành viên)",
        r"[\w.]+ (?:rất )?hoan nghênh (?:độc giả|bạn đọc)",
        r"mời (?:bạn đọc|quý (?:vị|độc giả|khán giả|bạn đọc))",
        r"quý (?:khách(?: hàng)?|vị|độc giả|bạn đọc) (?:vui lòng|có thể|cần)",
        r"email của bạn sẽ không được|bình luận của bạn (?:đã|sẽ)",
        r"lưu tên của tôi",
        r"(?:thêm|chọn) .{1,40} (?:trên google|làm nguồn)",
        r"bạn (?:thấy|đánh giá|nghĩ) .{1,80}(?:thế nào|ra sao)",
        r"trình duyệt (?:của bạn )?không hỗ trợ|your browser does not support",
    ),
    # The masthead. Inside an article such words may be its subject, so they count outside it only.
    "imprint": (
        r"tổng biên tập|phó tổng biên tập|trưởng ban biên tập",
        r"giấy phép|(?:số|giấy chứng nhận) đăng ký (?:hoạt động|kinh doanh|doanh nghiệp)|mã số (?:thuế|doanh nghiệp)",
        r"trụ sở|tòa soạn|địa chỉ",
        r"(?:tầng|lầu|số|phòng) \d.*\b(?:tòa nhà|đường|phố|phường|quận)",
        r"điện thoại|đt|tel|fax|hotline|đường dây nóng",
        r"email|e-mail|website",
        r"chịu trách nhiệm",
        r"cơ quan (?:chủ quản|của)",
        r"chức vụ",
        r"chung nhan tin nhiem mang",
        r"công an nhân dân - hệ sinh thái truyền thông",
    ),
    # The same in whole sentences.
    "rights": (
        r"bản quyền|copyright|[\w.]+ không chịu trách nhiệm (?:về|đối với) nội dung",
        r"thiết kế bởi|phát triển bởi|hỗ trợ kỹ thuật",
        r"ghi rõ nguồn|chú ý: ?việc đăng lại|chỉ được phát hành|mọi hình thức sao chép|không sao chép",
        r"url nguồn|ngày crawl|nội dung trích xuất",
        r"trang (?:thông )?tin điện tử|cổng thông tin(?: điện tử)?|báo (?:điện tử|\w+ online)",
        r"chào mừng|nội dung trên (?:website|trang web|trang này)",
        r"(?:bạn đọc )?lưu ý: ?(?:các )?(?:nội dung|thông tin) (?:đề cập )?(?:trong|trên|của) (?:bài|trang)",
    ),
    # What a caption says and a subheading does not.
    "caption": (
        r"phát biểu",
        r"(?:quang|toàn|khung) cảnh",
        r"hình ảnh|minh họa|chụp ảnh|chụp hình",
        r"ảnh ?[:(]|\(ảnh|\bảnh \w+\.?$",
        r"\btrao (?:quà|tặng|giải|bằng|quyết định|thưởng|kỷ niệm|hoa|cờ|danh hiệu|học bổng)|tặng hoa|đánh trống",
        r"tham quan|thăm (?:hỏi|mô hình|gian)",
        r"theo dõi các",
        r"chủ trì (?:hội nghị|buổi|cuộc)",
        r"các đại biểu",
        r"^đ/c\b|^đồng chí\b",
        r"^(?:ông|bà|anh|chị) .*\b(?:bên|tại|cùng|trong)\b",
        r"tại (?:buổi|lễ|cơ quan điều tra)",
        r"\bkhi bị\b",
        r"^tang vật|^(?:bị can|đối tượng)\b|^các đối tượng\b",
        r"bị bắt quả tang",
    ),
    # Whom a portrait inside an article shows, or what a film does; a headline may begin so too.
    "portrait": (
        r"^(?:ca sĩ|diễn viên|người mẫu|nghệ sĩ|cầu thủ|hoa hậu|bị cáo|bị can|nghi phạm) ",
        r"^(?:chân dung|gia đình|vợ chồng) ",
        r"^(?:clip|video|highlights|hiện trường) ",
    ),
    # Sections and offices: what a name with capitals is when it is no person's.
    "office": (
        r"tỉnh|huyện|thành phố|phường",
        r"báo|đài|ban|sở|hội|trung tâm|văn phòng|^phòng",
        r"thcs|thpt|tiểu học|mầm non|tiếng (?:việt|anh|trung|pháp)",
        r"(?<=\w )đoàn|đoàn (?:thanh|đại|viên|trường|tncs|xã|phường|khối|kiểm|công)",  # also a family's name
        r"chính trị|xã hội|kinh tế|pháp luật|văn hóa|thể thao|giải trí|thời sự|công nghệ|truyền thông|sự kiện",
        r"hành chính|dịch vụ|thủ tục|chuyên đề|tra cứu|hỏi đáp|góp ý|văn nghệ|du lịch|giáo dục|khoa học|đào tạo|tuyển sinh",
        r"^(?:đèo|thác|chùa|đền|vịnh|suối|đảo|chợ|làng|phố|núi|cung|tháp|nhà|khu|ăn) .*",
        r"việt nam|cộng hòa",
        r"tin|mục lục|văn bản|hiển thị|danh sách|xem|tải|gửi|^trang",
        r"^thẻ|đánh dấu|từ khóa|chủ đề|chuyên mục",
        r"^(?:gần|cạnh|đối diện) .*|khách hàng|bảng giá|đăng ký|bài đăng|^chủ nhật",
    ),
    # Words in the class or id of a part of a page that is not its article.
    "apart": (
        r"nav|menu|breadcrumbs?|footer|sidebar",
        r"comments?|binh-?luan",
        r"related|lien-?quan|recommend(?:ed|ation)?|most-?(?:read|viewed)|doc-?nhieu",
        r"share|social|tags|tool(?:s|bar|box)",
        r"newsletter|subscribe|vote|rating",
        r"donate|payment|paywall|login|popup|modal",
        r"counter|visitors?",
        r"adv?|ads|ad-slot|banner",
    ),
}

_FORMS: Mapping[Kind, tuple[str, str]] = {
    "section": (r"", r"(?: ?\(? ?\d* ?\)?)? ?[:.»>…]*"),
    "box": (r"", r" ?[:»>]*"),
    "more": (r"", r" ?[»>.…→]*"),
    "furniture": (r"", r""),
    "figures": (r"", r" ?:? ?\d[\d., ]*(?: ?(?:lượt|người)\w*)?"),
    "notice": (r"", r"\b.*"),
    "imprint": (r"", r"\b.*"),
    "rights": (r"(?:[©®].*|(?:", r")\b.*)"),
    "caption": (r"", r""),
    "portrait": (r"", r""),
    "office": (r"\b", r"\b"),
    "apart": (r"(?:^|[-_ ])", r"(?:$|[-_ ])"),
}
# The number of a licence ends in the office that licenses the press, and in none that licenses mines.
_RIGHTS = re.compile(r"all\srights\sreserved|giữ\sbản\squyền|\d/gp-(?:btttt|stttt|ttđt|bvhttdl|ptth|xbbt|cbc|bc)\b")
_NOTHING = r"(?!)"


def phrases(kind: Kind) -> list[str]:
    """Return the phrases of a kind one by one: those that share a line above are cut at the bars between them."""
    found: list[str] = []
    for line in PHRASES[kind]:
        depth, start = 0, 0
        for i, character in enumerate(line):
            depth += (character in "([") - (character in ")]")
            if character == "|" and depth == 0:
                found.append(line[start:i])
                start = i + 1
        found.append(line[start:])
    return found


class Words:
    """The phrases in use, each kind compiled to one pattern for lowered text when it is first needed."""

    def __init__(self, without: Collection[str] = ()) -> None:
        """Take all phrases but those in ``without``."""
        self._without = frozenset(without)

    def _pattern(self, kind: Kind) -> re.Pattern[str]:
        used = [phrase for phrase in phrases(kind) if phrase not in self._without]
        return pattern(kind, "|".join(used) if used else _NOTHING)

    @cached_property
    def furnishing(self) -> re.Pattern[str]:
        """Match the whole of what :attr:`section`, :attr:`box`, :attr:`furniture`, :attr:`notice`, :attr:`imprint` or
        :attr:`rights` matches.

        Most lines are none of these, and one look is cheaper than six.
        """
        kinds: tuple[Kind, ...] = ("section", "box", "furniture", "notice", "imprint", "rights")
        return re.compile("|".join(f"(?:{self._pattern(kind).pattern})" for kind in kinds))

    @cached_property
    def section(self) -> re.Pattern[str]:
        """Match the whole of a heading after which a page no longer speaks of its article."""
        return self._pattern("section")

    @cached_property
    def box(self) -> re.Pattern[str]:
        """Match the whole of a heading of a box that may stand inside an article."""
        return self._pattern("box")

    @cached_property
    def more(self) -> re.Pattern[str]:
        """Match the whole of a line that says where to read on."""
        return self._pattern("more")

    @cached_property
    def furniture(self) -> re.Pattern[str]:
        """Match the whole of a line that is part of no article."""
        return self._pattern("furniture")

    @cached_property
    def figures(self) -> re.Pattern[str]:
        """Match the whole of a counter."""
        return self._pattern("figures")

    @cached_property
    def notice(self) -> re.Pattern[str]:
        """Match the whole of a short line that speaks to the visitor."""
        return self._pattern("notice")

    @cached_property
    def imprint(self) -> re.Pattern[str]:
        """Match the whole of a line of the masthead."""
        return self._pattern("imprint")

    @cached_property
    def rights(self) -> re.Pattern[str]:
        """Match the whole of a line of the masthead that is a sentence or may be one."""
        return self._pattern("rights")

    @cached_property
    def caption(self) -> re.Pattern[str]:
        """Find what a caption says."""
        return self._pattern("caption")

    @cached_property
    def portrait(self) -> re.Pattern[str]:
        """Find a person shown, at the beginning of a caption."""
        return self._pattern("portrait")

    @cached_property
    def office(self) -> re.Pattern[str]:
        """Find the name of a section or an office."""
        return self._pattern("office")

    @cached_property
    def apart(self) -> re.Pattern[str]:
        """Find, in a class and id, a part of a page that is not its article."""
        return self._pattern("apart")


def pattern(kind: Kind, phrase: str) -> re.Pattern[str]:
    """Compile ``phrase`` as the rules use phrases of its kind, for lowered text."""
    before, after = _FORMS[kind]
    return re.compile(f"{before}(?:{phrase}){after}".replace(" ", r"\s"))


def claims_rights(line: str) -> bool:
    """Say whether a lowered line says, anywhere in it, what only a masthead says."""
    return ("rights" in line or "quyền" in line or "/gp-" in line) and _RIGHTS.search(line) is not None


WORDS = Words()
KINDS: tuple[Kind, ...] = get_args(Kind)

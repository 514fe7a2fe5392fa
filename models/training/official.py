"""Sentence pairs in the language of Vietnamese officialdom, made from a grammar of our own.

Party and government news is what provincial sites write, and parallel corpora hold next to none of it: offices of five levels,
titles before names, conferences, resolutions with their numbers, counts written the Vietnamese way. The grammar knows the terms
and how they combine; it teaches a model what they are called in English, not how to write. English terms follow the usage of the
state's own English-language press; people and places lose their marks.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Pair = tuple[str, str]
Item = TypeVar("Item")


def _pairs(table: str) -> list[Pair]:
    """Read a table of ``Vietnamese = English`` lines."""
    rows = (line.split(" = ") for line in table.strip().splitlines() if line.strip())
    return [(vi.strip(), en.strip()) for vi, en in rows]


_SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lưu Đinh Trịnh Đoàn Mai Tô Lương Cao Hà Chu Tạ Quách Triệu Lâm Thái Nông Vi Giàng Hứa Ma Lò Y Điểu".split()
_MIDDLE = "Văn Thị Đức Minh Thanh Quốc Hữu Ngọc Xuân Duy Hoàng Kim Thu Hồng Công Bá Đình Thế Quang Tiến Trọng Như Bích Mạnh Phương Hải Việt Thành Khắc Tuấn Thùy Kiều Mỹ Cẩm Anh Gia".split()
_GIVEN = "An Anh Bình Bích Cường Châu Chiến Dũng Dung Đạt Đông Giang Hà Hải Hạnh Hằng Hậu Hiền Hiếu Hoa Hoàng Hòa Hùng Huy Huyền Hương Khánh Khoa Kiên Lan Lâm Liên Linh Loan Long Lợi Mai Mạnh Minh Nam Nga Ngọc Nghĩa Nghiệm Nhung Oanh Phong Phú Phúc Phương Quang Quân Quyên Quyết Sơn Sinh Tâm Tân Tài Thái Thanh Thảo Thắng Thiệu Thịnh Thọ Thu Thủy Tiến Toàn Trang Trí Trọng Trung Tuấn Tuệ Tùng Tú Tuyết Vân Việt Vinh Vượng Xuân Yến".split()
_PROVINCES = "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Tĩnh|Hải Dương|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái".split(
    "|"
)
_CITIES = "Hà Nội|Thành phố Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ".split("|")
_DISTRICTS = "Củ Chi|Hóc Môn|Bình Chánh|Gia Viễn|Tiểu Cần|Càng Long|Hữu Lũng|Chi Lăng|Cao Lộc|Bắc Sơn|Đồng Hỷ|Phú Lương|Đại Từ|Kim Sơn|Yên Mô|Hoa Lư|Tam Nông|Thanh Thủy|Đông Anh|Sóc Sơn|Mê Linh|Ba Vì|Quốc Oai|Thạch Thất|Hoài Đức|Duy Tiên|Bình Lục|Ý Yên|Vụ Bản|Hải Hậu|Giao Thủy|Tiền Hải|Quỳnh Phụ|Hưng Hà|Vũ Thư|Nông Cống|Triệu Sơn|Thọ Xuân|Hà Trung|Nghi Lộc|Diễn Châu|Đô Lương|Thạch Hà|Cẩm Xuyên|Bố Trạch|Lệ Thủy|Gio Linh|Hải Lăng|Đại Lộc|Duy Xuyên|Tư Nghĩa|Mộ Đức|Tuy Phước|Phù Cát|Tuy An|Diên Khánh|Cam Lâm|Hàm Thuận Bắc|Đức Linh|Di Linh|Bảo Lâm|Krông Pắc|Cư Kuin|Chư Sê|Phú Thiện|Bến Cầu|Gò Dầu|Cần Giuộc|Đức Hòa|Cái Bè|Châu Thành|Gò Công Tây|Mỏ Cày Nam|Ba Tri|Vũng Liêm|Tam Bình|Lấp Vò|Tháp Mười|Tri Tôn|Thoại Sơn|Giồng Riềng|Hòn Đất|Phong Điền|Thới Lai|Phụng Hiệp|Vị Thủy|Kế Sách|Mỹ Xuyên|Hồng Dân|Giá Rai|Cái Nước|Năm Căn|Mường La|Mai Sơn|Tuần Giáo|Tủa Chùa|Tam Đường|Phong Thổ|Bát Xát|Sa Pa|Văn Chấn|Lục Yên|Vị Xuyên|Bắc Quang|Sơn Dương|Hàm Yên|Trùng Khánh|Hòa An|Chợ Đồn|Na Rì|Lục Ngạn|Yên Thế".split(
    "|"
)
_COMMUNES = "Tân Phú|Tân Thạnh Đông|Bình Mỹ|Phú Hòa|Trung An|Hòa Phú|Gia Sinh|Gia Hòa|Tân Hùng|Long Thới|Hiếu Trung|Yên Vượng|Vân Nham|Đồng Tiến|Hoàng Văn Thụ|Quang Trung|Vĩnh Trại|Đông Kinh|Tam Thanh|Minh Khai|Hồng Phong|Cộng Hòa|Tân Lập|An Thịnh|Phú Cường|Thanh Bình|Mỹ Thạnh|Hưng Thịnh|Long Hòa|Bình Minh|Đông Hải|Xuân Sơn|Thượng Hóa|Hải An|Nghĩa Lâm|Cẩm Giang|Kim Long|Vĩnh Hòa|Trường Xuân|Nam Dong|Ea Kao".split(
    "|"
)

_LEVELS: dict[str, dict[str, str]] = {
    "tỉnh": {"en": "province", "adjective": "provincial", "committee": "Tỉnh ủy"},
    "thành phố": {"en": "city", "adjective": "municipal", "committee": "Thành ủy"},
    "huyện": {"en": "district", "adjective": "district", "committee": "Huyện ủy"},
    "quận": {"en": "district", "adjective": "district", "committee": "Quận ủy"},
    "thị xã": {"en": "town", "adjective": "town", "committee": "Thị ủy"},
    "xã": {"en": "commune", "adjective": "commune", "committee": "Đảng ủy xã"},
    "phường": {"en": "ward", "adjective": "ward", "committee": "Đảng ủy phường"},
}
_WORK = _pairs("""
công tác tuyên giáo = communication and education work
công tác xây dựng Đảng = Party-building work
công tác xây dựng Đảng và hệ thống chính trị = work on building the Party and the political system
công tác tổ chức xây dựng Đảng = work on Party organization and building
công tác dân vận = mass mobilization work
công tác kiểm tra, giám sát = inspection and supervision work
công tác thông tin đối ngoại = external information work
công tác bảo vệ nền tảng tư tưởng của Đảng = the work of safeguarding the Party's ideological foundation
công tác thi đua, khen thưởng = emulation and commendation work
công tác quốc phòng, an ninh = national defense and security work
công tác cải cách hành chính = administrative reform
công tác phòng, chống tham nhũng, tiêu cực = the fight against corruption and negative practices
công tác giảm nghèo = poverty reduction work
công tác phòng, chống thiên tai = natural disaster prevention and control
công tác quy hoạch cán bộ = personnel planning
công tác phát triển đảng viên = the work of admitting new Party members
công tác Hội và phong trào phụ nữ = the work of the Women's Union and the women's movement
công tác Đoàn và phong trào thanh thiếu nhi = Youth Union work and the youth and children's movement
chuyển đổi số = digital transformation
xây dựng nông thôn mới = new-style rural area building
""")
_NOUNS = _pairs("""
nền tảng tư tưởng của Đảng = the Party's ideological foundation
tình hình tư tưởng, dư luận xã hội = the ideological situation and public opinion
dư luận xã hội = public opinion
thông tin xấu, độc = bad and toxic information
thông tin sai sự thật = false information
tin giả, tin xấu độc = fake and toxic news
thông tin tích cực = positive information
thông tin chính thống = official information
các quan điểm sai trái, thù địch = wrong and hostile viewpoints
các thế lực thù địch = hostile forces
các thế lực thù địch, phản động, cơ hội chính trị = hostile, reactionary and politically opportunistic forces
chủ trương, đường lối của Đảng = the Party's guidelines and policies
chính sách, pháp luật của Nhà nước = the State's policies and laws
chủ trương của Đảng, chính sách, pháp luật của Nhà nước = the Party's policies and the State's policies and laws
chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh = Marxism-Leninism and Ho Chi Minh Thought
vai trò của người đứng đầu = the role of leaders
vai trò nêu gương của cán bộ, đảng viên = the exemplary role of cadres and Party members
vai trò lãnh đạo của cấp ủy = the leading role of Party committees
năng lực lãnh đạo, sức chiến đấu của tổ chức đảng = the leadership capacity and fighting strength of Party organizations
chất lượng sinh hoạt chi bộ = the quality of Party cell meetings
khối đại đoàn kết toàn dân tộc = the great national unity bloc
đời sống vật chất và tinh thần của nhân dân = the material and spiritual life of the people
niềm tin của nhân dân đối với Đảng = the people's trust in the Party
môi trường thông tin lành mạnh = a healthy information environment
an ninh chính trị, trật tự an toàn xã hội = political security and social order and safety
phát triển kinh tế - xã hội = socio-economic development
quốc phòng - an ninh = national defense and security
truyền thống lịch sử cách mạng = the revolutionary historical tradition
gương người tốt, việc tốt = examples of good people and good deeds
những cách làm hay, mô hình sáng tạo = good practices and creative models
những vấn đề phát sinh ở cơ sở = problems arising at the grassroots level
trách nhiệm của từng cán bộ, đảng viên = the responsibility of each cadre and Party member
tinh thần trách nhiệm, tính chủ động, sáng tạo = the sense of responsibility, initiative and creativity
nghị quyết đại hội đảng bộ các cấp = the resolutions of Party congresses at all levels
các văn bản chỉ đạo của cấp trên = guiding documents from higher levels
lực lượng cộng tác viên, tuyên truyền viên = the force of collaborators and communicators
đội ngũ báo cáo viên = the contingent of rapporteurs
đội ngũ cán bộ, công chức, viên chức = the contingent of cadres, civil servants and public employees
các tài khoản, nhóm công khai trên Facebook = public accounts and groups on Facebook
trang thông tin điện tử của huyện = the district's website
hệ thống loa truyền thanh = the public loudspeaker system
hạ tầng giao thông = transport infrastructure
tiến độ giải phóng mặt bằng = the progress of site clearance
thu ngân sách nhà nước = State budget revenue
sản xuất nông nghiệp = agricultural production
môi trường đầu tư kinh doanh = the business and investment environment
thủ tục hành chính = administrative procedures
các chương trình mục tiêu quốc gia = the national target programs
""")
_PLACES_OF_ACTION = _pairs("""
trên không gian mạng = in cyberspace
trên mạng xã hội = on social networks
trên Internet, mạng xã hội = on the Internet and social networks
trên các phương tiện thông tin đại chúng = in the mass media
trong cán bộ, đảng viên và nhân dân = among cadres, Party members and the people
trong tình hình mới = in the new situation
trong tình hình hiện nay = in the current situation
trong thời gian tới = in the coming time
trong nội bộ Đảng và trong nhân dân = within the Party and among the people
trên các lĩnh vực = in all fields
""")
# Verb, English base form, English -ing form.
_VERBS = [
    ("tăng cường", "strengthen", "strengthening"),
    ("đẩy mạnh", "step up", "stepping up"),
    ("nâng cao", "enhance", "enhancing"),
    ("phát huy", "promote", "promoting"),
    ("tiếp tục nâng cao", "continue to enhance", "continuing to enhance"),
    ("chú trọng nâng cao", "pay attention to enhancing", "paying attention to enhancing"),
    ("tập trung đẩy mạnh", "focus on stepping up", "focusing on stepping up"),
    ("giữ vững", "maintain", "maintaining"),
    ("bảo đảm", "ensure", "ensuring"),
    ("quan tâm", "pay attention to", "paying attention to"),
    ("chủ động nắm chắc", "proactively keep abreast of", "proactively keeping abreast of"),
    ("kịp thời giải quyết", "promptly settle", "promptly settling"),
]
_TASKS = [
    (
        "bảo vệ nền tảng tư tưởng của Đảng",
        "safeguard the Party's ideological foundation",
        "safeguarding the Party's ideological foundation",
    ),
    (
        "bảo vệ vững chắc nền tảng tư tưởng của Đảng",
        "firmly safeguard the Party's ideological foundation",
        "firmly safeguarding the Party's ideological foundation",
    ),
    (
        "đấu tranh phản bác các quan điểm sai trái, thù địch",
        "fight against and refute wrong and hostile viewpoints",
        "fighting against and refuting wrong and hostile viewpoints",
    ),
    (
        "đấu tranh, phản bác các thông tin xấu, độc",
        "fight and refute bad and toxic information",
        "fighting and refuting bad and toxic information",
    ),
    (
        "đấu tranh, xử lý thông tin xấu độc",
        "fight and deal with toxic information",
        "fighting and dealing with toxic information",
    ),
    ("lan tỏa thông tin tích cực", "spread positive information", "spreading positive information"),
    (
        "chia sẻ, lan tỏa những thông tin tích cực",
        "share and spread positive information",
        "sharing and spreading positive information",
    ),
    (
        "đăng tải, chia sẻ các tin, bài chính thống",
        "post and share official news and articles",
        "posting and sharing official news and articles",
    ),
    ("định hướng dư luận xã hội", "guide public opinion", "guiding public opinion"),
    (
        "nắm bắt tình hình tư tưởng, dư luận xã hội",
        "grasp the ideological situation and public opinion",
        "grasping the ideological situation and public opinion",
    ),
    (
        "tuyên truyền chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
        "disseminate the Party's policies and the State's policies and laws",
        "disseminating the Party's policies and the State's policies and laws",
    ),
    ("thực hiện tốt nhiệm vụ được giao", "perform the assigned tasks well", "performing the assigned tasks well"),
    (
        "thực hiện tốt nhiệm vụ chính trị được giao",
        "fulfill the assigned political tasks well",
        "fulfilling the assigned political tasks well",
    ),
    (
        "thực hiện nghiêm các quy định của pháp luật",
        "strictly observe the provisions of the law",
        "strictly observing the provisions of the law",
    ),
    ("nêu cao tinh thần trách nhiệm", "uphold the sense of responsibility", "upholding the sense of responsibility"),
    (
        "phối hợp chặt chẽ, đồng bộ",
        "coordinate closely and comprehensively",
        "coordinating closely and comprehensively",
    ),
    (
        "thường xuyên theo dõi, đôn đốc các địa phương, đơn vị",
        "regularly monitor and urge localities and units",
        "regularly monitoring and urging localities and units",
    ),
    (
        "bám sát các văn bản chỉ đạo của cấp trên",
        "closely follow the guiding documents of higher levels",
        "closely following the guiding documents of higher levels",
    ),
    ("tháo gỡ khó khăn, vướng mắc", "remove difficulties and obstacles", "removing difficulties and obstacles"),
    ("nâng cao đời sống nhân dân", "improve people's lives", "improving people's lives"),
    ("giữ gìn đoàn kết nội bộ", "preserve internal unity", "preserving internal unity"),
    (
        "xây dựng Đảng và hệ thống chính trị trong sạch, vững mạnh",
        "build a clean and strong Party and political system",
        "building a clean and strong Party and political system",
    ),
    (
        "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "study and follow Ho Chi Minh's thought, morality and style",
        "studying and following Ho Chi Minh's thought, morality and style",
    ),
    (
        "giáo dục chính trị tư tưởng cho cán bộ, đảng viên",
        "provide political and ideological education for cadres and Party members",
        "providing political and ideological education for cadres and Party members",
    ),
    (
        "giáo dục truyền thống cách mạng cho thế hệ trẻ",
        "educate the younger generation about revolutionary traditions",
        "educating the younger generation about revolutionary traditions",
    ),
    (
        "xử lý các trường hợp đăng tải tin sai sự thật",
        "handle cases of posting false news",
        "handling cases of posting false news",
    ),
    (
        "quản lý, sử dụng mạng xã hội đúng quy định",
        "manage and use social networks in line with regulations",
        "managing and using social networks in line with regulations",
    ),
    (
        "ngăn chặn sự xâm nhập của các sản phẩm văn hóa xấu độc",
        "prevent the intrusion of harmful cultural products",
        "preventing the intrusion of harmful cultural products",
    ),
    ("cải cách thủ tục hành chính", "reform administrative procedures", "reforming administrative procedures"),
    ("hoàn thành các chỉ tiêu kinh tế - xã hội", "fulfill socio-economic targets", "fulfilling socio-economic targets"),
    ("làm tốt công tác an sinh xã hội", "do social welfare work well", "doing social welfare work well"),
    ("phòng, chống dịch bệnh", "prevent and control epidemics", "preventing and controlling epidemics"),
    ("bảo đảm quốc phòng, an ninh", "ensure national defense and security", "ensuring national defense and security"),
]
_GROUPS = _pairs("""
cán bộ, đảng viên = cadres and Party members
cán bộ, đảng viên và nhân dân = cadres, Party members and the people
cán bộ, công chức, viên chức = cadres, civil servants and public employees
cán bộ, đảng viên, công chức, viên chức và người lao động = cadres, Party members, civil servants, public employees and workers
đoàn viên, hội viên = members of unions and associations
cán bộ, đảng viên, đoàn viên, hội viên = cadres, Party members and members of unions and associations
đoàn viên, thanh niên = Youth Union members and young people
các tầng lớp nhân dân = people from all walks of life
bà con nhân dân = local people
các cấp ủy, tổ chức đảng = Party committees and organizations
các cấp ủy, chính quyền = Party committees and authorities
các cấp ủy cơ sở = grassroots Party committees
các chi bộ, đảng bộ trực thuộc = the subordinate Party cells and committees
các cơ quan, đơn vị = agencies and units
các cơ quan, đơn vị, địa phương = agencies, units and localities
các xã, thị trấn = communes and townships
các xã, phường, thị trấn = communes, wards and townships
Mặt trận Tổ quốc và các tổ chức chính trị - xã hội = the Fatherland Front and socio-political organizations
thành viên Ban Chỉ đạo = members of the Steering Committee
đội ngũ báo cáo viên, tuyên truyền viên = rapporteurs and communicators
""")
_COUNTED = _pairs("""
tin, bài = news items and articles
tin, bài có nội dung tích cực = news items and articles with positive content
lượt tương tác = interactions
lượt bình luận = comments
lượt chia sẻ = shares
bài viết = articles
cơ sở đoàn trực thuộc = subordinate Youth Union units
chi bộ trực thuộc = subordinate Party cells
tổ chức cơ sở đảng = grassroots Party organizations
đảng viên = Party members
đại biểu = delegates
đồng chí = comrades
trang thông tin điện tử = websites
tài khoản Facebook = Facebook accounts
nhóm Zalo = Zalo groups
điểm cầu = connected venues
loa không dây = wireless loudspeakers
hộ dân = households
hộ nghèo = poor households
hộ cận nghèo = near-poor households
học sinh = students
doanh nghiệp = enterprises
hợp tác xã = cooperatives
công trình = projects
cuộc kiểm tra, giám sát = inspections and supervisions
hội nghị tuyên truyền = information conferences
lớp bồi dưỡng = training courses
văn bản chỉ đạo = guiding documents
suất quà = gifts
ngôi nhà tình nghĩa = houses of gratitude
ha rừng = hectares of forest
km đường giao thông nông thôn = kilometers of rural roads
""")
_EVENTS = _pairs("""
hội nghị tổng kết = a conference to review
hội nghị sơ kết = a preliminary conference to review
hội nghị đánh giá = a conference to assess
buổi làm việc về = a working session on
tọa đàm về = a seminar on
hội nghị triển khai = a conference to launch
lớp tập huấn về = a training course on
hội nghị trực tuyến về = an online conference on
""")
_DOCUMENTS = [
    ("Nghị quyết", "Resolution", "NQ"), ("Chỉ thị", "Directive", "CT"), ("Kết luận", "Conclusion", "KL"), ("Quyết định", "Decision", "QĐ"),
    ("Kế hoạch", "Plan", "KH"), ("Hướng dẫn", "Guideline", "HD"), ("Quy định", "Regulation", "QĐ"), ("Đề án", "Scheme", "ĐA"), ("Thông báo", "Notice", "TB"),
]  # fmt: skip
_ISSUERS = _pairs("""
Bộ Chính trị = the Politburo
Ban Bí thư = the Secretariat
Ban Chấp hành Trung ương = the Party Central Committee
Ban Thường vụ Tỉnh ủy = the Standing Committee of the provincial Party Committee
Ban Thường vụ Huyện ủy = the Standing Committee of the district Party Committee
Ban Thường vụ Thành ủy = the Standing Committee of the municipal Party Committee
Chính phủ = the Government
Thủ tướng Chính phủ = the Prime Minister
Quốc hội = the National Assembly
Ủy ban nhân dân tỉnh = the provincial People's Committee
UBND huyện = the district People's Committee
HĐND tỉnh = the provincial People's Council
""")
_DEPARTMENTS = _pairs("""
Sở Văn hóa, Thể thao và Du lịch = Department of Culture, Sports and Tourism
Sở Thông tin và Truyền thông = Department of Information and Communications
Sở Nông nghiệp và Phát triển nông thôn = Department of Agriculture and Rural Development
Sở Giáo dục và Đào tạo = Department of Education and Training
Sở Y tế = Department of Health
Sở Nội vụ = Department of Home Affairs
Sở Tài chính = Department of Finance
Sở Kế hoạch và Đầu tư = Department of Planning and Investment
Sở Giao thông vận tải = Department of Transport
Sở Công Thương = Department of Industry and Trade
Sở Xây dựng = Department of Construction
Sở Tài nguyên và Môi trường = Department of Natural Resources and Environment
Sở Lao động - Thương binh và Xã hội = Department of Labor, Invalids and Social Affairs
Sở Tư pháp = Department of Justice
Sở Khoa học và Công nghệ = Department of Science and Technology
""")
_COMMISSIONS = _pairs("""
Ban Tuyên giáo = Commission for Communication and Education
Ban Tổ chức = Organization Commission
Ban Dân vận = Commission for Mass Mobilization
Ban Nội chính = Commission for Internal Affairs
Ủy ban Kiểm tra = Inspection Commission
Văn phòng = Office
""")
_UNIONS = _pairs("""
Hội Liên hiệp Phụ nữ = Women's Union
Hội Nông dân = Farmers' Union
Hội Cựu chiến binh = War Veterans' Association
Liên đoàn Lao động = Labor Federation
Ủy ban MTTQ Việt Nam = Vietnam Fatherland Front Committee
Đoàn Thanh niên = Youth Union
Tỉnh đoàn = provincial Youth Union
Huyện đoàn = district Youth Union
Liên minh Hợp tác xã = Cooperative Alliance
""")
_AWARDS = _pairs("""
bằng khen = a Certificate of Merit
giấy khen = a Letter of Commendation
cờ thi đua = an emulation flag
Huân chương Lao động hạng Ba = the third-class Labor Order
Huy hiệu 40 năm tuổi Đảng = the 40-year Party membership badge
""")
_SAYINGS = _pairs("""
lấy cái đẹp dẹp cái xấu = use the good to drive out the bad
lấy xây làm chính = take building as the main task
dân biết, dân bàn, dân làm, dân kiểm tra = the people know, the people discuss, the people do, the people supervise
nói đi đôi với làm = match words with deeds
lấy tích cực đẩy lùi tiêu cực = use the positive to push back the negative
phủ xanh thông tin tích cực = cover cyberspace with positive information
không tin, không nghe, không làm theo = do not believe, do not listen, do not follow
uống nước nhớ nguồn = when drinking water, remember its source
""")
_MONTHS = "January February March April May June July August September October November December".split()
_PARTS = [("Sáng", "On the morning of"), ("Chiều", "On the afternoon of"), ("Tối", "On the evening of"), ("Ngày", "On")]
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split()
_CARDINALS = "zero one two three four five six seven eight nine".split()
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV".split()


def without_marks(name: str) -> str:
    """Return a Vietnamese name as English text prints it: ``Lạng Sơn`` becomes ``Lang Son``."""
    decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return {"Ha Noi": "Hanoi"}.get(plain, plain)


def _ordinal(number: int) -> str:
    return f"{number}{'th' if 10 <= number % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _listed(parts: Sequence[str]) -> str:
    """Join English phrases; those that hold a comma or an "and" themselves are set apart with semicolons."""
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return " and ".join(parts)
    mark = "; " if any("," in part or " and " in part for part in parts) else ", "
    return mark.join(parts[:-1]) + (mark + "and " if mark == "; " else " and ") + parts[-1]


class OfficialLanguage:
    """Draws sentence pairs; the same ``seed`` gives the same pairs. ``places`` are further (Vietnamese, English) place names."""

    def __init__(self, seed: int = 0, places: Sequence[Pair] = ()) -> None:
        self._draw = random.Random(seed)
        self._places = list(places)
        self._sentences: list[Callable[[], Pair]] = [
            self._held, self._held, self._chaired, self._attended, self._also_attending, self._asked, self._asked, self._task_list, self._task_list,
            self._counted, self._counted, self._document, self._praised, self._said, self._headline, self._headline, self._caption, self._person_says,
            self._percent, self._council, self._congress, self._since, self._thanks_to, self._office, self._meeting, self._money,
        ]  # fmt: skip

    def __iter__(self) -> Iterator[Pair]:
        while True:
            yield self.pair()

    def pair(self) -> Pair:
        """Return one sentence, or now and then two that follow each other, in both languages."""
        vi, en = self._pick(self._sentences)()
        if self._chance(0.12):
            more = self._pick(self._sentences)()
            vi, en = f"{vi} {more[0][:1].upper()}{more[0][1:]}", f"{en} {more[1][:1].upper()}{more[1][1:]}"
        vi, en = self._tidy(vi), self._tidy(en)
        return vi[:1].upper() + vi[1:], en[:1].upper() + en[1:]

    # -- small parts ---------------------------------------------------------------------------------------------------------------

    def _pick(self, items: Sequence[Item]) -> Item:
        return self._draw.choice(items)

    def _chance(self, share: float) -> bool:
        return self._draw.random() < share

    @staticmethod
    def _tidy(text: str) -> str:
        return re.sub(r"\s+([,.;])", r"\1", re.sub(r"\s+", " ", text)).strip()

    def _person(self) -> Pair:
        parts = [self._pick(_SURNAMES), self._pick(_MIDDLE), self._pick(_GIVEN)]
        if self._chance(0.25):
            parts.insert(2, self._pick(_MIDDLE))
        elif self._chance(0.15):
            del parts[1]
        name = " ".join(parts)
        return name, without_marks(name)

    def _place(self, level: str) -> Pair:
        names = {"tỉnh": _PROVINCES, "thành phố": _CITIES, "xã": _COMMUNES, "phường": _COMMUNES}.get(level, _DISTRICTS)
        name = self._pick(names)
        return name, without_marks(name).replace("Thanh pho Ho Chi Minh", "Ho Chi Minh City")

    def _located(self, level: str) -> Pair:
        """A place with its kind: "huyện Củ Chi", "Cu Chi district"."""
        if self._places and self._chance(0.2):
            vi, en = self._pick(self._places)
            return vi[:1].lower() + vi[1:], en
        vi, en = self._place(level)
        if vi.startswith("Thành phố"):
            return vi, en
        return f"{level} {vi}", f"{en} {_LEVELS[level]['en']}" if not en.endswith("City") else en

    def _level(self) -> str:
        return self._draw.choices(list(_LEVELS), weights=[5, 2, 6, 1, 1, 2, 1])[0]

    def _committee(self, level: str, *, named: float = 0.4) -> Pair:
        """A Party committee: "Huyện ủy Củ Chi", "the Cu Chi district Party Committee"."""
        vi, adjective = _LEVELS[level]["committee"], _LEVELS[level]["adjective"]
        if self._chance(named):
            place_vi, place_en = self._place(level)
            return (
                f"{vi} {place_vi}",
                f"the {place_en} {adjective} Party Committee",
            )
        return vi, f"the {adjective} Party Committee"

    def _body(self, level: str) -> Pair:
        """An office that acts: a committee, a council, a commission, a union."""
        adjective = _LEVELS[level]["adjective"]
        short = self._chance(0.6)
        kind = self._draw.random()
        place = self._place(level) if self._chance(0.35) else None
        tail_vi, head_en = (f"{level} {place[0]}", f"{place[1]} {adjective}") if place else (level, adjective)
        if kind < 0.2:
            return self._committee(level)
        if kind < 0.4:
            return f"{'UBND' if short else 'Ủy ban nhân dân'} {tail_vi}", f"the {head_en} People's Committee"
        if kind < 0.52:
            return f"{'HĐND' if short else 'Hội đồng nhân dân'} {tail_vi}", f"the {head_en} People's Council"
        if kind < 0.66:
            vi, en = self._pick(_COMMISSIONS)
            committee = self._committee(level)
            return f"{vi} {committee[0]}", f"the {en} of {committee[1]}"
        if kind < 0.76:
            if place:
                return f"Ban Chỉ đạo 35 {tail_vi}", f"Steering Committee 35 of {place[1]} {_LEVELS[level]['en']}"
            vi, en = self._pick([(level, f"the {_LEVELS[level]['en']}"), self._committee(level)])
            return f"Ban Chỉ đạo 35 {vi}", f"Steering Committee 35 of {en}"
        if kind < 0.84:
            vi, en = self._pick(_UNIONS[:5])
            return f"{vi} {tail_vi}", f"the {head_en} {en}"
        if kind < 0.92:
            committee = self._committee(level)
            return f"Ban Thường vụ {committee[0]}", f"the Standing Committee of {committee[1]}"
        if kind < 0.96:
            return f"Đảng ủy Khối các cơ quan {level}", f"the Party Committee of the {adjective} Agencies Bloc"
        return f"Đoàn Khối các cơ quan {level}", f"the Youth Union of the {adjective} Agencies Bloc"

    def _title(self, level: str) -> Pair:
        adjective = _LEVELS[level]["adjective"]
        committee_vi, committee_en = self._committee(level, named=0.2)
        kind = self._draw.random()
        if kind < 0.42:
            vi, en = self._pick([
                ("Bí thư", "Secretary"), ("Phó Bí thư", "Deputy Secretary"), ("Phó Bí thư Thường trực", "Standing Deputy Secretary"),
                ("Ủy viên Ban Thường vụ", "member of the Standing Committee"), ("Ủy viên Ban Chấp hành", "member of the Executive Committee"), ("nguyên Bí thư", "former Secretary"),
            ])  # fmt: skip
            return f"{vi} {committee_vi}", f"{en} of {committee_en}"
        if kind < 0.62:
            vi, en = self._pick(
                [
                    ("Chủ tịch", "Chairman"),
                    ("Phó Chủ tịch", "Vice Chairman"),
                    ("Phó Chủ tịch Thường trực", "Standing Vice Chairman"),
                ]
            )
            short, body = self._pick(
                [
                    ("UBND", "People's Committee"),
                    ("HĐND", "People's Council"),
                    ("Ủy ban nhân dân", "People's Committee"),
                    ("Hội đồng nhân dân", "People's Council"),
                ]
            )
            return f"{vi} {short} {level}", f"{en} of the {adjective} {body}"
        if kind < 0.76:
            vi, en = self._pick(_COMMISSIONS[:4])
            head = self._pick([("Trưởng", "Head"), ("Phó Trưởng", "Deputy Head")])
            return f"{head[0]} {vi} {committee_vi}", f"{head[1]} of the {en} of {committee_en}"
        if kind < 0.84:
            head = self._pick([("Trưởng", "Head"), ("Phó Trưởng", "Deputy Head"), ("Phó Trưởng", "Deputy Head")])
            return (
                f"{head[0]} {self._pick(['Ban', 'ban'])} Chỉ đạo 35 {self._pick([level, _LEVELS[level]['committee']])}",
                f"{head[1]} of Steering Committee 35 of the {_LEVELS[level]['en']}",
            )
        if kind < 0.92:
            vi, en = self._pick(_DEPARTMENTS)
            head = self._pick([("Giám đốc", "Director"), ("Phó Giám đốc", "Deputy Director")])
            return f"{head[0]} {vi}", f"{head[1]} of the {en}"
        return self._pick(
            _pairs("""
            Ủy viên Trung ương Đảng = member of the Party Central Committee
            Ủy viên Bộ Chính trị = Politburo member
            Tổng Bí thư = Party General Secretary
            Chủ tịch nước = State President
            Thủ tướng Chính phủ = Prime Minister
            Phó Thủ tướng Chính phủ = Deputy Prime Minister
            Chủ tịch Quốc hội = Chairman of the National Assembly
            Trưởng Đoàn đại biểu Quốc hội tỉnh = Head of the provincial National Assembly delegation
            Trưởng Ban Tuyên giáo Trung ương = Head of the Party Central Committee's Commission for Communication and Education
            Chủ nhiệm Ủy ban Kiểm tra Trung ương = Chairman of the Party Central Committee's Inspection Commission
            Trưởng Công an huyện = Chief of the district Police
            Bí thư Đoàn Khối các cơ quan tỉnh = Secretary of the Youth Union of the provincial Agencies Bloc
            Chủ tịch Hội Nông dân huyện = Chairman of the district Farmers' Union
        """)
        )

    def _official(self, level: str | None = None) -> Pair:
        """A person with one to three titles, before the name as Vietnamese likes it or behind it."""
        level = level or self._level()
        name_vi, name_en = self._person()
        titles = list(
            dict.fromkeys(self._title(level) for _ in range(self._draw.choices([1, 2, 3], weights=[5, 4, 1])[0]))
        )
        titles_en = (
            " and ".join(en for _, en in titles)
            if len(titles) < 3
            else f"{titles[0][1]}, {titles[1][1]} and {titles[2][1]}"
        )
        if self._chance(0.35):
            return ", ".join(vi for vi, _ in titles) + f" {name_vi}", f"{name_en}, {titles_en},"
        address_vi, address_en = self._pick(
            [
                ("đồng chí", "Comrade"),
                ("đồng chí", "Comrade"),
                ("ông", "Mr."),
                ("bà", "Ms."),
                ("Đ/c", "Comrade"),
                ("đ/c", "Comrade"),
            ]
        )
        return f"{address_vi} {name_vi}, {', '.join(vi for vi, _ in titles)}", f"{address_en} {name_en}, {titles_en},"

    def _date(self) -> Pair:
        day, month, year = self._draw.randint(1, 28), self._draw.randint(1, 12), self._draw.randint(2015, 2025)
        part_vi, part_en = self._pick(_PARTS)
        month_en = _MONTHS[month - 1]
        style = self._draw.random()
        if style < 0.6:
            pad = self._chance(0.3)
            shown = f"{day:02d}/{month:02d}" if pad else f"{day}/{month}"
            ngay = self._pick(["", "ngày "]) if part_vi != "Ngày" else ""
            return f"{part_vi} {ngay}{shown}", f"{part_en} {month_en} {day}"
        if style < 0.85:
            ngay = self._pick(["", "ngày "]) if part_vi != "Ngày" else ""
            return f"{part_vi} {ngay}{day}/{month}/{year}", f"{part_en} {month_en} {day}, {year}"
        return f"Ngày {day} tháng {month} năm {year}", f"On {month_en} {day}, {year}"

    def _period(self) -> Pair:
        year = self._draw.randint(2016, 2025)
        kind = self._draw.random()
        if kind < 0.35:
            return f"năm {year}", str(year)
        if kind < 0.5:
            quarter = self._draw.randint(1, 4)
            return f"quý {_ROMAN[quarter - 1]}/{year}", f"the {_ORDINALS[quarter - 1]} quarter of {year}"
        if kind < 0.65:
            return f"6 tháng đầu năm {year}", f"the first six months of {year}"
        if kind < 0.75:
            return f"9 tháng đầu năm {year}", f"the first nine months of {year}"
        if kind < 0.88:
            return f"giai đoạn {year} - {year + 5}", f"the {year}-{year + 5} period"
        return f"nhiệm kỳ {year} - {year + 5}", f"the {year}-{year + 5} term"

    def _number(self, low: int = 2, high: int = 20_000) -> Pair:
        value = int(low * (high / low) ** self._draw.random())
        if value < 10:
            return (f"{value:02d}" if self._chance(0.5) else str(value)), _CARDINALS[value]
        return f"{value:,}".replace(",", "."), f"{value:,}"

    def _about(self) -> Pair:
        return self._pick(
            [("", ""), ("", ""), ("hơn", "more than"), ("trên", "over"), ("gần", "nearly"), ("khoảng", "about")]
        )

    def _task(self) -> tuple[str, str, str]:
        if self._chance(0.6):
            vi, base, ing = self._pick(_TASKS)
        else:
            verb = self._pick(_VERBS)
            noun = self._pick([*_NOUNS, *_WORK])
            vi, base, ing = f"{verb[0]} {noun[0]}", f"{verb[1]} {noun[1]}", f"{verb[2]} {noun[1]}"
        if self._chance(0.2):
            where = self._pick(_PLACES_OF_ACTION)
            vi, base, ing = f"{vi} {where[0]}", f"{base} {where[1]}", f"{ing} {where[1]}"
        return vi, base, ing

    def _tasks(self, low: int, high: int) -> list[tuple[str, str, str]]:
        return list({task[0]: task for task in (self._task() for _ in range(self._draw.randint(low, high)))}.values())

    def _reference(self) -> Pair:
        """A document by kind, number and issuer: "Nghị quyết số 35-NQ/TW của Bộ Chính trị"."""
        vi, en, code = self._pick(_DOCUMENTS)
        issuer_vi, issuer_en = self._pick(_ISSUERS)
        number = self._draw.randint(1, 250)
        year = self._draw.randint(2015, 2025)
        day, month = self._draw.randint(1, 28), self._draw.randint(1, 12)
        mark = f"{number:02d}-{code}/{self._pick(['TW', 'TU', 'HU', 'TTg'])}"
        style = self._draw.random()
        if style < 0.3:
            return f"{vi} {number} của {issuer_vi}", f"{en} {number} of {issuer_en}"
        if style < 0.7:
            return f"{vi} số {mark} của {issuer_vi}", f"{en} No. {mark} of {issuer_en}"
        return (
            f"{vi} số {mark} ngày {day}/{month}/{year} của {issuer_vi}",
            f"{en} No. {mark} dated {_MONTHS[month - 1]} {day}, {year} of {issuer_en}",
        )

    # -- sentences -----------------------------------------------------------------------------------------------------------------

    def _held(self) -> Pair:
        date_vi, date_en = self._date()
        body_vi, body_en = self._body(self._level())
        event_vi, event_en = self._pick(_EVENTS)
        work_vi, work_en = self._pick(_WORK)
        period_vi, period_en = self._period()
        hoi_nghi = event_vi.capitalize() if self._chance(0.4) else event_vi
        if event_vi.startswith(("hội nghị tổng kết", "hội nghị sơ kết")):
            nxt = self._draw.randint(2017, 2026)
            if self._chance(0.6):
                vi = f"{date_vi}, {body_vi} tổ chức {hoi_nghi} {work_vi} {period_vi}, triển khai nhiệm vụ năm {nxt}."
                return vi, f"{date_en}, {body_en} held {event_en} {work_en} in {period_en} and set out tasks for {nxt}."
            vi = f"{date_vi}, {body_vi} tổ chức {hoi_nghi} hoạt động Ban Chỉ đạo 35 {period_vi} và triển khai phương hướng, nhiệm vụ năm {nxt}."
            return (
                vi,
                f"{date_en}, {body_en} held {event_en} the activities of Steering Committee 35 in {period_en} and set out directions and tasks for {nxt}.",
            )
        return (
            f"{date_vi}, {body_vi} tổ chức {hoi_nghi} {work_vi} {period_vi}.",
            f"{date_en}, {body_en} held {event_en} {work_en} in {period_en}.",
        )

    def _chaired(self) -> Pair:
        who_vi, who_en = self._official()
        verb_vi, verb_en = self._pick([
            ("chủ trì hội nghị", "chaired the conference"), ("chủ trì Hội nghị", "chaired the conference"), ("dự và chỉ đạo hội nghị", "attended and directed the conference"),
            ("dự và phát biểu chỉ đạo", "attended and delivered guiding remarks"), ("chủ trì cuộc họp", "chaired the meeting"), ("phát biểu khai mạc hội nghị", "delivered the opening speech at the conference"),
            ("phát biểu kết luận hội nghị", "delivered the concluding remarks at the conference"), ("phát biểu tại hội nghị", "spoke at the conference"), ("trao giấy khen cho các tập thể", "presented Letters of Commendation to the collectives"),
        ])  # fmt: skip
        return f"{who_vi} {verb_vi}.", f"{who_en} {verb_en}."

    def _attended(self) -> Pair:
        first, second = self._official(), self._body(self._level())
        start_vi, start_en = self._pick(
            [
                ("Dự hội nghị có", "Attending the conference were"),
                ("Cùng dự có", "Also attending were"),
                ("Tham dự buổi lễ có", "Attending the ceremony were"),
                ("Dự buổi làm việc có", "Attending the working session were"),
            ]
        )
        return (
            f"{start_vi} {first[0]}; lãnh đạo {second[0]}.",
            f"{start_en} {first[1].rstrip(',')}; and leaders of {second[1]}.",
        )

    def _also_attending(self) -> Pair:
        group = self._pick(_pairs("""
            các đồng chí Ủy viên Ban Thường vụ Huyện ủy = members of the Standing Committee of the district Party Committee
            các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy = members of the Standing Committee of the provincial Party Committee
            các đồng chí thành viên Ban Chỉ đạo 35 của huyện = members of the district's Steering Committee 35
            các đồng chí thành viên Tổ thư ký giúp việc Ban Chỉ đạo = members of the secretariat assisting the Steering Committee
            lãnh đạo các ban xây dựng Đảng của tỉnh = leaders of the province's Party-building commissions
            nhóm chuyên gia giúp việc Ban Chỉ đạo 35 của tỉnh = the expert group assisting the province's Steering Committee 35
            các đồng chí Phó Bí thư Thường trực Đảng ủy các xã, thị trấn = Standing Deputy Secretaries of the Party committees of communes and townships
            đại diện lãnh đạo các sở, ban, ngành = representatives of the leaders of departments, boards and sectors
            các đồng chí nguyên lãnh đạo tỉnh qua các thời kỳ = former leaders of the province through the years
        """))  # fmt: skip
        number = self._number(20, 3000)
        if self._chance(0.5):
            return f"Dự hội nghị có {group[0]}.", f"Attending the conference were {group[1]}."
        return (
            f"Cùng dự Hội nghị có {group[0]} và {number[0]} đại biểu.",
            f"Also attending the conference were {group[1]} and {number[1]} delegates.",
        )

    def _asked(self) -> Pair:
        start = self._pick(_pairs("""
            Phát biểu kết luận hội nghị = Concluding the conference
            Phát biểu chỉ đạo tại hội nghị = Giving guidance at the conference
            Phát biểu tại hội nghị = Speaking at the conference
            Kết luận buổi làm việc = Concluding the working session
        """))  # fmt: skip
        who_vi, who_en = self._official()
        verb_vi, verb_en = self._pick(
            [("đề nghị", "asked"), ("yêu cầu", "requested"), ("nhấn mạnh", ""), ("đề nghị", "asked")]
        )
        tasks = self._tasks(1, 4)
        group_vi, group_en = self._pick(_GROUPS)
        listed = _listed([task[1] for task in tasks])
        if not verb_en:
            return (
                f"{start[0]}, {who_vi} nhấn mạnh, {group_vi} cần {'; '.join(t[0] for t in tasks)}.",
                f"{start[1]}, {who_en} stressed that {group_en} need to {listed}.",
            )
        return (
            f"{start[0]}, {who_vi} {verb_vi} {group_vi} {'; '.join(t[0] for t in tasks)}.",
            f"{start[1]}, {who_en} {verb_en} {group_en} to {listed}.",
        )

    def _task_list(self) -> Pair:
        tasks = self._tasks(1, 4)
        joined = self._pick([", ", "; ", " và ", ", "]).join(t[0] for t in tasks) if len(tasks) > 1 else tasks[0][0]
        joined = joined[:1].upper() + joined[1:] if self._chance(0.3) else joined
        listed, ing = _listed([t[1] for t in tasks]), _listed([t[2] for t in tasks])
        group_vi, group_en = self._pick(_GROUPS)
        body_vi, body_en = self._body(self._level())
        style = self._draw.randint(0, 6)
        if style == 0:
            return (
                f"{group_vi.capitalize() if group_vi[0].islower() else group_vi} cần {joined}.",
                f"{group_en} need to {listed}.",
            )
        if style == 1:
            return (
                f"Thời gian qua, {body_vi} đã tích cực chỉ đạo {group_vi} {joined}.",
                f"Over the past time, {body_en} has actively directed {group_en} to {listed}.",
            )
        if style == 2:
            return f"Bên cạnh đó, {body_vi} chú trọng {joined}.", f"In addition, {body_en} has paid attention to {ing}."
        if style == 3:
            return f"Qua đó, góp phần {joined}.", f"This has contributed to {ing}."
        if style == 4:
            return (
                f"Hội nghị tập trung thảo luận các nội dung về {joined}.",
                f"The conference focused on discussing {ing}.",
            )
        if style == 5:
            vi = "; ".join(t[0] for t in tasks)
            return f"{vi[:1].upper() + vi[1:]}.", f"{listed[:1].upper() + listed[1:]}."
        return f"Đồng thời, {group_vi} phải {joined}.", f"At the same time, {group_en} must {listed}."

    def _counted(self) -> Pair:
        period_vi, period_en = self._period()
        thing_vi, thing_en = self._pick(_COUNTED)
        other_vi, other_en = self._pick(_COUNTED)
        (a_vi, a_en), (n_vi, n_en) = self._about(), self._number(2, 20000)
        m_vi, m_en = self._number(11, 200000)
        body_vi, body_en = self._body(self._level())
        style = self._draw.randint(0, 3)
        if style == 0:
            return (
                f"Trong {period_vi}, {body_vi} đã đăng tải, chia sẻ {a_vi} {n_vi} {thing_vi}, thu hút {m_vi} lượt tương tác.",
                f"In {period_en}, {body_en} posted and shared {a_en} {n_en} {thing_en}, attracting {m_en} interactions.",
            )
        if style == 1:
            return (
                f"Hiện nay, {body_vi} có {a_vi} {n_vi} {thing_vi} và {m_vi} {other_vi}.",
                f"At present, {body_en} has {a_en} {n_en} {thing_en} and {m_en} {other_en}.",
            )
        if style == 2:
            return (
                f"Theo thống kê, trong {period_vi}, toàn huyện có {a_vi} {n_vi} {thing_vi}.",
                f"According to statistics, the whole district had {a_en} {n_en} {thing_en} in {period_en}.",
            )
        whole, tenth = self._draw.randint(11, 99), self._draw.randint(1, 9)
        return (
            f"Đến nay, toàn tỉnh đã có {a_vi} {n_vi} {thing_vi}, đạt {whole},{tenth}% kế hoạch.",
            f"To date, the whole province has had {a_en} {n_en} {thing_en}, {whole}.{tenth}% of the plan.",
        )

    def _document(self) -> Pair:
        reference, task = self._reference(), self._task()
        body = self._body(self._level())
        years = self._draw.randint(2, 9)
        pad = f"{years:02d}" if self._chance(0.5) else str(years)
        style = self._draw.randint(0, 3)
        if style == 0:
            return (
                f"Thực hiện {reference[0]}, {body[0]} đã ban hành kế hoạch {task[0]}.",
                f"Implementing {reference[1]}, {body[1]} issued a plan to {task[1]}.",
            )
        if style == 1:
            return (
                f"Sau {pad} năm thực hiện {reference[0]}, công tác này đã đạt nhiều kết quả tích cực.",
                f"After {_CARDINALS[years]} years of implementing {reference[1]}, this work has achieved many positive results.",
            )
        if style == 2:
            return (
                f"Hội nghị sơ kết {pad} năm thực hiện {reference[0]} về {task[0]}.",
                f"The conference reviewed {_CARDINALS[years]} years of implementing {reference[1]} on {task[2]}.",
            )
        return (
            f"{body[0]} tổ chức học tập, quán triệt {reference[0]} cho toàn thể cán bộ, đảng viên.",
            f"{body[1]} organized the study and thorough grasp of {reference[1]} for all cadres and Party members.",
        )

    def _praised(self) -> Pair:
        award, body, level = self._pick(_AWARDS), self._body(self._level()), self._level()
        work = self._pick(_WORK)
        number = self._number(2, 60)
        adjective = _LEVELS[level]["adjective"]
        if self._chance(0.5):
            return (
                f"{body[0]} được nhận {award[0]} của Chủ tịch UBND {level} vì đã có thành tích xuất sắc trong {work[0]}.",
                f"{body[1]} received {award[1]} from the Chairman of the {adjective} People's Committee for outstanding achievements in {work[1]}.",
            )
        return (
            f"Nhân dịp này, {number[0]} tập thể và cá nhân được tặng {award[0]} vì đã có thành tích xuất sắc trong {work[0]}.",
            f"On this occasion, {number[1]} collectives and individuals were awarded {award[1]} for outstanding achievements in {work[1]}.",
        )

    def _said(self) -> Pair:
        saying, task = self._pick(_SAYINGS), self._task()
        body = self._body(self._level())
        if self._chance(0.5):
            return (
                f"Với phương châm “{saying[0].capitalize()}”, {body[0]} đã {task[0]}.",
                f'With the motto "{saying[1].capitalize()}", {body[1]} has worked to {task[1]}.',
            )
        return (
            f"Phương châm “{saying[0]}” được {body[0]} thực hiện nghiêm túc.",
            f'The motto "{saying[1]}" has been seriously observed by {body[1]}.',
        )

    def _headline(self) -> Pair:
        level = self._level()
        place = self._place(level)
        task, (work_vi, work_en), (period_vi, period_en) = self._task(), self._pick(_WORK), self._period()
        committee = self._committee(level, named=0.8)
        style = self._draw.randint(0, 5)
        if style == 0:
            vi, en = (
                f"{place[0]}: {task[0][:1].upper() + task[0][1:]}",
                f"{place[1]}: {task[2][:1].upper() + task[2][1:]}",
            )
        elif style == 1:
            vi, en = f"{task[0][:1].upper() + task[0][1:]}", f"{task[2][:1].upper() + task[2][1:]}"
        elif style == 2:
            vi, en = (
                f"{committee[0]} tổng kết {work_vi} {period_vi}",
                f"{committee[1].removeprefix('the ')} reviews {work_en} in {period_en}",
            )
        elif style == 3:
            vi, en = f"{place[0]} tăng cường các giải pháp {task[0]}", f"{place[1]} strengthens measures to {task[1]}"
        elif style == 4:
            vi, en = (
                f"Ban Chỉ đạo 35 {level} tổ chức hội nghị sơ kết 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm {self._draw.randint(2019, 2025)}",
                "",
            )
            en = f"{_LEVELS[level]['adjective']} Steering Committee 35 holds conference to review first six months and set out tasks for last six months of {vi[-4:]}"
        else:
            vi, en = (
                f"Tổng kết {work_vi} {period_vi}, triển khai nhiệm vụ trọng tâm thời gian tới",
                f"Reviewing {work_en} in {period_en} and setting out key tasks for the coming time",
            )
        if self._chance(0.25):
            return vi.upper(), en
        return vi, en

    def _caption(self) -> Pair:
        who_vi, who_en = self._official()
        vi, en = self._pick(_pairs("""
            phát biểu chỉ đạo hội nghị = delivers guiding remarks at the conference
            phát biểu tại hội nghị = speaks at the conference
            phát biểu kết luận hội nghị = delivers concluding remarks at the conference
            chủ trì hội nghị = chairs the conference
            trao bằng khen cho các tập thể = presents Certificates of Merit to collectives
            trao quà cho các hộ nghèo = presents gifts to poor households
        """))  # fmt: skip
        if self._chance(0.3):
            return self._pick(_pairs("""
                Quang cảnh hội nghị = A view of the conference
                Quang cảnh Hội nghị = A view of the conference
                Các đại biểu dự hội nghị = Delegates at the conference
                Các đại biểu tham dự hội nghị tại điểm cầu huyện = Delegates attend the conference at the district's venue
                Toàn cảnh buổi lễ = An overview of the ceremony
                Các đại biểu chụp ảnh lưu niệm = Delegates pose for a souvenir photo
                Cán bộ Đoàn theo dõi thông tin trên mạng xã hội = Youth Union officials follow information on social networks
                Lãnh đạo huyện thăm mô hình trồng rau sạch = District leaders visit a clean vegetable growing model
            """))  # fmt: skip
        who_vi = who_vi[:1].upper() + who_vi[1:]
        return f"{who_vi} {vi}", f"{who_en} {en}"

    def _person_says(self) -> Pair:
        who_vi, who_en = self._official()
        group, task, period = self._pick(_GROUPS), self._task(), self._period()
        verb_vi, verb_en = self._pick(
            [("cho biết", "said"), ("khẳng định", "affirmed"), ("nhấn mạnh", "stressed"), ("cho biết thêm", "added")]
        )
        who_vi = who_vi[:1].upper() + who_vi[1:]
        return (
            f"{who_vi} {verb_vi}: Trong {period[0]}, {group[0]} đã tích cực {task[0]}.",
            f"{who_en} {verb_en}: In {period[1]}, {group[1]} actively worked to {task[1]}.",
        )

    def _percent(self) -> Pair:
        noun = self._pick(_pairs("""
            Tỷ lệ hộ nghèo = The poverty rate
            Tổng sản phẩm trên địa bàn = The gross regional product
            Thu ngân sách trên địa bàn = Local budget revenue
            Kim ngạch xuất khẩu = Export turnover
            Giá trị sản xuất công nghiệp = Industrial production value
            Tỷ lệ che phủ rừng = The forest coverage rate
            Số lượng khách du lịch = The number of tourists
        """))  # fmt: skip
        whole, tenth, year = self._draw.randint(1, 98), self._draw.randint(0, 99), self._draw.randint(2015, 2024)
        vi, en = (f"{whole},{tenth}%", f"{whole}.{tenth}%") if tenth else (f"{whole}%", f"{whole}%")
        direction = self._pick(
            [("tăng", "increased by"), ("giảm", "decreased by"), ("đạt", "reached"), ("ước đạt", "was estimated at")]
        )
        against = f" so với cùng kỳ năm {year}" if direction[0] in ("tăng", "giảm") else ""
        against_en = f" compared with the same period of {year}" if against else f" in {year}"
        return (
            f"{noun[0]} {direction[0]} {vi}{against or f' năm {year}'}.",
            f"{noun[1]} {direction[1]} {en}{against_en}.",
        )

    def _council(self) -> Pair:
        level = self._draw.choice(["tỉnh", "huyện", "xã", "thành phố"])
        adjective = _LEVELS[level]["adjective"]
        term, session, year = self._draw.randint(8, 24), self._draw.randint(2, 25), self._draw.choice([2016, 2021])
        number = self._number(2, 40)
        date = self._date()
        vi = f"{date[0]}, HĐND {level} khóa {_ROMAN[term - 1]}, nhiệm kỳ {year} - {year + 5}, tổ chức kỳ họp thứ {session}"
        en = f"{date[1]}, the {_ordinal(term)} {adjective} People's Council, {year}-{year + 5} term, held its {_ordinal(session)} session"
        if self._chance(0.5):
            return f"{vi} và thông qua {number[0]} nghị quyết.", f"{en} and adopted {number[1]} resolutions."
        return f"{vi}.", f"{en}."

    def _congress(self) -> Pair:
        level = self._level()
        place, term, year = self._place(level), self._draw.randint(5, 26), self._draw.choice([2015, 2020, 2025])
        roman = _ROMAN[min(term, 25) - 1]
        adjective = _LEVELS[level]["adjective"]
        if self._chance(0.5):
            return (
                f"Đại hội đại biểu Đảng bộ {level} {place[0]} lần thứ {roman}, nhiệm kỳ {year} - {year + 5}",
                f"The {_ordinal(min(term, 25))} Congress of the {place[1]} {adjective} Party Organization for the {year}-{year + 5} term",
            )
        number = self._number(15, 60)
        return (
            f"Đại hội đã bầu Ban Chấp hành Đảng bộ {level} khóa mới gồm {number[0]} đồng chí.",
            f"The Congress elected the new {adjective} Party Executive Committee of {number[1]} comrades.",
        )

    def _since(self) -> Pair:
        year = self._draw.randint(2018, 2024)
        body, (a_vi, a_en), (n_vi, n_en), thing = (
            self._body(self._level()),
            self._about(),
            self._number(2, 5000),
            self._pick(_COUNTED),
        )
        start = self._pick(
            [
                (f"Từ năm {year} đến nay", f"From {year} to date"),
                (f"Từ đầu năm {year} đến nay", f"Since the beginning of {year}"),
                ("Trong thời gian qua", "Over the past time"),
            ]
        )
        return (
            f"{start[0]}, {body[0]} đã có {a_vi} {n_vi} {thing[0]}.",
            f"{start[1]}, {body[1]} has had {a_en} {n_en} {thing[1]}.",
        )

    def _thanks_to(self) -> Pair:
        task, other, group = self._task(), self._task(), self._pick(_GROUPS)
        if self._chance(0.5):
            return (
                f"Nhờ {task[0]}, {group[0]} đã {other[0]}.",
                f"By {task[2]}, {group[1]} have been able to {other[1]}.",
            )
        return (
            f"{task[0][:1].upper() + task[0][1:]} là nhiệm vụ quan trọng, thường xuyên của {group[0]}.",
            f"{task[2][:1].upper() + task[2][1:]} is an important and regular task of {group[1]}.",
        )

    def _office(self) -> Pair:
        """An office by itself: a line of a list, a caption, a byline."""
        level = self._level()
        if self._chance(0.4):
            vi, en = self._title(level)
        elif self._chance(0.5):
            vi, en = self._located(level)
        else:
            vi, en = self._body(level)
        return vi[:1].upper() + vi[1:], en.removeprefix("the ")[:1].upper() + en.removeprefix("the ")[1:]

    def _meeting(self) -> Pair:
        date, who, where = self._date(), self._official(), self._located(self._level())
        work = self._pick(_WORK)
        verb = self._pick(
            [
                ("kiểm tra", "inspected"),
                ("đã có buổi làm việc về", "had a working session on"),
                ("khảo sát", "surveyed"),
            ]
        )
        return (
            f"{date[0]}, {who[0]} {verb[0]} {work[0]} tại {where[0]}.",
            f"{date[1]}, {who[1]} {verb[1]} {work[1]} in {where[1]}.",
        )

    def _money(self) -> Pair:
        whole, tenth = self._draw.randint(1, 900), self._draw.randint(0, 9)
        unit = self._pick([("tỷ", "billion"), ("tỷ", "billion"), ("triệu", "million"), ("nghìn tỷ", "trillion")])
        (a_vi, a_en), where, thing = self._about(), self._located(self._level()), self._pick(_COUNTED[-8:])
        vi, en = (f"{whole},{tenth}", f"{whole}.{tenth}") if tenth else (str(whole), str(whole))
        number = self._number(2, 3000)
        return (
            f"{where[0][:1].upper() + where[0][1:]} đã đầu tư {a_vi} {vi} {unit[0]} đồng cho {number[0]} {thing[0]}.",
            f"{where[1]} has invested {a_en} {en} {unit[1]} dong in {number[1]} {thing[1]}.",
        )

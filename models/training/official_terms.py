"""The terms of Vietnamese officialdom with their English: offices, bodies, tasks, documents, places and names.

English terms follow the usage of the state's own English-language press. ``models.training.official`` combines them.
"""

from __future__ import annotations

Pair = tuple[str, str]


def read_table(table: str) -> list[Pair]:
    """Read a table of ``Vietnamese = English`` lines."""
    rows = (line.split(" = ") for line in table.strip().splitlines() if line.strip())
    return [(vi.strip(), en.strip()) for vi, en in rows]


MIDDLE = "Văn Thị Đức Minh Thanh Quốc Hữu Ngọc Xuân Duy Hoàng Kim Thu Hồng Công Bá Đình Thế Quang Tiến Trọng Như Bích Mạnh Phương Hải Việt Thành Khắc Tuấn Thùy Kiều Mỹ Cẩm Anh Gia".split()
GIVEN = "An Anh Bình Bích Cường Châu Chiến Dũng Dung Đạt Đông Giang Hà Hải Hạnh Hằng Hậu Hiền Hiếu Hoa Hoàng Hòa Hùng Huy Huyền Hương Khánh Khoa Kiên Lan Lâm Liên Linh Loan Long Lợi Mai Mạnh Minh Nam Nga Ngọc Nghĩa Nghiệm Nhung Oanh Phong Phú Phúc Phương Quang Quân Quyên Quyết Sơn Sinh Tâm Tân Tài Thái Thanh Thảo Thắng Thiệu Thịnh Thọ Thu Thủy Tiến Toàn Trang Trí Trọng Trung Tuấn Tuệ Tùng Tú Tuyết Vân Việt Vinh Vượng Xuân Yến".split()
PROVINCES = "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Tĩnh|Hải Dương|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái".split(
    "|"
)
CITIES = "Hà Nội|Thành phố Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ".split("|")
DISTRICTS = "Củ Chi|Hóc Môn|Bình Chánh|Gia Viễn|Tiểu Cần|Càng Long|Hữu Lũng|Chi Lăng|Cao Lộc|Bắc Sơn|Đồng Hỷ|Phú Lương|Đại Từ|Kim Sơn|Yên Mô|Hoa Lư|Tam Nông|Thanh Thủy|Đông Anh|Sóc Sơn|Mê Linh|Ba Vì|Quốc Oai|Thạch Thất|Hoài Đức|Duy Tiên|Bình Lục|Ý Yên|Vụ Bản|Hải Hậu|Giao Thủy|Tiền Hải|Quỳnh Phụ|Hưng Hà|Vũ Thư|Nông Cống|Triệu Sơn|Thọ Xuân|Hà Trung|Nghi Lộc|Diễn Châu|Đô Lương|Thạch Hà|Cẩm Xuyên|Bố Trạch|Lệ Thủy|Gio Linh|Hải Lăng|Đại Lộc|Duy Xuyên|Tư Nghĩa|Mộ Đức|Tuy Phước|Phù Cát|Tuy An|Diên Khánh|Cam Lâm|Hàm Thuận Bắc|Đức Linh|Di Linh|Bảo Lâm|Krông Pắc|Cư Kuin|Chư Sê|Phú Thiện|Bến Cầu|Gò Dầu|Cần Giuộc|Đức Hòa|Cái Bè|Châu Thành|Gò Công Tây|Mỏ Cày Nam|Ba Tri|Vũng Liêm|Tam Bình|Lấp Vò|Tháp Mười|Tri Tôn|Thoại Sơn|Giồng Riềng|Hòn Đất|Phong Điền|Thới Lai|Phụng Hiệp|Vị Thủy|Kế Sách|Mỹ Xuyên|Hồng Dân|Giá Rai|Cái Nước|Năm Căn|Mường La|Mai Sơn|Tuần Giáo|Tủa Chùa|Tam Đường|Phong Thổ|Bát Xát|Sa Pa|Văn Chấn|Lục Yên|Vị Xuyên|Bắc Quang|Sơn Dương|Hàm Yên|Trùng Khánh|Hòa An|Chợ Đồn|Na Rì|Lục Ngạn|Yên Thế".split(
    "|"
)
COMMUNES = "Tân Phú|Tân Thạnh Đông|Bình Mỹ|Phú Hòa|Trung An|Hòa Phú|Gia Sinh|Gia Hòa|Tân Hùng|Long Thới|Hiếu Trung|Yên Vượng|Vân Nham|Đồng Tiến|Hoàng Văn Thụ|Quang Trung|Vĩnh Trại|Đông Kinh|Tam Thanh|Minh Khai|Hồng Phong|Cộng Hòa|Tân Lập|An Thịnh|Phú Cường|Thanh Bình|Mỹ Thạnh|Hưng Thịnh|Long Hòa|Bình Minh|Đông Hải|Xuân Sơn|Thượng Hóa|Hải An|Nghĩa Lâm|Cẩm Giang|Kim Long|Vĩnh Hòa|Trường Xuân|Nam Dong|Ea Kao".split(
    "|"
)

LEVELS: dict[str, dict[str, str]] = {
    "tỉnh": {"en": "province", "adjective": "provincial", "committee": "Tỉnh ủy"},
    "thành phố": {"en": "city", "adjective": "municipal", "committee": "Thành ủy"},
    "huyện": {"en": "district", "adjective": "district", "committee": "Huyện ủy"},
    "quận": {"en": "district", "adjective": "district", "committee": "Quận ủy"},
    "thị xã": {"en": "town", "adjective": "town", "committee": "Thị ủy"},
    "xã": {"en": "commune", "adjective": "commune", "committee": "Đảng ủy xã"},
    "phường": {"en": "ward", "adjective": "ward", "committee": "Đảng ủy phường"},
}
WORK = read_table("""
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
NOUNS = read_table("""
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
PLACES_OF_ACTION = read_table("""
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
VERBS = [
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
TASKS = [
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
GROUPS = read_table("""
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
COUNTED = read_table("""
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
EVENTS = read_table("""
hội nghị tổng kết = a conference to review
hội nghị sơ kết = a preliminary conference to review
hội nghị đánh giá = a conference to assess
buổi làm việc về = a working session on
tọa đàm về = a seminar on
hội nghị triển khai = a conference to launch
lớp tập huấn về = a training course on
hội nghị trực tuyến về = an online conference on
""")
DOCUMENTS = [
    ("Nghị quyết", "Resolution", "NQ"), ("Chỉ thị", "Directive", "CT"), ("Kết luận", "Conclusion", "KL"), ("Quyết định", "Decision", "QĐ"),
    ("Kế hoạch", "Plan", "KH"), ("Hướng dẫn", "Guideline", "HD"), ("Quy định", "Regulation", "QĐ"), ("Đề án", "Scheme", "ĐA"), ("Thông báo", "Notice", "TB"),
]  # fmt: skip
ISSUERS = read_table("""
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
DEPARTMENTS = read_table("""
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
COMMISSIONS = read_table("""
Ban Tuyên giáo = Commission for Communication and Education
Ban Tổ chức = Organization Commission
Ban Dân vận = Commission for Mass Mobilization
Ban Nội chính = Commission for Internal Affairs
Ủy ban Kiểm tra = Inspection Commission
Văn phòng = Office
""")
UNIONS = read_table("""
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
AWARDS = read_table("""
bằng khen = a Certificate of Merit
giấy khen = a Letter of Commendation
cờ thi đua = an emulation flag
Huân chương Lao động hạng Ba = the third-class Labor Order
Huy hiệu 40 năm tuổi Đảng = the 40-year Party membership badge
""")
SAYINGS = read_table("""
lấy cái đẹp dẹp cái xấu = use the good to drive out the bad
lấy xây làm chính = take building as the main task
dân biết, dân bàn, dân làm, dân kiểm tra = the people know, the people discuss, the people do, the people supervise
nói đi đôi với làm = match words with deeds
lấy tích cực đẩy lùi tiêu cực = use the positive to push back the negative
phủ xanh thông tin tích cực = cover cyberspace with positive information
không tin, không nghe, không làm theo = do not believe, do not listen, do not follow
uống nước nhớ nguồn = when drinking water, remember its source
""")
MONTHS = "January February March April May June July August September October November December".split()
PARTS = [("Sáng", "On the morning of"), ("Chiều", "On the afternoon of"), ("Tối", "On the evening of"), ("Ngày", "On")]
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split()
CARDINALS = "zero one two three four five six seven eight nine".split()
ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV".split()

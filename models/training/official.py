"""Sentence pairs in the language of Vietnamese officialdom, made from a grammar of our own.

Party and government news is what provincial sites write, and parallel corpora hold next to none of it: offices of five levels,
titles before names, conferences, resolutions with their numbers, counts written the Vietnamese way. The grammar knows how the terms
of ``models.training.official_terms`` combine; it teaches a model what they are called in English, not how to write. People and
places lose their marks.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from models.names import FAMILY_NAMES, without_marks
from models.training import official_terms as terms
from models.training.official_terms import Pair, read_table

Item = TypeVar("Item")

_ENGLISH = {"Hà Nội": "Hanoi", "Thành phố Hồ Chí Minh": "Ho Chi Minh City"}


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
        parts = [self._pick(FAMILY_NAMES), self._pick(terms.MIDDLE), self._pick(terms.GIVEN)]
        if self._chance(0.25):
            parts.insert(2, self._pick(terms.MIDDLE))
        elif self._chance(0.15):
            del parts[1]
        name = " ".join(parts)
        return name, without_marks(name)

    def _place(self, level: str) -> Pair:
        names = {
            "tỉnh": terms.PROVINCES,
            "thành phố": terms.CITIES,
            "xã": terms.COMMUNES,
            "phường": terms.COMMUNES,
        }.get(level, terms.DISTRICTS)
        name = self._pick(names)
        return name, _ENGLISH.get(name) or without_marks(name)

    def _located(self, level: str) -> Pair:
        """A place with its kind: "huyện Củ Chi", "Cu Chi district"."""
        if self._places and self._chance(0.2):
            vi, en = self._pick(self._places)
            return vi[:1].lower() + vi[1:], en
        vi, en = self._place(level)
        if vi.startswith("Thành phố"):
            return vi, en
        return f"{level} {vi}", f"{en} {terms.LEVELS[level]['en']}" if not en.endswith("City") else en

    def _level(self) -> str:
        return self._draw.choices(list(terms.LEVELS), weights=[5, 2, 6, 1, 1, 2, 1])[0]

    def _committee(self, level: str, *, named: float = 0.4) -> Pair:
        """A Party committee: "Huyện ủy Củ Chi", "the Cu Chi district Party Committee"."""
        vi, adjective = terms.LEVELS[level]["committee"], terms.LEVELS[level]["adjective"]
        if self._chance(named):
            place_vi, place_en = self._place(level)
            return (
                f"{vi} {place_vi}",
                f"the {place_en} {adjective} Party Committee",
            )
        return vi, f"the {adjective} Party Committee"

    def _body(self, level: str) -> Pair:
        """An office that acts: a committee, a council, a commission, a union."""
        adjective = terms.LEVELS[level]["adjective"]
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
            vi, en = self._pick(terms.COMMISSIONS)
            committee = self._committee(level)
            return f"{vi} {committee[0]}", f"the {en} of {committee[1]}"
        if kind < 0.76:
            if place:
                return f"Ban Chỉ đạo 35 {tail_vi}", f"Steering Committee 35 of {place[1]} {terms.LEVELS[level]['en']}"
            vi, en = self._pick([(level, f"the {terms.LEVELS[level]['en']}"), self._committee(level)])
            return f"Ban Chỉ đạo 35 {vi}", f"Steering Committee 35 of {en}"
        if kind < 0.84:
            vi, en = self._pick(terms.UNIONS[:5])
            return f"{vi} {tail_vi}", f"the {head_en} {en}"
        if kind < 0.92:
            committee = self._committee(level)
            return f"Ban Thường vụ {committee[0]}", f"the Standing Committee of {committee[1]}"
        if kind < 0.96:
            return f"Đảng ủy Khối các cơ quan {level}", f"the Party Committee of the {adjective} Agencies Bloc"
        return f"Đoàn Khối các cơ quan {level}", f"the Youth Union of the {adjective} Agencies Bloc"

    def _title(self, level: str) -> Pair:
        adjective = terms.LEVELS[level]["adjective"]
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
            vi, en = self._pick(terms.COMMISSIONS[:4])
            head = self._pick([("Trưởng", "Head"), ("Phó Trưởng", "Deputy Head")])
            return f"{head[0]} {vi} {committee_vi}", f"{head[1]} of the {en} of {committee_en}"
        if kind < 0.84:
            head = self._pick([("Trưởng", "Head"), ("Phó Trưởng", "Deputy Head"), ("Phó Trưởng", "Deputy Head")])
            return (
                f"{head[0]} {self._pick(['Ban', 'ban'])} Chỉ đạo 35 {self._pick([level, terms.LEVELS[level]['committee']])}",
                f"{head[1]} of Steering Committee 35 of the {terms.LEVELS[level]['en']}",
            )
        if kind < 0.92:
            vi, en = self._pick(terms.DEPARTMENTS)
            head = self._pick([("Giám đốc", "Director"), ("Phó Giám đốc", "Deputy Director")])
            return f"{head[0]} {vi}", f"{head[1]} of the {en}"
        return self._pick(
            read_table("""
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
        part_vi, part_en = self._pick(terms.PARTS)
        month_en = terms.MONTHS[month - 1]
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
            return f"quý {terms.ROMAN[quarter - 1]}/{year}", f"the {terms.ORDINALS[quarter - 1]} quarter of {year}"
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
            return (f"{value:02d}" if self._chance(0.5) else str(value)), terms.CARDINALS[value]
        return f"{value:,}".replace(",", "."), f"{value:,}"

    def _about(self) -> Pair:
        return self._pick(
            [("", ""), ("", ""), ("hơn", "more than"), ("trên", "over"), ("gần", "nearly"), ("khoảng", "about")]
        )

    def _task(self) -> tuple[str, str, str]:
        if self._chance(0.6):
            vi, base, ing = self._pick(terms.TASKS)
        else:
            verb = self._pick(terms.VERBS)
            noun = self._pick([*terms.NOUNS, *terms.WORK])
            vi, base, ing = f"{verb[0]} {noun[0]}", f"{verb[1]} {noun[1]}", f"{verb[2]} {noun[1]}"
        if self._chance(0.2):
            where = self._pick(terms.PLACES_OF_ACTION)
            vi, base, ing = f"{vi} {where[0]}", f"{base} {where[1]}", f"{ing} {where[1]}"
        return vi, base, ing

    def _tasks(self, low: int, high: int) -> list[tuple[str, str, str]]:
        return list({task[0]: task for task in (self._task() for _ in range(self._draw.randint(low, high)))}.values())

    def _reference(self) -> Pair:
        """A document by kind, number and issuer: "Nghị quyết số 35-NQ/TW của Bộ Chính trị"."""
        vi, en, code = self._pick(terms.DOCUMENTS)
        issuer_vi, issuer_en = self._pick(terms.ISSUERS)
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
            f"{en} No. {mark} dated {terms.MONTHS[month - 1]} {day}, {year} of {issuer_en}",
        )

    # -- sentences -----------------------------------------------------------------------------------------------------------------

    def _held(self) -> Pair:
        date_vi, date_en = self._date()
        body_vi, body_en = self._body(self._level())
        event_vi, event_en = self._pick(terms.EVENTS)
        work_vi, work_en = self._pick(terms.WORK)
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
        group = self._pick(read_table("""
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
        start = self._pick(read_table("""
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
        group_vi, group_en = self._pick(terms.GROUPS)
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
        group_vi, group_en = self._pick(terms.GROUPS)
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
        thing_vi, thing_en = self._pick(terms.COUNTED)
        other_vi, other_en = self._pick(terms.COUNTED)
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
                f"After {terms.CARDINALS[years]} years of implementing {reference[1]}, this work has achieved many positive results.",
            )
        if style == 2:
            return (
                f"Hội nghị sơ kết {pad} năm thực hiện {reference[0]} về {task[0]}.",
                f"The conference reviewed {terms.CARDINALS[years]} years of implementing {reference[1]} on {task[2]}.",
            )
        return (
            f"{body[0]} tổ chức học tập, quán triệt {reference[0]} cho toàn thể cán bộ, đảng viên.",
            f"{body[1]} organized the study and thorough grasp of {reference[1]} for all cadres and Party members.",
        )

    def _praised(self) -> Pair:
        award, body, level = self._pick(terms.AWARDS), self._body(self._level()), self._level()
        work = self._pick(terms.WORK)
        number = self._number(2, 60)
        adjective = terms.LEVELS[level]["adjective"]
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
        saying, task = self._pick(terms.SAYINGS), self._task()
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
        task, (work_vi, work_en), (period_vi, period_en) = self._task(), self._pick(terms.WORK), self._period()
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
            en = f"{terms.LEVELS[level]['adjective']} Steering Committee 35 holds conference to review first six months and set out tasks for last six months of {vi[-4:]}"
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
        vi, en = self._pick(read_table("""
            phát biểu chỉ đạo hội nghị = delivers guiding remarks at the conference
            phát biểu tại hội nghị = speaks at the conference
            phát biểu kết luận hội nghị = delivers concluding remarks at the conference
            chủ trì hội nghị = chairs the conference
            trao bằng khen cho các tập thể = presents Certificates of Merit to collectives
            trao quà cho các hộ nghèo = presents gifts to poor households
        """))  # fmt: skip
        if self._chance(0.3):
            return self._pick(read_table("""
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
        group, task, period = self._pick(terms.GROUPS), self._task(), self._period()
        verb_vi, verb_en = self._pick(
            [("cho biết", "said"), ("khẳng định", "affirmed"), ("nhấn mạnh", "stressed"), ("cho biết thêm", "added")]
        )
        who_vi = who_vi[:1].upper() + who_vi[1:]
        return (
            f"{who_vi} {verb_vi}: Trong {period[0]}, {group[0]} đã tích cực {task[0]}.",
            f"{who_en} {verb_en}: In {period[1]}, {group[1]} actively worked to {task[1]}.",
        )

    def _percent(self) -> Pair:
        noun = self._pick(read_table("""
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
        adjective = terms.LEVELS[level]["adjective"]
        term, session, year = self._draw.randint(8, 24), self._draw.randint(2, 25), self._draw.choice([2016, 2021])
        number = self._number(2, 40)
        date = self._date()
        vi = f"{date[0]}, HĐND {level} khóa {terms.ROMAN[term - 1]}, nhiệm kỳ {year} - {year + 5}, tổ chức kỳ họp thứ {session}"
        en = f"{date[1]}, the {_ordinal(term)} {adjective} People's Council, {year}-{year + 5} term, held its {_ordinal(session)} session"
        if self._chance(0.5):
            return f"{vi} và thông qua {number[0]} nghị quyết.", f"{en} and adopted {number[1]} resolutions."
        return f"{vi}.", f"{en}."

    def _congress(self) -> Pair:
        level = self._level()
        place, term, year = self._place(level), self._draw.randint(5, 26), self._draw.choice([2015, 2020, 2025])
        roman = terms.ROMAN[min(term, 25) - 1]
        adjective = terms.LEVELS[level]["adjective"]
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
            self._pick(terms.COUNTED),
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
        task, other, group = self._task(), self._task(), self._pick(terms.GROUPS)
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
        work = self._pick(terms.WORK)
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
        (a_vi, a_en), where, thing = self._about(), self._located(self._level()), self._pick(terms.COUNTED[-8:])
        vi, en = (f"{whole},{tenth}", f"{whole}.{tenth}") if tenth else (str(whole), str(whole))
        number = self._number(2, 3000)
        return (
            f"{where[0][:1].upper() + where[0][1:]} đã đầu tư {a_vi} {vi} {unit[0]} đồng cho {number[0]} {thing[0]}.",
            f"{where[1]} has invested {a_en} {en} {unit[1]} dong in {number[1]} {thing[1]}.",
        )

"""Units and people of the two demo worlds, as tables. Every person is invented."""

from dataclasses import dataclass, field
from datetime import date

from organisations.models import Unit
from organisations.roles import Role

_K = Unit.Kind


@dataclass(frozen=True)
class Place:
    """A unit. ``code`` below ``parent``; issuer facts only where it has a seal of its own."""

    code: str
    name: str
    kind: str
    parent: str = ""
    facts: dict = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Person:
    """A person in office. ``unit``: where appointed; ``over``: the unit of the membership.

    ``signs``: capacities of standing signing mandates, each with the types of document it is for (none: any).
    ``also``: further roles over the same unit.
    """

    username: str
    name: str
    title: str
    unit: str
    over: str
    role: str
    phone: str = ""
    head: bool = False
    focal: bool = False
    signs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    areas: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


SIGNS_TM = (("TM", ()),)


@dataclass(frozen=True)
class World:
    """One demo world: its name on the sign-in page, its first day, units, people, who reviews whom."""

    name: str
    starts_on: date
    root: Place
    administrator: Person
    places: tuple[Place, ...]
    people: tuple[Person, ...]
    reviews: tuple[tuple[str, str, str], ...]
    single_check: tuple[str, ...] = ()


def commune(code: str, name: str, parent: str, place: str, phone: str, kind=_K.COMMUNE) -> Place:
    """A commune, whose committee issues its papers."""
    return Place(
        code,
        name,
        kind,
        parent,
        {
            "issuer_name": f"Ủy ban nhân dân {name}",
            "issuer_short": f"UBND {name}",
            "abbreviation": "UBND",
            "place_name": place,
            "head_title": "Chủ tịch",
            "head_phone": phone,
            "phone": phone,
        },
    )


def department(code: str, name: str, parent: str, place: str, superior: str, abbreviation: str = "SNV") -> Place:
    """A department under one head, with its own seal."""
    return Place(
        code,
        name,
        _K.DEPARTMENT,
        parent,
        {
            # The head of a paper names the place in the line above (NĐ 30/2020, Phụ lục I, mục II.2).
            "issuer_name": name.partition(" tỉnh ")[0],
            "issuer_short": name,
            "superior_name": superior,
            "abbreviation": abbreviation,
            "place_name": place,
            "regime": Unit.Regime.HEAD,
            "head_title": "Giám đốc",
            "head_phone": "0200 000 300",
        },
    )


# fmt: off
_TX = "tu-xuyen"
THREE_TIERS = World(
    name="Năm 2023, ba cấp",
    starts_on=date(2021, 7, 1),
    root=Place("lang-son", "tỉnh Lạng Sơn", _K.PROVINCE, "", {
        "issuer_name": "Ủy ban nhân dân tỉnh Lạng Sơn", "issuer_short": "UBND tỉnh Lạng Sơn",
        "abbreviation": "UBND", "place_name": "Lạng Sơn"}),
    administrator=Person("quantri.langson", "Quản trị mẫu (2023)", "Quản trị cổng", "lang-son",
                         "lang-son", Role.ADMINISTRATOR, "0200 000 111"),
    places=(
        department("lang-son-snv", "Sở Nội vụ tỉnh Lạng Sơn", "lang-son", "Lạng Sơn",
                    "Ủy ban nhân dân tỉnh Lạng Sơn"),
        Place("van-quan", "huyện Văn Quan", _K.DISTRICT, "lang-son", {
            "issuer_name": "Ủy ban nhân dân huyện Văn Quan",
            "issuer_short": "UBND huyện Văn Quan", "abbreviation": "UBND",
            "place_name": "Văn Quan"}),
        Place("van-quan-pnv", "Phòng Nội vụ huyện Văn Quan", _K.DIVISION, "van-quan", {
            "issuer_name": "Phòng Nội vụ", "issuer_short": "Phòng Nội vụ",
            "superior_name": "Ủy ban nhân dân huyện Văn Quan", "abbreviation": "PNV",
            "place_name": "Văn Quan", "regime": Unit.Regime.HEAD, "head_title": "Trưởng phòng"}),
        commune(_TX, "xã Tú Xuyên", "van-quan", "Tú Xuyên", "0200 000 120"),
        Place("tu-xuyen-vp", "Văn phòng - thống kê", _K.POST, _TX),
        Place("tu-xuyen-tp", "Tư pháp - hộ tịch", _K.POST, _TX),
        Place("tu-xuyen-vh", "Văn hóa - xã hội", _K.POST, _TX),
        Place("tu-xuyen-tckt", "Tài chính - kế toán", _K.POST, _TX),
        Place("tu-xuyen-dc", "Địa chính - nông nghiệp - xây dựng và môi trường", _K.POST, _TX),
        Place("tu-xuyen-mc", "Bộ phận Một cửa", _K.OFFICE, _TX),
        Place("tu-xuyen-bcd", "Ban Chỉ đạo cải cách hành chính", _K.BODY, _TX),
    ),
    people=(
        Person("hanh", "Nông Thị Hạnh", "Văn phòng - thống kê", "tu-xuyen-vp", _TX,
               Role.FOCAL_POINT, "0200 000 121", focal=True),
        Person("son", "Vi Văn Sơn", "Tư pháp - hộ tịch", "tu-xuyen-tp", _TX,
               Role.FIELD_OFFICIAL, "0200 000 122", areas=("TC",)),
        Person("thanh", "Lộc Văn Thành", "Phó Chủ tịch UBND", _TX, _TX, Role.OFFICE_HEAD,
               "0200 000 124"),
        Person("cong", "Lý Thành Công", "Chủ tịch UBND", _TX, _TX, Role.CHAIRMAN, "0200 000 120",
               head=True, signs=SIGNS_TM),
        Person("men", "Hoàng Thị Mến", "Văn thư", "tu-xuyen-vp", _TX, Role.RECORDS_CLERK,
               "0200 000 125"),
        Person("bich", "Lương Thị Bích", "Chuyên viên", "van-quan-pnv", "van-quan-pnv",
               Role.REVIEWER, "0200 000 131"),
        Person("khoi", "Triệu Văn Khôi", "Trưởng phòng", "van-quan-pnv", "van-quan-pnv",
               Role.REVIEW_HEAD, "0200 000 130", head=True),
    ),
    reviews=((_TX, "van-quan-pnv", "plan"), (_TX, "van-quan-pnv", "report"),
             (_TX, "van-quan-pnv", "scorecard")),
    single_check=(_TX,),
)

_P, _SNV = "hoa-giang", "hoa-giang-snv"
# code, kind, name, place, telephone, then focal, head of room, chairman, deputy, văn thư.
COMMUNES = (
    ("tan-lap", _K.COMMUNE, "xã Tân Lập", "Tân Lập", "0200 000 210",
     "Lê Thu Hà", "Đinh Thị Vân", "Phạm Văn Toàn", "Hà Quốc Dũng", "Ngô Thị Lý"),
    ("dong-tam", _K.COMMUNE, "xã Đồng Tâm", "Đồng Tâm", "0200 000 220",
     "Cao Thị Duyên", "Kiều Văn Hiệp", "Lưu Đình Khoa", "Mạc Thị Sen", "Phùng Thị Nga"),
    ("cao-xa", _K.WARD, "phường Cao Xá", "Cao Xá", "0200 000 230",
     "Tạ Thị Hòa", "Quách Văn Lâm", "Nghiêm Xuân Trường", "Bế Thị Thơm", "Chử Thị Mai"),
)
_ROOMS = (
    ("vp", "Văn phòng HĐND và UBND", _K.OFFICE),
    ("vhxh", "Phòng Văn hóa - Xã hội", _K.DIVISION),
    ("kt", "Phòng Kinh tế", _K.DIVISION),
    ("ttpv", "Trung tâm Phục vụ hành chính công", _K.OFFICE),
)
_FIRST_NAMES = ("An", "Bảo", "Chi", "Diệp", "Giang", "Hải", "Khánh", "Linh", "Minh", "Ngân")
_FAMILY_NAMES = ("Trương", "Đoàn", "Lục", "Âu", "Thân", "Khổng", "Giáp")
_INVENTED = ("Thanh Lĩnh", "Vân Trạch", "Hòa Thắng", "Bình Sa", "Phú Vang", "Đại Nghĩa")


def _extra(number: int) -> tuple:
    """A further commune of an invented name, for worlds larger than three."""
    base = _INVENTED[(number - 4) % len(_INVENTED)]
    turn = (number - 4) // len(_INVENTED)
    place = f"{base} {turn + 1}" if turn else base
    names = [
        f"{_FAMILY_NAMES[(number + k) % len(_FAMILY_NAMES)]} Văn "
        f"{_FIRST_NAMES[(number * 3 + k) % len(_FIRST_NAMES)]}"
        for k in range(5)
    ]
    return (f"xa-{number:02d}", _K.COMMUNE, f"xã {place}", place, f"0200 0{number:02d} 210", *names)


def rooms_of(code: str) -> dict[str, str]:
    """Codes of the rooms of a commune of 2026 by their short key."""
    return {key: f"{code}-{key}" for key, _, _ in _ROOMS}


def _people_of(row: tuple) -> tuple[Person, ...]:
    code, _, _, _, phone, focal, head, chairman, deputy, clerk = row
    rooms = rooms_of(code)
    who = code.replace("-", "")
    return (
        Person(f"daumoi.{who}", focal, "Chuyên viên, đầu mối CCHC", rooms["vhxh"], code,
               Role.FOCAL_POINT, phone[:-1] + "1", focal=True),
        Person(f"truongphong.{who}", head, "Trưởng phòng Văn hóa - Xã hội", rooms["vhxh"], code,
               Role.OFFICE_HEAD, phone[:-1] + "2", head=True),
        Person(f"chutich.{who}", chairman, "Chủ tịch UBND", code, code, Role.CHAIRMAN, phone,
               head=True, signs=SIGNS_TM),
        Person(f"phochutich.{who}", deputy, "Phó Chủ tịch UBND", code, code, Role.VIEWER,
               phone[:-1] + "3"),
        Person(f"vanthu.{who}", clerk, "Văn thư", rooms["vp"], code, Role.RECORDS_CLERK,
               phone[:-1] + "4"),
    )


def two_tiers(communes: int) -> World:
    """The province of 2026 with ``communes`` communes (three at least)."""
    rows = (*COMMUNES, *(_extra(number) for number in range(4, communes + 1)))
    places = [department(_SNV, "Sở Nội vụ tỉnh Hòa Giang", _P, "Hòa Giang",
                          "Ủy ban nhân dân tỉnh Hòa Giang")]
    people = [
        Person("minh", "Đỗ Quang Minh", "Chuyên viên", _SNV, _SNV, Role.REVIEWER, "0200 000 301"),
        Person("ngan", "Vũ Thị Ngân", "Chuyên viên", _SNV, _SNV, Role.REVIEWER, "0200 000 302"),
        Person("phuc", "Trịnh Hồng Phúc", "Phó Giám đốc", _SNV, _SNV, Role.REVIEW_HEAD,
               "0200 000 303"),
        # Who writes, checks, numbers and signs what the sở itself reports upward.
        Person("daumoi.snv", "Đàm Thị Thu", "Chuyên viên tổng hợp", _SNV, _SNV, Role.FOCAL_POINT,
               "0200 000 304", focal=True, also=(Role.REVIEWER,)),
        Person("truongphong.snv", "Lã Văn Bách", "Trưởng phòng Cải cách hành chính", _SNV, _SNV, Role.OFFICE_HEAD,
               "0200 000 305"),
        Person("vanthu.snv", "Khúc Thị Hằng", "Văn thư", _SNV, _SNV, Role.RECORDS_CLERK, "0200 000 306"),
        Person("giamdoc.snv", "Phan Đức Thịnh", "Giám đốc", _SNV, _SNV, Role.CHAIRMAN, "0200 000 300", head=True),
    ]
    for row in rows:
        code, kind, name, place, phone = row[:5]
        places.append(commune(code, name, _P, place, phone, kind))
        places += [Place(f"{code}-{key}", label, kind_, code) for key, label, kind_ in _ROOMS]
        people += _people_of(row)
    people += [
        Person("binh", "Trần Bình", "Chuyên viên", "tan-lap-kt", "tan-lap", Role.FIELD_OFFICIAL,
               "0200 000 217", areas=("TCC",)),
        Person("maianh", "Mai Anh", "Chuyên viên", "tan-lap-ttpv", "tan-lap", Role.FIELD_OFFICIAL,
               "0200 000 218", areas=("TTHC", "CQS")),
    ]
    return World(
        name="Năm 2026, hai cấp",
        starts_on=date(2025, 7, 1),
        root=Place(_P, "tỉnh Hòa Giang", _K.PROVINCE, "", {
            "issuer_name": "Ủy ban nhân dân tỉnh Hòa Giang",
            "issuer_short": "UBND tỉnh Hòa Giang", "abbreviation": "UBND",
            "place_name": "Hòa Giang"}),
        administrator=Person("quantri", "Quản trị mẫu", "Quản trị cổng", _P, _P,
                             Role.ADMINISTRATOR, "0200 000 200"),
        places=tuple(places),
        people=tuple(people),
        reviews=tuple((row[0], _SNV, s) for row in rows for s in ("plan", "report", "scorecard")),
        single_check=("cao-xa",),
    )

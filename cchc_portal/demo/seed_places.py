"""Units and people of the worlds in which the directives of the published papers stand, as tables.

Every person is invented, and so are the communes of Sơn Dương and Bắc Kạn and every name around the phường, whose
paper names no place.
"""

from datetime import date

from cchc_portal.demo.places import SIGNS_TM, Person, Place, World, commune, department
from organisations.models import Unit
from organisations.roles import Role

_K = Unit.Kind
# The chairman signs a chỉ thị by his own power, what the committee issues on its behalf (NĐ 30/2020 Đ.13).
_SIGNS_BOTH = (("OWN", ("CT",)), *SIGNS_TM)
_SIGNS_OWN = (("OWN", ("CT",)),)
_REVIEWED = ("plan", "report", "scorecard")


def _government(code: str, name: str, kind: str, parent: str, place: str) -> Place:
    """A province or district, whose committee issues its papers."""
    return Place(code, name, kind, parent, {
        "issuer_name": f"Ủy ban nhân dân {name}", "issuer_short": f"UBND {name}", "abbreviation": "UBND",
        "place_name": place})  # fmt: skip


# fmt: off
def _interior(code: str, district: str, parent: str, place: str) -> Place:
    """The division of internal affairs of a district."""
    return Place(code, f"Phòng Nội vụ {district}", _K.DIVISION, parent, {
        "issuer_name": "Phòng Nội vụ", "issuer_short": "Phòng Nội vụ",
        "superior_name": f"Ủy ban nhân dân {district}", "abbreviation": "PNV", "place_name": place,
        "regime": Unit.Regime.HEAD, "head_title": "Trưởng phòng"})


_ST = "son-tay"
SON_TAY = World(
    name="Năm 2023, Chỉ thị 01/CT-UBND",
    starts_on=date(2021, 7, 1),
    root=_government("ha-tinh", "tỉnh Hà Tĩnh", _K.PROVINCE, "", "Hà Tĩnh"),
    administrator=Person("quantri.hatinh", "Quản trị mẫu (Hà Tĩnh)", "Quản trị cổng", "ha-tinh", "ha-tinh",
                         Role.ADMINISTRATOR, "0200 000 401"),
    places=(
        _government("huong-son", "huyện Hương Sơn", _K.DISTRICT, "ha-tinh", "Hương Sơn"),
        _interior("huong-son-pnv", "huyện Hương Sơn", "huong-son", "Hương Sơn"),
        commune(_ST, "xã Sơn Tây", "huong-son", "Sơn Tây", "0200 000 410"),
        Place("son-tay-vp", "Văn phòng", _K.POST, _ST),
        Place("son-tay-vhxh", "Văn hóa - Xã hội", _K.POST, _ST),
        Place("son-tay-tp", "Tư pháp", _K.POST, _ST),
        Place("son-tay-tckt", "Tài chính - Kế toán", _K.POST, _ST),
        Place("son-tay-dc", "Địa chính - xây dựng, nông nghiệp và môi trường", _K.POST, _ST),
        Place("son-tay-mc", "Bộ phận Một cửa", _K.OFFICE, _ST),
        Place("son-tay-to", "Tổ cải cách hành chính", _K.BODY, _ST),
    ),
    people=(
        Person("daumoi.sontay", "Phan Thị Ngọc", "Văn phòng", "son-tay-vp", _ST, Role.FOCAL_POINT, "0200 000 411",
               focal=True),
        Person("tuphap.sontay", "Trần Văn Lực", "Tư pháp", "son-tay-tp", _ST, Role.FIELD_OFFICIAL, "0200 000 412",
               areas=("TC",)),
        Person("phochutich.sontay", "Hồ Thị Lan", "Phó Chủ tịch UBND", _ST, _ST, Role.OFFICE_HEAD, "0200 000 413"),
        Person("chutich.sontay", "Đặng Quốc Thái", "Chủ tịch UBND", _ST, _ST, Role.CHAIRMAN, "0200 000 410",
               head=True, signs=_SIGNS_BOTH),
        Person("vanthu.sontay", "Lê Thị Thảo", "Văn thư", _ST, _ST, Role.RECORDS_CLERK, "0200 000 414"),
        Person("noivu.huongson", "Võ Văn Quý", "Chuyên viên", "huong-son-pnv", "huong-son-pnv", Role.REVIEWER,
               "0200 000 415"),
    ),
    reviews=tuple((_ST, "huong-son-pnv", subject) for subject in _REVIEWED),
    single_check=(_ST,),
)

_SD = "son-duong"
SON_DUONG = World(
    name="Năm 2020, dự thảo công văn của huyện",
    starts_on=date(2020, 7, 1),
    root=_government("tuyen-quang", "tỉnh Tuyên Quang", _K.PROVINCE, "", "Tuyên Quang"),
    administrator=Person("quantri.tuyenquang", "Quản trị mẫu (Tuyên Quang)", "Quản trị cổng", "tuyen-quang",
                         "tuyen-quang", Role.ADMINISTRATOR, "0200 000 501"),
    places=(
        _government(_SD, "huyện Sơn Dương", _K.DISTRICT, "tuyen-quang", "Sơn Dương"),
        Place("son-duong-tcnv", "Cơ quan Tổ chức - Nội vụ", _K.DIVISION, _SD),
        Place("son-duong-vp", "Văn phòng HĐND và UBND huyện", _K.OFFICE, _SD),
        Place("son-duong-tp", "Phòng Tư pháp", _K.DIVISION, _SD),
        Place("son-duong-vhtt", "Phòng Văn hóa và Thông tin", _K.DIVISION, _SD),
        Place("son-duong-ktht", "Phòng Kinh tế và Hạ tầng", _K.DIVISION, _SD),
        Place("son-duong-tckh", "Phòng Tài chính - Kế hoạch", _K.DIVISION, _SD),
        Place("son-duong-vhtttt", "Trung tâm Văn hóa, Truyền thông và Thể thao", _K.OFFICE, _SD),
        commune("an-linh", "xã An Lĩnh", _SD, "An Lĩnh", "0200 000 520"),
        commune("thanh-coc", "xã Thanh Cốc", _SD, "Thanh Cốc", "0200 000 530"),
        commune("kim-son", "thị trấn Kim Sơn", _SD, "Kim Sơn", "0200 000 540", _K.TOWNSHIP),
    ),
    people=(
        Person("tochuc.sonduong", "Nịnh Thị Hiền", "Chuyên viên", "son-duong-tcnv", _SD, Role.FOCAL_POINT,
               "0200 000 511", focal=True),
        Person("chutich.sonduong", "Ma Văn Khánh", "Chủ tịch UBND", _SD, _SD, Role.CHAIRMAN, "0200 000 510",
               head=True, signs=SIGNS_TM),
        Person("daumoi.anlinh", "Âu Thị Dung", "Văn phòng - thống kê", "an-linh", "an-linh", Role.FOCAL_POINT,
               "0200 000 521", focal=True),
    ),
    reviews=tuple((code, _SD, "plan") for code in ("an-linh", "thanh-coc", "kim-son")),
)

_TK = "tan-khe"
TAN_KHE = World(
    name="Năm 2023, chỉ thị của một phường",
    starts_on=date(2021, 7, 1),
    root=_government("thanh-lam", "tỉnh Thanh Lâm", _K.PROVINCE, "", "Thanh Lâm"),
    administrator=Person("quantri.thanhlam", "Quản trị mẫu (Thanh Lâm)", "Quản trị cổng", "thanh-lam", "thanh-lam",
                         Role.ADMINISTRATOR, "0200 000 601"),
    places=(
        _government("ky-hoa", "thị xã Kỳ Hòa", _K.DISTRICT, "thanh-lam", "Kỳ Hòa"),
        _interior("ky-hoa-pnv", "thị xã Kỳ Hòa", "ky-hoa", "Kỳ Hòa"),
        commune(_TK, "phường Tân Khê", "ky-hoa", "Tân Khê", "0200 000 610", _K.WARD),
        Place("tan-khe-vp", "Văn phòng HĐND - UBND", _K.OFFICE, _TK),
        Place("tan-khe-tp", "Tư pháp - hộ tịch", _K.POST, _TK),
        Place("tan-khe-vh", "Văn hóa - xã hội", _K.POST, _TK),
        Place("tan-khe-tckt", "Tài chính - kế toán", _K.POST, _TK),
        Place("tan-khe-dc", "Địa chính - xây dựng - đô thị và môi trường", _K.POST, _TK),
        Place("tan-khe-mc", "Bộ phận Một cửa", _K.OFFICE, _TK),
    ),
    people=(
        Person("daumoi.tankhe", "Bùi Thị Quyên", "Văn phòng - thống kê", "tan-khe-vp", _TK, Role.FOCAL_POINT,
               "0200 000 611", focal=True),
        Person("motcua.tankhe", "Vương Văn Hậu", "Công chức Bộ phận Một cửa", "tan-khe-mc", _TK, Role.FIELD_OFFICIAL,
               "0200 000 612", areas=("TTHC",)),
        Person("chutich.tankhe", "Mai Thế Vinh", "Chủ tịch UBND", _TK, _TK, Role.CHAIRMAN, "0200 000 610",
               head=True, signs=_SIGNS_OWN),
    ),
    reviews=((_TK, "ky-hoa-pnv", "plan"),),
)

_BK = "bac-kan"
_BK_NAME = "Ủy ban nhân dân tỉnh Bắc Kạn"
BAC_KAN = World(
    name="Năm 2021, Công văn 7946/UBND-NCPC",
    starts_on=date(2021, 7, 1),
    root=_government(_BK, "tỉnh Bắc Kạn", _K.PROVINCE, "", "Bắc Kạn"),
    administrator=Person("quantri.backan", "Quản trị mẫu (Bắc Kạn)", "Quản trị cổng", _BK, _BK, Role.ADMINISTRATOR,
                         "0200 000 701"),
    places=(
        department("bac-kan-snv", "Sở Nội vụ tỉnh Bắc Kạn", _BK, "Bắc Kạn", _BK_NAME),
        department("bac-kan-skhdt", "Sở Kế hoạch và Đầu tư tỉnh Bắc Kạn", _BK, "Bắc Kạn", _BK_NAME, "SKHĐT"),
        _government("tp-bac-kan", "thành phố Bắc Kạn", _K.DISTRICT, _BK, "Bắc Kạn"),
        _government("ba-be", "huyện Ba Bể", _K.DISTRICT, _BK, "Ba Bể"),
        commune("na-lang", "xã Nà Lặng", "ba-be", "Nà Lặng", "0200 000 730"),
        commune("cho-phia", "thị trấn Chợ Phia", "ba-be", "Chợ Phia", "0200 000 740", _K.TOWNSHIP),
        commune("minh-tien", "phường Minh Tiến", "tp-bac-kan", "Minh Tiến", "0200 000 750", _K.WARD),
    ),
    people=(
        Person("vanphong.backan", "Lường Văn Tú", "Chuyên viên Văn phòng UBND tỉnh", _BK, _BK, Role.FOCAL_POINT,
               "0200 000 711", focal=True),
        Person("noivu.backan", "Đàm Thị Huệ", "Chuyên viên", "bac-kan-snv", "bac-kan-snv", Role.FOCAL_POINT,
               "0200 000 721", focal=True),
        Person("kehoach.backan", "Ma Thị Liễu", "Chuyên viên", "bac-kan-skhdt", "bac-kan-skhdt", Role.FOCAL_POINT,
               "0200 000 723", focal=True),
        Person("daumoi.tpbackan", "Đinh Văn Thắng", "Chuyên viên", "tp-bac-kan", "tp-bac-kan", Role.FOCAL_POINT,
               "0200 000 724", focal=True),
        Person("daumoi.babe", "Dương Thị Mây", "Chuyên viên", "ba-be", "ba-be", Role.FOCAL_POINT, "0200 000 722",
               focal=True),
        Person("daumoi.nalang", "Hứa Văn Sinh", "Văn phòng - thống kê", "na-lang", "na-lang", Role.FOCAL_POINT,
               "0200 000 731", focal=True),
    ),
    reviews=tuple((code, "ba-be", "plan") for code in ("na-lang", "cho-phia")),
)
WORLDS = (SON_TAY, SON_DUONG, TAN_KHE, BAC_KAN)

"""Numbers and symbols of documents: reading, comparing, checking.

Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3 (state papers) and Phụ lục III, mục I (29 types); Party papers
write `60-NQ/TU`, legal papers `42/2022/NĐ-CP`.
"""

import re
from dataclasses import dataclass

from documents.reading.text import fold, nfc


@dataclass(frozen=True)
class TypeRow:
    """A type of document: its name, its abbreviation ("" when it has none), whose family it is."""

    name: str
    abbreviation: str
    family: str = "administrative"


# The 29 administrative types, in the decree's order.
DOCUMENT_TYPES: tuple[TypeRow, ...] = tuple(
    TypeRow(name, abbreviation)
    for name, abbreviation in (
        ("Nghị quyết", "NQ"), ("Quyết định", "QĐ"), ("Chỉ thị", "CT"), ("Quy chế", "QC"),
        ("Quy định", "QyĐ"), ("Thông cáo", "TC"), ("Thông báo", "TB"), ("Hướng dẫn", "HD"),
        ("Chương trình", "CTr"), ("Kế hoạch", "KH"), ("Phương án", "PA"), ("Đề án", "ĐA"),
        ("Dự án", "DA"), ("Báo cáo", "BC"), ("Biên bản", "BB"), ("Tờ trình", "TTr"),
        ("Hợp đồng", "HĐ"), ("Công điện", "CĐ"), ("Bản ghi nhớ", "BGN"), ("Bản thỏa thuận", "BTT"),
        ("Giấy ủy quyền", "GUQ"), ("Giấy mời", "GM"), ("Giấy giới thiệu", "GGT"),
        ("Giấy nghỉ phép", "GNP"), ("Phiếu gửi", "PG"), ("Phiếu chuyển", "PC"), ("Phiếu báo", "PB"),
        ("Công văn", ""), ("Thư công", ""),
    )
)  # fmt: skip

LEGAL_TYPES: tuple[TypeRow, ...] = (
    TypeRow("Bộ luật", "", "law"),
    TypeRow("Luật", "", "law"),
    TypeRow("Pháp lệnh", "", "law"),
    TypeRow("Nghị định", "NĐ", "legal"),
    TypeRow("Thông tư liên tịch", "TTLT", "legal"),
    TypeRow("Thông tư", "TT", "legal"),
)
PARTY_TYPES: tuple[TypeRow, ...] = (
    TypeRow("Kết luận", "KL", "party"),
    TypeRow("Công văn", "CV", "party"),
    TypeRow("Quy định", "QĐi", "party"),
)
ALL_TYPES = DOCUMENT_TYPES + LEGAL_TYPES + PARTY_TYPES

# Words under which papers are also cited.
TYPE_ALIASES = {"văn bản": "Công văn", "chỉ thị": "Chỉ thị", "tờ trình": "Tờ trình"}

_NAME_BY_ABBREVIATION = {nfc(row.abbreviation).upper(): row.name for row in ALL_TYPES if row.abbreviation}
_TYPE_BY_FOLDED_NAME = {fold(row.name): row for row in reversed(ALL_TYPES)}
LAW_NAMES = tuple(row.name for row in LEGAL_TYPES if row.family == "law")


@dataclass(frozen=True)
class IssuerRow:
    """Whose symbol it is. accepts: folded pattern of names that fit; name: how the portal says it."""

    name: str
    accepts: str


def _ministry(name: str) -> IssuerRow:
    return IssuerRow(name, rf"\b{fold(name)}\b")


# Abbreviations of issuers whose names are fixed; units of the portal bring their own.
ISSUERS: dict[str, IssuerRow] = {
    "CP": IssuerRow("Chính phủ", r"(?<!thu tuong )(?<!van phong )\bchinh phu\b"),
    "TTG": IssuerRow("Thủ tướng Chính phủ", r"\bthu tuong\b"),
    "VPCP": _ministry("Văn phòng Chính phủ"),
    "QH": IssuerRow("Quốc hội", r"(?<!thuong vu )\bquoc hoi\b"),
    "UBTVQH": IssuerRow("Ủy ban Thường vụ Quốc hội", r"\b(?:uy ban thuong vu quoc hoi|ubtvqh)\b"),
    "UBND": IssuerRow("Ủy ban nhân dân", r"\b(?:ubnd|uy ban nhan dan)\b"),
    "HĐND": IssuerRow("Hội đồng nhân dân", r"\b(?:hdnd|hoi dong nhan dan)\b"),
    "TW": IssuerRow(
        "Trung ương Đảng",
        r"\b(?:trung uong|bo chinh tri|ban bi thu|ban chap hanh|tw)\b",
    ),
    "TU": IssuerRow("Tỉnh ủy", r"\b(?:tinh uy|thanh uy|dang bo (?:tinh|thanh pho)|tu)\b"),
    "THU": IssuerRow("Thành ủy", r"\b(?:thanh uy|dang bo thanh pho)\b"),
    "HU": IssuerRow("Huyện ủy", r"\b(?:huyen uy|dang bo huyen|hu)\b"),
    "ĐU": IssuerRow("Đảng ủy", r"\b(?:dang uy|dang bo (?:xa|phuong|thi tran)|du)\b"),
    "BNV": _ministry("Bộ Nội vụ"),
    "BTC": _ministry("Bộ Tài chính"),
    "BTP": _ministry("Bộ Tư pháp"),
    "BTTTT": _ministry("Bộ Thông tin và Truyền thông"),
    "BKHCN": _ministry("Bộ Khoa học và Công nghệ"),
    "BKHĐT": _ministry("Bộ Kế hoạch và Đầu tư"),
    "BCA": _ministry("Bộ Công an"),
    "BYT": _ministry("Bộ Y tế"),
    "BGDĐT": _ministry("Bộ Giáo dục và Đào tạo"),
    "BTNMT": _ministry("Bộ Tài nguyên và Môi trường"),
    "SNV": _ministry("Sở Nội vụ"),
}
PARTY_ISSUERS = frozenset({"TW", "TU", "HU", "ĐU", "QU", "THU", "BTCTW", "UBKTTW", "VPTW", "ĐHĐB"})

_GROUP = r"[A-ZĐ][A-Za-zĐđ0-9.]*[A-Za-zĐđ0-9]|[A-ZĐ]"
_DASH = r"[-–—‑‐−]"
NUMBER_PATTERN = (
    r"(?P<number>\d{1,6})(?P<suffix>[a-zđ]?)"
    rf"(?:(?:\s?/\s?(?P<year>\d{{3,6}}))?\s?/\s?|\s?(?P<party>{_DASH})\s?)"
    rf"(?P<first>{_GROUP})(?:(?:\s?{_DASH}\s?|\s?(?P<slash>/)\s?)(?P<rest>(?:{_GROUP})(?:{_DASH}(?:{_GROUP}))*))?"
    r"(?!\w)"
)
_NUMBER_WHOLE = re.compile(NUMBER_PATTERN, re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:số|so)\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class NumberParts:
    """A document number taken apart.

    number: without leading zeros; suffix: "a" of `12a`; year: only where the number holds one;
    type_abbreviation: "" for a công văn; issuer_abbreviation: as written; drafter: the drafting room of a
    công văn; style: "state", "legal" (with year), "letter" (công văn), "party", "law";
    looks_wrong: a sentence, or None.
    """

    number: int
    suffix: str
    year: int | None
    type_abbreviation: str
    issuer_abbreviation: str
    drafter: str
    style: str
    looks_wrong: str | None = None

    @property
    def symbol(self) -> str:
        """The symbol after the number: `KH-UBND`, `UBND-NCPC`, `NQ/TU`."""
        pieces = [p for p in (self.type_abbreviation, self.issuer_abbreviation, self.drafter) if p]
        return ("/" if self.style == "party" else "-").join(pieces)

    @property
    def key(self) -> str:
        """The key under which two writings of one number meet."""
        pieces = [p for p in (self.type_abbreviation, self.issuer_abbreviation, self.drafter) if p]
        year = f"{self.year}/" if self.year is not None else ""
        return f"{self.number}{self.suffix}/{year}{'-'.join(pieces)}".upper()

    @property
    def type_name(self) -> str:
        """The type the abbreviation stands for; "Công văn" when there is none; "" when unknown."""
        if self.type_abbreviation:
            return _NAME_BY_ABBREVIATION.get(self.type_abbreviation.upper(), "")
        return "Luật" if self.style == "law" else "Công văn"


def _wrong_year(match: re.Match) -> str | None:
    year = match["year"]
    if year is None or (len(year) == 4 and 1945 <= int(year) <= 2099):
        return None
    written = re.sub(r"\s", "", match.group())
    return f"Năm “{year}” trong số “{written}” không đúng. Năm viết bằng bốn chữ số."


def _style(first: str, rest: list[str], *, has_year: bool, dash_after_number: bool) -> str:
    if has_year and re.fullmatch(r"(?:QH|UBTVQH)\d{1,2}", first):
        return "law"
    if dash_after_number or (rest and rest[0].upper() in PARTY_ISSUERS):
        return "party"
    if first.upper() not in _NAME_BY_ABBREVIATION:
        return "letter"
    return "legal" if has_year else "state"


def _parts(match: re.Match) -> NumberParts:
    first = match["first"]
    rest = re.split(_DASH, match["rest"]) if match["rest"] else []
    style = _style(first, rest, has_year=match["year"] is not None, dash_after_number=bool(match["party"]))
    if style in ("letter", "law"):
        type_abbreviation, issuer, drafter = "", first, "-".join(rest)
    else:
        type_abbreviation, issuer, drafter = first, "-".join(rest), ""
    wrong = _wrong_year(match)
    if int(match["number"]) == 0:
        wrong = "Số văn bản bắt đầu từ 01."
    year = int(match["year"]) if match["year"] else None
    return NumberParts(
        int(match["number"]), match["suffix"].lower(), year,
        type_abbreviation, issuer, drafter, style, wrong,
    )  # fmt: skip


def parse_number(text: str) -> NumberParts | None:
    """The whole text as a document number, "Số:" allowed before it; None when it is not one."""
    plain = _LABEL.sub("", nfc(text)).strip().strip(".,;:*").strip()
    match = _NUMBER_WHOLE.fullmatch(re.sub(r"\s+", " ", plain))
    return _parts(match) if match else None


def number_key(text: str) -> str | None:
    """The normalised key of a number: `60-NQ/TU` and `60/NQ-TU`, `01 /CT-UBND` and `1/CT-UBND` meet.

    "Đ" stays distinct from "D": `HĐ` (hợp đồng) is not `HD` (hướng dẫn). None when it is no number.
    """
    parts = parse_number(text)
    return parts.key if parts else None


def tidy_number(text: str) -> str:
    """A document number without its label and without blanks: `01 /CT-UBND` becomes `01/CT-UBND`, the rest stays."""
    return re.sub(r"\s+", "", _LABEL.sub("", nfc(text)))


def name_key(name: str) -> str:
    """The key of a law, which is cited by its name alone (Phụ lục I, II.6.b)."""
    return fold(name)


def symbol_for(type_abbreviation: str, issuer_abbreviation: str, drafter: str = "", *, party: bool = False) -> str:
    """The symbol of a paper: `KH-UBND`; for a công văn (no type) `UBND-NCPC`; Party `NQ/TU`."""
    if not type_abbreviation:
        return "-".join(piece for piece in (issuer_abbreviation, drafter) if piece)
    return f"{type_abbreviation}{'/' if party else '-'}{issuer_abbreviation}"


def full_number(number: int, symbol: str, *, year: int | None = None, party: bool = False) -> str:
    """Number and symbol as printed: `05/KH-UBND`, `42/2022/NĐ-CP`, `60-NQ/TU`; below 10 a leading zero."""
    with_year = f"/{year}" if year else ""
    return f"{number:02d}{with_year}{'-' if party else '/'}{symbol}"


def find_type(name: str) -> TypeRow | None:
    """The type of that name, whatever its case or marks; None when unknown."""
    folded = fold(TYPE_ALIASES.get(nfc(name).lower(), name))
    return _TYPE_BY_FOLDED_NAME.get(folded)


def issuer_row(abbreviation: str) -> IssuerRow | None:
    """What is known of an issuer's abbreviation: `UBND`, `TTg`, `QH15`."""
    return ISSUERS.get(re.sub(r"\d+$", "", abbreviation.upper()))


def issuer_fits(parts: NumberParts, issuer_text: str) -> bool | None:
    """Whether the issuer named in words is the one of the symbol; None when the symbol is not known."""
    row = issuer_row(parts.issuer_abbreviation)
    if row is None or not issuer_text.strip():
        return None
    return re.search(row.accepts, fold(issuer_text)) is not None


def valid_number(text: str, type_abbreviation: str, issuer_abbreviation: str, *, party: bool = False) -> str | None:
    """What is wrong with the shape of a typed number, as a sentence; None when it is right.

    type_abbreviation: "" for a công văn, whose symbol is issuer and drafting room.
    """
    parts = parse_number(text)
    sample = full_number(12, symbol_for(type_abbreviation, issuer_abbreviation, "VP", party=party), party=party)
    if parts is None:
        return f"“{text.strip()}” chưa đúng dạng số và ký hiệu. Viết như {sample}."
    if parts.looks_wrong:
        return parts.looks_wrong
    if not type_abbreviation:
        fits = not parts.type_abbreviation and parts.issuer_abbreviation.upper() == issuer_abbreviation.upper()
    else:
        expected = symbol_for(type_abbreviation, issuer_abbreviation)
        written = f"{parts.type_abbreviation}-{parts.issuer_abbreviation}"
        fits = written.upper() == expected.upper()
    if parts.year and type_abbreviation not in ("NQ", "QĐ", "CT", "NĐ", "TT", "TTLT"):
        return f"Số và ký hiệu của văn bản hành chính không ghi năm. Viết như {sample}."
    if not fits:
        return f"Ký hiệu “{parts.symbol}” không khớp loại văn bản và cơ quan ban hành. Viết như {sample}."
    return None

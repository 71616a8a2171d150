"""Documents cited in running text: type, number, day, issuer, subject and where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.reading.dates import parse_date
from documents.reading.numbers import (
    ALL_TYPES,
    LAW_NAMES,
    NUMBER_PATTERN,
    TYPE_ALIASES,
    NumberParts,
    find_type,
    issuer_fits,
    issuer_row,
    name_key,
    parse_number,
)
from documents.reading.quantities import NotReadable
from documents.reading.text import LOWER_LETTERS, UPPER_LETTERS, new_tones


@dataclass(frozen=True)
class CitedDocument:
    """A document named in a text.

    type_name: "Nghị quyết"; for a law with its name "Luật Tổ chức chính quyền địa phương".
    number: as written, without blanks; "" for a law cited by name. key: normalised number or name.
    start, end: where the citation stands in the NFC text, issuer included, subject not.
    """

    type_name: str
    number: str
    key: str
    date: date | None
    issuer: str
    subject: str
    start: int
    end: int
    parts: NumberParts | None = None


_UP, _LOW = f"[{UPPER_LETTERS}]", f"[{LOWER_LETTERS}]"
_NAMES = sorted({row.name for row in ALL_TYPES} | set(TYPE_ALIASES), key=len, reverse=True)
_TYPE_WORDS = "|".join(f"[{name[0].upper()}{name[0].lower()}]{name[1:]}".replace(" ", r"\s+") for name in _NAMES)
_STARTS_TYPE = "|".join(name.replace(" ", r"\s+") for name in _NAMES if name[0].isupper())
_PROPER = (
    rf"(?:\s+(?!{_STARTS_TYPE}){_UP}[{LOWER_LETTERS}{UPPER_LETTERS}]*(?:\s*-\s*{_UP}{_LOW}+)?|\s+\d{{1,2}}\b){{0,5}}"
)
_LEVEL = r"(?:\s+(?:tỉnh|thành\s+phố|huyện|thị\s+xã|quận|xã|phường|thị\s+trấn|đặc\s+khu|cấp\s+xã))?"
_STOP = (
    r"(?=\s+(?:về|quy\s+định|ban\s+hành|hướng\s+dẫn|phê\s+duyệt|sửa\s+đổi|công\s+bố|tại|trong|gửi|đã|"
    r"vừa|phải|để|nhằm|là|theo|thì|được|cho|đối\s+với|[vV]/v|"
    rf"(?:và|hoặc)\s+(?:{_STARTS_TYPE}|các)|{_STARTS_TYPE})|\s*[,;.:()\"“”]|\s*\n\s*\n|\s*$)"
)
_ISSUER = (
    r"(?:Thủ\s+tướng\s+Chính\s+phủ|Chính\s+phủ|(?:Ủy\s+ban\s+Thường\s+vụ\s+)?Quốc\s+hội|"
    r"Ban\s+Bí\s+thư(?:\s+Trung\s+ương(?:\s+Đảng)?)?|Bộ\s+Chính\s+trị|"
    r"(?:Ban\s+Thường\s+vụ|Ban\s+Chấp\s+hành|Thường\s+trực|Bí\s+thư)\s+"
    r"(?:Trung\s+ương(?:\s+Đảng)?|(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+(?:ủy|bộ)"
    rf"{_LEVEL}{_PROPER})|(?:Tỉnh|Thành|Huyện|Quận|Đảng)\s+ủy{_LEVEL}{_PROPER}|"
    r"(?:(?:Phó\s+)?Chủ\s+tịch\s+|Thường\s+trực\s+)?(?:UBND|HĐND|Ủy\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân)"
    rf"{_LEVEL}{_PROPER}|"
    r"(?:Bộ|Sở|Phòng|Ban|Văn\s+phòng|Cục|Tổng\s+cục|Ủy\s+ban|Hội\s+đồng|Đảng)"
    rf"\s[^\n,;.:()\"“”]{{1,60}}?{_STOP})"
)
_DAY = r"(?:ngày\s+)?(?P<day>\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_TAIL = rf"(?:\s*,?\s+{_DAY})?(?:\s*,?\s+của\s+(?P<issuer>{_ISSUER}))?"
# Groups repeat under other names in one alternation, so the type word is optional instead.
_NUMBERED = re.compile(
    rf"(?:(?<!\w)(?P<type>{_TYPE_WORDS})\s+)?(?:(?P<label>[sS]ố)\s*:?\s*)?(?<![\w/.,=-])(?P<whole>{NUMBER_PATTERN})"
    + _TAIL
)
_LAW = re.compile(
    rf"(?<!\w)(?P<law>(?:{'|'.join(name.replace(' ', chr(92) + 's+') for name in LAW_NAMES)})\s+"
    rf"(?:sửa\s+đổi,\s+bổ\s+sung\s+(?:một\s+số\s+điều|[^;.\n]{{1,40}}?)\s+của\s+(?:Bộ\s+luật|Luật|Pháp\s+lệnh)\s+)?"
    rf"{_UP}[^,;.:()\n\"“”]{{2,120}}?)"
    r"(?=\s+(?:ngày|số|năm|quy\s+định|được|và\s+(?:các|Luật|Nghị)|về\s+việc)\b|\s*[,;.:()\n\"“”]|\s*$)"
    r"(?:\s+ngày\s+(?P<day>\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
)
_SUBJECT = re.compile(
    r"\s*,?\s*(?P<subject>(?:về|quy\s+định|ban\s+hành|phê\s+duyệt|hướng\s+dẫn|sửa\s+đổi|công\s+bố|"
    r"Kết\s+luận|Kế\s+hoạch(?!\s+số))(?:[^;.\n()]|\n(?="
    rf"{_LOW})){{2,300}})"
)
# A citation after these words belongs to the subject of the one before it.
_NESTED = re.compile(r"(?:thực\s+hiện|của|theo|tại|triển\s+khai)\s+$")


def _day(written: str | None) -> date | None:
    """The day written, or None; a day that does not exist is reported by the check of days."""
    if not written:
        return None
    try:
        return parse_date(re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", written)))
    except NotReadable:
        return None


def _one_line(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


def _subject(text: str, position: int, limit: int) -> str:
    match = _SUBJECT.match(text, position, limit)
    return _one_line(match["subject"]).rstrip(" ,") if match else ""


def _type_name(written: str | None, parts: NumberParts) -> str:
    row = find_type(_one_line(written)) if written else None
    return row.name if row else parts.type_name


def _numbered(text: str) -> Iterator[tuple[re.Match, NumberParts]]:
    for match in _NUMBERED.finditer(text):
        parts = parse_number(match["whole"])
        named = match["type"] or match["label"]
        if parts and (named or (parts.type_name and parts.issuer_abbreviation and parts.style != "letter")):
            yield match, parts


def _laws(text: str, taken: list[CitedDocument]) -> Iterator[CitedDocument]:
    for match in _LAW.finditer(text):
        inside = any(cited.start <= match.start() < cited.end for cited in taken)
        name = _one_line(match["law"])
        if not inside and len(name.split()) > 2:
            yield CitedDocument(
                name, "", name_key(name), _day(match["day"]), "Quốc hội", "", match.start(), match.end()
            )


def find_citations(text: str) -> list[CitedDocument]:
    """Every document cited in a text, in order.

    Understands "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về …", "số 60-NQ/TU, ngày … của Ban
    Thường vụ Tỉnh ủy", lists "số 52/2017/QĐ-UBND …; số 20/2019/QĐ-UBND …" and laws cited by name.
    """
    text = new_tones(text)
    matches = list(_numbered(text))
    found = []
    for index, (match, parts) in enumerate(matches):
        later = (next_match.start() for next_match, _ in matches[index + 1 :])
        limit = next((at for at in later if not _NESTED.search(text, match.end(), at)), len(text))
        found.append(
            CitedDocument(
                type_name=_type_name(match["type"], parts),
                number=re.sub(r"\s", "", match["whole"]),
                key=parts.key,
                date=_day(match["day"]),
                issuer=_one_line(match["issuer"]),
                subject=_subject(text, match.end(), limit),
                start=match.start(),
                end=match.end(),
                parts=parts,
            )
        )
    return sorted([*found, *_laws(text, found)], key=lambda cited: cited.start)


def issuer_finding(cited: CitedDocument) -> str | None:
    """M101 when the issuer in words is not the one of the symbol, else None."""
    right = issuer_row(cited.parts.issuer_abbreviation) if cited.parts else None
    if cited.parts is None or right is None or issuer_fits(cited.parts, cited.issuer) is not False:
        return None
    return f"{cited.type_name} {cited.number} là của {right.name}, đang ghi “của {cited.issuer}”."


def number_finding(cited: CitedDocument) -> str | None:
    """The sentence about a number that looks mistyped, else None."""
    return cited.parts.looks_wrong if cited.parts else None

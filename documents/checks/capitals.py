"""Capitals that can be told without knowing every name (NĐ 30/2020/NĐ-CP, Phụ lục II); always a warning."""

import re
from collections.abc import Iterator

from documents.checks.findings import Finding, Spot, finding
from documents.reading.text import LOWER_LETTERS, UPPER_LETTERS

_INSIDE = rf"(?<=[{LOWER_LETTERS},;] )"
_UP = f"[{UPPER_LETTERS}]"
_NOT_THE_PEOPLE = "".join(
    f"(?<!{word} )" for word in ("[Bb]an", "[Đđ]ồng", "[Áá]n", "sát", "đội", "an", "trang", "sĩ", "dụng")
)
# Words to find inside a sentence, how they are written.
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bđiều\s+\d+\b(?!\s*%)"), "“{found}” viết hoa chữ “Điều” khi viện dẫn."),
    (re.compile(rf"{_INSIDE}Khoản\s+\d+\b"), "“{found}” viết thường chữ “khoản” khi viện dẫn."),
    (re.compile(rf"{_INSIDE}Điểm\s+[a-zđ]\b(?=\s*,?\s+[Kk]hoản)"), "“{found}” viết thường chữ “điểm” khi viện dẫn."),
    (
        re.compile(r"\b(?:mục|tiểu mục)\s+\d+(?=\s+[Cc]hương\b)|\bchương\s+[IVXL]+\b(?!\w)"),
        "“{found}” viết hoa chữ đầu khi viện dẫn phần, chương, mục.",
    ),
    (re.compile(rf"{_NOT_THE_PEOPLE}\bnhân dân\b"), "“{found}” viết hoa là “Nhân dân”."),
    (
        re.compile(r"(?:\bĐảng(?: và|,)|\bcủa|\bvới|\bphối hợp cùng) nhà nước\b(?! ta\b)"),
        "“{found}” viết hoa là “Nhà nước”.",
    ),
    (
        re.compile(rf"{_INSIDE}(?:Cán bộ|Công chức|Viên chức)\b(?!\s+{_UP})"),
        "“{found}” viết thường khi đứng giữa câu.",
    ),
    (
        re.compile(rf"{_INSIDE}(?:Xã|Huyện|Tỉnh)\s+(?={_UP}{_UP}?[{LOWER_LETTERS}])"),
        "“{found}” viết thường trước tên riêng.",
    ),
    (
        re.compile(r"\b[ỦU]y Ban(?: [Nn]hân [Dd]ân)?\b|\b[Uu]ỷ Ban\b|\bỦy ban [Nn]hân Dân\b"),
        "“{found}” viết là “Ủy ban nhân dân”.",
    ),
    (
        re.compile(r"\bHội Đồng\b(?: [Nn]hân [Dd]ân)?|\bHội đồng [Nn]hân Dân\b"),
        "“{found}” viết là “Hội đồng nhân dân”.",
    ),
    (re.compile(rf"{_INSIDE}Tết Nguyên đán\b|\b[Tt]ết Nguyên Đán\b"), "“{found}” viết là “tết Nguyên đán”."),
)


def capital_faults(text: str) -> list[str]:
    """Sentences about the capitals of a text, one for each rule that it breaks."""
    found = ((pattern.search(text), sentence) for pattern, sentence in RULES)
    return [sentence.format(found=match.group().strip()) for match, sentence in found if match]


def capitals(texts: list[Spot]) -> Iterator[Finding]:
    """VH: what stands in ``RULES``, at every place of a paper."""
    for spot in texts:
        for sentence in capital_faults(spot.text):
            yield finding("VH", spot.place, sentence, ref=spot.ref)

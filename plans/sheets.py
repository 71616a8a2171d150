"""How the workbook of a plan's targets and tasks looks, so that the same file can come back (ux section 4.4).

Each row carries its mã in a hidden column; a hidden sheet says which plan, which version of the pattern and how
every cell stood when the file was taken. Plain functions and tables; nothing is read from the database here.
"""

from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from documents.reading.quantities import NotReadable, format_decimal, parse_decimal
from documents.reading.text import clean_pasted, fold
from plans.models import PlanPart, Target, Task
from plans.pasting import BUDGET_PLACES

# Counted on when a file of the old pattern could be misread.
VERSION = "1"
HIDDEN = "Thông tin tệp"
VERSION_LABEL, PLAN_LABEL, TEMPLATE_LABEL = "Bản mẫu", "Kế hoạch", "Khung kế hoạch"
STAMP_HEADS = ("Trang tính", "Mã dòng", "Bản", "Dấu các ô")
AREA_COLUMN = "F"
PLACE, AREA, READ_AS, KEY = "Mục", "Lĩnh vực", "Hiểu là", "Mã dòng"
# What the portal writes by itself; what is typed there is not read.
COMPUTED = frozenset({PLACE, READ_AS})
TITLES: dict[type[PlanPart], str] = {Target: "Chỉ tiêu", Task: "Nhiệm vụ"}
MODELS = {title: model for model, title in TITLES.items()}
# Field → heading of its column; the first one is the words of the row.
COLUMNS: dict[type[PlanPart], dict[str, str]] = {
    Target: {"phrase": "Nội dung", "note": "Ghi chú"},
    Task: {
        "content": "Nhiệm vụ",
        "product_text": "Sản phẩm",
        "lead_text": "Chủ trì",
        "partners": "Phối hợp",
        "head": "Người chịu trách nhiệm",
        "timing_text": "Thời gian",
        "budget": "Kinh phí, triệu đồng",
        "flags": "Trọng tâm, đột phá",
        "note": "Ghi chú",
    },
}
_DECIMALS = 6
_MOST_EXACT = Decimal(10) ** 15
# Signs with which a spreadsheet program begins a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t")


def guarded(value: Any) -> Any:
    """Text that no spreadsheet program takes for a formula; ``cell_text`` takes the guard off again."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def cell_text(value: Any, number_format: str = "") -> str:
    """What stands in a cell, as one types it: "15/5/2026", "tháng 3/2026", "1234,5".

    number_format: of the cell; Excel turns a typed "3/2026" into a day and shows month and year only.
    """
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        if "d" not in number_format.lower():
            return f"tháng {value.month}/{value.year}"
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return _number(Decimal(str(value)))
    text = " ".join(clean_pasted(str(value)).split())
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS) else text


def _number(value: Decimal) -> str:
    if not value.is_finite():
        return str(value)
    # What a machine adds behind the sixth decimal nobody typed.
    exact = abs(value) >= _MOST_EXACT or value.as_tuple().exponent >= -_DECIMALS
    return format_decimal(value if exact else round(value, _DECIMALS), grouping=False)


def meaning(name: str, text: str) -> str:
    """The text of a cell in the one form in which two of them are compared."""
    if name == "partners":
        return "; ".join(filter(None, (piece.strip() for piece in text.split(";"))))
    if name == "flags":
        return ",".join(sorted({fold(piece).strip(" .") for piece in text.replace(";", ",").split(",")} - {""}))
    if name == "head":
        return fold(text)
    if name == "budget" and text:
        try:
            return format_decimal(parse_decimal(text, places=BUDGET_PLACES), grouping=False)
        except NotReadable:
            return text
    return text


def print_of(name: str, text: str) -> str:
    """A short mark of what a cell means, by which a change is noticed."""
    return blake2b(meaning(name, text).encode(), digest_size=4).hexdigest()


def key_of(row: PlanPart) -> str:
    """The mã of a row in the file: "task-12"."""
    return f"{row._meta.model_name}-{row.pk}"

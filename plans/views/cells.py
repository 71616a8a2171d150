"""Rows of a plan as the fields of a page: every cell is a real field, drawn as text (ux section 4.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.urls import reverse

from documents.models import DocumentType
from plans import fields, queries
from plans.forms import shown
from plans.models import (
    Plan,
    PlanArea,
    PlanBasis,
    PlanPart,
    PlanRecipient,
    PlanText,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
)

KINDS: dict[str, type[PlanPart]] = {
    "doan-van": PlanText, "linh-vuc": PlanArea, "can-cu": PlanBasis, "chi-tieu": Target, "nhiem-vu": Task,
    "trach-nhiem": Responsibility, "han-bao-cao": ReportDeadline, "noi-nhan": PlanRecipient,
}  # fmt: skip
_SLUGS = {model: slug for slug, model in KINDS.items()}
_REFS = {
    PlanArea: "area", PlanBasis: "basis", Target: "target", Task: "task", Responsibility: "responsibility",
    ReportDeadline: "deadline", PlanRecipient: "recipient",
}  # fmt: skip
_LISTS = {"product_text": "san-pham", "lead_text": "chu-tri", "holder_text": "chu-tri", "partners": "phoi-hop",
          "name": "phoi-hop"}  # fmt: skip
_EMPTY = {"product_text": "Chưa có", "lead_text": "Chưa chọn", "timing_text": "Chưa có", "holder_text": "Chưa ghi"}
_HELD_OUT = {"partners": "Không có", "budget": "Không ghi"}
_HINTS = {
    "partners": "Nhiều đơn vị thì ngăn bằng dấu chấm phẩy.",
    "timing_text": "Viết như: Quý II, tháng 3, 15/5, tháng 3–6, hằng quý, thường xuyên.",
    "unmeasurable_reason": "Chỉ ghi khi chỉ tiêu không có con số.",
    "as_written": "Để trống thì in theo sổ văn bản.",
    "product_count": "Ví dụ 2, kèm đơn vị tính: hội nghị.",
}


@dataclass(frozen=True)
class Cell:
    """One field of a row. kind: area, input, select, check. words: the value as text, where nobody may type."""

    kind: str
    name: str
    text: str
    id: str
    form: str
    address: str
    version: int
    label: str
    short_label: str
    words: str = ""
    hint: str = ""
    placeholder: str = ""
    list_id: str = ""
    ref: str = ""
    invalid: bool = False
    locked: bool = False
    date: bool = False
    number: bool = False
    error: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass
class RowView:
    """A row with its number and cells; ``address`` takes its form and its autosave."""

    row: PlanPart
    number: int
    ref: str
    address: str
    form: str
    names: str
    cell: dict[str, Cell] = field(default_factory=dict)
    noun: str = ""
    locked: bool = False
    words: str = ""
    remarks: list[dict] = field(default_factory=list)


def ref_of(row: PlanPart) -> str:
    """The id of a row in page, paper and findings."""
    return f"text-{row.section}" if isinstance(row, PlanText) else f"{_REFS[type(row)]}-{row.pk}"


def slug_of(model: type[PlanPart]) -> str:
    """The kind of a row in addresses."""
    return _SLUGS[model]


def address_of(plan: Plan, row: PlanPart) -> str:
    """Where a row is saved."""
    return reverse("plans:row", args=[plan.code, _SLUGS[type(row)], row.pk])


def view(
    plan: Plan,
    row: PlanPart,
    number: int = 0,
    *,
    names: Iterable[str] = (),
    noun: str = "",
    locked: bool = False,
    options: dict[str, tuple] | None = None,
    typed: dict[str, str] | None = None,
    faults: dict[str, str] | None = None,
    words: str = "",
) -> RowView:
    """A row as fields. names: in their order, all editable ones by default; typed and faults: after a refusal;
    words: what the row says that is no field of it."""
    names = tuple(names) or page_fields(type(row))
    ref, address = ref_of(row), address_of(plan, row)
    seen = RowView(row, number, ref, address, f"f-{ref}", " ".join(names), noun=noun, locked=locked, words=words)
    for name in names:
        text = (typed or {}).get(name, shown(row, name))
        seen.cell[name] = _cell(seen, name, text, options or {}, (faults or {}).get(name, ""))
    return seen


def page_fields(model: type[PlanPart]) -> tuple[str, ...]:
    """Fields that a person types; those derived from what was typed are left out."""
    derived = {"product_type", "lead", "holder", "recipient_unit"} | ({"document"} if model is PlanBasis else set())
    return tuple(name for name in fields.EDITABLE[model] if name not in derived)


def _cell(seen: RowView, name: str, text: str, options: dict[str, tuple], error: str) -> Cell:
    model = type(seen.row)
    column = None if name == "partners" else model._meta.get_field(name)
    short = fields.label(model, name)
    choices = options.get(name) or (tuple((str(key), str(word)) for key, word in column.flatchoices) if column else ())
    kind = "select" if name in options else _kind(column, choices)
    return Cell(
        kind=kind,
        name=name,
        text=text,
        id=f"{seen.ref}-{name}",
        form=seen.form,
        address=seen.address,
        version=seen.row.version,
        short_label=short[:1].upper() + short[1:],
        label=f"{seen.noun} {seen.number}, {short}" if seen.number else short[:1].upper() + short[1:],
        words=dict(choices).get(text, text) if kind != "check" else ("có" if text else "không"),
        hint=_HINTS.get(name, ""),
        placeholder=_EMPTY.get(name) or _HELD_OUT.get(name, ""),
        list_id=_LISTS.get(name, ""),
        ref=seen.ref,
        invalid=bool(error) or (name in _EMPTY and not text),
        locked=seen.locked,
        error=error,
        options=choices,
        date=isinstance(column, models.DateField),
        number=isinstance(column, models.DecimalField),
    )


def _kind(column: models.Field | None, choices: tuple) -> str:
    if column is not None and isinstance(column, models.BooleanField):
        return "check"
    if choices:
        return "select"
    return "area" if isinstance(column, models.TextField) else "input"


def options_of(plan: Plan) -> dict[str, tuple[tuple[str, str], ...]]:
    """What selects offer that depends on the plan."""
    people = tuple((str(row.pk), f"{row.official.full_name}, {row.title}") for row in queries.heads(plan))
    return {"head": (("", "–"), *people)}


def lists_of(plan: Plan) -> dict[str, list[str]]:
    """What fields offer while somebody types: ids of the page's lists and their words."""
    products = DocumentType.objects.on(queries.plan_day(plan)).filter(is_product=True)
    own = queries.own_units(plan)
    units = queries.named_units(plan, own)
    return {
        "san-pham": list(dict.fromkeys(products.values_list("name", flat=True))),
        "chu-tri": [unit.name for unit in own],
        "phoi-hop": [unit.issuer_short or unit.name for unit in units],
    }

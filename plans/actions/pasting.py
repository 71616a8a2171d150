"""Adding and changing many rows at once, as they were pasted or read from a workbook: a handful of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError

from documents.models import DocumentType
from documents.reading.quantities import NotReadable, format_decimal
from documents.reading.secrecy import marked_secret
from documents.reading.text import fold
from organisations.models import Unit, User
from plans import fields, pasting, queries
from plans.actions import saving
from plans.actions.copying import insert
from plans.actions.reading import read_many
from plans.actions.rows import hold_area, last_order
from plans.models import Area, Condition, Plan, PlanPart, Target, Task, TaskPartner
from plans.timing import plan_timing
from workflow.actions import editing
from workflow.clock import now
from workflow.rules import MovedOn


def read_pasted(text: str) -> list[list[str]]:
    """The table in a pasted text. Raises ValidationError: a mark of secrecy, nothing in it, too many rows (M21)."""
    if secret := marked_secret(text):
        raise ValidationError({"text": secret})
    table = pasting.read_table(text)
    if not table:
        raise ValidationError({"text": "Chưa có dòng nào. Chép bảng từ Word, Excel rồi dán vào ô này."})
    if len(table) > pasting.MOST_ROWS + 1:
        times = -(-len(table) // pasting.MOST_ROWS)
        words = {2: "hai", 3: "ba", 4: "bốn", 5: "năm"}.get(times, str(times))
        raise ValidationError(
            {
                "text": f"Bảng vừa dán có {format_decimal(len(table))} dòng, mỗi lần nhận tối đa {pasting.MOST_ROWS}. "
                f"Chưa thêm gì. Chia làm {words} lần rồi dán lần lượt."
            }
        )
    return table


def known_of(plan: Plan, model: type[PlanPart], area: Area) -> pasting.Known:
    """What pasted words are held against: units, kinds of product and the area's rows of a plan; three queries."""
    words = fields.SUBSTANCE[model]
    there = model.objects.filter(plan=plan, area=area).values_list(words, flat=True)
    return replace(known_names(plan), there=frozenset(pasting.key_of(one) for one in there if one))


def known_names(plan: Plan, heads: Iterable[str] = ()) -> pasting.Known:
    """What words are held against in every area of a plan. heads: names of people who answer for tasks."""
    return pasting.Known(
        units=frozenset(_by_name(queries.own_units(plan))),
        products=frozenset(_products(plan)),
        heads=frozenset(fold(name) for name in heads),
    )


def add_rows(
    *, plan: Plan, model: type[PlanPart], area: Area, rows: Sequence[Mapping[str, Any]], by: User
) -> list[PlanPart]:
    """Add rows at the end of an area's targets or tasks, all or none, in one transaction.

    rows: fields as ``plans.fields.EDITABLE`` names them, "partners" parted by semicolons. Raises Refused (locked, not
    theirs), ValidationError with the number of the row and the column.
    """
    if model not in fields.IN_AREAS:
        raise ValueError(f"{model.__name__} is not pasted")
    with editing(plan, by=by, area=area.code) as locked:
        hold_area(locked, area)
        last = last_order(locked, model, area)
        added = [model(plan=locked, area=area, order=last + at) for at in range(1, len(rows) + 1)]
        partners = _fill(list(zip(added, rows, strict=True)), locked, by)
        insert(added, by=by)
        TaskPartner.objects.bulk_create(partners)
        if model is Target:
            read_many(added, locked)
    return added


def change_rows(
    *, plan: Plan, model: type[PlanPart], area: Area, rows: Sequence[tuple[PlanPart, Mapping[str, Any]]], by: User
) -> list[PlanPart]:
    """Change rows of an area's targets or tasks, all or none, in one transaction and a handful of queries.

    rows: each as it was read, with the fields to change. Raises Refused (locked, not theirs), MovedOn when one of them
    was changed since it was read, ValidationError with the number of the row and the column.
    """
    with editing(plan, by=by, area=area.code) as locked:
        keys = [row.pk for row, _ in rows]
        found = {row.pk: row for row in model.objects.select_for_update().filter(plan=locked, area=area, pk__in=keys)}
        if any(row.pk not in found or found[row.pk].version != row.version for row, _ in rows):
            raise MovedOn("Có dòng vừa được sửa hoặc xóa trong lúc nhập. Chưa ghi gì; xem trước lại rồi nhập.")
        changed = [(found[row.pk], values) for row, values in rows]
        for row, _ in changed:
            row.version += 1
        partners = _fill(changed, locked, by)
        _store(model, [row for row, _ in changed], by)
        TaskPartner.objects.filter(task__in=[row.pk for row, values in changed if "partners" in values]).delete()
        TaskPartner.objects.bulk_create(partners)
        if model is Target:
            _read_anew([row for row, values in changed if "phrase" in values], locked)
    return [row for row, _ in changed]


def _store(model: type[PlanPart], rows: list[PlanPart], by: User) -> None:
    for row in rows:
        row.updated_by, row.updated_at = by, now()
    columns = [name for name in fields.EDITABLE[model] if name != "partners"]
    derived = ["timing", "starts_on", "ends_on"] if model is Task else []
    model.objects.bulk_update(rows, [*columns, *derived, "version", "touched", "updated_by", "updated_at"])
    model.history.bulk_history_create(rows, update=True, default_user=by)


def _read_anew(targets: list[Target], plan: Plan) -> None:
    """What changed phrases state, save those whose reading a person has confirmed."""
    kept = set(Condition.objects.filter(target__in=targets, confirmed=True).values_list("target", flat=True))
    free = [target for target in targets if target.pk not in kept]
    Condition.objects.filter(target__in=free).delete()
    read_many(free, plan)


def _fill(rows: Sequence[tuple[PlanPart, Mapping[str, Any]]], plan: Plan, by: User) -> list[TaskPartner]:
    """Set the values of rows and what follows from them, check each; the partners to store with them."""
    tasks = any(isinstance(row, Task) for row, _ in rows)
    own = _by_name(queries.own_units(plan)) if tasks else {}
    units = _by_name(queries.named_units(plan)) if tasks else {}
    products = _products(plan) if tasks else {}
    partners: list[TaskPartner] = []
    for number, (row, values) in enumerate(rows, start=1):
        cleaned = _cleaned(type(row), values, number)
        for name, value in cleaned.items():
            if name != "partners":
                setattr(row, name, value)
        if isinstance(row, Task):
            row.lead = own.get(fold(row.lead_text)) if "lead_text" in cleaned else row.lead
            row.product_type = products.get(fold(row.product_text)) if "product_text" in cleaned else row.product_type
            if "timing_text" in cleaned:
                _time(row, plan, number)
            partners += _partners(row, cleaned.get("partners", ""), units)
        row.touched |= {name: [row.version, by.pk, now().isoformat()] for name in cleaned}
        _judge(row, number)
    return partners


def _cleaned(model: type[PlanPart], values: Mapping[str, Any], number: int) -> dict[str, Any]:
    try:
        return saving.clean_values(model, values)
    except ValidationError as fault:
        raise _at(model, number, fault) from fault


def _at(model: type[PlanPart], number: int, fault: ValidationError) -> ValidationError:
    """The faults of a row with its number and column: "Dòng 7, Thời gian: …"."""
    labels = pasting.COLUMNS[model]
    return ValidationError(
        [
            f"Dòng {number}, {labels.get(name, fields.label(model, name))}: {text}"
            for name, texts in fault.message_dict.items()
            for text in texts
        ]
    )


def _time(task: Task, plan: Plan, number: int) -> None:
    if not task.timing_text:
        task.timing, task.starts_on, task.ends_on = Task.Timing.NONE, None, None
        return
    try:
        reading = plan_timing(task.timing_text, plan)
    except NotReadable as fault:
        raise _at(Task, number, ValidationError({"timing_text": fault.sentence})) from None
    task.timing, task.starts_on, task.ends_on = reading.kind.value, reading.start, reading.end


def _partners(task: Task, words: str, units: Mapping[str, Unit]) -> list[TaskPartner]:
    pieces = list(filter(None, (part.strip() for part in words.split(";"))))
    return [
        TaskPartner(task=task, partner=units.get(fold(text)), partner_text=text, order=order)
        for order, text in enumerate(pieces, start=1)
    ]


def _judge(row: PlanPart, number: int) -> None:
    """The rules of the model that ask no other row."""
    words = fields.SUBSTANCE[type(row)]
    if not getattr(row, words).strip():
        raise _at(type(row), number, ValidationError({words: "chưa có nội dung."}))
    try:
        row.clean_fields(exclude=["plan", "area", "lead", "head", "product_type", "updated_by"])
    except ValidationError as fault:
        raise _at(type(row), number, fault) from fault


def _by_name(units: Sequence[Unit]) -> dict[str, Unit]:
    named = {fold(name): unit for unit in units for name in (unit.issuer_name, unit.issuer_short) if name}
    return named | {fold(unit.name): unit for unit in units}


def _products(plan: Plan) -> dict[str, DocumentType]:
    types = DocumentType.objects.on(queries.plan_day(plan)).filter(is_product=True)
    return {fold(row.name): row for row in types}

"""Saving fields of a plan's rows: cleaned, refused where the law says so, never the last one wins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model

from documents.models import DocumentType
from documents.reading.quantities import NotReadable, format_decimal
from documents.reading.secrecy import marked_secret
from documents.reading.text import clean_pasted, fold
from organisations.models import Unit, User
from plans import fields, queries
from plans.actions.reading import read_many, reread
from plans.models import Plan, PlanPart, PlanRecipient, Responsibility, Target, Task, TaskPartner
from plans.timing import plan_timing
from workflow.actions import editing
from workflow.clock import now
from workflow.rules import MovedOn


@dataclass(frozen=True)
class Saved:
    """The row as it stands. others: "Trần Bình vừa sửa ô chủ trì" for each field taken over silently."""

    row: PlanPart
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clash:
    """One field that somebody else changed meanwhile: both values, who and when."""

    field: str
    label: str
    mine: Any
    theirs: Any
    who: str
    at: datetime

    @property
    def time(self) -> str:
        """When the other person saved: 14:31."""
        return f"{self.at.hour}:{self.at.minute:02d}"


class Conflict(Exception):
    """Two people changed the same fields of a row; nothing was written (ux 6.3, M63).

    clashes: every field concerned; who and field speak of the first.
    """

    def __init__(self, row: PlanPart | Plan, clashes: list[Clash]):
        self.row, self.clashes = row, clashes
        first = clashes[0]
        self.field, self.who, self.mine, self.theirs = first.field, first.who, first.mine, first.theirs
        self.sentence = f"{first.who} vừa sửa chỗ này lúc {first.time}. Chưa ghi đè gì. So hai bản và chọn."
        super().__init__(self.sentence)


def save_field(*, row: PlanPart, field: str, value: Any, version: int, by: User, explicit: bool = False) -> Saved:
    """Save one field of a row that was seen in ``version``.

    value: typed (str, date, Decimal, bool, row); explicit: True writes a version of the history, the
    autosave does not. Raises Refused (locked, not theirs), Conflict, ValidationError.
    """
    return save_fields(row=row, values={field: value}, version=version, by=by, explicit=explicit)


def save_fields(*, row: PlanPart, values: Mapping[str, Any], version: int, by: User, explicit: bool = True) -> Saved:
    """Save several fields of a row at once; all or none. See ``save_field``."""
    with editing(row.plan, by=by, area=area_of(row)) as plan:
        current = locked_row(row)
        values = clean_values(type(row), values)
        changed = {name: value for name, value in values.items() if read_value(current, name) != value}
        refuse_conflicts(current, changed, version)
        others = _others(current, version, by)
        if changed:
            current.plan = plan
            write(current, changed, plan=plan, by=by, explicit=explicit)
    return Saved(current, others)


def area_of(row: PlanPart) -> str:
    """The code of the area that a row stands below, "" for the rest of the plan."""
    return row.area.code if isinstance(row, fields.IN_AREAS) else ""


def locked_row(row: PlanPart) -> PlanPart:
    """The row as it stands, locked; MovedOn when somebody removed it meanwhile."""
    current = type(row).everything.select_for_update().get(pk=row.pk)
    if current.removed_at is not None:
        raise MovedOn("Dòng này vừa được xóa. Hoàn tác việc xóa rồi mới sửa được.")
    return current


def clean_values(model: type[Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values fit for storing: NFC, no invisible characters, within limits, no marked secret.

    Raises ValidationError by field, all faults at once.
    """
    cleaned, faults = {}, {}
    for name, value in values.items():
        if name not in _open_fields(model):
            raise KeyError(name)
        try:
            cleaned[name] = _clean(model, name, value)
        except ValidationError as fault:
            faults[name] = fault.messages
    if faults:
        raise ValidationError(faults)
    return cleaned


def _open_fields(model: type[Model]) -> tuple[str, ...]:
    return fields.PLAN_FIELDS if model is Plan else fields.EDITABLE[model]


def _clean(model: type[Model], name: str, value: Any) -> Any:
    if name == "partners":
        pieces = [value] if isinstance(value, str) else value
        return "; ".join(filter(None, (clean_line(part) for text in pieces for part in text.split(";"))))
    if value is None and fields.is_text(model, name):
        value = ""
    if not isinstance(value, str):
        return value
    return clean_text(value, limit=fields.limit(model, name), lines=fields.many_lines(model, name))


def clean_line(text: str, limit: int = 200) -> str:
    """One line of typed words."""
    return clean_text(text, limit=limit, lines=False)


def clean_text(text: str, *, limit: int, lines: bool) -> str:
    """Typed words made fit for storing. Raises ValidationError (too long, marked secret)."""
    if len(text) > 10 * limit:
        raise ValidationError(_too_long(len(text), limit))
    secret = marked_secret(text)
    if secret:
        raise ValidationError(secret)
    text = clean_pasted(text)
    if not lines:
        text = " ".join(text.split())
    if len(text) > limit:
        raise ValidationError(_too_long(len(text), limit))
    return text


def _too_long(length: int, limit: int) -> str:
    return (
        f"Nội dung dài {format_decimal(length)} ký tự, ô này nhận tối đa {format_decimal(limit)}. "
        "Chưa lưu gì; rút gọn hoặc chia thành nhiều dòng."
    )


def read_value(row: Model, name: str) -> Any:
    """The stored value of a field, as ``save_field`` takes it."""
    if name == "conditions":
        return list(row.conditions.all())
    if name == "partners":
        return "; ".join(partner.partner_text for partner in row.partners.all()) if row.pk else ""
    value = getattr(row, name)
    return value.normalize() if isinstance(value, Decimal) else value


def refuse_conflicts(current: PlanPart, changed: Mapping[str, Any], version: int) -> None:
    """Raise Conflict when somebody changed one of the fields after ``version`` was read."""
    touched = {name: current.touched[name] for name in changed if current.touched.get(name, (0,))[0] > version}
    if not touched:
        return
    users = User.objects.select_related("official").in_bulk([touch[1] for touch in touched.values()])
    raise Conflict(
        current,
        [
            Clash(
                name,
                fields.label(type(current), name),
                changed[name],
                read_value(current, name),
                users[user].display_name if user in users else "Người khác",
                datetime.fromisoformat(moment),
            )
            for name, (_, user, moment) in touched.items()
        ],
    )


def _others(current: PlanPart, version: int, by: User) -> tuple[str, ...]:
    newer = {name: touch[1] for name, touch in current.touched.items() if touch[0] > version and touch[1] != by.pk}
    people = {user.pk: user.display_name for user in User.objects.filter(pk__in=newer.values())} if newer else {}
    return tuple(f"{people[user]} vừa sửa ô {fields.label(type(current), name)}." for name, user in newer.items())


def write(row: PlanPart, values: Mapping[str, Any], *, plan: Plan, by: User, explicit: bool) -> None:
    """Set values and what follows from them, check the row, save it. Inside ``editing``."""
    is_new = row.pk is None
    for name, value in values.items():
        if name != "partners":
            setattr(row, name, value)
    for name in values:
        derive = _DERIVED.get((type(row), name))
        if derive:
            derive(row, plan, values)
    if not is_new:
        row.version += 1
    for name in values:
        row.touched[name] = [row.version, by.pk, now().isoformat()]
    row.updated_by = by
    check(row)
    store(row, by=by, explicit=explicit)
    if "partners" in values:
        if not is_new:
            row.partners.all().delete()
        _write_partners(row, plan, values["partners"])
    if isinstance(row, Target) and "phrase" in values:
        read_many([row], plan) if is_new else reread(row)


def check(row: Model) -> None:
    """Every rule of the model, except that a row may still be without its words."""
    open_words = [name for name in ("phrase", "content", "holder_text", "name") if getattr(row, name, None) == ""]
    row.full_clean(exclude=open_words)


def store(row: PlanPart, *, by: User, explicit: bool) -> None:
    """Save the row; the autosave writes no version of the history."""
    row._history_user = by
    if not explicit:
        row.skip_history_when_saving = True
    try:
        row.save()
    finally:
        if not explicit:
            del row.skip_history_when_saving


def _match(words: str, rows, *names: str) -> models.Model | None:
    """The row one of whose names is what was typed, whatever its case and marks."""
    wanted = fold(words)
    return next((row for row in rows if wanted and wanted in {fold(getattr(row, name)) for name in names}), None)


def _derive_lead(task: Task, plan: Plan, values: Mapping[str, Any]) -> None:
    if values.get("lead") is None:
        task.lead = _match(task.lead_text, queries.own_units(plan), "name", "issuer_short", "issuer_name")


def _name_lead(task: Task, plan: Plan, values: Mapping[str, Any]) -> None:
    if task.lead is not None and not values.get("lead_text"):
        task.lead_text = task.lead.name


def _derive_product(task: Task, plan: Plan, values: Mapping[str, Any]) -> None:
    if values.get("product_type") is None:
        types = DocumentType.objects.on(queries.plan_day(plan)).filter(is_product=True)
        task.product_type = _match(task.product_text, types, "name")


def _name_product(task: Task, plan: Plan, values: Mapping[str, Any]) -> None:
    if task.product_type is not None and not values.get("product_text"):
        task.product_text = task.product_type.name


def _derive_timing(task: Task, plan: Plan, values: Mapping[str, Any]) -> None:
    if not task.timing_text:
        task.timing, task.starts_on, task.ends_on = Task.Timing.NONE, None, None
        return
    try:
        reading = plan_timing(task.timing_text, plan)
    except NotReadable as fault:
        raise ValidationError({"timing_text": fault.sentence}) from None
    task.timing, task.starts_on, task.ends_on = reading.kind.value, reading.start, reading.end


def _derive_holder(row: Responsibility, plan: Plan, values: Mapping[str, Any]) -> None:
    if values.get("holder") is None:
        row.holder = _match(row.holder_text, queries.own_units(plan), "name", "issuer_short", "issuer_name")


def _name_holder(row: Responsibility, plan: Plan, values: Mapping[str, Any]) -> None:
    if row.holder is not None and not values.get("holder_text"):
        row.holder_text = row.holder.name


def _derive_recipient(row: PlanRecipient, plan: Plan, values: Mapping[str, Any]) -> None:
    if values.get("recipient_unit") is None:
        row.recipient_unit = _match(row.name, queries.named_units(plan), "name", "issuer_short", "issuer_name")


def _name_recipient(row: PlanRecipient, plan: Plan, values: Mapping[str, Any]) -> None:
    if row.recipient_unit is not None and not values.get("name"):
        row.name = row.recipient_unit.issuer_short or row.recipient_unit.name


_DERIVED = {
    (Task, "lead_text"): _derive_lead,
    (Task, "lead"): _name_lead,
    (Task, "product_text"): _derive_product,
    (Task, "product_type"): _name_product,
    (Task, "timing_text"): _derive_timing,
    (Responsibility, "holder_text"): _derive_holder,
    (Responsibility, "holder"): _name_holder,
    (PlanRecipient, "name"): _derive_recipient,
    (PlanRecipient, "recipient_unit"): _name_recipient,
}


def _write_partners(task: Task, plan: Plan, words: str) -> None:
    known: list[Unit] = queries.named_units(plan) if words else []
    TaskPartner.objects.bulk_create(
        TaskPartner(
            task=task,
            partner=_match(text, known, "name", "issuer_short", "issuer_name"),
            partner_text=text,
            order=order,
        )
        for order, text in enumerate(filter(None, (part.strip() for part in words.split(";"))), start=1)
    )

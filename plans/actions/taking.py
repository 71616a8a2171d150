"""Rows that come from elsewhere: a directive's item, a plan below; milestones of a stage; what serves what."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from directives.models import Assignment, Directive, DirectiveItem, DirectiveTarget
from directives.queries import Node, flat, tree
from documents.reading.dates import format_date_short
from documents.reading.quantities import NotReadable
from organisations.models import User
from plans import queries
from plans.actions import rows, saving
from plans.actions.copying import copy_below, duplicate, insert
from plans.fields import MOST_PHRASE
from plans.models import Area, Milestone, Plan, Target, Task
from plans.queries.sight import plans_of
from plans.timing import plan_timing
from plans.wording import issuer_in_text
from workflow.actions import editing
from workflow.rules import Refused

Row = Target | Task


def take_up(
    *,
    plan: Plan,
    by: User,
    item: DirectiveItem | None = None,
    target: DirectiveTarget | None = None,
    area: Area | None = None,
) -> Row:
    """Take a directive's item (as a task) or target into a plan's draft, with text, lead, partners and time.

    area: where it goes, else the area that the item names. What is taken stays tied to its source; the unit types
    on. Raises Refused (locked, not theirs, not given to them), ValidationError (area, withdrawn, taken already).
    """
    if (item is None) == (target is None):
        raise ValueError("an item or a target")
    source = item if item is not None else target.item
    place = area or _area_of(plan, source)
    with editing(plan, by=by, area=place.code) as locked:
        _refuse_source(locked, source, by)
        taken = _taken(locked, item, target)
        if taken is not None:
            raise ValidationError(f"Việc này đã có trong kế hoạch: “{_short(taken)}”.")
        rows.hold_area(locked, place)
        row: Row
        if target is None:
            row, values = Task(source_item=source), _task_values(locked, source)
        else:
            row, values = Target(source_item=source, source_target=target), {"phrase": target.phrase}
        row.plan, row.area, row.order = locked, place, _next_order(locked, type(row), place)
        saving.write(row, saving.clean_values(type(row), values), plan=locked, by=by, explicit=True)
    return row


def take_up_many(
    *, plan: Plan, by: User, rows: Iterable[tuple[DirectiveItem | DirectiveTarget, Area | None]]
) -> list[Row]:
    """Take several items and targets, each into its area (None: the one it names); all or nothing. See ``take_up``."""
    with transaction.atomic():
        return [
            take_up(plan=plan, by=by, area=area, **{"item" if isinstance(row, DirectiveItem) else "target": row})
            for row, area in rows
        ]


def _area_of(plan: Plan, item: DirectiveItem) -> Area:
    """The area that the item or the nearest one above it names, else the only area of the plan."""
    if plan.area_id:
        return plan.area
    one: DirectiveItem | None = item
    while one is not None:
        if one.area_code:
            found = Area.objects.filter(template=plan.template_id, code=one.area_code).first()
            if found is not None:
                return found
        one = one.parent
    raise ValidationError({"area": "Chọn lĩnh vực của kế hoạch để đưa việc này vào."})


def _refuse_source(plan: Plan, item: DirectiveItem, by: User) -> None:
    directive = Directive.objects.visible_to(by).filter(pk=item.directive_id).first()
    if directive is None:
        raise Refused("Văn bản này không gửi đến đơn vị nên không đưa vào kế hoạch được.")
    if directive.withdrawn_on is not None or item.state == DirectiveItem.State.WITHDRAWN:
        raise ValidationError("Nội dung này đã bị bãi bỏ, thu hồi nên không đưa vào kế hoạch nữa.")
    if not (item.text or item.heading).strip():
        raise ValidationError("Mục này chưa có nội dung để đưa vào kế hoạch.")


def _taken(plan: Plan, item: DirectiveItem | None, target: DirectiveTarget | None) -> Row | None:
    if item is not None:
        return Task.objects.filter(plan=plan, source_item=item).first()
    return Target.objects.filter(plan=plan, source_target=target).first()


def _short(row: Row) -> str:
    words = " ".join((row.content if isinstance(row, Task) else row.phrase).split())
    return words if len(words) <= 90 else words[:89].rstrip() + "…"


def _next_order(plan: Plan, model: type[Row], area: Area) -> int:
    return (model.everything.filter(plan=plan, area=area).aggregate(last=Max("order"))["last"] or 0) + 1


def _task_values(plan: Plan, item: DirectiveItem) -> dict:
    node = next(node for node in flat(tree(item.directive)) if node.item.pk == item.pk)
    values = {"content": (item.text or item.heading)[:MOST_PHRASE]}
    values |= _lead_values(plan, node)
    if node.partners:
        values["partners"] = "; ".join(row.holder_text for row in node.partners)
    return values | _timing_values(plan, node)


def _lead_values(plan: Plan, node: Node) -> dict:
    """The unit's own post that the item names, else the words of the directive."""
    own = {unit.pk: unit for unit in queries.own_units(plan)}
    named = next((row.holder for row in node.leads if row.holder_id in own), None)
    if named is not None:
        return {"lead": named}
    return {"lead_text": node.leads[0].holder_text} if node.leads else {}


def _timing_values(plan: Plan, node: Node) -> dict:
    """The time as the directive has it where the portal can read it, else its last day, else a note."""
    said = next((row for row in [*node.leads, *node.partners] if row.timing_text or row.due_on), None)
    if said is None:
        return {}
    words = said.timing_text
    if _readable(words, plan):
        return {"timing_text": words}
    values = {"timing_text": _day_words(said)} if said.due_on else {}
    return values | ({"note": f"Thời hạn trong văn bản: {words}"[:300]} if words else {})


def _readable(words: str, plan: Plan) -> bool:
    try:
        plan_timing(words, plan)
    except NotReadable:
        return False
    return True


def _day_words(row: Assignment) -> str:
    day = format_date_short(row.due_on)
    return day if row.due_inclusive else f"trước ngày {day}"


def take_contribution(*, plan: Plan, row: Row, by: User) -> Row:
    """Take a target or task of a plan below, once it has been handed in, into this plan's draft.

    The lead of another unit's task is that unit. Raises Refused (locked, not theirs, not a plan below, not handed
    in), ValidationError (taken already, no such area).
    """
    sub = row.plan
    area = _same_area(plan, row.area)
    with editing(plan, by=by, area=area.code) as locked:
        if sub.upper_id not in queries.lineage_ids(locked) or not _sees(by, sub):
            raise Refused("Kế hoạch này không thuộc kế hoạch đang soạn.")
        if not queries.handed_in(sub):
            raise Refused("Kế hoạch này đang soạn. Đơn vị lập kế hoạch trình xong thì lấy nội dung được.")
        model = type(row)
        taken = model.objects.filter(plan=locked, contributed_from=row.pk).first()
        if taken is not None:
            raise ValidationError(f"Việc này đã có trong kế hoạch: “{_short(taken)}”.")
        rows.hold_area(locked, area)
        twin = duplicate(row, plan=locked, by=by)
        twin.contributed_from, twin.serves, twin.area = row, None, area
        twin.order = _next_order(locked, model, area)
        if isinstance(twin, Task) and sub.unit_id != locked.unit_id:
            twin.lead, twin.head, twin.lead_text = None, None, issuer_in_text(sub.unit)
        insert([twin], by=by)
        copy_below({row: twin})
    return twin


def _same_area(plan: Plan, area: Area) -> Area:
    if area.template_id == plan.template_id:
        return area
    found = Area.objects.filter(template=plan.template_id, code=area.code).first()
    if found is None:
        raise ValidationError({"area": "Khung của kế hoạch không có lĩnh vực này."})
    return found


def _sees(by: User, plan: Plan) -> bool:
    return plans_of(by).filter(pk=plan.pk).exists()


def serve(*, row: Row, upper_row: Row | None, by: User) -> Row:
    """Say which target or task of the upper plan a row helps to reach; None: none.

    Raises Refused (locked, not theirs, not a row of the plan above).
    """
    with editing(row.plan, by=by, area=row.area.code) as locked:
        current = saving.locked_row(row)
        if upper_row is not None:
            above = queries.lineage_ids(locked.upper) if locked.upper_id else []
            if type(upper_row) is not type(current) or upper_row.plan_id not in above or upper_row.removed_at:
                raise Refused("Chọn một dòng của kế hoạch mà kế hoạch này thực hiện.")
        current.serves = upper_row
        current.version += 1
        current.updated_by = by
        saving.store(current, by=by, explicit=True)
    return current


def set_milestone(*, row: Row, year: int, by: User, value: Decimal | None = None, text: str = "") -> Milestone | None:
    """Say what a row of a stage plan is to reach by the end of a year; without value and text the year is emptied.

    Raises Refused (locked, not theirs, no stage plan), ValidationError by field.
    """
    text = saving.clean_line(text, limit=200)
    with editing(row.plan, by=by, area=row.area.code) as locked:
        current = saving.locked_row(row)
        if locked.scope != Plan.Scope.STAGE:
            raise Refused("Chỉ kế hoạch giai đoạn có lộ trình từng năm.")
        if not locked.year <= year <= locked.year_to:
            raise ValidationError({"year": f"Năm từ {locked.year} đến {locked.year_to}."})
        owner = "target" if isinstance(current, Target) else "task"
        held = Milestone.objects.select_for_update().filter(plan=locked, year=year, **{owner: current}).first()
        if value is None and not text:
            if held is not None:
                held.delete()
            return None
        milestone = held or Milestone(plan=locked, year=year, **{owner: current})
        milestone.version += held is not None
        milestone.value, milestone.text, milestone.updated_by = value, text, by
        milestone.full_clean()
        milestone.save()
    return milestone

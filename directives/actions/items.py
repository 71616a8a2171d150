"""The tree of a directive: its items, who does them, which targets they set."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max, ProtectedError

from directives.actions.writing import line, prose, writing
from directives.models import AddresseeGroup, Assignment, Directive, DirectiveItem, DirectiveTarget
from documents.reading.quantities import NotReadable
from documents.reading.timing import read_timing_of_paper
from organisations.models import Unit
from workflow.clock import today
from workflow.rules import Refused

_LINES = {"marker": 10, "heading": 400, "area_code": 10}


def add_item(
    directive: Directive,
    *,
    by,
    parent: DirectiveItem | None = None,
    marker: str = "",
    heading: str = "",
    text: str = "",
    kind: str = DirectiveItem.Kind.WORK,
    area_code: str = "",
) -> DirectiveItem:
    """Add an item at the end of its level. marker: as printed; it is quoted and may skip a letter (trap 8).

    Raises Refused, ValidationError (nothing said, another directive's parent, a marked secret).
    """
    with writing(directive, by=by, action="add_item") as locked:
        if parent is not None and parent.directive_id != locked.pk:
            raise ValidationError({"parent": "Mục cha thuộc văn bản khác."})
        item = DirectiveItem(directive=locked, parent=parent, kind=kind, order=_last(locked, parent) + 1)
        _write(item, {"marker": marker, "heading": heading, "text": text, "area_code": area_code})
    return item


def _last(directive: Directive, parent: DirectiveItem | None) -> int:
    rows = DirectiveItem.objects.filter(directive=directive, parent=parent)
    return rows.aggregate(last=Max("order"))["last"] or 0


def _write(item: DirectiveItem, values: dict) -> None:
    for name, value in values.items():
        if name in _LINES:
            value = line(value, limit=_LINES[name], name=name)
        elif name == "text":
            value = prose(value, name=name)
        setattr(item, name, value)
    if not (item.heading or item.text):
        raise ValidationError({"text": "Ghi nội dung của mục."})
    item.full_clean()
    item.save()


def change_item(item: DirectiveItem, *, by, seen: int | None = None, **values) -> DirectiveItem:
    """Correct an item of a directive that was not sent out. values: marker, heading, text, kind, area_code."""
    unknown = set(values) - {*_LINES, "text", "kind"}
    if unknown:
        raise TypeError(f"an item has no {', '.join(sorted(unknown))}")
    with writing(item.directive, by=by, action="change_item", item=item.pk):
        current = DirectiveItem.objects.select_for_update().get(pk=item.pk)
        if seen not in (None, current.version):
            raise Refused("Người khác vừa sửa mục này. Mở lại trang để xem bản mới rồi sửa tiếp.")
        current.version += 1
        _write(current, values)
    return current


def remove_item(item: DirectiveItem, *, by) -> None:
    """Remove an item with everything below it, as long as nothing was made of it."""
    with writing(item.directive, by=by, action="remove_item", item=item.pk, text=item.text[:200]):
        try:
            item.delete()
        except ProtectedError as fault:
            raise Refused("Mục này hoặc mục con đã vào kế hoạch hay đã giao nên không xóa được; ghi bãi bỏ.") from fault


def move_item(item: DirectiveItem, *, step: int, by) -> DirectiveItem:
    """Move an item one place up (-1) or down (1) among its siblings; at the end it stays."""
    with writing(item.directive, by=by, action="move_item", item=item.pk):
        rows = list(DirectiveItem.objects.filter(directive=item.directive_id, parent=item.parent_id))
        at = next(index for index, one in enumerate(rows) if one.pk == item.pk)
        rows.insert(min(max(at + step, 0), len(rows) - 1), rows.pop(at))
        for order, one in enumerate(rows, start=1):
            if one.order != order:
                DirectiveItem.objects.filter(pk=one.pk).update(order=order)
    item.refresh_from_db()
    return item


def assign(
    item: DirectiveItem,
    *,
    by,
    part: str = Assignment.Part.LEAD,
    holder: Unit | None = None,
    group: AddresseeGroup | None = None,
    holder_text: str = "",
    timing_text: str = "",
    due_on: date | None = None,
    due_inclusive: bool = True,
    channel: str = "",
) -> Assignment:
    """Note who does an item, as the paper says. timing_text is read ("chậm nhất 28/02", "hằng quý", "thường xuyên");
    without a year it is never over on the day of the paper.

    due_on: the day where the paper gives one that depends on the plan's year; else read from the words.
    Raises Refused, ValidationError (nobody named).
    """
    words = line(holder_text, limit=200, name="holder_text") or str(holder or group or "")
    if not words:
        raise ValidationError({"holder_text": "Ghi đơn vị, chức danh thực hiện."})
    said = line(timing_text, limit=200, name="timing_text")
    read = _timing(said, item)
    with writing(item.directive, by=by, action="assign", item=item.pk):
        row = Assignment(
            item=item,
            part=part,
            holder=holder,
            group=group,
            holder_text=words,
            timing=read.kind if read else (Assignment.Timing.DATE if due_on else ""),
            timing_text=said,
            due_on=due_on or (read.end if read else None),
            due_inclusive=due_inclusive,
            channel=line(channel, limit=120, name="channel"),
            order=Assignment.objects.filter(item=item, part=part).count() + 1,
        )
        row.full_clean()
        row.save()
    return row


def _timing(said: str, item: DirectiveItem):
    if not said:
        return None
    day = item.directive.document.issued_on or today()
    try:
        return read_timing_of_paper(said, day)
    except NotReadable:
        return None


def unassign(assignment: Assignment, *, by) -> None:
    """Take an assignment off an item of a directive that was not sent out."""
    with writing(assignment.item.directive, by=by, action="unassign", item=assignment.item_id):
        assignment.delete()


def set_target(item: DirectiveItem, *, by, phrase: str) -> DirectiveTarget:
    """Note a target that the item sets, verbatim. Raises Refused, ValidationError (empty)."""
    words = prose(phrase, name="phrase")
    if not words:
        raise ValidationError({"phrase": "Ghi nội dung chỉ tiêu."})
    with writing(item.directive, by=by, action="set_target", item=item.pk):
        return DirectiveTarget.objects.create(
            item=item, phrase=words, order=DirectiveTarget.objects.filter(item=item).count() + 1
        )


def remove_target(target: DirectiveTarget, *, by) -> None:
    """Remove a target that nobody has taken up."""
    with writing(target.item.directive, by=by, action="remove_target", item=target.item_id):
        try:
            target.delete()
        except ProtectedError as fault:
            raise Refused("Chỉ tiêu này đã vào kế hoạch nên không xóa được.") from fault

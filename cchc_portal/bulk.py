"""Tiếp nhận hàng loạt: which units of a call can be accepted together, and why the others are left out (ux 4.9, M95)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from cchc_portal import names
from cchc_portal.desks import desks_for, was_sent
from organisations.models import User
from organisations.rules import Powers
from workflow import actions
from workflow.flows import flow_of
from workflow.models import Call, CallUnit, Item, Remark
from workflow.rules import MovedOn, Refused, Situation, find_step, refusal

ACT = "accept"
# The most that one press accepts: every unit is one transaction of its own.
AT_MOST = 200
# Why the act does not exist yet where the item stands, as it is said of a unit.
_NOT_YET = {
    "issued": "chưa mở xem",
    "submitted": "chưa mở xem",
    "under_review": "chuyên viên chưa đề xuất kết luận",
    "accepted": "đã tiếp nhận",
    "superseded": "đã được thay thế",
    "replacement_asked": "đang chờ bản thay thế",
    "correction_asked": "đang chờ đính chính",
    "passed": "đã thông qua, chưa ban hành",
}
_NOT_SENT = "chưa gửi"


@dataclass(frozen=True)
class Line:
    """One unit that was chosen. item: what it sent, None for nothing; why: it is left out, "" where it is accepted."""

    asked: CallUnit
    item: Item | None
    why: str = ""

    @property
    def name(self) -> str:
        """The unit at the beginning of a line."""
        return names.titled(self.asked.unit.name)


def sorted_out(call: Call, chosen: Iterable[CallUnit], user: User, powers: Powers) -> tuple[list[Line], list[Line]]:
    """Lines that can be accepted now, and lines that are left out with the reason; both by name of unit.

    The number of queries does not grow with the units, as far as the kind's own checks keep to it.
    """
    rows = sorted(chosen, key=lambda row: (names.order(row.unit.name), row.pk))
    items = _items(call, rows, user)
    whys = _whys(list(items.values()), user, powers)
    lines = [_line(row, items.get(row.pk), whys) for row in rows]
    return [line for line in lines if not line.why], [line for line in lines if line.why]


def _items(call: Call, rows: Sequence[CallUnit], user: User) -> dict[int, Item]:
    found: dict[int, Item] = {}
    for desk in desks_for(call.subject):
        found |= desk.asked_by(call, rows, user)
    return found


def _line(row: CallUnit, item: Item | None, whys: dict[tuple[str, int], str]) -> Line:
    if item is None or not was_sent(item):
        return Line(row, None, _NOT_SENT)
    return Line(row, item, whys[item.kind, item.pk])


def _whys(items: list[Item], user: User, powers: Powers) -> dict[tuple[str, int], str]:
    """Per item why it is not accepted: where it stands, whose right it is, what was found, what is still open."""
    at = Situation(user, items, powers=powers)
    found = {(item.kind, item.pk): _barred(item, at) for item in items}
    left = [item for item in items if not found[item.kind, item.pk]]
    found |= _faults(left) | _remarked(left)
    return found


def _barred(item: Item, at: Situation) -> str:
    if find_step(ACT, item, at) is None:
        return _NOT_YET.get(item.state, _NOT_SENT)
    sentence = refusal(at.user, ACT, item, situation=at)
    return f"{sentence[:1].lower()}{sentence[1:].rstrip('.')}" if sentence else ""


def _faults(items: list[Item]) -> dict[tuple[str, int], str]:
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        by_kind.setdefault(item.kind, []).append(item)
    return {
        (kind, pk): f"còn {len(sentences)} lỗi"
        for kind, alike in by_kind.items()
        for pk, sentences in flow_of(alike[0]).blockers(alike, ACT).items()
        if sentences
    }


def _remarked(items: list[Item]) -> dict[tuple[str, int], str]:
    """Official remarks that nobody has settled, answered or not: one query for each kind."""
    kinds = {item.kind for item in items}
    rows = Remark.objects.filter(kind__in=kinds, object_id__in=[item.pk for item in items], private=False)
    counts = Counter(rows.exclude(state=Remark.State.RESOLVED).values_list("kind", "object_id"))
    return {key: f"còn {number} ý kiến" for key, number in counts.items()}


def accept(lines: Iterable[Line], *, by: User) -> tuple[list[Line], list[Line]]:
    """Take the act on one unit after another, each for itself: lines accepted, and lines refused with their sentence."""
    done, left = [], []
    for line in lines:
        try:
            actions.take(ACT, line.item, by=by, seen=line.item.version)
        except (Refused, MovedOn) as fault:
            left.append(Line(line.asked, line.item, fault.sentence))
        except ValidationError as fault:
            left.append(Line(line.asked, line.item, " ".join(fault.messages)))
        else:
            done.append(line)
    return done, left

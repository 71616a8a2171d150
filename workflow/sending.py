"""Sending an item on from its authors, as the check page of every kind does it: step, act, receipt (ux 4.3, M33)."""

from collections.abc import Mapping

from django.utils.timezone import localtime

from workflow import actions
from workflow.models import Event, Item, Road
from workflow.rules import Situation, find_step
from workflow.states import Step

# Acts that hand an item on from its authors, in the order in which the road knows them.
_SENDING = ("submit", "send_to_sign")
# What the receipt says: what was done, and who may open it first.
_SAID = {
    "submitted": ("Đã gửi xin ý kiến", "cơ quan theo dõi"),
    "awaiting_chairman": ("Đã trình Chủ tịch", "Chủ tịch"),
}
_SAID_ELSE = ("Đã trình", "người kiểm tra")


def step_of(item: Item, situation: Situation) -> Step | None:
    """The step with which the item leaves its authors from where it stands, None where there is none."""
    return next((step for action in _SENDING if (step := find_step(action, item, situation))), None)


def send(item: Item, posted: Mapping[str, str], *, by) -> Item:
    """Take the act that a check page posted.

    posted: action, note for the next reader, version of the item that the person saw.
    Raises ValidationError, Refused, MovedOn.
    """
    action, seen = posted.get("action", ""), posted.get("version", "")
    return actions.take(
        action if action in _SENDING else "submit",
        item,
        by=by,
        comment=posted.get("note", ""),
        seen=int(seen) if seen.isdecimal() else None,
    )


def receipt(item: Item) -> str:
    """M33: to whom, when, which time."""
    at = localtime(item.sent_at)
    times = f" (lần {item.times_sent})" if item.times_sent > 1 else ""
    said, whom = _SAID.get(item.state, _SAID_ELSE)
    return f"{said} lúc {at.hour}:{at.minute:02d} ngày {at:%d/%m/%Y}{times}. Rút lại được khi {whom} chưa mở xem."


def label_of(item: Item) -> str:
    """What the one button says that hands the item on (M01)."""
    asks_first = item.road == Road.REVIEW_THEN_SIGN and item.state != "passed"
    return "Gửi xin ý kiến" if asks_first else "Trình Chủ tịch ký"


def last_return(item: Item) -> Event | None:
    """The last time the item was handed back, for its reason; None before it was first sent."""
    if not item.times_sent:
        return None
    return Event.objects.filter(kind=item.kind, object_id=item.pk, action="return").order_by("-sequence").first()

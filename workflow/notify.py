"""Who is told what when an item moves: rows in the bell, written with the move (ux M78 to M84)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from organisations.roles import Capability
from organisations.rules import holders_in
from workflow.duties import duties_of
from workflow.flows import flow_of, flows
from workflow.models import Call, CallUnit, Event, Item, Notice
from workflow.offices import people_in
from workflow.states import STATES

# Notices about a call itself, for those who answer for it and for units that have begun nothing.
CALL = "call"
# The act by which a unit asks its authority for more time.
WANT_TIME = "call.want_time"
# Where notices about what is no item lead: by their kind, a function that answers for many keys with their addresses.
pages: dict[str, Callable[[Iterable[int]], dict[int, str]]] = {}

# What the next office reads, by the capability that must act.
_TURN = {
    "draft": "Cần xử lý",
    "submit": "Cần xử lý",
    "check_content": "Cần kiểm tra",
    "check_form": "Cần kiểm tra thể thức",
    "sign": "Chờ duyệt",
    "issue": "Cần cấp số, ban hành",
    "review": "Cần rà soát",
    "conclude": "Chờ kết luận",
}
# What the author reads when others have acted.
_NEWS = {
    "return": "Trả lại để sửa",
    "sign": "Đã được duyệt",
    "issue": "Đã ban hành",
    "begin_review": "Cấp trên bắt đầu rà soát",
    "pass": "Được thông qua",
    "accept": "Đã được tiếp nhận",
    "confirm": "Đã xác nhận hoàn thành",
    "not_yet": "Chưa đạt, cần làm thêm",
    "ask_replacement": "Cấp trên đề nghị thay thế",
    "ask_correction": "Cấp trên đề nghị đính chính",
}


def tell(item: Item, event: Event) -> None:
    """Write notices for those whose turn it is now and for the author; never to the actor.

    Whoever was called before has nothing to do any more: those calls count as read.
    """
    Notice.objects.filter(kind=item.kind, object_id=item.pk, my_turn=True, read_at=None).update(read_at=event.at)
    title = flow_of(item).title(item)
    times = f" (lần {item.times_sent})" if item.times_sent > 1 else ""
    rows: dict[int, Notice] = {}
    for duty in duties_of(item):
        for user in people_in({duty.office_id}).users(duty.office_id, duty.capability):
            if user != event.by_id and (not duty.person_id or duty.person_id == user):
                subject = f"{_TURN[duty.capability]}: {title}{times}"
                rows[user] = _notice(item, event, user, subject, my_turn=True)
    news = _NEWS.get(event.action)
    author = item.sent_by_id or item.created_by_id
    if news and author != event.by_id:
        mine = author in rows and STATES[item.state].turn == "submit"
        rows[author] = _notice(item, event, author, f"{news}: {title}{times}", my_turn=mine)
    Notice.objects.bulk_create(rows.values())


def addresses(notices: Iterable[Notice]) -> dict[tuple[str, int], str]:
    """Where notices about what is no item lead, by (kind, object_id); one query per kind."""
    wanted: dict[str, set[int]] = {}
    for one in notices:
        if one.kind in pages:
            wanted.setdefault(one.kind, set()).add(one.object_id)
    return {(kind, key): url for kind, keys in wanted.items() for key, url in pages[kind](keys).items()}


def announce(
    call: Call, rows: Sequence[CallUnit], *, event: Event, subject: str, body: str, my_turn: bool = False
) -> int:
    """Tell those who draft and send for the units of a call; how many people. A constant number of queries.

    The notice leads to what the unit has begun, to nothing where it has begun nothing. Who does this for two units is
    told once, of the first.
    """
    found = holders_in(Capability.SUBMIT, {row.unit_id for row in rows})
    told: dict[int, CallUnit] = {}
    for row in rows:
        for user in found.get(row.unit_id, ()):
            if user.pk != event.by_id:
                told.setdefault(user.pk, row)
    return answer(call, told, event=event, subject=subject, body=body, my_turn=my_turn)


def answer(
    call: Call, told: Mapping[int, CallUnit], *, event: Event, subject: str, body: str, my_turn: bool = False
) -> int:
    """Tell people of units, by account, of their unit's row of a call; how many. The notice leads as in `announce`."""
    asked = {row.pk for row in told.values()}
    begun = {
        item.call_unit_id: (flow.kind, item.pk)
        for flow in flows()
        for item in flow.model.objects.filter(call_unit__in=asked, binned_at=None).only("call_unit_id").order_by("pk")
    }
    places = {user: (*begun.get(row.pk, (CALL, call.pk)), row.unit_id) for user, row in told.items()}
    return _write(places, event=event, subject=subject, body=body, my_turn=my_turn)


def ask_authority(row: CallUnit, people: Iterable[int], *, event: Event, subject: str, body: str) -> int:
    """Tell people of the authority, by account, that a unit of its call waits for an answer; the notice leads to the call."""
    places = {user: (CALL, row.call_id, row.unit_id) for user in people if user != event.by_id}
    return _write(places, event=event, subject=subject, body=body, my_turn=True)


def answered(call: Call, units: Sequence[int], *, at) -> None:
    """Those of the authority who were asked have nothing to answer any more."""
    asked = Notice.objects.filter(kind=CALL, object_id=call.pk, unit__in=units, read_at=None)
    asked.filter(event__action=WANT_TIME).update(read_at=at)


def _write(places: Mapping[int, tuple[str, int, int]], *, event: Event, subject: str, body: str, my_turn: bool) -> int:
    """One notice for each account; places: per account kind and key of what it leads to, and the unit it is about."""
    Notice.objects.bulk_create(
        Notice(
            to_id=user, kind=kind, object_id=object_id, unit_id=unit, my_turn=my_turn,
            subject=subject[:250], body=body, at=event.at, event=event,
        )
        for user, (kind, object_id, unit) in places.items()
    )  # fmt: skip
    return len(places)


def _notice(item: Item, event: Event, user: int, subject: str, *, my_turn: bool) -> Notice:
    said = f" “{event.comment}”" if event.comment else ""
    return Notice(
        to_id=user,
        kind=item.kind,
        object_id=item.pk,
        unit_id=item.unit_id,
        my_turn=my_turn,
        subject=subject[:250],
        body=f"{event.by_name}, {event.by_title}.{said}" if event.by_title else event.by_name + "." + said,
        at=event.at,
        event=event,
    )

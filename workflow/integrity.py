"""What must agree with what: obligations with states, events with their chain, dated rows with each other."""

from collections.abc import Callable, Iterator

from organisations import checks
from organisations.models import Delegation, Membership, ReviewRelation
from workflow import append_only, duties, log
from workflow.flows import flows
from workflow.models import Event, Obligation

# Apps above that keep rows of their own to agree with add their question here in ``AppConfig.ready()``.
others: list[Callable[[], Iterator[str]]] = []


def faults(connection) -> Iterator[str]:
    """Every disagreement found, as a sentence; nothing when all is well."""
    yield from _obligations()
    yield from _chains()
    yield from _ends()
    yield from _overlaps()
    yield from checks.faults()
    for question in others:
        yield from question()
    missing = append_only.expected(connection) - append_only.installed(connection)
    for name in sorted(missing):
        yield f"Thiếu khóa chỉ-thêm {name}."


def _obligations() -> Iterator[str]:
    """Rebuild open obligations from the states and compare."""
    for flow in flows():
        for item in flow.model.objects.select_related("unit").iterator():
            implied = {(d.office_id, d.capability, d.person_id) for d in duties.duties_of(item)}
            rows = Obligation.objects.filter(kind=item.kind, object_id=item.pk, closed_at=None)
            stored = set(rows.values_list("office_id", "capability", "person_id"))
            if implied != stored:
                yield (
                    f"{flow.title(item)} ({item.code}): việc phải làm ghi {sorted(stored, key=str)}, "
                    f"trạng thái cho {sorted(implied, key=str)}."
                )


def _chains() -> Iterator[str]:
    """Walk every chain of events: numbering without gaps, hashes that follow each other."""
    previous = None
    for event in Event.objects.order_by("kind", "object_id", "sequence").iterator():
        same = previous and (previous.kind, previous.object_id) == (event.kind, event.object_id)
        expected = previous.sequence + 1 if same else 1
        before = previous.row_hash if same else ""
        where = f"Diễn biến {event.kind} {event.object_id} số {event.sequence}"
        if event.sequence != expected:
            yield f"{where}: chờ số {expected}."
        if event.previous_hash != before or event.row_hash != log.event_hash(event):
            yield f"{where}: mã băm không khớp."
        previous = event


def _ends() -> Iterator[str]:
    """The state of every item is the one its last act led to: an end cut off a chain shows here."""
    for flow in flows():
        moves = Event.objects.filter(kind=flow.kind).exclude(to_state="").order_by("sequence")
        told = dict(moves.values_list("object_id", "to_state").iterator())
        for item in flow.model.objects.select_related("unit").iterator():
            if told.get(item.pk) != item.state:
                yield (
                    f"{flow.title(item)} ({item.code}): trạng thái là {item.state}, "
                    f"diễn biến dừng ở {told.get(item.pk, 'không có')}."
                )


# Dated rows that may not overlap, by the columns that make them the same.
_EXCLUSIVE = (
    (ReviewRelation, ("unit_id", "authority_id", "subject"), "Quan hệ theo dõi"),
    (Membership, ("user_id", "unit_id", "role"), "Phân quyền"),
    (Delegation, ("unit_id", "to_id", "office_title"), "Phân công"),
)


def _overlaps() -> Iterator[str]:
    for model, columns, noun in _EXCLUSIVE:
        rows = model.objects.order_by(*columns, "valid_from").values_list(*columns, "valid_from", "valid_to")
        last = None
        for *key, start, end in rows:
            if last and last[0] == key and (last[1] is None or last[1] >= start):
                yield f"{noun} {key} có hai dòng trùng thời gian từ {start:%d/%m/%Y}."
            last = (key, end)

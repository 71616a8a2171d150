"""What is mine to do, what waits with others, what happened: queries on obligations and events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from organisations.roles import OWN_SIDE
from organisations.rules import Powers, powers_of
from workflow.clock import now, today
from workflow.flows import flow_for, flow_of, flows, items_of
from workflow.models import Event, Item, Obligation
from workflow.states import AUTHOR, CHAIRMAN, CLERK, HEAD, REVIEWER, STATES, STOPS


@dataclass(frozen=True)
class Work:
    """One row of a work list: the obligation, its item, what it is called and where it is done."""

    obligation: Obligation
    item: Item
    title: str
    asked: str
    url: str
    button: str
    reason: str = ""


# What is asked and what the button says, by capability and (optionally) state.
_ASKED: dict[str, tuple[str, str]] = {
    "submit": ("soạn và trình", "Soạn tiếp"),
    "submit:returned_by_check": ("kiểm tra trả lại", "Sửa tiếp"),
    "submit:returned_by_chairman": ("Chủ tịch trả lại", "Sửa tiếp"),
    "submit:returned_by_reviewer": ("cấp trên trả lại", "Sửa tiếp"),
    "submit:passed": ("trình Chủ tịch ký", "Trình ký"),
    "submit:replacement_asked": ("cấp trên đề nghị thay thế", "Lập bản thay thế"),
    "submit:correction_asked": ("cấp trên đề nghị đính chính", "Lập công văn đính chính"),
    "check_content": ("kiểm tra nội dung", "Kiểm tra"),
    "check_form": ("kiểm tra thể thức", "Kiểm tra"),
    "sign": ("chờ duyệt", "Xem, duyệt"),
    "issue": ("cấp số, ban hành", "Cấp số, ban hành"),
    "review": ("rà soát", "Rà soát"),
    "review:under_review": ("đang rà soát", "Rà soát tiếp"),
    "conclude": ("kết luận", "Xem, kết luận"),
    "draft:to_acknowledge": ("xác nhận đã tiếp nhận", "Xem, tiếp nhận"),
    "submit:to_acknowledge": ("xác nhận đã tiếp nhận", "Xem, tiếp nhận"),
    "draft": ("thực hiện nhiệm vụ", "Cập nhật"),
    "submit:not_started": ("thực hiện nhiệm vụ", "Cập nhật"),
    "submit:in_progress": ("thực hiện nhiệm vụ", "Cập nhật"),
    "submit:ongoing": ("thực hiện nhiệm vụ", "Cập nhật"),
    "submit:to_confirm": ("xác nhận hoàn thành", "Xem, xác nhận"),
}


def _mine(powers: Powers) -> Q:
    """Obligations of the offices in which the person holds the capability asked for."""
    found = Q(pk__in=[])
    for capability, grants in powers.grants.items():
        offices = [grant.office_id for grant in grants]
        found |= Q(capability=capability, office__in=offices)
    return found


def my_work(user, *, powers: Powers | None = None, limit: int | None = None) -> list[Work]:
    """Open obligations whose turn is mine: overdue first, then by due day, then those without."""
    rows = _my_rows(user, powers or powers_of(user))
    return _as_work(list(rows[:limit] if limit else rows))


def _my_rows(user, powers: Powers):
    return (
        _open_to(user, powers)
        .select_related("unit", "office")
        .order_by(F("due_on").asc(nulls_last=True), "opened_at", "id")
    )


def my_work_count(user, *, powers: Powers | None = None) -> int:
    """How many obligations are mine."""
    powers = powers or powers_of(user)
    return _open_to(user, powers).count()


def _open_to(user, powers: Powers):
    """Open obligations of the person; work that may lie until its day comes near is left out before."""
    rows = Obligation.objects.filter(_mine(powers), Q(person=None) | Q(person=user.pk), closed_at=None)
    may_lie = Q(pk__in=[])
    for flow in flows():
        if flow.near_days is not None:
            horizon = today() + timedelta(days=flow.near_days)
            lies = Q(kind=flow.kind) & ~Q(state__in=flow.at_once)
            far = Q(due_on__gt=horizon) | Q(due_on=None) if flow.undated_lies else Q(due_on__gt=horizon)
            may_lie |= lies & far
    return rows.exclude(may_lie)


def waiting_for_others(user, *, powers: Powers | None = None, limit: int = 20) -> list[Work]:
    """Items that the person sent and that wait with somebody else."""
    return _as_work(list(_waiting_rows(user, powers or powers_of(user))[:limit]))


def _waiting_rows(user, powers: Powers):
    sent = Event.objects.filter(
        by=user,
        action__in=["submit", "send_to_sign", "sign", "start"],
        kind=OuterRef("kind"),
        object_id=OuterRef("object_id"),
    )
    # Who opened a round began a draft for every unit asked; what waits inside a unit is the unit's alone.
    own = {grant.office_id for verb in OWN_SIDE for grant in powers.grants.get(verb, ())}
    return (
        Obligation.objects.filter(Exists(sent), closed_at=None)
        .exclude(pk__in=Obligation.objects.filter(_mine(powers), closed_at=None).values("pk"))
        .exclude(~Q(unit__in=own), capability__in=OWN_SIDE)
        .select_related("unit", "office", "person__official")
        .order_by("opened_at", "id")
    )


def done_recently(user, *, days: int = 7, limit: int = 20) -> list[Work]:
    """Obligations that the person closed in the last days, newest first."""
    return _as_work(list(_done_rows(user, days)[:limit]))


def _done_rows(user, days: int):
    return (
        Obligation.objects.filter(closed_by=user, closed_at__gte=now() - timedelta(days=days))
        .select_related("unit", "office")
        .order_by("-closed_at", "-id")
    )


@dataclass(frozen=True)
class Lists:
    """The lists of work of one page. items: those of every row read, with who sent them, by kind and primary key."""

    mine: list[Work]
    waiting: list[Work]
    done: list[Work]
    items: dict[tuple[str, int], Item]


def lists_of(user, *, powers: Powers, waiting: int = 20, done: bool = False, also: Iterable[Obligation] = ()) -> Lists:
    """`my_work`, `waiting_for_others` and, where asked, `done_recently`, their items read together by kind.

    waiting: how many wait at most. also: further rows whose items the page shows.
    """
    mine = list(_my_rows(user, powers))
    waits = list(_waiting_rows(user, powers)[:waiting])
    was = list(_done_rows(user, days=7)[:20]) if done else []
    items = items_of([*mine, *waits, *was, *also], "sent_by__official")
    reasons = _last_comments(items)
    found = [_works(rows, items, reasons) for rows in (mine, waits, was)]
    return Lists(mine=found[0], waiting=found[1], done=found[2], items=items)


def _as_work(rows: list[Obligation]) -> list[Work]:
    items = items_of(rows)
    return _works(rows, items, _last_comments(items))


def _works(rows: list[Obligation], items: dict, reasons: dict) -> list[Work]:
    found = []
    for row in rows:
        item = items.get((row.kind, row.object_id))
        if item is None:
            continue
        flow = flow_for(row.kind)
        asked, button = _ASKED.get(f"{row.capability}:{row.state}", _ASKED[row.capability])
        found.append(
            Work(
                obligation=row,
                item=item,
                title=flow.title(item),
                asked=asked,
                url=flow.work_url(item, row.capability),
                button=button,
                reason=reasons.get((row.kind, row.object_id), ""),
            )
        )
    return found


def _last_comments(items: dict[tuple[str, int], Item]) -> dict[tuple[str, int], str]:
    """The reason of the last return, for items that stand returned: one query."""
    back = {key for key, item in items.items() if STATES[item.state].pill == "amber"}
    wanted = Q(pk__in=[])
    for kind in {kind for kind, _ in back}:
        wanted |= Q(kind=kind, object_id__in=[pk for k, pk in back if k == kind])
    events = Event.objects.filter(wanted, action__in=["return", "ask_replacement", "ask_correction"]).order_by(
        "sequence"
    )
    return {(event.kind, event.object_id): event.comment for event in events} if back else {}


def history(item: Item) -> list[Event]:
    """What happened to the item, newest first."""
    return list(Event.objects.filter(kind=item.kind, object_id=item.pk).select_related("office").order_by("-sequence"))


def audience(powers: Powers, item: Item) -> str:
    """Which column of the words the person reads (ux 3.4)."""
    subject = flow_of(item).subject
    for capability, column in (
        ("sign", CHAIRMAN),
        ("conclude", HEAD),
        ("review", REVIEWER),
        ("issue", CLERK),
    ):
        if powers.may(capability, item.unit_id, subject=subject):
            return column
    return AUTHOR


@dataclass(frozen=True)
class Turn:
    """The turn strip: stops with their state, whose turn it is, since when, until when."""

    stops: tuple[tuple[str, str], ...]
    mine: bool
    who: tuple[str, ...]
    asked: str
    since: object
    due_on: date | None
    due_inclusive: bool
    state_word: str
    pill: str
    icon: str


def turn(item: Item, situation) -> Turn:
    """Whose turn the item is, for the person of ``situation`` (``workflow.rules.Situation``).

    Stops are done, current or ahead.
    """
    state = STATES[item.state]
    stops, seen = [], False
    for label, keys in STOPS[item.road]:
        here = item.state in keys
        stops.append((label, "current" if here else "ahead" if seen else "done"))
        seen = seen or here
    rows = Obligation.objects.filter(kind=item.kind, object_id=item.pk, closed_at=None)
    who: list[str] = []
    due, mine = None, False
    for row in rows.select_related("person__official"):
        due = due or row
        held = situation.powers.grants.get(row.capability, ())
        mine = mine or (
            any(grant.office_id == row.office_id for grant in held) and row.person_id in (None, situation.user.pk)
        )
        names = situation.people.names(row.office_id, row.capability)
        who += [row.person.display_name] if row.person_id else names
    asked = _ASKED.get(f"{state.turn}:{item.state}", _ASKED.get(str(state.turn), ("", "")))[0]
    return Turn(
        stops=tuple(stops),
        mine=mine,
        who=tuple(dict.fromkeys(who)),
        asked=asked,
        since=item.state_since,
        due_on=due.due_on if due else None,
        due_inclusive=due.inclusive if due else True,
        state_word=state.word(audience(situation.powers, item)),
        pill=state.pill,
        icon=state.icon,
    )

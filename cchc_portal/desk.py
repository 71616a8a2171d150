"""What lies on a person's desk: rows of work, what waits with others, days that come, set-up that is missing.

Everything is read for the whole page at once; the number of queries does not grow with the rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime

from cchc_portal import names, turns, wording
from cchc_portal.workdays import WorkDays
from organisations.models import Subject, Unit
from organisations.roles import AUTHORITY_SIDE, OWN_SIDE
from organisations.roles import Capability as C
from organisations.rules import Powers
from plans.models import Plan, Task, TaskProgress
from workflow import clock
from workflow.flows import flow_of
from workflow.models import Call, CallUnit, Item, Obligation
from workflow.offices import People
from workflow.queries import Work
from workflow.states import STATES


@dataclass(frozen=True)
class Hat:
    """A group of capabilities that a person knows as one part of the work."""

    key: str
    label: str
    verbs: frozenset[str]


HATS = (
    Hat("soan", "Soạn", frozenset({C.DRAFT, C.SUBMIT})),
    Hat("kiem-tra", "Kiểm tra", frozenset({C.CHECK_CONTENT, C.CHECK_FORM})),
    Hat("duyet", "Duyệt", frozenset({C.SIGN})),
    Hat("ban-hanh", "Ban hành", frozenset({C.ISSUE})),
    Hat("ra-soat", "Rà soát", frozenset({C.REVIEW})),
    Hat("ket-luan", "Kết luận", frozenset({C.CONCLUDE})),
)
_LATE, _WEEK, _LATER, _NONE = "Quá hạn", "7 ngày tới", "Sau đó", "Không có hạn"
GROUPED_ABOVE = 8


def chips(works: list[Work], chosen: str) -> list[dict]:
    """Filter chips by hat, only where the work is of several hats."""
    worn = [hat for hat in HATS if any(work.obligation.capability in hat.verbs for work in works)]
    if len(worn) < 2:
        return []
    everything = {"label": "Tất cả", "key": "", "count": len(works), "current": not chosen}
    return [
        everything,
        *(
            {
                "label": hat.label,
                "key": hat.key,
                "current": hat.key == chosen,
                "count": sum(work.obligation.capability in hat.verbs for work in works),
            }
            for hat in worn
        ),
    ]


def under_hat(works: list[Work], chosen: str) -> list[Work]:
    """The works of one hat; all of them for an unknown key."""
    hat = next((hat for hat in HATS if hat.key == chosen), None)
    return [work for work in works if hat is None or work.obligation.capability in hat.verbs]


def work_rows(works: list[Work], days: WorkDays, *, lead: bool) -> list[dict]:
    """Rows for the tag `work_row`; the items come with who sent them.

    lead: the first row carries the only primary button of the page.
    """
    rows = [_work_row(work, days) for work in works]
    if rows and lead:
        rows[0]["first"] = True
        rows[0]["act"]["kind"] = "primary"
    return rows


def _work_row(work: Work, days: WorkDays) -> dict:
    row, item = work.obligation, work.item
    whose = f"{names.titled(item.unit.name)}: " if row.capability in AUTHORITY_SIDE else ""
    return {
        "title": f"{whose}{work.title} – {work.asked}",
        "heading": f"{whose}{work.title}",
        "url": work.url,
        "why": _why(work),
        "due": {"on": row.due_on, "inclusive": row.inclusive, "send_by": days.send_by(row.due_on, row.inclusive)},
        "act": {"label": work.button, "url": work.url},
        "late": _group(row),
        "act_word": turns.act_word(item) if row.measured_by else "",
    }


def _why(work: Work) -> str:
    row, item = work.obligation, work.item
    at = wording.moment(localtime(row.opened_at), today=clock.today())
    if work.reason:
        return f"{at}: “{work.reason}”"
    sender = item.sent_by.display_name if item.sent_by else ""
    if row.capability == C.SUBMIT or not sender:
        return f"{STATES[item.state].word()} từ {at}."
    times = f" (lần {item.times_sent})" if item.times_sent > 1 else ""
    verb = "gửi" if row.capability in AUTHORITY_SIDE else "trình"
    if item.issued_on and row.capability in AUTHORITY_SIDE:
        return f"Ban hành ngày {wording.official_day(item.issued_on)}, chờ từ {at}."
    return f"{sender} {verb} lúc {at}{times}."


def _group(row: Obligation) -> str:
    if row.due_on is None:
        return _NONE
    last = row.due_on if row.inclusive else row.due_on - timedelta(days=1)
    left = (last - clock.today()).days
    return _LATE if left < 0 else _WEEK if left <= 7 else _LATER


def grouped(rows: list[dict]) -> list[dict]:
    """Rows under headings by lateness; one group without a heading where the list is short."""
    if len(rows) <= GROUPED_ABOVE:
        return [{"heading": "", "rows": rows}] if rows else []
    groups = [
        {"heading": name, "rows": [row for row in rows if row["late"] == name]}
        for name in (_LATE, _WEEK, _LATER, _NONE)
    ]
    return [group for group in groups if group["rows"]]


def waiting_rows(works: list[Work]) -> list[dict]:
    """Items that wait with others: with whom, since when, for how long."""
    if not works:
        return []
    people = People({work.obligation.office_id for work in works})
    return [_waiting_row(work, people) for work in works]


def _waiting_row(work: Work, people: People) -> dict:
    row, state = work.obligation, STATES[work.item.state]
    outside = row.capability in AUTHORITY_SIDE
    who = row.office.name if outside else ", ".join(people.names(row.office_id, row.capability)[:2])
    days = (clock.today() - localtime(row.opened_at).date()).days
    # After a quarter the date says more than a count of days.
    waited = f" ({days} ngày)" if 0 < days <= 90 else ""
    return {
        "title": work.title,
        "url": flow_of(work.item).url(work.item),
        "who": f"{who or 'chưa giao cho ai'} {turns.does(row.capability, row.state)}, {turns.since(row.opened_at)}{waited}",
        "pill": {"kind": state.pill, "icon": state.icon, "word": state.word()},
    }


def done_rows(works: list[Work]) -> list[dict]:
    """What the person finished in the last days."""
    return [
        {
            "title": work.title,
            "asked": work.asked,
            "url": flow_of(work.item).url(work.item),
            "at": work.obligation.closed_at,
        }
        for work in works
    ]


def own_units(powers: Powers) -> list[int]:
    """Offices from whose inside the person works, in order."""
    return list(
        dict.fromkeys(grant.office_id for verb, grants in powers.grants.items() if verb in OWN_SIDE for grant in grants)
    )


def authorities(powers: Powers) -> list[int]:
    """Offices for which the person reviews, concludes or opens calls."""
    return list(
        dict.fromkeys(
            grant.office_id
            for verb, grants in powers.grants.items()
            if verb in AUTHORITY_SIDE or verb == C.CALL
            for grant in grants
        )
    )


def own_plans(powers: Powers) -> list[Plan]:
    """Plans of a year of the person's offices that are not in the bin, newest first."""
    units = own_units(powers)
    rows = Plan.objects.filter(unit__in=units, scope=Plan.Scope.ANNUAL, binned_at=None)
    return list(rows.order_by("-year", "-id")) if units else []


def asked_of(units: Iterable[int], plans: list[Plan]) -> list[CallUnit]:
    """Rows of open calls that ask the units for a plan they have not begun; plans: those of the units.

    What a call for reports asks for is begun by the call itself.
    """
    rows = CallUnit.objects.filter(
        unit__in=list(units), call__state=Call.State.OPEN, call__subject=Subject.PLAN, skipped_at=None, nil_at=None
    ).select_related("call__unit", "unit")
    begun = {(plan.unit_id, plan.year) for plan in plans}
    return [row for row in rows if (row.unit_id, row.call.year) not in begun]


def coming_rows(powers: Powers) -> list[Obligation]:
    """Obligations whose day comes next in the person's offices or on what these own."""
    offices = [*own_units(powers), *authorities(powers)]
    rows = Obligation.objects.filter(Q(office__in=offices) | Q(unit__in=own_units(powers)), closed_at=None)
    return list(rows.filter(due_on__gte=clock.today()).select_related("unit").order_by("due_on", "id")[:30])


def coming_days(
    powers: Powers,
    asked: list[CallUnit],
    days: WorkDays,
    rows: list[tuple[Obligation, Item]],
    *,
    at_most: int = 3,
) -> list[dict]:
    """The next deadlines of the person's offices, days off said (ux 4.1). rows: `coming_rows` with their items."""
    found: dict[tuple[str, date], bool] = {}
    for row in asked:
        found[row.call.title, row.extended_to or row.due_on] = row.due_inclusive
    mine = Call.objects.filter(unit__in=authorities(powers), state=Call.State.OPEN, due_on__gte=clock.today())
    for call in mine.order_by("due_on", "pk")[:at_most]:
        found[call.title, call.due_on] = call.due_inclusive
    for duty, item in rows:
        if duty.due_on:
            found.setdefault((flow_of(item).title(item), duty.due_on), duty.inclusive)
    ahead = sorted((on, title, inclusive) for (title, on), inclusive in found.items() if on >= clock.today())
    return [_coming_day(on, title, inclusive, days) for on, title, inclusive in ahead[:at_most]]


def _coming_day(on: date, title: str, inclusive: bool, days: WorkDays) -> dict:
    last = on if inclusive else on - timedelta(days=1)
    left = (last - clock.today()).days
    send_by = days.send_by(on, inclusive)
    note = wording.WEEKDAYS[last.weekday()]
    if send_by and send_by < last:
        before = wording.WEEKDAYS[send_by.weekday()]
        note = f"{note}, ngày nghỉ: nên gửi trước 17:00 {before[0].lower()}{before[1:]}"
    elif not inclusive:
        note = f"Hạn ghi là “trước ngày {wording.short_day(on)}”"
    month = f"{last.month:02d}" if last.month < 3 else str(last.month)
    return {
        "day": f"{last.day:02d}",
        "month": month,
        "title": title,
        "note": note,
        "kind": "red" if left <= 0 else "amber" if left <= 7 else "",
        "off": bool(send_by and send_by < last),
    }


def plan_bars(plan: Plan) -> dict:
    """Per area how many tasks are done, of a plan still written how many are complete: the bars of the home page."""
    areas = {row.area_id: row.area for row in plan.planareas.select_related("area").order_by("order", "id")}
    rows: dict[int, dict[str, Any]] = {
        key: {"label": area.short_name or area.name, "done": 0, "total": 0} for key, area in areas.items()
    }
    tasks = list(plan.tasks.select_related("area", "progress"))
    under_way = {task.pk: task.progress for task in tasks if hasattr(task, "progress")}
    for task in tasks:
        row = rows.setdefault(task.area_id, {"label": task.area.short_name, "done": 0, "total": 0})
        row["total"] += 1
        row["done"] += _done(task, under_way)
    return {
        "title": f"{'Tiến độ' if under_way else 'Nhiệm vụ'} theo lĩnh vực, năm {plan.year}",
        "counted": "nhiệm vụ đã hoàn thành" if under_way else "nhiệm vụ đủ sản phẩm, chủ trì, thời gian",
        "url": flow_of(plan).url(plan),
        "rows": list(rows.values()),
        "done": sum(row["done"] for row in rows.values()),
        "total": sum(row["total"] for row in rows.values()),
    }


def _done(task: Task, under_way: dict[int, TaskProgress]) -> bool:
    """Whether the task counts: confirmed done where work is under way, else with product, lead and time."""
    if under_way:
        return task.pk in under_way and under_way[task.pk].state == "done"
    return bool((task.product_type_id or task.product_text) and (task.lead_id or task.lead_text) and task.timing)


def missing_plans(powers: Powers, asked: list[CallUnit], plans: list[Plan]) -> list[dict]:
    """Cards "Lập kế hoạch CCHC năm …": what an open call asks for, else this year's where there is none.

    plans: those of the person's offices.
    """
    units = [grant.office_id for grant in powers.grants.get(C.SUBMIT, ())]
    wanted: dict[tuple[int, int], CallUnit | None] = {
        (row.unit_id, row.call.year): row for row in asked if row.unit_id in units
    }
    if not wanted and units:
        year = clock.today().year
        have = {plan.unit_id for plan in plans if plan.year >= year}
        wanted = {(unit, year): None for unit in units if unit not in have}
    asked_units = {unit for unit, _ in wanted}
    issuing = set(Unit.objects.filter(pk__in=asked_units).exclude(issuer_name="").values_list("pk", flat=True))
    return [
        _new_plan(year, unit, row, plans) for (unit, year), row in sorted(wanted.items(), key=str) if unit in issuing
    ]


def _new_plan(year: int, unit: int, row: CallUnit | None, plans: list[Plan]) -> dict:
    """One card; inherit: the address at which the unit's latest plan in force is rolled forward, where it has one."""
    earlier = [
        plan
        for plan in plans
        if plan.unit_id == unit and plan.issued_on and plan.state != "superseded" and plan.year < year
    ]
    query = f"?nam={year}&don_vi={unit}"
    return {
        "year": year,
        "row": row,
        "url": f"{reverse('plans:new')}{query}",
        "inherit": f"{reverse('plans:inherit_from')}{query}" if earlier else "",
        "from_year": earlier[0].year if earlier else None,
    }

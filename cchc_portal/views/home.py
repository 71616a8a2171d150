"""The home page of every role, the work list, and the page behind "Thêm" (ux sections 2.3, 4.1, 4.7)."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cchc_portal import board, desk, setup
from cchc_portal.frame import count_work
from cchc_portal.workdays import WorkDays
from organisations.roles import Capability as C
from organisations.rules import Powers, powers_in
from reporting.models import FigurePart, Report
from reporting.queries.mine import given_parts
from workflow import clock, queries
from workflow.flows import flow_for
from workflow.models import Item, Obligation

HOME_WORK = 50


def home(request: HttpRequest) -> HttpResponse:
    """What is mine to do, what waits with others, what comes next; by the hats that the person wears."""
    powers = powers_in(request)
    days = WorkDays()
    coming = desk.coming_rows(powers)
    lists = queries.lists_of(request.user, powers=powers, also=coming)
    works = lists.mine
    count_work(request, works)
    shown = desk.under_hat(works, request.GET.get("vai", ""))
    plans = desk.own_plans(powers)
    asked = desk.asked_of(desk.own_units(powers), plans)
    new_plans = desk.missing_plans(powers, asked, plans)
    rounds = board.rounds(powers, works)
    queued = {code for one in rounds for code in one["queue"]}
    listed = [work for work in shown if work.item.code not in queued]
    parts = _given_parts(request, powers)
    context = {
        "heading": _heading(powers, len(works) + len(parts)),
        "parts": parts,
        "deciding": _decides_only(powers),
        "nothing": "" if powers.anywhere(C.SIGN) else "Không có hồ sơ nào chờ kết luận.",
        "today": clock.today(),
        "count": len(works),
        "chips": desk.chips(works, request.GET.get("vai", "")),
        "groups": desk.grouped(desk.work_rows(listed[:HOME_WORK], days, lead=not (new_plans or queued or parts))),
        "more": max(len(listed) - HOME_WORK, 0),
        "waiting": desk.waiting_rows(lists.waiting),
        "coming": desk.coming_days(powers, asked, days, _with_items(coming, lists.items)),
        "new_plans": new_plans,
        "quiet": bool(new_plans or queued or parts) or (powers.anywhere(C.ADMINISTER) and not works),
        "bars": desk.plan_bars(plans[0]) if plans else None,
        "rounds": rounds,
        "queued": queued,
        "steps": setup.steps(powers) if powers.anywhere(C.ADMINISTER) else [],
    }
    return render(request, "home/home.html", context)


def work(request: HttpRequest) -> HttpResponse:
    """The whole work list with its filter, and what was done in the last seven days."""
    powers = powers_in(request)
    lists = queries.lists_of(request.user, powers=powers, waiting=100, done=True)
    works = lists.mine
    count_work(request, works)
    shown = desk.under_hat(works, request.GET.get("vai", ""))
    context = {
        "chips": desk.chips(works, request.GET.get("vai", "")),
        "count": len(works),
        "groups": desk.grouped(desk.work_rows(shown, WorkDays(), lead=True)),
        "waiting": desk.waiting_rows(lists.waiting),
        "done": desk.done_rows(lists.done),
        "today": clock.today(),
    }
    return render(request, "work/work.html", context)


def more(request: HttpRequest) -> HttpResponse:
    """Every entry of the bar as a list; the phone's "Thêm"."""
    return render(request, "work/more.html")


def _given_parts(request: HttpRequest, powers: Powers) -> list[FigurePart]:
    """Parts of figures that wait with a field official; who sends the report has the report itself among the works."""
    if not powers.anywhere(C.DRAFT) or powers.anywhere(C.SUBMIT):
        return []
    near = flow_for(Report.kind).near_days or 0
    return given_parts(request.user, clock.today() + timedelta(days=near))


def _with_items(rows: list[Obligation], items: dict[tuple[str, int], Item]) -> list[tuple[Obligation, Item]]:
    return [(row, items[row.kind, row.object_id]) for row in rows if (row.kind, row.object_id) in items]


def _heading(powers: Powers, count: int) -> str:
    if _decides_only(powers):
        words = "Chờ tôi duyệt" if powers.anywhere(C.SIGN) else "Chờ tôi quyết định"
        return f"{words}: {count}"
    if powers.anywhere(C.REVIEW):
        return f"Việc của tôi: {count}"
    return f"Đến lượt tôi: {count} việc"


def _decides_only(powers: Powers) -> bool:
    """Chairmen and heads who neither draft nor review read a list of decisions, not a work list."""
    works = (C.DRAFT, C.SUBMIT, C.REVIEW, C.ISSUE, C.CHECK_CONTENT, C.ADMINISTER)
    decides = powers.anywhere(C.SIGN) or powers.anywhere(C.CONCLUDE)
    return decides and not any(powers.anywhere(verb) for verb in works)

"""Lịch làm việc: twelve months of a year, the days that differ, and the form of one day (ux section 4.24)."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cchc_portal.forms import CalendarDayForm
from cchc_portal.workdays import months
from organisations.administration import administered_units
from organisations.fields import read_day
from organisations.refusals import require
from organisations.rules import Powers, powers_in
from workflow import days
from workflow.clock import today
from workflow.flows import flow_for, items_of
from workflow.models import WorkCalendarDay

DUTIES_SHOWN = 50


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The calendar of a year for everyone; for administrators the ways to change it and what a change touches."""
    chosen, powers = _asked_year(request), powers_in(request)
    rows = list(WorkCalendarDay.objects.filter(day__year=chosen))
    refused = days.change_refusal(request.user, powers=powers)
    changed = _asked_day(request)
    context = {
        "year": chosen,
        "years": _years(chosen),
        "months": months(chosen, {row.day: row for row in rows}, today()),
        "rows": rows,
        "may": refused is None,
        "refused": refused,
        "touched": _touched(request, changed, powers) if changed and refused is None else None,
    }
    return render(request, "calendar/year.html", context)


def day(request: HttpRequest) -> HttpResponse:
    """The form of one day: off, worked, or as the plain week has it."""
    powers = powers_in(request)
    require(days.change_refusal(request.user, powers=powers))
    asked = _asked_day(request)
    form = CalendarDayForm(request.POST or None, initial=_first_values(asked))
    if request.method == "POST" and form.is_valid():
        try:
            receipt = _write(form.cleaned_data, request.user)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, receipt)
            on = form.cleaned_data["day"]
            return redirect(f"{reverse('portal:calendar')}?nam={on.year}&ngay={on.isoformat()}")
    context = {"form": form, "asked": asked, "touched": _touched(request, asked, powers) if asked else None}
    return render(request, "calendar/day.html", context, status=422 if form.errors else 200)


def _write(typed: dict, by) -> str:
    on, kind = typed["day"], typed["kind"]
    if kind == CalendarDayForm.PLAIN:
        days.clear_day(day=on, by=by)
        return f"Đã bỏ dòng ngày {on:%d/%m/%Y}; ngày này theo tuần làm việc thường."
    row = days.set_day(day=on, kind=kind, name=typed["name"], ground_text=typed["ground_text"], by=by)
    return f"Đã ghi ngày {on:%d/%m/%Y}: {row.get_kind_display().lower()}, {row.name}."


def _first_values(asked: date | None) -> dict:
    row = WorkCalendarDay.objects.filter(day=asked).first() if asked else None
    if row is not None:
        return {"day": asked, "kind": row.kind, "name": row.name, "ground_text": row.ground_text}
    weekend = asked is not None and asked.weekday() > 4
    return {"day": asked, "kind": WorkCalendarDay.Kind.WORKED if weekend else WorkCalendarDay.Kind.OFF}


def _touched(request: HttpRequest, on: date, powers: Powers) -> dict:
    """Deadlines that end on a day: a proposal to look at, nothing of them moves by itself."""
    units = administered_units(request.user, powers)
    rows = list(days.duties_on(on, units)[: DUTIES_SHOWN + 1])
    items = items_of(rows[:DUTIES_SHOWN])
    return {
        "day": on,
        "calls": list(days.calls_on(on, units)),
        "duties": [
            {"row": row, "title": flow_for(row.kind).title(items[row.kind, row.object_id])}
            for row in rows[:DUTIES_SHOWN]
            if (row.kind, row.object_id) in items
        ],
        "more": len(rows) > DUTIES_SHOWN,
    }


def _asked_day(request: HttpRequest) -> date | None:
    try:
        return read_day(request.GET.get("ngay", ""))
    except ValueError:
        return None


def _asked_year(request: HttpRequest) -> int:
    typed = request.GET.get("nam", "")
    known = typed.isdecimal() and days.FIRST_YEAR <= int(typed[:6]) <= today().year + days.YEARS_AHEAD
    return int(typed) if known else today().year


def _years(chosen: int) -> list[int]:
    """Years to choose from: those with rows, this one and the next, and the one shown."""
    held = {on.year for on in WorkCalendarDay.objects.dates("day", "year")}
    return sorted({*held, today().year, today().year + 1, chosen})

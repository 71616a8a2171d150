"""Đợt: the authority's calls, the big table of one call, and what is done to its units (ux sections 4.9, 4.24)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cchc_portal import board, desk
from cchc_portal.forms import CallForm, ExtensionForm, SkipForm
from documents.reading.text import fold
from organisations.models import Subject, Unit
from organisations.roles import AUTHORITY_SIDE
from organisations.roles import Capability as C
from organisations.rules import Powers, holders, powers_in
from plans.actions.templates import attach_template
from workflow import calls as verbs
from workflow import clock, joining
from workflow.codes import normal_code
from workflow.models import Call, CallUnit

PER_PAGE = 50


def calls(request: HttpRequest) -> HttpResponse:
    """Calls of the person's authorities, newest first, each with how far it is."""
    powers = powers_in(request)
    offices = desk.authorities(powers)
    page = Paginator(board.calls_of(offices).order_by("-year", "-pk"), PER_PAGE).get_page(request.GET.get("trang"))
    rows = board.unit_rows(list(page.object_list))
    context = {
        "page": page,
        "calls": [_call_row(call, rows[call.pk]) for call in page.object_list],
        "may_call": powers.anywhere(C.CALL),
    }
    return render(request, "calls/calls.html", context)


def _call_row(call: Call, rows: list[board.UnitRow]) -> dict:
    asked = [row for row in rows if not row.skipped]
    return {
        "call": call,
        "total": len(asked),
        "summary": board.summary(rows),
        "mine": sum(board.matches(row, "can-ra-soat") for row in rows),
        "complete": bool(asked) and all(row.done_on for row in asked),
    }


def new(request: HttpRequest) -> HttpResponse:
    """One form for a call; it opens on the check page that follows."""
    powers = powers_in(request)
    offices = [grant.office_id for grant in powers.grants.get(C.CALL, ())]
    if not offices:
        raise Http404
    form = CallForm(request.POST or None, offices=offices, initial=_first_values(offices))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                call = verbs.create_call(form.save(commit=False), by=request.user)
                if form.cleaned_data["template"]:
                    attach_template(call=call, template=form.cleaned_data["template"], by=request.user)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("portal:call_open", code=call.code)
    return render(request, "calls/new.html", {"form": form}, status=422 if form.errors else 200)


def check(request: HttpRequest, code: str) -> HttpResponse:
    """What opening the call will do, unit by unit; a POST opens it."""
    call, _ = call_at(request, code)
    units = verbs.followed_units(call)
    if request.method == "POST":
        chosen = set(request.POST.getlist("unit"))
        picked = [unit for unit in units if str(unit.pk) in chosen]
        if _opened(request, call, picked):
            return redirect("portal:call", code=call.code)
    context = {
        **_head(call),
        "units": units,
        "left_out": _left_out(request, units),
        "authorities": list(call.authorities.select_related("authority").order_by("pk")),
        "joinable": [
            {"key": f"{unit.pk}-{subject}", "name": f"{unit.name}, {Subject(subject).label.lower()}"}
            for unit, subject in joining.joinable(call)
        ],
        "officers": len(holders(C.REVIEW, call.unit_id)),
        "refused": verbs.call_refusal(request.user, call.unit, powers=powers_in(request)),
    }
    return render(request, "calls/check.html", context, status=422 if request.method == "POST" else 200)


def _opened(request: HttpRequest, call: Call, picked: list[Unit]) -> bool:
    """Open the call for the units, or say what stands in the way."""
    if not picked:
        messages.error(request, "Chọn ít nhất một đơn vị để mở đợt.")
        return False
    try:
        verbs.open_call(call, by=request.user, units=picked)
    except ValidationError as fault:
        for sentence in fault.messages:
            messages.error(request, sentence)
        return False
    messages.success(request, f"Đã mở đợt cho {len(picked)} đơn vị. Từng đơn vị thấy hạn ở trang đầu.")
    return True


def _left_out(request: HttpRequest, units: list[Unit]) -> set[int]:
    """Units whose tick was taken off in a form that was sent."""
    chosen = set(request.POST.getlist("unit"))
    return {unit.pk for unit in units if str(unit.pk) not in chosen} if request.method == "POST" else set()


def call(request: HttpRequest, code: str) -> HttpResponse:
    """The big table: counters as filters, units with state, number, deadline, officer."""
    one, powers = call_at(request, code)
    rows = board.unit_rows([one])[one.pk]
    chosen, officer, words = (request.GET.get(name, "") for name in ("loc", "chuyen_vien", "tim"))
    shown = [row for row in rows if board.matches(row, chosen) and _found(row, officer, words)]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("trang"))
    board.fill(list(page.object_list))
    joined = list(one.authorities.select_related("authority").order_by("pk")) if one.several else []
    if joined:
        board.fill_standings(list(page.object_list))
    manages = powers.may(C.CALL, one.unit_id)
    context = {
        **_head(one),
        "page": page,
        "joined": joined,
        "counters": board.counters(rows, chosen, lambda key: _address(request, loc=key)),
        "summary": board.summary(rows),
        "officers": holders(C.REVIEW, one.unit_id),
        "officer": officer,
        "words": words,
        "chosen": chosen,
        "filtered": bool(chosen or officer or words),
        "plain": reverse("portal:call", args=[one.code]),
        "manages": manages,
        "reviews": any(powers.anywhere(verb) for verb in AUTHORITY_SIDE),
        "unassigned": sum(row.asked.officer_id is None and not row.skipped for row in rows),
    }
    return render(request, "calls/call.html", context)


@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Give the chosen units to one officer; says whom it could not give."""
    one, _ = call_at(request, code)
    officer = next(
        (user for user in holders(C.REVIEW, one.unit_id) if str(user.pk) == request.POST.get("officer")), None
    )
    rows = _units(request, one).filter(pk__in=[pk for pk in request.POST.getlist("unit") if pk.isdecimal()])
    if officer is None or not rows:
        messages.error(request, "Chọn đơn vị và chuyên viên để giao.")
        return redirect("portal:call", code=one.code)
    given, left = 0, []
    for row in rows:
        try:
            verbs.assign_officer(row, officer, by=request.user)
        except ValidationError as fault:
            left.append(f"{row.unit.name}: {' '.join(fault.messages)}")
        else:
            given += 1
    if given:
        messages.success(request, f"Đã giao {given} đơn vị cho {officer.display_name}.")
    for sentence in left:
        messages.warning(request, sentence)
    return redirect("portal:call", code=one.code)


def extend(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """More time for one unit."""
    return _unit_act(
        request,
        code,
        pk,
        ExtensionForm,
        "calls/extend.html",
        lambda row, said: verbs.extend(row, by=request.user, **said),
        "Đã gia hạn cho",
    )


def skip(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Exempt one unit."""
    return _unit_act(
        request,
        code,
        pk,
        SkipForm,
        "calls/skip.html",
        lambda row, said: verbs.skip(row, by=request.user, **said),
        "Đã miễn kỳ này cho",
    )


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Lock the call."""
    one, _ = call_at(request, code)
    verbs.close_call(one, by=request.user)
    messages.success(request, "Đã khóa đợt. Đơn vị chưa gửi không gửi vào đợt này được nữa.")
    return redirect("portal:call", code=one.code)


def _unit_act(request, code, pk, form_class, template, verb, receipt) -> HttpResponse:
    """A sheet with a reason for one unit, and the verb behind it."""
    one, _ = call_at(request, code)
    row = get_object_or_404(_units(request, one), pk=pk)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verb(row, form.cleaned_data)
        except ValidationError as fault:
            for sentence in fault.messages:
                form.add_error(None, sentence)
        else:
            messages.success(request, f"{receipt} {row.unit.name}.")
            return redirect("portal:call", code=one.code)
    context = {
        **_head(one),
        "row": row,
        "form": form,
        "refused": verbs.call_refusal(request.user, one.unit, powers=powers_in(request)),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def call_at(request: HttpRequest, code: str) -> tuple[Call, Powers]:
    """A call of an office for which the person reviews, concludes or calls; others do not exist for them."""
    powers = powers_in(request)
    return get_object_or_404(board.calls_of(_offices_below(powers)), code=normal_code(code)), powers


def _offices_below(powers: Powers) -> list[int]:
    """The person's authorities and, for who opens calls from above, those below."""
    below = [
        unit
        for (viewer, unit) in powers.reach
        for grant in powers.grants.get(C.CALL, ())
        if viewer == grant.office_id and powers.may(C.CALL, unit)
    ]
    return [*desk.authorities(powers), *below]


def _units(request: HttpRequest, one: Call):
    return CallUnit.objects.filter(call=one).select_related("unit", "call__unit")


def _head(one: Call) -> dict:
    return {
        "call": one,
        "parents": [{"label": "Đợt theo dõi", "url": reverse("portal:calls")}],
        "act_word": "ban hành" if one.measured_by == "issued_on" else "gửi",
        "today": clock.today(),
    }


def _found(row: board.UnitRow, officer: str, words: str) -> bool:
    mine = not officer or str(row.asked.officer_id or "chua-giao") == officer
    return mine and fold(words) in fold(row.unit.name)


def _address(request: HttpRequest, **changed: str) -> str:
    query = {name: value for name, value in {**request.GET.dict(), **changed}.items() if value and name != "trang"}
    return f"?{urlencode(query)}" if query else "?"


def _first_values(offices: list[int]) -> dict:
    year = clock.today().year + (clock.today().month >= 10)
    unit = Unit.objects.filter(pk__in=offices).first()
    return {"unit": unit, "year": year, "title": f"Kế hoạch CCHC năm {year} của xã, phường"}

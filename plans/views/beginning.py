"""Beginning a plan: of a year, of a stage, of a field (ux section 4.2)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from organisations.models import Unit
from organisations.views.pages import add_faults
from plans import actions, queries
from plans.forms import NewPlanForm, StagePlanForm, SubPlanForm
from plans.models import Plan
from plans.views.sight import beginning_units, plans_of
from workflow.clock import today
from workflow.models import CallUnit
from workflow.rules import Refused


@dataclass(frozen=True)
class Way:
    """One way to begin: heading, what it is for, its form, and what is begun from what was typed."""

    heading: str
    lead: str
    form: Callable[..., Form]
    begin: Callable[..., Plan]


def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan; a year that has one is answered with M15 and the way to that plan."""
    units = units_to_draft_for(request)
    key = request.POST.get("loai") or request.GET.get("loai", "")
    way = WAYS.get(key, WAYS[Plan.Scope.ANNUAL])
    form = way.form(request, units)
    existing = None
    if request.method == "POST" and form.is_valid():
        try:
            plan = way.begin(form.cleaned_data, by=request.user)
            messages.success(request, f"Đã lập bản nháp {plan}.")
            return redirect("plans:edit_start", plan.code)
        except actions.PlanExists as fault:
            existing = fault.plan
            form.add_error(None, fault.messages[0])
        except ValidationError as fault:
            add_faults(form, fault)
    context = {
        "form": form,
        "way": way,
        "key": key if key in WAYS else Plan.Scope.ANNUAL.value,
        "existing": existing,
        "one_unit": units.count() == 1,
    }
    return render(request, "plans/new.html", context, status=422 if form.errors else 200)


def units_to_draft_for(request: HttpRequest) -> QuerySet[Unit]:
    """Units for which the person begins plans. Raises Refused where there is none."""
    units = beginning_units(request.user)
    if not units.exists():
        raise Refused("Lập kế hoạch do người được phân công soạn của đơn vị thực hiện.")
    return units


def open_call(unit: Unit, year: int) -> CallUnit | None:
    """The open call that asks this unit for the plan of the year."""
    rows = CallUnit.objects.filter(
        unit=unit, call__subject="plan", call__year=year, call__state="open", skipped_at=None
    )
    return rows.select_related("call").order_by("-pk").first()


def next_year(units) -> int:
    """This year while it has no plan, else the next."""
    has_plan = Plan.objects.filter(unit__in=units, year=today().year, scope=Plan.Scope.ANNUAL, binned_at=None).exists()
    return today().year + has_plan


def _asked(request: HttpRequest, units) -> dict:
    """What the address proposes: unit and year, as the cards of the home page name them."""
    year, unit = request.GET.get("nam", ""), request.GET.get("don_vi", "")
    chosen = units.filter(Q(pk=int(unit)) if unit.isdecimal() else Q(code=unit)).first()
    year = int(year) if year.isdecimal() and len(year) == 4 else next_year(units)
    return {"year": year, **({"unit": chosen.code} if chosen else {})}


def _annual_form(request: HttpRequest, units) -> Form:
    return NewPlanForm(request.POST or None, units=units, initial=_asked(request, units))


def _stage_form(request: HttpRequest, units) -> Form:
    first = today().year // 5 * 5 + 1
    initial = {**_asked(request, units), "year": first, "year_to": first + 4}
    return StagePlanForm(request.POST or None, units=units, initial=initial)


def _sub_form(request: HttpRequest, units) -> Form:
    own = list(units)
    above = set().union(*(queries.units_above(unit) for unit in own))
    uppers = (
        plans_of(request.user)
        .filter(unit__in=above, scope=Plan.Scope.ANNUAL, binned_at=None)
        .exclude(state="superseded")
        .order_by("-year", "unit__name")
    )
    rooms = Unit.objects.on(today()).filter(parent__in=own, issuer_name="").order_by("order", "name")
    initial = {**_asked(request, units), "upper": request.GET.get("ke_hoach", "")}
    return SubPlanForm(request.POST or None, units=units, uppers=uppers, rooms=rooms, initial=initial)


def _annual(typed: dict, *, by) -> Plan:
    unit, year = typed["unit"], typed["year"]
    return actions.create_plan(
        unit=unit, year=year, by=by, call_unit=open_call(unit, year), replaces_text=typed["replaces_text"]
    )


def _stage(typed: dict, *, by) -> Plan:
    return actions.create_plan(
        unit=typed["unit"], year=typed["year"], year_to=typed["year_to"], scope=Plan.Scope.STAGE, by=by
    )


def _sub(typed: dict, *, by) -> Plan:
    upper = typed["upper"]
    return actions.create_plan(
        unit=typed["unit"],
        year=upper.year,
        scope=Plan.Scope.SUB,
        upper=upper,
        area=typed["area"],
        holder=typed["holder"],
        by=by,
    )


WAYS = {
    Plan.Scope.ANNUAL: Way("Lập kế hoạch", "", _annual_form, _annual),
    Plan.Scope.STAGE: Way(
        "Lập kế hoạch giai đoạn",
        "Kế hoạch nhiều năm, mỗi chỉ tiêu và nhiệm vụ có mốc từng năm; kế hoạch năm thực hiện theo.",
        _stage_form,
        _stage,
    ),
    Plan.Scope.SUB: Way(
        "Lập kế hoạch theo lĩnh vực, bộ phận",
        "Kế hoạch của một lĩnh vực hoặc một bộ phận, nằm dưới kế hoạch năm; hoặc phần đơn vị góp vào kế hoạch cấp trên.",
        _sub_form,
        _sub,
    ),
}

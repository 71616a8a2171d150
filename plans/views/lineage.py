"""How plans follow one another: inheriting last year's, replacing one in mid-year with its tasks carried over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents.models import KnownDocument
from organisations.views.pages import add_faults
from plans import actions, queries
from plans.forms import ReasonForm
from plans.models import Plan
from plans.paper import plain_words
from plans.queries import lineage
from plans.views.beginning import open_call, units_to_draft_for
from plans.views.sight import plan_in_sight
from plans.wording import full_citation, lower_first

FOUND_AT_MOST = 8


def successor(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the reason and for the documents that ask for it, then begin the plan that replaces an issued one."""
    plan = plan_in_sight(request.user, code)
    actions.require_drafter(plan.unit, request.user)
    form = ReasonForm(request.POST or None)
    chosen = _chosen(request)
    if request.method == "POST" and form.is_valid():
        try:
            new_plan = actions.open_successor(
                plan=plan, by=request.user, reason=form.cleaned_data["reason"], triggers=chosen
            )
        except ValidationError as fault:
            add_faults(form, fault)
        else:
            messages.success(request, "Đã lập bản nháp thay thế, giữ nguyên mọi nội dung để sửa.")
            return redirect("plans:edit_start", new_plan.code)
    words = request.GET.get("tim", "").strip()[:100]
    found = queries.documents_like(request.user, words, FOUND_AT_MOST) if words else []
    context = {
        "plan": plan,
        "form": form,
        "back": reverse("plans:read", args=[plan.code]),
        "words": words,
        "documents": [
            {"pk": one.pk, "words": full_citation(one), "checked": one in chosen}
            for one in dict.fromkeys([*chosen, *found])
        ],
    }
    return render(request, "plans/lineage/successor.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest) -> list[KnownDocument]:
    """Documents that were ticked, as far as the person sees them."""
    keys = [key for key in (request.POST or request.GET).getlist("van_ban") if key.isdecimal()]
    return list(KnownDocument.objects.visible_to(request.user).filter(pk__in=keys))


def inherit_from(request: HttpRequest) -> HttpResponse:
    """Which plan to inherit from: the one that the address means, the only one, else a choice."""
    units = units_to_draft_for(request)
    plans = (
        Plan.objects.filter(unit__in=units, scope=Plan.Scope.ANNUAL, binned_at=None)
        .exclude(state="superseded")
        .filter(Q(issued_on__isnull=False) | Q(state="registered"))
        .select_related("unit")
        .order_by("-year", "-id")
    )
    unit, year = request.GET.get("don_vi", ""), request.GET.get("nam", "")
    if unit.isdecimal():
        plans = plans.filter(unit=int(unit))
    if year.isdecimal() and len(year) == 4:
        plans = plans.filter(year__lt=int(year))
    rows = list(plans)
    if rows and (len(rows) == 1 or (unit and year)):
        query = f"?nam={year}" if year else ""
        return redirect(f"{reverse('plans:inherit', args=[rows[0].code])}{query}")
    return render(request, "plans/lineage/inherit_from.html", {"plans": rows, "year": year})


def inherit(request: HttpRequest, code: str) -> HttpResponse:
    """Three lists of last year's rows to tick, days before and after; a POST begins the next year's draft."""
    plan = plan_in_sight(request.user, code)
    actions.require_drafter(plan.unit, request.user)
    data, faults, existing = request.POST or request.GET, [], None
    year = _year(data.get("nam", ""), plan.year + 1)
    if year <= plan.year:
        faults, year = [f"Năm của kế hoạch mới phải sau năm {plan.year}."], plan.year + 1
    if request.method == "POST" and not faults:
        try:
            new_plan = actions.roll_forward(
                plan=plan,
                year=year,
                by=request.user,
                targets=_keys(request, "target"),
                tasks=_keys(request, "task"),
                call_unit=open_call(plan.unit, year),
            )
        except actions.PlanExists as fault:
            existing, faults = fault.plan, fault.messages
        except ValidationError as fault:
            faults = fault.messages
        else:
            messages.success(request, f"Đã lập bản nháp {new_plan}, kế thừa từ {lower_first(str(plan))}.")
            return redirect("plans:edit_start", new_plan.code)
    context = {
        "plan": plan,
        "year": year,
        "existing": existing,
        "faults": faults,
        "lists": _offers(request, plan, year),
        "dropped": [sentence for _, sentence in lineage.bases_left_out(plan)],
    }
    return render(request, "plans/lineage/inherit.html", context, status=422 if faults else 200)


def _year(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isdecimal() and len(typed) == 4 else otherwise


def _keys(request: HttpRequest, name: str) -> list[int]:
    return [int(key) for key in request.POST.getlist(name) if key.isdecimal()]


_LISTS = (
    ("target", "Chỉ tiêu", "Chưa có chỉ tiêu nào để kế thừa."),
    ("task", "Nhiệm vụ chưa xong", "Không còn nhiệm vụ nào chưa xong."),
    ("task", "Nhiệm vụ lặp lại hằng năm", "Không có nhiệm vụ thường xuyên, định kỳ."),
)


def _offers(request: HttpRequest, plan: Plan, year: int) -> list[dict]:
    """The three lists of the page; what was ticked stays ticked when the page comes back with a fault."""
    found, content = [], queries.content(plan)
    for number, ((name, title, empty), offers) in enumerate(
        zip(_LISTS, lineage.what_to_inherit(plan, year), strict=True), start=1
    ):
        ticked = set(_keys(request, name)) if request.method == "POST" else None
        rows = [
            {
                "offer": offer,
                "pk": offer.row.pk,
                "area": offer.row.area.short_name,
                "words": plain_words(content, offer.row.phrase if name == "target" else offer.row.content),
                "checked": offer.ticked if ticked is None else offer.row.pk in ticked,
            }
            for offer in offers
        ]
        found.append({"name": name, "number": number, "title": title, "empty": empty, "rows": rows})
    return found

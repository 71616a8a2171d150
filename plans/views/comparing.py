"""So sánh: two states of a plan, or two plans, side by side (ux sections 4.3 and 4.11)."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.rules import powers_in
from plans.models import Plan
from plans.queries.comparing import compared
from plans.queries.sides import NOW, Side, Sides
from plans.views.sight import plan_in_sight
from workflow import remarks


@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """What this plan can be compared with; ``?truoc=…&sau=…`` leads to the two sides."""
    plan = plan_in_sight(request.user, code)
    sides = Sides(plan, request.user)
    before, after = request.GET.get("truoc", ""), request.GET.get("sau", "")
    if before:
        return redirect(address(plan, before, after))
    context = {**_frame(plan), **_choices(sides), "offers": _offers(sides)}
    return render(request, "plans/compare_choose.html", context)


@require_safe
def compare(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """One side against another: changed places only, everything with ``?xem=ca``."""
    plan = plan_in_sight(request.user, code)
    sides = Sides(plan, request.user)
    asked = request.GET.get("voi", "")
    old, new = sides.find(other), sides.find(asked) if asked else sides.standing
    if old is None or new is None:
        raise Http404
    found = compared(
        old,
        new,
        remarks=remarks.for_reader(plan, request.user, powers=powers_in(request)),
        reasons=sides.reasons(old, new),
    )
    everything = request.GET.get("xem") == "ca"
    context = {
        **_frame(plan),
        **_choices(sides, old, new),
        "found": found,
        "everything": everything,
        "more_url": address(plan, other, asked, everything=not everything),
        "turned_url": address(plan, new.key, old.key),
    }
    return render(request, "plans/compare.html", context)


def address(plan: Plan, old: str, new: str = "", *, everything: bool = False) -> str:
    """The page that compares two sides; the newer one is the plan as it stands unless it is named."""
    asked = {**({"voi": new} if new else {}), **({"xem": "ca"} if everything else {})}
    url = reverse("plans:compare", args=[plan.code, old])
    return f"{url}?{urlencode(asked)}" if asked else url


def _frame(plan: Plan) -> dict:
    parents = [
        {"label": "Kế hoạch", "url": reverse("plans:list")},
        {"label": str(plan), "url": reverse("plans:read", args=[plan.code])},
    ]
    return {"plan": plan, "parents": parents}


def _choices(sides: Sides, old: Side | None = None, new: Side | None = None) -> dict:
    """Every side as the selects offer it."""
    found = [*sides.sent, sides.year_before, sides.replaced, sides.standing, old, new]
    unique = {side.key: side for side in found if side is not None}
    offered = [{"key": key, "label": side.label, "at": side.at} for key, side in unique.items()]
    standing = sides.standing
    return {
        "sides": offered,
        "old_key": old.key if old else (offered[0]["key"] if offered else ""),
        "new_key": new.key if new else (standing.key if standing else NOW),
    }


def _offers(sides: Sides) -> list[dict]:
    """The comparisons that are asked for most, each with its address."""
    found = [("So với", side) for side in (sides.previous, sides.year_before, sides.replaced) if side is not None]
    return [
        {
            "label": f"{verb} {side.label[:1].lower()}{side.label[1:]}",
            "at": side.at,
            "url": address(sides.plan, side.key),
        }
        for verb, side in found
    ]

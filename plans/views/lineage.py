"""How plans follow one another: inheriting last year's, replacing one in mid-year with its tasks carried over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator

from documents.models import KnownDocument
from organisations.rules import powers_in
from organisations.views.pages import add_faults
from plans import actions, queries
from plans.forms import ReasonForm
from plans.models import Plan
from plans.paper import plain_words
from plans.queries import lineage
from plans.queries.progress import task_places
from plans.views.beginning import open_call, units_to_draft_for
from plans.views.sight import plan_in_sight
from plans.wording import full_citation, lower_first
from workflow.rules import Refused, Situation, edit_refusal
from workflow.states import STATES

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


def carry_over(request: HttpRequest, code: str) -> HttpResponse:
    """Each task of the replaced plan → its task in the replacing one, or not carried over with a reason."""
    plan = plan_in_sight(request.user, code)
    if not plan.replaces_id:
        raise Http404
    faults: dict[str, list[str]] = {}
    table = lineage.carry_over_table(plan)
    if request.method == "POST":
        sentence = edit_refusal(request.user, plan)
        if sentence:
            raise Refused(sentence)
        faults = _carry(request, plan, table)
        if not faults:
            messages.success(request, "Đã lưu bảng chuyển tiếp.")
            return redirect("plans:carry_over", plan.code)
    new, old = queries.content(plan), queries.content(plan.replaces)
    new_places, old_places = task_places(new), task_places(old)
    news = [
        (
            row.new.pk,
            f"{new_places.get(row.new.pk, '')} {Truncator(plain_words(new, row.new.content)).chars(70)}".strip(),
        )
        for row in table
        if row.new
    ]
    rows = [
        {
            **_carry_row(request, row, faults),
            "number": old_places.get(row.old.pk, ""),
            "words": plain_words(old, row.old.content),
            "new_number": new_places.get(row.new.pk, "") if row.new else "",
        }
        for row in table
        if row.old
    ]
    situation = Situation(request.user, [plan], powers=powers_in(request))
    context = {
        "plan": plan,
        "rows": rows,
        "added": [(new_places.get(row.new.pk, ""), row.new) for row in table if row.old is None],
        "news": sorted(news, key=lambda pair: pair[1]),
        "open_count": sum(row.is_open for row in table if row.old),
        "bases": _bases(request, plan),
        "refused": edit_refusal(request.user, plan, situation=situation) or "",
        "error_rows": [{"text": text, "id": name} for name, texts in faults.items() for text in texts],
    }
    return render(request, "plans/lineage/carry_over.html", context, status=422 if faults else 200)


LEAVE = "khong"


def _carry_row(request: HttpRequest, row: lineage.CarryRow, faults: dict[str, list[str]]) -> dict:
    posted, old = request.POST, row.old
    stored = str(row.new.pk) if row.new else LEAVE if row.left_out else ""
    state = STATES[row.progress.state] if row.progress else None
    return {
        "row": row,
        "state": state and {"word": state.word(), "pill": state.pill, "icon": state.icon},
        "name": f"sang-{old.pk}",
        "chosen": posted.get(f"sang-{old.pk}", stored),
        "reason": posted.get(f"ly-do-{old.pk}", row.left_out.reason if row.left_out else ""),
        "reason_name": f"ly-do-{old.pk}",
        "faults": faults.get(f"ly-do-{old.pk}", []) + faults.get(f"sang-{old.pk}", []),
        "changed": ", ".join(row.changed),
    }


def _carry(request: HttpRequest, plan: Plan, table: list[lineage.CarryRow]) -> dict[str, list[str]]:
    """Write what was changed, row by row; the sentences of rows that could not be written, by field."""
    faults: dict[str, list[str]] = {}
    new_rows = {str(row.new.pk): row.new for row in table if row.new}
    asked = [(row, request.POST.get(f"sang-{row.old.pk}")) for row in table if row.old]
    # A row that goes over to another one is tied first: leaving its old one out would take it away.
    for row, chosen in sorted(asked, key=lambda pair: pair[1] == LEAVE):
        reason = request.POST.get(f"ly-do-{row.old.pk}", "").strip()
        try:
            if chosen == LEAVE and (row.left_out is None or row.left_out.reason != reason):
                actions.leave_out(plan=plan, task=row.old, reason=reason, by=request.user)
            elif chosen in new_rows and (row.new is None or row.new.pk != new_rows[chosen].pk):
                actions.map_task(plan=plan, old=row.old, new=new_rows[chosen], by=request.user)
            elif chosen == "" and row.new is not None:
                actions.map_task(plan=plan, old=row.old, new=None, by=request.user)
        except ValidationError as fault:
            faults[f"ly-do-{row.old.pk}" if chosen == LEAVE else f"sang-{row.old.pk}"] = fault.messages
    if "can_cu_co" in request.POST:
        actions.set_triggers(plan=plan, bases=_keys(request, "can_cu"), by=request.user)
    return faults


def _bases(request: HttpRequest, plan: Plan) -> list[dict]:
    ticked = set(_keys(request, "can_cu")) if request.method == "POST" else None
    return [
        {
            "pk": row.pk,
            "words": full_citation(row.document),
            "checked": row.is_trigger if ticked is None else row.pk in ticked,
        }
        for row in plan.planbasiss.select_related("document")
    ]

"""The carry-over page: what the replacing plan makes of each target and task of the replaced one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods

from organisations.rules import powers_in
from plans import actions, queries
from plans.models import Plan, Target, Task
from plans.paper import plain_words
from plans.queries import lineage
from plans.queries.progress import task_places
from plans.views.sight import plan_in_sight
from plans.wording import full_citation
from workflow.rules import Refused, Situation, edit_refusal
from workflow.states import STATES

LEAVE = "khong"
Table = list[lineage.CarryRow]
# How the fields of a row begin on the page, by model: where it goes to, and for a task why it goes nowhere.
GOES, REASON = {Task: "sang", Target: "chi-tieu"}, "ly-do"


@require_http_methods(["GET", "HEAD", "POST"])
def carry_over(request: HttpRequest, code: str) -> HttpResponse:
    """Each row of the replaced plan → its row in the replacing one; a task may be left out with a reason."""
    plan = plan_in_sight(request.user, code)
    if not plan.replaces_id:
        raise Http404
    tables: dict[type, Table] = {model: lineage.carry_over_table(plan, model) for model in (Task, Target)}
    faults: dict[str, list[str]] = {}
    if request.method == "POST":
        sentence = edit_refusal(request.user, plan)
        if sentence:
            raise Refused(sentence)
        for model in (Target, Task):
            faults |= _carry(request, plan, tables[model], model)
        if "can_cu_co" in request.POST:
            keys = [int(key) for key in request.POST.getlist("can_cu") if key.isdecimal()]
            actions.set_triggers(plan=plan, bases=keys, by=request.user)
        if not faults:
            messages.success(request, "Đã lưu bảng chuyển tiếp.")
            return redirect("plans:carry_over", plan.code)
    situation = Situation(request.user, [plan], powers=powers_in(request))
    context = {
        "plan": plan,
        **_shown(request, plan, tables, faults),
        "open_count": sum(row.is_open for row in tables[Task] if row.old),
        "bases": _bases(request, plan),
        "refused": edit_refusal(request.user, plan, situation=situation) or "",
        "error_rows": [{"text": text, "id": name} for name, texts in faults.items() for text in texts],
    }
    return render(request, "plans/lineage/carry_over.html", context, status=422 if faults else 200)


def _shown(request: HttpRequest, plan: Plan, tables: dict[type, Table], faults: dict[str, list[str]]) -> dict:
    """Rows of both tables, what each may go to, and what only the new plan has."""
    new, old = queries.content(plan), queries.content(plan.replaces)
    places = task_places(new) | task_places(old)
    found: dict[str, list] = {"added": [], "added_targets": []}
    for model, rows, news, added in (
        (Task, "rows", "news", "added"),
        (Target, "target_rows", "target_news", "added_targets"),
    ):
        names = {row.new.pk: _name(new, row.new, places) for row in tables[model] if row.new}
        found[news] = sorted(names.items(), key=lambda pair: pair[1])
        found[added] = [names[row.new.pk] for row in tables[model] if row.old is None and row.new]
        found[rows] = [
            {
                **_row(request, row, faults),
                "number": _place(row.old, places),
                "words": plain_words(old, _words(row.old)),
                "new_words": names.get(row.new.pk, "") if row.new else "",
            }
            for row in tables[model]
            if row.old
        ]
    return found


def _words(row: Target | Task) -> str:
    return row.content if isinstance(row, Task) else row.phrase


def _place(row: Target | Task, places: dict[int, str]) -> str:
    """Where the row stands in its plan: the number of a task, the area of a target, which has none."""
    return places.get(row.pk, "") if isinstance(row, Task) else row.area.short_name


def _name(found: queries.Content, row: Target | Task, places: dict[int, str]) -> str:
    place = _place(row, places) if isinstance(row, Task) else f"{_place(row, places)}:"
    return f"{place} {Truncator(plain_words(found, _words(row))).chars(90)}".strip()


def _row(request: HttpRequest, row: lineage.CarryRow, faults: dict[str, list[str]]) -> dict:
    old = row.old
    name, reason_name = f"{GOES[type(old)]}-{old.pk}", f"{REASON}-{old.pk}"
    stored = str(row.new.pk) if row.new else LEAVE if row.left_out else ""
    state = STATES[row.progress.state] if row.progress else None
    return {
        "row": row,
        "state": state and {"word": state.word(), "pill": state.pill, "icon": state.icon},
        "name": name,
        "chosen": request.POST.get(name, stored),
        "reason": request.POST.get(reason_name, row.left_out.reason if row.left_out else ""),
        "reason_name": reason_name,
        "faults": faults.get(name, []) + (faults.get(reason_name, []) if isinstance(old, Task) else []),
        "changed": ", ".join(row.changed),
    }


def _carry(request: HttpRequest, plan: Plan, table: Table, model: type) -> dict[str, list[str]]:
    """Write what was changed, row by row; the sentences of rows that could not be written, by field."""
    faults: dict[str, list[str]] = {}
    new_rows = {str(row.new.pk): row.new for row in table if row.new}
    asked = [(row, request.POST.get(f"{GOES[model]}-{row.old.pk}")) for row in table if row.old]
    # A row that goes over to another one is tied first: leaving its old one out would take it away.
    for row, chosen in sorted(asked, key=lambda pair: pair[1] == LEAVE):
        reason = request.POST.get(f"{REASON}-{row.old.pk}", "").strip()
        try:
            if chosen == LEAVE and model is Task:
                if row.left_out is None or row.left_out.reason != reason:
                    actions.leave_out(plan=plan, task=row.old, reason=reason, by=request.user)
            elif chosen in new_rows and (row.new is None or row.new.pk != new_rows[chosen].pk):
                actions.map_task(plan=plan, old=row.old, new=new_rows[chosen], by=request.user)
            elif chosen == "" and row.new is not None:
                actions.map_task(plan=plan, old=row.old, new=None, by=request.user)
        except ValidationError as fault:
            name = REASON if chosen == LEAVE else GOES[model]
            faults[f"{name}-{row.old.pk}"] = fault.messages
    return faults


def _bases(request: HttpRequest, plan: Plan) -> list[dict]:
    ticked = None
    if request.method == "POST":
        ticked = {int(key) for key in request.POST.getlist("can_cu") if key.isdecimal()}
    return [
        {
            "pk": row.pk,
            "words": full_citation(row.document),
            "checked": row.is_trigger if ticked is None else row.pk in ticked,
        }
        for row in plan.planbasiss.select_related("document")
    ]

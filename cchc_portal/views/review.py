"""Rà soát: the page of those who review and conclude, its remarks, and the answers to them (ux section 4.10)."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from cchc_portal import changes, findings, names, paperwork, reading, remarks, turns, wording
from cchc_portal.authorities import standings
from cchc_portal.forms import ReasonForm, RemarkForm
from cchc_portal.views.queues import Queue, to_review
from documents.freezing import to_sign_of
from organisations.roles import AUTHORITY_SIDE
from organisations.rules import Powers, powers_in
from plans.models import Plan
from plans.places import named
from plans.queries import Content, content, numbers_of
from plans.queries.sides import Sides
from plans.views.remarks import back_of
from workflow import actions, clock, queries, rules
from workflow import remarks as verbs
from workflow.codes import normal_code
from workflow.flows import flow_for, flow_of
from workflow.models import Event, MeasuredBy, Remark
from workflow.rules import Situation, available
from workflow.states import ACTIONS, HEAD, REVIEWER, STATES, Step

TABS = (("ban-giay", "Bản giấy"), ("toan-van", "Toàn văn"), ("bang", "Bảng chỉ tiêu, nhiệm vụ"))
HISTORY = ("dien-bien", "Diễn biến")
SIDES = (("y-kien", "Ý kiến"), ("kiem-tra", "Kiểm tra"), ("tong-quan", "Tổng quan"))
# Acts that carry the open remarks as their reason.
_COLLECTING = ("return", "ask_replacement", "ask_correction", "propose")


def review(request: HttpRequest, code: str) -> HttpResponse:
    """The paper with its remarks, the acts on top, the neighbours in the queue."""
    plan, powers = _plan(request, code)
    return _page(request, plan, powers, RemarkForm())


def _page(request: HttpRequest, plan: Plan, powers: Powers, form: RemarkForm) -> HttpResponse:
    found = content(plan)
    sides = Sides(plan, request.user, found)
    tabs = (*TABS, *changes.tabs(sides), HISTORY)
    tab = _chosen(request, "phan", tabs)
    side = _chosen(request, "ben", SIDES)
    checked = findings.of_content(found)
    situation = Situation(request.user, [plan], powers=powers, found={plan.pk: checked["stopping"]})
    threads = remarks.threads(plan, request.user, situation)
    may_remark = verbs.reader_grant(situation, plan) is not None
    context = {
        **_head(plan, powers, to_review(request, plan, powers)),
        "situation": situation,
        "tab": tab,
        "tabs": _links(plan, "phan", tabs, tab, request, changes.counts(sides)),
        "side": side,
        "side_tabs": _links(
            plan,
            "ben",
            SIDES,
            side,
            request,
            {"y-kien": len(threads), "kiem-tra": len(checked["must"]) + len(checked["should"])},
        ),
        "threads": threads,
        "open": remarks.open_count(threads),
        **checked,
        "checked_words": f"Kiểm tra tự động: {len(checked['must'])} lỗi, {len(checked['should'])} điểm nên xem",
        "proposal": _proposal(plan),
        "standings": standings([plan])[plan.pk] if len(situation.current_reviews(plan)) > 1 else [],
        "actions": _acts(plan, situation),
        "may_remark": may_remark,
        "remarkable": frozenset(named(found)) if may_remark and tab == "toan-van" else (),
        "form": form,
        "places": reading.places(found) if side == "y-kien" else [],
        **_tab(tab, found, sides, request.user, powers),
        **(_overview(found) if side == "tong-quan" else {}),
    }
    return render(request, "review/review.html", context, status=422 if form.errors else 200)


def act(request: HttpRequest, code: str, action: str) -> HttpResponse:
    """One act of the authority: a page that asks for its words where it needs some, then the next unit."""
    plan, powers = _plan(request, code)
    situation = Situation(request.user, [plan], powers=powers)
    step = _step(action, plan, situation)
    queue = to_review(request, plan, powers)
    if request.method == "POST" and (not step.comment or "comment" in request.POST):
        form = ReasonForm(request.POST, action=action, required=step.comment)
        if form.is_valid():
            plan = actions.take(
                action, plan, by=request.user, comment=form.cleaned_data["comment"], seen=form.cleaned_data["version"]
            )
            return _onward(request, plan, action, queue)
    else:
        found = remarks.threads(plan, request.user, situation)
        initial = {"comment": remarks.collected(found) if action in _COLLECTING else ""}
        form = ReasonForm(action=action, required=step.comment, label=_reason_label(action), initial=initial)
    waiting = remarks.open_count(remarks.threads(plan, request.user, situation))
    context = {**_head(plan, powers, queue), "form": form, "action": ACTIONS[action], "step": step, "open": waiting}
    return render(request, "review/act.html", context, status=422 if form.errors else 200)


@require_POST
def remark(request: HttpRequest, code: str) -> HttpResponse:
    """Write a remark: official by default, an internal note by its own button."""
    plan, powers = _plan(request, code)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, powers, form)
    said = form.cleaned_data
    labels = {place.ref: place.label for place in reading.places(content(plan))}
    made = verbs.add(
        plan,
        by=request.user,
        text=said["text"],
        place=said["ref"],
        place_label=labels.get(said["ref"], "")[:200],
        quote=said["quote"][:500],
        private=bool(said["private"]),
    )
    return redirect(f"{reverse('portal:review', args=[plan.code])}#thread-{made.pk}")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The commune answers a remark before sending again (M28)."""
    row = _remark(request, pk)
    item = flow_for(row.kind).model.objects.get(pk=row.object_id)
    try:
        verbs.answer(row, by=request.user, text=request.POST.get("text", ""))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect(back_of(request, f"{flow_of(item).url(item)}#thread-{row.pk}"))


_VERBS = {"xong": verbs.resolve, "hoi-lai": verbs.reopen}


@require_POST
def settle(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The office that made a remark settles it or asks again."""
    if verb not in _VERBS:
        raise Http404
    row = _remark(request, pk)
    _VERBS[verb](row, by=request.user)
    item = flow_for(row.kind).model.objects.get(pk=row.object_id)
    own = row.office_id == item.unit_id
    return redirect(f"{flow_of(item).url(item) if own else reverse('portal:review', args=[item.code])}#thread-{row.pk}")


def _remark(request: HttpRequest, pk: int) -> Remark:
    """A remark that the person may read; others do not exist for them."""
    row = get_object_or_404(Remark.objects.visible_to(request.user), pk=pk)
    item = get_object_or_404(flow_for(row.kind).model.objects.visible_to(request.user), pk=row.object_id)
    if row.pk not in {one.pk for one in verbs.for_reader(item, request.user)}:
        raise Http404
    return row


def _plan(request: HttpRequest, code: str) -> tuple[Plan, Powers]:
    """The plan, for those who review or conclude it only."""
    plans = Plan.objects.visible_to(request.user).select_related(
        "unit", "replaces", "call_unit__call", "sent_by__official"
    )
    plan = get_object_or_404(plans, code=normal_code(code), binned_at=None)
    powers = powers_in(request)
    if not any(powers.may(verb, plan.unit_id, subject=plan.scope_subject) for verb in AUTHORITY_SIDE):
        raise Http404
    if STATES[plan.state].word(REVIEWER) == "Chưa gửi":
        raise Http404
    return plan, powers


def _head(plan: Plan, powers: Powers, queue: Queue) -> dict:
    state = STATES[plan.state]
    audience = queries.audience(powers, plan)
    issued = numbers_of([one for one in (plan, plan.replaces) if one])
    call = plan.call_unit.call if plan.call_unit_id else None
    parents = [{"label": "Đợt theo dõi", "url": reverse("portal:calls")}]
    if call:
        parents.append({"label": call.title, "url": reverse("portal:call", args=[call.code])})
    return {
        "plan": plan,
        "title": flow_of(plan).title(plan),
        "pill": {
            "kind": state.pill,
            "icon": state.icon,
            "word": state.word(audience if audience in (REVIEWER, HEAD) else REVIEWER),
        },
        "paper_line": _paper_line(plan, issued),
        "unit_name": names.titled(plan.unit.name),
        "due": _due(plan),
        "queue": queue,
        "position": f"Đơn vị {queue.position} trong {queue.length}" if queue.position else "",
        "parents": parents,
    }


def _paper_line(plan: Plan, issued: dict) -> str:
    words = []
    if document := issued.get(plan.pk):
        words.append(f"{document.number:02d}/{document.symbol} ngày {wording.official_day(document.issued_on)}")
    if plan.replaces_id and (old := issued.get(plan.replaces_id)):
        words.append(f"thay thế {old.number:02d}/{old.symbol} ngày {wording.official_day(old.issued_on)}")
    elif plan.replaces_text:
        words.append(f"thay thế {plan.replaces_text}")
    if not words and plan.sent_at:
        times = f" (lần {plan.times_sent})" if plan.times_sent > 1 else ""
        words.append(f"Gửi lúc {wording.moment(localtime(plan.sent_at), today=clock.today())}{times}")
    done = _done_on(plan)
    if words and done and plan.due_on:
        said = wording.due(plan.due_on, today=clock.today(), inclusive=plan.due_inclusive, done_on=done).distance
        words[-1] += f" ({said[0].lower()}{said[1:]})"
    return " · ".join(words)


def _due(plan: Plan) -> dict | None:
    """The deadline while it runs; once the act is done, `_paper_line` says whether it was on time."""
    if plan.due_on is None or _done_on(plan):
        return None
    return {"on": plan.due_on, "inclusive": plan.due_inclusive, "act": turns.act_word(plan)}


def _done_on(plan: Plan) -> date | None:
    if plan.measured_by == MeasuredBy.ISSUED:
        return plan.issued_on
    return localtime(plan.sent_at).date() if plan.sent_at else None


def _chosen(request: HttpRequest, name: str, table) -> str:
    value = request.GET.get(name, "")
    return value if value in dict(table) else table[0][0]


def _links(plan: Plan, name: str, table, current: str, request: HttpRequest, counts: dict | None = None) -> list[dict]:
    found = []
    for key, label in table:
        query = request.GET.copy()
        query[name] = key
        if key == table[0][0]:
            query.pop(name)
        url = reverse("portal:review", args=[plan.code])
        found.append(
            {
                "label": label,
                "url": f"{url}?{query.urlencode()}" if query else url,
                "current": key == current,
                "count": (counts or {}).get(key, ""),
            }
        )
    return found


def _acts(plan: Plan, situation: Situation) -> list[dict]:
    """Acts of the authority on this page; secondary ones first, the primary one last."""
    steps = available(situation.user, [plan], situation=situation)[plan.pk]
    found = [
        turns.act(plan, step, sentence, url=reverse("portal:review_act", args=[plan.code, step.action]))
        for step, sentence in steps
        if step.needs in AUTHORITY_SIDE
    ]
    return sorted(found, key=lambda one: one["kind"] == "primary")


def _step(action: str, plan: Plan, situation: Situation) -> Step:
    """The step of the authority's side; an unknown act does not exist, one that has gone by is 409."""
    if action not in ACTIONS:
        raise Http404
    steps = available(situation.user, [plan], situation=situation)[plan.pk]
    found = next((step for step, _ in steps if step.action == action and step.needs in AUTHORITY_SIDE), None)
    if found is None:
        sentence = rules.refusal(situation.user, action, plan, situation=situation)
        raise rules.MovedOn(sentence) if sentence else Http404
    return found


def _reason_label(action: str) -> str:
    return "Nội dung đề xuất" if action == "propose" else "Lý do"


def _onward(request: HttpRequest, plan: Plan, action: str, queue: Queue) -> HttpResponse:
    """Beginning stays on the unit; every other act opens the next unit."""
    here = reverse("portal:review", args=[plan.code])
    if action == "begin_review":
        messages.info(request, "Đã bắt đầu rà soát. Đơn vị không tự rút lại được nữa.")
        return redirect(here)
    left = f" Còn {queue.left} đơn vị." if queue.position and queue.left else ""
    messages.success(request, f"{ACTIONS[action].done}: {plan.unit.name}.{left}")
    fallback = reverse("portal:call", args=[plan.call_unit.call.code]) if plan.call_unit_id else reverse("portal:home")
    return redirect(queue.after or fallback)


def _proposal(plan: Plan) -> Event | None:
    """What the officer proposed, while the head has not concluded."""
    if plan.state != "concluding":
        return None
    found = Event.objects.filter(kind=plan.kind, object_id=plan.pk, action="propose")
    return found.order_by("-sequence").first()


def _table(found: Content) -> dict:
    return {"content": found}


def _tab(tab: str, found: Content, sides: Sides, user, powers: Powers) -> dict:
    """What the chosen tab shows."""
    if tab in _TAB_CONTEXT:
        return _TAB_CONTEXT[tab](found)
    return changes.of_tab(sides, tab, verbs.for_reader(found.plan, user, powers=powers))


def _history(found: Content) -> dict:
    return {"entries": turns.timeline(queries.history(found.plan))}


def _paper(found: Content) -> dict:
    return {"paper": paperwork.paper_of(found.plan)}


def _text(found: Content) -> dict:
    return {"text": reading.text_groups(found)}


_TAB_CONTEXT = {"ban-giay": _paper, "toan-van": _text, "bang": _table, "dien-bien": _history}


def _overview(found: Content) -> dict:
    """Earlier plans of the unit: when issued, how often sent, how they ended."""
    plan = found.plan
    others = Plan.objects.filter(unit=plan.unit_id, binned_at=None).exclude(pk=plan.pk)
    earlier = list(others.order_by("-year", "-pk")[:5])
    return {
        "sizes": reading.sizes(found),
        "to_sign": to_sign_of(plan),
        "earlier": [
            {
                "title": flow_of(one).title(one),
                "word": STATES[one.state].word(REVIEWER),
                "times": one.times_sent,
                "issued_on": one.issued_on,
            }
            for one in earlier
        ],
    }

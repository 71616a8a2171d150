"""Rà soát: the page of those who review and conclude, its remarks, and the answers to them (ux section 4.10)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from cchc_portal import names, remarks, turns, wording
from cchc_portal.authorities import standings
from cchc_portal.desks import Reading, Tab, desk_at, desk_of, numbered, was_sent
from cchc_portal.desks.base import TEXT
from cchc_portal.forms import ReasonForm, RemarkForm
from cchc_portal.views.queues import Queue, to_review
from organisations.roles import AUTHORITY_SIDE
from organisations.rules import Powers, powers_in
from plans.views.remarks import back_of
from workflow import actions, clock, queries, rules
from workflow import remarks as verbs
from workflow.codes import normal_code
from workflow.flows import flow_for, flow_of
from workflow.models import Event, Item, Remark
from workflow.rules import Situation, available
from workflow.states import ACTIONS, HEAD, REVIEWER, STATES, Step

# Acts that carry the open remarks as their reason.
_COLLECTING = ("return", "ask_replacement", "ask_correction", "propose")


def review(request: HttpRequest, code: str) -> HttpResponse:
    """The paper with its remarks, the acts on top, the neighbours in the queue."""
    item, powers = _item(request, code)
    return _page(request, item, powers, RemarkForm())


def _page(request: HttpRequest, item: Item, powers: Powers, form: RemarkForm) -> HttpResponse:
    desk = desk_of(item)
    reading = desk.read(item, request.user, powers, reverse("portal:review", args=[item.code]))
    tabs = reading.reviewing()
    shown = next((tab for tab in tabs if tab.key == request.GET.get("phan", "")), tabs[0])
    checked = reading.checked
    situation = Situation(request.user, [item], powers=powers, found={item.pk: checked.stopping})
    threads = remarks.threads(item, request.user, situation)
    beside = _beside(reading, len(threads))
    side = next((tab for tab in beside if tab.key == request.GET.get("ben", "")), beside[0])
    may_remark = verbs.reader_grant(situation, item) is not None
    context = {
        **_head(item, powers, to_review(request, item, powers)),
        "situation": situation,
        "shown": shown,
        "tabs": _links(request, item, "phan", tabs, shown),
        "side": side,
        "side_tabs": _links(request, item, "ben", beside, side),
        "threads": threads,
        "open": remarks.open_count(threads),
        "checked": checked,
        "checked_words": f"Kiểm tra tự động: {checked.faults} lỗi, {checked.questions} điểm nên xem",
        "proposal": _proposal(item),
        "standings": standings([item])[item.pk] if len(situation.current_reviews(item)) > 1 else [],
        "actions": _acts(item, situation),
        "may_remark": may_remark,
        "remarkable": frozenset(reading.named) if may_remark and shown.key == TEXT else (),
        "form": form,
        **shown.context(),
        **side.context(),
    }
    return render(request, "review/review.html", context, status=422 if form.errors else 200)


def _beside(reading: Reading, threads: int) -> tuple[Tab, ...]:
    """What stands beside the paper."""
    found = reading.checked.faults + reading.checked.questions
    return (
        Tab("y-kien", "Ý kiến", "review/remarks.html", lambda: {"places": reading.places}, threads),
        Tab("kiem-tra", "Kiểm tra", "review/checked.html", dict, found),
        Tab("tong-quan", "Tổng quan", "review/overview.html", reading.overview),
    )


def act(request: HttpRequest, code: str, action: str) -> HttpResponse:
    """One act of the authority: a page that asks for its words where it needs some, then the next unit."""
    item, powers = _item(request, code)
    situation = Situation(request.user, [item], powers=powers)
    step = _step(action, item, situation)
    queue = to_review(request, item, powers)
    if request.method == "POST" and (not step.comment or "comment" in request.POST):
        form = ReasonForm(request.POST, action=action, required=step.comment, label=_reason_label(action))
        if form.is_valid():
            item = actions.take(
                action, item, by=request.user, comment=form.cleaned_data["comment"], seen=form.cleaned_data["version"]
            )
            return _onward(request, item, action, queue)
    else:
        found = remarks.threads(item, request.user, situation)
        initial = {"comment": remarks.collected(found) if action in _COLLECTING else ""}
        form = ReasonForm(action=action, required=step.comment, label=_reason_label(action), initial=initial)
    waiting = remarks.open_count(remarks.threads(item, request.user, situation))
    context = {**_head(item, powers, queue), "form": form, "action": ACTIONS[action], "step": step, "open": waiting}
    return render(request, "review/act.html", context, status=422 if form.errors else 200)


@require_POST
def remark(request: HttpRequest, code: str) -> HttpResponse:
    """Write a remark: official by default, an internal note by its own button."""
    item, powers = _item(request, code)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, item, powers, form)
    said = form.cleaned_data
    reading = desk_of(item).read(item, request.user, powers)
    labels = {place.ref: place.label for place in reading.places}
    made = verbs.add(
        item,
        by=request.user,
        text=said["text"],
        place=said["ref"],
        place_label=labels.get(said["ref"], "")[:200],
        quote=said["quote"][:500],
        private=bool(said["private"]),
    )
    return redirect(f"{reverse('portal:review', args=[item.code])}#thread-{made.pk}")


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


def _item(request: HttpRequest, code: str) -> tuple[Item, Powers]:
    """The item, for those who review or conclude it only."""
    desk = desk_at(code)
    item = get_object_or_404(desk.items(request.user, *desk.asked), code=normal_code(code))
    powers = powers_in(request)
    if not any(powers.may(verb, item.unit_id, subject=item.scope_subject) for verb in AUTHORITY_SIDE):
        raise Http404
    if not was_sent(item):
        raise Http404
    return item, powers


def _head(item: Item, powers: Powers, queue: Queue) -> dict:
    desk, state = desk_of(item), STATES[item.state]
    audience = queries.audience(powers, item)
    issued = numbered([one for one in (item, item.replaces) if one])
    call = item.call_unit.call if item.call_unit_id else None
    parents = [{"label": "Đợt theo dõi", "url": reverse("portal:calls")}]
    if call:
        parents.append({"label": call.title, "url": reverse("portal:call", args=[call.code])})
    return {
        "item": item,
        "noun": desk.noun,
        "pages": desk.pages(item),
        "title": flow_of(item).title(item),
        "pill": {
            "kind": state.pill,
            "icon": state.icon,
            "word": state.word(audience if audience in (REVIEWER, HEAD) else REVIEWER),
        },
        "paper_line": _paper_line(item, issued),
        "unit_name": names.titled(item.unit.name),
        "due": _due(item),
        "queue": queue,
        "position": f"Đơn vị {queue.position} trong {queue.length}" if queue.position else "",
        "parents": parents,
    }


def _paper_line(item: Item, issued: dict) -> str:
    words = []
    if document := issued.get(item.pk):
        words.append(f"{document.number:02d}/{document.symbol} ngày {wording.official_day(document.issued_on)}")
    if item.replaces_id and (old := issued.get(item.replaces_id)):
        words.append(f"thay thế {old.number:02d}/{old.symbol} ngày {wording.official_day(old.issued_on)}")
    elif item.replaces_text:
        words.append(f"thay thế {item.replaces_text}")
    if not words and item.sent_at:
        times = f" (lần {item.times_sent})" if item.times_sent > 1 else ""
        words.append(f"Gửi lúc {wording.moment(localtime(item.sent_at), today=clock.today())}{times}")
    done = desk_of(item).done_on(item)
    if words and done and item.due_on:
        said = wording.due(item.due_on, today=clock.today(), inclusive=item.due_inclusive, done_on=done).distance
        words[-1] += f" ({said[0].lower()}{said[1:]})"
    return " · ".join(words)


def _due(item: Item) -> dict | None:
    """The deadline while it runs; once the act is done, `_paper_line` says whether it was on time."""
    if item.due_on is None or desk_of(item).done_on(item):
        return None
    return {"on": item.due_on, "inclusive": item.due_inclusive, "act": turns.act_word(item)}


def _links(request: HttpRequest, item: Item, name: str, tabs: tuple[Tab, ...], shown: Tab) -> list[dict]:
    found = []
    for tab in tabs:
        query = request.GET.copy()
        query[name] = tab.key
        if tab is tabs[0]:
            query.pop(name)
        url = reverse("portal:review", args=[item.code])
        found.append(
            {
                "label": tab.label,
                "url": f"{url}?{query.urlencode()}" if query else url,
                "current": tab is shown,
                "count": tab.count,
            }
        )
    return found


def _acts(item: Item, situation: Situation) -> list[dict]:
    """Acts of the authority on this page; secondary ones first, the primary one last."""
    steps = available(situation.user, [item], situation=situation)[item.pk]
    found = [
        turns.act(item, step, sentence, url=reverse("portal:review_act", args=[item.code, step.action]))
        for step, sentence in steps
        if step.needs in AUTHORITY_SIDE
    ]
    return sorted(found, key=lambda one: one["kind"] == "primary")


def _step(action: str, item: Item, situation: Situation) -> Step:
    """The step of the authority's side; an unknown act does not exist, one that has gone by is 409."""
    if action not in ACTIONS:
        raise Http404
    steps = available(situation.user, [item], situation=situation)[item.pk]
    found = next((step for step, _ in steps if step.action == action and step.needs in AUTHORITY_SIDE), None)
    if found is None:
        sentence = rules.refusal(situation.user, action, item, situation=situation)
        raise rules.MovedOn(sentence) if sentence else Http404
    return found


def _reason_label(action: str) -> str:
    return "Nội dung đề xuất" if action == "propose" else "Lý do"


def _onward(request: HttpRequest, item: Item, action: str, queue: Queue) -> HttpResponse:
    """Beginning stays on the unit; every other act opens the next unit."""
    here = reverse("portal:review", args=[item.code])
    if action == "begin_review":
        messages.info(request, "Đã bắt đầu rà soát. Đơn vị không tự rút lại được nữa.")
        return redirect(here)
    left = f" Còn {queue.left} đơn vị." if queue.position and queue.left else ""
    messages.success(request, f"{ACTIONS[action].done}: {item.unit.name}.{left}")
    fallback = reverse("portal:call", args=[item.call_unit.call.code]) if item.call_unit_id else reverse("portal:home")
    return redirect(queue.after or fallback)


def _proposal(item: Item) -> Event | None:
    """What the officer proposed, while the head has not concluded."""
    if item.state != "concluding":
        return None
    found = Event.objects.filter(kind=item.kind, object_id=item.pk, action="propose")
    return found.order_by("-sequence").first()

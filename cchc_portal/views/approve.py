"""Duyệt: the chairman's page of an item and its two sheets (ux section 4.7)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from cchc_portal import remarks, turns, wording
from cchc_portal.desks import Tab, desk_at, desk_of
from cchc_portal.desks.base import TEXT
from cchc_portal.forms import ReasonForm
from cchc_portal.views.queues import Queue, to_sign
from documents import signing
from documents.freezing import paper_of, to_sign_of
from organisations.models import Delegation
from organisations.remembering import read_once
from organisations.roles import OWN_SIDE
from organisations.roles import Capability as C
from organisations.rules import Powers, powers_in
from workflow import actions, clock
from workflow.codes import normal_code
from workflow.flows import flow_of
from workflow.models import Item
from workflow.remarks import reader_grant
from workflow.rules import Situation, available


@read_once
def approve(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """What changed, what is in it, what is missing; then the two decisions."""
    item, powers = _item(request, code, section)
    desk = desk_of(item)
    reading = desk.read(item, request.user, powers, desk.pages(item)["approve"])
    found = reading.deciding()
    checked = reading.checked
    situation = Situation(request.user, [item], powers=powers, found={item.pk: checked.stopping})
    threads = remarks.threads(item, request.user, situation)
    tabs = (*found, Tab("y-kien", "Ý kiến", "approve/remarks.html", dict, len(threads) or ""))
    asked = request.GET.get("phan", "")
    shown = next((tab for tab in tabs if tab.key == asked), tabs[0])
    queue = to_sign(request, item, powers)
    may_remark = reader_grant(situation, item) is not None
    context = {
        **_head(request, item, queue),
        "situation": situation,
        "shown": shown,
        "tabs": _links(item, tabs, shown),
        "threads": threads,
        "deciding": _decisions(item, situation),
        "may_remark": may_remark,
        "remarkable": frozenset(reading.named) if may_remark and shown.key == TEXT else (),
        "checked": checked,
        **shown.context(),
    }
    return render(request, "approve/approve.html", context)


@require_POST
def begin(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """Bắt đầu xem: from now on the author cannot take the item back."""
    item, _ = _item(request, code, section)
    actions.take("open", item, by=request.user)
    return redirect(desk_of(item).pages(item)["approve"])


def sign(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """The sheet that names the capacity, and the approval itself."""
    item, powers = _item(request, code, section)
    queue = to_sign(request, item, powers)
    if request.method != "POST":
        return render(request, "approve/sign.html", {**_head(request, item, queue), **_capacity(item, request.user)})
    item = actions.take("sign", item, by=request.user, seen=_seen(request))
    clerks = ", ".join(Situation(request.user, [item]).people.names(item.unit_id, C.ISSUE)[:2])
    received = f"Văn thư {clerks} đã nhận được để cấp số." if clerks else "Chưa có văn thư nào để cấp số."
    return _onward(request, queue, f"Đã duyệt {_clock(item.signed_at)}. {received}")


def send_back(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """The sheet that asks for the reason (M26), and the return itself."""
    item, powers = _item(request, code, section)
    queue = to_sign(request, item, powers)
    form = ReasonForm(request.POST or None, action="return", label="Lý do trả lại (bắt buộc)")
    if request.method == "POST" and form.is_valid():
        item = actions.take(
            "return", item, by=request.user, comment=form.cleaned_data["comment"], seen=form.cleaned_data["version"]
        )
        sender = item.sent_by.display_name if item.sent_by else "Người soạn"
        return _onward(request, queue, f"Đã trả lại {_clock(item.state_since)}. {sender} nhận được ý kiến để sửa tiếp.")
    context = {**_head(request, item, queue), "form": form, "phrases": desk_of(item).phrases}
    return render(request, "approve/return.html", context, status=422 if form.errors else 200)


def _item(request: HttpRequest, code: str, section: str) -> tuple[Item, Powers]:
    """The item, for people of its own side only: before the signature nobody else reads it here."""
    desk = desk_at(code, section)
    item = get_object_or_404(desk.items(request.user, *desk.related), code=normal_code(code))
    powers = powers_in(request)
    if not any(powers.may(verb, item.unit_id, subject=item.scope_subject) for verb in OWN_SIDE):
        raise Http404
    return item, powers


def _head(request: HttpRequest, item: Item, queue: Queue) -> dict:
    desk = desk_of(item)
    sender = item.sent_by.display_name if item.sent_by else ""
    times = f" (lần {item.times_sent})" if item.times_sent > 1 else ""
    sent = f"{sender} trình {_clock(item.sent_at)}{times}" if item.sent_at else "Chưa trình"
    return {
        "item": item,
        "noun": desk.noun,
        "pages": desk.pages(item),
        "title": flow_of(item).title(item),
        "sent": sent,
        "act_word": turns.act_word(item),
        "queue": queue,
        "position": f"Chờ tôi duyệt · {queue.position}/{queue.length}" if queue.position else "Chờ tôi duyệt",
    }


def _clock(at) -> str:
    return f"lúc {wording.moment(localtime(at), today=clock.today())}" if at else ""


def _links(item: Item, tabs: tuple[Tab, ...], shown: Tab) -> list[dict]:
    url = desk_of(item).pages(item)["approve"]
    return [
        {
            "label": tab.label,
            "url": url if tab is tabs[0] else f"{url}?phan={tab.key}",
            "current": tab is shown,
            "count": tab.count,
        }
        for tab in tabs
    ]


def _decisions(item: Item, situation: Situation) -> dict:
    """What the bottom bar offers: per act "" or the refusal; nothing where it is not this person's turn."""
    steps = {
        step.action: sentence or ""
        for step, sentence in available(situation.user, [item], situation=situation)[item.pk]
        if step.needs == C.SIGN
    }
    if "sign" not in steps:
        return {}
    return {"sign": steps["sign"], "give_back": steps.get("return", ""), "open": steps.get("open") == ""}


def _capacity(item: Item, user) -> dict:
    """The lines above the signature as they will be printed, and the ground of a lent right."""
    frozen = to_sign_of(item)
    assumed = paper_of(frozen).signature if frozen else signing.expected(item.unit, mandate=item.signer)
    block = signing.actual(item.unit, by=user, assumed=assumed)
    lent = Delegation.objects.on(clock.today()).filter(unit=item.unit_id, to=user.official_id)
    ground = next((row.ground_text for row in lent if row.lends(C.SIGN)), "")
    return {"capacity": block.capacity, "ground": ground}


def _seen(request: HttpRequest) -> int | None:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else None


def _onward(request: HttpRequest, queue: Queue, receipt: str) -> HttpResponse:
    """M34, then the next item opens by itself."""
    left = f" Còn {queue.left}." if queue.position and queue.left else ""
    messages.success(request, f"{receipt}{left}")
    return redirect(queue.after or reverse("portal:home"))

"""Duyệt: the chairman's page of a plan and its two sheets (ux section 4.7)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from cchc_portal import changes, findings, paperwork, reading, remarks, turns, wording
from cchc_portal.forms import ReasonForm
from cchc_portal.views.queues import Queue, to_sign
from documents import signing
from documents.freezing import paper_of, to_sign_of
from organisations.models import Delegation
from organisations.roles import OWN_SIDE
from organisations.roles import Capability as C
from organisations.rules import Powers, powers_in
from plans.models import Plan
from plans.places import named
from plans.queries import Content, content
from plans.queries.sides import Sides
from workflow import actions, clock
from workflow.codes import normal_code
from workflow.flows import flow_of
from workflow.models import Remark
from workflow.remarks import for_reader, reader_grant
from workflow.rules import Situation, available

TABS = (("tom-tat", "Tóm tắt"), ("toan-van", "Toàn văn"), ("ban-giay", "Bản giấy"))
REMARKS = ("y-kien", "Ý kiến")
PHRASES = ("Thiếu sản phẩm", "Chưa rõ chủ trì", "Sửa thời hạn", "Sửa câu chữ", "Thiếu nội dung cấp trên giao")


def approve(request: HttpRequest, code: str) -> HttpResponse:
    """What changed, what is in it, what is missing; then the two decisions."""
    plan, powers = _plan(request, code)
    found = content(plan)
    sides = Sides(plan, request.user, found)
    tabs = (*TABS, *changes.tabs(sides), REMARKS)
    asked = request.GET.get("phan", "")
    tab = asked if asked in dict(tabs) else TABS[0][0]
    checked = findings.of_content(found)
    situation = Situation(request.user, [plan], powers=powers, found={plan.pk: checked["stopping"]})
    threads = remarks.threads(plan, request.user, situation)
    queue = to_sign(request, plan, powers)
    may_remark = reader_grant(situation, plan) is not None
    context = {
        **_head(request, plan, queue),
        "situation": situation,
        "tab": tab,
        "tabs": _tabs(plan, tabs, tab, len(threads)),
        "threads": threads,
        "deciding": _decisions(plan, situation),
        "may_remark": may_remark,
        "remarkable": frozenset(named(found)) if may_remark and tab == "toan-van" else (),
        **checked,
        **_tab(tab, found, sides, request.user, powers),
    }
    return render(request, "approve/approve.html", context)


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Bắt đầu xem: from now on the author cannot take the plan back."""
    plan, _ = _plan(request, code)
    actions.take("open", plan, by=request.user)
    return redirect("portal:approve", code=plan.code)


def sign(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet that names the capacity, and the approval itself."""
    plan, powers = _plan(request, code)
    queue = to_sign(request, plan, powers)
    if request.method != "POST":
        return render(request, "approve/sign.html", {**_head(request, plan, queue), **_capacity(plan, request.user)})
    plan = actions.take("sign", plan, by=request.user, seen=_seen(request))
    clerks = ", ".join(Situation(request.user, [plan]).people.names(plan.unit_id, C.ISSUE)[:2])
    received = f"Văn thư {clerks} đã nhận được để cấp số." if clerks else "Chưa có văn thư nào để cấp số."
    return _onward(request, queue, f"Đã duyệt {_clock(plan.signed_at)}. {received}")


def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet that asks for the reason (M26), and the return itself."""
    plan, powers = _plan(request, code)
    queue = to_sign(request, plan, powers)
    form = ReasonForm(request.POST or None, action="return", label="Lý do trả lại (bắt buộc)")
    if request.method == "POST" and form.is_valid():
        plan = actions.take(
            "return", plan, by=request.user, comment=form.cleaned_data["comment"], seen=form.cleaned_data["version"]
        )
        sender = plan.sent_by.display_name if plan.sent_by else "Người soạn"
        return _onward(request, queue, f"Đã trả lại {_clock(plan.state_since)}. {sender} nhận được ý kiến để sửa tiếp.")
    context = {**_head(request, plan, queue), "form": form, "phrases": PHRASES}
    return render(request, "approve/return.html", context, status=422 if form.errors else 200)


def _plan(request: HttpRequest, code: str) -> tuple[Plan, Powers]:
    """The plan, for people of its own side only: before the signature nobody else reads it here."""
    plans = Plan.objects.visible_to(request.user).select_related(
        "unit", "sent_by__official", "opened_by__official", "signer__official"
    )
    plan = get_object_or_404(plans, code=normal_code(code), binned_at=None)
    powers = powers_in(request)
    if not any(powers.may(verb, plan.unit_id, subject=plan.scope_subject) for verb in OWN_SIDE):
        raise Http404
    return plan, powers


def _head(request: HttpRequest, plan: Plan, queue: Queue) -> dict:
    sender = plan.sent_by.display_name if plan.sent_by else ""
    times = f" (lần {plan.times_sent})" if plan.times_sent > 1 else ""
    sent = f"{sender} trình {_clock(plan.sent_at)}{times}" if plan.sent_at else "Chưa trình"
    return {
        "plan": plan,
        "title": flow_of(plan).title(plan),
        "sent": sent,
        "act_word": turns.act_word(plan),
        "queue": queue,
        "position": f"Chờ tôi duyệt · {queue.position}/{queue.length}" if queue.position else "Chờ tôi duyệt",
    }


def _clock(at) -> str:
    return f"lúc {wording.moment(localtime(at), today=clock.today())}" if at else ""


def _tabs(plan: Plan, tabs, tab: str, count: int) -> list[dict]:
    url = reverse("portal:approve", args=[plan.code])
    return [
        {
            "label": label,
            "url": url if key == TABS[0][0] else f"{url}?phan={key}",
            "current": key == tab,
            "count": (count or "") if key == "y-kien" else "",
        }
        for key, label in tabs
    ]


def _decisions(plan: Plan, situation: Situation) -> dict:
    """What the bottom bar offers: per act "" or the refusal; nothing where it is not this person's turn."""
    steps = {
        step.action: sentence or ""
        for step, sentence in available(situation.user, [plan], situation=situation)[plan.pk]
        if step.needs == C.SIGN
    }
    if "sign" not in steps:
        return {}
    return {"sign": steps["sign"], "give_back": steps.get("return", ""), "open": steps.get("open") == ""}


def _tab(tab: str, found: Content, sides: Sides, user, powers: Powers) -> dict:
    """What the chosen tab shows."""
    if tab in _TAB_CONTEXT:
        return _TAB_CONTEXT[tab](found)

    def rows() -> list[Remark]:
        return for_reader(found.plan, user, powers=powers)

    if tab != TABS[0][0]:
        return changes.of_tab(sides, tab, rows())
    return {
        "changed": changes.since_handed_back(sides, rows),
        "sizes": reading.sizes(found),
        "funding": found.texts.get("funding", ""),
        "to_sign": to_sign_of(found.plan),
    }


def _text(found: Content) -> dict:
    return {"text": reading.text_groups(found)}


def _paper(found: Content) -> dict:
    return {"paper": paperwork.paper_of(found.plan)}


_TAB_CONTEXT = {"toan-van": _text, "ban-giay": _paper, "y-kien": lambda found: {}}


def _capacity(plan: Plan, user) -> dict:
    """The lines above the signature as they will be printed, and the ground of a lent right."""
    frozen = to_sign_of(plan)
    assumed = paper_of(frozen).signature if frozen else signing.expected(plan.unit, mandate=plan.signer)
    block = signing.actual(plan.unit, by=user, assumed=assumed)
    lent = Delegation.objects.on(clock.today()).filter(unit=plan.unit_id, to=user.official_id)
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

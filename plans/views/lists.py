"""Lists of plans by scope, with filters, sorting and workbook (ux section 4.2)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.models import IssuedDocument
from documents.views.files import workbook_file
from organisations.models import Unit
from organisations.roles import Capability
from organisations.rules import powers_in
from organisations.table_heads import heads, sorted_by
from plans import queries
from plans.models import Plan
from plans.queries.progress import standings
from plans.resources import plan_workbook
from plans.views.sight import plans_of
from plans.wording import brief, lower_first
from workflow.clock import today
from workflow.queries import audience
from workflow.states import STATES

PER_PAGE = 50


@dataclass(frozen=True)
class Tab:
    """A list of plans: its address, its word, whether it holds nothing, and what the empty list says."""

    name: str
    label: str
    empty: str


TABS = {
    Plan.Scope.ANNUAL: Tab("plans:list", "Kế hoạch năm", "Chưa có kế hoạch nào. Kế thừa từ năm trước, hoặc lập mới."),
    Plan.Scope.STAGE: Tab(
        "plans:stages",
        "Kế hoạch giai đoạn",
        "Chưa có kế hoạch giai đoạn nào. Kế hoạch giai đoạn giữ lộ trình từng năm.",
    ),
    Plan.Scope.SUB: Tab(
        "plans:subs",
        "Theo lĩnh vực",
        "Chưa có kế hoạch theo lĩnh vực, bộ phận nào. Kế hoạch này nằm dưới kế hoạch năm.",
    ),
    "bin": Tab("plans:bin", "Thùng rác", ""),
}


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Plans of a year of every unit in reach, newest first; filtered by the address."""
    return _list(request, plans_of(request.user).filter(binned_at=None, scope=Plan.Scope.ANNUAL), Plan.Scope.ANNUAL)


@require_safe
def stage_list(request: HttpRequest) -> HttpResponse:
    """Plans of several years."""
    return _list(request, plans_of(request.user).filter(binned_at=None, scope=Plan.Scope.STAGE), Plan.Scope.STAGE)


@require_safe
def sub_list(request: HttpRequest) -> HttpResponse:
    """Plans of a field or a room, below the plan of a year."""
    return _list(request, plans_of(request.user).filter(binned_at=None, scope=Plan.Scope.SUB), Plan.Scope.SUB)


def tabs(current: str) -> list[dict]:
    """The lists of plans as tabs, the bin last."""
    return [{"label": one.label, "url": reverse(one.name), "current": key == current} for key, one in TABS.items()]


_ASKED = ("tim", "nam", "don_vi", "trang_thai", "sap_xep")
_SORTS = {
    "nam": ("Kế hoạch", "year"),
    "don_vi": ("Đơn vị", "unit__name"),
    "trang_thai": ("Trạng thái", "state"),
    "han": ("Thời hạn", "due_on"),
}
_STATES = (
    "draft", "content_check", "form_check", "submitted", "under_review", "awaiting_chairman", "approved", "issued",
    "replacement_asked", "accepted", "registered", "superseded",
)  # fmt: skip


def _list(request: HttpRequest, plans, tab: str) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip()[:80] for name in _ASKED}
    units = list(Unit.objects.filter(pk__in=plans.order_by().values("unit")).order_by("name"))
    shown = _sorted(_filtered(plans, asked), asked["sap_xep"]).select_related("unit", "inherited_from", "upper", "area")
    if request.GET.get("xuat") == "xlsx":
        return _workbook(request, shown)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("trang"))
    powers = powers_in(request)
    context = {
        "page": page,
        "rows": _rows(powers, list(page.object_list)),
        "asked": asked,
        "tab": tab,
        "tabs": tabs(tab),
        "empty": TABS[tab].empty,
        "narrowed": any(asked[name] for name in _ASKED if name != "sap_xep"),
        "heads": heads(asked, _SORTS),
        "units": units if len(units) > 1 else [],
        "states": [(key, STATES[key].word()) for key in _STATES],
        "export": urlencode({**{name: value for name, value in asked.items() if value}, "xuat": "xlsx"}),
        "may_begin": powers.anywhere(Capability.DRAFT, area=""),
    }
    return render(request, "plans/list.html", context)


def _rows(powers, plans: list[Plan]) -> list[dict]:
    """What the page and the workbook say of each plan, in a constant number of queries."""
    numbers, progress = queries.number_words(plans), standings(plans)
    return [
        {
            "plan": plan,
            "number": numbers.get(plan.pk, ""),
            "issued_on": plan.registered_on or plan.issued_on,
            "audience": audience(powers, plan),
            "replaced": brief(plan.replaces_text),
            "chips": _chips(plan),
            "progress": progress.get(plan.pk),
            "progress_label": f"Nhiệm vụ đã hoàn thành của {plan.unit.name}",
        }
        for plan in plans
    ]


def _chips(plan: Plan) -> list[dict]:
    """Where the plan comes from, in few words."""
    chips = []
    if plan.replaces_text:
        chips.append({"icon": "replace", "words": f"Thay thế {brief(plan.replaces_text)}"})
    if plan.inherited_from:
        chips.append({"icon": "versions", "words": f"Kế thừa từ {plan.inherited_from.year}"})
    if plan.upper:
        chips.append({"icon": "link", "words": f"Thuộc {lower_first(str(plan.upper))}"})
    if plan.origin == Plan.Origin.REGISTERED:
        chips.append({"icon": "clipboard-check", "words": "Đăng ký"})
    return chips


def _filtered(plans, asked: dict[str, str]):
    if asked["tim"]:
        numbered = IssuedDocument.objects.filter(
            source_kind=Plan.kind, known_document__number__icontains=asked["tim"]
        ).values("source_id")
        plans = plans.filter(
            Q(unit__name__icontains=asked["tim"])
            | Q(title__icontains=asked["tim"])
            | Q(code__iexact=asked["tim"])
            | Q(registered_number__icontains=asked["tim"])
            | Q(pk__in=numbered)
        )
    if asked["nam"].isdecimal() and len(asked["nam"]) == 4:
        year = int(asked["nam"])
        plans = plans.filter(Q(year=year) | Q(year__lte=year, year_to__gte=year))
    if asked["don_vi"]:
        plans = plans.filter(unit__code=asked["don_vi"])
    if asked["trang_thai"] in STATES:
        plans = plans.filter(state=asked["trang_thai"])
    return plans.annotate(
        target_count=Count("targets", filter=Q(targets__removed_at=None), distinct=True),
        task_count=Count("tasks", filter=Q(tasks__removed_at=None), distinct=True),
    )


def _sorted(plans, asked: str):
    """By a head of the table, a minus turns it round; newest first without one."""
    found = sorted_by(plans, asked, _SORTS, "-year", "-id")
    return plans.order_by("-year", "-id") if found is None else found


def _workbook(request: HttpRequest, plans) -> HttpResponse:
    rows = _rows(powers_in(request), list(plans))
    return workbook_file(plan_workbook(rows), f"ke-hoach-{today():%Y-%m-%d}.xlsx")

"""Tasks under way of every unit in reach: filtered by the address, the person's own first, as a page or a workbook."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.lists import list_workbook
from documents.views.files import workbook_file
from organisations.models import User
from plans.models import Plan, Programme, TaskProgress
from plans.queries import progress as reads
from workflow.clock import today
from workflow.flows import flow_for
from workflow.states import STATES, states_on

PER_PAGE = 50
FILTERS = ("tim", "nam", "ke_hoach", "linh_vuc", "trang_thai", "han", "nguoi", "nhan")
DUES = (
    ("qua-han", "Quá hạn"),
    ("sap-den", "Đến hạn trong 14 ngày"),
    ("muon", "Xong muộn"),
)
SORTS = {
    "han": (F("due_on").asc(nulls_last=True), "pk"),
    "-han": (F("due_on").desc(nulls_last=True), "pk"),
    "trang-thai": ("state", F("due_on").asc(nulls_last=True), "pk"),
    "linh-vuc": ("task__area__order", F("due_on").asc(nulls_last=True), "pk"),
}
_CLOSED = ("done", "not_done")


@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    """The list; ``?xuat=xlsx`` gives what the filters show."""
    asked = {name: request.GET.get(name, "").strip()[:80] for name in FILTERS}
    everything = reads.tasks_under_way(request.user)
    rows = _sorted(_filtered(everything, asked, request.user), request.GET.get("sap", ""), request.user)
    if request.GET.get("xuat") == "xlsx":
        return _workbook(rows)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    narrowed = any(asked.values())
    lines = [_line(row, request.user) for row in page]
    query = request.GET.copy()
    query["xuat"] = "xlsx"
    context = {
        "page": page,
        "lines": lines,
        "asked": asked,
        "narrowed": narrowed,
        "sorting": request.GET.get("sap", ""),
        "sorts": _heads(request),
        "export": query.urlencode(),
        "several_units": len({row.unit_id for row in page}) > 1,
        **_offers(everything),
    }
    return render(request, "plans/task_list.html", context)


def _filtered(rows: QuerySet[TaskProgress], asked: dict[str, str], user: User) -> QuerySet[TaskProgress]:
    for word in asked["tim"].split():
        here = Q(task__content__icontains=word) | Q(task__lead_text__icontains=word) | Q(unit__name__icontains=word)
        rows = rows.filter(here | Q(code__iexact=word))
    if asked["nam"].isdecimal() and len(asked["nam"]) == 4:
        rows = rows.filter(task__plan__year=int(asked["nam"]))
    if asked["ke_hoach"]:
        rows = rows.filter(task__plan__code=asked["ke_hoach"])
    if asked["linh_vuc"]:
        rows = rows.filter(task__area__code=asked["linh_vuc"])
    if asked["trang_thai"] == "dang-mo":
        rows = rows.exclude(state__in=_CLOSED)
    elif asked["trang_thai"] in STATES:
        rows = rows.filter(state=asked["trang_thai"])
    if asked["nguoi"] == "toi":
        rows = rows.filter(person=user.pk)
    elif asked["nguoi"].isdecimal():
        rows = rows.filter(person=int(asked["nguoi"]))
    if asked["nhan"].isdecimal():
        rows = rows.filter(task__tags__tag=int(asked["nhan"]))
    return rows.filter(_due(asked["han"]))


def _due(asked: str) -> Q:
    if asked == "qua-han":
        return reads.overdue()
    if asked == "muon":
        return reads.done_late()
    if asked == "sap-den":
        near = today() + timedelta(days=flow_for(TaskProgress.kind).near_days or 0)
        return Q(state__in=reads.WORKING, due_on__gte=today(), due_on__lte=near)
    return Q()


def _sorted(rows: QuerySet[TaskProgress], asked: str, user: User) -> QuerySet[TaskProgress]:
    """By the head that was pressed; else open before closed, one's own first, then by day."""
    if asked in SORTS:
        return rows.order_by(*SORTS[asked])
    mine = Case(When(person=user.pk, then=Value(0)), default=Value(1), output_field=IntegerField())
    closed = Case(When(state__in=_CLOSED, then=Value(1)), default=Value(0), output_field=IntegerField())
    return rows.order_by(closed, mine, *SORTS["han"])


def _line(row: TaskProgress, user: User) -> dict:
    return {
        "progress": row,
        "title": flow_for(row.kind).title(row),
        "done_on": reads.reported_on(row),
        "mine": row.person_id == user.pk,
        "closed": row.state == "not_done",
    }


def _heads(request: HttpRequest) -> dict[str, dict[str, str]]:
    """Per head of the table where pressing it leads and how it is sorted now."""
    found = {}
    current = request.GET.get("sap", "")
    for name in ("han", "trang-thai", "linh-vuc"):
        query = request.GET.copy()
        query.pop("trang", None)
        query["sap"] = f"-{name}" if current == name and f"-{name}" in SORTS else name
        sort = "ascending" if current == name else "descending" if current == f"-{name}" else ""
        found[name.replace("-", "_")] = {"url": f"?{query.urlencode()}", "sort": sort}
    return found


def _offers(rows: QuerySet[TaskProgress]) -> dict:
    """What the filters offer: plans, areas, people and tags that occur, in a constant number of queries."""
    keys = rows.order_by().prefetch_related(None)
    plans = Plan.objects.filter(pk__in=keys.values("task__plan")).select_related("unit").order_by("-year", "-id")
    areas = keys.values_list("task__area__code", "task__area__short_name").distinct()
    people = User.objects.filter(pk__in=keys.filter(person__isnull=False).values("person")).select_related("official")
    tagged = Programme.objects.filter(tags__in=keys.values("task__tags__tag")).distinct().prefetch_related("tags")
    return {
        "plans": list(plans[:PER_PAGE]),
        "areas": sorted(dict(areas.order_by()).items(), key=lambda pair: pair[1]),
        "people": sorted(((user.pk, user.display_name) for user in people), key=lambda pair: pair[1])[:PER_PAGE],
        "programmes": list(tagged),
        "states": [(key, STATES[key].word()) for key in dict.fromkeys(states_on("carrying_out"))],
        "dues": DUES,
    }


_COLUMNS = (
    ("Mã", 12),
    ("Đơn vị", 24),
    ("Kế hoạch, nhiệm vụ số", 36),
    ("Nhiệm vụ", 60),
    ("Lĩnh vực", 24),
    ("Chủ trì", 24),
    ("Người thực hiện", 24),
    ("Hạn", 12),
    ("Trạng thái", 18),
    ("Số ngày muộn", 10),
    ("Sản phẩm", 30),
    ("Lý do chậm", 40),
)


def _workbook(rows: QuerySet[TaskProgress]) -> HttpResponse:
    table = [
        [
            row.code,
            row.unit.name,
            row.due_source,
            row.task.content,
            row.task.area.name,
            row.task.lead_text,
            row.person.display_name if row.person_id else "",
            row.due_on,
            STATES[row.state].word(),
            reads.late(row) or None,
            "; ".join(str(one.document) for one in row.products.all()) or row.no_product_reason,
            row.delay_reason,
        ]
        for row in rows
    ]
    book = list_workbook("Nhiệm vụ", _COLUMNS, table, wrapped=True)
    return workbook_file(book, f"nhiem-vu-{today():%Y-%m-%d}.xlsx")

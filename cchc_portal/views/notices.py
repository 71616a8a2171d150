"""The bell's page: what is to be done, what is good to know; read by a POST (ux sections 2.3, 4.19)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from organisations.rules import powers_of
from workflow.clock import now
from workflow.flows import flow_of, items_of
from workflow.models import Item, Notice, Obligation

PER_PAGE = 50


def notices(request: HttpRequest) -> HttpResponse:
    """Notices in two groups, newest first; links go through `read`, because no GET may write."""
    mine = Notice.objects.visible_to(request.user).select_related("unit")
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("trang"))
    items = items_of(page.object_list)
    rows = [{"notice": one, "known": (one.kind, one.object_id) in items} for one in page.object_list]
    groups = [
        {"heading": "Cần làm", "rows": [row for row in rows if row["notice"].my_turn]},
        {"heading": "Để biết", "rows": [row for row in rows if not row["notice"].my_turn]},
    ]
    context = {
        "page": page,
        "groups": [group for group in groups if group["rows"]],
        "unread": mine.filter(read_at=None).exists(),
    }
    return render(request, "work/notices.html", context)


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read and go to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now())
    item = items_of([notice]).get((notice.kind, notice.object_id))
    return redirect(_place(item, request.user) if item else reverse("portal:notices"))


def _place(item: Item, user) -> str:
    """Where the person does what the item asks of them now, else where it is read."""
    powers = powers_of(user)
    for row in Obligation.objects.filter(kind=item.kind, object_id=item.pk, closed_at=None):
        if any(grant.office_id == row.office_id for grant in powers.grants.get(row.capability, ())):
            return flow_of(item).work_url(item, row.capability)
    return flow_of(item).url(item)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every notice of the person as read."""
    Notice.objects.visible_to(request.user).filter(read_at=None).update(read_at=now())
    return redirect("portal:notices")

"""The bell's page: what is to be done, what is good to know; read by a POST (ux sections 2.3, 4.19)."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cchc_portal import board, desk
from organisations.rules import powers_of
from workflow.clock import now
from workflow.flows import flow_of, items_of
from workflow.models import Call, Item, Notice, Obligation
from workflow.notify import CALL, WANT_TIME, addresses

PER_PAGE = 50


def notices(request: HttpRequest) -> HttpResponse:
    """Notices in two groups, newest first; links go through `read`, because no GET may write."""
    mine = Notice.objects.visible_to(request.user).select_related("unit")
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("trang"))
    items, asked = items_of(page.object_list), _calls_of(page.object_list, request.user)
    known = items.keys() | addresses(page.object_list).keys()
    rows = [
        {"notice": one, "known": (one.kind, one.object_id) in known or one.object_id in _led(one, asked)}
        for one in page.object_list
    ]
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
    if call := _led(notice, _calls_of([notice], request.user)).get(notice.object_id):
        waiting = notice.event is not None and notice.event.action == WANT_TIME
        return redirect(f"{reverse('portal:call', args=[call.code])}{'?loc=xin-gia-han' if waiting else ''}")
    key = (notice.kind, notice.object_id)
    item = items_of([notice]).get(key)
    if item is not None:
        return redirect(_place(item, request.user))
    return redirect(addresses([notice]).get(key) or reverse("portal:notices"))


def _led(notice: Notice, asked: dict[int, Call]) -> dict[int, Call]:
    """The calls that a notice may lead to: those about a call lead to its page, where somebody may open it."""
    return asked if notice.kind == CALL else {}


def _calls_of(rows: Iterable[Notice], user) -> dict[int, Call]:
    """The calls that notices are about, as far as the person's offices follow them: no query without such notices."""
    keys = {row.object_id for row in rows if row.kind == CALL}
    offices = desk.authorities(powers_of(user)) if keys else []
    return board.calls_of(offices).in_bulk(keys) if offices else {}


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

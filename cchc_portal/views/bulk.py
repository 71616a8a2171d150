"""Tiếp nhận hàng loạt: the check page says who is left out and why before anything is done (ux section 4.9, M95)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cchc_portal import bulk
from cchc_portal.views.calls import below, call_at
from cchc_portal.views.reminding import NAMED, chosen

# How many of those that were refused in the act are told one by one; the board shows the rest.
_TOLD = 5


def accept(request: HttpRequest, code: str) -> HttpResponse:
    """The chosen units sorted into those that are accepted and those that are left out; ``lam`` in a POST does it.

    The board posts boxes named ``unit`` (CallUnit), or ``ca_loc`` for every unit of its filter.
    """
    call, powers = call_at(request, code)
    rows = chosen(request, call)
    ready, left = bulk.sorted_out(call, rows, request.user, powers)
    now, later = ready[: bulk.AT_MOST], ready[bulk.AT_MOST :]
    if request.method == "POST" and "lam" in request.POST and now:
        return _accepted(request, call, now)
    context = {
        **below(call),
        "ready": now,
        "later": len(later),
        "left": left[:NAMED],
        "left_out": len(left),
        "label": f"Tiếp nhận {len(now)} đơn vị",
    }
    return render(request, "calls/bulk.html", context)


def _accepted(request: HttpRequest, call, lines: list[bulk.Line]) -> HttpResponse:
    done, left = bulk.accept(lines, by=request.user)
    if done:
        messages.success(request, f"Đã tiếp nhận {len(done)} đơn vị.")
    for line in left[:_TOLD]:
        messages.warning(request, f"Chưa tiếp nhận {line.asked.unit.name}: {line.why}")
    if len(left) > _TOLD:
        messages.warning(request, f"Chưa tiếp nhận {len(left) - _TOLD} đơn vị khác; xem từng đơn vị trong bảng.")
    return redirect("portal:call", code=call.code)

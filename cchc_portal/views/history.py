"""Diễn biến: everything that happened to an item, newest first (ux section 3.7)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cchc_portal import turns
from cchc_portal.desks import links_of
from organisations.rules import powers_in
from workflow import queries
from workflow.codes import normal_code
from workflow.flows import flow_for
from workflow.rules import Situation

# First part of an address, the kind it stands for, and what its list is called.
SECTIONS = {
    "ke-hoach": ("plan", "Kế hoạch"),
    "bao-cao": ("report", "Báo cáo"),
    "cong-van": ("letter", "Công văn"),
    "nhiem-vu": ("task", "Nhiệm vụ"),
    "van-ban-soan": ("named", "Văn bản soạn"),
    "ban-hanh": ("issuing", "Chờ ban hành"),
}


def history(request: HttpRequest, section: str, code: str) -> HttpResponse:
    """The timeline of one item."""
    if section not in SECTIONS:
        raise Http404
    kind, noun = SECTIONS[section]
    flow = flow_for(kind)
    item = get_object_or_404(flow.model.objects.visible_to(request.user).select_related("unit"), code=normal_code(code))
    context = {
        "item": item,
        "title": flow.title(item),
        "parents": [{"label": noun, "url": f"/{section}/"}, {"label": flow.title(item), "url": flow.url(item)}],
        "situation": Situation(request.user, [item], powers=powers_in(request)),
        "audience": queries.audience(powers_in(request), item),
        "entries": turns.timeline(queries.history(item), links_of(item, request.user)),
    }
    return render(request, "work/history.html", context)

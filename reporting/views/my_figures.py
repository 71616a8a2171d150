"""Số liệu: the parts of every open round that a person enters (ux section 4.26)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.roles import Capability
from organisations.rules import powers_in
from reporting.queries.mine import MyPart, my_parts
from workflow.offices import People
from workflow.wording import other_area


@require_safe
def my_figures(request: HttpRequest) -> HttpResponse:
    """My parts with "11/16 ô", the day they are due, [Nhập tiếp]; those of others say who helps."""
    found = my_parts(request.user, powers=powers_in(request))
    people = People({one.report.unit_id for one in found}) if found else None
    context = {
        "rows": [one for one in found if one.enters],
        "others": [_refused(one, people) for one in found if not one.enters],
    }
    return render(request, "reporting/figures/mine.html", context)


def _refused(one: MyPart, people: People | None) -> dict:
    owner = one.state.owner
    names = [owner.display_name] if owner else people.names(one.report.unit_id, Capability.SUBMIT) if people else []
    return {"part": one, "words": other_area(names)}

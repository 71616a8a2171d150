"""Góp ý: a remark on one figure, row or section of an item, from wherever it is read (ux section 4.10)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cchc_portal.desks import desk_at
from cchc_portal.forms import PlacedRemarkForm
from organisations.rules import powers_in
from plans.views.remarks import back_of
from workflow import remarks
from workflow.codes import normal_code
from workflow.flows import flow_of
from workflow.rules import Refused, Situation
from workflow.wording import moved_on

GENERAL = "Ý kiến chung"
_LABEL_LENGTH = 200


def remark(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the form for a place (``cho``). POST: the remark is made, and the reader is back where they were."""
    desk, powers = desk_at(code), powers_in(request)
    item = get_object_or_404(desk.items(request.user, *desk.asked), code=normal_code(code))
    if remarks.reader_grant(Situation(request.user, [item], powers=powers), item) is None:
        raise Refused("Góp ý khi hồ sơ đang chờ mình kiểm tra, duyệt hoặc rà soát. " + moved_on(item, flow_of(item)))
    place = request.GET.get("cho", "")
    name = desk.read(item, request.user, powers).named.get(place, "") if place else GENERAL
    if not name:
        raise Http404
    back = back_of(request, flow_of(item).url(item))
    form = PlacedRemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            label = name[:_LABEL_LENGTH] if place else ""
            remarks.add(item, by=request.user, text=form.cleaned_data["text"], place=place, place_label=label)
        except ValidationError as fault:
            form.add_error("text", fault)
        else:
            messages.success(request, f"Đã ghi ý kiến: {name.split(':')[0]}.")
            return redirect(f"{back.split('#')[0]}#{place or 'y-kien'}")
    context = {"form": form, "name": name, "back": back, "address": request.get_full_path()}
    return render(request, "plans/remark.html", context, status=422 if form.errors else 200)

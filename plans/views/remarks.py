"""Góp ý: a remark on one row, field or section of a plan, from wherever the plan is read (ux section 4.10)."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from organisations.rules import powers_in
from plans import places, queries
from plans.views.sight import plan_in_sight
from workflow import remarks
from workflow.flows import flow_of
from workflow.rules import Refused, Situation
from workflow.wording import moved_on


class AnchoredRemarkForm(forms.Form):
    """A remark at a place that the address names."""

    field = forms.ChoiceField(label="Ô", required=False)
    text = forms.CharField(
        label="Ý kiến",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Ghi nội dung ý kiến."},
    )

    def __init__(self, *args, fields: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [("", "cả dòng"), *fields]
        if not fields:
            del self.fields["field"]


def back_of(request: HttpRequest, otherwise: str) -> str:
    """The page of the portal from which the person came, as the address or the form says; nothing outside it."""
    asked = request.POST.get("ve") or request.GET.get("ve", "")
    inside = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if inside else otherwise


def remark(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the form for a place (``cho``). POST: the remark is made, and the reader is back where they were."""
    plan = plan_in_sight(request.user, code)
    situation = Situation(request.user, [plan], powers=powers_in(request))
    if remarks.reader_grant(situation, plan) is None:
        raise Refused("Góp ý khi hồ sơ đang chờ mình kiểm tra, duyệt hoặc rà soát. " + moved_on(plan, flow_of(plan)))
    content = queries.content(plan)
    place = places.row_of(request.GET.get("cho", ""))
    name = places.name_at(content, place)
    if not name:
        raise Http404
    back = back_of(request, flow_of(plan).url(plan))
    form = AnchoredRemarkForm(request.POST or None, fields=places.fields_at(place))
    if request.method == "POST" and form.is_valid():
        field = form.cleaned_data.get("field", "")
        at = f"{place}-{field}" if field else place
        try:
            remarks.add(
                plan,
                by=request.user,
                text=form.cleaned_data["text"],
                place=at,
                place_label=places.name_at(content, at) if at else "",
            )
        except ValidationError as fault:
            form.add_error("text", fault)
        else:
            messages.success(request, f"Đã ghi ý kiến: {name.split(':')[0]}.")
            return redirect(f"{back.split('#')[0]}#{place or 'y-kien'}")
    context = {"form": form, "name": name, "back": back, "address": request.get_full_path()}
    return render(request, "plans/remark.html", context, status=422 if form.errors else 200)

"""Khung kế hoạch: versions of an authority's template, prepared from the last one, published, given with a call."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from organisations.fields import DayField
from organisations.models import Unit
from organisations.roles import Capability
from organisations.rules import powers_in
from organisations.views.pages import add_faults
from plans.actions import templates as actions
from plans.forms import AskingForm
from plans.models import Area, PlanTemplate, TemplateRow
from plans.wording import template_title
from workflow.clock import today


class TemplateForm(AskingForm):
    """Head of a version: whose, what it rests on, from when, what it says to those who write by it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Cơ quan", to_field_name="code", empty_label=None)
    name = forms.CharField(label="Tên khung", max_length=200)
    ground_text = forms.CharField(
        label="Văn bản căn cứ",
        max_length=300,
        help_text="Ví dụ: Công văn số 118/SNV-CCHC ngày 05/02/2026 của Sở Nội vụ.",
    )
    valid_from = DayField(label="Dùng từ ngày")
    guidance = forms.CharField(label="Hướng dẫn", required=False, widget=forms.Textarea, max_length=20_000)
    based_on = forms.ModelChoiceField(
        PlanTemplate.objects.none(),
        label="Lấy lĩnh vực và dòng mẫu từ",
        required=False,
        empty_label="Không lấy, lập từ đầu",
    )

    def __init__(self, *args, units, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["based_on"].queryset = sources
        self.fields["based_on"].label_from_instance = template_title


class AreaForm(AskingForm):
    """An area to add."""

    code = forms.CharField(label="Mã", max_length=10, help_text="Chữ viết tắt, ví dụ NLCT.")
    name = forms.CharField(label="Tên lĩnh vực", max_length=200)
    short_name = forms.CharField(label="Tên gọn", max_length=60, required=False)
    required = forms.BooleanField(label="Bắt buộc có nội dung", required=False, initial=True)


class RowForm(AskingForm):
    """A target or task with which every plan begins."""

    area = forms.ModelChoiceField(Area.objects.none(), label="Lĩnh vực", empty_label=None)
    kind = forms.ChoiceField(label="Loại", choices=TemplateRow.Kind.choices)
    text = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 2}), max_length=4000)
    timing_text = forms.CharField(label="Thời gian", max_length=200, required=False)

    def __init__(self, *args, template, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = template.areas.order_by("order")


def _offices(request: HttpRequest) -> list[int]:
    """Authorities for which the person opens calls; 404 for everybody else."""
    offices = [grant.office_id for grant in powers_in(request).grants.get(Capability.CALL, ())]
    if not offices:
        raise Http404
    return offices


def _in_sight(request: HttpRequest):
    found = PlanTemplate.objects.filter(Q(unit=None) | Q(unit__in=_offices(request)))
    return found.select_related("unit", "published_by__official")


def template_list(request: HttpRequest) -> HttpResponse:
    """Versions of the person's authorities and the one that holds everywhere, newest first."""
    rows = _in_sight(request).annotate(area_count=Count("areas")).order_by("-valid_from", "-number", "-id")
    return render(request, "plans/templates/list.html", {"rows": rows})


def new(request: HttpRequest) -> HttpResponse:
    """Begin a version, as a rule from the last one."""
    offices = _offices(request)
    sources = _in_sight(request).order_by("-valid_from", "-number", "-id")
    units = Unit.objects.filter(pk__in=offices).order_by("name")
    asked = request.GET.get("tu", "")
    source = (sources.filter(pk=int(asked)).first() if asked.isdecimal() else None) or sources.first()
    initial = {"valid_from": today(), "based_on": source}
    if source is not None:
        initial |= {"name": source.name, "ground_text": source.ground_text, "guidance": source.guidance}
    form = TemplateForm(request.POST or None, units=units, sources=sources, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            template = actions.create_template(by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            add_faults(form, fault)
        else:
            messages.success(request, "Đã lập khung. Xem lại lĩnh vực, dòng mẫu rồi công bố.")
            return redirect("plans:template", template.pk)
    context = {
        "form": form,
        "heading": "Lập khung kế hoạch",
        "submit": "Lập khung",
        "parents": [{"label": "Khung kế hoạch", "url": reverse("plans:templates")}],
        "back": reverse("plans:templates"),
    }
    return render(request, "documents/form.html", context, status=422 if form.errors else 200)


def template(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: guidance, areas with their rows; while it is not published, rows and areas are added here."""
    one = get_object_or_404(_in_sight(request), pk=pk)
    open_now = one.unit_id is not None and one.published_at is None
    adding = request.POST.get("them", "") if open_now else ""
    areas_form = AreaForm(request.POST if adding == "linh-vuc" else None, prefix="lv")
    row_form = RowForm(request.POST if adding == "dong" else None, template=one, prefix="dong")
    form = {"linh-vuc": areas_form, "dong": row_form}.get(adding)
    if form is not None and form.is_valid():
        try:
            if adding == "linh-vuc":
                actions.add_area(template=one, by=request.user, **form.cleaned_data)
            else:
                actions.add_row(by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            add_faults(form, fault)
        else:
            return redirect(f"{request.path}#{adding}")
    context = {
        "template": one,
        "title": template_title(one),
        "open": open_now,
        "areas": one.areas.prefetch_related("rows").order_by("order"),
        "area_form": areas_form,
        "row_form": row_form,
    }
    faulty = form is not None and bool(form.errors)
    return render(request, "plans/templates/template.html", context, status=422 if faulty else 200)


@require_POST
def remove(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Take an area or a row out of a version that is not published."""
    one = get_object_or_404(_in_sight(request), pk=pk)
    if kind == "linh-vuc":
        actions.remove_area(
            get_object_or_404(Area.objects.select_related("template"), template=one, pk=part), by=request.user
        )
    elif kind == "dong":
        rows = TemplateRow.objects.select_related("area__template")
        actions.remove_row(get_object_or_404(rows, area__template=one, pk=part), by=request.user)
    else:
        raise Http404
    return redirect("plans:template", one.pk)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a version: it takes the next number and stays as it is."""
    one = get_object_or_404(_in_sight(request), pk=pk)
    try:
        done = actions.publish_template(one, by=request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, f"Đã công bố bản {done.number}. Gắn khung này khi lập đợt.")
    return redirect("plans:template", one.pk)

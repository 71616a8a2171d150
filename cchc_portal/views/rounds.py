"""Rounds for reports: what a call asks about, the rounds of a year, units and files added later (ux section 4.24)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cchc_portal.forms import AddUnitForm
from cchc_portal.round_forms import PeriodForm, RoundForm, YearForm, first_values, first_year, values_of
from cchc_portal.views.calls import asks, below, call_at, head_of, say
from cchc_portal.workdays import WorkDays
from documents import storage
from documents.actions.attachments import Upload
from documents.forms import UploadForm
from documents.models import Attachment
from documents.views.files import file_response
from organisations.models import ReviewRelation, Subject, Unit
from organisations.refusals import require
from organisations.roles import Capability as C
from organisations.rules import powers_in
from reporting.actions import rounds as verbs
from reporting.actions import yearly
from reporting.models import Round
from reporting.periods import Period
from reporting.queries.rounds import year_rows
from workflow import calls, clock
from workflow.models import Call


def _offices(request: HttpRequest) -> list[int]:
    """Authorities for which the person may call; without one the pages do not exist."""
    found = [grant.office_id for grant in powers_in(request).grants.get(C.CALL, ())]
    if not found:
        raise Http404
    return found


def _kinds_followed(offices: list[int]) -> list[str]:
    """Kinds of the units that the offices follow in reports, where they are of several."""
    rows = ReviewRelation.objects.on(clock.today()).filter(authority__in=offices, subject=Subject.REPORT)
    kinds = sorted(set(rows.order_by().values_list("unit__kind", flat=True)))
    return kinds if len(kinds) > 1 else []


def new(request: HttpRequest) -> HttpResponse:
    """A round by hand: first its period, then a form that the period has filled."""
    offices = _offices(request)
    asked = PeriodForm(request.GET if "ky" in request.GET else None, initial={"nam": clock.today().year})
    form = None
    if asked.is_bound and asked.is_valid():
        form = _filled(request, asked.period, offices)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            call = Call(**form.of_call())
            verbs.create_round(call, by=request.user, period=form.period, **form.of_round())
        except ValidationError as fault:
            say(form, fault)
        else:
            return redirect("portal:call_open", code=call.code)
    context = {"asked": asked, "form": form}
    return render(request, "calls/round.html", context, status=422 if form is not None and form.errors else 200)


def _filled(request: HttpRequest, period: Period, offices: list[int]) -> RoundForm:
    unit = Unit.objects.filter(pk__in=offices).first()
    return RoundForm(
        request.POST or None,
        period=period, offices=offices, kinds=_kinds_followed(offices), initial=first_values(period, unit),
    )  # fmt: skip


def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change a round that is not open."""
    call, _ = call_at(request, code)
    round_ = get_object_or_404(Round.objects.select_related("call__unit", "outline", "form"), call=call)
    require(calls.call_refusal(request.user, call.unit))
    offices = [call.unit_id]
    form = RoundForm(
        request.POST or None,
        period=round_.period, offices=offices, kinds=_kinds_followed(offices), initial=values_of(round_),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            yearly.change_round(round_, by=request.user, call=form.of_call(), asks=form.of_round())
        except ValidationError as fault:
            say(form, fault)
        else:
            messages.success(request, "Đã sửa đợt.")
            return redirect("portal:call_open", code=call.code)
    context = {**head_of(call), "form": form}
    return render(request, "calls/round.html", context, status=422 if form.errors else 200)


def year(request: HttpRequest) -> HttpResponse:
    """The rounds of a year by a regime: what would be prepared; a POST prepares what is not there yet."""
    offices = _offices(request)
    said = request.POST if request.method == "POST" else request.GET
    form = YearForm(said if "che_do" in said else None, offices=offices, initial=first_year(clock.today()))
    rows = None
    if form.is_bound and form.is_valid():
        regime, number, unit = (form.cleaned_data[name] for name in ("regime", "nam", "don_vi"))
        works = WorkDays().is_working_day
        if request.method == "POST":
            answer = _prepared(request, form, works)
            if answer is not None:
                return answer
        rows = year_rows(regime, number, unit, works)
    context = {
        "form": form,
        "rows": rows,
        "count": sum(row.makes for row in rows or ()),
        "parents": [{"label": "Đợt theo dõi", "url": reverse("portal:calls")}],
    }
    return render(request, "calls/year.html", context, status=422 if form.errors else 200)


def _prepared(request: HttpRequest, form: YearForm, works) -> HttpResponse | None:
    said = form.cleaned_data
    try:
        made = yearly.prepare_year(
            said["regime"], said["nam"], unit=said["don_vi"], by=request.user, works=works, recipients=said["qua"]
        )
    except ValidationError as fault:
        say(form, fault)
        return None
    messages.success(request, f"Đã lập {len(made)} đợt, chưa mở đợt nào. Mở từng đợt khi đến kỳ.")
    return redirect("portal:calls")


def add(request: HttpRequest, code: str) -> HttpResponse:
    """One more unit for an open call."""
    call, _ = call_at(request, code)
    units = verbs.could_be_added(call)
    form = AddUnitForm(request.POST or None, units=units)
    if request.method == "POST":
        require(calls.call_refusal(request.user, call.unit))
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        try:
            _verb(call)(call, unit, by=request.user)
        except ValidationError as fault:
            say(form, fault)
        else:
            messages.success(request, f"Đã thêm {unit.name} vào đợt.")
            return redirect("portal:call", code=call.code)
    context = {
        **below(call),
        "form": form,
        "none": not units,
        "refused": calls.call_refusal(request.user, call.unit, powers=powers_in(request)),
    }
    return render(request, "calls/add.html", context, status=422 if form.errors else 200)


def _verb(call: Call):
    return verbs.add_unit if call.subject == Subject.REPORT else calls.add_unit


def attach(request: HttpRequest, code: str) -> HttpResponse:
    """A file with the guidance of the call."""
    call, _ = call_at(request, code)
    require(calls.call_refusal(request.user, call.unit))
    back = _page_of(call)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            row = verbs.attach_guidance(call, Upload(sent.name, sent.read()), by=request.user)
        except ValidationError as fault:
            say(form, fault)
        else:
            messages.success(request, f"Đã thêm tệp “{row.name}”.")
            return redirect(back)
    context = {"form": form, "heading": "Thêm tệp hướng dẫn", "submit": "Thêm tệp", "back": back, **below(call)}
    return render(request, "documents/form.html", context, status=422 if form.errors else 200)


@require_safe
def guidance(request: HttpRequest, code: str) -> HttpResponse:
    """What a round asks for: outline, form, guidance and its files."""
    call, powers = call_at(request, code)
    context = {**below(call), **asks(call), "manages": powers.may(C.CALL, call.unit_id)}
    if context["round"] is None:
        raise Http404
    return render(request, "calls/guidance.html", context)


@require_safe
def file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file of the guidance."""
    row = _file_at(call_at(request, code)[0], pk)
    data = storage.get(row.unit_id, row.sha256)
    return file_response(request, data, name=row.name, content_type=row.content_type, sha256=row.sha256)


@require_POST
def detach(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a file off the guidance."""
    call, _ = call_at(request, code)
    row = verbs.take_off_guidance(_file_at(call, pk), call, by=request.user)
    messages.success(request, f"Đã bỏ tệp “{row.name}”.")
    return redirect(_page_of(call))


def _file_at(call: Call, pk: int) -> Attachment:
    return get_object_or_404(Attachment, pk=pk, kind=calls.KIND, object_id=call.pk, removed_at=None)


def _page_of(call: Call) -> str:
    """Where a call is read: its check page until it is open."""
    view = "portal:call_open" if call.state == Call.State.DRAFT else "portal:call"
    return reverse(view, args=[call.code])

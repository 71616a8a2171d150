"""Pages of the workbook: its pattern, what it would do, doing it, and the list as a workbook."""

from base64 import b64decode, b64encode
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from organisations.forms import WorkbookForm
from organisations.refusals import require
from organisations.views.pages import FormPage, SignedRequest
from organisations.views.units import UnitFilter
from organisations.views.users import administration_refusal, password_page
from organisations.workbook import Outcome, export_workbook, import_workbook, template_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TRIAL_LASTS = 3600
STALE = "Bản xem trước đã quá một giờ hoặc không còn nguyên vẹn. Chọn lại tệp để xem trước lần nữa."


def _salt(request: SignedRequest) -> str:
    return f"organisations.workbook:{request.user.pk}"


class WorkbookUpload(FormPage):
    """Choose a file; what it would do is shown, nothing is stored."""

    form_class = WorkbookForm
    template = "organisations/workbook_upload.html"
    heading = "Nhập từ tệp Excel"
    submit = "Xem trước"

    def refusal(self) -> str | None:
        """Administrators only."""
        return administration_refusal(self.request)

    def page(self) -> dict[str, Any]:
        """Below the list."""
        address = reverse("organisations:unit_list")
        return {"parents": [{"label": "Đơn vị", "url": address}], "back": address}

    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Try it; the file travels with the page, signed, until it is confirmed."""
        upload = data["workbook"]
        content = upload.read()
        outcome = import_workbook(name=upload.name, content=content, by=self.request.user, trial=True)
        token = ""
        if not outcome.faults:
            token = signing.dumps([upload.name, b64encode(content).decode()], salt=_salt(self.request))
        return preview(self.request, upload.name, outcome, token)


def preview(request: SignedRequest, name: str, outcome: Outcome, token: str = "") -> HttpResponse:
    """What the workbook would do, or everything that is wrong with it."""
    context = {"name": name, "outcome": outcome, "token": token}
    status = 422 if outcome.faults else 200
    return render(request, "organisations/workbook_preview.html", context, status=status)


class WorkbookConfirm(View):
    """Carry out a workbook that was shown before."""

    http_method_names = ["post"]

    def post(self, request: SignedRequest) -> HttpResponse:
        """Import; initial passwords are shown in this answer only."""
        require(administration_refusal(request))
        try:
            name, content = signing.loads(request.POST.get("token", ""), salt=_salt(request), max_age=TRIAL_LASTS)
        except signing.BadSignature:
            return render(
                request,
                "organisations/workbook_upload.html",
                WorkbookUpload(request=request).page()
                | {
                    "form": WorkbookForm(),
                    "heading": WorkbookUpload.heading,
                    "submit": WorkbookUpload.submit,
                    "fault": STALE,
                },
                status=422,
            )
        outcome = import_workbook(name=name, content=b64decode(content), by=request.user, trial=False)
        if outcome.faults:
            return preview(request, name, outcome)
        if outcome.made:
            return password_page(request, outcome.made)
        messages.success(request, f"Đã ghi tệp “{name}”.")
        return HttpResponseRedirect(reverse("organisations:unit_list"))


class WorkbookTemplate(View):
    """The empty pattern."""

    def get(self, request: SignedRequest) -> HttpResponse:
        """Send it."""
        require(administration_refusal(request))
        return _sent("mau-don-vi-can-bo.xlsx", template_workbook(request.user))


class WorkbookExport(View):
    """What the list of units shows, as a workbook that can come back."""

    def get(self, request: SignedRequest) -> HttpResponse:
        """Send it."""
        units = UnitFilter(request).units(request.user)
        return _sent("don-vi.xlsx", export_workbook(units, request.user))


def _sent(name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

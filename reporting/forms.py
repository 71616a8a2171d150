"""Forms of reports: begin one, its own fields, nothing arose, why it is replaced, one row."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from documents.forms import AskingForm
from documents.models import SigningMandate
from documents.signing import mandates
from indicators.windows import Window
from organisations.fields import DayField
from organisations.models import Unit
from reporting.models import Outline, Report, StatForm
from reporting.periods import Kind, Period, window_of
from reporting.wording import TYPE_CODE

_YEAR_FAULT = {"invalid": "Năm viết bằng bốn chữ số, ví dụ 2026."}
# What a report without a round may be about: key of the select, words.
PERIODS = (
    ("ad_hoc-0", "Đột xuất"),
    ("topical-0", "Chuyên đề"),
    ("quarter-1", "Quý I"),
    ("half-1", "6 tháng đầu năm"),
    ("quarter-3", "Quý III"),
    ("nine_months-0", "9 tháng đầu năm"),
    ("year-0", "Năm"),
)


class NewReportForm(AskingForm):
    """A report that no round asks for: unit, period, days of its figures."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", to_field_name="code", empty_label=None)
    period = forms.ChoiceField(label="Kỳ", choices=PERIODS)
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100, error_messages=_YEAR_FAULT)
    first = DayField(label="Số liệu từ ngày", required=False, help_text="Kỳ của Bộ Nội vụ thì để trống, cổng tự điền.")
    last = DayField(label="Đến hết ngày", required=False)
    title = forms.CharField(
        label="Trích yếu", max_length=300, required=False, help_text="Để trống thì ghi theo kỳ báo cáo."
    )
    addressee = forms.CharField(label="Kính gửi", max_length=300, required=False)
    with_form = forms.BooleanField(label="Kèm biểu thống kê CCHC", required=False)

    def __init__(self, *args: Any, units, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def clean(self) -> dict[str, Any]:
        """Period, window, outline and form as ``actions.create_report`` takes them."""
        found = super().clean()
        if {"period", "year", "first", "last"} <= set(found):
            kind, _, number = found["period"].partition("-")
            found["about"] = Period(found["year"], Kind(kind), int(number))
            found["window"] = self._window(found)
            if found["window"] is not None:
                found["outline"] = self._outline(found["about"], found["window"])
                found["stat_form"] = self._stat_form(found)
        return found

    def _window(self, found: dict) -> Window | None:
        usual = window_of(found["about"])
        first, last = found["first"] or (usual and usual.first), found["last"] or (usual and usual.last)
        for name, day in (("first", first), ("last", last)):
            if day is None:
                self.add_error(name, "Kỳ này không có ngày định sẵn. Ghi ngày.")
        if first is None or last is None:
            return None
        if last < first:
            self.add_error("last", "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")
            return None
        return Window(first, last)

    def _outline(self, period: Period, window: Window) -> Outline:
        rows = list(Outline.objects.on(window.last))
        chosen = next((row for row in rows if str(period.kind) in row.kinds), None)
        if chosen is None:
            raise ValidationError({"period": "Chưa có đề cương cho kỳ này. Hỏi quản trị của cổng."})
        return chosen

    def _stat_form(self, found: dict) -> StatForm | None:
        return StatForm.objects.on(found["window"].last).first() if found.get("with_form") else None


class InformationForm(AskingForm):
    """The report's own fields: what stands in its head and who signs."""

    title = forms.CharField(label="Trích yếu", max_length=300)
    addressee = forms.CharField(label="Kính gửi", max_length=300, required=False)
    recipients = forms.CharField(
        label="Nơi nhận", widget=forms.Textarea(attrs={"rows": 5}), max_length=2000, required=False,
        help_text="Mỗi dòng một nơi; “Như trên” cổng tự ghi. Dòng cuối “Lưu: VT, …”. Bỏ trống thì ghi như thường lệ.",
    )  # fmt: skip
    as_of = DayField(
        label="Số liệu thực hiện đến ngày", required=False, help_text="Sau ngày này đến hết kỳ là số ước thực hiện."
    )
    signer = forms.ModelChoiceField(
        SigningMandate.objects.none(), label="Người ký", required=False, empty_label="Người đứng đầu đơn vị"
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.report = report
        signer = self.fields["signer"]
        signer.queryset = mandates(report.unit, TYPE_CODE, report.window_to).select_related("official")
        signer.label_from_instance = lambda row: f"{row.official.full_name}, {row.get_capacity_display()}, {row.title}"

    def clean_as_of(self):
        """A day inside the window."""
        day = self.cleaned_data["as_of"]
        if day is not None and not self.report.window_from <= day <= self.report.window_to:
            raise ValidationError(
                f"Ngày phải trong kỳ số liệu: từ {self.report.window_from:%d/%m/%Y} đến {self.report.window_to:%d/%m/%Y}."
            )
        return day


class NilForm(forms.Form):
    """The one sentence of a report in which nothing arose."""

    words = forms.CharField(
        label="Câu báo cáo", max_length=400, widget=forms.Textarea, error_messages={"required": "Ghi câu báo cáo."}
    )


class ReasonForm(forms.Form):
    """Why a report is replaced."""

    reason = forms.CharField(
        label="Lý do", max_length=400, widget=forms.Textarea, error_messages={"required": "Ghi lý do."}
    )


class LineForm(forms.Form):
    """One row of a list: a weakness, a cause, a direction, a proposal."""

    text = forms.CharField(
        label="Nội dung", max_length=4000, widget=forms.Textarea, error_messages={"required": "Ghi nội dung."}
    )

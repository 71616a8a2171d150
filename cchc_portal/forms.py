"""Forms of the pages of turn: reasons, remarks, calls."""

from django import forms
from django.db.models import Q

from organisations.fields import DayField
from organisations.models import Subject, Unit
from plans.models import PlanTemplate
from plans.wording import template_title
from workflow.models import Call, MeasuredBy, Road, WorkCalendarDay
from workflow.states import ACTIONS


class ReasonForm(forms.Form):
    """A reason that an act asks for; the sentence of a missing one is the act's own (M26)."""

    comment = forms.CharField(label="Lý do", widget=forms.Textarea, max_length=4000)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, action: str, required: bool = True, label: str = "Lý do", **kwargs):
        """action: key of workflow.states.ACTIONS, which holds the sentence."""
        super().__init__(*args, **kwargs)
        field = self.fields["comment"]
        field.label, field.required = label, required
        field.error_messages["required"] = ACTIONS[action].asks or "Ghi nội dung."


class PlacedRemarkForm(forms.Form):
    """A remark at a place that the address names."""

    text = forms.CharField(
        label="Ý kiến",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Ghi nội dung ý kiến."},
    )


class RemarkForm(PlacedRemarkForm):
    """A remark at a place of the paper, or on the whole."""

    ref = forms.CharField(required=False, max_length=80)
    quote = forms.CharField(required=False, max_length=2000)
    private = forms.CharField(required=False)


class CallForm(forms.ModelForm):
    """A call for plans: what and for which year, by when, on which ground, how it is concluded."""

    template = forms.ModelChoiceField(
        PlanTemplate.objects.none(),
        label="Khung kế hoạch",
        required=False,
        empty_label="Khung dùng chung đang có hiệu lực",
        help_text="Kế hoạch của đơn vị lập theo lĩnh vực và dòng mẫu của khung này.",
    )

    class Meta:
        model = Call
        fields = (
            "unit",
            "title",
            "year",
            "due_on",
            "due_inclusive",
            "measured_by",
            "road",
            "two_step",
            "recipients",
            "source_text",
            "locks_on",
        )
        labels = {
            "unit": "Cơ quan mở đợt",
            "due_on": "Hạn",
            "due_inclusive": "Tính cả ngày hạn (“chậm nhất ngày”)",
            "two_step": "Chuyên viên đề xuất, lãnh đạo kết luận",
        }
        help_texts = {
            "title": "Ví dụ: Kế hoạch CCHC năm 2027 của xã, phường.",
            "due_inclusive": "Bỏ chọn khi văn bản ghi “trước ngày”: ngày cuối là hôm trước.",
            "source_text": "Ví dụ: Công văn số 118/SNV-CCHC ngày 05/02/2026 của Sở Nội vụ.",
            "locks_on": "Sau ngày này đợt khóa; bỏ trống nếu không khóa.",
        }
        widgets = {"road": forms.RadioSelect, "measured_by": forms.RadioSelect}
        field_classes = {"due_on": DayField, "locks_on": DayField}
        error_messages = {
            "title": {"required": "Ghi tên đợt."},
            "year": {"required": "Ghi năm.", "invalid": "Ghi năm bằng số."},
            "due_on": {"required": "Ghi hạn."},
        }

    def __init__(self, *args, offices: list[int], **kwargs):
        """offices: authorities for which the person may open calls."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=offices)
        self.fields["unit"].empty_label = None
        self.fields["road"].choices = [
            (Road.SIGN_THEN_SEND, "Xã ban hành rồi gửi; cơ quan theo dõi rà soát sau"),
            (Road.REVIEW_THEN_SIGN, "Xã gửi xin ý kiến trước, được thông qua rồi mới ký, ban hành"),
        ]
        self.fields["measured_by"].choices = MeasuredBy.choices
        self.instance.subject = Subject.PLAN
        rows = PlanTemplate.objects.filter(Q(unit=None) | Q(unit__in=offices, published_at__isnull=False))
        self.fields["template"].queryset = rows.select_related("unit").order_by("-valid_from", "-number")
        self.fields["template"].label_from_instance = template_title


class ExtensionForm(forms.Form):
    """More time for one unit, with the reason."""

    until = DayField(label="Gia hạn đến hết ngày", error_messages={"required": "Ghi ngày gia hạn."})
    reason = forms.CharField(
        label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do gia hạn."},
    )  # fmt: skip


class WantTimeForm(forms.Form):
    """More time that a unit asks for."""

    until = DayField(label="Đề nghị gia hạn đến hết ngày", error_messages={"required": "Ghi ngày đề nghị."})
    reason = forms.CharField(
        label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do đề nghị gia hạn."},
    )  # fmt: skip


class RefuseTimeForm(forms.Form):
    """Why a unit is not given the time that it asks for."""

    refusal = forms.CharField(
        label="Hoặc lý do không gia hạn", max_length=300, error_messages={"required": "Ghi lý do không gia hạn."}
    )


class AddUnitForm(forms.Form):
    """A unit that is asked after the others."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Đơn vị",
        error_messages={"required": "Chọn đơn vị.", "invalid_choice": "Chọn đơn vị."},
    )

    def __init__(self, *args, units: list[Unit], **kwargs):
        """units: those that could still be asked."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("name", "pk")


class ReminderForm(forms.Form):
    """What the units are told (M70), as far as somebody has changed it."""

    text = forms.CharField(
        label="Nội dung đôn đốc",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Ghi nội dung đôn đốc."},
    )


class SkipForm(forms.Form):
    """Why a unit is exempt this time."""

    reason = forms.CharField(label="Lý do miễn", max_length=300, error_messages={"required": "Ghi lý do miễn."})


class CalendarDayForm(forms.Form):
    """A day of the working calendar: off, worked, or as the plain week has it."""

    PLAIN = "plain"

    day = DayField(label="Ngày", error_messages={"required": "Ghi ngày."})
    kind = forms.ChoiceField(
        label="Ghi là",
        choices=[*WorkCalendarDay.Kind.choices, (PLAIN, "Bỏ dòng, theo tuần làm việc thường")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn nghỉ, làm bù hoặc bỏ dòng."},
    )
    name = forms.CharField(
        label="Tên ngày nghỉ, lý do làm bù",
        max_length=120,
        help_text="Ví dụ: Quốc khánh; Làm bù cho ngày 02/01/2026. Bỏ dòng thì không cần ghi.",
        error_messages={"required": "Ghi tên ngày nghỉ hoặc lý do làm bù."},
    )
    ground_text = forms.CharField(
        label="Văn bản căn cứ",
        max_length=300,
        required=False,
        help_text="Số, ký hiệu, ngày, cơ quan ban hành.",
    )

    def clean(self) -> dict:
        """A row that goes needs no name."""
        typed = super().clean() or {}
        if typed.get("kind") == self.PLAIN:
            self.errors.pop("name", None)
        return typed

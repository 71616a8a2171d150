"""What is typed about a goal, and how it is read."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from documents.reading.operators import OPERATORS
from documents.reading.quantities import NotReadable, format_decimal, parse_decimal
from indicators.actions import Wanted
from indicators.models import Goal
from indicators.windows import Window, year

_PLACES = 4
# Goals are numbers to stand at; what compares with earlier figures is a condition of a plan's target.
_COMPARES = [
    (operator.value, row.label)
    for operator, row in OPERATORS.items()
    if operator.value in ("gte", "gt", "lte", "lt", "eq", "between", "rank_within")
]


class NumberField(forms.Field):
    """A number typed the Vietnamese way; the error is the reader's own sentence."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 30})

    def to_python(self, value):
        """The number, or None where nothing was typed."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_decimal(text, places=_PLACES)
        except NotReadable as fault:
            raise ValidationError(fault.sentence) from fault


class GoalForm(forms.Form):
    """A goal of a year, or the final one where no year is typed."""

    year = forms.IntegerField(
        label="Năm",
        required=False,
        min_value=2000,
        max_value=2100,
        help_text="Để trống: mục tiêu cuối cùng, không theo năm.",
    )
    operator = forms.ChoiceField(label="Phép so sánh", choices=_COMPARES, initial="gte")
    value = NumberField(label="Giá trị")
    value2 = NumberField(label="Đến", required=False, help_text="Chỉ ghi khi chọn “trong khoảng”.")
    reason = forms.CharField(
        label="Lý do thay đổi",
        required=False,
        max_length=400,
        widget=forms.Textarea,
        help_text="Cần khi đã có số liệu. Mục tiêu cũ được giữ lại bên cạnh mục tiêu mới.",
    )

    @property
    def wanted(self) -> Wanted:
        """The goal that was typed."""
        typed = self.cleaned_data
        return Wanted(typed["operator"], typed["value"], typed["value2"])

    @property
    def window(self) -> Window | None:
        """The calendar year of the goal, None for the final one."""
        typed = self.cleaned_data.get("year")
        return year(typed) if typed else None

    def blame(self, error: ValidationError) -> None:
        """Show what an action refused at the fields it names."""
        known = error.error_dict if hasattr(error, "error_dict") else {"__all__": error.error_list}
        for name, faults in known.items():
            self.add_error(name if name in self.fields else None, faults)


def initial_goal(goal: Goal | None, day: date) -> dict:
    """What the form begins with: the goal that stands, else a goal of the year."""
    if goal is None:
        return {"year": day.year}
    numbers = {
        name: "" if number is None else format_decimal(number, grouping=False)
        for name, number in (("value", goal.value), ("value2", goal.value2))
    }
    return {"year": goal.window_to.year if goal.window_to else "", "operator": goal.operator, **numbers}

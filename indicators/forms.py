"""What is typed about a figure or a goal, and how it is read."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from documents.reading.operators import OPERATORS, Operator
from documents.reading.quantities import NotReadable, format_decimal, parse_decimal
from indicators.actions import Wanted
from indicators.checks import places_of
from indicators.entries import Entry
from indicators.models import AlertBand, Baseline, Breakdown, Definition, Goal, Value
from indicators.windows import Window, quarter, year
from organisations.fields import DayField

_PLACES = 4
# Goals are numbers to stand at; what compares with earlier figures is a condition of a plan's target.
_COMPARES = [
    (operator.value, row.label)
    for operator, row in OPERATORS.items()
    if operator.value in ("gte", "gt", "lte", "lt", "eq", "between", "rank_within")
]


class NumberField(forms.Field):
    """A number typed the Vietnamese way; the error is the reader's own sentence. places: most decimals it may have."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 30})

    def __init__(self, *, places: int = _PLACES, **kwargs):
        super().__init__(**kwargs)
        self.places = places

    def to_python(self, value):
        """The number, or None where nothing was typed."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_decimal(text, places=self.places)
        except NotReadable as fault:
            raise ValidationError(fault.sentence) from fault


class FigureField(NumberField):
    """A number that is asked for unless it is said not to be there, which the form or the verb judges."""

    def validate(self, value):
        """Nothing is judged alone."""


class AskedDayField(DayField):
    """A day that is asked for with such a number."""

    def validate(self, value):
        """Nothing is judged alone."""


class FigureForm(forms.Form):
    """One figure of a metric: a number, or why there is none. definition: says which numbers it is made of."""

    use_required_attribute = False

    first = DayField(label="Kỳ từ ngày")
    last = DayField(label="Đến hết ngày")
    kind = forms.ChoiceField(label="Loại số", choices=Value.Kind.choices)
    breakdown = forms.ChoiceField(label="Lĩnh vực", required=False)
    numerator = FigureField(label="Tử số")
    denominator = FigureField(label="Mẫu số")
    amount = FigureField(label="Số")
    status = forms.ChoiceField(label="Có số hay không", choices=Value.Status.choices)
    as_of = DayField(
        label="Tính đến ngày", required=False, help_text="Để trống: ngày cuối kỳ, hoặc hôm nay nếu kỳ chưa hết."
    )
    reason = forms.CharField(label="Lý do không có số", required=False, max_length=400)
    source = forms.CharField(label="Nguồn", required=False, max_length=300, help_text="Sổ, phần mềm, văn bản nào.")
    correction = forms.CharField(
        label="Lý do sửa",
        required=False,
        max_length=400,
        help_text="Cần khi sửa số đã được chấp nhận hoặc đã chốt. Số cũ được giữ lại bên cạnh số mới.",
    )

    def __init__(self, *args, definition: Definition, **kwargs):
        super().__init__(*args, **kwargs)
        self.definition = definition
        for name in ("amount",) if definition.is_ratio else ("numerator", "denominator"):
            del self.fields[name]
        for field in self.fields.values():
            if isinstance(field, NumberField):
                field.places = places_of(definition)
        if definition.breakdown:
            lists = Breakdown.objects.filter(listing=definition.breakdown).values_list("code", "name").distinct()
            self.fields["breakdown"].choices = [("", "Tổng các lĩnh vực"), *lists]
        else:
            del self.fields["breakdown"]

    def clean(self):
        """The days in their order."""
        typed = super().clean()
        first, last = typed.get("first"), typed.get("last")
        if first and last and last < first:
            self.add_error("last", "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")
        return typed

    @property
    def seldom(self) -> bool:
        """Whether what is seldom needed has been used or has a fault, so that it must be in sight."""
        names = ("as_of", "status", "reason", "correction")
        return self.is_bound and any(name in self.errors or name in self.changed_data for name in names)

    @property
    def entry(self) -> Entry:
        """What was typed, as the verbs take it."""
        said = {name: self.cleaned_data[name] for name in self.fields if name not in ("first", "last", "correction")}
        window = Window(self.cleaned_data["first"], self.cleaned_data["last"])
        return Entry(self.definition.metric.code, window, **said)

    def blame(self, error: ValidationError) -> None:
        """Show at its field what the verb refused; what belongs to no field stands above."""
        faults = getattr(error, "faults", None)
        found = next(iter(faults.values())) if faults else {"correction": error.messages}
        for name, words in found.items():
            shown = "numerator" if name == "amount" and "amount" not in self.fields else name
            self.add_error(shown if shown in self.fields else None, words)


def initial_figure(day: date) -> dict:
    """What the form begins with: the quarter of the day, counted."""
    now = quarter(day.year, (day.month + 2) // 3)
    return {"first": now.first, "last": now.last, "kind": Value.Kind.ACTUAL, "status": Value.Status.GIVEN}


def _why(hint: str) -> forms.CharField:
    return forms.CharField(
        label="Lý do thay đổi", required=False, max_length=400, widget=forms.Textarea, help_text=hint
    )


class StandingForm(forms.Form):
    """What stands beside a unit's figures until another row replaces it."""

    use_required_attribute = False

    def blame(self, error: ValidationError) -> None:
        """Show what an action refused at the fields it names."""
        known = error.error_dict if hasattr(error, "error_dict") else {"__all__": error.error_list}
        for name, faults in known.items():
            self.add_error(name if name in self.fields else None, faults)


_YEARS = 2000, 2100
_WHICH_YEAR = "Ghi năm bằng bốn chữ số, từ {} đến {}.".format(*_YEARS)


class GoalForm(StandingForm):
    """A goal of a year, or the final one where no year is typed."""

    year = forms.IntegerField(
        label="Năm",
        required=False,
        min_value=_YEARS[0],
        max_value=_YEARS[1],
        help_text="Để trống: mục tiêu cuối cùng, không theo năm.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WHICH_YEAR),
    )
    operator = forms.ChoiceField(label="Phép so sánh", choices=_COMPARES, initial="gte")
    value = NumberField(label="Giá trị")
    value2 = NumberField(label="Đến", required=False, help_text="Chỉ ghi khi chọn “trong khoảng”.")
    reason = _why("Cần khi đã có số liệu. Mục tiêu cũ được giữ lại bên cạnh mục tiêu mới.")

    @property
    def wanted(self) -> Wanted:
        """The goal that was typed; a second number belongs to a range alone."""
        typed = self.cleaned_data
        ranged = typed["operator"] == Operator.BETWEEN
        return Wanted(typed["operator"], typed["value"], typed["value2"] if ranged else None)

    @property
    def window(self) -> Window | None:
        """The calendar year of the goal, None for the final one."""
        typed = self.cleaned_data.get("year")
        return year(typed) if typed else None


def initial_goal(goal: Goal | None, day: date) -> dict:
    """What the form begins with: the goal that stands, else a goal of the year."""
    if goal is None:
        return {"year": day.year}
    numbers = {name: _typed(getattr(goal, name)) for name in ("value", "value2")}
    return {"year": goal.window_to.year if goal.window_to else "", "operator": goal.operator, **numbers}


def _typed(number: Decimal | None) -> str:
    return "" if number is None else format_decimal(number, grouping=False)


class OrNoneForm(StandingForm):
    """Fields of which every one is asked for, or the word that there are none. asked: the sentence that asks for each."""

    asked: ClassVar[dict[str, str]]

    def clean(self):
        """All that is asked for, or the word that there is none."""
        typed = super().clean()
        if typed.get("absent"):
            return {**typed, **dict.fromkeys(self.asked)}
        for name, words in self.asked.items():
            if typed.get(name) is None and name not in self.errors:
                self.add_error(name, words)
        return typed


class BaselineForm(OrNoneForm):
    """What a unit starts from: a number on a day, or that there is none."""

    asked: ClassVar = {
        "amount": "Ghi giá trị, hoặc chọn “Không có giá trị đầu kỳ”.",
        "on": "Ghi ngày của giá trị này.",
    }

    amount = FigureField(label="Giá trị đầu kỳ")
    on = AskedDayField(label="Tính đến ngày")
    absent = forms.BooleanField(label="Không có giá trị đầu kỳ", required=False)
    source = forms.CharField(
        label="Nguồn", required=False, max_length=300, help_text="Báo cáo, văn bản nào ghi số này."
    )
    reason = _why("Cần khi đã có số liệu. Giá trị cũ được giữ lại.")


def initial_baseline(row: Baseline | None) -> dict:
    """What the form begins with: the baseline that stands."""
    if row is None:
        return {}
    return {"absent": row.amount is None, "amount": _typed(row.amount), "on": row.on, "source": row.source}


class BandForm(OrNoneForm):
    """How far from its goal a metric may stand: two lengths, or that nothing is watched."""

    asked: ClassVar = dict.fromkeys(("watch", "alarm"), "Ghi số, hoặc chọn “Không đặt ngưỡng”.")

    watch = FigureField(label="Theo dõi khi cách quá")
    alarm = FigureField(label="Cảnh báo khi cách quá")
    absent = forms.BooleanField(label="Không đặt ngưỡng", required=False)
    reason = _why("Cần khi đổi ngưỡng đã đặt. Ngưỡng cũ được giữ lại.")

    def clean(self):
        """Two lengths in their order, or the word that there is none."""
        typed = super().clean()
        watch, alarm = typed.get("watch"), typed.get("alarm")
        for name, length in (("watch", watch), ("alarm", alarm)):
            if length is not None and length < 0:
                self.add_error(name, "Khoảng cách không nhỏ hơn 0.")
        if not self.errors and watch is not None and alarm < watch:
            self.add_error("alarm", "Ngưỡng cảnh báo không nhỏ hơn ngưỡng theo dõi.")
        return typed


def initial_band(row: AlertBand | None) -> dict:
    """What the form begins with: the band that stands."""
    if row is None:
        return {}
    return {"absent": row.watch is None, "watch": _typed(row.watch), "alarm": _typed(row.alarm)}

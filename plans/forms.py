"""What was typed, as values: one reader per field of a plan's rows, and the few forms that are pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from documents.forms import AskingForm
from documents.models import KnownDocument, SigningMandate
from documents.reading.dates import format_date, parse_date
from documents.reading.operators import OPERATORS
from documents.reading.quantities import NotReadable, format_decimal, parse_decimal
from documents.signing import mandates
from organisations.fields import DayField
from organisations.models import Unit, User
from plans import queries
from plans.actions.plans import TYPE_CODE
from plans.models import Area, Condition, Plan, PlanPart
from workflow.clock import today

TRUE = ("on", "1", "true")


def read_field(model: type[models.Model], name: str, raw: str, *, plan: Plan, user: User) -> Any:
    """The value of one typed field. Raises ValidationError by field with the sentence to show there."""
    if name == "partners":
        return raw
    field = model._meta.get_field(name)
    try:
        return _read(field, raw.strip(), plan=plan, user=user)
    except NotReadable as fault:
        raise ValidationError({name: fault.sentence}) from None
    except ValidationError as fault:
        raise ValidationError({name: fault.messages}) from None


def _read(field: models.Field, raw: str, *, plan: Plan, user: User) -> Any:
    if isinstance(field, models.BooleanField):
        return raw in TRUE
    if isinstance(field, models.ForeignKey):
        return _row(field, raw, plan=plan, user=user) if raw else None
    if isinstance(field, models.DateField):
        return parse_date(raw, year=plan.year) if raw else None
    if isinstance(field, models.DecimalField):
        return _decimal(field, raw) if raw else None
    if field.choices and raw not in {value for value, _ in field.flatchoices}:
        raise ValidationError("Chọn một giá trị trong danh sách.")
    return raw


def _decimal(field: models.DecimalField, raw: str):
    value = parse_decimal(raw, places=field.decimal_places)
    if abs(value) >= 10 ** (field.max_digits - field.decimal_places):
        raise ValidationError(f"Số “{raw}” quá lớn.")
    return value


def _row(field: models.ForeignKey, raw: str, *, plan: Plan, user: User) -> models.Model:
    """The row that a select names, among those that the person may choose."""
    choices = {
        "document": lambda: KnownDocument.objects.visible_to(user),
        "head": lambda: queries.heads(plan),
        "signer": lambda: signers(plan),
    }
    found = choices[field.name]().filter(pk=int(raw)).first() if raw.isdecimal() else None
    if found is None:
        raise ValidationError("Chọn một giá trị trong danh sách.")
    return found


def signers(plan: Plan):
    """Mandates that may sign the plan on its day."""
    return mandates(plan.unit, TYPE_CODE, queries.plan_day(plan))


def read_fields(
    model: type[models.Model], data: Mapping[str, str], names: Iterable[str], *, plan: Plan, user: User
) -> dict[str, Any]:
    """Values of several typed fields; a check box that is not sent is False. All faults at once."""
    values, faults = {}, {}
    for name in names:
        try:
            values[name] = read_field(model, name, data.get(name, ""), plan=plan, user=user)
        except ValidationError as fault:
            faults |= fault.message_dict
    if faults:
        raise ValidationError(faults)
    return values


def shown(row: PlanPart | Plan, name: str) -> str:
    """The stored value as its field shows it."""
    if name == "partners":
        return "; ".join(partner.partner_text for partner in row.partners.all())
    value = getattr(row, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, models.Model):
        return str(value.pk)
    return _words(row._meta.get_field(name), value)


def _words(field: models.Field, value: Any) -> str:
    if isinstance(field, models.DateField):
        return format_date(value)
    if isinstance(field, models.DecimalField):
        return format_decimal(value)
    return str(value)


def _year(label: str = "Năm") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=2000,
        max_value=2100,
        error_messages={
            "invalid": "Năm viết bằng bốn chữ số, ví dụ 2027.",
            "min_value": "Năm từ 2000 đến 2100.",
            "max_value": "Năm từ 2000 đến 2100.",
            "required": "Ghi năm của kế hoạch.",
        },
    )


class UnitOfPlanForm(AskingForm):
    """Base: for which of the person's units a plan is begun."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", to_field_name="code", empty_label=None)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class NewPlanForm(UnitOfPlanForm):
    """Year and unit of a plan to begin."""

    year = _year()
    replaces_text = forms.CharField(
        label="Thay thế văn bản ban hành ngoài cổng",
        max_length=400,
        required=False,
        help_text="Ví dụ: Kế hoạch số 12/KH-UBND ngày 01/02/2027 của UBND xã. Để trống nếu không thay thế.",
    )


class StagePlanForm(UnitOfPlanForm):
    """First and last year of a stage plan."""

    year = _year("Từ năm")
    year_to = _year("Đến năm")

    def clean(self):
        """The stage ends after it begins."""
        found = super().clean()
        if found.get("year") and found.get("year_to") and found["year_to"] <= found["year"]:
            self.add_error("year_to", "Năm cuối phải sau năm đầu.")
        return found


class SubPlanForm(UnitOfPlanForm):
    """A plan of a field or a room: below which year's plan, on what, of whom."""

    upper = forms.ModelChoiceField(
        Plan.objects.none(), label="Thuộc kế hoạch", to_field_name="code", empty_label="– Chọn kế hoạch năm –"
    )
    area = forms.ModelChoiceField(Area.objects.none(), label="Lĩnh vực", required=False, empty_label="Mọi lĩnh vực")
    holder = forms.ModelChoiceField(
        Unit.objects.none(), label="Bộ phận lập", required=False, to_field_name="code", empty_label="Cả đơn vị"
    )

    def __init__(self, *args, uppers, rooms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upper"].queryset = uppers
        self.fields["upper"].label_from_instance = lambda plan: f"{plan}, {plan.unit.name}"
        templates = uppers.order_by().values("template")
        self.fields["area"].queryset = Area.objects.filter(template__in=templates).order_by("order")
        self.fields["holder"].queryset = rooms


class IssuedFactsForm(AskingForm):
    """Number, day and signer as the paper of an issued plan has them."""

    number = forms.CharField(label="Số, ký hiệu", max_length=60, help_text="Như đã in: 12/KH-UBND.")
    day = DayField(label="Ngày ban hành")
    signer = forms.CharField(label="Người ký", max_length=120, help_text="Họ tên người đã ký.")

    def clean(self):
        """Nothing was issued tomorrow."""
        found = super().clean()
        if found.get("day") and found["day"] > today():
            self.add_error("day", "Ngày ban hành không sau hôm nay.")
        return found


class RegisterPlanForm(IssuedFactsForm, UnitOfPlanForm):
    """The base data of a plan issued before the unit worked with the portal."""

    field_order = ("unit", "scope", "year", "year_to", "number", "day", "signer", "title")

    scope = forms.ChoiceField(
        label="Loại kế hoạch",
        choices=[(one.value, one.label) for one in (Plan.Scope.ANNUAL, Plan.Scope.STAGE)],
        initial=Plan.Scope.ANNUAL,
        widget=forms.RadioSelect,
    )
    year = _year("Năm (năm đầu của giai đoạn)")
    year_to = forms.IntegerField(
        label="Đến năm",
        min_value=2000,
        max_value=2100,
        required=False,
        help_text="Chỉ ghi với kế hoạch giai đoạn.",
        error_messages={"invalid": "Năm viết bằng bốn chữ số, ví dụ 2030."},
    )
    title = forms.CharField(
        label="Trích yếu",
        max_length=300,
        required=False,
        help_text="Như đã in, không có chữ Kế hoạch. Để trống thì ghi theo đơn vị và năm.",
    )

    def clean(self):
        """A stage has a last year, a year's plan has none."""
        found = super().clean()
        if found.get("scope") == Plan.Scope.STAGE:
            if not found.get("year_to"):
                self.add_error("year_to", "Ghi năm cuối của giai đoạn.")
            elif found.get("year") and found["year_to"] <= found["year"]:
                self.add_error("year_to", "Năm cuối phải sau năm đầu.")
        else:
            found["year_to"] = None
        return found


class ReasonForm(forms.Form):
    """A reason, compulsory: for a replacement, for leaving something out."""

    reason = forms.CharField(
        label="Lý do", max_length=400, widget=forms.Textarea, error_messages={"required": "Ghi lý do."}
    )


class ConditionForm(forms.Form):
    """One condition of a target as a person understands it; a row without operator is left out."""

    operator = forms.ChoiceField(
        label="Phép so sánh",
        required=False,
        choices=[("", "–"), *((operator.value, row.label) for operator, row in OPERATORS.items())],
    )
    value = forms.CharField(label="Giá trị", required=False, max_length=30)
    value2 = forms.CharField(label="Đến", required=False, max_length=30)
    unit_label = forms.CharField(label="Đơn vị tính", required=False, max_length=40)
    measured = forms.CharField(label="Đo cái gì", required=False, max_length=400)
    scope = forms.CharField(label="Phạm vi", required=False, max_length=200)
    baseline_text = forms.CharField(label="Mốc so sánh", required=False, max_length=200)
    baseline_value = forms.CharField(label="Giá trị mốc", required=False, max_length=30)
    by_date = forms.CharField(label="Đến ngày", required=False, max_length=10)
    comparator = forms.ChoiceField(label="So với", required=False, choices=Condition.Comparator.choices)
    relative = forms.BooleanField(label="Tính theo phần trăm của mốc", required=False)
    soft = forms.BooleanField(label="Phấn đấu", required=False)
    every_period = forms.BooleanField(label="Mỗi kỳ", required=False)

    def __init__(self, *args, plan: Plan | None = None, user: User | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.user = plan, user

    def clean(self):
        """Numbers and days as values, with the sentences of their readers."""
        found = super().clean()
        for name in ("value", "value2", "baseline_value", "by_date"):
            try:
                found[name] = read_field(Condition, name, found.get(name, ""), plan=self.plan, user=self.user)
            except ValidationError as fault:
                self.add_error(name, fault.message_dict[name])
        return found


class BaseConditions(forms.BaseFormSet):
    """Conditions of one target."""

    def values(self) -> list[dict[str, Any]]:
        """What ``set_conditions`` takes: rows with an operator."""
        return [
            {**form.cleaned_data, "comparator": form.cleaned_data["comparator"] or Condition.Comparator.NUMBER}
            for form in self.forms
            if form.cleaned_data.get("operator")
        ]


ConditionFormSet = forms.formset_factory(ConditionForm, formset=BaseConditions, extra=1, max_num=8)


def initial_of(condition: Condition) -> dict[str, Any]:
    """A stored condition as the form shows it."""
    names = [name for name in ConditionForm.base_fields if name not in ("relative", "soft", "every_period")]
    texts = {
        name: ""
        if getattr(condition, name) is None
        else _words(Condition._meta.get_field(name), getattr(condition, name))
        for name in names
    }
    return texts | {name: getattr(condition, name) for name in ("relative", "soft", "every_period")}


def mandate_label(mandate: SigningMandate) -> str:
    """How a mandate is offered: name, capacity, title."""
    return f"{mandate.official.full_name}, {mandate.get_capacity_display()}, {mandate.title}"

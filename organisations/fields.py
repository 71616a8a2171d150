"""Form fields that speak the portal's sentences."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

DAY_FORMATS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")


def read_day(value: Any) -> date:
    """A day as typed (dd/mm/yyyy) or as a workbook stores it. Raises ValueError with the sentence M17."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise ValueError(f"Ngày “{text}” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026.")


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy; says which value is not in the calendar."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"widget": forms.DateInput(format="%d/%m/%Y"), **kwargs})

    def to_python(self, value: Any) -> date | None:
        """The day, or None where nothing was typed."""
        if value in self.empty_values:
            return None
        try:
            return read_day(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class UnitChoice(forms.ModelChoiceField):
    """A unit, named with the unit above it where that tells it apart."""

    def label_from_instance(self, unit) -> str:
        """ "Phòng Kinh tế (Xã Tân Lập)"."""
        return f"{unit.name} ({unit.parent.name})" if unit.parent_id else unit.name

"""Vietnamese dates and numbers, as forms read them and as templates print them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import formats

DATES = {
    "05/01/2027": date(2027, 1, 5),
    "5/1/2027": date(2027, 1, 5),
    "25/01/2027": date(2027, 1, 25),
    "05.01.2027": date(2027, 1, 5),
    "05-01-2027": date(2027, 1, 5),
    "2027-01-05": date(2027, 1, 5),
}
NUMBERS = {
    "98,5": Decimal("98.5"),
    "1.234": Decimal("1234"),
    "1.234,5": Decimal("1234.5"),
    "1.234.567": Decimal("1234567"),
    "-0,25": Decimal("-0.25"),
    "2027": Decimal("2027"),
}


@pytest.mark.parametrize(("typed", "day"), DATES.items())
def test_a_date_field_reads_day_before_month(typed: str, day: date) -> None:
    assert forms.DateField().clean(typed) == day


@pytest.mark.parametrize("typed", ["31/02/2027", "13/13/2027", "01/2027", "5/1/27", "hôm nay"])
def test_a_date_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        forms.DateField().clean(typed)


@pytest.mark.parametrize(("typed", "number"), NUMBERS.items())
def test_a_localised_decimal_field_reads_comma_and_dots(typed: str, number: Decimal) -> None:
    assert forms.DecimalField(localize=True).clean(typed) == number


def test_a_form_gives_a_date_back_as_it_is_typed() -> None:
    assert forms.DateField().widget.format_value(date(2027, 1, 5)) == "05/01/2027"


def test_a_form_gives_a_number_back_with_a_comma() -> None:
    assert forms.DecimalField(localize=True).widget.format_value(Decimal("1234.50")) == "1234,50"


def test_a_date_and_time_field_reads_what_a_page_prints() -> None:
    local = forms.DateTimeField().clean("08:30 05/01/2027")
    assert local.replace(tzinfo=None) == datetime(2027, 1, 5, 8, 30)
    assert str(local.tzinfo) == "Asia/Ho_Chi_Minh"


def test_templates_print_dates_with_slashes_and_years_without_dots() -> None:
    template = Template("{{ day }} {{ year }} {{ share }}")
    printed = template.render(Context({"day": date(2027, 1, 5), "year": 2027, "share": Decimal("98.5")}))
    assert printed == "05/01/2027 2027 98,5"


def test_the_week_starts_on_monday() -> None:
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1

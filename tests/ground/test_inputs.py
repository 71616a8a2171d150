"""Every form of the portal reads decimal numbers as people here write them."""

import importlib
import pkgutil

from django import forms
from django.conf import settings

from tests.ground.test_floors import OURS


def all_forms() -> list[type[forms.BaseForm]]:
    """Every form class that some module of ours defines."""
    for app in OURS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if not {"migrations", "management"} & set(module.name.split(".")):
                importlib.import_module(module.name)
    found, left = [], [forms.BaseForm]
    while left:
        form = left.pop()
        left += form.__subclasses__()
        if form.__module__.split(".")[0] in OURS:
            found.append(form)
    return found


def test_every_decimal_field_of_a_form_is_localised() -> None:
    fields = [(form, name, field) for form in all_forms() for name, field in getattr(form, "base_fields", {}).items()]
    plain = [
        f"{form.__module__}.{form.__name__}.{name}"
        for form, name, field in fields
        if isinstance(field, forms.DecimalField | forms.FloatField) and not field.localize
    ]
    assert plain == []


def test_thousands_are_read_but_years_are_not_printed_with_them() -> None:
    assert settings.USE_THOUSAND_SEPARATOR is True

"""Storing a row: tidied text, every rule of the model, sentences at the field."""

import unicodedata
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

Row = TypeVar("Row", bound=models.Model)


def store(row: Row) -> Row:
    """Save ``row`` with its text in NFC and without stray spaces.

    Raises ValidationError by field when the model's own rules are broken.
    """
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and not field.primary_key and field.attname != "password":
            setattr(row, field.attname, unicodedata.normalize("NFC", value).strip())
    row.full_clean()
    row.save()
    return row


def field_error(field: str, sentence: str) -> ValidationError:
    """The error that a form shows at ``field`` and a workbook at its cell."""
    return ValidationError({field: sentence})


def json_values(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as the log keeps them: days as 2026-11-21, rows as their number."""
    return {
        name: value.pk
        if isinstance(value, models.Model)
        else value.isoformat()
        if hasattr(value, "isoformat")
        else value
        for name, value in facts.items()
    }

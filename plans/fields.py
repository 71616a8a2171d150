"""Which fields of a plan's rows people fill in: one table for forms, saving, conflicts and tests."""

from django.db import models

from plans.models import (
    Plan,
    PlanArea,
    PlanBasis,
    PlanPart,
    PlanRecipient,
    PlanText,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
)

# Fields that are derived from what was typed (lead from lead_text …) are set with it and never alone,
# except by callers that already hold the row meant.
EDITABLE: dict[type[PlanPart], tuple[str, ...]] = {
    PlanText: ("body",),
    PlanArea: ("heading",),
    PlanBasis: ("document", "role", "as_written"),
    Target: ("phrase", "unmeasurable_reason", "note"),
    Task: (
        "content", "product_text", "product_type", "product_count", "product_unit", "lead_text",
        "lead", "partners", "head", "timing_text", "budget", "funding", "is_key", "is_breakthrough",
        "note", "in_body",
    ),
    Responsibility: ("holder_text", "holder", "body"),
    ReportDeadline: ("period", "due_on", "inclusive"),
    PlanRecipient: ("name", "recipient_unit", "purpose", "channel"),
}  # fmt: skip
PLAN_FIELDS = ("title", "replaces_text", "replaces_reason", "has_annex", "signer")

# The words without which a row says nothing: it is kept while somebody types, but neither printed nor counted.
SUBSTANCE: dict[type[PlanPart], str] = {
    Target: "phrase",
    Task: "content",
    Responsibility: "holder_text",
    PlanRecipient: "name",
}
# Rows that people add and remove; the others come with the plan.
ADDABLE = (PlanBasis, Target, Task, Responsibility, ReportDeadline, PlanRecipient)
# Rows that stand below an area and are locked and granted by it.
IN_AREAS = (Target, Task)

MOST_TEXT = 20_000
MOST_PHRASE = 4_000
LIMITS = {"phrase": MOST_PHRASE, "content": MOST_PHRASE}


_LABELS = {"partners": "phối hợp", "conditions": "hiểu là", "lead_text": "chủ trì", "timing_text": "thời gian"}


def label(model: type[models.Model], name: str) -> str:
    """What a field is called on screen."""
    if name in _LABELS:
        return _LABELS[name]
    return str(model._meta.get_field(name).verbose_name)


def limit(model: type[models.Model], name: str) -> int:
    """Most characters that a text field takes."""
    return getattr(model._meta.get_field(name), "max_length", None) or LIMITS.get(name, MOST_TEXT)


def is_text(model: type[models.Model], name: str) -> bool:
    """Whether the field holds typed words (not a choice)."""
    field = model._meta.get_field(name)
    return isinstance(field, (models.CharField, models.TextField)) and not field.choices


def many_lines(model: type[models.Model], name: str) -> bool:
    """Whether the field holds paragraphs."""
    return isinstance(model._meta.get_field(name), models.TextField) and name not in LIMITS


def has_substance(row: PlanPart | Plan) -> bool:
    """Whether the row says something: an empty row is not printed."""
    name = SUBSTANCE.get(type(row))
    return name is None or bool(getattr(row, name).strip())

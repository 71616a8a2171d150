"""Nouns of work: calls, items and their turns, duties, events, remarks, notices, days."""

from workflow.models.calls import Call, CallAuthority, CallUnit
from workflow.models.days import WorkCalendarDay
from workflow.models.items import Child, Item, MeasuredBy, ReviewRow, Road
from workflow.models.log import Event, ImmutableRow
from workflow.models.turns import Notice, Obligation, Remark

__all__ = [
    "Call",
    "CallAuthority",
    "CallUnit",
    "Child",
    "Event",
    "ImmutableRow",
    "Item",
    "MeasuredBy",
    "Notice",
    "Obligation",
    "Remark",
    "ReviewRow",
    "Road",
    "WorkCalendarDay",
]

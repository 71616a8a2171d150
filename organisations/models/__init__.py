"""Nouns of the lowest floor: units over time, people in office, users and what they may do."""

from organisations.models.attempts import SignInCount
from organisations.models.people import (
    Appointment,
    Delegation,
    Membership,
    Official,
    User,
)
from organisations.models.reach import (
    Reach,
    Scoped,
    ScopedQuerySet,
    Subject,
    Via,
    reachable_units,
)
from organisations.models.units import (
    Dated,
    DatedQuerySet,
    ReviewRelation,
    Succession,
    Unit,
    UnitSetting,
)

__all__ = [
    "Appointment",
    "Dated",
    "DatedQuerySet",
    "Delegation",
    "Membership",
    "Official",
    "Reach",
    "ReviewRelation",
    "Scoped",
    "ScopedQuerySet",
    "SignInCount",
    "Subject",
    "Succession",
    "Unit",
    "UnitSetting",
    "User",
    "Via",
    "reachable_units",
]

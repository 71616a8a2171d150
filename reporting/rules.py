"""Who may begin reports: refusals are sentences. What moves and what is edited is asked of ``workflow.rules``."""

from organisations.models import Unit
from organisations.roles import Capability
from organisations.rules import Powers, powers_of
from workflow.offices import People
from workflow.wording import done_by


def begin_refusal(user, unit: Unit, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not begin a report of the unit, or None: who drafts all of its areas may."""
    if (powers or powers_of(user)).may(Capability.DRAFT, unit.pk):
        return None
    return done_by(Capability.DRAFT, People({unit.pk}).names(unit.pk, Capability.DRAFT))

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


_CONSOLIDATES = (Capability.CALL, Capability.CONCLUDE, Capability.REVIEW)


def consolidate_refusal(user, authority: Unit, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not put together what the authority's units report, or None.

    Whoever opens its rounds, reviews or concludes there may, also at the office that follows it (ux 4.14).
    """
    people = People({authority.pk})
    offices = set(people.living(authority.pk))
    held = powers or powers_of(user)
    if any(grant.office_id in offices for verb in _CONSOLIDATES for grant in held.grants.get(verb, ())):
        return None
    names = list(dict.fromkeys(name for verb in _CONSOLIDATES for name in people.names(authority.pk, verb)))
    return f"Chỉ người được giao tổng hợp mới làm được: {', '.join(names) or 'chưa có ai'}."

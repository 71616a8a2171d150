"""What a person sees of plans: everything of their own side, of others what was sent, issued or registered."""

from django.db.models import Q, QuerySet

from documents.queries import own_units
from organisations.models import Unit, User
from organisations.rules import Powers, powers_of
from plans.models import Plan
from workflow.clock import today
from workflow.models import Road


def plans_of(user: User) -> QuerySet[Plan]:
    """Plans that ``user`` may read today, drafts in the bin included."""
    own = Q(unit__in=own_units(user))
    sent = Q(issued_on__isnull=False) | Q(road=Road.REVIEW_THEN_SIGN, times_sent__gt=0) | Q(state="registered")
    return Plan.objects.visible_to(user).filter(own | sent).select_related("unit", "template")


def drafting_units(user: User, powers: Powers | None = None) -> QuerySet[Unit]:
    """Units for which the person writes in plans, be it in some areas; ``powers`` where they have been read."""
    grants = (powers or powers_of(user)).grants.get("draft", ())
    return Unit.objects.on(today()).filter(pk__in=[grant.office_id for grant in grants])


def beginning_units(user: User) -> QuerySet[Unit]:
    """Units for which the person begins plans: those where nothing limits the person to some areas."""
    grants = powers_of(user).grants.get("draft", ())
    return Unit.objects.on(today()).filter(pk__in=[grant.office_id for grant in grants if grant.covers("")])

"""What a person sees of reports: everything of their own side, of others what was sent or issued."""

from django.db.models import Q, QuerySet

from documents.queries import own_units
from organisations.models import User
from reporting.models import Report
from workflow.models import Road


def reports_of(user: User) -> QuerySet[Report]:
    """Reports that ``user`` may read today, drafts in the bin included."""
    own = Q(unit__in=own_units(user))
    sent = Q(issued_on__isnull=False) | Q(road=Road.REVIEW_THEN_SIGN, times_sent__gt=0)
    return Report.objects.visible_to(user).filter(own | sent).select_related("unit", "outline", "form", "round__call")

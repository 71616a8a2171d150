"""Where notices about what is no item lead: the pages of snapshots."""

from collections.abc import Iterable

from django.urls import reverse

from reporting.actions.telling import SNAPSHOT
from reporting.models import Consolidation
from workflow import notify


def snapshot_pages(keys: Iterable[int]) -> dict[int, str]:
    """The consolidation page of each snapshot: what changed since stands there. One query."""
    rows = Consolidation.objects.filter(pk__in=keys).values_list("pk", "round__call__code")
    return {pk: reverse("reporting:consolidation", args=[code]) for pk, code in rows}


def register_all() -> None:
    """Make the pages known to the bell."""
    notify.pages[SNAPSHOT] = snapshot_pages

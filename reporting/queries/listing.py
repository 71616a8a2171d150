"""Lists of reports: which come first, what is searched, what their numbers are."""

from collections.abc import Iterable

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from documents.models import IssuedDocument
from documents.queries import own_units
from organisations.models import Unit, User
from organisations.rules import Powers, powers_of
from reporting.models import Report
from workflow.clock import today
from workflow.states import EDITABLE

# States in which a report still has to leave its unit.
_OPEN = (*EDITABLE, "content_check", "form_check", "awaiting_chairman", "approved", "passed", "replacement_asked",
         "correction_asked")  # fmt: skip


def own_first(reports: QuerySet[Report], user: User) -> QuerySet[Report]:
    """The open reports of the person's own units first, by their day; then the others, newest window first."""
    mine = Q(state__in=_OPEN, unit__in=own_units(user))
    return reports.annotate(
        place=Case(When(mine, then=Value(0)), default=Value(1)), own_due=Case(When(mine, then=F("due_on")))
    ).order_by("place", F("own_due").asc(nulls_last=True), "-window_to", "-pk")


def like(reports: QuerySet[Report], words: str) -> QuerySet[Report]:
    """Reports whose unit, title, mã or number says the words."""
    numbered = IssuedDocument.objects.filter(
        source_kind=Report.kind, source_id=OuterRef("pk"), known_document__number__icontains=words
    )
    return reports.filter(
        Q(unit__name__icontains=words)
        | Q(title__icontains=words)
        | Q(code__iexact=words.replace("-", ""))
        | Q(Exists(numbered))
    )


def numbers_of(reports: Iterable[Report]) -> dict[int, IssuedDocument]:
    """The issued document of each report that has a number: one query."""
    keys = [report.pk for report in reports]
    rows = IssuedDocument.objects.filter(source_kind=Report.kind, source_id__in=keys, number__isnull=False)
    return {row.source_id: row for row in rows}


def beginning_units(user: User, powers: Powers | None = None) -> QuerySet[Unit]:
    """Units for which the person begins reports: those where nothing limits the person to some areas."""
    grants = (powers or powers_of(user)).grants.get("draft", ())
    return Unit.objects.on(today()).filter(pk__in=[grant.office_id for grant in grants if grant.covers("")])

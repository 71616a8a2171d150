"""The parts that a person enters in every report that is still written (ux section 4.26)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from organisations.models import Subject, User
from organisations.roles import Capability
from organisations.rules import Powers, powers_of
from reporting.models import FigurePart, Report, StatRow
from reporting.queries.figures import figures_of_many
from reporting.queries.parts import PartState, areas_of, part_states, rows_of
from reporting.queries.sight import reports_of
from workflow.models import Call
from workflow.states import EDITABLE


@dataclass(frozen=True)
class MyPart:
    """A part of a report. mine: given to the person; enters: whether the person may enter it."""

    report: Report
    state: PartState
    mine: bool
    enters: bool


def given_parts(user: User, until: date) -> list[FigurePart]:
    """Parts of the figures given to a person and not finished, of reports still written and due by a day: one query.

    Each has ``label``, the name of the part.
    """
    named = StatRow.objects.filter(form=OuterRef("report__form"), code=OuterRef("code")).values("label")[:1]
    rows = FigurePart.objects.filter(
        owner=user, finished_at=None, report__state__in=EDITABLE, report__binned_at=None, report__due_on__lte=until,
    )  # fmt: skip
    rows = rows.exclude(report__call_unit__call__state=Call.State.CLOSED).annotate(label=Subquery(named))
    return list(rows.select_related("report").order_by("report__due_on", "report_id", "code"))


def my_parts(user: User, *, powers: Powers | None = None) -> list[MyPart]:
    """Parts of open rounds in the person's own units, the nearest day first. A constant number of queries.

    Parts given to somebody else are left out for those who were given some of the same report.
    """
    powers = powers or powers_of(user)
    rows = reports_of(user).filter(state__in=EDITABLE, binned_at=None, form__isnull=False)
    rows = rows.exclude(call_unit__call__state=Call.State.CLOSED).select_related("call_unit")
    own = [
        report
        for report in rows.order_by("due_on", "pk")
        if powers.may(Capability.DRAFT, report.unit_id, subject=Subject.REPORT, area="*")
    ]
    figures = figures_of_many(own)
    forms = {(one.form.code, one.form.valid_from): one.form for one in figures.values()}
    areas, parts = areas_of(forms.values()), rows_of(own)
    found = []
    for report in own:
        one = figures[report.pk]
        for state in part_states(report, one, one.sheet(), one.findings, areas, parts):
            enters = powers.may(Capability.DRAFT, report.unit_id, subject=Subject.REPORT, area=state.area)
            found.append(MyPart(report, state, state.owner is not None and state.owner.pk == user.pk, enters))
    given = {one.report.pk for one in found if one.mine}
    return [one for one in found if one.mine or (one.report.pk not in given) or not one.enters]

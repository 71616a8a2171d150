"""Where a round stands for who puts it together: which reports count, who is missing, who was late, places of the year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localtime

from indicators.windows import Window
from organisations.models import Succession, Unit
from organisations.rules import Powers
from organisations.text import order
from reporting.consolidating.places import Timely, late_days, timely
from reporting.models import ConsolidatedReport, Consolidation, Report, Round
from workflow.clock import today
from workflow.models import Call, CallUnit, MeasuredBy
from workflow.offices import People
from workflow.states import STATES

Basis = Consolidation.Basis
# Which states of a report count.
COUNTS = {
    Basis.ACCEPTED: frozenset({"accepted"}),
    Basis.REVIEWING: frozenset({"accepted", "under_review", "concluding"}),
}
_JOINING = (Succession.Kind.MERGE, Succession.Kind.RENAME)


@dataclass
class Asked:
    """A unit of a round. reports: its reports, oldest first; the last one stands, the first one says whether it was on time."""

    row: CallUnit
    reports: list[Report]

    @property
    def unit(self) -> Unit:
        """The unit asked."""
        return self.row.unit

    @property
    def skipped(self) -> bool:
        """Whether the unit is exempt."""
        return self.row.skipped_at is not None

    @property
    def due_on(self) -> date:
        """The last day, an extension counted."""
        return self.row.extended_to or self.row.due_on

    @property
    def inclusive(self) -> bool:
        """Whether the due day itself is in time."""
        return self.row.extended_to is not None or self.row.due_inclusive

    @property
    def done_on(self) -> date | None:
        """The day of the act that the deadline names, of the first report; None while it is not done."""
        if not self.reports:
            return None
        first = self.reports[0]
        if self.row.call.measured_by == MeasuredBy.ISSUED:
            return first.first_issued_on or first.issued_on
        sent = first.sent_at is not None and not STATES[first.state].editable
        return localtime(first.sent_at).date() if sent else None

    @property
    def late(self) -> int:
        """Days after the last good day, of what was done or until today."""
        return late_days(self.due_on, self.inclusive, self.done_on or today())

    def counting(self, basis: str) -> Report | None:
        """The report that counts."""
        return next((one for one in reversed(self.reports) if one.state in COUNTS[Basis(basis)]), None)

    @property
    def timely(self) -> Timely:
        """How the unit kept its day; nobody exempt is asked."""
        if self.skipped:
            return Timely(self.row.unit_id)
        return timely(self.row.unit_id, self.due_on, self.inclusive, self.done_on, today())


@dataclass
class Standing:
    """A round as it stands. rows: the units asked, by name."""

    round: Round
    rows: list[Asked]

    @property
    def asked(self) -> list[Asked]:
        """Units that have to report."""
        return [row for row in self.rows if not row.skipped]

    def counting(self, basis: str) -> dict[int, Report]:
        """The reports that count, by unit."""
        found = ((row.row.unit_id, row.counting(basis)) for row in self.asked)
        return {unit: report for unit, report in found if report is not None}

    def missing(self, units: Iterable[int]) -> list[Asked]:
        """Units that have to report and are not among ``units``."""
        there = set(units)
        return [row for row in self.asked if row.row.unit_id not in there]


def rounds_in_sight(powers: Powers) -> QuerySet[Round]:
    """Rounds of the offices that the person works in, or of those that they followed (``People.living``)."""
    offices = {grant.office_id for grants in powers.grants.values() for grant in grants}
    rows = Round.objects.select_related("call__unit", "outline", "form")
    known = Call.objects.filter(subject=Round.scope_subject).order_by().values_list("unit", flat=True).distinct()
    people = People(set(known))
    return rows.filter(call__unit__in=[unit for unit in known if offices & set(people.living(unit))])


def standing(round_: Round) -> Standing:
    """The units of a round with their reports: two queries."""
    return standings([round_])[round_.pk]


def standings(rounds: Iterable[Round]) -> dict[int, Standing]:
    """The same of many rounds, in two queries."""
    rounds = list(rounds)
    reports: dict[int, list[Report]] = defaultdict(list)
    kept = Report.objects.filter(round__in=rounds, binned_at=None, call_unit__isnull=False)
    for report in kept.select_related("unit").order_by("pk"):
        reports[report.call_unit_id].append(report)
    rows: dict[int, list[Asked]] = defaultdict(list)
    asked = CallUnit.objects.filter(call__in=[one.call_id for one in rounds])
    for row in asked.select_related("unit", "call").order_by("pk"):
        rows[row.call_id].append(Asked(row, reports[row.pk]))
    return {one.pk: Standing(one, sorted(rows[one.call_id], key=lambda row: order(row.unit.name))) for one in rounds}


def year_of(round_: Round) -> dict[int, Timely]:
    """How each unit kept the days of all rounds of the authority in the round's year, by unit. Three queries."""
    rounds = Round.objects.filter(
        call__unit=round_.call.unit_id,
        call__year=round_.call.year,
        call__state__in=(Call.State.OPEN, Call.State.CLOSED),
    ).select_related("call")
    found: dict[int, Timely] = {}
    for one in standings(rounds).values():
        for row in one.asked:
            before = found.get(row.row.unit_id, Timely(row.row.unit_id))
            found[row.row.unit_id] = before + row.timely
    return found


def arrivals(snapshot: Consolidation, now: Standing) -> list[Report]:
    """Reports that count by the snapshot's own basis and are not in it: new ones and what replaced one of its."""
    inside = set(ConsolidatedReport.objects.filter(consolidation=snapshot).values_list("report", flat=True))
    return [report for report in now.counting(snapshot.basis).values() if report.pk not in inside]


def absorbed(reports: Iterable[Report], window: Window) -> dict[int, int]:
    """Units of the reports that another unit of them took over inside the window: {taken over: by whom}.

    Its figures hold theirs already (``Book.whole``), so they are not counted a second time. A report of the whole window
    by a unit that ended in it is counted for itself.
    """
    ends = {report.unit_id: report.window_to for report in reports}
    rows = Succession.objects.filter(
        predecessor__in=ends, successor__in=ends, kind__in=_JOINING,
        effective_on__gt=window.first, effective_on__lte=window.last,
    )  # fmt: skip
    found = rows.order_by("effective_on", "pk").values_list("predecessor", "successor", "effective_on")
    return {old: new for old, new, day in found if ends[old] < day}

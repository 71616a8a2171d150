"""The parts of a statistics form in one report: whose area each is, who enters it, how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.models import Metric
from organisations.models import User
from organisations.remembering import recall
from organisations.roles import Capability
from organisations.rules import holders, powers_of
from reporting.models import FigurePart, Report
from reporting.queries.figures import Figures
from reporting.statistics.findings import Finding, Level
from reporting.statistics.shape import Form, Row
from reporting.statistics.sheet import Sheet


@dataclass(frozen=True)
class PartState:
    """One part: filled of total cells, how many findings keep it from being sent; row: owner and who finished it."""

    heading: Row
    area: str
    filled: int
    total: int
    faults: int
    row: FigurePart | None = None

    @property
    def code(self) -> str:
        """ "3"."""
        return self.heading.code

    @property
    def label(self) -> str:
        """ "3. Cải cách thủ tục hành chính"."""
        return f"{self.heading.code}. {self.heading.label}"

    @property
    def count(self) -> str:
        """ "11/16 ô"."""
        return f"{self.filled}/{self.total} ô"

    @property
    def owner(self) -> User | None:
        """Who was given the part."""
        return self.row.owner if self.row else None

    @property
    def finished(self) -> bool:
        """Whether its owner has said so."""
        return self.row is not None and self.row.finished_at is not None


def areas_of(forms: Iterable[Form]) -> dict[tuple[str, str, str], str]:
    """The area of every part, by code and first day of its form and by part. One query, none again within one act."""
    firsts = {
        (form.code, str(form.valid_from), part.code): next(
            (row.metric for row in form.part_rows(part.code) if row.metric), ""
        )
        for form in forms
        for part in form.parts()
    }
    codes = frozenset(firsts.values())
    asked = Metric.objects.filter(code__in=codes).values_list("code", "area_code")
    known = recall(("areas of metrics", codes), lambda: dict(asked))
    return {key: known.get(code, "") for key, code in firsts.items()}


def area_of(form: Form, part: str) -> str:
    """The area of one part: who drafts it enters the part. One query."""
    return areas_of([form]).get((form.code, str(form.valid_from), part), "")


def rows_of(reports: Iterable[Report]) -> dict[tuple[int, str], FigurePart]:
    """Owners and ends of the parts of reports. One query."""
    found = FigurePart.objects.filter(report__in=[report.pk for report in reports])
    return {(row.report_id, row.code): row for row in found.select_related("owner__official", "finished_by__official")}


def part_states(
    report: Report,
    figures: Figures,
    sheet: Sheet,
    findings: Iterable[Finding],
    areas: dict[tuple[str, str, str], str],
    rows: dict[tuple[int, str], FigurePart],
) -> list[PartState]:
    """The parts of a report in the order of the form. No query."""
    form, faults = figures.form, list(findings)
    return [
        PartState(
            part,
            areas.get((form.code, str(form.valid_from), part.code), ""),
            *sheet.progress(part.code),
            sum(one.level == Level.BLOCK and in_part(one, part.code) for one in faults),
            rows.get((report.pk, part.code)),
        )
        for part in form.parts()
    ]


def in_part(finding: Finding, part: str) -> bool:
    """Whether a finding has a cell in a part; one between two parts is shown in both."""
    return any(cell.code.startswith(f"{part}.") for cell in finding.cells)


def can_own(report: Report, area: str) -> list[User]:
    """People of the unit who may enter figures of an area, by name."""
    people = [
        user
        for user in holders(Capability.DRAFT, report.unit)
        if powers_of(user).may(Capability.DRAFT, report.unit_id, area=area)
    ]
    return sorted(people, key=lambda user: user.display_name)

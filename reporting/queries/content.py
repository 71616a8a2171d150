"""A report as one reads it: the places of its outline with what stands there, its figures, its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import prefetch_related_objects

from organisations.together import read_together
from reporting.models import OutlineSection, Report, ReportChild, ReportLine, ReportSection
from reporting.outlines import LINES
from reporting.outlines import Content as What
from reporting.queries.figures import Figures, figures_of_many, read_beside
from reporting.queries.forms import places_of
from reporting.queries.neighbours import Neighbour, neighbours_of, reports_beside

Row = TypeVar("Row", bound=ReportChild)


@dataclass(frozen=True)
class Place:
    """One place of the outline. section: its text, None while nothing was written; lines: rows of its kind."""

    row: OutlineSection
    section: ReportSection | None = None
    lines: tuple[ReportLine, ...] = ()

    @property
    def code(self) -> str:
        """ "II.2.d"."""
        return self.row.code

    @property
    def ref(self) -> str:
        """How remarks and findings name the place."""
        return f"section-{self.row.code}"

    @property
    def what(self) -> What:
        """What stands here."""
        return What(self.row.content)

    @property
    def text(self) -> str:
        """The stored text with its marks, "" while nothing was written."""
        return self.section.text if self.section else ""

    @property
    def is_empty(self) -> bool:
        """Whether the place holds nothing of its own."""
        return not self.text.strip() and not self.lines

    @property
    def is_confirmed(self) -> bool:
        """Whether nobody has to confirm anything here; a row that somebody typed himself is confirmed by that."""
        unsure_text = self.section is not None and self.text.strip() and self.section.confirmed_at is None
        return not unsure_text and all(line.confirmed_at or not line.source for line in self.lines)


@dataclass
class Content:
    """Everything that a report says, read once. beside: the periods that it is compared with, None where not read."""

    report: Report
    places: tuple[Place, ...] = ()
    figures: Figures | None = None
    lines: dict[str, list[ReportLine]] = field(default_factory=dict)
    beside: dict[str, Neighbour] | None = None

    def place(self, code: str) -> Place:
        """The place of a code. Raises KeyError."""
        return {place.code: place for place in self.places}[code]

    @property
    def filled(self) -> list[Place]:
        """The places that hold text or rows."""
        return [place for place in self.places if not place.is_empty]

    @property
    def confirmed(self) -> str:
        """How many of them somebody has confirmed: "21/23"."""
        return f"{sum(place.is_confirmed for place in self.filled)}/{len(self.filled)}"


def content(report: Report) -> Content:
    """Read a report in a constant number of queries."""
    return contents([report])[report.pk]


def contents(reports: Sequence[Report]) -> dict[int, Content]:
    """Read many reports, by primary key, in a constant number of queries."""
    asked = [report.pk for report in reports]
    prefetch_related_objects(reports, "outline", "form")
    sections = ReportSection.objects.filter(report__in=asked).select_related(
        "confirmed_by__official", "updated_by__official"
    )
    lines = ReportLine.objects.filter(report__in=asked, removed_at=None).select_related("updated_by__official")
    written, listed, near, fields, notes = read_together(
        sections, lines.order_by("order", "pk"), reports_beside(reports), *read_beside(reports)
    )
    texts, rows = _by_report(written), _by_report(listed)
    figures = figures_of_many(reports, beside=(fields, notes))
    return {
        report.pk: _content(report, texts.get(report.pk, []), rows.get(report.pk, []), figures.get(report.pk), near)
        for report in reports
    }


def _by_report(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.report_id, []).append(row)
    return found


def _content(
    report: Report, texts: list[ReportSection], lines: list[ReportLine], figures: Figures | None, near: list[Report]
) -> Content:
    sections = {row.code: row for row in texts}
    by_kind: dict[str, list[ReportLine]] = {}
    for line in lines:
        by_kind.setdefault(line.kind, []).append(line)
    places = tuple(
        Place(row, sections.get(row.code), tuple(by_kind.get(row.content, ())) if row.content in LINES else ())
        for row in places_of(report.outline)
    )
    return Content(report, places, figures, by_kind, neighbours_of(report, near))

"""A report as one reads it: the places of its outline with what stands there, its figures, its rows."""

from dataclasses import dataclass, field

from reporting.models import OutlineSection, Report, ReportLine, ReportSection
from reporting.outlines import LINES
from reporting.outlines import Content as What
from reporting.queries.figures import Figures, figures_of


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


@dataclass
class Content:
    """Everything that a report says, read once."""

    report: Report
    places: tuple[Place, ...] = ()
    figures: Figures | None = None
    lines: dict[str, list[ReportLine]] = field(default_factory=dict)

    def place(self, code: str) -> Place:
        """The place of a code. Raises KeyError."""
        return {place.code: place for place in self.places}[code]


def content(report: Report) -> Content:
    """Read a report in a constant number of queries."""
    texts = {
        row.code: row for row in ReportSection.objects.filter(report=report).select_related("confirmed_by__official")
    }
    lines: dict[str, list[ReportLine]] = {}
    for line in ReportLine.objects.filter(report=report, removed_at=None).order_by("order", "pk"):
        lines.setdefault(line.kind, []).append(line)
    rows = OutlineSection.objects.filter(outline=report.outline_id).order_by("order")
    places = tuple(
        Place(row, texts.get(row.code), tuple(lines.get(row.content, ())) if row.content in LINES else ())
        for row in rows
    )
    return Content(report, places, figures_of(report), lines)

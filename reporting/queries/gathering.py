"""Texts of units' reports at one place of the outline, for who puts them together."""

from collections.abc import Iterable
from dataclasses import dataclass

from organisations.text import order
from reporting.consolidating.alike import Alike, Said, grouped, paragraphs, same
from reporting.models import (
    ConsolidatedReport,
    Consolidation,
    MergedParagraph,
    OutlineSection,
    Report,
    ReportLine,
    ReportSection,
    Round,
)
from reporting.narrative.keys import replaced
from reporting.outlines import LINES, Content
from reporting.queries.consolidating import Standing


@dataclass(frozen=True)
class Place:
    """A place of the outline. taken: how many paragraphs the merged text has there."""

    row: OutlineSection
    taken: int = 0

    @property
    def has_words(self) -> bool:
        """Whether text can stand there."""
        return self.row.content not in (Content.HEADING, Content.TARGETS)


def places(round_: Round) -> list[Place]:
    """The outline of a round with how far its text is put together. Two queries."""
    counts: dict[str, int] = {}
    for code in MergedParagraph.objects.filter(round=round_).values_list("code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    rows = OutlineSection.objects.filter(outline=round_.outline_id).order_by("order")
    return [Place(row, counts.get(row.code, 0)) for row in rows]


def sources(shown: Consolidation | None, now: Standing, basis: str) -> list[Report]:
    """The reports whose text is put together: those of the snapshot, before the first one those that count now."""
    if shown is None:
        found = list(now.counting(basis).values())
    else:
        rows = ConsolidatedReport.objects.filter(consolidation=shown).select_related("report__unit")
        found = [row.report for row in rows]
    return sorted(found, key=lambda report: order(report.unit.name))


def gathered(place: OutlineSection, reports: Iterable[Report]) -> list[Alike]:
    """What the reports say at a place, paragraph by paragraph, figures in words; those alike together. One query."""
    units = {report.pk: report for report in reports}
    texts: dict[int, list[str]] = {}
    if place.content in LINES:
        rows = ReportLine.objects.filter(report__in=units, kind=place.content, removed_at=None).order_by("order", "pk")
    else:
        rows = ReportSection.objects.filter(report__in=units, code=place.code)
    for row in rows:
        texts.setdefault(row.report_id, []).extend(paragraphs(_said(row.text, row.seen)))
    return grouped(
        Said(report.pk, report.unit_id, words) for report in units.values() for words in texts.get(report.pk, ())
    )


def _said(text: str, seen: dict) -> str:
    """A stored text as it was sent: figures by the words that were confirmed."""
    return replaced(text, lambda key: str(seen.get(key, "")))


@dataclass(frozen=True)
class Merged:
    """A paragraph of the merged text. changed: whether it says something else than its origin."""

    row: MergedParagraph
    changed: bool


def merged(round_: Round, code: str) -> list[Merged]:
    """The merged text of a place, in order. One query."""
    rows = MergedParagraph.objects.filter(round=round_, code=code).select_related(
        "origin__unit", "changed_by__official"
    )
    return [Merged(row, bool(row.origin_id) and row.text != row.origin_text) for row in rows]


def taken_already(rows: Iterable[Merged]) -> set[str]:
    """What the merged text has from the units, as paragraphs are told to be alike."""
    return {same(one.row.origin_text) for one in rows if one.row.origin_text}

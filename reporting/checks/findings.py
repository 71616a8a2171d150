"""Findings of reports: places without text, drafts nobody confirmed, figures that do not add up, layout of the paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.models import Report
from reporting.outlines import Content as What
from reporting.queries import Content, content
from reporting.statistics.findings import Level


@dataclass(frozen=True)
class Finding:
    """One thing to mend. ref: place ("section-I.1", "figure-3.4.c7-dat-dai"); must: it keeps the report from being sent."""

    code: str
    sentence: str
    ref: str = ""
    must: bool = True


def stopping(found: Iterable[Finding]) -> list[str]:
    """Sentences of what keeps a report from being sent."""
    return [one.sentence for one in found if one.must]


def findings(report: Report, found: Content | None = None) -> list[Finding]:
    """Everything that is to be mended in a report, in reading order."""
    found = found or content(report)
    if report.nil_words:
        return []
    return [*_places(found), *_figures(found)]


def _places(found: Content) -> Iterator[Finding]:
    for place in found.places:
        if place.what in (What.HEADING, What.TARGETS):
            continue
        name = f"Mục {place.code} {place.row.title}"
        if place.is_empty and place.row.required:
            yield Finding("section.empty", f"{name}: chưa có nội dung.", place.ref)
        elif place.section and place.text and place.section.confirmed_at is None:
            yield Finding("section.unconfirmed", f"{name}: chưa có người xác nhận.", place.ref)


def _figures(found: Content) -> Iterator[Finding]:
    if found.figures is None:
        return
    for one in found.figures.findings:
        cell = one.cells[0]
        ref = f"figure-{cell.code}-{cell.line}" if cell.line else f"figure-{cell.code}"
        if one.level == Level.BLOCK:
            yield Finding(f"figure.{one.check}", f"{one.sentence} {one.ask}".strip(), ref)
        elif one.level == Level.ASK:
            yield Finding(f"figure.{one.check}", one.sentence, ref, must=False)

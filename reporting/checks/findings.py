"""Findings of reports: places without text, drafts nobody confirmed, figures that do not add up, layout of the paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.checks.stale import stale, unknown
from reporting.models import Report
from reporting.outlines import Content as What
from reporting.queries import Content, content
from reporting.queries.known import Known, is_open, known_of
from reporting.statistics.findings import Level


@dataclass(frozen=True)
class Finding:
    """One thing to mend. ref: place ("section-I.1", "figure-3.4.c7-dat-dai"); must: it keeps the report from being sent;
    key: under which a question about a figure is answered."""

    code: str
    sentence: str
    ref: str = ""
    must: bool = True
    key: str = ""


def stopping(found: Iterable[Finding]) -> list[str]:
    """Sentences of what keeps a report from being sent."""
    return [one.sentence for one in found if one.must]


def findings(report: Report, found: Content | None = None, known: Known | None = None) -> list[Finding]:
    """Everything that is to be mended in a report, in reading order."""
    found = found or content(report)
    if report.nil_words:
        return []
    return [*_places(found), *_texts(found, known), *_figures(found)]


def _places(found: Content) -> Iterator[Finding]:
    for place in found.places:
        name = f"Mục {place.code} {place.row.title}"
        if place.section and place.text and place.section.confirmed_at is None:
            yield Finding("section.unconfirmed", f"{name}: chưa có người xác nhận.", place.ref)
        elif place.is_empty and place.row.required and place.what not in (What.HEADING, What.TARGETS):
            yield Finding("section.empty", f"{name}: chưa có nội dung.", place.ref)
        for number, line in enumerate(place.lines, start=1):
            if line.source and line.confirmed_at is None:
                yield Finding("line.unconfirmed", f"{name}, dòng {number}: chưa có người xác nhận.", f"line-{line.pk}")


def _texts(found: Content, known: Known | None) -> Iterator[Finding]:
    """Sentences written for figures that say something else now, and figures that say nothing yet.

    A report that was sent says what it said then.
    """
    if not is_open(found.report):
        return
    known = known or known_of(found)
    for one in stale(found, known):
        words = f"Mục {one.place.code}: {len(one.shown)} số trong câu đã đổi. Xem lại và xác nhận."
        yield Finding("text.stale", words, one.ref)
    for place in found.places:
        texts = [(place.ref, place.text), *((f"line-{line.pk}", line.text) for line in place.lines)]
        for ref, text in texts:
            for key in unknown(text, known):
                words = f"Mục {place.code}: chưa có số “{known.label(key)}”. Nhập số đó hoặc viết lại câu."
                yield Finding("text.unknown", words, ref)


def _figures(found: Content) -> Iterator[Finding]:
    if found.figures is None:
        return
    for one in found.figures.findings:
        if one.level == Level.BLOCK:
            yield Finding(f"figure.{one.check}", f"{one.sentence} {one.ask}".strip(), one.cells[0].place)

"""A report at one moment as plain data: what a version keeps, what versions are compared by."""

from reporting.models import Report
from reporting.queries.content import Content, content
from reporting.queries.known import Known, known_of, resolved
from reporting.queries.numbers import numbers_of
from reporting.statistics.sheet import Sheet


def version_content(report: Report, found: Content | None = None, known: Known | None = None) -> dict:
    """Text, rows and figures of a report as they stand now, as JSON.

    places: {code: text in words}; lines: {kind: [text in words]}; figures: {"3.4.c4@dat-dai" or "1.1.1": as printed};
    numbers: every number with its origin (``reporting.narrative.numbers.Number``).
    """
    found = found or content(report)
    known = known or known_of(found)
    said = resolved(found, known)
    return {
        "places": {place.code: place.text for place in said.places if place.text},
        "lines": {kind: [row.text for row in rows] for kind, rows in said.lines.items()},
        "figures": _cells(found.figures.sheet()) if found.figures else {},
        "numbers": [one.to_data() for one in numbers_of(found, known)],
    }


def _cells(sheet: Sheet) -> dict[str, str]:
    cells = {code: figure.printed() for code, figure in sheet.figures.items()}
    for line in sheet.lines:
        cells |= {f"{code}@{line.key}": figure.printed() for code, figure in line.figures.items()}
    return cells

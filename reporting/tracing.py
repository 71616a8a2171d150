"""Holds the paper of a report against what accounts for its numbers: 0 are left over in any report that goes out."""

from collections.abc import Iterator

from documents import inline
from documents.freezing import standing_paper
from documents.layout import Heading, Paper, Table
from documents.reading.dates import format_date_short
from reporting.models import Report, ReportVersion
from reporting.narrative.numbers import Loose, Number, loose
from reporting.queries import content
from reporting.queries.known import is_open
from reporting.queries.numbers import numbers_of


def unmatched(report: Report, paper: Paper | None = None) -> list[Loose]:
    """Numbers in the report's paper that no Value, fact, quoted row, fixed word or typing hand accounts for.

    Body and tables of figures; rows of tasks and targets in tables quote the plan as a whole. paper: the one that
    stands by default, frozen once issued. What was sent is held against what its version kept.
    """
    paper = paper or standing_paper(report)
    version = ReportVersion.objects.filter(report=report).order_by("-sending").first()
    sent = version is not None and not is_open(report) and "numbers" in version.content
    numbers = [Number.from_data(one) for one in version.content["numbers"]] if sent else numbers_of(content(report))
    return [*loose(_printed(paper), numbers, _own_words(report)), *loose(_figures(paper), numbers, once=False)]


def _printed(paper: Paper) -> Iterator[tuple[str, str]]:
    """(place, words) of the running text; headings are words of the outline."""
    for block in paper.blocks:
        if not isinstance(block, Heading | Table):
            yield block.ref, inline.plain(block.text)


def _figures(paper: Paper) -> Iterator[tuple[str, str]]:
    """(row, cell) of the tables of figures."""
    tables = (block for annex in paper.annexes for block in annex.blocks if isinstance(block, Table))
    for row in (row for table in tables for row in table.rows if row.ref.startswith(("figure-", "ratio-"))):
        yield from ((row.ref, cell) for cell in getattr(row, "cells", ()))


def _own_words(report: Report) -> list[str]:
    """Words of the report itself that its fixed sentences print: period, days, what it goes by and replaces."""
    days = (report.window_from, report.window_to, report.as_of)
    call = report.round.call if report.round_id else None
    return [
        report.title, report.period.label, report.period.short, report.window_note, report.replaces_text,
        report.nil_words, report.unit.name, report.unit.issuer_name, call.source_text if call else "",
        *(format_date_short(day) for day in days if day),
    ]  # fmt: skip

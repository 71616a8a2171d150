"""How the reports of the demo are written: drafted from facts, read, confirmed; rows typed; differences explained."""

from datetime import date

from cchc_portal.demo import reportwords
from cchc_portal.demo.roads import who
from cchc_portal.demo.telling import Teller
from reporting import actions
from reporting.actions import parts
from reporting.actions.confirming_report import confirm_report
from reporting.models import Report
from reporting.outlines import LINES
from reporting.queries import content, figures_of
from reporting.statistics.findings import Level

# Parts of the form of xã Tân Lập for the year: who enters each, and who has said that one is done.
OWNERS = (("3", "maianh"), ("6", "binh"), ("7", "maianh"))
FINISHED = (("1", "daumoi.tanlap"), ("2", "daumoi.tanlap"), ("3", "maianh"))


def write(teller: Teller, report: Report, code: str, day: date) -> None:
    """The focal point writes the report in the morning of ``day``, before it is sent."""
    if not teller.told(day):
        return
    by = teller.user(f"daumoi.{who(code)}")
    report = Report.objects.select_related("unit", "outline", "form", "round__call").get(pk=report.pk)
    with teller.on(day, 7):
        explain(report, by=by)
        actions.draft_report(report=report, by=by)
        finish(report, by=by)


def finish(report: Report, *, by) -> None:
    """What no fact gave is typed, and everything confirmed."""
    complete(report, by=by)
    confirm_report(report=report, by=by)


def explain(report: Report, *, by) -> None:
    """Say why a figure does not add up, and that one that stands out is right."""
    found = figures_of(report)
    if found is None:
        return
    for one in parts.all_findings(report, found):
        words = reportwords.REASONS.get((report.unit.code, one.key), "")
        if one.level == Level.ASK or words:
            part = one.cells[0].code.partition(".")[0]
            parts.explain(report=report, part=part, key=one.key, words=words, by=by)


def complete(report: Report, *, by) -> None:
    """Type what no fact says: places that must not stay empty, and rows of every kind that has none."""
    for place in content(report).places:
        if not place.is_empty and not reportwords.on_one_topic(report):
            continue
        if place.what in LINES:
            for text in reportwords.lines(report, place.what):
                actions.add_line(report=report, kind=place.what, text=text, by=by)
        elif text := reportwords.section(report, place):
            actions.write_section(report=report, code=place.code, text=text, by=by)


def mend(teller: Teller, report: Report, code: str, day: date) -> None:
    """What the authority missed: the cause, and what will be done about it."""
    by = teller.user(f"daumoi.{who(code)}")
    with teller.on(day, 7):
        for kind, text in reportwords.MENDED:
            actions.add_line(report=report, kind=kind, text=text, by=by)
        confirm_report(report=report, by=by, keep=True)


def share_out(teller: Teller, report: Report, given: date, finished: date, drafted: date) -> None:
    """Two officials of xã Tân Lập enter the parts of their areas; one is done, the other has not begun."""
    focal = teller.user("daumoi.tanlap")
    if teller.told(given):
        with teller.on(given, 9):
            for part, owner in OWNERS:
                parts.give_part(report=report, part=part, owner=teller.user(owner), by=focal)
    if teller.told(finished):
        for part, owner in FINISHED:
            with teller.on(finished, 16):
                parts.finish_part(report=report, part=part, by=teller.user(owner))
    if teller.told(drafted):
        with teller.on(drafted, 9):
            actions.draft_report(report=report, by=focal)

"""Rounds whose reports are accepted, for tests of consolidation: bare states, figures by the real rows."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from indicators.models import Definition, Value
from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.models import ReviewRelation, Subject, Unit
from reporting.actions import open_round
from reporting.models import Report, Round
from tests.cast import START, Cast, commune
from tests.reporting.builders import library, prepared
from workflow.clock import now

# By hand: files of two communes, by field of procedures. Columns (4), (5), (6), (8), (9), (10), (12), (13).
FILES = {
    "ho-tich": {4: 30, 5: 20, 6: 4, 8: 40, 9: 8, 10: 1, 12: 4, 13: 1},
    "dat-dai": {4: 10, 5: 6, 6: 2, 8: 5, 9: 5, 10: 2, 12: 5, 13: 1},
}


def world(cast: Cast, number: int) -> Round:
    """An open round of the first quarter of 2026 for ``number`` communes of the authority."""
    library(cast)
    units = [commune(f"xa-tong-{at}", f"xã Tổng {at}", cast.province) for at in range(number)]
    ReviewRelation.objects.bulk_create(
        ReviewRelation(unit=one, authority=cast.authority, subject=Subject.REPORT, valid_from=START) for one in units
    )
    rebuild_reach()
    round_ = prepared(cast)
    open_round(round_, by=cast.review_head, units=units)
    return round_


def accept(report: Report, by, *, state: str = "accepted", on: date = date(2026, 3, 18)) -> Report:
    """Set a report to a state as if it had walked there, issued on a day."""
    stamps = {"accepted_at": now(), "accepted_by": by} if state == "accepted" else {}
    Report.objects.filter(pk=report.pk).update(
        state=state, issued_on=on, first_issued_on=on, times_sent=1, sent_at=now(), sent_by=by, **stamps
    )
    report.refresh_from_db()
    return report


def reports(round_: Round) -> list[Report]:
    """The reports of a round, oldest first."""
    return list(Report.objects.filter(round=round_).select_related("unit").order_by("pk"))


def enter(unit: Unit, by, window: Window, counts: Mapping[str, int | str], *, field: str = "") -> None:
    """Counts of a unit for a window as they would stand after typing. counts: by metric; "K" is not applicable."""
    definitions = {
        one.metric.code: one for one in Definition.objects.filter(metric__code__in=counts).select_related("metric")
    }
    Value.objects.bulk_create(
        Value(
            unit=unit, definition=definitions[code], window_from=window.first, window_to=window.last, breakdown=field,
            status="not_applicable" if amount == "K" else "given", reason="Không có" if amount == "K" else "",
            amount=None if amount == "K" else Decimal(amount), as_of=window.last, entered_at=now(), entered_by=by,
        )
        for code, amount in counts.items()
    )  # fmt: skip


def files(unit: Unit, by, window: Window, table: Mapping[str, Mapping[int, int]], *, times: int = 1) -> None:
    """The typed columns of the table of files. times: of every number."""
    for field, columns in table.items():
        enter(unit, by, window, {f"tthc.c{at}": amount * times for at, amount in columns.items()}, field=field)

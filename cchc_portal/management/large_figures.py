"""The whole statistics form of every unit of the large round, added up in one statement (issue 4, done-when 6)."""

import statistics
import time
from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Definition, Value
from indicators.queries import totals
from indicators.windows import Window
from organisations.models import User
from reporting.consolidating.reckoning import codes_of
from reporting.models import Report
from reporting.queries.forms import form_of
from workflow.clock import now, today
from workflow.models import Call

# Counts by field have so many lines in every unit.
FIELDS = 9
_ADDED = (Definition.Kind.COUNT, Definition.Kind.MONEY)
RUNS = 5


def fill(call: Call, *, by: User) -> int:
    """Give every unit of the round a figure in every typed cell of its form; returns how many figures there are."""
    reports = list(Report.objects.filter(call_unit__call=call).select_related("form"))
    window, definitions = _window(call), _counts(reports[0])
    there = set(Value.objects.filter(definition__in=definitions).values_list("unit", "definition", "breakdown"))
    Value.objects.bulk_create(
        (
            Value(
                unit_id=report.unit_id, definition=one, breakdown=field, window_from=window.first, window_to=window.last,
                as_of=today(), amount=(report.pk * 7 + at * 13) % 400, entered_at=now(), entered_by=by,
            )
            for report in reports
            for at, (one, field) in enumerate((one, field) for one in definitions for field in _fields(one))
            if (report.unit_id, one.pk, field) not in there
        ),
        batch_size=5000,
    )  # fmt: skip
    return Value.objects.filter(definition__in=definitions).count()


def measured(call: Call, values: int) -> Iterator[str]:
    """Seconds and queries of the totals of all metrics of the form, ratios with them."""
    report = Report.objects.filter(call_unit__call=call).select_related("form").earliest("pk")
    units = list(call.units.values_list("unit", flat=True))
    codes, taken = codes_of(form_of(report.form)), []
    with CaptureQueriesContext(connection) as asked:
        found = totals(codes, units, _window(call))
    for _ in range(RUNS):
        started = time.perf_counter()
        totals(codes, units, _window(call))
        taken.append((time.perf_counter() - started) * 1000)
    yield ""
    yield f"{'':46}{'median ms':>10}{'min':>8}{'max':>8}{'queries':>9}"
    middle, least, most = statistics.median(taken), min(taken), max(taken)
    yield f"{f'totals of {len(found)} metrics, {len(units)} units':46}{middle:10.1f}{least:8.1f}{most:8.1f}{len(asked):9}"
    yield f"    over {values} figures"


def _window(call: Call) -> Window:
    return Window(call.window_from, call.window_to)


def _counts(report: Report) -> list[Definition]:
    """The definitions of the form's counts that hold on the last day of the window."""
    holding = Definition.objects.filter(metric__code__in=codes_of(form_of(report.form))).select_related("metric")
    return [one for one in holding if one.kind in _ADDED and one.holds_on(report.window_to)]


def _fields(definition: Definition) -> list[str]:
    return [f"linh-vuc-{number}" for number in range(FIELDS)] if definition.breakdown else [""]

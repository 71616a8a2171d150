"""One metric of a unit: finding, chart, table, how it is counted, goals, other definitions, the units in sight."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from indicators import charts, rules, shown
from indicators.models import Metric, Value
from indicators.queries import (
    Book,
    Figure,
    RollUp,
    bands,
    baseline_of,
    goal_for,
    goals,
    is_derived,
    place_among,
    put_together,
    series,
    watched,
)
from indicators.queries.pages import limits_of, place, siblings, stored
from indicators.views.sight import unit_in_sight
from organisations.models import Unit
from organisations.panels import panels
from organisations.rules import powers_in
from workflow.clock import today

_LINE_FROM = 4
# Kinds of units that are compared with each other as one level.
_LEVELS = dict.fromkeys(
    (Unit.Kind.COMMUNE, Unit.Kind.WARD, Unit.Kind.TOWNSHIP, Unit.Kind.SPECIAL_ZONE), "commune_level"
)


@require_safe
def metric(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a metric; ``?don-vi=`` says whose figures."""
    one = get_object_or_404(Metric, code=code)
    unit, units = unit_in_sight(request)
    alike = siblings(one)
    book = Book([one.code, *(other.code for other in alike)], [row.pk for row in units])
    rows = series(one.code, unit, book=book) if unit else []
    figures = [row for row in rows if not row.lacking]
    last = max(figures, key=lambda row: (row.window.last, row.window.days), default=None)
    context = {
        "metric": one,
        "unit": unit,
        "units": units,
        "definition": book.definition(one.code, last.window.last if last else today()),
        "definitions": one.definitions.order_by("-valid_from"),
        "last": last,
        **(_of_unit(request, one, unit, book, rows, last) if unit else {}),
        "sides": _sides(alike, unit, book) if unit else None,
        "together": _together(one, unit, units, book, last),
    }
    return render(request, "indicators/metric.html", context)


def _of_unit(
    request: HttpRequest, one: Metric, unit: Unit, book: Book, rows: list[Figure], last: Figure | None
) -> dict:
    """What the page says of one unit."""
    wanted = list(goals(unit, one.code))
    goal = goal_for(wanted, last.window.last if last else today())
    drawn = shown.alike(row for row in rows if not row.lacking)
    before = drawn[-2] if last is not None and len(drawn) > 1 and drawn[-1] is last else None
    verdict = shown.verdict_on(goal, last, on=today(), previous=before)
    refused = rules.goal_refusal(request.user, unit, one, powers=powers_in(request))
    limits = list(bands(unit, one.code))
    now = book.definition(one.code, today())
    return {
        "finding": shown.finding(last, before, verdict) if last else "",
        "verdict": verdict,
        "goal": goal,
        "goal_words": shown.goal_words(goal, last.definition) if last else "",
        "goals": [(row, shown.goal_words(row, now), shown.goal_window(row)) for row in wanted],
        "mark": shown.mark_on(watched(limits), goal, last),
        "bands": [(row, shown.band_words(row, now)) for row in limits],
        "band_url": f"{reverse('indicators:band', args=[one.code])}?don-vi={unit.code}",
        "baseline": baseline_of(unit, one.code),
        "lines": _lines(unit, one, rows),
        "refused": refused,
        "goal_url": f"{reverse('indicators:goal', args=[one.code])}?don-vi={unit.code}",
        "enter_url": _enter_url(one, unit, book),
        "targets": [panel.query(one, unit, request.user) for panel in panels("metric.targets")],
        **_chart(drawn, goal, book.mergers(unit.pk)),
    }


def _enter_url(one: Metric, unit: Unit, book: Book) -> str:
    """Where a figure is typed; "" for what is worked out from other figures."""
    definition = book.definition(one.code, today())
    if definition is None or is_derived(definition):
        return ""
    return f"{reverse('indicators:enter', args=[one.code])}?don-vi={unit.code}"


def _chart(drawn: list[Figure], goal, days) -> dict:
    """A line from four figures on, bars below; the goal and the mergers with it."""
    if len(drawn) < 2:
        return {}
    definition = drawn[-1].definition
    target = charts.Goal(goal.value, shown.goal_words(goal, definition)) if goal else None
    marks = shown.points(drawn)
    if len(marks) < _LINE_FROM:
        return {"bars": charts.bars(marks, goal=target)}
    rules_at = [
        (at, f"sáp nhập {day:%d/%m/%Y}")
        for day in days
        for at, row in enumerate(drawn)
        if at and drawn[at - 1].window.last < day <= row.window.last
    ]
    return {"line": charts.line(marks, goal=target, marks=rules_at)}


def _lines(unit: Unit, one: Metric, rows: list[Figure]) -> list[dict]:
    """Every figure, newest first, with who entered it and what it replaced."""
    living, old = stored(unit, one.code)
    lines = []
    for figure in sorted(rows, key=lambda row: (row.window.last, row.window.days), reverse=True):
        value = living.get(figure.value_id)
        line = shown.Line(figure, value, tuple(old.get(place(value), ())) if value else ())
        lines.append({"line": line, "kind": shown.kind_pill(figure), "name": figure.window.name})
    return lines


def _sides(alike: list[Metric], unit: Unit, book: Book) -> dict | None:
    """The same thing by several definitions, window by window; None where fewer than two are in use."""
    found = {
        one.code: {row.window: row for row in series(one.code, unit, book=book) if not row.lacking} for one in alike
    }
    used = [one for one in alike if found[one.code]]
    if len(used) < 2:
        return None
    windows = sorted({window for rows in found.values() for window in rows}, reverse=True)[: charts.MOST]
    return {
        "metrics": used,
        "rows": [
            (window.name, [found[one.code][window].shown if window in found[one.code] else "–" for one in used])
            for window in sorted(windows, key=lambda window: (window.last, window.first), reverse=True)
        ],
    }


def _together(one: Metric, unit: Unit | None, units: list[Unit], book: Book, last: Figure | None) -> dict | None:
    """The units of the same level for the window that is shown, as far as they existed on its last day."""
    if unit is None or last is None:
        return None
    window, level = last.window, _LEVELS.get(unit.kind, unit.kind)
    peers = {row.pk: row for row in units if _LEVELS.get(row.kind, row.kind) == level and row.holds_on(window.last)}
    if len(peers) < 2:
        return None
    figures = {pk: book.whole(one.code, pk, window) for pk in peers}
    rolled = put_together(book.definition(one.code, window.last), window, figures)
    rows = _ranked(one, rolled, peers)
    return {
        "window": shown.inside(window),
        "rolled": rolled,
        "rows": rows,
        "marked": any(row["mark"] for row in rows),
        "missing": [peers[pk].name for pk in rolled.missing],
    }


def _ranked(one: Metric, rolled: RollUp, names: dict[int, Unit]) -> list[dict]:
    limits = limits_of(one, list(rolled.figures), rolled.window.last)
    rows = [
        {
            "unit": names[pk],
            "figure": figure,
            "place": place_among(rolled, pk),
            "mark": shown.mark_on(limits[pk][1], limits[pk][0], figure),
        }
        for pk, figure in rolled.figures.items()
        if figure.status != Value.Status.BLANK
    ]
    return sorted(rows, key=lambda row: (row["place"][0] if row["place"] else len(rows) + 1, row["unit"].name))

"""A round of reports for as many units as the country has communes, to time its big table (issue 4, done-when 6).

Everything is written in bulk, into a database made for it and dropped afterwards: rows that were rolled back would stay
in the way of whoever measures next, and rows of an open transaction cost more to read. The table is held against a
bare Django page of the same run: the same middleware, session and person, a paginator over the same rows, a plain table
of eight columns, no frame around it.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.test import Client, override_settings
from django.urls import include, path, reverse

from cchc_portal.management import large_figures
from cchc_portal.wsgi import keep_what_is_loaded
from indicators import reference as metrics
from indicators.models import Definition, Value
from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.models import Appointment, Membership, Official, ReviewRelation, Subject, Unit, User
from organisations.roles import Role
from reporting import reference
from reporting.actions import create_round, open_round
from reporting.models import Outline, Report, StatForm
from reporting.periods import Kind, Period
from workflow.clock import now, today
from workflow.models import Call, CallUnit, Obligation, ReviewRow

UNITS, PROVINCES, FIGURES = 3321, 34, 20
_SINCE = date(2021, 1, 1)
# Of ten units so many stand in each state.
_STATES = (
    "draft",
    "draft",
    "issued",
    "issued",
    "issued",
    "under_review",
    "concluding",
    "accepted",
    "accepted",
    "accepted",
)


def make() -> tuple[User, Call]:
    """The round and the reviewer of the ministry that asks for it."""
    metrics.load()
    reference.load()
    ministry = Unit.objects.create(
        code="do-bo",
        name="Bộ đo",
        kind=Unit.Kind.DEPARTMENT,
        valid_from=_SINCE,
        abbreviation="BNV",
        issuer_name="Bộ đo",
    )
    head, reviewer = (
        _person(ministry, "do.lanhdao", Role.REVIEW_HEAD),
        _person(ministry, "do.chuyenvien", Role.REVIEWER),
    )
    provinces = Unit.objects.bulk_create(
        Unit(code=f"do-tinh-{n}", name=f"tỉnh Đo {n}", kind=Unit.Kind.PROVINCE, valid_from=_SINCE)
        for n in range(PROVINCES)
    )
    communes = Unit.objects.bulk_create(
        Unit(
            code=f"do-xa-{n}", name=f"xã {'ABCDEGH'[n % 7]}n Đo {n}", kind=Unit.Kind.COMMUNE, parent=provinces[n % PROVINCES],
            valid_from=_SINCE, issuer_name=f"Ủy ban nhân dân xã {n}", abbreviation="UBND",
        )
        for n in range(UNITS)
    )  # fmt: skip
    ReviewRelation.objects.bulk_create(
        ReviewRelation(unit=unit, authority=ministry, subject=Subject.REPORT, valid_from=_SINCE) for unit in communes
    )
    rebuild_reach()
    return reviewer, _round(ministry, head, reviewer)


def _person(unit: Unit, username: str, role: Role) -> User:
    official = Official.objects.create(full_name=f"Người {role.label}")
    Appointment.objects.create(official=official, unit=unit, title=role.label, valid_from=_SINCE)
    user = User.objects.create(username=username, official=official)
    Membership.objects.create(user=user, unit=unit, role=role, valid_from=_SINCE)
    return user


def _round(ministry: Unit, head: User, reviewer: User) -> Call:
    period = Period(2026, Kind.QUARTER, 3)
    window = Window(date(2026, 6, 15), date(2026, 9, 14))
    call = Call(
        unit=ministry, title="Báo cáo CCHC quý III năm 2026", window_from=window.first, window_to=window.last,
        due_on=date(2026, 9, 20),
    )  # fmt: skip
    outline = Outline.objects.on(window.last).get(code="cchc-dinh-ky")
    form = StatForm.objects.on(window.last).first()
    reports = open_round(create_round(call, by=head, period=period, outline=outline, form=form), by=head)
    call.refresh_from_db()
    CallUnit.objects.filter(call=call).update(officer=reviewer)
    _move_on(reports, ministry, reviewer)
    _count(reports, reviewer)
    return call


def _move_on(reports: list[Report], ministry: Unit, reviewer: User) -> None:
    """Put the reports into their states with what the table and the work list read of them."""
    sent = []
    for at, report in enumerate(reports):
        report.state = _STATES[at % len(_STATES)]
        if report.state != "draft":
            report.issued_on = report.first_issued_on = date(2026, 9, 10 + at % 14)
            report.times_sent, report.sent_at, report.sent_by = 1, now(), reviewer
            sent.append(report)
    Report.objects.bulk_update(
        sent, ["state", "issued_on", "first_issued_on", "times_sent", "sent_at", "sent_by"], batch_size=500
    )
    ReviewRow.objects.bulk_create(
        ReviewRow(
            unit_id=one.unit_id,
            kind=one.kind,
            object_id=one.pk,
            authority=ministry,
            subject=Subject.REPORT,
            officer=reviewer,
        )
        for one in sent
        if one.state != "accepted"
    )
    Obligation.objects.filter(kind=Report.kind, object_id__in=[one.pk for one in sent]).delete()
    asked = {"issued": "review", "under_review": "review", "concluding": "conclude"}
    Obligation.objects.bulk_create(
        Obligation(
            kind=one.kind, object_id=one.pk, unit_id=one.unit_id, office=ministry, capability=asked[one.state],
            state=one.state, opened_at=now(),
        )
        for one in sent
        if one.state in asked
    )  # fmt: skip


def _count(reports: list[Report], by: User) -> None:
    """Some figures of every unit, every fifth an estimate."""
    codes = StatForm.objects.get(pk=reports[0].form_id).rows.exclude(metric="").values_list("metric", flat=True)
    found = Definition.objects.filter(metric__code__in=codes, kind=Definition.Kind.COUNT).order_by("pk")[:FIGURES]
    definitions = list(found)
    Value.objects.bulk_create(
        (
            Value(
                unit_id=report.unit_id, definition=one, window_from=report.window_from, window_to=report.window_to,
                kind="estimate" if at % 5 == 0 else "actual", as_of=today(), amount=at, entered_at=now(), entered_by=by,
            )
            for report in reports
            for at, one in enumerate(definitions)
        ),
        batch_size=5000,
    )  # fmt: skip


_BARE = """<!doctype html><title>{{ call.title }}</title><p>{{ user }}</p><table>{% for row in page.object_list %}<tr>
<td>{{ row.pk }}</td><td><a href="{% url "bare" call.code %}">{{ row.unit.name }}</a></td><td>{{ row.unit.parent.name }}</td>
<td>{{ row.due_on }}</td><td>{{ row.due_inclusive }}</td><td>{{ row.extended_to }}</td><td>{{ row.officer }}</td>
<td>{{ row.reminders }}</td></tr>{% endfor %}</table>{{ page }}"""


def bare(request: HttpRequest, code: str) -> HttpResponse:
    """What any Django page with such a table costs: the person, the call, a count, fifty rows in eight columns."""
    call = get_object_or_404(Call, code=code)
    rows = CallUnit.objects.filter(call=call).select_related("unit__parent", "officer__official").order_by("order_key")
    page = Paginator(rows, 50).get_page(request.GET.get("trang"))
    words = engines["django"].from_string(_BARE)
    return HttpResponse(words.render({"page": page, "call": call, "user": request.user}))


urlpatterns = [path("do/<str:code>/", bare, name="bare"), path("", include("cchc_portal.urls"))]


def times(user: User, call: Call, runs: int) -> dict[str, list[float]]:
    """Milliseconds of the pages of a round, taken in turn; the first round is not counted."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    table = reverse("portal:call", args=[call.code])
    pages = {
        "bare Django page": f"/do/{call.code}/",
        "round: first page": table,
        "round: page 40": f"{table}?trang=40",
        "round: to review": f"{table}?loc=can-ra-soat",
        "round: name typed": f"{table}?tim=do+77",
        "round: by province": f"{table}?nhom=tren",
    }
    found: dict[str, list[float]] = {name: [] for name in pages}
    with override_settings(ROOT_URLCONF=__name__):
        for run in range(runs + 1):
            for name, url in pages.items():
                started = time.perf_counter()
                answer = client.get(url)
                took = (time.perf_counter() - started) * 1000
                if answer.status_code != 200:
                    raise ValueError(f"{url}: {answer.status_code}")
                if run:
                    found[name].append(took)
    return found


def p95(taken: list[float]) -> float:
    """The time that 95 of 100 pages keep to."""
    return statistics.quantiles(taken, n=20)[-1]


def measured(runs: int) -> Iterator[str]:
    """The table beside the bare page, then the whole form added up, as lines to print; leaves nothing behind."""
    with _own_database():
        user, call = make()
        _settle()
        keep_what_is_loaded()
        yield from _table(times(user, call, runs))
        values = large_figures.fill(call, by=user)
        _settle()
        yield from large_figures.measured(call, values)


@contextmanager
def _own_database() -> Iterator[None]:
    """A database beside the one in use (in memory where that is SQLite), dropped at the end."""
    used = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = f"{used}_bench"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(used, verbosity=0)


def _settle() -> None:
    """What a database does by itself within minutes: clear away old rows, learn how many there are of what."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _table(found: dict[str, list[float]]) -> Iterator[str]:
    bare_median = statistics.median(found["bare Django page"])
    yield f"{'':46}{'median ms':>10}{'min':>8}{'p95':>8}{'ratio':>8}"
    for name, taken in found.items():
        median = statistics.median(taken)
        yield f"{name:46}{median:10.1f}{min(taken):8.1f}{p95(taken):8.1f}{median / bare_median:8.1f}"

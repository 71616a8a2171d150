"""Figures settled after a snapshot counted others: said on its page with what it moves, told once, taken by the next."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Membership
from organisations.roles import Role
from reporting.actions import consolidating as verbs
from reporting.actions.figures import settle_figures
from reporting.models import Consolidation, Report, Round
from reporting.periods import Kind, Period, window_of
from reporting.queries.reckoned import since
from reporting.queries.snapshots import figures, taken
from tests.cast import START, Cast
from tests.reporting import consolidations as made
from workflow.models import CallUnit, Notice

pytestmark = pytest.mark.django_db
Q1 = window_of(Period(2026, Kind.QUARTER, 1))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def round_(cast: Cast) -> Round:
    """Three communes: two accepted with 5 and 8 activities and their files, the third has not begun."""
    found = made.world(cast, 3)
    for report, many in zip(made.reports(found)[:2], (5, 8), strict=True):
        Membership.objects.create(user=cast.focal, unit=report.unit, role=Role.FOCAL_POINT, valid_from=START)
        made.accept(report, cast.review_head)
        made.enter(report.unit, cast.focal, Q1, {"tk.1.1.4": many, "tk.1.6": 2})
        made.files(report.unit, cast.focal, Q1, made.FILES)
    return found


def snapped(round_: Round, by) -> Consolidation:
    return verbs.count(verbs.take_snapshot(round_=round_, basis="accepted", by=by).pk)


def settle(report: Report, cast: Cast, part: str = "1", cells: dict[str, str] | None = None) -> None:
    settle_figures(report=report, by=cast.focal, part=part, cells=cells, reason="Đối chiếu sổ theo dõi")


def told(snapshot: Consolidation):
    """Who changed, and (code, before, now, difference) of every total that moved."""
    inside = taken(snapshot)
    by_code = {one.row.code: one for _, rows in figures(snapshot, inside.names) for one in rows}
    found = since(snapshot, inside, by_code)
    if found is None:
        return None
    moved = {(one.figure.row.code, one.figure.shown, one.after, one.difference) for one in found.moved}
    return found.units, moved


def test_what_is_settled_as_it_was_reported_changes_nothing(cast: Cast, round_: Round):
    snapshot = snapped(round_, cast.review_head)
    settle(made.reports(round_)[0], cast)
    assert told(snapshot) is None
    assert not Notice.objects.filter(kind="consolidation").exists()


def test_a_settled_count_says_whose_it_is_and_moves_the_total_by_the_difference(cast: Cast, round_: Round):
    snapshot = snapped(round_, cast.review_head)
    first = made.reports(round_)[0]
    settle(first, cast, "1", {"1.1.4": "9"})
    # 5 + 8 = 13 in the snapshot; 9 + 8 = 17 now.
    assert told(snapshot) == ([first.unit.name], {("tk.1.1.4", "13", "17", "+4")})
    again = snapped(round_, cast.review_head)
    assert again.rows.get(code="tk.1.1.4", breakdown="").amount == Decimal(17)
    assert told(again) is None


def test_a_settled_count_of_files_moves_the_ratio_by_points(cast: Cast, round_: Round):
    snapshot = snapped(round_, cast.review_head)
    first = made.reports(round_)[0]
    # (10) of ho-tich: 11 late instead of 1, so that (7) is 59 instead of 49.
    settle(first, cast, "3", {"3.4.c10@ho-tich": "11"})
    units, moved = told(snapshot)
    by_code = {code: rest for code, *rest in moved}
    assert units == [first.unit.name]
    # A: 58 of 61 files in each commune, together 116 of 122; then 116 of 132.
    assert by_code["tthc.on_time_a"] == ["95,08\N{NO-BREAK SPACE}%", "87,88\N{NO-BREAK SPACE}%", "-7,20 điểm %"]
    assert by_code["tthc.c10"][2] == "+10"


def test_the_page_says_it_and_offers_to_take_the_snapshot_again(cast: Cast, round_: Round):
    snapped(round_, cast.review_head)
    page, reader = reverse("reporting:consolidation", args=[round_.call.code]), signed_in(cast.review_head)
    assert "Lập lại" not in reader.get(page).content.decode()
    first = made.reports(round_)[0]
    settle(first, cast, "1", {"1.1.4": "9"})
    shown = reader.get(page)
    words = shown.content.decode()
    assert f"1 đơn vị có số khác bản đã chốt: {first.unit.name}." in words
    assert ">+4<" in words
    answer = reader.post(shown.context["again_url"])
    assert answer.status_code == 302
    assert Consolidation.objects.filter(round=round_).count() == 2
    assert "Lập lại" not in reader.get(page).content.decode()


def test_who_took_the_snapshot_is_told_once_however_much_is_settled(cast: Cast, round_: Round):
    first, second, _ = made.reports(round_)
    snapshot = snapped(round_, cast.review_head)
    for report, part, cells in (
        (first, "1", {"1.1.4": "9", "1.6": "4"}),
        (first, "3", {"3.4.c10@ho-tich": "11"}),
        (second, "1", {"1.1.4": "7"}),
    ):
        settle(report, cast, part, cells)
    rows = Notice.objects.filter(kind="consolidation")
    assert list(rows.values_list("to", "object_id")) == [(cast.review_head.pk, snapshot.pk)]
    again = snapped(round_, cast.review_head)
    settle(first, cast, "1", {"1.1.4": "10"})
    assert set(rows.values_list("object_id", flat=True)) == {snapshot.pk, again.pk}


def test_the_bell_leads_to_the_consolidation(cast: Cast, round_: Round):
    snapped(round_, cast.review_head)
    first = made.reports(round_)[0]
    settle(first, cast, "1", {"1.1.4": "9"})
    reader, notice = signed_in(cast.review_head), Notice.objects.get(kind="consolidation")
    assert "Số liệu đã chốt khác bản tổng hợp số 1" in reader.get(reverse("portal:notices")).content.decode()
    answer = reader.post(reverse("portal:notice_open", args=[notice.pk]))
    assert answer["Location"] == reverse("reporting:consolidation", args=[round_.call.code])


def test_a_notice_of_a_call_that_a_unit_has_not_begun_for_leads_nowhere_and_is_read(cast: Cast, round_: Round):
    asked = CallUnit.objects.filter(call=round_.call).first()
    notice = Notice.objects.create(
        to=cast.focal, kind="call", object_id=round_.call_id, unit=asked.unit, subject="Được gia hạn", at=round_.call.created_at
    )  # fmt: skip
    reader, page = signed_in(cast.focal), reverse("portal:notices")
    assert "Được gia hạn" in reader.get(page).content.decode()
    assert reader.post(reverse("portal:notice_open", args=[notice.pk]))["Location"] == page


def test_one_query_where_nobody_settled_anything_and_as_many_for_two_units_as_for_one(cast: Cast, round_: Round):
    snapshot = snapped(round_, cast.review_head)
    inside = taken(snapshot)
    by_code = {one.row.code: one for _, rows in figures(snapshot, inside.names) for one in rows}

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            since(
                Consolidation.objects.select_related("round__call", "round__form").get(pk=snapshot.pk), inside, by_code
            )
        return len(queries) - 1

    assert asked() == 1
    first, second, _ = made.reports(round_)
    settle(first, cast, "1", {"1.1.4": "9"})
    one = asked()
    settle(second, cast, "1", {"1.1.4": "9"})
    assert asked() == one

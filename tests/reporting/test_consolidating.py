"""Snapshots: which reports count, totals by hand, who is missing, numbers, what stays and what comes later."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from indicators.queries import JOINED, OWN
from indicators.windows import Window
from organisations.models import Succession
from reporting.actions import consolidating as verbs
from reporting.consolidating.reckoning import read
from reporting.models import ConsolidatedReport, ConsolidatedRow, Consolidation, Report
from reporting.queries.consolidating import arrivals, standing
from tests.reporting import consolidations as made
from tests.workflow.walks import answers, through
from workflow import calls
from workflow.models import Event, ImmutableRow

pytestmark = pytest.mark.django_db
Q1 = Window(date(2025, 12, 15), date(2026, 3, 14))


def snapped(round_, by, basis="accepted") -> Consolidation:
    return verbs.count(verbs.take_snapshot(round_=round_, basis=basis, by=by).pk)


def row(snapshot: Consolidation, code: str, field: str = "") -> ConsolidatedRow:
    return ConsolidatedRow.objects.get(consolidation=snapshot, code=code, breakdown=field)


def test_counts_are_summed_and_ratios_are_worked_out_of_the_sums(cast):
    round_ = made.world(cast, 3)
    for at, report in enumerate(made.reports(round_)[:2], start=1):
        made.accept(report, cast.review_head)
        made.files(report.unit, cast.focal, Q1, made.FILES, times=at)
    snapshot = snapped(round_, cast.review_head)
    # (3): ho-tich 30 + 20 + 4 = 54, dat-dai 10 + 6 + 2 = 18, together 72; twice that in the second commune.
    assert row(snapshot, "tthc.c3").amount == 216
    assert (row(snapshot, "tthc.c3", "ho-tich").amount, row(snapshot, "tthc.c3", "dat-dai").amount) == (162, 54)
    # (7): 40 + 8 + 1 = 49 and 5 + 5 + 2 = 12, together 61; A: (45 + 13) / 61.
    on_time = row(snapshot, "tthc.on_time_a")
    assert (on_time.numerator, on_time.denominator) == (174, 183)
    assert (on_time.counted, on_time.missing, snapshot.asked) == (2, 0, 3)
    low, high = row(snapshot, "tthc.c3").ends["low"], row(snapshot, "tthc.c3").ends["high"]
    assert (Decimal(low[0]), Decimal(high[0]), high[2]) == (72, 144, 1)


def test_a_mean_of_ratios_is_never_printed(cast):
    round_ = made.world(cast, 2)
    small, large = made.reports(round_)
    for report, table in ((small, {8: 1, 9: 0, 10: 1}), (large, {8: 90, 9: 9, 10: 1})):
        made.accept(report, cast.review_head)
        made.files(report.unit, cast.focal, Q1, {"ho-tich": table})
    on_time = row(snapped(round_, cast.review_head), "tthc.on_time_a")
    # 50 % and 99 %: 100 of 102 files, not the mean of 74,5 %.
    assert (on_time.numerator, on_time.denominator) == (100, 102)


def test_what_does_not_apply_and_what_is_missing_is_told_apart(cast):
    round_ = made.world(cast, 4)
    amounts = (5, "K", 7, None)
    for report, amount in zip(made.reports(round_), amounts, strict=True):
        made.accept(report, cast.review_head)
        if amount is not None:
            made.enter(report.unit, cast.focal, Q1, {"tk.1.1.4": amount})
    found = row(snapped(round_, cast.review_head), "tk.1.1.4")
    assert (found.amount, found.counted, found.outside, found.missing) == (12, 2, 1, 1)


def test_only_accepted_reports_count_unless_those_under_review_are_asked_for(cast):
    round_ = made.world(cast, 4)
    for report, state in zip(made.reports(round_), ("accepted", "under_review", "issued", "draft"), strict=True):
        if state != "draft":
            made.accept(report, cast.review_head, state=state)
    assert snapped(round_, cast.review_head).reports.count() == 1
    assert snapped(round_, cast.review_head, "reviewing").reports.count() == 2


def test_a_round_without_accepted_reports_is_not_put_together(cast):
    round_ = made.world(cast, 1)
    with pytest.raises(ValidationError, match="Chưa đơn vị nào được tiếp nhận"):
        snapped(round_, cast.review_head)
    with pytest.raises(ValidationError, match="Chọn lấy báo cáo"):
        snapped(round_, cast.review_head, "everything")


def test_a_snapshot_stays_when_figures_change_and_later_arrivals_go_into_the_next(cast):
    round_ = made.world(cast, 3)
    first, second, third = made.reports(round_)
    made.accept(first, cast.review_head)
    made.enter(first.unit, cast.focal, Q1, {"tk.1.1.4": 5})
    one = snapped(round_, cast.review_head)
    made.accept(second, cast.review_head)
    made.enter(second.unit, cast.focal, Q1, {"tk.1.1.4": 8})
    assert [report.unit for report in arrivals(one, standing(round_))] == [second.unit]
    two = snapped(round_, cast.review_head)
    assert (one.number, two.number) == (1, 2)
    assert (row(one, "tk.1.1.4").amount, row(two, "tk.1.1.4").amount) == (5, 13)
    assert not arrivals(two, standing(round_))
    changed = {one.code for one in two.rows.all()} ^ {one.code for one in one.rows.all()}
    kept = {one.code: one.units for one in one.rows.all()}
    assert not changed
    assert {new.code for new in two.rows.all() if new.units != kept[new.code]} == {"tk.1.1.4"}
    assert third.state == "draft"


def test_counting_twice_gives_the_same_bytes(cast):
    round_ = made.world(cast, 2)
    for report in made.reports(round_):
        made.accept(report, cast.review_head)
        made.files(report.unit, cast.focal, Q1, made.FILES)
    one, two = snapped(round_, cast.review_head), snapped(round_, cast.review_head)
    assert one.content_hash == two.content_hash
    finished = one.finished_at
    assert verbs.count(one.pk).finished_at == finished
    assert one.rows.count() == two.rows.count()


def test_a_replacement_counts_in_the_place_of_what_it_replaces(cast):
    round_ = made.world(cast, 1)
    old = made.accept(made.reports(round_)[0], cast.review_head, state="superseded")
    new = Report.objects.get(pk=old.pk)
    new.pk, new.code, new.replaces, new._state.adding = None, "", old, True
    new.save()
    made.accept(new, cast.review_head, on=date(2026, 4, 2))
    stands = standing(round_)
    assert list(stands.counting("accepted").values()) == [new]
    # The first one was in time, and that stays.
    assert (stands.rows[0].done_on, stands.rows[0].late) == (date(2026, 3, 18), 0)


def test_who_is_exempt_is_not_missing_and_an_extension_moves_the_day(cast):
    round_ = made.world(cast, 3)
    rows = standing(round_).rows
    calls.skip(rows[0].row, by=cast.review_head, reason="Xã mới lập")
    calls.extend(rows[1].row, by=cast.review_head, until=date(2026, 3, 25), reason="Lũ lụt")
    for row_ in rows[1:]:
        made.accept(row_.reports[0], cast.review_head, on=date(2026, 3, 23))
    stands = standing(round_)
    assert [one.unit for one in stands.missing([])] == [one.unit for one in rows[1:]]
    assert [(one.late, one.timely.on_time) for one in stands.rows] == [(stands.rows[0].late, 0), (0, 1), (3, 0)]
    assert stands.rows[0].timely.asked == 0


def test_merged_units_are_counted_once_with_what_their_predecessors_had(cast):
    """Two communes ended on 31/01/2026; the third goes on for them from 01/02. All numbers by hand."""
    round_ = made.world(cast, 4)
    old, other, new, plain = made.reports(round_)
    before, after = Window(Q1.first, date(2026, 1, 31)), Window(date(2026, 2, 1), Q1.last)
    for one in (old, other):
        Succession.objects.create(predecessor=one.unit, successor=new.unit, kind="merge", effective_on=after.first)
        Report.objects.filter(pk=one.pk).update(window_to=before.last)
    Report.objects.filter(pk=new.pk).update(window_from=after.first)
    for one in (old, other, new, plain):
        made.accept(one, cast.review_head)
    # (4), (6), (8), (12): received, from before, handled in time, still open in time.
    made.files(old.unit, cast.focal, before, {"ho-tich": {4: 10, 5: 0, 6: 3, 8: 9, 9: 0, 10: 0, 12: 4, 13: 0}})
    made.files(other.unit, cast.focal, before, {"ho-tich": {4: 20, 5: 0, 6: 1, 8: 18, 9: 0, 10: 0, 12: 3, 13: 0}})
    made.files(new.unit, cast.focal, after, {"ho-tich": {4: 50, 5: 0, 6: 7, 8: 51, 9: 0, 10: 2, 12: 4, 13: 0}})
    made.files(plain.unit, cast.focal, Q1, {"ho-tich": {4: 100, 5: 0, 6: 0, 8: 90, 9: 0, 10: 0, 12: 10, 13: 0}})
    snapshot = snapped(round_, cast.review_head)
    units = {code: row(snapshot, code).units for code in ("tthc.c4", "tthc.c6", "tthc.c3", "tthc.c7", "tthc.c11")}
    merged = {code: read(found[str(new.unit_id)]) for code, found in units.items()}
    # Received 10 + 20 + 50; opening 3 + 1 (its own 7 is what the two still had open); all 84; handled 27 + 53; open 4.
    assert {code: one.amount for code, one in merged.items()} == {
        "tthc.c4": 80, "tthc.c6": 4, "tthc.c3": 84, "tthc.c7": 80, "tthc.c11": 4,
    }  # fmt: skip
    assert all(one.joined == JOINED for one in merged.values())
    assert merged["tthc.c3"].amount == merged["tthc.c7"].amount + merged["tthc.c11"].amount
    assert row(snapshot, "tthc.c4").amount == 180
    assert row(snapshot, "tthc.c6", "ho-tich").amount == 4
    on_time = row(snapshot, "tthc.on_time_a")
    # 168 of 170: 27 + 51 in the merged commune, 90 in the other.
    assert (on_time.numerator, on_time.denominator, on_time.counted) == (168, 170, 2)
    joined = ConsolidatedReport.objects.filter(consolidation=snapshot, joined_into=new.unit)
    assert {one.unit for one in joined} == {old.unit, other.unit}


def test_where_the_predecessors_have_no_part_the_unit_s_own_days_stand_alone(cast):
    round_ = made.world(cast, 2)
    old, new = made.reports(round_)
    after = Window(date(2026, 2, 1), Q1.last)
    Succession.objects.create(predecessor=old.unit, successor=new.unit, kind="merge", effective_on=after.first)
    Report.objects.filter(pk=new.pk).update(window_from=after.first)
    made.accept(new, cast.review_head)
    made.enter(new.unit, cast.focal, after, {"tk.1.1.4": 6})
    found = row(snapped(round_, cast.review_head), "tk.1.1.4")
    assert (found.amount, found.counted, read(found.units[str(new.unit_id)]).joined) == (6, 1, OWN)


def test_whoever_reviews_or_calls_may_and_nobody_else(cast):
    round_ = made.world(cast, 1)
    made.accept(made.reports(round_)[0], cast.review_head)
    said = answers(cast, lambda user: verbs.take_snapshot(round_=round_, basis="accepted", by=user))
    assert through(said) == {"reviewer", "review_head"}
    assert all("Chỉ người được giao tổng hợp mới làm được" in sentence for sentence in said.values() if sentence)
    assert Event.objects.filter(kind="call", action="report.consolidate").count() == 2


def test_the_rows_of_a_snapshot_never_change(cast):
    round_ = made.world(cast, 1)
    made.accept(made.reports(round_)[0], cast.review_head)
    snapshot = snapped(round_, cast.review_head)
    with pytest.raises(ImmutableRow):
        snapshot.save()
    for table, column in (("consolidation", "asked"), ("consolidatedrow", "counted"), ("consolidatedreport", "state")):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE reporting_{table} SET {column} = '9'")


def test_a_snapshot_costs_as_many_queries_for_three_units_as_for_thirty(cast):
    round_, costs = made.world(cast, 30), []
    # The first snapshot of a round asks a little more than those that follow it.
    for some in (made.reports(round_)[:3], [], made.reports(round_)[3:]):
        for report in some:
            made.accept(report, cast.review_head)
            made.files(report.unit, cast.focal, Q1, made.FILES)
        with CaptureQueriesContext(connection) as asked:
            assert snapped(round_, cast.review_head).finished_at
        costs.append(len(asked))
    assert costs[1] == costs[2]

"""Golden tables: cumulation across windows, late correction, zero denominators, estimates replaced, merged units.

Every expected number was worked out by hand; the working stands beside it.
"""

from datetime import date
from decimal import Decimal

import pytest

from indicators import actions
from indicators.entries import Entry
from indicators.queries import Book, cumulated, latest, place_among, roll_up, roll_ups, series, value_of
from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.models import Membership, Succession
from organisations.roles import Role
from tests.cast import Cast, commune
from tests.indicators.builders import H1, Q1, Q2, Q3, Q4, YEAR, count, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "in_2027")]

# Columns (4) to (13) of two quarters of one commune; (3) = (4)+(5)+(6), (7) = (8)+(9)+(10), (11) = (12)+(13).
FIRST = {3: 400, 4: 250, 5: 130, 6: 20, 7: 370, 8: 300, 9: 68, 10: 2, 11: 30, 12: 29, 13: 1}
SECOND = {3: 350, 4: 240, 5: 80, 6: 30, 7: 325, 8: 260, 9: 64, 10: 1, 11: 25, 12: 25, 13: 0}


def shown(code: str, unit, window: Window) -> str:
    found = cumulated(code, unit, window)
    return found.shown if found else ""


def test_the_three_definitions_of_in_time_side_by_side(cast):
    table(cast.commune, cast.focal, Q1, FIRST)
    # A: (300 + 68) / 370 = 99,4594…; B: (400 - 2 - 1) / 400 = 99,25; C: (300 + 68 + 29) / 400 = 99,25
    # late: 2 / 370 = 0,5405…; late B: 3 / 400 = 0,75; online: 250 / 380 = 65,7894…
    expected = {
        "tthc.on_time_a": "99,46\u00a0%",
        "tthc.on_time_b": "99,25\u00a0%",
        "tthc.on_time_c": "99,25\u00a0%",
        "tthc.late": "0,54\u00a0%",
        "tthc.late_b": "0,75\u00a0%",
        "tthc.online": "65,79\u00a0%",
    }
    assert {code: value_of(code, cast.commune, Q1).shown for code in expected} == expected


def test_windows_add_up_only_where_the_definition_lets_them(cast):
    table(cast.commune, cast.focal, Q1, FIRST)
    table(cast.commune, cast.focal, Q2, SECOND)
    # received: 250 + 240; handled: 370 + 325; in hand: that of 30/6; A: (300+68+260+64) / (370+325) = 692/695 = 99,5683…
    # the opening stock and the total that holds it are no sums: 400 + 350 would count the 30 in hand twice
    expected = {
        "tthc.c4": "490\u00a0hồ sơ",
        "tthc.c7": "695\u00a0hồ sơ",
        "tthc.c11": "25\u00a0hồ sơ",
        "tthc.on_time_a": "99,57\u00a0%",
        "tthc.c6": "",
        "tthc.c3": "",
    }
    assert {code: shown(code, cast.commune, H1) for code in expected} == expected


def test_a_gap_between_windows_is_no_sum(cast):
    count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    count(cast.commune, cast.focal, "tk.1.6", Q3, 7)
    assert shown("tk.1.6", cast.commune, YEAR) == ""
    count(cast.commune, cast.focal, "tk.1.6", Q2, 4)
    count(cast.commune, cast.focal, "tk.1.6", Q4, 1)
    assert shown("tk.1.6", cast.commune, YEAR) == "17\u00a0hoạt động"


def test_a_figure_of_the_whole_stands_before_the_sum_of_its_parts(cast):
    count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    count(cast.commune, cast.focal, "tk.1.6", Q2, 4)
    count(cast.commune, cast.focal, "tk.1.6", H1, 10)
    assert shown("tk.1.6", cast.commune, H1) == "10\u00a0hoạt động"


def test_a_late_correction_changes_what_is_made_of_it_and_nothing_else(cast):
    table(cast.commune, cast.focal, Q1, FIRST)
    table(cast.commune, cast.focal, Q2, SECOND)
    old = value_of("tthc.c10", cast.commune, Q1)
    row = [Entry("tthc.c10", Q1, amount=Decimal(5)), Entry("tthc.c9", Q1, amount=Decimal(65))]
    actions.record_values(unit=cast.commune, entries=row, by=cast.focal, reason="Ba hồ sơ trả muộn bị sót")
    # A of the quarter: (300 + 65) / 370 = 98,6486…; of the half: (300+65+260+64) / 695 = 689/695 = 99,1366…
    assert value_of("tthc.on_time_a", cast.commune, Q1).shown == "98,65\u00a0%"
    assert shown("tthc.on_time_a", cast.commune, H1) == "99,14\u00a0%"
    # Q2: (260 + 64) / 325 = 99,6923…
    assert value_of("tthc.on_time_a", cast.commune, Q2).shown == "99,69\u00a0%"
    assert value_of("tthc.c10", cast.commune, Q1).value_id != old.value_id


ZEROS = [
    ({3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0, 9: 0, 10: 0, 13: 0}, "-", "-"),
    ({3: 10, 4: 0, 5: 0, 6: 10, 7: 0, 8: 0, 9: 0, 10: 0, 13: 4}, "-", "60,00\u00a0%"),
    ({3: 10, 4: 0, 5: 0, 6: 10, 7: 10, 8: 0, 9: 0, 10: 10, 13: 0}, "0,00\u00a0%", "0,00\u00a0%"),
]


@pytest.mark.parametrize(("numbers", "resolved", "to_process"), ZEROS)
def test_zero_denominators(cast, numbers, resolved, to_process):
    table(cast.commune, cast.focal, Q1, numbers)
    assert value_of("tthc.on_time_a", cast.commune, Q1).shown == resolved
    assert value_of("tthc.on_time_b", cast.commune, Q1).shown == to_process


def test_what_did_not_arise_counts_as_nothing_and_what_is_blank_as_unknown(cast):
    count(cast.commune, cast.focal, "tk.3.5.2", Q1, 4)
    said = {"status": "nothing_arose"}
    actions.record_value(unit=cast.commune, entry=Entry("tk.3.5.3", Q1, **said), by=cast.focal)
    assert value_of("tthc.apology", cast.commune, Q1).shown == "0,00\u00a0%"
    blank = Entry("tk.3.5.3", Q1, status="blank", reason="Chưa đếm xong")
    actions.record_value(unit=cast.commune, entry=blank, by=cast.focal)
    found = value_of("tthc.apology", cast.commune, Q1)
    assert (found.shown, found.lacking) == ("Chưa có số", ("tk.3.5.3",))


def test_an_estimate_gives_way_to_the_final_figure(cast):
    """Estimated to 14/12: 36 of 40 tasks; final: 39 of 40."""
    entries = [
        Entry("tk.1.1.1", YEAR, "estimate", amount=Decimal(40), as_of=date(2026, 12, 14)),
        Entry("tk.1.1.2", YEAR, "estimate", amount=Decimal(36), as_of=date(2026, 12, 14)),
    ]
    actions.record_values(unit=cast.commune, entries=entries, by=cast.focal)
    found = value_of("tk.1.1.3", cast.commune, YEAR)
    assert (found.shown, found.kind, found.as_of) == ("90,00\u00a0%", "estimate", date(2026, 12, 14))
    count(cast.commune, cast.focal, "tk.1.1.2", YEAR, 39, kind="final")
    # One side final, the other still estimated: what is made of both is an estimate.
    assert value_of("tk.1.1.3", cast.commune, YEAR).kind == "estimate"
    count(cast.commune, cast.focal, "tk.1.1.1", YEAR, 40, kind="final")
    found = value_of("tk.1.1.3", cast.commune, YEAR)
    assert (found.shown, found.kind) == ("97,50\u00a0%", "final")
    assert value_of("tk.1.1.3", cast.commune, YEAR, kind="estimate").shown == "90,00\u00a0%"


def test_the_whole_of_a_table_by_field_is_the_sum_of_its_fields(cast):
    table(cast.commune, cast.focal, Q1, {7: 100, 8: 90, 9: 10, 10: 0}, breakdown="ho-tich")
    table(cast.commune, cast.focal, Q1, {7: 50, 8: 20, 9: 25, 10: 5}, breakdown="dat-dai")
    book = Book(["tthc.on_time_a"], [cast.commune.pk])
    by_field = {
        one: book.figure("tthc.on_time_a", cast.commune.pk, Q1, breakdown=one).shown
        for one in book.breakdowns("tthc.on_time_a", cast.commune.pk)
    }
    # (90 + 10) / 100; (20 + 25) / 50; both: 145 / 150 = 96,6666…
    assert by_field == {"dat-dai": "90,00\u00a0%", "ho-tich": "100,00\u00a0%"}
    assert book.figure("tthc.on_time_a", cast.commune.pk, Q1).shown == "96,67\u00a0%"


def test_units_are_counted_together_and_ratios_worked_out_again(cast):
    table(cast.commune, cast.focal, Q1, FIRST)
    table(cast.other_commune, cast.other_focal, Q1, SECOND)
    units = [cast.commune.pk, cast.other_commune.pk]
    # (368 + 324) / (370 + 325) = 692 / 695, not the mean of 99,46 and 99,69
    found = roll_up("tthc.on_time_a", units, Q1)
    assert (found.numerator, found.denominator, found.shown) == (692, 695, "99,57\u00a0%")
    assert (found.missing, found.rule) == ([], "Cộng tử số, cộng mẫu số của các đơn vị rồi tính lại tỷ lệ")
    assert [place_among(found, unit) for unit in units] == [(2, 2), (1, 2)]


def test_who_is_missing_is_said_with_the_total(cast):
    count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    units = [cast.commune.pk, cast.other_commune.pk]
    found = roll_up("tk.1.6", units, Q1)
    assert (found.shown, found.counted, found.missing) == ("5\u00a0hoạt động", units[:1], units[1:])
    outside = Entry("tk.1.6", Q1, status="not_applicable", reason="Mới lập")
    actions.record_value(unit=cast.other_commune, entry=outside, by=cast.other_focal)
    found = roll_up("tk.1.6", units, Q1)
    assert (found.shown, found.missing, found.outside) == ("5\u00a0hoạt động", [], units[1:])


def test_what_no_rule_puts_together_stays_apart(cast):
    count(cast.commune, cast.focal, "tk.7.6.a", Q1, 1)
    found = roll_up("tk.7.6.a", [cast.commune.pk], Q1)
    assert (found.number, found.shown, found.counted) == (None, "-", [cast.commune.pk])


def test_a_roll_up_costs_as_much_for_many_units_as_for_one(cast, django_assert_num_queries):
    units = [cast.commune.pk]
    count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    for number in range(30):
        units.append(commune(f"xa-{number}", f"xã Số {number}", cast.province).pk)
    codes = ["tthc.on_time_a", "tk.1.6", "tk.1.1.3"]
    for some in (units[:1], units):
        with django_assert_num_queries(4):
            roll_ups(codes, some, Q1)


class TestAMerger:
    """xã Một and xã Hai become xã Ba on 01/7/2026."""

    @pytest.fixture
    def third(self, cast: Cast):
        new = commune("xa-ba", "xã Ba", cast.province)
        for old in (cast.commune, cast.other_commune):
            Succession.objects.create(
                predecessor=old, successor=new, kind="merge", effective_on=date(2026, 7, 1), ground_text="Nghị quyết"
            )
        Membership.objects.create(user=cast.focal, unit=new, role=Role.FOCAL_POINT, valid_from=date(2026, 7, 1))
        rebuild_reach()
        return new

    @pytest.fixture
    def counted(self, cast: Cast, third):
        count(cast.commune, cast.focal, "tk.1.6", Q1, 3)
        count(cast.commune, cast.focal, "tk.1.6", Q2, 4)
        count(cast.other_commune, cast.other_focal, "tk.1.6", H1, 6)
        count(third, cast.focal, "tk.1.6", Window(Q3.first, Q4.last), 8)
        return third

    def test_sums_the_parts_of_its_predecessors_into_the_successors_year(self, counted):
        found = cumulated("tk.1.6", counted, YEAR)
        # 3 + 4 of the first, 6 of the second, 8 of its own
        assert (found.shown, [part.amount for part in found.parts]) == ("21\u00a0hoạt động", [7, 6, 8])

    def test_has_no_sum_while_a_predecessors_part_is_missing(self, cast, third):
        count(cast.commune, cast.focal, "tk.1.6", H1, 7)
        count(third, cast.focal, "tk.1.6", Window(Q3.first, Q4.last), 8)
        assert cumulated("tk.1.6", third, YEAR) is None

    def test_takes_a_state_from_the_successor_alone(self, cast, third):
        count(cast.commune, cast.focal, "tk.4.2.2", H1, 20)
        count(cast.other_commune, cast.other_focal, "tk.4.2.2", H1, 18)
        count(third, cast.focal, "tk.4.2.2", Window(Q3.first, Q4.last), 33)
        assert shown("tk.4.2.2", third, YEAR) == "33\u00a0người"

    def test_works_ratios_out_from_the_summed_counts(self, cast, third):
        after = Window(Q3.first, Q4.last)
        table(cast.commune, cast.focal, H1, {7: 100, 8: 80, 9: 19})
        table(cast.other_commune, cast.other_focal, H1, {7: 200, 8: 150, 9: 40})
        table(third, cast.focal, after, {7: 300, 8: 250, 9: 45})
        # (80+19 + 150+40 + 250+45) / 600 = 584 / 600 = 97,3333…
        assert shown("tthc.on_time_a", third, YEAR) == "97,33\u00a0%"
        assert roll_up("tthc.on_time_a", [third.pk], YEAR).shown == "97,33\u00a0%"

    def test_that_was_a_split_hands_nothing_over(self, counted):
        Succession.objects.update(kind="split")
        assert cumulated("tk.1.6", counted, YEAR) is None


def test_a_series_is_in_the_order_of_its_windows_and_the_latest_is_the_longest_that_ends_last(cast):
    for window, number in ((Q2, 4), (Q1, 3), (H1, 8)):
        count(cast.commune, cast.focal, "tk.1.6", window, number)
    assert [one.window for one in series("tk.1.6", cast.commune)] == [Q1, H1, Q2]
    assert latest("tk.1.6", cast.commune).amount == 8

"""Entering, correcting, accepting figures: who may, what is refused in which words, that nothing is lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from indicators import actions
from indicators.entries import Entry
from indicators.models import Definition, Value
from indicators.queries import corrections, value_of
from indicators.registry import Row
from indicators.windows import Window
from organisations.models import Unit
from organisations.refusals import Refused
from tests.cast import Cast
from tests.indicators.builders import H1, Q1, YEAR, count
from workflow.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "in_2027")]


def faults(cast: Cast, entry: Entry) -> dict[str, str]:
    """What is said of an entry that is refused."""
    with pytest.raises(actions.EntryFaults) as refused:
        actions.record_value(unit=cast.commune, entry=entry, by=cast.focal)
    assert Value.objects.count() == 0
    return refused.value.faults[0]


def test_a_figure_is_stored_with_who_when_and_where_from(cast):
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5, source="Sổ theo dõi")
    assert (value.amount, value.entered_by, value.as_of) == (5, cast.focal, Q1.last)
    assert (value.provenance, value.source, value.kind) == ("typed", "Sổ theo dõi", "actual")
    event = Event.objects.get(kind="figures")
    assert (event.unit, event.action, event.details["metrics"]) == (cast.commune, "record", ["tk.1.6"])


def test_the_same_figure_again_changes_nothing(cast):
    first = count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    assert count(cast.commune, cast.focal, "tk.1.6", Q1, 5) == first
    assert (Value.objects.count(), Event.objects.filter(kind="figures").count()) == (1, 1)


def test_another_figure_takes_the_place_of_the_first_which_stays_readable(cast):
    first = count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    second = count(cast.commune, cast.focal, "tk.1.6", Q1, 6)
    assert [(row.amount, row.superseded_by_id) for row in corrections(second)] == [(6, None), (5, second.pk)]
    assert corrections(first) == corrections(second)


def test_a_late_correction_of_an_accepted_figure_asks_for_a_reason_and_tells_it(cast):
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    actions.accept_values([value], by=cast.reviewer)
    with pytest.raises(ValidationError, match="Ghi lý do sửa"):
        count(cast.commune, cast.focal, "tk.1.6", Q1, 7)
    value.refresh_from_db()
    new = actions.correct_value(value, by=cast.focal, reason="Đếm thiếu 2 buổi", amount=Decimal(7))
    value.refresh_from_db()
    assert (value.amount, value.superseded_by, value.accepted_by) == (5, new, cast.reviewer)
    assert (new.amount, new.correction, new.accepted_at) == (7, "Đếm thiếu 2 buổi", None)
    with pytest.raises(Refused, match="đã được thay"):
        actions.correct_value(value, by=cast.focal, reason="Lần nữa", amount=Decimal(8))


def test_a_correction_without_a_reason_is_refused(cast):
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    with pytest.raises(ValidationError, match="Ghi lý do sửa"):
        actions.correct_value(value, by=cast.focal, reason=" ", amount=Decimal(7))


def test_many_figures_are_written_together_or_not_at_all(cast, django_assert_max_num_queries):
    entries = [Entry(f"tthc.c{column}", Q1, amount=Decimal(column)) for column in range(3, 14)]
    with django_assert_max_num_queries(25):
        rows = actions.record_values(unit=cast.commune, entries=entries, by=cast.focal)
    assert [row.amount for row in rows] == list(range(3, 14))
    assert Event.objects.filter(kind="figures").count() == 1
    wrong = [replace(entries[0], amount=Decimal(99)), replace(entries[1], amount=Decimal("1.5"))]
    with pytest.raises(actions.EntryFaults) as refused:
        actions.record_values(unit=cast.commune, entries=wrong, by=cast.focal)
    assert refused.value.faults == {1: {"amount": "“1,5” có phần lẻ; đây là số nguyên."}}
    assert Value.objects.filter(superseded_at=None, amount=99).count() == 0


WRONG = [
    ({"amount": None}, {"amount": "Ghi số, hoặc chọn không áp dụng, không phát sinh."}),
    ({"amount": Decimal("-1")}, {"amount": "-1\u00a0hoạt động thấp hơn mức thấp nhất có thể là 0\u00a0hoạt động."}),
    ({"amount": Decimal("2.5")}, {"amount": "“2,5” có phần lẻ; đây là số nguyên."}),
    ({"amount": Decimal(10) ** 15}, {"amount": "Số 1.000.000.000.000.000 quá lớn."}),
    ({"status": "blank", "amount": None}, {"reason": "Ghi lý do."}),
    ({"status": "not_applicable", "amount": None}, {"reason": "Ghi lý do."}),
    ({"status": "not_applicable", "reason": "Không có"}, {"amount": "Đã chọn “không áp dụng” thì không ghi số."}),
    ({"numerator": Decimal(1)}, {"amount": "“Số hoạt động tuyên truyền CCHC” là một số, không có tử số và mẫu số."}),
    ({"breakdown": "ho-tich"}, {"breakdown": "“Số hoạt động tuyên truyền CCHC” không chia theo lĩnh vực."}),
    ({"kind": "guess"}, {"kind": "Chọn thực hiện, ước thực hiện hoặc chính thức."}),
    ({"as_of": date(2027, 2, 1)}, {"as_of": "Ngày 01/02/2027 chưa đến, số chưa thể tính đến ngày đó."}),
    ({"as_of": date(2025, 12, 31)}, {"as_of": "Ngày 31/12/2025 trước ngày đầu kỳ 01/01/2026."}),
]


@pytest.mark.parametrize(("said", "sentences"), WRONG)
def test_what_cannot_be_is_refused_by_field(cast, said, sentences):
    assert faults(cast, Entry("tk.1.6", Q1, **{"amount": Decimal(5), **said})) == sentences


def test_a_field_outside_the_list_of_the_day_is_refused(cast):
    said = faults(cast, Entry("tthc.c4", Q1, breakdown="khong-co", amount=Decimal(1)))
    assert said == {"breakdown": "Lĩnh vực “khong-co” không có trong danh mục của kỳ này."}


def test_a_ratio_that_other_figures_give_is_never_entered(cast):
    said = faults(cast, Entry("tthc.on_time_a", Q1, amount=Decimal("99.5")))
    assert said == {"amount": "Tỷ lệ này được tính từ các số khác, không nhập. Sửa các số thành phần."}


@pytest.fixture
def own_ratio(library) -> Definition:
    """A ratio that nothing else gives: its two counts are entered."""
    definition = Definition.objects.get(metric__code="tthc.payment_online")
    definition.terms.all().delete()
    return definition


RATIOS = [
    ({"amount": Decimal(50)}, {"amount": "Tỷ lệ được tính từ tử số và mẫu số, không nhập thẳng."}),
    ({"numerator": Decimal(1)}, {"denominator": "Ghi mẫu số."}),
    ({"numerator": Decimal(1), "denominator": Decimal(0)}, {"denominator": "Mẫu số bằng 0 thì tử số cũng bằng 0."}),
    ({"numerator": Decimal(-1), "denominator": Decimal(2)}, {"numerator": "Tử số và mẫu số không âm."}),
    (
        {"numerator": Decimal(3), "denominator": Decimal(2)},
        {"numerator": "150,00\u00a0% cao hơn mức cao nhất có thể là 100\u00a0%."},
    ),
]


@pytest.mark.parametrize(("said", "sentences"), RATIOS)
def test_a_ratio_is_two_counts_that_fit_each_other(cast, own_ratio, said, sentences):
    assert faults(cast, Entry("tthc.payment_online", Q1, **said)) == sentences


def test_nothing_divided_by_nothing_is_printed_as_a_dash(cast, own_ratio):
    entry = Entry("tthc.payment_online", Q1, numerator=Decimal(0), denominator=Decimal(0))
    actions.record_value(unit=cast.commune, entry=entry, by=cast.focal)
    found = value_of("tthc.payment_online", cast.commune, Q1)
    assert (found.number, found.shown) == (None, "-")


def test_a_final_figure_waits_for_the_end_of_its_window(cast):
    said = faults(cast, Entry("tk.1.6", Window(date(2027, 1, 1), date(2027, 3, 31)), "final", amount=Decimal(1)))
    assert said == {"kind": "Kỳ kết thúc ngày 31/03/2027, sau ngày đó mới chốt số chính thức."}


def test_a_unit_that_is_gone_has_no_figures_after(cast):
    Unit.objects.filter(pk=cast.commune.pk).update(valid_to=date(2025, 6, 30))
    cast.commune.refresh_from_db()
    with pytest.raises(
        Refused, match="xã Một chỉ hoạt động đến hết ngày 30/06/2025; kỳ Quý I/2026 thuộc đơn vị kế thừa"
    ):
        count(cast.commune, cast.focal, "tk.1.6", Q1, 5)


@pytest.mark.parametrize(
    "part", ["stranger", "nobody", "other_focal", "other_chairman", "chairman", "reviewer", "viewer"]
)
def test_only_those_who_draft_for_the_unit_enter_its_figures(cast, part):
    with pytest.raises(Refused):
        count(cast.commune, getattr(cast, part), "tk.1.6", Q1, 5)
    assert Value.objects.count() == 0


def test_an_official_of_one_field_enters_the_figures_of_that_field_only(cast):
    assert count(cast.commune, cast.field, "tk.2.1", Q1, 5).amount == 5
    with pytest.raises(Refused, match="Soạn thảo do người được phân công soạn"):
        count(cast.commune, cast.field, "tk.1.6", Q1, 5)


@pytest.mark.parametrize("part", ["stranger", "nobody", "focal", "chairman", "other_focal", "administrator", "viewer"])
def test_only_the_authority_accepts(cast, part):
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    with pytest.raises(Refused, match="cơ quan theo dõi"):
        actions.accept_values([value], by=getattr(cast, part))


def test_accepting_twice_counts_once(cast):
    values = [count(cast.commune, cast.focal, code, Q1, 5) for code in ("tk.1.6", "tk.2.1")]
    assert (actions.accept_values(values, by=cast.reviewer), actions.accept_values(values, by=cast.review_head)) == (
        2,
        0,
    )


def test_a_figure_is_seen_by_those_who_reach_its_unit(cast):
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    seeing = {part for part, user in cast.everyone().items() if value in Value.objects.visible_to(user)}
    assert seeing == {
        "focal", "field", "office_head", "records", "chairman", "deputy", "service", "viewer", "reviewer",
        "review_head", "administrator",
    }  # fmt: skip


def test_a_fact_becomes_a_figure_when_a_person_says_so(cast):
    row = Row("plans.tasks", cast.commune.pk, Decimal(36), as_of=Q1.last, provenance="Kế hoạch CCHC năm 2026")
    value = actions.confirm_fact(row, unit=cast.commune, metric="tk.1.1.1", window=Q1, by=cast.focal)
    assert (value.amount, value.provenance, value.source) == (36, "fact", "Kế hoạch CCHC năm 2026")
    with pytest.raises(ValueError, match="another unit"):
        actions.confirm_fact(row, unit=cast.other_commune, metric="tk.1.1.1", window=Q1, by=cast.other_focal)


def test_the_database_itself_keeps_what_was_counted(cast):
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    rows = Value.objects.filter(pk=value.pk)
    for change in (lambda: rows.update(amount=6), rows.delete, lambda: rows.update(comment="khác")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    actions.accept_values([value], by=cast.reviewer)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(accepted_by=cast.review_head)


@pytest.mark.parametrize(
    "said",
    [
        {"is_ratio": True, "amount": 99},
        {"is_ratio": True, "numerator": 1},
        {"is_ratio": False, "numerator": 1, "denominator": 2},
        {"status": "blank"},
        {"status": "not_applicable", "reason": "Không có", "amount": 0},
        {"amount": 5, "window_to": date(2025, 1, 1)},
    ],
)
def test_the_database_itself_refuses_what_is_no_figure(cast, said):
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    same = {"unit": cast.commune, "definition": value.definition, "window_from": H1.first, "window_to": H1.last}
    stamps = {"as_of": H1.last, "entered_at": value.entered_at, "entered_by": cast.focal}
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.create(**{**same, **stamps, **said})


def test_the_log_of_a_units_figures_is_one_chain(cast):
    for number in (1, 2, 3):
        count(cast.commune, cast.focal, "tk.1.6", YEAR, number)
    assert list(Event.objects.filter(kind="figures").values_list("sequence", flat=True)) == [1, 2, 3]

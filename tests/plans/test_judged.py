"""Targets judged by figures: linking, the page, what keeps and loses a link."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from indicators import actions as counting
from indicators import reference as library
from indicators.entries import Entry
from indicators.judging import State
from indicators.models import Metric
from organisations.clock import at, set_to
from organisations.models import ReviewRelation, Subject
from organisations.refusals import Refused
from plans import actions
from plans.actions.measuring import link_metrics
from plans.models import Condition, Plan, Target
from plans.queries.judged import judge_targets
from tests.cast import START, Cast
from tests.indicators.builders import Q1, Q3, YEAR, count, table
from tests.workflow.items import plan as dull_plan
from workflow.models import Event

pytestmark = pytest.mark.django_db
LATE = date(2027, 1, 15)


@pytest.fixture(autouse=True)
def in_2027():
    library.load()
    with set_to(at(LATE)):
        yield


@pytest.fixture
def running(cast: Cast) -> Plan:
    """A plan of 2026 in force."""
    item = dull_plan(cast, year=2026)
    Plan.objects.filter(pk=item.pk).update(state="issued", issued_on=date(2026, 2, 2))
    item.refresh_from_db()
    return item


def asks(plan: Plan, area: str = "TTHC", **said) -> Condition:
    """One condition of the area's target."""
    target = Target.objects.get(plan=plan, area__code=area)
    order = target.conditions.count() + 1
    return Condition.objects.create(target=target, order=order, **{"unit_label": "%", **said})


def link(condition: Condition, code: str, by) -> None:
    link_metrics(target=condition.target, links={condition.pk: Metric.objects.get(code=code)}, by=by)


def judged(plan: Plan, area: str = "TTHC", **more):
    target = Target.objects.filter(plan=plan, area__code=area).select_related("plan").prefetch_related("conditions")
    return next(iter(judge_targets(target, on=LATE, **more).values()))


def in_time(cast: Cast, over: int, under: int, window=YEAR, unit=None, by=None) -> None:
    table(unit or cast.commune, by or cast.focal, window, {7: under, 8: over, 9: 0})


def test_more_than_99_percent_is_missed_at_exactly_99(cast, running):
    condition = asks(running, operator="gt", value=99)
    link(condition, "tthc.on_time_a", cast.focal)
    in_time(cast, 990, 1000)
    found = judged(running)
    assert (found.state, found.rows[0][1].sentence) == (
        State.MISSED,
        "Năm 2026: 99,00\u00a0%, chỉ tiêu > 99\u00a0%: không đạt.",
    )
    counting.record_value(
        unit=cast.commune,
        entry=Entry("tthc.c8", YEAR, amount=Decimal(991)),
        by=cast.focal,
        reason="Sót một hồ sơ",
    )
    assert judged(running).state == State.REACHED


def test_a_target_of_a_day_is_not_judged_by_figures_after_it(cast, running):
    link(asks(running, operator="gte", value=95, by_date=date(2026, 6, 30)), "tthc.on_time_a", cast.focal)
    in_time(cast, 90, 100, window=Q1)
    in_time(cast, 99, 100, window=Q3)
    found = judged(running)
    assert (found.state, found.rows[0][2].window) == (State.MISSED, Q1)


def test_two_conditions_are_as_good_as_the_weaker_one(cast, running):
    """78: "100% đúng hạn, không có nhiệm vụ quá hạn"."""
    link(asks(running, "CD", operator="eq", value=100), "tk.1.1.3", cast.focal)
    link(asks(running, "CD", operator="eq", value=0, unit_label="nhiệm vụ"), "tk.1.3.4", cast.focal)
    for code, number in (("tk.1.1.1", 36), ("tk.1.1.2", 36), ("tk.1.3.4", 1)):
        count(cast.commune, cast.focal, code, YEAR, number)
    found = judged(running, "CD")
    assert [verdict.state for _, verdict, _ in found.rows] == [State.REACHED, State.MISSED]
    assert found.state == State.MISSED


def test_the_year_before_is_read_from_the_figures(cast, running):
    link(
        asks(running, operator="inc_gte", value=2, unit_label="điểm %", comparator="previous_year"),
        "tthc.on_time_a",
        cast.focal,
    )
    in_time(cast, 970, 1000, YEAR.a_year_before())
    in_time(cast, 985, 1000)
    # 98,5 is 1,5 points above 97
    assert judged(running).state == State.MISSED


def test_a_baseline_stands_in_where_the_condition_has_none(cast, running):
    link(asks(running, "CV", operator="dec_gte", value=10, relative=True), "tk.5.4.a", cast.focal)
    metric = Metric.objects.get(code="tk.5.4.a")
    counting.set_baseline(unit=cast.commune, metric=metric, amount=Decimal(40), on=date(2021, 12, 31), by=cast.focal)
    count(cast.commune, cast.focal, "tk.5.4.a", YEAR, 36)
    assert judged(running, "CV").state == State.REACHED


def test_the_mean_is_that_of_the_units_that_the_authority_follows(cast, running):
    link(asks(running, operator="gte", comparator="authority_mean"), "tthc.on_time_a", cast.focal)
    in_time(cast, 980, 1000)
    in_time(cast, 990, 1000, unit=cast.other_commune, by=cast.other_focal)
    # the mean of 98 and 99 is 98,5
    assert judged(running).state == State.MISSED
    ReviewRelation.objects.filter(unit=cast.other_commune, subject=Subject.PLAN).delete()
    assert judged(running).state == State.REACHED


def test_until_the_year_is_over_a_target_is_not_due_unless_the_year_is_settled(cast, running):
    link(asks(running, operator="gte", value=98), "tthc.on_time_a", cast.focal)
    in_time(cast, 990, 1000, Q1)
    target = (
        Target.objects.filter(plan=running, area__code="TTHC").select_related("plan").prefetch_related("conditions")
    )
    early = {"on": date(2026, 12, 14)}
    assert next(iter(judge_targets(target, **early).values())).state == State.NOT_DUE
    assert next(iter(judge_targets(target, settled=2026, **early).values())).state == State.EXCEEDED


def test_a_metric_that_cannot_answer_is_refused(cast, running):
    percent, files = asks(running, operator="gte", value=98), asks(running, operator="eq", value=0, unit_label="hồ sơ")
    day = asks(running, operator="by", by_date=date(2026, 2, 28), unit_label="")
    for condition, code, words in (
        (percent, "tk.1.6", "là tỷ lệ phần trăm"),
        (files, "tthc.on_time_a", "tính bằng hồ sơ"),
        (day, "tk.1.6", "xét theo ngày"),
    ):
        with pytest.raises(Refused, match=words):
            link(condition, code, cast.focal)
    assert not Condition.objects.filter(metric__isnull=False).exists()


@pytest.mark.parametrize("part", ["stranger", "nobody", "other_focal", "chairman", "reviewer", "field"])
def test_only_who_drafts_the_area_links_its_targets(cast, running, part):
    condition = asks(running, operator="gte", value=98)
    with pytest.raises(Refused):
        link(condition, "tthc.on_time_a", getattr(cast, part))


def test_linking_stands_in_the_history_of_the_plan(cast, running):
    link(asks(running, operator="gte", value=98), "tthc.on_time_a", cast.focal)
    event = Event.objects.get(kind="plan", object_id=running.pk, action="link_metric")
    assert (event.by, event.details["metrics"]) == (cast.focal, ["tthc.on_time_a"])


class TestAReadingMadeAnew:
    """A draft whose target is read from its phrase."""

    @pytest.fixture
    def target(self, cast: Cast) -> Target:
        item = dull_plan(cast, year=2028)
        row = Target.objects.get(plan=item, area__code="TTHC")
        actions.save_field(row=row, field="phrase", value="Trên 99% hồ sơ xong đúng hạn", version=1, by=cast.focal)
        row.refresh_from_db()
        link(row.conditions.get(), "tthc.on_time_a", cast.focal)
        return row

    def say(self, target: Target, phrase: str, by) -> Condition:
        actions.save_field(row=target, field="phrase", value=phrase, version=target.version, by=by)
        return Condition.objects.get(target=target)

    def test_keeps_its_metric_where_only_the_number_changed(self, cast, target):
        found = self.say(target, "Trên 98% hồ sơ xong đúng hạn", cast.focal)
        assert (found.value, found.metric.code) == (98, "tthc.on_time_a")

    def test_loses_it_where_something_else_is_measured(self, cast, target):
        assert self.say(target, "Trên 98% văn bản được ký số", cast.focal).metric is None

    def test_keeps_it_when_a_person_confirms_the_reading(self, cast, target):
        one = target.conditions.get()
        said = {name: getattr(one, name) for name in actions.CONDITION_FIELDS} | {"value": Decimal(97)}
        actions.set_conditions(target=target, conditions=[said], version=target.version, by=cast.focal)
        assert [row.metric.code for row in target.conditions.all()] == ["tthc.on_time_a"]


class TestThePage:
    """Chỉ tiêu, with judgement and the sheet behind "Gắn chỉ số"."""

    def get(self, user, address: str, status: int = 200) -> str:
        client = Client()
        client.force_login(user)
        answer = client.get(address)
        assert answer.status_code == status
        return " ".join(answer.content.decode().replace("\xa0", " ").split())

    def test_shows_state_sentence_and_where_the_figures_are(self, cast, running):
        link(asks(running, operator="gt", value=99), "tthc.on_time_a", cast.focal)
        in_time(cast, 995, 1000)
        words = self.get(cast.focal, f"/ke-hoach/{running.code}/chi-tieu/")
        assert "Năm 2026: 99,50 %, chỉ tiêu &gt; 99 %: đạt." in words
        assert 'href="/chi-so/tthc.on_time_a/?don-vi=xa-mot"' in words
        assert "Đổi chỉ số" in words
        assert "Đổi chỉ số" not in self.get(cast.chairman, f"/ke-hoach/{running.code}/chi-tieu/")

    def test_links_by_the_sheet_and_refuses_others(self, cast, running):
        condition = asks(running, operator="gt", value=99)
        address = f"/ke-hoach/{running.code}/chi-tieu/{condition.target_id}/chi-so/"
        words = self.get(cast.focal, address)
        assert "Gắn chỉ số không đổi lời văn của kế hoạch" in words
        assert "Số hoạt động tuyên truyền CCHC" not in words
        client = Client()
        client.force_login(cast.focal)
        ratio = Metric.objects.get(code="tthc.on_time_a")
        assert client.post(address, {f"metric-{condition.pk}": str(ratio.pk)}).status_code == 302
        condition.refresh_from_db()
        assert condition.metric == ratio
        assert "Soạn thảo do người được phân công soạn thực hiện" in self.get(cast.chairman, address)
        self.get(cast.stranger, address, 404)
        client.force_login(cast.chairman)
        assert client.post(address, {}).status_code == 403

    def test_the_page_of_the_metric_names_the_targets_that_it_answers(self, cast, running):
        link(asks(running, operator="gt", value=99), "tthc.on_time_a", cast.focal)
        in_time(cast, 995, 1000)
        words = self.get(cast.focal, "/chi-so/tthc.on_time_a/")
        assert "Chỉ tiêu được đo bằng chỉ số này" in words
        assert "100% việc xong đúng hạn (Kế hoạch CCHC năm 2026)" in words
        assert "100% việc xong" not in self.get(cast.other_focal, "/chi-so/tthc.on_time_a/")


def test_judging_costs_as_much_for_many_targets_as_for_one(cast, running, django_assert_max_num_queries):
    assert ReviewRelation.objects.filter(valid_from=START).exists()
    for area in ("TTHC", "CD", "TC"):
        link(asks(running, area, operator="gte", value=98), "tthc.on_time_a", cast.focal)
    in_time(cast, 990, 1000)
    rows = list(Target.objects.filter(plan=running).select_related("plan").prefetch_related("conditions"))
    for some in (rows[:1], rows):
        with django_assert_max_num_queries(8):
            judge_targets(some, on=LATE)

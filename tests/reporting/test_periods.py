"""Windows, deadlines and names of reporting periods, against the published sets (domain 2.1 to 2.4)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.windows import Window
from organisations.models import Subject, Unit
from reporting.periods import (
    DECREE,
    MINISTRY,
    REGIMES,
    DayOff,
    Kind,
    Period,
    closed_before,
    estimate_words,
    eve,
    find_period,
    part_of,
    rounds,
    window_of,
)
from reporting.wording import report_title
from workflow.models import MeasuredBy

Q1, H1, Q3, YEAR = (Kind.QUARTER, 1), (Kind.HALF, 1), (Kind.QUARTER, 3), (Kind.YEAR, 0)
BY_CODE = {regime.code: regime for regime in REGIMES}


def every_day(day):
    return True


def monday_to_friday(day):
    return day.weekday() < 5


def period(year, kind, number=0):
    return Period(year, kind, number)


DECREE_WINDOWS = [
    (Kind.MONTH, 1, "2025-12-15", "2026-01-14"), (Kind.MONTH, 3, "2026-02-15", "2026-03-14"),
    (Kind.MONTH, 12, "2026-11-15", "2026-12-14"), (Kind.QUARTER, 1, "2025-12-15", "2026-03-14"),
    (Kind.QUARTER, 2, "2026-03-15", "2026-06-14"), (Kind.QUARTER, 3, "2026-06-15", "2026-09-14"),
    (Kind.QUARTER, 4, "2026-09-15", "2026-12-14"), (Kind.HALF, 1, "2025-12-15", "2026-06-14"),
    (Kind.HALF, 2, "2026-06-15", "2026-12-14"), (Kind.YEAR, 0, "2025-12-15", "2026-12-14"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "number", "first", "last"), DECREE_WINDOWS)
def test_decree_windows(kind, number, first, last):
    assert window_of(period(2026, kind, number), DECREE) == Window(date.fromisoformat(first), date.fromisoformat(last))


MINISTRY_WINDOWS = [
    (Kind.QUARTER, 1, "2025-12-15", "2026-03-14"), (Kind.HALF, 1, "2025-12-15", "2026-06-14"),
    (Kind.QUARTER, 3, "2026-06-15", "2026-09-14"), (Kind.NINE_MONTHS, 0, "2025-12-15", "2026-09-14"),
    (Kind.YEAR, 0, "2025-12-15", "2026-12-14"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "number", "first", "last"), MINISTRY_WINDOWS)
def test_ministry_windows(kind, number, first, last):
    assert window_of(period(2026, kind, number)) == Window(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("kind", [Kind.AD_HOC, Kind.TOPICAL])
def test_window_of_an_ad_hoc_report_is_the_requesters(kind):
    assert window_of(period(2026, kind)) is None


@pytest.mark.parametrize("kinds", [Kind.MONTH, Kind.QUARTER, Kind.HALF])
def test_decree_windows_of_one_kind_cover_the_year_without_gap(kinds):
    numbers = sorted(number for kind, number in DECREE if kind == kinds)
    shares = [window_of(period(2024, kinds, number), DECREE) for number in numbers]
    whole = window_of(period(2024, Kind.YEAR), DECREE)
    assert (shares[0].first, shares[-1].last) == (whole.first, whole.last)
    assert [eve(one) for one in shares[1:]] == [one.last for one in shares[:-1]]


CLOSED_BEFORE = [
    (Q1, ["2025-year"]), (H1, ["2025-year"]), (YEAR, ["2025-year"]), ((Kind.NINE_MONTHS, 0), ["2025-year"]),
    (Q3, ["2026-half-1"]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "codes"), CLOSED_BEFORE)
def test_files_are_carried_from_the_period_that_ends_on_the_eve(key, codes):
    assert [one.code for one in closed_before(window_of(period(2026, *key)))] == codes


def test_under_the_decree_several_periods_may_end_on_the_eve():
    third = window_of(period(2026, *Q3), DECREE)
    assert [one.code for one in closed_before(third, DECREE)] == ["2026-half-1", "2026-quarter-2", "2026-month-6"]


# Regime, period, day named, whether it is held, last acceptable day, days of the window still to come.
SEED_003 = [
    (Q1, "2023-02-25", "2023-02-24", 18, "trước ngày 25/02/2023"),
    (H1, "2023-05-25", "2023-05-24", 21, "trước ngày 25/5/2023"),
    (Q3, "2023-08-25", "2023-08-24", 21, "trước ngày 25/8/2023"),
    (YEAR, "2023-11-20", "2023-11-19", 25, "trước ngày 20/11/2023"),
]


@pytest.mark.parametrize(("key", "named", "last", "ahead", "words"), SEED_003)
def test_seed_003_deadlines(key, named, last, ahead, words):
    one = {(r.period.kind, r.period.number): r for r in rounds(BY_CODE["tu-xuyen-2023"], 2023, every_day)}[key]
    assert (one.deadline.day, one.deadline.inclusive) == (date.fromisoformat(named), False)
    assert (one.last_day, one.days_ahead) == (date.fromisoformat(last), ahead)
    assert (one.deadline.phrase(), one.subject, one.measured_by) == (words, Subject.REPORT, MeasuredBy.SENT)
    assert one.as_due == (one.deadline.day, False)


def test_seed_003_asks_for_four_reports_in_2023_and_none_in_2024():
    regime = BY_CODE["tu-xuyen-2023"]
    codes = ["2023-quarter-1", "2023-half-1", "2023-quarter-3", "2023-year"]
    assert [one.period.code for one in rounds(regime, 2023, every_day)] == codes
    assert rounds(regime, 2024, every_day) == ()


@pytest.mark.parametrize(("key", "due"), [(Q1, "03-20"), (H1, "06-20"), (Q3, "09-20"), (YEAR, "12-20")])
def test_ministry_deadlines_hold_their_day_and_stand_after_the_window(key, due):
    one = {(r.period.kind, r.period.number): r for r in rounds(BY_CODE["bo-noi-vu"], 2026, every_day)}[key]
    assert one.last_day == one.deadline.day == date.fromisoformat(f"2026-{due}")
    assert (one.days_ahead, one.window.last < one.last_day) == (0, True)


def test_government_deadlines_are_day_25_of_the_last_month():
    named = {one.period.code: one.last_day for one in rounds(BY_CODE["nd-09-2019"], 2026, every_day)}
    assert named["2026-month-2"] == date(2026, 2, 25)
    assert named["2026-quarter-3"] == date(2026, 9, 25)
    assert named["2026-half-2"] == named["2026-year"] == date(2026, 12, 25)
    assert len(named) == 12 + 4 + 2 + 1


PLANS = [
    ("bac-kan-2022", 2022, {"2022-01-30": "department district", "2022-02-28": "commune ward township special_zone"}),
    ("hai-phong-2022", 2026, {"2026-01-31": "commune ward township special_zone"}),
    ("ba-ria-vung-tau-2012", 2013, {"2012-11-19": ""}),
]


@pytest.mark.parametrize(("code", "year", "days"), PLANS)
def test_deadlines_of_plans_by_level_of_unit(code, year, days):
    plans = [one for one in rounds(BY_CODE[code], year, every_day) if one.subject == Subject.PLAN]
    assert {one.last_day.isoformat(): " ".join(one.kinds) for one in plans} == days
    assert {one.measured_by for one in plans} == {MeasuredBy.ISSUED}
    assert [one.window for one in plans] == [None] * len(plans)


def test_deadline_of_a_plan_may_fall_into_the_year_before():
    plan = next(r for r in rounds(BY_CODE["ba-ria-vung-tau-2012"], 2013, every_day) if r.subject == Subject.PLAN)
    assert (plan.period.year, plan.deadline.phrase()) == (2013, "trước ngày 20/11/2012")


def test_report_in_two_stages_has_a_deadline_for_each():
    both = [one for one in rounds(BY_CODE["bo-tttt-2023"], 2026, every_day) if one.period.code == "2026-quarter-1"]
    assert [(one.stage, one.last_day) for one in both] == [(1, date(2026, 3, 6)), (2, date(2026, 3, 8))]


def test_self_score_is_due_on_the_fifth_of_october():
    only = rounds(BY_CODE["thua-thien-hue"], 2023, every_day)
    assert [(one.subject, one.last_day) for one in only] == [(Subject.SCORECARD, date(2023, 10, 5))]


# 19/11/2023 is a Sunday: the last acceptable day of "trước ngày 20/11/2023".
DAYS_OFF = [
    (DayOff.STAYS, date(2023, 11, 19), (date(2023, 11, 20), False)),
    (DayOff.PREVIOUS, date(2023, 11, 17), (date(2023, 11, 17), True)),
    (DayOff.NEXT, date(2023, 11, 20), (date(2023, 11, 20), True)),
]


@pytest.mark.parametrize(("rule", "last", "due"), DAYS_OFF)
def test_last_day_on_a_day_off_follows_the_regime(rule, last, due):
    regime = replace(BY_CODE["tu-xuyen-2023"], late=rule)
    one = rounds(regime, 2023, monday_to_friday)[-1]
    assert (one.last_day, one.as_due, one.remind_day) == (last, due, date(2023, 11, 17))


def test_reminders_go_to_the_working_day_before_while_lateness_stays():
    one = rounds(BY_CODE["tu-xuyen-2023"], 2023, monday_to_friday)[-1]
    assert (one.last_day, one.remind_day) == (date(2023, 11, 19), date(2023, 11, 17))


def test_codes_of_regimes_are_their_own_and_their_days_in_order():
    assert len(BY_CODE) == len(REGIMES)
    assert [regime.code for regime in REGIMES if regime.valid_to and regime.valid_to < regime.valid_from] == []


MERGER = date(2025, 7, 1)


def test_commune_that_ended_and_the_one_that_followed_share_the_year():
    year = window_of(period(2025, Kind.YEAR))
    old, new = part_of(year, date(2010, 1, 1), date(2025, 6, 30)), part_of(year, MERGER, None)
    assert (old.window, new.window) == (
        Window(date(2024, 12, 15), date(2025, 6, 30)),
        Window(MERGER, date(2025, 12, 14)),
    )
    assert old.note == ("Đơn vị kết thúc hoạt động sau ngày 30/6/2025 nên lấy số liệu từ 15/12/2024 đến 30/6/2025.")
    assert new.note == "Đơn vị thành lập ngày 01/7/2025 nên lấy số liệu từ 01/7/2025 đến 14/12/2025."


def test_unit_of_the_whole_window_has_no_note_and_one_outside_no_part():
    half = window_of(period(2025, Kind.HALF, 1))
    assert part_of(half, date(2010, 1, 1), date(2025, 6, 30)).note == ""
    assert part_of(half, MERGER, None) is None
    assert part_of(window_of(period(2026, *Q1)), date(2010, 1, 1), date(2025, 6, 30)) is None


def test_unit_created_and_ended_within_says_both():
    part = part_of(window_of(period(2025, Kind.YEAR)), date(2025, 2, 1), date(2025, 6, 30))
    assert part.note == (
        "Đơn vị thành lập ngày 01/02/2025 và kết thúc hoạt động sau ngày 30/6/2025 nên lấy số liệu từ 01/02/2025 "
        "đến 30/6/2025."
    )


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(sorted(MINISTRY)), st.integers(2021, 2029))
def test_parts_before_and_after_any_merger_make_up_the_window(day, key, year):
    window = window_of(period(year, *key))
    parts = [
        part_of(window, date.min + timedelta(1), day - timedelta(1)),
        part_of(window, day, None),
    ]
    shares = [part.window for part in parts if part]
    assert sum(share.days for share in shares) == window.days
    assert (shares[0].first, shares[-1].last) == (window.first, window.last)


LABELS = [
    ((Kind.QUARTER, 1), "quý I năm 2026", "quý I/2026"), ((Kind.QUARTER, 4), "quý IV năm 2026", "quý IV/2026"),
    ((Kind.HALF, 1), "6 tháng đầu năm 2026", "6 tháng đầu năm 2026"),
    ((Kind.HALF, 2), "6 tháng cuối năm 2026", "6 tháng cuối năm 2026"),
    ((Kind.NINE_MONTHS, 0), "9 tháng đầu năm 2026", "9 tháng đầu năm 2026"),
    ((Kind.MONTH, 3), "tháng 3 năm 2026", "tháng 3/2026"), ((Kind.YEAR, 0), "năm 2026", "năm 2026"),
    ((Kind.AD_HOC, 0), "đột xuất năm 2026", "đột xuất năm 2026"),
    ((Kind.TOPICAL, 0), "chuyên đề năm 2026", "chuyên đề năm 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "label", "short"), LABELS)
def test_period_has_a_title_a_short_name_and_a_code_that_is_read_back(key, label, short):
    one = period(2026, *key)
    assert (one.label, one.short) == (label, short)
    assert Period.from_code(one.code) == one
    assert one.year_before() == period(2025, *key)


@pytest.mark.parametrize(
    "key", [(Kind.QUARTER, 0), (Kind.QUARTER, 5), (Kind.HALF, 3), (Kind.MONTH, 13), (Kind.YEAR, 1)]
)
def test_period_that_no_year_has_is_refused(key):
    with pytest.raises(ValueError, match="không có số"):
        period(2026, *key)


def test_estimate_says_until_when():
    assert estimate_words(window_of(period(2026, Kind.YEAR))) == "ước thực hiện đến 14/12/2026"


NAMED = [
    ("Quý I năm 2026", "2026-quarter-1"), ("QUÝ IV/2025", "2025-quarter-4"), ("Kỳ báo cáo: quý 1-2026", "2026-quarter-1"),
    ("(Quý III, 2026)", "2026-quarter-3"), ("Báo cáo 6 tháng đầu năm 2026", "2026-half-1"), ("06 tháng năm 2026", "2026-half-1"),
    ("6 tháng cuối năm 2025", "2025-half-2"), ("9 tháng đầu năm 2026", "2026-nine_months"), ("Tháng 3/2026", "2026-month-3"),
    ("tháng 03 năm 2026", "2026-month-3"), ("Kỳ báo cáo: Năm 2025", "2025-year"), ("NĂM 2025", "2025-year"),
    ("Số liệu năm 2025", "2025-year"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), NAMED)
def test_period_is_read_from_a_heading(text, code):
    assert find_period(text).period == Period.from_code(code)


NOT_A_PERIOD = [
    "Tân Lập, ngày 10 tháng 3 năm 2026", "Tân Lập, ngày 9 tháng 3 năm 2026", "Thông tư số 01/2020/TT-VPCP",
    "Kế hoạch năm 2026 của UBND xã", "Biểu số 06", "", "quý 7/2026",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_A_PERIOD)
def test_day_of_signing_and_numbers_of_papers_are_no_period(text):
    assert find_period(text).period is None


@pytest.mark.parametrize(
    "text",
    [
        "(Từ ngày 15/12/2025 đến ngày 14/3/2026)",
        "Từ 15/12/2025 - 14/03/2026",
        "từ ngày: 15.12.2025 đến hết ngày 14.3.2026",
    ],
)
def test_days_of_a_heading_are_read(text):
    assert find_period(text).window == Window(date(2025, 12, 15), date(2026, 3, 14))


@pytest.mark.parametrize("text", ["Từ 31/02/2026 đến 14/3/2026", "Từ 14/3/2026 đến 15/12/2025"])
def test_days_that_cannot_be_are_not_read(text):
    assert find_period(text).window is None


def test_units_named_by_a_regime_are_kinds_of_units():
    kinds = {kind for regime in REGIMES for due in regime.dues for kind in due.kinds}
    assert kinds <= set(Unit.Kind)


TOPICS = (
    (Period(2026, Kind.TOPICAL), "Báo cáo chuyên đề về số hóa kết quả", "Chuyên đề về số hóa kết quả"),
    (Period(2026, Kind.AD_HOC), "Rà soát hồ sơ đất đai", "Rà soát hồ sơ đất đai"),
    (Period(2026, Kind.TOPICAL), "", "Công tác cải cách hành chính chuyên đề năm 2026"),
    (Period(2026, Kind.QUARTER, 1), "Báo cáo CCHC quý I", "Công tác cải cách hành chính quý I năm 2026"),
)


@pytest.mark.parametrize(("period", "asked", "title"), TOPICS)
def test_report_on_a_topic_is_called_by_what_was_asked(period, asked, title):
    assert report_title(period, asked) == title

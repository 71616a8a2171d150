"""Figures of a report that was sent do not change, whatever door is tried: every state with every door."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from documents.queries import issue_of
from indicators import actions as counting
from indicators import registry
from indicators.entries import Entry
from indicators.models import Value
from organisations.refusals import Refused
from reporting.actions import open_successor
from reporting.actions.figures import enter_figures, settle_figures
from reporting.actions.importing import Taken, import_figures
from reporting.models import Report
from reporting.periods import Period, window_of
from tests.reporting.builders import opened, write_all
from tests.reporting.figure_world import H1, Q1, enter, stored
from tests.workflow.walks import issued, walk
from workflow import actions
from workflow.models import Call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("after_q1")]
METRIC, ROW, PART = "tk.3.1.4", "3.1.4", "3"


def _entry(kind: str, number: int = 150, period: Period = Q1) -> Entry:
    return Entry(METRIC, window_of(period), kind, amount=Decimal(number))


@pytest.fixture
def report(cast) -> Report:
    found = opened(cast)
    enter(found, cast.focal, {ROW: "148"})
    return found


def _draft(report, cast):
    return report


def _content_check(report, cast):
    return walk(write_all(report, cast.focal), cast, "submit")


def _returned(report, cast):
    waiting = _content_check(report, cast)
    return actions.take("return", waiting, by=cast.office_head, comment="Xem lại số liệu.")


def _chairman(report, cast):
    return walk(write_all(report, cast.focal), cast, "submit", "pass_content", "pass_form")


def _approved(report, cast):
    return walk(write_all(report, cast.focal), cast, "submit", "pass_content", "pass_form", "sign")


def _issued(report, cast):
    return issued(_approved(report, cast), cast)


def _reviewed(report, cast):
    return walk(_issued(report, cast), cast, "begin_review")


def _accepted(report, cast):
    reviewed = actions.take("propose", _reviewed(report, cast), by=cast.reviewer, comment="Đạt.")
    return actions.take("accept", reviewed, by=cast.review_head)


def _replaced(report, cast):
    return open_successor(report=_issued(report, cast), by=cast.focal, reason="Số liệu sai")


def _round_over(report, cast):
    Call.objects.update(state="closed")
    return report


# State: how a report comes there, whether ordinary figures may change, whether final ones may, words of the refusal.
STATES = {
    "draft": (_draft, True, False, ""),
    "content_check": (_content_check, False, False, "Người mở lại được: Đào Thị Phòng"),
    "returned": (_returned, True, False, ""),
    "awaiting_chairman": (_chairman, False, False, "Người mở lại được: Phạm Văn Tịch"),
    "approved": (_approved, False, False, "Người mở lại được: Phạm Văn Tịch"),
    "issued": (_issued, False, True, "Người lập được bản thay thế: Lê Thị Soạn"),
    "under_review": (_reviewed, False, True, "Người lập được bản thay thế: Lê Thị Soạn"),
    "accepted": (_accepted, False, True, "Người lập được bản thay thế: Lê Thị Soạn"),
    "successor": (_replaced, True, False, ""),
    "round over": (_round_over, False, False, "đã khóa. Người mở lại được: Trịnh Thị Kết"),
}


def _by_report(report, cast, kind):
    enter_figures(report=report, part=PART, cells={ROW: "150"}, by=cast.focal, kind=kind)


def _by_value(report, cast, kind):
    counting.record_value(unit=cast.commune, entry=_entry(kind), by=cast.focal, reason="Đếm lại")


def _by_correction(report, cast, kind):
    counting.correct_value(stored(report, METRIC), by=cast.focal, reason="Đếm lại", amount=Decimal(150))


def _by_fact(report, cast, kind):
    row = registry.Row("x", cast.commune.pk, Decimal(150), as_of=report.window_to)
    counting.confirm_fact(
        row, unit=cast.commune, metric=METRIC, window=report.window, by=cast.focal, kind=kind, reason="a"
    )


def _by_file(report, cast, kind):
    import_figures(report=report, cells={ROW: "150"}, taken=Taken("tep.xlsx", "0" * 64, "Một cửa"), by=cast.focal)


def _by_page(report, cast, kind):
    here = Client()
    here.force_login(cast.focal)
    said = {
        "first": f"{report.window_from:%d/%m/%Y}", "last": f"{report.window_to:%d/%m/%Y}", "kind": kind, "as_of": "",
        "amount": "150", "status": "given", "reason": "", "source": "Sổ", "correction": "Đếm lại",
    }  # fmt: skip
    answer = here.post(f"/chi-so/{METRIC}/nhap-so/?don-vi={cast.commune.code}", said)
    if answer.status_code == 403:
        raise Refused(answer.content.decode())
    assert answer.status_code == 302, answer.content.decode()[:3000]


DOORS: dict[str, Callable] = {
    "report": _by_report, "value": _by_value, "correction": _by_correction, "fact": _by_fact, "file": _by_file,
    "page": _by_page,
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_every_door_is_open_or_shut_as_the_report_stands(cast, report, state):
    come, opens, _, words = STATES[state]
    stands = come(report, cast)
    for name, door in DOORS.items():
        before = list(Value.objects.values_list("pk", "superseded_at"))
        if opens:
            door(stands, cast, "actual")
            assert stored(stands, METRIC).amount == 150, name
            continue
        with pytest.raises(Refused) as refused:
            door(stands, cast, "actual")
        # The report's own doors speak in the words of its page (M47, M48, M50).
        told = words if name in ("report", "file") else str(refused.value)
        assert words in told, (name, told[:400])
        assert list(Value.objects.values_list("pk", "superseded_at")) == before, name


@pytest.mark.parametrize("state", STATES)
def test_final_figures_are_settled_once_the_report_is_issued(cast, report, state):
    come, _, finals, _ = STATES[state]
    stands = come(report, cast)
    doors = (
        lambda: settle_figures(report=stands, part=PART, by=cast.focal, reason="Đối chiếu một cửa"),
        lambda: _by_value(stands, cast, "final"),
        lambda: _by_page(stands, cast, "final"),
    )
    for door in doors:
        if finals:
            door()
            assert stored(stands, METRIC, kind="final") is not None
        else:
            with pytest.raises(Refused):
                door()
            assert stored(stands, METRIC, kind="final") is None


def test_other_windows_units_and_metrics_stay_open(cast, report):
    stands = _chairman(report, cast)
    other = Entry("tthc.procedures_with_files", stands.window, amount=Decimal(3))
    counting.record_value(unit=cast.commune, entry=other, by=cast.focal)
    counting.record_value(unit=cast.commune, entry=_entry("actual", period=H1), by=cast.focal)
    counting.record_value(unit=cast.other_commune, entry=_entry("actual"), by=cast.other_focal)
    with pytest.raises(Refused, match="Báo cáo CCHC quý I năm 2026 của xã Một"):
        counting.record_value(unit=cast.commune, entry=_entry("actual", 3), by=cast.focal)


def test_a_lock_costs_the_same_for_one_figure_and_for_many(cast, report, django_assert_max_num_queries):
    fields = ("ho-tich", "chung-thuc", "dat-dai", "xay-dung", "tre-em", "van-hoa", "giao-duc")
    many = [
        Entry(f"tthc.c{column}", report.window, "actual", field, amount=Decimal(5))
        for field in fields
        for column in (4, 5, 8)
    ]
    with django_assert_max_num_queries(22):
        counting.record_values(unit=cast.commune, entries=many[:1], by=cast.focal)
    with django_assert_max_num_queries(22):
        counting.record_values(unit=cast.commune, entries=many[1:], by=cast.focal)


def test_final_figures_wait_for_the_end_of_the_window_and_for_a_reason(cast, report):
    stands = _issued(report, cast)
    Report.objects.filter(pk=stands.pk).update(window_to=date(2026, 3, 20))
    stands.refresh_from_db()
    with pytest.raises(Refused, match="hết ngày đó mới chốt"):
        settle_figures(report=stands, part=PART, by=cast.focal, reason="Đối chiếu một cửa")
    Report.objects.filter(pk=stands.pk).update(window_to=report.window_to)
    stands.refresh_from_db()
    with pytest.raises(ValidationError, match="Ghi căn cứ"):
        settle_figures(report=stands, part=PART, by=cast.focal, reason=" ")
    assert issue_of(stands).number

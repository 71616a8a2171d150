"""A sentence written for an old figure says so until a person has looked; a place is confirmed only without such marks."""

from datetime import date

import pytest

from reporting import actions
from reporting.checks import findings
from reporting.checks.stale import CONFIRMED, DRAFT, STALE, pill, stale
from reporting.models import Report, ReportLine, ReportSection
from reporting.queries import content
from reporting.queries.known import Known, resolved
from reporting.queries.versions import version_content
from tests.cast import Cast
from tests.reporting.builders import opened
from tests.reporting.test_drafting import FILES, enter
from tests.reporting.worlds import YEAR, clock
from workflow.rules import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december():
    with clock():
        yield


@pytest.fixture
def report(cast: Cast) -> Report:
    """A report with drafted texts on files and on propaganda."""
    report = opened(cast, YEAR, due_on=date(2026, 12, 20))
    enter(cast, report.window, r1_6=7, r2_1=0, table=FILES)
    actions.draft_report(report=report, by=cast.focal)
    return report


def marked(report: Report) -> dict[str, list[tuple[str, str, str]]]:
    found = content(report)
    rows = stale(found, Known(report, found))
    return {one.ref: [(change.key, change.old, change.new) for change in one.shown] for one in rows}


def test_nothing_is_stale_as_drafted(report):
    assert marked(report) == {}


def test_changed_figure_marks_its_sentences_and_no_other(cast, report):
    enter(cast, report.window, r1_6=8)
    assert marked(report) == {"section-I.4": [("tk.1.6", "7", "8")]}
    sentences = [one.sentence for one in findings(report) if one.code == "text.stale"]
    assert sentences == ["Mục I.4: 1 số trong câu đã đổi. Xem lại và xác nhận."]


def test_sentence_that_nothing_arose_is_stale_once_something_did(cast, report):
    enter(cast, report.window, r2_1=1)
    assert marked(report) == {"section-II.1.a": [("tk.2.1 = 0", "đúng", "không còn đúng")]}


def test_place_is_confirmed_only_without_stale_figures(cast, report):
    enter(cast, report.window, r1_6=8)
    with pytest.raises(Refused, match="1 số trong câu đã đổi"):
        actions.confirm_section(report=report, code="I.4", by=cast.focal)
    actions.keep_sentence(report=report, code="I.4", by=cast.focal)
    assert marked(report) == {}
    actions.confirm_section(report=report, code="I.4", by=cast.focal)
    assert ReportSection.objects.get(report=report, code="I.4").confirmed_by == cast.focal


def test_states_of_a_text(cast, report):
    def state() -> dict:
        found = content(report)
        return pill(found.place("I.4").section, Known(report, found))

    assert state() == DRAFT
    actions.confirm_section(report=report, code="I.4", by=cast.focal)
    assert state() == CONFIRMED
    enter(cast, report.window, r1_6=9)
    assert state() == STALE


def test_keeping_one_figure_leaves_the_others_marked(cast, report):
    enter(cast, report.window, table={8: 901})
    keys = [key for key, _, _ in marked(report)["section-II.2.d"]]
    assert "tthc.c8" in keys
    assert len(keys) > 1
    actions.keep_sentence(report=report, code="II.2.d", by=cast.focal, keys=["tthc.c8"])
    assert "tthc.c8" not in [key for key, _, _ in marked(report)["section-II.2.d"]]


def test_text_written_anew_rests_on_the_figures_of_today(cast, report):
    enter(cast, report.window, r1_6=8)
    actions.write_section(report=report, code="I.4", text="Có {{1.6}} buổi.", by=cast.focal)
    assert marked(report) == {}


def test_what_was_sent_keeps_its_words(cast, report):
    for place in content(report).places:
        if place.text:
            actions.confirm_section(report=report, code=place.code, by=cast.focal)
    Report.objects.filter(pk=report.pk).update(state="awaiting_chairman")
    report.refresh_from_db()
    ReportSection.objects.filter(report=report, code="I.4").update(seen={"tk.1.6": "5", "tk.1.6 > 0": "đúng"})
    assert marked(report) == {}
    assert "thực hiện 5 hoạt động" in resolved(content(report)).place("I.4").text
    assert "thực hiện 5 hoạt động" in version_content(report)["places"]["I.4"]


def test_row_is_stale_when_what_it_quotes_is_not_so_any_more(cast, report):
    line = actions.add_line(report=report, kind="weakness", text="Còn {{3.5.2}} hồ sơ trễ hạn", by=cast.focal)
    enter(cast, report.window, table={10: 21})
    assert marked(report)[f"line-{line.pk}"] == [("tk.3.5.2", "20", "21")]
    with pytest.raises(Refused, match="1 số trong câu đã đổi"):
        actions.confirm_line(line=line, by=cast.focal)
    actions.keep_line(line=line, by=cast.focal)
    assert f"line-{line.pk}" not in marked(report)


def test_drafted_row_that_nothing_was_late_rests_on_that(cast, report):
    enter(cast, report.window, table={8: 920, 10: 0})
    actions.draft_section(report=report, code="III.1", by=cast.focal)
    line = ReportLine.objects.get(report=report, kind="achievement")
    assert line.seen["tk.3.5.2 = 0"] == "đúng"
    enter(cast, report.window, table={8: 919, 10: 1})
    assert [key for key, _, _ in marked(report)[f"line-{line.pk}"]] == ["tk.3.5.2 = 0"]


def test_figure_that_says_nothing_keeps_the_place_from_being_confirmed(cast, report):
    actions.write_section(report=report, code="I.3", text="Đã kiểm tra {{1.2.1}} đơn vị.", by=cast.focal)
    with pytest.raises(Refused, match="chưa có số “Số đơn vị đã kiểm tra”"):
        actions.confirm_section(report=report, code="I.3", by=cast.focal)
    assert "text.unknown" in [one.code for one in findings(report)]
    assert resolved(content(report)).place("I.3").text == "Đã kiểm tra … đơn vị."


def test_place_without_words_is_not_confirmed(cast, report):
    with pytest.raises(Refused, match="chưa có nội dung"):
        actions.confirm_section(report=report, code="I.3", by=cast.focal)

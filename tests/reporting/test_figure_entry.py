"""Entering the figures of a report: everything or nothing, what is carried, computed, known; two editors; estimates."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Value
from organisations.models import Membership
from reporting.actions.figures import FigureConflict, FigureFaults, enter_figures
from reporting.actions.parts import explain, finish_part, give_part
from reporting.models import FigureNote, FigurePart, Report
from reporting.queries import figures_of
from reporting.statistics.findings import Level
from tests.reporting.figure_world import IN_Q1, enter, line, stored, was_open
from workflow import clock
from workflow.models import Notice
from workflow.rules import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("after_q1")]


def printed(report: Report, *codes: str, line: str = "") -> list[str]:
    sheet = figures_of(report).sheet()
    if not line:
        return [sheet.printed(code) for code in codes]
    found = next(one for one in sheet.lines if one.key == line)
    return [sheet.in_line(found)(code).printed() for code in codes]


def test_what_is_typed_is_stored_and_the_computed_cells_follow(cast, report):
    saved = enter(report, cast.focal, {"3.1.4": "148", **line("ho-tich", 268, 54, 210, 108, 2, 2, 0)})
    assert len(saved.changed) == 8
    assert printed(report, "3.4.c3", "3.4.c7", "3.4.c11", line="ho-tich") == ["", "320", "2"]
    assert stored(report, "tthc.c7", field="ho-tich").amount == 320
    assert stored(report, "tk.3.5.2").amount == 2
    assert stored(report, "tk.3.1.4").as_of == date(2026, 3, 14)


def test_everything_or_nothing_and_each_cell_says_what_is_wrong(cast, report):
    cells = {"3.1.4": "148", "3.3.1": "mười", "3.4.c3@ho-tich": "5", "9.9": "1", "1.6": "2", "3.4.c4@khong-co": "1"}
    with pytest.raises(FigureFaults) as wrong:
        enter(report, cast.focal, cells)
    assert set(wrong.value.faults) == set(cells) - {"3.1.4"}
    assert wrong.value.faults["3.3.1"].startswith("“mười” không phải là số")
    assert wrong.value.faults["1.6"] == "Ô 1.6 không thuộc phần 3."
    assert wrong.value.faults["3.4.c4@khong-co"] == "Lĩnh vực “khong-co” không có trong danh mục của kỳ này."
    assert not Value.objects.exists()


def test_the_same_again_writes_nothing_and_keeps_the_source(cast, report):
    enter(report, cast.focal, {"3.1.4": "148"}, origin=("file", "bieu.xlsx"))
    before = stored(report, "tk.3.1.4")
    assert enter(report, cast.focal, {"3.1.4": "148"}).changed == ()
    assert stored(report, "tk.3.1.4") == before


def test_k_dash_and_an_emptied_cell_are_kept_as_such(cast, report):
    enter(report, cast.focal, {"1.7.a": "K", "1.6": "-", "1.5.b": "3"}, "1")
    assert printed(report, "1.7.a", "1.6", "1.5.b") == ["K", "-", "3"]
    enter(report, cast.focal, {"1.5.b": ""}, "1")
    assert printed(report, "1.5.b") == [""]
    assert stored(report, "tk.1.5.b").status == "blank"


def test_column_6_is_what_was_open_on_the_eve_and_is_not_typed(cast, report):
    was_open(cast, 8, late=1)
    enter(report, cast.focal, line("ho-tich", 268, 54, 210, 108, 2, 10, 0))
    assert printed(report, "3.4.c6", "3.4.c3", line="ho-tich") == ["8", "330"]
    six = stored(report, "tthc.c6", field="ho-tich")
    assert (six.amount, six.provenance) == (8, "carried")
    assert six.source == "Lấy từ cột (11) đến hết ngày 14/12/2025, số thực hiện (báo cáo năm 2025)."
    with pytest.raises(FigureFaults, match="không nhập"):
        enter(report, cast.focal, {"3.4.c6@ho-tich": "9"})
    assert printed(report, "3.4.c6", line="ho-tich") == ["8"]


def test_column_6_is_typed_where_nothing_is_known_of_the_eve(cast, report):
    enter(report, cast.focal, {"3.4.c6@ho-tich": "4", **line("ho-tich", 1, 2, 3, 1, 1, 1, 1)})
    assert printed(report, "3.4.c6", "3.4.c3", line="ho-tich") == ["4", "7"]


def test_final_stands_before_actual_before_estimate_on_the_eve(cast, report):
    was_open(cast, 30, kind="estimate")
    assert figures_of(report).openings["ho-tich"].figure.number == 30
    was_open(cast, 31, as_of=date(2025, 12, 10))
    assert figures_of(report).openings["ho-tich"].figure.number == 30, "a count of another day is none of that day"
    was_open(cast, 32, as_of=date(2025, 12, 14))
    assert figures_of(report).openings["ho-tich"].figure.number == 32
    was_open(cast, 33, kind="final")
    assert (
        figures_of(report)
        .openings["ho-tich"]
        .words.startswith("Lấy từ cột (11) đến hết ngày 14/12/2025, số chính thức")
    )


def test_two_editors_meet_at_the_cell_that_both_changed(cast, report):
    enter(report, cast.focal, {"2.1": "3", "2.2.1": "5"}, "2")
    seen = {"2.1": stored(report, "tk.2.1").pk, "2.2.1": stored(report, "tk.2.2.1").pk}
    enter(report, cast.field, {"2.1": "4"}, "2")
    with pytest.raises(FigureConflict) as clash:
        enter(report, cast.focal, {"2.1": "7", "2.2.1": "6"}, "2", seen=seen)
    assert set(clash.value.cells) == {"2.1"}
    assert "Vi Văn Lĩnh vừa ghi 4, ô này đang ghi 7" in clash.value.cells["2.1"]
    assert printed(report, "2.1", "2.2.1") == ["4", "5"]
    enter(report, cast.focal, {"2.1": "3", "2.2.1": "6"}, "2", seen=seen)
    assert printed(report, "2.1", "2.2.1") == ["4", "6"], "what was not touched is left to the other"


def test_estimates_start_at_what_was_carried_out(cast, report):
    with clock.set_to(IN_Q1):
        enter(report, cast.focal, {"3.1.4": "148", **line("ho-tich", 10, 10, 5, 5, 0, 10, 0)})
        enter(report, cast.focal, {"3.1.4": "148", "3.4.c4@ho-tich": "20", "3.4.c8@ho-tich": "15"}, kind="estimate")
    assert stored(report, "tk.3.1.4", kind="estimate") is None
    assert stored(report, "tthc.c7", field="ho-tich", kind="estimate").amount == 20
    assert stored(report, "tthc.c7", field="ho-tich").amount == 10
    assert printed(report, "3.4.c4", "3.4.c7", line="ho-tich") == ["20", "20"]
    with clock.set_to(IN_Q1):
        enter(report, cast.focal, {"3.4.c9@ho-tich": "6"})
    assert stored(report, "tthc.c7", field="ho-tich", kind="estimate").amount == 21
    with clock.set_to(IN_Q1):
        enter(report, cast.focal, {"3.4.c4@ho-tich": ""}, kind="estimate")
    assert printed(report, "3.4.c4", line="ho-tich") == ["10"], "an emptied estimate goes back to the count"


def test_who_does_not_enter_the_area_is_told_who_does(cast, report):
    with pytest.raises(Refused, match="Lê Thị Soạn"):
        enter(report, cast.field, {"3.1.4": "1"})
    enter(report, cast.field, {"2.1": "1"}, "2")
    for outsider in (cast.viewer, cast.reviewer, cast.other_focal, cast.stranger):
        with pytest.raises(Refused):
            enter(report, outsider, {"2.1": "2"}, "2")
    assert printed(report, "2.1") == ["1"]


def test_a_mismatch_is_explained_for_its_very_difference(cast, report):
    was_open(cast, 8)
    enter(report, cast.focal, line("bao-tro-xa-hoi", 39, 17, 22, 30, 1, 10, 0) | {"3.4.c6@bao-tro-xa-hoi": "8"})
    found = next(one for one in figures_of(report).findings if one.check == "3.4.a")
    assert found.sentence == "Bảo trợ xã hội: cột (3) là 64 nhưng (7) + (11) là 63, thiếu 1 hồ sơ."
    explain(report=report, part="3", key=found.key, words="1 hồ sơ công dân xin rút", by=cast.focal)
    assert [one.level for one in figures_of(report).findings] == [Level.NOTE]
    enter(report, cast.focal, {"3.4.c12@bao-tro-xa-hoi": "9"})
    assert [one.level for one in figures_of(report).findings] == [Level.BLOCK]
    for part, key, by in (("3", "3.4.b@ho-tich", cast.focal), ("2", found.key, cast.field)):
        with pytest.raises(Refused, match="không còn"):
            explain(report=report, part=part, key=key, words="Không có gì khác", by=by)


def test_a_part_is_given_finished_and_reopened_by_a_change(cast, report):
    give_part(report=report, part="2", owner=cast.field, by=cast.focal)
    assert Notice.objects.get(to=cast.field, kind="report").subject.startswith("Được giao nhập số liệu phần 2")
    cells = {"2.1": "3", "2.2.1": "5", "2.2.2": "1", "2.2.3": "1", "2.3.1": "-", "2.3.2": "-"}
    enter(report, cast.field, cells, "2")
    with pytest.raises(Exception, match="Còn 1 ô chưa có số"):
        finish_part(report=report, part="2", by=cast.field)
    enter(report, cast.field, {"2.3.3": "-"}, "2")
    finish_part(report=report, part="2", by=cast.field)
    assert Notice.objects.get(to=cast.field).read_at is not None
    assert Notice.objects.filter(to=cast.focal, subject__startswith="Đã xong số liệu phần 2").count() == 1
    assert enter(report, cast.field, {"2.1": "4"}, "2").reopened
    assert FigurePart.objects.get(report=report, code="2").finished_at is None


def test_parts_are_given_by_who_submits_and_to_who_drafts_the_area(cast, report):
    with pytest.raises(Refused):
        give_part(report=report, part="2", owner=cast.field, by=cast.field)
    with pytest.raises(Exception, match="không được giao lĩnh vực"):
        give_part(report=report, part="3", owner=cast.field, by=cast.focal)
    Membership.objects.filter(user=cast.field).update(areas=["TTHC"])
    assert give_part(report=report, part="3", owner=cast.field, by=cast.focal).owner == cast.field


def test_a_figure_that_cannot_be_is_not_explained_away(cast, report):
    enter(report, cast.focal, {"2.1": "3"}, "2")
    assert not FigureNote.objects.exists()
    with pytest.raises(ValueError, match="settled"):
        enter_figures(report=report, part="2", cells={"2.1": "1"}, by=cast.focal, kind="final")


def test_entering_asks_as_much_for_a_whole_part_as_for_one_cell(cast, report, django_assert_max_num_queries):
    with django_assert_max_num_queries(62):
        enter(report, cast.focal, {"3.1.4": "148"})
    fields = [code for code, _ in figures_of(report).fields]
    cells = {name: text for field in fields for name, text in line(field, 9, 9, 5, 5, 0, 8, 0).items()}
    with django_assert_max_num_queries(62):
        enter(report, cast.focal, cells)
    assert Decimal(len(fields)) * 18 == stored_sum(report)


def stored_sum(report: Report) -> Decimal:
    sheet = figures_of(report).sheet()
    return sheet.figure("3.4.c4").number + sheet.figure("3.4.c5").number

"""The text put together from units' reports, and the authority's own report drawn from a snapshot."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from documents import papers
from documents.layout import GroupRow, Paragraph, Row, Table
from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.models import Membership, ReviewRelation, Subject, Unit
from organisations.roles import Role
from reporting.actions import consolidating as verbs
from reporting.actions import create_round, open_round
from reporting.actions.drawing import draw_report
from reporting.annexes.consolidated import TOTALS_TITLE, UNITS_TITLE
from reporting.models import MergedParagraph, Report, ReportSection, Round
from reporting.queries import content
from reporting.queries.known import resolved
from reporting.queries.stored import values_of
from tests.cast import START, person, unit
from tests.reporting import consolidations as made
from workflow.models import Call
from workflow.rules import MovedOn, Refused

pytestmark = pytest.mark.django_db
Q1 = Window(date(2025, 12, 15), date(2026, 3, 14))


@pytest.fixture
def round_(cast):
    """Three communes, two of them accepted, with files; the head of review also drafts for the authority."""
    Membership.objects.create(user=cast.review_head, unit=cast.authority, role=Role.FOCAL_POINT, valid_from=START)
    rebuild_reach()
    found = made.world(cast, 3)
    for report in made.reports(found)[:2]:
        made.accept(report, cast.review_head)
        made.files(report.unit, cast.focal, Q1, made.FILES)
        ReportSection.objects.create(report=report, code="II.1.a", text="Ban hành 03 văn bản.\nRà soát 02 văn bản.")
    return found


def snapped(round_, by):
    return verbs.count(verbs.take_snapshot(round_=round_, basis="accepted", by=by).pk)


def texts(round_, code="II.1.a") -> list[str]:
    return list(MergedParagraph.objects.filter(round=round_, code=code).values_list("text", flat=True))


def test_paragraphs_are_taken_once_with_their_origin_and_moved_and_changed(cast, round_):
    first, second, _ = made.reports(round_)
    by = cast.review_head
    taken = verbs.take_paragraphs(round_=round_, code="II.1.a", texts=[(first, "Một."), (second, "Hai.")], by=by)
    assert [row.origin for row in taken] == [first, second]
    assert verbs.take_paragraphs(round_=round_, code="II.1.a", texts=[(first, "Một.")], by=by) == []
    verbs.write_paragraph(round_=round_, code="II.1.a", text="  Ba. ", by=by)
    assert texts(round_) == ["Một.", "Hai.", "Ba."]
    verbs.move_paragraph(paragraph=taken[1], up=True, by=by)
    assert texts(round_) == ["Hai.", "Một.", "Ba."]
    changed = verbs.change_paragraph(paragraph=taken[0], text="Một, sửa.", version=1, by=by)
    assert (changed.origin, changed.origin_text, changed.version) == (first, "Một.", 2)
    with pytest.raises(MovedOn, match="vừa được người khác sửa"):
        verbs.change_paragraph(paragraph=taken[0], text="Khác.", version=1, by=by)
    verbs.drop_paragraph(paragraph=taken[1], by=by)
    assert texts(round_) == ["Một, sửa.", "Ba."]
    with pytest.raises(MovedOn, match="đã được bỏ"):
        verbs.drop_paragraph(paragraph=taken[1], by=by)


def test_text_is_put_together_where_the_outline_has_text_and_by_its_editors_only(cast, round_):
    with pytest.raises(Refused, match="không có phần lời"):
        verbs.write_paragraph(round_=round_, code="II", text="Lời.", by=cast.review_head)
    with pytest.raises(Refused, match="Chỉ người được giao tổng hợp"):
        verbs.write_paragraph(round_=round_, code="II.1.a", text="Lời.", by=cast.focal)
    with pytest.raises(ValidationError, match="Ghi nội dung"):
        verbs.write_paragraph(round_=round_, code="II.1.a", text=" ", by=cast.review_head)


def test_the_authority_s_report_says_the_totals_by_reference_and_who_is_missing(cast, round_):
    first, second, third = made.reports(round_)
    verbs.take_paragraphs(round_=round_, code="II.1.a", texts=[(first, "Ban hành 03 văn bản.")], by=cast.review_head)
    verbs.take_paragraphs(round_=round_, code="III.2", texts=[(second, "Còn hồ sơ trễ hạn.")], by=cast.review_head)
    report = draw_report(snapshot=snapped(round_, cast.review_head), by=cast.review_head)
    assert (report.unit, report.state, report.call_unit, report.window) == (cast.authority, "draft", None, Q1)
    stored = {place.code: place.text for place in content(report).places if place.text}
    assert "{{fact:tong:tthc.c7}}" in stored["II.2.d"]
    printed = {place.code: place.text for place in resolved(content(report)).places if place.text}
    # 122 of 144 handled in the two communes: 61 each; 6 late.
    assert "2/3 đơn vị tiếp nhận 144 hồ sơ" in printed["II.2.d"]
    assert "đã giải quyết 122 hồ sơ, quá hạn 6 hồ sơ" in printed["II.2.d"]
    assert "95,08" in printed["II.2.d"]
    assert printed["I.1"] == f"Chưa có số liệu của {third.unit.name}."
    assert printed["II.1.a"] == "Ban hành 03 văn bản."
    assert [row.text for row in report.reportlines.filter(kind="weakness")] == ["Còn hồ sơ trễ hạn."]


def test_one_report_is_drawn_from_a_snapshot_by_who_drafts_for_the_authority(cast, round_):
    snapshot = snapped(round_, cast.review_head)
    with pytest.raises(Refused):
        draw_report(snapshot=snapshot, by=cast.reviewer)
    draw_report(snapshot=snapshot, by=cast.review_head)
    with pytest.raises(MovedOn, match="Đã lập báo cáo từ bản tổng hợp số 1"):
        draw_report(snapshot=snapshot, by=cast.review_head)
    later = draw_report(snapshot=snapped(round_, cast.review_head), by=cast.review_head)
    assert Report.objects.filter(unit=cast.authority).count() == 2
    assert later.title.startswith("Công tác cải cách hành chính quý I")


def test_a_snapshot_that_is_not_counted_yet_is_not_drawn_from(cast, round_):
    snapshot = verbs.take_snapshot(round_=round_, basis="accepted", by=cast.review_head)
    with pytest.raises(Refused, match="chưa cộng xong"):
        draw_report(snapshot=snapshot, by=cast.review_head)


def test_the_paper_prints_totals_with_who_is_missing_and_every_unit(cast, round_):
    third = made.reports(round_)[2]
    report = draw_report(snapshot=snapped(round_, cast.review_head), by=cast.review_head)
    totals, units = papers.build(report).annexes
    assert (totals.title, units.title) == (TOTALS_TITLE, UNITS_TITLE)
    notes = [block.text for block in totals.blocks if isinstance(block, Paragraph)]
    assert notes[:2] == ["Số liệu của 2/3 đơn vị.", f"Chưa có: {third.unit.name}."]
    table = next(block for block in totals.blocks if isinstance(block, Table))
    cells = {row.ref: row.cells for row in table.rows if isinstance(row, Row)}
    # 6 late of 122 handled.
    assert cells["tong-tthc.late"][2:5] == ("%", "4,92", "2/3")
    # A column is named by its number on paper and with the head above it.
    assert cells["tong-tthc.c8"][:2] == ("3.4(8)", "Đã giải quyết: trước hạn")
    # Parts without a figure are left out.
    heads = [row.text for row in table.rows if isinstance(row, GroupRow)]
    assert heads == ["Cải cách thủ tục hành chính", "Tỷ lệ của bảng hồ sơ"]
    assert [row.label for row in table.rows if isinstance(row, GroupRow)] == ["3", "3.4"]
    each = next(block for block in units.blocks if isinstance(block, Table))
    assert [row.cells[0] for row in each.rows] == ["xã Tổng 0", "xã Tổng 1", "**Tổng cộng**"]
    # (3) of each: 72; A of both: 116 of 122 handled.
    assert [row.cells[1] for row in each.rows] == ["72", "72", "**144**"]
    assert each.rows[-1].cells[-1] == "**95,08**"


def test_a_change_of_figures_after_the_snapshot_changes_nothing_on_the_paper(cast, round_):
    report = draw_report(snapshot=snapped(round_, cast.review_head), by=cast.review_head)
    before = papers.build(report)
    made.accept(made.reports(round_)[2], cast.review_head)
    made.files(made.reports(round_)[2].unit, cast.focal, Q1, made.FILES)
    assert papers.build(report).annexes[0].blocks[0] == before.annexes[0].blocks[0]


def test_what_replaces_the_authority_s_report_says_the_same_totals(cast, round_):
    report = draw_report(snapshot=snapped(round_, cast.review_head), by=cast.review_head)
    Report.objects.filter(pk=report.pk).update(state="issued", issued_on=date(2026, 3, 25), times_sent=1)
    section = ReportSection.objects.get(report=report, code="II.2.d")
    successor = Report.objects.get(pk=report.pk)
    successor.pk, successor.code, successor.replaces, successor._state.adding = None, "", report, True
    successor.state = "draft"
    successor.save()
    ReportSection.objects.create(report=successor, code=section.code, text=section.text)
    printed = {place.code: place.text for place in resolved(content(successor)).places if place.text}
    assert "2/3 đơn vị tiếp nhận 144 hồ sơ" in printed["II.2.d"]
    assert [annex.title for annex in papers.build(successor).annexes] == [TOTALS_TITLE, UNITS_TITLE]


def test_the_report_that_the_office_above_asks_for_is_the_one_that_is_written(cast, round_):
    above = unit(
        "vp", "Văn phòng UBND tỉnh Thử", Unit.Kind.DEPARTMENT, cast.province, issuer_name="Văn phòng UBND tỉnh Thử"
    )
    over = person("over", "Ma Thị Trên", above, Role.REVIEW_HEAD, "Chánh Văn phòng", head=True)
    person("officer_above", "Mai Văn Trên", above, Role.REVIEWER, "Chuyên viên")
    ReviewRelation.objects.create(unit=cast.authority, authority=above, subject=Subject.REPORT, valid_from=START)
    rebuild_reach()
    call = Call(
        unit=above, title="Báo cáo CCHC của tỉnh", window_from=Q1.first, window_to=Q1.last, due_on=date(2026, 3, 30)
    )
    asked = open_round(
        create_round(call, by=over, period=round_.period, outline=round_.outline, form=round_.form),
        by=over,
        units=[cast.authority],
    )[0]
    report = draw_report(snapshot=snapped(round_, cast.review_head), by=cast.review_head)
    assert (report.pk, report.due_on) == (asked.pk, date(2026, 3, 30))
    # What adds up over the units stands in its own form, field by field, and says where it is from.
    sheet = content(report).figures.sheet()
    assert sheet.figure("3.4.c4").number == sum(2 * line[4] for line in made.FILES.values())
    assert {row.provenance for row in values_of(report)} == {"fact"}
    # Written once: the next snapshot gets a report of its own.
    assert draw_report(snapshot=snapped(round_, cast.review_head), by=cast.review_head).call_unit is None


def test_a_round_without_figures_is_put_together_by_its_texts(cast, round_):
    Round.objects.filter(pk=round_.pk).update(form=None)
    round_.refresh_from_db()
    snapshot = snapped(round_, cast.review_head)
    assert (snapshot.rows.count(), bool(snapshot.content_hash)) == (0, True)
    assert papers.build(draw_report(snapshot=snapshot, by=cast.review_head)).annexes == ()

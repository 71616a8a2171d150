"""Reports on the pages of a decision: the chairman's and the reviewer's, as plans have them (ux sections 4.7, 4.10)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cchc_portal.desks import DESKS, desk_at
from indicators import actions as counting
from indicators.entries import Entry
from organisations.actions import rebuild_reach
from organisations.roles import Role
from reporting.actions import open_round
from reporting.models import Report, ReportLine, ReportSection, StatForm
from reporting.periods import Kind, Period, window_of
from tests.cast import Cast, commune, person
from tests.reporting.builders import opened, prepared, write_all
from tests.workflow.walks import issued, walk
from workflow import remarks
from workflow.actions import take
from workflow.models import Event, Remark

pytestmark = pytest.mark.django_db
WAITING = ("submit", "pass_content", "pass_form")


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def counted(
    report: Report, cast: Cast, code: str, amount: int, *, field: str = "", kind: str = "actual", **more
) -> None:
    entry = Entry(code, report.window, amount=Decimal(amount), breakdown=field, kind=kind)
    counting.record_value(unit=report.unit, entry=entry, by=cast.focal, **more)


@pytest.fixture
def draft(cast: Cast) -> Report:
    """The commune's report of quarter I, complete, with two figures."""
    report = write_all(opened(cast), cast.focal)
    counted(report, cast, "tk.1.1.1", 40)
    counted(report, cast, "tk.1.1.2", 9, kind="estimate")
    return report


@pytest.fixture
def waiting(draft: Report, cast: Cast) -> Report:
    """On the chairman's desk."""
    return walk(draft, cast, *WAITING)


@pytest.fixture
def reviewed(waiting: Report, cast: Cast) -> Report:
    """Issued and under review."""
    return walk(issued(walk(waiting, cast, "sign"), cast), cast, "begin_review")


def approve(item: Report, rest: str = "") -> str:
    return f"/bao-cao/{item.code}/duyet/{rest}"


def review(item: Report, rest: str = "") -> str:
    return f"/ra-soat/{item.code}/{rest}"


@pytest.mark.parametrize(
    "tab", ["", "?phan=toan-van", "?phan=so-lieu", "?phan=ban-giay", "?phan=y-kien", "?phan=khong-co"]
)
def test_every_tab_opens_for_the_chairman(waiting: Report, cast: Cast, tab: str):
    assert client(cast.chairman).get(approve(waiting, tab)).status_code == 200


@pytest.mark.parametrize(
    "tab", ["", "?phan=toan-van", "?phan=so-lieu", "?phan=dien-bien", "?ben=kiem-tra", "?ben=tong-quan"]
)
def test_every_tab_opens_for_the_reviewer(reviewed: Report, cast: Cast, tab: str):
    assert client(cast.reviewer).get(review(reviewed, tab)).status_code == 200


@pytest.mark.parametrize("part", ["stranger", "other_focal", "other_chairman", "reviewer", "review_head", "nobody"])
def test_nobody_outside_the_unit_finds_the_chairmans_page(waiting: Report, cast: Cast, part: str):
    for rest in ("", "ky/", "tra-lai/"):
        assert client(getattr(cast, part)).get(approve(waiting, rest)).status_code == 404


@pytest.mark.parametrize("part", ["stranger", "other_focal", "focal", "chairman", "viewer", "nobody"])
def test_only_the_authority_finds_the_reviewers_page(reviewed: Report, cast: Cast, part: str):
    for rest in ("", "viec/propose/"):
        assert client(getattr(cast, part)).get(review(reviewed, rest)).status_code == 404
    assert client(getattr(cast, part)).post(review(reviewed, "y-kien/"), {"text": "a"}).status_code == 404


def test_a_report_that_was_not_issued_is_not_there_for_the_authority(waiting: Report, cast: Cast):
    assert client(cast.reviewer).get(review(waiting)).status_code == 404


def test_a_code_is_found_below_its_own_section_only(waiting: Report, cast: Cast):
    assert client(cast.chairman).get(f"/ke-hoach/{waiting.code}/duyet/").status_code == 404
    assert desk_at(waiting.code) is DESKS["report"]
    assert desk_at(waiting.code.lower(), "bao-cao") is DESKS["report"]
    for code, section in ((waiting.code, "ke-hoach"), ("KH00000", "bao-cao"), ("", ""), ("XX00000", "")):
        with pytest.raises(Http404):
            desk_at(code, section)


def test_looking_changes_nothing(waiting: Report, cast: Cast):
    before = Event.objects.count()
    for rest in ("", "ky/", "tra-lai/", "?phan=so-lieu"):
        client(cast.chairman).get(approve(waiting, rest))
    waiting.refresh_from_db()
    assert (Event.objects.count(), waiting.opened_at, waiting.state) == (before, None, "awaiting_chairman")


def test_the_chairman_signs_a_report(waiting: Report, cast: Cast):
    chairman = client(cast.chairman)
    assert "phó" not in chairman.get(approve(waiting, "ky/")).context["title"].lower()
    chairman.post(approve(waiting, "ky/"), {"version": waiting.version})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.signed_by) == ("approved", cast.chairman)


def test_the_chairman_hands_a_report_back_and_reads_what_changed(waiting: Report, cast: Cast):
    chairman = client(cast.chairman)
    assert chairman.get(approve(waiting)).context["changed"] is None
    chairman.post(approve(waiting, "tra-lai/"), {"comment": "Nêu rõ kết quả.", "version": waiting.version})
    waiting.refresh_from_db()
    assert waiting.state == "returned_by_chairman"
    ReportSection.objects.filter(report=waiting, code="I.1").update(text="Đã ban hành kế hoạch.")
    counted(waiting, cast, "tk.1.1.1", 41, reason="Đếm lại")
    walk(waiting, cast, *WAITING)
    page = chairman.get(approve(waiting))
    changed = page.context["changed"]
    assert changed.since.startswith("lần trả lại ")
    assert [(one.kind, one.part.old, one.part.new) for one in changed.places] == [
        ("đổi", "Đã thực hiện theo kế hoạch.", "Đã ban hành kế hoạch."), ("đổi", "40", "41"),
    ]  # fmt: skip
    tab = chairman.get(approve(waiting, "?phan=so-sanh"))
    assert chairman.get(tab.context["changed"].url).status_code == 200
    history = client(cast.focal).get(f"/bao-cao/{waiting.code}/dien-bien/").content.decode()
    assert f"/bao-cao/{waiting.code}/so-sanh/1/?voi=2" in history
    assert "so-sanh" not in client(cast.viewer).get(f"/bao-cao/{waiting.code}/dien-bien/").content.decode()
    assert [event.comment for event in tab.context["changed"].reasons] == ["Nêu rõ kết quả."]


def test_the_summary_counts_what_is_known_and_lists_what_is_estimated(waiting: Report, cast: Cast):
    context = client(cast.chairman).get(approve(waiting)).context
    words = {one["label"]: one["words"] for one in context["sizes"]}
    assert words["Số liệu đã có"].endswith(" ô, 1 ô là số ước")
    assert words["Số liệu đã có"].startswith("2/")
    assert [(cell.shown, cell.mark) for cell in context["estimated"]] == [("9", "ước")]


def test_the_summary_lists_numbers_that_were_typed_by_hand(draft: Report, cast: Cast):
    text = "Đã họp 3 cuộc, hoàn thành {{fact:tk.1.1.2}} nhiệm vụ, đạt 99,5%."
    ReportSection.objects.filter(report=draft, code="I.1").update(text=text, updated_by=cast.field)
    (one,) = client(cast.chairman).get(approve(draft)).context["typed"]
    assert (one["place"], one["numbers"]) == ("Mục I.1 Về kế hoạch cải cách hành chính", ["3", "99,5"])
    assert one["who"] == f"Số gõ tay, {cast.field.display_name}"


def test_the_paper_is_offered_as_pdf_and_as_word(waiting: Report, cast: Cast):
    paper = client(cast.chairman).get(approve(waiting, "?phan=ban-giay")).context["paper"]
    assert client(cast.chairman).get(paper["preview"]).status_code == 200
    assert client(cast.chairman).get(paper["word"]).status_code == 200
    assert paper["pdf"].endswith("/ban-trinh-ky.pdf")


def test_the_summary_tells_the_files_of_procedures(draft: Report, cast: Cast):
    for code, amount in (
        ("c4", 60),
        ("c5", 30),
        ("c6", 10),
        ("c8", 80),
        ("c9", 10),
        ("c10", 5),
        ("c12", 4),
        ("c13", 1),
    ):
        counted(draft, cast, f"tthc.{code}", amount, field="dat-dai")
    waiting = walk(draft, cast, *WAITING)
    chairman = client(cast.chairman)
    lines = list(chairman.get(approve(waiting, "?phan=so-lieu")).context["figures"].lines)
    assert [(line.name, line.cells[0].shown, line.ref) for line in lines] == [
        ("Đất đai", "100", "figure-3.4-dat-dai"), ("Tổng cộng", "100", "figure-3.4-total"),
    ]  # fmt: skip
    for place, name in (
        ("figure-3.4-dat-dai", "Số liệu 3.4, Đất đai"), ("figure-3.4.c7-total", "Số liệu 3.4(7), Tổng cộng: Tổng số")
    ):  # fmt: skip
        assert chairman.get(f"/bao-cao/{waiting.code}/gop-y/?cho={place}").context["name"] == name
    words = {one["label"]: one["words"] for one in chairman.get(approve(waiting)).context["sizes"]}
    assert (words["Hồ sơ TTHC phải giải quyết"], words["Hồ sơ đã giải quyết"]) == ("100", "95")
    assert words["Đúng hạn, cách tính A"] == "94,74\N{NO-BREAK SPACE}%"


def test_figures_stand_with_their_findings(draft: Report, cast: Cast):
    counted(draft, cast, "tk.1.2.3", 4)
    counted(draft, cast, "tk.1.2.4", 9)
    page = client(cast.chairman).get(approve(draft, "?phan=so-lieu"))
    rows = {row.row.code: row.cell for part in page.context["figures"].parts for row in part.rows}
    assert (rows["1.1.1"].shown, rows["1.1.1"].level) == ("40", "")
    assert (rows["1.1.2"].shown, rows["1.1.2"].mark) == ("9", "ước")
    assert (rows["1.2.3"].level, rows["1.2.4"].level) == ("must", "must")
    assert [words for code in ("1.2.3", "1.2.4") for _, words in rows[code].found] == [
        "Số vấn đề phát hiện đã xử lý xong là 9, lớn hơn số vấn đề phát hiện qua kiểm tra là 4."
    ]
    sides = client(cast.chairman).get(approve(draft)).context["checked"]
    assert sides.must[0]["sentence"].startswith("Số vấn đề phát hiện đã xử lý xong là 9")


def test_a_figure_that_stands_out_asks_beside_the_period_before(draft: Report, cast: Cast):
    before = window_of(Period(2025, Kind.QUARTER, 1))
    counting.record_value(unit=draft.unit, entry=Entry("tk.1.2.3", before, amount=Decimal(10)), by=cast.focal)
    counted(draft, cast, "tk.1.2.3", 32)
    context = client(cast.chairman).get(approve(draft, "?phan=so-lieu")).context
    figures = context["figures"]
    assert [one.label for one in figures.earlier] == [before.name]
    row = next(row for part in figures.parts for row in part.rows if row.row.code == "1.2.3")
    assert row.earlier == ((before.name, "10"),)
    assert row.cell.found == (("should", "Gấp 3,2 lần kỳ trước. Đúng như vậy?"),)
    asked = [one["sentence"] for one in context["checked"].should]
    assert asked == ["Số liệu 1.2.3: Số vấn đề phát hiện qua kiểm tra. Gấp 3,2 lần kỳ trước. Đúng như vậy?"]


def test_a_figure_far_from_those_of_the_other_units_asks_the_reviewer(reviewed: Report, cast: Cast):
    Report.objects.filter(pk=reviewed.pk).update(form=None)
    for number, amount in enumerate((2, 3, 3, 4, 3)):
        unit = commune(f"xa-khac-{number}", f"xã Khác {number}", cast.province)
        clerk = person(f"clerk-{number}", f"Người Soạn {number}", unit, Role.FOCAL_POINT, "Văn phòng")
        rebuild_reach()
        shell = Report.objects.get(pk=reviewed.pk)
        shell.pk, shell.code, shell.unit, shell.call_unit = None, f"BC{unit.pk:05}", unit, None
        shell._state.adding = True
        shell.save()
        counting.record_value(unit=unit, entry=Entry("tk.1.1.1", shell.window, amount=Decimal(amount)), by=clerk)
    Report.objects.filter(pk=reviewed.pk).update(form=StatForm.objects.latest("pk"))
    figures = client(cast.reviewer).get(review(reviewed, "?phan=so-lieu")).context["figures"]
    row = next(row for part in figures.parts for row in part.rows if row.row.code == "1.1.1")
    assert row.cell.found == (("should", "Cao hơn hẳn 5 đơn vị cùng đợt (mức giữa là 3). Đúng như vậy?"),)


def test_a_remark_on_a_figure_is_official_and_named(reviewed: Report, cast: Cast):
    reviewer, place = client(cast.reviewer), "figure-1.1.2"
    here = f"/bao-cao/{reviewed.code}/gop-y/?cho={place}&ve={review(reviewed)}"
    assert reviewer.get(here).status_code == 200
    answer = reviewer.post(here, {"text": "Ghi rõ số đã hoàn thành."})
    assert answer["Location"] == f"{review(reviewed)}#{place}"
    made = Remark.objects.get()
    assert (made.place, made.private, made.kind) == (place, False, "report")
    assert made.place_label == "Số liệu 1.1.2: Số nhiệm vụ đã hoàn thành (lũy kế)"


@pytest.mark.parametrize("place", ["section-I.1", "figure-1.1.1", ""])
def test_places_that_can_be_remarked_on(reviewed: Report, cast: Cast, place: str):
    address = f"/bao-cao/{reviewed.code}/gop-y/?cho={place}"
    assert client(cast.reviewer).post(address, {"text": "Xem lại."}).status_code == 302
    assert Remark.objects.get().place == place


@pytest.mark.parametrize(
    "place", ["section-X.9", "figure-9.9", "figure-1", "figure-3.4", "figure-1.1.1-dat-dai", "task-1", "line-0"]
)
def test_places_that_do_not_exist_are_not_found(reviewed: Report, cast: Cast, place: str):
    assert client(cast.reviewer).get(f"/bao-cao/{reviewed.code}/gop-y/?cho={place}").status_code == 404


def test_remarks_are_refused_to_those_whose_turn_it_is_not(waiting: Report, reviewed: Report, cast: Cast):
    address = f"/bao-cao/{reviewed.code}/gop-y/?cho=section-I.1"
    for part in ("focal", "chairman"):
        assert client(getattr(cast, part)).post(address, {"text": "a"}).status_code == 403
    for part in ("stranger", "nobody"):
        assert client(getattr(cast, part)).post(address, {"text": "a"}).status_code in (403, 404)
    assert client(cast.stranger).get(address).status_code == 404
    assert not Remark.objects.exists()


def test_a_remark_beside_the_paper_is_anchored_by_its_name_and_a_note_is_kept_apart(reviewed: Report, cast: Cast):
    reviewer = client(cast.reviewer)
    places = {place.ref: place.label for place in reviewer.get(review(reviewed)).context["places"]}
    reviewer.post(review(reviewed, "y-kien/"), {"text": "Xem lại.", "ref": "section-I.1"})
    reviewer.post(review(reviewed, "y-kien/"), {"text": "Hỏi giao ban.", "ref": "figure-1.1.1", "private": "1"})
    assert list(Remark.objects.order_by("pk").values_list("place", "place_label", "private")) == [
        ("section-I.1", places["section-I.1"], False), ("figure-1.1.1", places["figure-1.1.1"], True),
    ]  # fmt: skip


def test_an_official_remark_is_answered_by_the_unit_and_settled_by_the_authority(reviewed: Report, cast: Cast):
    made = remarks.add(reviewed, by=cast.reviewer, text="Ghi rõ nguồn.", place="figure-1.1.1")
    note = remarks.add(reviewed, by=cast.reviewer, text="Hỏi giao ban.", private=True)
    focal = client(cast.focal)
    assert focal.post(f"/y-kien/{note.pk}/tra-loi/", {"text": "a"}).status_code == 404
    focal.post(f"/y-kien/{made.pk}/tra-loi/", {"text": "Đã ghi."})
    made.refresh_from_db()
    assert (made.state, made.answer) == ("answered", "Đã ghi.")
    client(cast.reviewer).post(f"/y-kien/{made.pk}/xong/")
    made.refresh_from_db()
    assert made.state == "resolved"


def test_a_replacement_is_asked_for_and_its_successor_is_compared(reviewed: Report, cast: Cast):
    reviewer, head = client(cast.reviewer), client(cast.review_head)
    remarks.add(reviewed, by=cast.reviewer, text="Thiếu số.", place="figure-1.1.1", place_label="Số liệu 1.1.1")
    form = reviewer.get(review(reviewed, "viec/propose/")).context["form"]
    assert form["comment"].value() == "1. Số liệu 1.1.1: Thiếu số."
    empty = reviewer.post(review(reviewed, "viec/propose/"), {"comment": "", "version": reviewed.version})
    assert (empty.status_code, empty.context["form"]["comment"].label) == (422, "Nội dung đề xuất")
    reviewer.post(review(reviewed, "viec/propose/"), {"comment": "Thay thế.", "version": reviewed.version})
    reviewed.refresh_from_db()
    assert [act["label"] for act in head.get(review(reviewed)).context["actions"]] == [
        "Yêu cầu rà soát lại", "Đề nghị thay thế", "Đề nghị đính chính", "Tiếp nhận",
    ]  # fmt: skip
    head.post(review(reviewed, "viec/ask_replacement/"), {"comment": "Thiếu số.", "version": reviewed.version})
    successor = Report.objects.get(replaces=reviewed)
    ReportSection.objects.filter(report=successor, code="I.1").update(text="Đã bổ sung.")
    walk(issued(walk(walk(successor, cast, *WAITING), cast, "sign"), cast), cast, "begin_review")
    page = reviewer.get(review(successor, "?phan=ban-cu"))
    assert page.context["changed"].since == "bản được thay thế"
    assert [one.part.new for one in page.context["changed"].places] == ["Đã bổ sung."]
    assert "thay thế" in page.context["paper_line"]


def test_the_head_accepts(reviewed: Report, cast: Cast):
    take("propose", reviewed, by=cast.reviewer, comment="Tiếp nhận.")
    reviewed.refresh_from_db()
    client(cast.review_head).post(review(reviewed, "viec/accept/"), {"version": reviewed.version})
    reviewed.refresh_from_db()
    assert (reviewed.state, reviewed.accepted_by) == ("accepted", cast.review_head)


def test_the_overview_tells_earlier_reports_how_late_they_were_and_how_often_asked_for_again(draft: Report, cast: Cast):
    waiting = walk(draft, cast, *WAITING)
    waiting = walk(take("return", waiting, by=cast.chairman, comment="Nêu rõ."), cast, *WAITING, "sign")
    asked = walk(issued(waiting, cast), cast, "begin_review")
    take("propose", asked, by=cast.reviewer, comment="Thay thế.")
    take("ask_replacement", Report.objects.get(pk=asked.pk), by=cast.review_head, comment="Thiếu số.")
    later = prepared(cast, Period(2026, Kind.HALF, 1), due_on=date(2026, 6, 20))
    open_round(later, by=cast.review_head)
    second = write_all(Report.objects.get(round=later, unit=cast.commune), cast.focal)
    second = walk(issued(walk(second, cast, *WAITING, "sign"), cast), cast, "begin_review")
    page = client(cast.reviewer).get(review(second, "?ben=tong-quan"))
    (earlier,) = [one for one in page.context["earlier"] if one["issued_on"]]
    assert earlier["title"] == "Báo cáo CCHC quý I năm 2026"
    assert earlier["more"].startswith("muộn ")
    assert earlier["more"].endswith(" ngày, bị yêu cầu sửa 1 lần")


PAGES = ("", "?phan=toan-van", "?phan=so-lieu", "?phan=ban-giay", "?phan=y-kien")


def test_more_figures_and_rows_ask_no_more_queries(draft: Report, cast: Cast):
    chairman = client(cast.chairman)

    def asked() -> list[int]:
        counts = []
        for page in PAGES:
            with CaptureQueriesContext(connection) as found:
                assert chairman.get(approve(draft, page)).status_code == 200
            counts.append(len(found))
        return counts

    counted(draft, cast, "tthc.c4", 10, field="dat-dai")
    ReportLine.objects.create(report=draft, kind="weakness", order=1, text="Còn hồ sơ quá hạn.")
    asked()
    few = asked()
    for field in ("ho-tich", "chung-thuc", "bao-tro-xa-hoi"):
        for column in ("c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13"):
            counted(draft, cast, f"tthc.{column}", 7, field=field)
    for order in range(2, 32):
        ReportLine.objects.create(report=draft, kind="weakness", order=order, text=f"Tồn tại thứ {order}.")
    assert asked() == few
    assert max(few) <= 40

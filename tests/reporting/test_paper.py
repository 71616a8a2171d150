"""The paper of a report: head, addressee, sections numbered without gaps, what is estimated, who gets it; its files."""

import hashlib
import io
from collections import Counter

import pikepdf
import pypdf
import pytest
from django.core.management import call_command
from django.urls import reverse

from documents import papers
from documents.layout import Heading, Paragraph, Table
from documents.models import FrozenPaper
from documents.render import render_pdf
from documents.sheet import sheet_context
from reporting.models import Report, ReportSection
from tests.documents.test_render_archive import structure
from tests.documents.word_files import WordFile
from tests.reporting.annexed import annual
from tests.reporting.builders import opened, write_all
from tests.workflow.walks import issued, walk

pytestmark = pytest.mark.django_db


def lines(paper) -> list[str]:
    """The lines of the body as they are printed, without marks of emphasis."""
    context = sheet_context(paper, screen=True)
    return [str(block["words"]) for group in context["groups"] for block in group["blocks"] if not block["is_table"]]


def test_sections_are_numbered_without_gaps_and_empty_places_are_left_out(cast):
    paper = papers.build(annual(cast))
    heads = [line for line, block in zip(lines(paper), paper.blocks, strict=False) if isinstance(block, Heading)]
    assert heads[0] == "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH"
    # The outline's II has nothing below it here, so that its III is printed as II.
    assert "II. ĐÁNH GIÁ CHUNG" in heads
    assert not any("KẾT QUẢ THỰC HIỆN" in line for line in heads)
    assert [line.partition(" ")[0] for line in heads if line[0].isdigit()] == ["1.", "2.", "3.", "4.", "1.", "2."]


def test_points_below_an_area_are_lettered_anew(cast):
    report = opened(cast)
    for code in ("II.2.d", "II.2.e", "II.4.a"):
        ReportSection.objects.create(report=report, code=code, text="Có nội dung.")
    heads = [line for line in lines(papers.build(report)) if line[:2] in ("a)", "b)", "1.", "2.", "I.")]
    assert [line.partition(" ")[0] for line in heads] == ["I.", "1.", "a)", "b)", "2.", "a)"]


def test_head_addressee_and_receivers(cast):
    report = annual(cast)
    paper = papers.build(report)
    assert (paper.type_name, paper.subject) == ("BÁO CÁO", "Công tác cải cách hành chính năm 2026")
    assert paper.addressees == ("Sở Nội vụ",)
    sent = papers.recipients_of(report)
    assert [(line.name, line.unit_id) for line in sent] == [
        ("Sở Nội vụ", cast.authority.pk),
        ("Thường trực Đảng ủy, Thường trực HĐND xã", None),
        ("Chủ tịch, các Phó Chủ tịch UBND xã", None),
    ]
    printed = [line for line, _ in sheet_context(paper, screen=False)["recipient_lines"]]
    assert (printed[0], printed[-1]) == ("- Như trên;", "- Lưu: VT.")


def test_window_estimate_part_of_the_year_and_annexes_are_said(cast):
    report = annual(cast)
    Report.objects.filter(pk=report.pk).update(window_note="Đơn vị thành lập ngày 01/7/2026.")
    report.refresh_from_db()
    said = lines(papers.build(report))
    words = "Số liệu báo cáo tính từ ngày 15/12/2025 đến ngày 14/12/2026, thực hiện đến ngày 30/11/2026"
    assert f"{words}, ước thực hiện đến ngày 14/12/2026." in said
    assert "Đơn vị thành lập ngày 01/7/2026." in said
    assert "(Có Phụ lục I và Phụ lục II kèm theo)" in said


def test_ground_and_replaced_report_stand_in_the_opening(cast):
    report = write_all(opened(cast, source_text="Công văn số 15/SNV-CCHC của Sở Nội vụ"), cast.focal)
    report.replaces_text = "Báo cáo số 12/BC-UBND ngày 20/3/2026"
    report.save()
    assert lines(papers.build(report))[0] == (
        "Thực hiện Công văn số 15/SNV-CCHC của Sở Nội vụ, UBND xã Một báo cáo công tác cải cách hành chính quý I năm 2026 "
        "(thay thế Báo cáo số 12/BC-UBND ngày 20/3/2026) như sau:"
    ).replace("15/SNV-CCHC", '<span class="whole">15/SNV-CCHC</span>').replace(
        "12/BC-UBND", '<span class="whole">12/BC-UBND</span>'
    )


def test_report_of_nothing_is_one_sentence_without_annexes(cast):
    report = annual(cast)
    report.nil_words = "Trong kỳ, Ủy ban nhân dân xã Một không phát sinh nội dung phải báo cáo."
    paper = papers.build(report)
    assert paper.blocks == (Paragraph(report.nil_words, ref="nil"),)
    assert paper.annexes == ()


def test_facts_in_the_text_are_printed_as_words(cast):
    report = annual(cast)
    ReportSection.objects.filter(report=report, code="I.1").update(text="Hoàn thành {{fact:tk.1.1.2}} nhiệm vụ.")
    assert "Hoàn thành ước 33 nhiệm vụ." in lines(papers.build(report))


def test_annexes_are_turned_and_hold_tables(cast):
    annexes = papers.build(annual(cast)).annexes
    assert [annex.title for annex in annexes] == [
        "Thống kê số liệu cải cách hành chính",
        "Thống kê nhiệm vụ, sáng kiến, mô hình cải cách hành chính",
    ]
    assert all(annex.landscape for annex in annexes)
    assert [sum(isinstance(block, Table) for block in annex.blocks) for annex in annexes] == [3, 1]


FILES = ("paper", "paper_sheet", "paper_file", "word", "annex_workbook")


@pytest.mark.parametrize("name", FILES)
def test_files_are_for_those_who_see_the_report(name, cast, client):
    url = reverse(f"reporting:{name}", args=[annual(cast).code])
    for user, status in ((cast.focal, 200), (cast.chairman, 200), (cast.stranger, 404), (cast.other_focal, 404)):
        client.force_login(user)
        assert client.get(url).status_code == status, (name, user)


@pytest.mark.parametrize("name", ["issued_file", "to_sign_file"])
def test_nothing_frozen_is_no_file(name, cast, client):
    client.force_login(cast.focal)
    assert client.get(reverse(f"reporting:{name}", args=[annual(cast).code])).status_code == 404


def test_issued_report_is_served_from_its_stored_bytes(cast, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report = walk(annual(cast), cast, "submit", "pass_content", "pass_form", "sign")
    with django_capture_on_commit_callbacks(execute=True):
        report = issued(report, cast)
    client.force_login(cast.focal)
    frozen = FrozenPaper.objects.get(kind="report", object_id=report.pk, purpose="issued")
    first = client.get(reverse("reporting:issued_file", args=[report.code]))
    ReportSection.objects.filter(report=report).update(text="Đã đổi sau khi ban hành.")
    again = client.get(reverse("reporting:issued_file", args=[report.code]))
    assert hashlib.sha256(first.content).hexdigest() == frozen.file_hash
    assert again.content == first.content
    assert client.get(reverse("reporting:paper_file", args=[report.code])).status_code == 302


@pytest.mark.parametrize(("name", "begins"), [("a.pdf", b"%PDF"), ("a.docx", b"PK")])
def test_report_is_written_as_a_file_by_its_ending(name, begins, cast, tmp_path):
    report = write_all(opened(cast), cast.focal)
    call_command("render_paper", "report", report.code, output=tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_pdf_and_word_say_the_same_and_the_file_is_a_tagged_archive(cast):
    paper = papers.build(annual(cast))
    data = render_pdf(paper)
    pages = [page.extract_text().split() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    on_paper = Counter(word for page in pages for word in page)
    in_word = Counter(WordFile(paper).text().split())
    # The PDF repeats the heads of tables on every page, so what Word has more is what counts.
    assert (in_word - on_paper).total() < in_word.total() / 100
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as facts:
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("3", "B")
        assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Caption"} <= set(structure(pdf.Root.StructTreeRoot.K))

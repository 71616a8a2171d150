"""The preview of a paper in the page: same words, references to the fields, no style attributes."""

import re

import pytest

from documents.layout import Paragraph
from documents.render import STYLE_SHEET, VIEWS, render_fragment, render_html
from tests.documents.papers import FOOTNOTE, letter_paper, plan_paper

PAPERS = {"plan": plan_paper, "letter": letter_paper}


@pytest.mark.parametrize("screen", [True, False], ids=["screen", "press"])
@pytest.mark.parametrize("build", PAPERS.values(), ids=PAPERS)
def test_paper_needs_no_inline_style_or_script(build, screen):
    html = render_html(build(), screen=screen)
    assert re.findall(r"\sstyle=|<style|<script|\son\w+=|<input", html) == []


def test_press_links_no_style_sheet():
    assert "<link" not in render_html(plan_paper())


def test_each_field_can_be_found_by_its_reference():
    html = render_html(plan_paper(), screen=True)
    found = re.findall(r'data-ref="([^"]+)"', html)
    assert [ref for ref in found if not ref.startswith("task")] == [
        "paper-issuer",
        "paper-number",
        "paper-place",
        "paper-subject",
        "purpose",
        "paper-recipients",
        "recipient-3",
        "paper-signature",
    ]
    assert [ref for ref in found if ref.startswith("task-")] == [f"task-{number}" for number in range(60)]


def test_blocks_of_one_field_stand_together():
    html = render_html(plan_paper(), screen=True)
    field = html.split('data-ref="purpose">')[1].split("</div>")[0]
    assert re.findall(r"<(?:h3|p) class=\"([a-z -]+)\"", field) == [
        "clause",
        "paragraph align-justify",
        "paragraph align-justify",
    ]


def test_fragment_holds_the_field_as_it_stands_in_the_page():
    fragment = render_fragment(plan_paper(), "purpose").strip()
    page = render_html(plan_paper(), screen=True)
    assert fragment.startswith('<div class="group" data-ref="purpose">')
    assert fragment in page


def test_fragment_of_a_task_is_its_row():
    fragment = render_fragment(plan_paper(), "task-3")
    assert re.findall(r'<tr class="row" data-ref="([^"]+)">', fragment) == ["task-3"]
    assert ">4</td>" in fragment


@pytest.mark.parametrize("ref", ["", "unknown"])
def test_fragment_of_an_unknown_field_is_empty(ref):
    assert render_fragment(plan_paper(), "unknown").strip() == ""


def test_footnotes_stand_at_the_end_of_the_preview():
    html = render_html(plan_paper(), screen=True)
    assert re.findall(r'href="#note-(\d)"', html) == ["1", "2", "3"]
    notes = html.split('<ol class="notes">')[1].split("</ol>")[0]
    assert [re.sub(r"<[^>]+>", "", line).strip() for line in notes.split("</li>")] == [*[FOOTNOTE] * 3, ""]


@pytest.mark.parametrize(
    ("build", "screen", "count"), [(plan_paper, True, 1), (plan_paper, False, 0), (letter_paper, True, 0)]
)
def test_only_the_preview_of_a_draft_says_so(build, screen, count):
    assert render_html(build(), screen=screen).count("Dự thảo") == count


def test_document_numbers_and_spans_of_years_stay_whole():
    html = render_html(plan_paper(blocks=(Paragraph("Kế hoạch số 107/2021/NĐ-CP giai đoạn 2021 - 2030 (60-NQ/TU)"),)))
    assert re.findall(r'<span class="whole">([^<]+)</span>', html.split('class="closing"')[0]) == [
        "107/2021/NĐ-CP",
        "2021 - 2030",
        "60-NQ/TU",
    ]


@pytest.mark.parametrize("view", VIEWS[1:])
def test_each_view_of_the_preview_has_its_rules(view):
    assert f'<html lang="vi" class="preview {view}">' in render_html(plan_paper(), screen=True, view=view)
    assert f".{view} .sheet" in STYLE_SHEET.read_text()


def test_an_unknown_view_is_refused():
    with pytest.raises(ValueError, match="view"):
        render_html(plan_paper(), screen=True, view="scale-99")

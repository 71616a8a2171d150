"""Reports of the demo world with five communes: deadlines of the seed, every state that is promised, figures that add up."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from cchc_portal.demo import form2026, mass2026, reports2023, reportwords
from cchc_portal.demo.figures2026 import COMMUNES, H1, Q1, Q3
from documents import freezing, papers
from documents.models import Delivery, FrozenPaper, IssuedDocument
from documents.reading.dates import Deadline
from organisations.models import User
from reporting.actions.covering import cover
from reporting.models import (
    Consolidation,
    FigureNote,
    FigurePart,
    OwnReport,
    Report,
    ReportSection,
    ReportVersion,
    Round,
)
from reporting.paper import FIGURES_TITLE, TASKS_TITLE
from reporting.queries import content, figures_of
from reporting.statistics.findings import Level
from tests.demo.worlds import make_demo
from tests.documents.beside import OFFICE, WITHOUT_OFFICE, Both, apart, pages_of, pressed
from workflow import append_only, integrity
from workflow.calendar import is_late
from workflow.clock import at, set_to
from workflow.models import Event, Obligation
from workflow.queries import waiting_for_others

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The world with two communes more than the cast has, committed."""
    with django_db_blocker.unblock():
        make_demo("--communes", "5")
        yield
        append_only.remove(connection)
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def told(world) -> Iterator[None]:
    with set_to(at(TODAY)):
        yield


def reports(kind: str, number: int = 0, **more):
    """Reports of a period of 2026."""
    found = Report.objects.filter(year=2026, period_kind=kind, period_number=number, **more)
    return found.select_related("unit", "form", "round__call")


def test_the_database_agrees_with_itself():
    assert list(integrity.faults(connection)) == []


# 2023: what the seed says of xã Tú Xuyên and nothing else

SEED = {
    # Period, day named, last acceptable day, first and last day of its figures.
    ("quarter", 1): (date(2023, 2, 25), date(2023, 2, 24), date(2022, 12, 15), date(2023, 3, 14)),
    ("half", 1): (date(2023, 5, 25), date(2023, 5, 24), date(2022, 12, 15), date(2023, 6, 14)),
    ("quarter", 3): (date(2023, 8, 25), date(2023, 8, 24), date(2023, 6, 15), date(2023, 9, 14)),
    ("year", 0): (date(2023, 11, 20), date(2023, 11, 19), date(2022, 12, 15), date(2023, 12, 14)),
}


def test_tu_xuyen_owes_four_reports_until_the_days_of_its_plan():
    shells = Report.objects.filter(unit__code="tu-xuyen").select_related("round__call__unit", "call_unit")
    found = {
        (row.period_kind, row.period_number): (
            row.due_on,
            Deadline(row.due_on, row.due_inclusive).last_day,
            row.window_from,
            row.window_to,
        )
        for row in shells
    }
    assert found == SEED
    assert {row.due_inclusive for row in shells} == {False}
    assert {row.round.call.unit.code for row in shells} == {"van-quan-pnv"}
    assert {row.addressee for row in shells} == {"UBND huyện Văn Quan (qua Phòng Nội vụ)"}
    assert {row.round.regime_code for row in shells} == {"tu-xuyen-2023"}


def test_nothing_is_said_of_what_tu_xuyen_reported():
    shells = Report.objects.filter(unit__code="tu-xuyen")
    assert set(shells.values_list("state", "times_sent")) == {("draft", 0)}
    assert not ReportSection.objects.filter(report__in=shells).exists()
    assert set(shells.values_list("round__guidance", flat=True)) == {reports2023.GUIDANCE}


# 2026: every state that is promised

STATES = {
    ("quarter", 1): {"tan-lap": ["accepted"]},
    ("half", 1): {"cao-xa": ["superseded", "accepted"]},
    ("quarter", 3): {
        "tan-lap": ["accepted"],
        "dong-tam": ["accepted"],
        "cao-xa": ["accepted"],
        "xa-04": ["accepted"],
        "xa-05": ["accepted"],
        "hoa-giang-snv": ["issued"],
    },
    ("year", 0): {
        "tan-lap": ["draft"],
        "dong-tam": ["awaiting_chairman"],
        "cao-xa": ["content_check"],
        "xa-04": ["draft"],
        "xa-05": ["draft"],
    },
    ("topical", 0): {"tan-lap": ["awaiting_chairman"], "dong-tam": ["issued"], "cao-xa": ["concluding"]},
}


@pytest.mark.parametrize(("kind", "number"), STATES)
def test_reports_stand_where_the_story_left_them(kind, number):
    found: dict[str, list[str]] = {}
    for row in reports(kind, number).order_by("pk"):
        found.setdefault(row.unit.code, []).append(row.state)
    assert found == STATES[kind, number]


def test_one_report_is_late_and_it_is_of_an_invented_commune():
    rows = Report.objects.exclude(first_issued_on=None).select_related("call_unit", "unit").exclude(call_unit=None)
    late = {
        (row.unit.code, row.period.code)
        for row in rows
        if is_late(row.first_issued_on, row.call_unit.due_on, row.call_unit.due_inclusive)
    }
    assert late == {("dong-tam", "2026-quarter-3")}


def test_the_replaced_report_and_its_successor_have_numbers_of_their_own():
    old, new = reports("half", 1).order_by("pk")
    assert (new.replaces, new.first_issued_on, old.state) == (old, date(2026, 6, 12), "superseded")
    rows = IssuedDocument.objects.filter(source_kind="report", source_id__in=[old.pk, new.pk]).order_by("number")
    assert list(rows.values_list("number", flat=True)) == [69, 71]
    assert {words for _, words in reportwords.MENDED} <= set(new.reportlines.values_list("text", flat=True))
    assert Event.objects.filter(kind="report", object_id=old.pk, action="ask_replacement").exists()


def test_every_issued_report_is_out_with_its_file_and_what_was_sent_is_kept():
    issued = Report.objects.exclude(issued_on=None)
    documents = IssuedDocument.objects.filter(source_kind="report", source_id__in=issued.values("pk"))
    assert set(documents.values_list("state", flat=True)) == {"delivered"}
    assert documents.count() == issued.count()
    assert Delivery.objects.filter(issued_document__in=documents).exists()
    assert not FrozenPaper.objects.filter(kind="report", purpose="issued", file_hash="").exists()
    assert set(issued.values_list("pk", flat=True)) <= set(ReportVersion.objects.values_list("report", flat=True))


def test_what_waits_for_the_chairman_has_its_file_and_the_worker_finds_the_rest():
    waiting = Report.objects.filter(state="awaiting_chairman").values("pk")
    assert not FrozenPaper.objects.filter(kind="report", object_id__in=waiting, file_hash="").exists()
    rest = FrozenPaper.objects.filter(file_hash="")
    assert set(rest.values_list("purpose", flat=True)) == {"to_sign"}
    assert {row.frozen_at < at(TODAY) for row in rest} == {True}


def test_every_text_that_was_sent_was_read_by_a_person():
    sent = Report.objects.filter(times_sent__gt=0)
    assert not ReportSection.objects.filter(report__in=sent, confirmed_at=None).exclude(text="").exists()
    assert not sent.filter(
        reportlines__confirmed_at=None, reportlines__removed_at=None, reportlines__isnull=False
    ).exists()


def test_the_draft_of_tan_lap_has_two_owners_and_one_has_still_to_fill():
    report = reports("year", unit__code="tan-lap").get()
    rows = {row.code: row for row in FigurePart.objects.filter(report=report).select_related("owner")}
    assert {row.owner.username for row in rows.values() if row.owner} == {"maianh", "binh"}
    assert sorted(code for code, row in rows.items() if row.finished_at) == ["1", "2", "3"]
    sheet = figures_of(report).sheet()
    assert sheet.progress("6")[0] == 0
    assert sheet.progress("3")[0] == sheet.progress("3")[1]
    assert ReportSection.objects.filter(report=report, machine=True, confirmed_at=None).exists()


# Figures: they add up, save where somebody said why


@pytest.mark.parametrize("window", [Q1, H1, Q3, form2026.YEAR], ids=lambda window: window.name)
def test_what_does_not_add_up_is_explained(window):
    found = {}
    for report in Report.objects.filter(window_from=window.first, window_to=window.last, form__isnull=False):
        for one in figures_of(report).findings:
            found.setdefault(one.level, []).append((report.unit.code, one.key))
    explained = [("tan-lap", "3.3.2<=3.3.1")] if window == Q3 else []
    assert found.get(Level.BLOCK, []) == []
    assert sorted(set(found.get(Level.NOTE, []))) == explained


def test_a_figure_that_stands_out_was_confirmed():
    notes = FigureNote.objects.filter(report__period_kind="quarter", report__period_number=3)
    assert "Người nhập xác nhận đúng." in set(notes.values_list("words", flat=True))


@pytest.mark.parametrize("code", COMMUNES)
def test_what_was_open_on_the_eve_is_carried_in(code):
    report = reports("quarter", 3, unit__code=code).get()
    figures = figures_of(report)
    lines = {line.key: line for line in figures.sheet().lines}
    for field, start in figures.openings.items():
        if start.figure.number:
            assert lines[field].figures["3.4.c6"].number == start.figure.number, field


@pytest.mark.parametrize("number", [4, 5, 27, 58, 98])
def test_figures_of_further_communes_agree_with_themselves(number):
    for row in mass2026.rows_of(f"xa-{number:02d}").values():
        c = row.columns()
        assert min(c.values()) >= 0
        assert (c[3], c[7], c[11]) == (c[4] + c[5] + c[6], c[8] + c[9] + c[10], c[12] + c[13])
        assert c[3] == c[7] + c[11]


# The round put together


def test_the_sos_own_report_says_who_is_missing():
    snapshot = Consolidation.objects.get()
    taken = set(snapshot.reports.values_list("unit__code", flat=True))
    assert (snapshot.asked, taken) == (5, {"tan-lap", "cao-xa", "xa-04", "xa-05"})
    own = Report.objects.get(unit__code="hoa-giang-snv")
    assert OwnReport.objects.get(report=own).consolidation == snapshot
    texts = " ".join(ReportSection.objects.filter(report=own).values_list("text", flat=True))
    assert "{{fact:tong:" in texts
    assert own.reportlines.filter(kind="weakness").count() > 1
    assert content(own).places


def test_everybody_has_something_of_a_report_to_do():
    waiting = Obligation.objects.filter(kind="report", closed_at=None)
    found = set(waiting.values_list("office__code", "capability"))
    assert ("tan-lap", "submit") in found
    assert {("tan-lap", "sign"), ("dong-tam", "sign")} <= found
    reviewing = waiting.filter(office__code="hoa-giang-snv")
    officer = User.objects.get(username="minh").pk
    assert reviewing.filter(capability="review", person=officer).exists()
    assert reviewing.filter(capability="conclude").exists()


def test_rounds_are_asked_by_the_authorities():
    assert Round.objects.filter(call__unit__code="hoa-giang-snv").count() == 5
    assert Round.objects.filter(call__unit__code="van-quan-pnv").count() == 4
    assert not Report.objects.filter(is_demo=False).exists()


def test_who_opened_the_rounds_is_not_shown_what_units_still_write():
    shown = waiting_for_others(User.objects.get(username="phuc"), limit=200)
    assert [row.item.code for row in shown if row.item.kind == "report" and row.item.times_sent == 0] == []


# The same reports in Word: what a clerk opens is what the chairman signed

WHICH = ("commune", "authority", "letter")


@pytest.fixture(scope="module")
def in_both(world) -> dict[str, Both]:
    """A commune's report of the year, the authority's consolidated one, a covering letter: as PDF and as Word file."""
    with set_to(at(TODAY)):
        year = reports("year", unit__code="dong-tam").get()
        own = reports("quarter", 3, unit__code="hoa-giang-snv").get()
        with transaction.atomic():
            clerk = User.objects.get(username="daumoi.dongtam")
            letter = papers.build(cover(report=year, by=clerk))
            transaction.set_rollback(True)
        found = {"commune": freezing.standing_paper(year), "authority": freezing.standing_paper(own), "letter": letter}
    return {name: Both(paper) for name, paper in found.items()}


@pytest.fixture(scope="module")
def by_office(in_both, tmp_path_factory) -> dict[str, bytes]:
    """The Word files as LibreOffice prints them."""
    return pressed({name: both.word.data for name, both in in_both.items()}, tmp_path_factory.mktemp("office"))


def test_the_reports_have_what_a_whole_report_has(in_both):
    annexes = {name: [annex.title for annex in both.paper.annexes] for name, both in in_both.items()}
    assert annexes == {
        "commune": [FIGURES_TITLE, TASKS_TITLE],
        "authority": ["Tổng hợp số liệu cải cách hành chính của các đơn vị", "Số liệu từng đơn vị"],
        "letter": [],
    }
    pages = {name: len(both.pages) for name, both in in_both.items()}
    assert pages["letter"] == 1
    assert min(pages["commune"], pages["authority"]) > 10


@pytest.mark.parametrize("which", WHICH)
def test_word_and_pdf_have_the_same_words_in_the_same_face_and_size(in_both, which):
    printed, spoken = in_both[which].printed(), in_both[which].spoken()
    off = (printed - spoken) + (spoken - printed)
    assert off.total() < printed.total() / 100, off


@pytest.mark.parametrize("which", WHICH)
def test_word_and_pdf_have_the_same_pages_and_columns(in_both, which):
    both = in_both[which]
    assert both.sections() == [(210, 297)] + [(297, 210)] * len(both.paper.annexes)
    turned = [page.box for page in both.pages]
    assert turned == sorted(turned)
    assert set(turned) == set(both.sections())
    upright, columns = {place for page in both.pages for place in page.upright}, both.columns()
    assert [place for place in upright if min(abs(place - column) for column in columns) > 0.3] == []
    assert [column for column in columns if min(abs(place - column) for place in upright) > 0.3] == []


@pytest.mark.skipif(OFFICE is None, reason=WITHOUT_OFFICE)
@pytest.mark.parametrize("which", WHICH)
def test_where_libreoffice_is_installed_its_print_of_the_word_file_lies_on_the_pdf(in_both, by_office, which):
    found = apart(in_both[which].pages, pages_of(by_office[which]))
    assert (found.boxes, found.rules, found.faces) == ([], [], [])
    assert found.words < found.all_words / 100
    assert (found.across_median < 0.15, found.across < 0.5, found.uprights < 0.5) == (True, True, True), found
    # A table that opens a page stands 6 pt (2.1 mm) lower in the PDF.
    assert (found.down < 3.3, found.levels < 2.5) == (True, True), found

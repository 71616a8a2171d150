"""Doors of everything that hangs on a report × every state in which it is locked: refused, nothing changed."""

import pytest
from django.urls import reverse

from reporting.models import FigureNote, FigurePart, Report, ReportLine, ReportSection
from reporting.outlines import Content
from tests.cast import Cast
from tests.guards.test_doors import LOCKED, Door, refused_everywhere, signed_in
from tests.guards.test_walk import everything
from tests.reporting.builders import opened
from workflow.clock import now
from workflow.rules import edit_refusal

pytestmark = pytest.mark.django_db


def filled(cast: Cast) -> Report:
    """A report with a row of every kind."""
    report = opened(cast)
    ReportSection.objects.create(report=report, code="I.1", text="Đã ban hành kế hoạch.")
    for order, kind in enumerate((Content.WEAKNESSES, Content.WEAKNESSES, Content.PROPOSALS), start=1):
        ReportLine.objects.create(report=report, kind=kind, order=order, text=f"Dòng số {order}.")
    FigurePart.objects.create(report=report, code="1", owner=cast.focal)
    FigureNote.objects.create(
        report=report, key="3.4.a@dat-dai", difference=1, words="Một hồ sơ rút.", at=now(), by=cast.focal
    )
    return report


def doors(report: Report) -> list[Door]:
    """Every door through which text and rows of the report are changed."""
    code, line = report.code, ReportLine.objects.filter(report=report).order_by("pk").first()
    place = {name: reverse(f"reporting:{name}", args=[code, "I.1"]) for name in ("section", "redraft")}
    own = reverse("reporting:line", args=[code, line.pk])
    return [
        (place["section"], {"text": "Lời khác", "version": "1"}),
        (place["section"] + "#tự lưu", {"text": "Lời khác", "version": "1"}),
        (place["redraft"], {"thay": "1"}),
        *((reverse("reporting:section_act", args=[code, "I.1", verb]), {}) for verb in ("xac-nhan", "da-xem")),
        (reverse("reporting:line_add", args=[code, "III.2"]), {"text": "Dòng mới"}),
        (own, {"text": "Lời khác", "version": "1"}),
        (own + "#tự lưu", {"text": "Lời khác", "version": "1"}),
        *(
            (reverse("reporting:line_act", args=[code, line.pk, verb]), {})
            for verb in ("xoa", "xuong", "xac-nhan", "xac-nhan-ca", "da-xem")
        ),
        *figure_doors(code),
        (reverse("reporting:draft", args=[code]), {}),
        (reverse("reporting:information", args=[code]), {"title": "Tên khác", "addressee": "", "version": "1"}),
    ]


def figure_doors(code: str) -> list[Door]:
    """Every door through which the figures of the report are changed."""
    part = reverse("reporting:figures", args=[code, "2"])
    return [
        (part, {"2.1": "5", "thay-2.1": "", "viec": "luu"}),
        (part, {"2.1": "6", "thay-2.1": "", "viec": "xong"}),
        (reverse("reporting:figure_paste", args=[code, "2"]), {"bang": "5\n6", "tu-o": "2.2.1"}),
        (reverse("reporting:figure_undo", args=[code, "2"]), {"dan": ""}),
        (reverse("reporting:figure_day", args=[code]), {"as_of": "10/03/2026", "phan": "2"}),
        (reverse("reporting:figure_note", args=[code, "2"]), {"key": "2.2", "words": "Một văn bản chuyển cấp trên."}),
        (reverse("reporting:figure_give", args=[code, "2"]), {"owner": ""}),
    ]


@pytest.mark.parametrize(("road", "state"), LOCKED)
def test_a_locked_report_keeps_every_door_shut(cast: Cast, road: str, state: str) -> None:
    report = filled(cast)
    Report.objects.filter(pk=report.pk).update(road=road, state=state)
    report = Report.objects.get(pk=report.pk)
    client = signed_in(cast.focal)
    before = everything()
    assert refused_everywhere(client, edit_refusal(cast.focal, report), doors(report)) == []
    assert everything() == before


def test_the_same_doors_open_to_the_drafter_of_a_draft(cast: Cast) -> None:
    report = filled(cast)
    client = signed_in(cast.focal)
    answers = [
        (address, client.post(address.removesuffix("#tự lưu"), said).status_code) for address, said in doors(report)
    ]
    # Nothing is wrong with these figures, so there is nothing to explain.
    assert [one for one in answers if one[1] not in (302, 409)] == [
        (reverse("reporting:figure_note", args=[report.code, "2"]), 403)
    ]
    assert ReportSection.objects.get(report=report, code="I.1").text == "Lời khác"


@pytest.mark.parametrize("who", ["office_head", "chairman", "records", "reviewer", "stranger"])
def test_people_who_do_not_draft_it_find_the_doors_of_a_draft_shut(cast: Cast, who: str) -> None:
    report = filled(cast)
    client = signed_in(getattr(cast, who))
    before = everything()
    answers = {client.post(address.removesuffix("#tự lưu"), said).status_code for address, said in doors(report)}
    assert answers <= {403, 404}
    assert everything() == before

"""The covering Công văn of a report: prefilled, begun once, linked, on its own road."""

import pytest
from django.urls import reverse

from documents.models import Letter
from documents.queries import issue_of
from documents.reading.dates import format_date_short
from reporting.actions.covering import cover, letter_of
from reporting.models import Report
from tests.reporting.builders import opened, write_all
from tests.workflow.walks import issued, walk
from workflow.models import Event, Road
from workflow.rules import Refused

pytestmark = pytest.mark.django_db


def report_of(cast) -> Report:
    return write_all(opened(cast, recipients="Sở Nội vụ"), cast.focal)


def test_letter_names_the_report_by_subject_until_it_is_issued(cast):
    letter = cover(report=report_of(cast), by=cast.focal)
    assert letter.title == "gửi Báo cáo công tác cải cách hành chính quý I năm 2026"
    assert letter.addressees == [{"name": "Sở Nội vụ", "unit": cast.authority.pk}]
    assert (letter.unit, letter.road, letter.corrects_kind) == (cast.commune, Road.LETTER, "")


def test_letter_names_the_issued_report_by_number_and_day(cast):
    report = issued(walk(report_of(cast), cast, "submit", "pass_content", "pass_form", "sign"), cast)
    letter = cover(report=report, by=cast.focal)
    number = f"{issue_of(report).number:02}/BC-UBND ngày {format_date_short(report.issued_on)}"
    assert letter.title == f"gửi Báo cáo số {number} về công tác cải cách hành chính quý I năm 2026"


def test_asking_twice_gives_the_same_letter_and_one_event(cast):
    report = report_of(cast)
    first, second = cover(report=report, by=cast.focal), cover(report=report, by=cast.focal)
    assert first == second == letter_of(report)
    assert (Letter.objects.count(), Event.objects.filter(action="report.cover").count()) == (1, 1)


def test_letter_in_the_bin_makes_room_for_another(cast):
    report = report_of(cast)
    first = cover(report=report, by=cast.focal)
    Letter.objects.filter(pk=first.pk).update(binned_at=first.created_at)
    assert letter_of(report) is None
    assert cover(report=report, by=cast.focal) != first


def test_only_who_drafts_begins_it(cast):
    report = report_of(cast)
    for user in (cast.chairman, cast.reviewer, cast.stranger):
        with pytest.raises(Refused):
            cover(report=report, by=user)


def test_without_addressee_it_is_refused_in_words(cast):
    report = report_of(cast)
    report.addressee = ""
    report.save()
    with pytest.raises(Refused, match="chưa ghi nơi kính gửi"):
        cover(report=report, by=cast.focal)


def test_page_begins_the_letter_and_then_leads_to_it(cast, client):
    report = report_of(cast)
    url, page = (reverse(f"reporting:{name}", args=[report.code]) for name in ("cover_letter", "paper"))
    client.force_login(cast.focal)
    assert client.get(url).url == f"{page}#cong-van"
    assert not Letter.objects.exists()
    assert "Lập công văn gửi" in client.get(page).content.decode()
    assert client.post(url).status_code == 302
    letter = Letter.objects.get()
    assert client.get(url).url == reverse("documents:letter", args=[letter.code])
    assert reverse("documents:letter", args=[letter.code]) in client.get(page).content.decode()
    client.force_login(cast.stranger)
    assert client.post(url).status_code == 404

""" "Nơi nhận" of reports: filled as an office would for an authority's own report, editable, printed and sent as written."""

import pytest
from django.test import Client

from documents import papers
from documents.layout.wording import recipient_lines
from organisations.actions import rebuild_reach
from organisations.models import Appointment, Membership, Unit
from organisations.roles import Role
from reporting import receivers
from reporting.actions import consolidating as verbs
from reporting.actions.drawing import draw_report
from reporting.models import Report
from tests.cast import START, Cast, unit
from tests.reporting import consolidations as made
from tests.reporting.builders import opened

pytestmark = pytest.mark.django_db


def printed(report: Report) -> list[str]:
    return [line for line, _ in recipient_lines(papers.build(report))]


@pytest.fixture
def own(cast: Cast) -> Report:
    """The authority's own report, put together from two communes; its drafter works in a room of it."""
    Membership.objects.create(user=cast.review_head, unit=cast.authority, role=Role.FOCAL_POINT, valid_from=START)
    room = unit("phong-cchc", "Phòng Cải cách hành chính", Unit.Kind.DIVISION, cast.authority)
    Unit.objects.filter(pk=room.pk).update(abbreviation="CCHC")
    Appointment.objects.create(official=cast.review_head.official, unit=room, title="Trưởng phòng", valid_from=START)
    rebuild_reach()
    round_ = made.world(cast, 2)
    for report in made.reports(round_):
        made.accept(report, cast.review_head)
    snapshot = verbs.count(verbs.take_snapshot(round_=round_, basis="accepted", by=cast.review_head).pk)
    return draw_report(snapshot=snapshot, by=cast.review_head)


def test_own_report_goes_above_and_to_the_units_and_its_room_keeps_one(cast: Cast, own: Report):
    assert own.addressee == (cast.province.issuer_name or cast.province.name)
    assert printed(own) == ["- Như trên;", "- Lãnh đạo Sở;", "- UBND các xã;", "- Lưu: VT, CCHC."]


def test_the_office_above_is_named_where_the_report_is_addressed_to_another(cast: Cast, own: Report):
    own.addressee = "Bộ Nội vụ"
    first = receivers.of_authority(own, [cast.commune], cast.review_head).splitlines()[0]
    assert first == f"{receivers.issuer_in_text(cast.province)} (để báo cáo)"


def test_lines_are_changed_and_printed_and_sent_as_written(cast: Cast, own: Report):
    client = Client()
    client.force_login(cast.review_head)
    address = f"/bao-cao/{own.code}/thong-tin/"
    form = client.get(address).context["form"]
    assert form["recipients"].value().splitlines() == ["Lãnh đạo Sở", "UBND các xã", "Lưu: VT, CCHC"]
    said = {
        "title": own.title,
        "addressee": own.addressee,
        "recipients": "- Giám đốc Sở;\n\nThanh tra tỉnh;\nLưu: VT, CCHC, TTr.",
    }
    assert client.post(address, said).status_code == 302
    own = Report.objects.get(pk=own.pk)
    assert printed(own) == ["- Như trên;", "- Giám đốc Sở;", "- Thanh tra tỉnh;", "- Lưu: VT, CCHC, TTr."]
    assert [line.name for line in papers.recipients_of(own)][1:] == ["Giám đốc Sở", "Thanh tra tỉnh"]


def test_usual_lines_of_a_commune_are_not_stored(cast: Cast):
    report = opened(cast)
    client = Client()
    client.force_login(cast.focal)
    address = f"/bao-cao/{report.code}/thong-tin/"
    before, form = printed(report), client.get(address).context["form"]
    said = {"title": report.title, "addressee": report.addressee, "recipients": form["recipients"].value()}
    assert client.post(address, said).status_code == 302
    report = Report.objects.get(pk=report.pk)
    assert (report.recipients, printed(report)) == ("", before)
    assert "- Chủ tịch, các Phó Chủ tịch UBND xã (để báo cáo);" in before

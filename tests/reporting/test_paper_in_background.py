"""A draft with long annexes is pressed in the background: asked for by a button, waited for on a page, pressed once."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from documents import drafts, papers
from documents.render import render_pdf
from documents.tasks import press_draft
from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.models import Membership
from organisations.roles import Role
from reporting.actions import consolidating as verbs
from reporting.actions.drawing import draw_report
from reporting.models import ReportSection
from tests.cast import START
from tests.reporting import consolidations as made
from tests.reporting.annexed import annual

pytestmark = pytest.mark.django_db
Q1 = Window(date(2025, 12, 15), date(2026, 3, 14))


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Drafts of one test are not those of another."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def pressed(monkeypatch) -> list:
    """What was pressed, in place of pressing it."""
    found = []
    monkeypatch.setattr(drafts, "render_pdf", lambda paper: found.append(paper) or b"%PDF-1.7 " + str(found).encode())
    return found


@pytest.fixture
def short(cast, monkeypatch):
    """The commune's report of the year, of which every table is a long one."""
    monkeypatch.setattr(drafts, "LARGE_ROWS", 1)
    return annual(cast)


def consolidated(cast, units: int):
    """The authority's report drawn from so many communes, two of them with files."""
    Membership.objects.create(user=cast.review_head, unit=cast.authority, role=Role.FOCAL_POINT, valid_from=START)
    rebuild_reach()
    round_ = made.world(cast, units)
    for report in made.reports(round_):
        made.accept(report, cast.review_head)
    for report in made.reports(round_)[:2]:
        made.files(report.unit, cast.focal, Q1, made.FILES)
    snapshot = verbs.count(verbs.take_snapshot(round_=round_, basis="accepted", by=cast.review_head).pk)
    return draw_report(snapshot=snapshot, by=cast.review_head)


def at(report, name="wait") -> str:
    return reverse(f"reporting:paper_{name}", args=[report.code])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def run(place: str, report) -> str:
    """What the worker does for the press that an address waits for."""
    (inputs_hash,) = parse_qs(urlsplit(place).query)["ban"]
    return press_draft(report.unit_id, report.kind, report.pk, inputs_hash)


def test_report_over_many_units_is_pressed_in_the_background_as_it_would_be_at_once(cast):
    report = consolidated(cast, 210)
    client = signed_in(cast.review_head)
    paper = papers.build(report)
    assert drafts.rows_of(paper) > 210
    place = client.get(at(report, "file"))["Location"]
    assert "Lập bản in" in client.get(place).content.decode()
    assert client.post(at(report))["Location"] == place
    waiting = client.get(place).content.decode()
    assert [
        words for words in ("Đang chờ đến lượt", "Đọc số liệu", "Dàn trang", "Tải lại trang") if words not in waiting
    ] == []
    assert run(place, report) == "done"
    done = client.get(place).content.decode()
    assert "Đã lập xong sau" in done
    assert f"{at(report, 'file')}?{urlsplit(place).query}" in done
    answer = client.get(at(report, "file"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content == render_pdf(paper)


def test_same_inputs_are_pressed_once_and_other_inputs_anew(cast, short, pressed):
    client = signed_in(cast.focal)
    place = client.post(at(short))["Location"]
    assert [run(place, short), run(place, short)] == ["done", "done"]
    assert client.post(at(short))["Location"] == place
    assert len(pressed) == 1
    first = client.get(at(short, "file")).content
    ReportSection.objects.filter(report=short, code="I.1").update(text="Đã viết lại.")
    other = client.get(at(short, "file"))["Location"]
    assert other != place
    assert client.post(at(short))["Location"] == other
    run(other, short)
    assert len(pressed) == 2
    assert client.get(at(short, "file")).content != first
    assert client.get(f"{at(short, 'file')}?{urlsplit(place).query}").content == first


def test_second_worker_leaves_alone_what_the_first_is_pressing(cast, short, monkeypatch):
    place = signed_in(cast.focal).post(at(short))["Location"]
    seen = []
    monkeypatch.setattr(drafts, "render_pdf", lambda _: seen.append(run(place, short)) or b"%PDF")
    assert (run(place, short), seen) == ("done", ["laying_out"])


def test_page_says_the_step_and_htmx_gets_its_part_until_it_is_done(cast, short, monkeypatch):
    client, seen = signed_in(cast.focal), []
    place = client.post(at(short))["Location"]

    def look(_) -> bytes:
        seen.append(client.get(place, headers={"HX-Request": "true"}))
        return b"%PDF"

    monkeypatch.setattr(drafts, "render_pdf", look)
    run(place, short)
    part = seen[0].content.decode()
    assert "Đang dàn trang. Đã 0 giây." in part
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    assert "HX-Refresh" not in seen[0]
    assert client.get(place, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_press_that_fails_or_falls_silent_may_be_asked_for_again(cast, short, pressed, monkeypatch):
    client = signed_in(cast.focal)
    place = client.post(at(short))["Location"]
    monkeypatch.setattr(drafts, "QUIET_FOR", -1)
    assert "đã lâu không có bước nào tiếp" in client.get(place).content.decode()
    monkeypatch.undo()
    monkeypatch.setattr(drafts, "LARGE_ROWS", 1)

    def broken(_) -> bytes:
        raise ValueError("no press")

    monkeypatch.setattr(drafts, "render_pdf", broken)
    with pytest.raises(ValueError, match="no press"):
        run(place, short)
    page = client.get(place).content.decode()
    assert "Không lập được bản in" in page
    assert "Lập lại" in page
    monkeypatch.setattr(drafts, "render_pdf", lambda _: b"%PDF")
    assert client.post(at(short))["Location"] == place
    assert run(place, short) == "done"


def test_short_paper_is_pressed_at_once(cast):
    report, client = annual(cast), signed_in(cast.focal)
    assert client.get(at(report, "file")).content.startswith(b"%PDF")
    assert client.post(at(report))["Location"] == at(report, "file")


def test_long_draft_is_for_those_who_see_the_report(cast, short, pressed):
    place = signed_in(cast.focal).post(at(short))["Location"]
    run(place, short)
    file = f"{at(short, 'file')}?{urlsplit(place).query}"
    for user, status in ((cast.focal, 200), (cast.chairman, 200), (cast.stranger, 404), (cast.other_focal, 404)):
        client = signed_in(user)
        assert [client.get(address).status_code for address in (place, file)] == [status] * 2, user
    assert signed_in(cast.stranger).post(at(short)).status_code == 404


def test_state_of_another_report_is_not_served_by_its_hash(cast, short, pressed):
    place = signed_in(cast.focal).post(at(short))["Location"]
    run(place, short)
    (inputs_hash,) = parse_qs(urlsplit(place).query)["ban"]
    other = drafts.Draft(short.unit_id, short.kind, short.pk + 1, inputs_hash)
    assert (drafts.standing(other), drafts.file_of(other)) == (None, None)


@pytest.mark.parametrize("which", ["../../etc/passwd", "0", "g" * 64, ""])
def test_what_is_no_hash_opens_nothing(which, cast, short):
    answer = signed_in(cast.focal).get(at(short), {"ban": which})
    assert (answer.status_code, "Lập bản in" in answer.content.decode()) == (200, True)


def test_drafts_are_cleared_away_after_a_week(cast, short, pressed):
    client = signed_in(cast.focal)
    place = client.post(at(short))["Location"]
    run(place, short)
    assert drafts.clear() == 0
    assert drafts.clear(older_than=-1) == 4
    assert run(place, short) == ""
    assert client.get(at(short, "file")).status_code == 302

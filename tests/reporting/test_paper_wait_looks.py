"""The page that waits for a long draft at every size, and how it comes to its file by itself."""

import threading
from unittest.mock import Mock

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from documents import drafts, papers
from documents.tasks import press_draft
from tests import looks
from tests.cast import make_cast
from tests.reporting.annexed import annual

pytestmark = pytest.mark.django_db(transaction=True)


def test_page_that_waits_is_sound_and_offers_the_file_when_it_is_there(
    live_server, page, context, monkeypatch, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(drafts, "LARGE_ROWS", 1)
    # The message lies with the broker until a worker takes it, further below.
    monkeypatch.setattr(drafts, "task", lambda *_, **__: Mock())
    cast = make_cast()
    report = annual(cast)
    looks.sign_in(context, live_server, cast.focal)
    spoken = looks.told(page)
    found = looks.faults_at(page, live_server.url + reverse("reporting:paper_wait", args=[report.code]))
    page.get_by_role("button", name="Lập bản in").click()
    expect(page.get_by_role("status").filter(has_text="Đang chờ đến lượt")).to_be_visible()
    found += looks.faults(page)

    held = threading.Event()
    monkeypatch.setattr(drafts, "render_pdf", lambda _: held.wait(60) and b"%PDF-1.7")
    draft = drafts.draft_of(report, papers.build(report))
    worker = threading.Thread(target=press_draft, args=(draft.unit_id, draft.kind, draft.object_id, draft.inputs_hash))
    worker.start()
    expect(page.get_by_text("Đang dàn trang")).to_be_visible()
    found += looks.faults(page)
    held.set()
    worker.join()
    expect(page.get_by_role("link", name="Mở bản PDF")).to_be_visible()
    found += looks.faults(page)
    assert (found, spoken) == ([], [])

"""The workbook of a snapshot: at once for few units, in the background for many, the same bytes' worth either way."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from documents import drafts
from reporting import books
from reporting.actions import consolidating as verbs
from reporting.tasks import make_book
from tests.reporting import consolidations as made

pytestmark = pytest.mark.django_db


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


@pytest.fixture
def snapshot(cast, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    round_ = made.world(cast, 3)
    for report in made.reports(round_)[:2]:
        made.accept(report, cast.review_head)
    return verbs.count(verbs.take_snapshot(round_=round_, basis="accepted", by=cast.review_head).pk)


def at(snapshot, name: str = "workbook") -> str:
    return reverse(f"reporting:consolidation_{name}", args=[snapshot.round.call.code, snapshot.number])


def names(content: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(content)).active
    return [row[0] for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("xã ")]


@pytest.fixture
def asked(monkeypatch) -> list[tuple[str, list]]:
    """Messages that a broker would hold; AT_ONCE is put below the world's two units."""
    held: list[tuple[str, list]] = []

    class Message:
        def __init__(self, name, args):
            self.all = name, args

        def delay(self):
            held.append(self.all)

    monkeypatch.setattr(drafts, "task", Message)
    monkeypatch.setattr(books, "AT_ONCE", 1)
    return held


def test_few_units_are_given_at_once(cast, snapshot):
    answer = client(cast.reviewer).get(at(snapshot))
    assert (answer.status_code, len(names(answer.content))) == (200, 2)


def test_many_units_wait_on_a_page_whose_button_begins_it(cast, snapshot, asked, django_capture_on_commit_callbacks):
    reviewer = client(cast.reviewer)
    assert reviewer.get(at(snapshot))["Location"] == at(snapshot, "book")
    assert "Lập bảng" in reviewer.get(at(snapshot, "book")).content.decode()
    assert asked == []
    with django_capture_on_commit_callbacks(execute=True):
        reviewer.post(at(snapshot, "book"))
        reviewer.post(at(snapshot, "book"))
    assert [name for name, _ in asked] == [books.TASK]
    assert "Đang chờ đến lượt." in reviewer.get(at(snapshot, "book")).content.decode()
    assert (make_book(*asked[0][1]), make_book(*asked[0][1])) == ("done", "done")
    partly = reviewer.get(at(snapshot, "book"), headers={"HX-Request": "true"})
    assert (partly["HX-Refresh"], "Đã lập xong" in partly.content.decode()) == ("true", True)
    answer = reviewer.get(at(snapshot))
    assert (answer.status_code, len(names(answer.content))) == (200, 2)


def test_one_that_fails_says_so_and_can_be_asked_for_again(
    cast, snapshot, asked, monkeypatch, django_capture_on_commit_callbacks
):
    reviewer = client(cast.reviewer)
    with django_capture_on_commit_callbacks(execute=True):
        reviewer.post(at(snapshot, "book"))
    with monkeypatch.context() as broken:
        broken.setattr(books, "book", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_book.run(*asked[0][1])
    assert "Không lập được bảng" in reviewer.get(at(snapshot, "book")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        reviewer.post(at(snapshot, "book"))
    assert make_book(*asked[1][1]) == "done"


def test_strangers_know_neither_file_nor_page(cast, snapshot):
    assert [client(cast.stranger).get(at(snapshot, name)).status_code for name in ("workbook", "book")] == [404, 404]

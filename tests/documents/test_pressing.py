"""Papers pressed beside a command: every file is there when it ends, whoever rendered it, at the moment of the act."""

import os
from datetime import date

import pytest

from documents import actions, storage
from documents.actions import issuing
from documents.models import FrozenPaper
from organisations.clock import at, set_to
from tests.cast import make_cast
from tests.documents.walks import signed_letter

pytestmark = pytest.mark.django_db
ASKED = at(date(2026, 3, 2), 9)


@pytest.fixture
def frozen(monkeypatch) -> FrozenPaper:
    """A paper that was frozen and not pressed."""
    letter = signed_letter(make_cast())
    monkeypatch.setattr(issuing, "render_pdf", lambda paper: b"%PDF-" + paper.subject.encode())
    return FrozenPaper.objects.get(kind=letter.kind, object_id=letter.pk)


def file_of(frozen: FrozenPaper) -> bytes:
    frozen.refresh_from_db()
    return storage.get(frozen.unit_id, frozen.file_hash)


@pytest.mark.parametrize("processors", [1, 2])
def test_a_paper_is_there_when_the_command_ends_on_the_clock_of_its_act(frozen, monkeypatch, processors) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    with actions.beside(), set_to(ASKED):
        told = actions.press_soon(frozen.pk)
    assert file_of(frozen).startswith(b"%PDF-")
    assert (frozen.rendered_at, told) == (ASKED, frozen.file_hash if processors == 1 else "")


def test_more_papers_than_processors_wait_their_turn(frozen, monkeypatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with actions.beside():
        for _ in range(3):
            actions.press_soon(frozen.pk)
    assert file_of(frozen)


def test_what_a_child_could_not_press_is_pressed_by_the_command_which_says_what_is_wrong(frozen, monkeypatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    parent, render = os.getpid(), issuing.render_pdf

    def not_in_a_child(paper):
        if os.getpid() != parent:
            raise OSError("no room")
        return render(paper)

    monkeypatch.setattr(issuing, "render_pdf", not_in_a_child)
    with actions.beside():
        actions.press_soon(frozen.pk)
    assert file_of(frozen)


def test_outside_a_command_a_paper_is_pressed_at_once(frozen) -> None:
    assert actions.press_soon(frozen.pk) == FrozenPaper.objects.get(pk=frozen.pk).file_hash != ""

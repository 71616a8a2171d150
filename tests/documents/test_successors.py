"""Issued is final: a successor takes its own number, a correction its own letter, the first file stays."""

import pytest

from documents import actions, queries, storage
from documents.models import Citation, Letter
from plans.models import Plan
from tests.cast import make_cast
from tests.documents.walks import facts, signed
from tests.workflow.items import plan
from workflow.actions import take
from workflow.clock import today
from workflow.models import Road

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """The fixed cast."""
    return make_cast()


def issued(item, cast, number):
    """The item approved and issued under ``number``; its issued document."""
    document = actions.issue(queries.issue_of(signed(item, cast)), by=cast.records, **facts(today(), number))
    return actions.complete_issue(document.pk)


def test_the_first_file_stays_byte_for_byte_when_a_successor_is_issued(cast):
    first = issued(plan(cast, Road.SIGN_THEN_SEND), cast, 16)
    before = storage.get(first.unit_id, first.paper.file_hash)
    item = take("begin_review", Plan.objects.get(pk=first.source_id), by=cast.reviewer)
    take("ask_replacement", item, by=cast.reviewer, comment="Thiếu chỉ tiêu về dịch vụ công.")
    successor = Plan.objects.get(replaces=item)
    second = issued(successor, cast, 21)
    item.refresh_from_db()
    first.refresh_from_db()
    assert (item.state, item.issued_on, second.number) == ("superseded", today(), 21)
    assert storage.get(first.unit_id, first.paper.file_hash) == before
    assert first.known_document.replaced_by == second.known_document
    assert (
        Citation.objects.filter(
            kind="plan", object_id=successor.pk, role="replaces", document=first.known_document
        ).count()
        == 1
    )


def test_a_correction_ends_the_wait_on_the_corrected_plan(cast):
    first = issued(plan(cast, Road.SIGN_THEN_SEND), cast, 16)
    item = take("begin_review", Plan.objects.get(pk=first.source_id), by=cast.reviewer)
    item = take("ask_correction", item, by=cast.reviewer, comment="Sai năm ở mục I.")
    letter = actions.start_correction(item, by=cast.focal)
    assert actions.start_correction(item, by=cast.focal) == letter
    assert letter.title == f"đính chính Kế hoạch số 16/KH-UBND ngày {today():%d/%m/%Y}"
    issued(Letter.objects.get(pk=letter.pk), cast, 3)
    item.refresh_from_db()
    assert item.state == "under_review"

"""Where a paper is read it leaves as a Word file too, and its name says whether it was issued."""

import io

import docx
import pytest
from django.test import Client
from django.urls import reverse

from documents import actions
from documents.models import Letter, NamedDocument
from tests.cast import Cast
from tests.documents.named_papers import T, named_paper
from tests.documents.walks import facts, to_issue
from tests.workflow.items import letter
from workflow.clock import today

pytestmark = pytest.mark.django_db

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OTHERS = ("stranger", "other_focal", "nobody")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer) -> str:
    """What Word reads in an answer, the head's and the closing's tables too."""
    document = docx.Document(io.BytesIO(answer.content))
    lines = [row.text for row in document.paragraphs]
    lines += [
        row.text for table in document.tables for cells in table.rows for cell in cells.cells for row in cell.paragraphs
    ]
    return "\n".join(lines)


@pytest.fixture
def issued(cast: Cast):
    """A letter that went out, with its file."""
    document = actions.issue(to_issue(cast, title="mời họp"), by=cast.records, **facts(today()))
    return actions.complete_issue(document.pk)


def addresses(issued) -> list[str]:
    source = Letter.objects.get(pk=issued.source_id)
    return [reverse("documents:issued_word", args=[issued.code]), reverse("documents:letter_word", args=[source.code])]


def test_a_draft_leaves_as_a_file_that_calls_itself_a_draft(cast):
    draft = letter(cast, title="mời họp")
    client = signed_in(cast.focal)
    address = reverse("documents:letter_word", args=[draft.code])
    answer = client.get(address)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (WORD, "nosniff")
    assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''{draft.code}-du-thao.docx"
    assert "V/v mời họp" in words(answer)
    assert address in client.get(reverse("documents:letter", args=[draft.code])).content.decode()


def test_an_issued_paper_is_written_from_what_was_frozen(cast, issued):
    Letter.objects.filter(pk=issued.source_id).update(title="một việc khác")
    for address in addresses(issued):
        answer = signed_in(cast.focal).get(address)
        assert answer["Content-Disposition"].endswith("-ban-word-tu-noi-dung-da-ban-hanh.docx")
        assert "V/v mời họp" in words(answer)
        assert f"Số: {issued.number}/" in words(answer)


def test_the_same_file_is_not_sent_twice(cast, issued):
    address, client = addresses(issued)[0], signed_in(cast.focal)
    tag = client.get(address)["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304


@pytest.mark.parametrize("who", OTHERS)
def test_others_find_no_word_file(cast, issued, who):
    client = signed_in(getattr(cast, who))
    assert [client.get(address).status_code for address in addresses(issued)] == [404, 404]


def test_the_page_of_an_issued_paper_offers_both_files(cast, issued):
    page = signed_in(cast.focal).get(reverse("documents:issued", args=[issued.code])).content.decode()
    assert addresses(issued)[0] in page
    assert reverse("documents:issued_file", args=[issued.code]) in page


@pytest.mark.parametrize("type_code", [T.DECISION, T.PROPOSAL])
def test_a_named_paper_leaves_as_a_word_file(cast, type_code):
    document: NamedDocument = named_paper(cast, type_code)
    address = reverse("documents:named_word", args=[document.code])
    client = signed_in(cast.focal)
    assert address in client.get(reverse("documents:named", args=[document.code])).content.decode()
    assert document.title in words(client.get(address))
    assert signed_in(cast.stranger).get(address).status_code == 404

"""``manage.py render_paper`` gives the stored bytes of what was issued, and the paper of a draft."""

import io
from io import StringIO

import docx
import pytest
from django.core.management import CommandError, call_command

from documents import actions, storage
from documents.models import Letter
from tests.cast import make_cast
from tests.documents.walks import facts, to_issue
from tests.workflow.items import letter
from workflow.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """The fixed cast."""
    return make_cast()


def render(kind, name, path):
    """Run the command and return what it wrote."""
    call_command("render_paper", kind, name, output=path, stdout=StringIO())
    return path.read_bytes()


def test_the_last_issued_letter_is_written_as_it_was_stored(cast, tmp_path):
    document = to_issue(cast)
    document = actions.complete_issue(actions.issue(document, by=cast.records, **facts(today())).pk)
    source = Letter.objects.get(pk=document.source_id)
    stored = storage.get(document.unit_id, document.paper.file_hash)
    letter(cast)
    found = [render("letter", name, tmp_path / "out.pdf") for name in ("latest", str(source.pk), source.code.lower())]
    assert found == [stored] * 3


def test_a_draft_is_rendered_as_it_stands(cast, tmp_path):
    assert render("letter", letter(cast).code, tmp_path / "a" / "out.pdf")[:5] == b"%PDF-"


@pytest.mark.parametrize("name", ["latest", "CV00000", "999999"])
def test_what_is_not_there_is_said(cast, tmp_path, name):
    with pytest.raises(CommandError):
        render("letter", name, tmp_path / "out.pdf")


def test_the_ending_of_the_file_makes_it_word(cast, tmp_path):
    document = to_issue(cast)
    actions.complete_issue(actions.issue(document, by=cast.records, **facts(today())).pk)
    found = [render("letter", name, tmp_path / "out.docx") for name in ("latest", letter(cast).code)]
    said = [docx.Document(io.BytesIO(data)).core_properties.comments for data in found]
    assert said == ["Bản Word lập từ nội dung đã ban hành. Bản chính thức là tệp PDF lưu trên cổng.", "Bản dự thảo."]


@pytest.mark.parametrize("name", ["out.doc", "out", "out.pdf.txt"])
def test_another_ending_is_refused_before_anything_is_written(cast, tmp_path, name):
    with pytest.raises(CommandError, match=r"đuôi \.pdf hoặc \.docx"):
        render("letter", letter(cast).code, tmp_path / name)
    assert not (tmp_path / name).exists()

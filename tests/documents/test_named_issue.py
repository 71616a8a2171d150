"""A directive from the first line to its delivery, and the command that renders it."""

from io import StringIO

import pytest
from django.core.management import call_command

from documents import actions, papers, released
from documents.models import Citation, Delivery, KnownDocument, NamedDocument
from documents.queries import issue_of
from tests.cast import Cast
from tests.documents.named_papers import LAST, T, law, named_paper, own_mandate
from tests.documents.walks import facts, signed
from workflow.clock import today
from workflow.rules import Refused

pytestmark = pytest.mark.django_db


def test_a_decision_is_issued_with_its_bases_and_tells_its_receivers(cast: Cast, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(
        released, "_verbs", {"test": lambda document, by: told.append(papers.gives_of(source(document)))}
    )
    own_mandate(cast, T.DECISION)
    receivers = [{"name": "Sở Nội vụ", "unit": cast.authority.pk, "purpose": "report"}]
    document = signed(named_paper(cast, T.DECISION, recipients=receivers), cast)
    issued = actions.complete_issue(actions.issue(issue_of(document), by=cast.records, **facts(today(), 7)).pk)
    document.refresh_from_db()
    assert (document.state, issued.symbol, issued.known_document.type_name) == ("released", "QĐ-UBND", "Quyết định")
    assert Delivery.objects.get().recipient_unit == cast.authority
    assert Citation.objects.get(kind="named", object_id=document.pk).document == law()
    assert [row.marker for row in told[0]] == ["Điều 1", "Điều 2"]
    out = tmp_path / "out.pdf"
    call_command("render_paper", "named", "latest", output=out, stdout=StringIO())
    assert out.read_bytes()[:5] == b"%PDF-"


def source(document):
    """The paper that an issued document came from."""
    return NamedDocument.objects.get(pk=document.source_id)


def test_what_is_missing_stops_the_sending(cast: Cast):
    document = actions.start_named(unit=cast.commune, by=cast.focal, type_code=T.DECISION, title="Về việc khen thưởng")
    with pytest.raises(Refused) as caught:
        signed(document, cast)
    assert "chưa có căn cứ" in caught.value.sentence
    actions.add_basis(document, by=cast.focal, text="Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025")
    actions.add_clause(document, by=cast.focal, text=f"{LAST} {{{{cite:vb9}}}}")
    with pytest.raises(Refused, match="viện dẫn “vb9” chưa chọn văn bản"):
        signed(document, cast)


def test_a_new_complete_citation_enters_the_register_and_a_half_one_is_kept_as_written(cast: Cast):
    document = named_paper(cast, T.NOTICE)
    whole = "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh Thử về cải cách hành chính"
    linked = actions.add_basis(document, by=cast.focal, text=whole, role="carries_out")
    loose = actions.add_basis(document, by=cast.focal, text="Căn cứ tình hình thực tế của xã;")
    assert (linked.known.number, linked.as_written) == ("12/KH-UBND", whole)
    assert (loose.known, loose.as_written) == (None, "Căn cứ tình hình thực tế của xã")
    assert KnownDocument.objects.filter(number="12/KH-UBND").count() == 1

"""What an authority issues in the portal stands in its communes' registers without being typed again."""

import pytest

from directives.models import Directive
from directives.queries import flat, items_for, tree
from documents import actions as papers
from documents.models import IssuedDocument, Letter
from documents.queries import issue_of
from organisations.actions import rebuild_reach
from organisations.models import User
from organisations.roles import Role
from tests.cast import Cast, person
from workflow.actions import take
from workflow.clock import today

BODY = (
    "Sở Nội vụ đề nghị UBND các xã thực hiện:\n"
    "1. Lập kế hoạch năm, gửi chậm nhất ngày 28/02.\n"
    "2. Về thủ tục hành chính:\n"
    "a) Niêm yết đầy đủ thủ tục.\n"
    "b) Công khai địa chỉ tiếp nhận phản ánh.\n"
    "Trân trọng cảm ơn."
)


@pytest.fixture
def office(cast: Cast) -> dict[str, User]:
    """People who write, check, sign and issue letters of the authority."""
    over = cast.authority
    found = {
        "drafter": person("so.soan", "Người Soạn", over, Role.FOCAL_POINT, "Chuyên viên"),
        "checker": person("so.phong", "Người Kiểm", over, Role.OFFICE_HEAD, "Trưởng phòng"),
        "clerk": person("so.vanthu", "Người Thư", over, Role.RECORDS_CLERK, "Văn thư"),
        "director": person("so.giamdoc", "Người Ký", over, Role.CHAIRMAN, "Giám đốc", head=True),
    }
    rebuild_reach()
    return found


def _send(office: dict[str, User], letter: Letter) -> IssuedDocument:
    for act, who in (("submit", "drafter"), ("pass_content", "checker"), ("pass_form", "clerk"), ("sign", "director")):
        letter = take(act, letter, by=office[who])
    how = {"signed_how": IssuedDocument.SignedHow.PEN_KEPT, "signed_on": today()}
    document = papers.issue(issue_of(letter), by=office["clerk"], number=5, day=today(), **how)
    return papers.complete_issue(document.pk)


def _letter(cast: Cast, office: dict[str, User], *to, body: str = BODY) -> Letter:
    return papers.start_letter(
        unit=cast.authority,
        by=office["drafter"],
        title="hướng dẫn lập kế hoạch CCHC",
        addressees=[{"name": unit.name, "unit": unit.pk} for unit in to],
        body=body,
        recipients=[{"name": "Lưu hồ sơ"}],
    )


def test_a_letter_that_gives_work_to_units_below_becomes_their_directive(cast: Cast, office: dict[str, User]) -> None:
    document = _send(office, _letter(cast, office, cast.commune, cast.other_commune))
    directive = Directive.objects.get()
    assert (directive.unit, directive.document, directive.direction, directive.issued_document) == (
        cast.authority, document.known_document, "issued", document,
    )  # fmt: skip
    assert [(node.place, node.item.kind) for node in flat(tree(directive))] == [
        ("mục 1", "work"), ("mục 2", "heading"), ("mục 2.a", "work"), ("mục 2.b", "work"),
    ]  # fmt: skip
    assert {row.addressee for row in directive.receipts.all()} == {cast.commune, cast.other_commune}
    assert len(items_for(cast.commune, user=cast.focal)) == 3
    papers.complete_issue(document.pk)
    assert Directive.objects.count() == 1


def test_a_letter_without_numbered_work_gives_none(cast: Cast, office: dict[str, User]) -> None:
    _send(office, _letter(cast, office, cast.commune, body="Sở Nội vụ mời dự họp."))
    assert not Directive.objects.exists()


def test_what_goes_up_or_to_the_side_is_no_directive(cast: Cast, office: dict[str, User]) -> None:
    _send(office, _letter(cast, office, cast.province, cast.elsewhere))
    assert not Directive.objects.exists()

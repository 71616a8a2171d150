"""The pages of a Chỉ thị, Quyết định, Thông báo or Tờ trình: list, choice, head, editor, reading, paper."""

import pytest
from django.urls import reverse

from documents.models import Citation, NamedBasis, NamedClause, NamedDocument
from tests.cast import Cast
from tests.documents.named_papers import TYPES, T, named_paper
from tests.workflow.items import letter

pytestmark = pytest.mark.django_db

ROWS = {"noi-nhan-TOTAL_FORMS": "1", "noi-nhan-INITIAL_FORMS": "0", "noi-nhan-0-name": "Các thôn"}
GIVEN = {"gui-TOTAL_FORMS": "1", "gui-INITIAL_FORMS": "0", "gui-0-name": "Sở Nội vụ tỉnh Thử"}


@pytest.fixture
def pages(client, cast: Cast):
    """A browser in which the focal point is signed in."""
    client.force_login(cast.focal)
    return client


def at(name: str, *args) -> str:
    """An address of the app."""
    return reverse(f"documents:{name}", args=args)


@pytest.mark.parametrize(("slug", "type_code"), [("chi-thi", "CT"), ("quyet-dinh", "QĐ"), ("thong-bao", "TB")])
def test_a_paper_is_begun_by_its_type_and_head(pages, slug, type_code):
    answer = pages.post(at("named_new", slug), {"title": "Về việc trực Tết", **ROWS})
    document = NamedDocument.objects.get()
    assert answer["Location"] == at("named_edit", document.code)
    assert (document.type_code, document.title, document.road) == (type_code, "Về việc trực Tết", "letter")
    assert document.recipients == [{"name": "Các thôn", "unit": None, "purpose": ""}]


def test_a_proposal_asks_for_whom_it_is_addressed_to(pages):
    empty = {**ROWS, "gui-TOTAL_FORMS": "1", "gui-INITIAL_FORMS": "0"}
    answer = pages.post(at("named_new", "to-trinh"), {"title": "Về việc cấp máy quét", **empty})
    assert answer.status_code == 422
    assert "Về việc cấp máy quét" in answer.content.decode()
    pages.post(at("named_new", "to-trinh"), {"title": "Về việc cấp máy quét", **ROWS, **GIVEN})
    assert NamedDocument.objects.get().addressees[0]["name"] == "Sở Nội vụ tỉnh Thử"


def test_a_type_that_is_not_written_here_has_no_page(pages):
    assert pages.get(at("named_new", "nghi-quyet")).status_code == 404


def test_the_list_holds_papers_and_letters_in_a_constant_number_of_queries(
    pages, cast, django_assert_max_num_queries, django_assert_num_queries
):
    letter(cast, title="mời họp")
    named_paper(cast, T.NOTICE)
    page = pages.get(at("written"))
    assert "V/v mời họp" in page.content.decode()
    assert "Kết luận cuộc họp" in page.content.decode()
    with django_assert_max_num_queries(25) as one:
        pages.get(at("written"))
    for number in range(6):
        letter(cast, title=f"mời họp lần {number}")
        named_paper(cast, T.PROPOSAL)
    with django_assert_num_queries(len(one)):
        pages.get(at("written"))
    assert "V/v" not in pages.get(at("written"), {"loai": "TB"}).content.decode()
    assert "Thông báo</td>" not in pages.get(at("written"), {"loai": "CV"}).content.decode()
    assert "Không có văn bản nào khớp" in pages.get(at("written"), {"tim": "khác hẳn"}).content.decode()


@pytest.mark.parametrize("type_code", TYPES)
def test_every_page_of_a_paper_opens(pages, cast, type_code):
    document = named_paper(cast, type_code)
    clause = NamedClause.objects.filter(document=document).first()
    names = ["named", "named_edit", "named_head", "named_preview", "clause_new", "basis_new", "named_cite"]
    answers = [pages.get(at(name, document.code)).status_code for name in names]
    answers.append(pages.get(at("clause", document.code, clause.pk)).status_code)
    answers.append(pages.get(at("clause_new", document.code), {"trong": clause.pk}).status_code)
    assert set(answers) == {200}


class TestClauses:
    """The tree is written row by row, and numbers itself."""

    def marks(self, pages, document) -> list[str]:
        """The numbers that the editor shows, in order."""
        return [row["node"].printed for row in pages.get(at("named_edit", document.code)).context["nodes"]]

    def test_a_clause_is_added_below_and_behind_another(self, pages, cast):
        document = named_paper(cast, T.DIRECTIVE)
        first = NamedClause.objects.filter(document=document, parent=None).first()
        assert self.marks(pages, document) == ["1.", "a)", "-", "2."]
        pages.post(at("clause_new", document.code) + f"?trong={first.pk}", {"text": "Mở sổ theo dõi."})
        pages.post(at("clause_new", document.code) + f"?sau={first.pk}", {"heading": "Trả kết quả"})
        assert self.marks(pages, document) == ["1.", "a)", "-", "b)", "2.", "3."]

    def test_an_empty_clause_is_asked_for_its_words(self, pages, cast):
        document = named_paper(cast, T.DIRECTIVE)
        answer = pages.post(at("clause_new", document.code), {"lead_text": "Văn phòng"})
        assert (answer.status_code, "Ghi nội dung hoặc tên của mục." in answer.content.decode()) == (422, True)

    def test_a_removed_clause_comes_back_with_what_stood_below_it(self, pages, cast):
        document = named_paper(cast, T.DIRECTIVE)
        first = NamedClause.objects.filter(document=document, parent=None).first()
        pages.post(at("named_part", document.code, "muc", first.pk, "xoa"))
        assert self.marks(pages, document) == ["1."]
        assert pages.get(at("named_edit", document.code)).content.decode().count("Hoàn tác</button>") == 1
        pages.post(at("named_part", document.code, "muc", first.pk, "hoan-tac"))
        assert self.marks(pages, document) == ["1.", "a)", "-", "2."]

    def test_a_clause_moves_among_its_own_level(self, pages, cast):
        document = named_paper(cast, T.DIRECTIVE)
        first, last = NamedClause.objects.filter(document=document, parent=None)
        pages.post(at("named_part", document.code, "muc", last.pk, "len"))
        order = NamedClause.objects.filter(document=document, parent=None).values_list("pk", flat=True)
        assert list(order) == [last.pk, first.pk]

    def test_two_editors_do_not_overwrite_each_other(self, pages, cast):
        document = named_paper(cast, T.DIRECTIVE)
        clause = NamedClause.objects.filter(document=document).first()
        said = {"heading": "Tiếp nhận", "version": str(clause.version)}
        pages.post(at("clause", document.code, clause.pk), said)
        answer = pages.post(at("clause", document.code, clause.pk), {**said, "heading": "Lời khác"})
        assert answer.status_code == 422
        assert "Người khác vừa sửa mục này" in answer.content.decode()

    def test_a_mark_of_secrecy_is_refused(self, pages, cast):
        document = named_paper(cast, T.DIRECTIVE)
        answer = pages.post(at("clause_new", document.code), {"text": "TỐI MẬT\nNội dung"})
        assert (answer.status_code, "mang dấu độ mật" in answer.content.decode()) == (422, True)


class TestBasesAndCitations:
    """What is cited is linked to the register of known documents."""

    def test_a_basis_is_linked_and_kept_as_written(self, pages, cast):
        document = named_paper(cast, T.DECISION)
        line = "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"
        pages.post(at("basis_new", document.code), {"text": line, "role": "basis"})
        pages.post(at("basis_new", document.code), {"text": "76/NQ-CP", "role": "carries_out"})
        written, short = NamedBasis.objects.filter(document=document).order_by("-order")[:2][::-1]
        assert (written.as_written, written.known.number) == (line, "76/NQ-CP")
        assert (short.as_written, short.known.number, short.role) == ("", "76/NQ-CP", "carries_out")

    def test_a_citation_gets_a_mark_and_stays_while_the_text_holds_it(self, pages, cast):
        document = named_paper(cast, T.DECISION)
        pages.post(at("named_cite", document.code), {"text": "76/NQ-CP", "footnote": "on"})
        assert Citation.objects.get(object_id=document.pk, kind="named").key == "vb1"
        pages.post(at("clause_new", document.code), {"text": "Theo chương trình tổng thể{{cite:vb1}}."})
        paper = pages.get(at("named_preview", document.code)).content.decode()
        assert 'id="note-1"' in paper
        assert "{{" not in paper
        assert pages.post(at("named_cite_drop", document.code, "vb1")).status_code == 403

    def test_what_cannot_be_read_is_not_cited(self, pages, cast):
        document = named_paper(cast, T.DECISION)
        answer = pages.post(at("named_cite", document.code), {"text": "văn bản hôm qua"})
        assert (answer.status_code, "Chưa đọc được văn bản" in answer.content.decode()) == (422, True)

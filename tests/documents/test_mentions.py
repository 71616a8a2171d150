"""The page of a known document names what cites it: directives, plans and papers in sight, as what and where."""

from datetime import date

import pytest
from django.test import Client

from directives import actions as giving
from documents import actions as papers
from documents.models import Citation, KnownDocument
from plans import actions as plans
from plans.models import Plan, PlanBasis, Task
from tests.cast import Cast
from tests.directives.builders import received
from tests.documents.named_papers import T, law, named_paper
from tests.workflow.items import plan
from workflow.actions import bin_draft
from workflow.models import Road

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> KnownDocument:
    """A resolution that everybody knows."""
    return law()


def named_in(user, known: KnownDocument) -> dict[str, list[tuple]]:
    client = Client()
    client.force_login(user)
    groups = client.get(f"/van-ban-vien-dan/{known.code}/").context["groups"]
    return {group["title"]: [(row.title, row.role, row.places) for row in group["rows"]] for group in groups}


def resting(cast: Cast, known: KnownDocument, road: str = Road.SIGN_THEN_SEND, *, year: int = 2026) -> Plan:
    """A plan with one basis, the document."""
    item = plan(cast, road, year=year)
    PlanBasis.objects.filter(plan=item).delete()
    PlanBasis.objects.create(plan=item, order=1, document=known)
    return item


def test_a_document_that_nobody_cites_says_so(cast: Cast, known):
    client = Client()
    client.force_login(cast.focal)
    assert "Chưa có văn bản nào viện dẫn" in client.get(f"/van-ban-vien-dan/{known.code}/").content.decode()


def test_a_directive_is_named_with_its_role_and_its_place(cast: Cast, known):
    directive = received(cast)
    for role, place in ((Citation.Role.CARRIES_OUT, "mục 1"), (Citation.Role.CARRIES_OUT, "mục 2.b")):
        giving.cite(directive, by=cast.focal, document=known, role=role, place=place)
    giving.cite(directive, by=cast.focal, document=known, role=Citation.Role.REFERS)
    title = "Công văn số 118/UBND-NC của UBND tỉnh Thử"
    assert named_in(cast.focal, known) == {
        "Văn bản giao việc": [(title, "Thực hiện", ("mục 1", "mục 2.b")), (title, "Dẫn chiếu", ())]
    }


def test_a_plan_is_named_as_resting_on_it_and_where_its_text_cites_it(cast: Cast, known):
    item = resting(cast, known)
    PlanBasis.objects.filter(plan=item).update(role="carries_out")
    plans.cite(plan=item, key="nq76", documents=[known], by=cast.focal)
    Task.objects.filter(plan=item, area__code="TC").update(content="Rà soát văn bản {{cite:nq76}}")
    item.plantexts.filter(section="purpose").update(body="Theo {{cite: nq76}} và {{cite:khac}}.")
    assert named_in(cast.focal, known) == {
        "Kế hoạch": [(str(item), "Thực hiện", ()), (str(item), "Dẫn chiếu", ("I.1", "II.2.b.1"))]
    }


def test_what_the_issued_plan_repeats_of_its_bases_is_said_once(cast: Cast, known):
    item = resting(cast, known)
    Citation.objects.create(
        unit=item.unit, kind="plan", object_id=item.pk, document=known, role="basis", place="basis"
    )  # fmt: skip
    assert named_in(cast.focal, known) == {"Kế hoạch": [(str(item), "Căn cứ", ())]}


def test_a_paper_is_named_with_the_clauses_that_cite_it(cast: Cast, known):
    item = named_paper(cast, T.NOTICE)
    papers.add_basis(item, by=cast.focal, known=known)
    key = papers.add_cite(item, by=cast.focal, known=known).key
    papers.change_named(item, by=cast.focal, opening=f"Thực hiện {{{{cite:{key}}}}}:")
    assert named_in(cast.focal, known) == {
        "Chỉ thị, quyết định, thông báo, tờ trình": [
            (str(item), "Căn cứ", ()),
            (str(item), "Dẫn chiếu", ("Phần mở đầu",)),
        ]
    }


def everything(cast: Cast, known: KnownDocument) -> None:
    giving.cite(received(cast), by=cast.focal, document=known, role=Citation.Role.REFERS)
    plans.cite(plan=plan(cast), key="a", documents=[known], by=cast.focal)
    papers.add_cite(named_paper(cast, T.NOTICE), by=cast.focal, known=known)


@pytest.mark.parametrize("who", ["stranger", "nobody", "other_focal", "reviewer"])
def test_nobody_reads_of_drafts_and_registers_elsewhere(cast: Cast, known, who: str):
    everything(cast, known)
    assert len(named_in(cast.focal, known)) == 3
    seen = named_in(getattr(cast, who), known)
    # The authority reads what its communes keep in their registers, not what they still write.
    assert set(seen) == ({"Văn bản giao việc"} if who == "reviewer" else set())


def test_the_authority_reads_a_plan_that_was_sent_to_it(cast: Cast, known):
    item = resting(cast, known, Road.REVIEW_THEN_SIGN)
    assert named_in(cast.reviewer, known) == {}
    type(item).objects.filter(pk=item.pk).update(times_sent=1, state="submitted")
    assert named_in(cast.reviewer, known) == {"Kế hoạch": [(str(item), "Căn cứ", ())]}


def test_what_lies_in_the_bin_is_not_named(cast: Cast, known):
    bin_draft(resting(cast, known), by=cast.focal)
    paper = named_paper(cast, T.NOTICE)
    papers.add_cite(paper, by=cast.focal, known=known)
    bin_draft(paper, by=cast.focal)
    assert named_in(cast.focal, known) == {}


def test_more_of_them_ask_no_more_queries(cast: Cast, known, django_assert_num_queries, django_assert_max_num_queries):
    client = Client()
    client.force_login(cast.focal)
    everything(cast, known)
    address = f"/van-ban-vien-dan/{known.code}/"
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for number in range(1, 4):
        directive = received(cast, number=f"{number}/UBND-NC", issued_on=date(2026, 5, number))
        giving.cite(directive, by=cast.focal, document=known, role=Citation.Role.REFERS)
        plans.cite(plan=plan(cast, year=2026 + number), key="a", documents=[known], by=cast.focal)
        papers.add_cite(named_paper(cast, T.NOTICE), by=cast.focal, known=known)
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_only_the_newest_are_shown_and_the_page_says_so(cast: Cast, known, monkeypatch):
    monkeypatch.setattr("documents.mentions.MOST", 2)
    for year in (2026, 2027, 2028):
        resting(cast, known, year=year)
    client = Client()
    client.force_login(cast.focal)
    page = client.get(f"/van-ban-vien-dan/{known.code}/")
    assert [row.title for row in page.context["groups"][0]["rows"]] == [
        "Kế hoạch CCHC năm 2028",
        "Kế hoạch CCHC năm 2027",
    ]
    assert "Chỉ hiện 2 văn bản mới nhất." in page.content.decode()

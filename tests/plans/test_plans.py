"""Beginning a plan, and beginning the one that replaces it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from documents.models import Citation, IssuedDocument
from plans import actions, documents, reference
from plans.models import Area, Plan, PlanTemplate, Programme, Target, Task, Waiver
from tests.cast import Cast
from workflow.clock import now
from workflow.rules import MovedOn, Refused


def issue(plan: Plan, cast: Cast, number: int = 16) -> Plan:
    """The plan as it stands after issuing, without walking the road."""
    Plan.objects.filter(pk=plan.pk).update(state="issued", issued_on=date(2026, 2, 27))
    IssuedDocument.objects.create(
        unit=plan.unit,
        source_kind="plan",
        source_id=plan.pk,
        title=plan.title,
        type_code="KH",
        symbol=plan.symbol,
        number=number,
        number_year=2026,
        issued_on=date(2026, 2, 27),
        road="issuing",
        state="delivered",
        state_since=now(),
        created_at=now(),
        created_by=cast.records,
    )
    return Plan.objects.get(pk=plan.pk)


def test_a_new_plan_has_its_areas_texts_recipients_signer_and_symbol(plan: Plan, cast: Cast, mandate) -> None:
    assert (plan.title, plan.symbol, plan.signer, plan.state) == (
        "Cải cách hành chính xã Một năm 2026",
        "KH-UBND",
        mandate,
        "draft",
    )
    assert [row.area.code for row in plan.planareas.all()] == ["CD", "TC", "TTHC", "TCBM", "CV", "TCC", "CQS"]
    assert [row.section for row in plan.plantexts.all()] == ["purpose", "requirements", "funding", "closing"]
    assert [(row.name, row.recipient_unit, row.purpose) for row in plan.planrecipients.all()] == [
        ("Sở Nội vụ tỉnh Thử", cast.authority, "report"),
    ]


def test_a_year_that_has_a_plan_is_told_so(plan: Plan, cast: Cast) -> None:
    with pytest.raises(actions.PlanExists) as fault:
        actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)
    assert fault.value.plan == plan
    said = "Đã có Kế hoạch CCHC năm 2026. Mở kế hoạch đó, hoặc lập bản thay thế và ghi rõ lý do."
    assert fault.value.messages == [said]


def test_an_issued_plan_of_the_year_is_named_by_its_number(plan: Plan, cast: Cast) -> None:
    issue(plan, cast)
    with pytest.raises(actions.PlanExists, match=r"năm 2026 \(16/KH-UBND\)\."):
        actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)


@pytest.mark.parametrize("who", ["chairman", "reviewer", "other_focal", "stranger", "nobody"])
def test_only_who_drafts_for_the_unit_begins_its_plan(cast: Cast, areas, who: str) -> None:
    with pytest.raises(Refused, match="Soạn thảo do người được phân công soạn thực hiện: Lê Thị Soạn"):
        actions.create_plan(unit=cast.commune, year=2026, by=getattr(cast, who))
    assert not Plan.objects.exists()


@pytest.mark.parametrize("year", [1999, 2101])
def test_a_year_out_of_range_is_refused(cast: Cast, areas, year: int) -> None:
    with pytest.raises(ValidationError, match="Năm từ 2000 đến 2100"):
        actions.create_plan(unit=cast.commune, year=year, by=cast.focal)


def test_without_a_template_in_force_nothing_begins(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Chưa có khung kế hoạch nào còn hiệu lực hôm nay"):
        actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)


def everything(plan: Plan) -> dict:
    """What a plan says, without identities."""
    return {
        "texts": list(plan.plantexts.values_list("section", "body")),
        "areas": list(plan.planareas.values_list("area__code", "heading")),
        "bases": list(plan.planbasiss.values_list("document_id", "role")),
        "targets": [
            (row.area_id, row.phrase, list(row.conditions.values_list("operator", "value", "unit_label", "confirmed")))
            for row in plan.targets.all()
        ],
        "tasks": [
            (
                row.content,
                row.product_text,
                row.lead_id,
                row.timing_text,
                row.ends_on,
                list(row.partners.values_list("partner_text", flat=True)),
            )
            for row in plan.tasks.all()
        ],
        "responsibilities": list(plan.responsibilitys.values_list("holder_text", "body")),
        "recipients": list(plan.planrecipients.values_list("name", "purpose")),
        "waivers": list(plan.waivers.values_list("code", "place", "reason")),
        "citations": list(Citation.objects.filter(kind="plan", object_id=plan.pk).values_list("key", "document_id")),
    }


@pytest.fixture
def issued(full_plan: Plan, cast: Cast, decree) -> Plan:
    task = Task.objects.filter(plan=full_plan).first()
    actions.save_field(row=task, field="partners", value="Đoàn thanh niên", version=task.version, by=cast.focal)
    for model in (Target, Task):
        actions.remove_row(row=model.objects.get(plan=full_plan, area__code="TCC"), by=cast.focal)
    actions.waive(plan=full_plan, code="area_missing", place="area-TCC", reason="Không có", by=cast.focal)
    actions.cite(plan=full_plan, key="nq76", documents=[decree], by=cast.focal)
    return issue(full_plan, cast)


def test_a_successor_holds_everything_and_names_what_it_replaces(issued: Plan, cast: Cast) -> None:
    new = actions.open_successor(plan=issued, by=cast.focal, reason="Cấp trên ban hành kế hoạch mới")
    assert everything(new) == everything(issued)
    words = "Kế hoạch số 16/KH-UBND ngày 27/02/2026 của UBND xã Một"
    assert (new.replaces, new.replaces_text, new.replaces_reason, new.state) == (
        issued,
        words,
        "Cấp trên ban hành kế hoạch mới",
        "draft",
    )
    assert list(issued.replaced_by.all()) == [new]
    opening = next(block.text for block in documents.build(new).blocks if "ban hành Kế hoạch" in block.text)
    assert f"(thay thế {words})" in opening
    assert Waiver.objects.get(plan=new).approved_at is None


def test_the_day_of_the_first_document_answers_on_time_and_its_successor_owes_none(issued: Plan, cast: Cast) -> None:
    Plan.objects.filter(pk=issued.pk).update(due_on=date(2026, 2, 28))
    new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
    assert (Plan.objects.get(pk=issued.pk).due_on, new.due_on) == (date(2026, 2, 28), None)


def test_changing_the_successor_leaves_the_first_plan_alone(issued: Plan, cast: Cast) -> None:
    before = everything(issued)
    new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa chỉ tiêu")
    target = Target.objects.filter(plan=new).first()
    actions.save_field(row=target, field="phrase", value="Trên 50% hồ sơ", version=1, by=cast.focal)
    assert everything(Plan.objects.get(pk=issued.pk)) == before


def test_one_plan_has_one_open_successor(issued: Plan, cast: Cast) -> None:
    actions.open_successor(plan=issued, by=cast.focal, reason="Một")
    with pytest.raises(MovedOn, match="Đã có bản thay thế của kế hoạch này"):
        actions.open_successor(plan=issued, by=cast.focal, reason="Hai")


def test_a_draft_is_corrected_and_not_replaced(full_plan: Plan, cast: Cast) -> None:
    with pytest.raises(Refused, match="chưa ban hành thì sửa thẳng"):
        actions.open_successor(plan=full_plan, by=cast.focal, reason="Sửa")


def test_a_successor_needs_a_reason(issued: Plan, cast: Cast) -> None:
    with pytest.raises(ValidationError, match=r"Ghi lý do thay thế\."):
        actions.open_successor(plan=issued, by=cast.focal, reason="  ")


def test_a_document_typed_as_it_is_cited_is_entered_once(cast: Cast, areas) -> None:
    line = "Nghị quyết số 60-NQ/TU, ngày 15/12/2021 của Ban Thường vụ Tỉnh ủy về đẩy mạnh cải cách hành chính"
    first = actions.know_document(text=line, by=cast.focal)
    again = actions.know_document(
        text="Nghị quyết số 60/NQ-TU ngày 15/12/2021 của Ban Thường vụ Tỉnh ủy", by=cast.focal
    )
    assert (first.number, first.issuer, first.issued_on, first.subject) == (
        "60-NQ/TU",
        "Ban Thường vụ Tỉnh ủy",
        date(2021, 12, 15),
        "đẩy mạnh cải cách hành chính",
    )
    assert again == first


CITATIONS = [
    ("không phải văn bản nào", "Chưa đọc được số và cơ quan ban hành"),
    ("Kế hoạch số 9/KH-UBND", "cần ghi đủ cơ quan ban hành và ngày ban hành"),
    ("Thông tư số 14/20218/TT-BNV của Bộ Nội vụ", "Năm viết bằng bốn chữ số"),
]


@pytest.mark.parametrize(("typed", "said"), CITATIONS)
def test_a_citation_that_cannot_be_read_says_what_is_missing(cast: Cast, areas, typed: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        actions.know_document(text=typed, by=cast.focal)


def test_areas_are_dated_data_and_loading_twice_changes_nothing(areas) -> None:
    before = list(Area.objects.values_list("pk", "code", "order"))
    reference.load()
    assert list(Area.objects.values_list("pk", "code", "order")) == before
    assert PlanTemplate.objects.on(date(2020, 1, 1)).count() == 0


def test_programmes_are_dated_data_with_their_headings_and_their_document(decree, areas) -> None:
    reference.load()
    programme = Programme.objects.get(code="nq76")
    assert programme.document == decree
    assert [tag.code for tag in programme.tags.all()] == ["the-che", "can-bo", "so"]
    assert set(Programme.objects.on(date(2026, 1, 1)).values_list("code", flat=True)) == {"nq76"}

"""Plans issued before the portal: what keeps one from being registered, and what registering brings."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from cchc_portal import board
from documents.actions import attach, remove_attachment
from documents.actions.attachments import Upload
from documents.models import Citation, KnownDocument
from documents.queries import attachments_of
from plans import actions, documents, queries
from plans.checks import registration
from plans.models import Plan, Task
from tests.cast import Cast
from tests.plans.test_plans import issue
from workflow import actions as moves
from workflow import calls
from workflow.clock import today
from workflow.models import Call
from workflow.rules import MovedOn, Refused, refusal

FACTS = {"number": "12/KH-UBND", "day": date(2026, 2, 1), "signer": "Phạm Văn Tịch"}


@pytest.fixture
def entry(cast: Cast, areas, mandate) -> Plan:
    """The entry of KH 12/KH-UBND, without its file."""
    return actions.register_plan(unit=cast.commune, year=2026, by=cast.focal, **FACTS)


@pytest.fixture
def signed(entry: Plan, cast: Cast) -> Plan:
    """The same with its signed file."""
    pdf = Upload("ke-hoach.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    attach(entry, by=cast.focal, upload=pdf, purpose=registration.SIGNED)
    return Plan.objects.get(pk=entry.pk)


def known(**facts) -> KnownDocument:
    return KnownDocument.objects.create(
        **{
            "code": "VB00012", "type_name": "Kế hoạch", "number": "12/KH-UBND", "number_key": "12/KH-UBND",
            "issuer": "UBND xã Một", "issued_on": date(2026, 2, 1), "subject": "cải cách hành chính", **facts,
        }
    )  # fmt: skip


def test_an_entry_is_a_draft_on_its_own_road_and_gets_no_rows_of_the_template(entry: Plan) -> None:
    assert (entry.origin, entry.road, entry.state, entry.issued_on) == ("registered", "registration", "draft", None)
    assert (entry.targets.count(), entry.planareas.count()) == (0, 7)


TYPED = [
    ({"number": ""}, "number", "Ghi số, ký hiệu của kế hoạch đã ban hành"),
    ({"number": "mười hai"}, "number", "Chưa đọc được số, ký hiệu “mười hai”"),
    ({"number": "12/QĐ-UBND"}, "number", "Ký hiệu “QĐ-UBND” không phải của kế hoạch"),
    ({"number": "0/KH-UBND"}, "number", "Số văn bản bắt đầu từ 01"),
    ({"day": None}, "day", "Ghi ngày ban hành"),
    ({"signer": "  "}, "signer", "Ghi họ và tên người ký"),
]


@pytest.mark.parametrize(("facts", "field", "said"), TYPED)
def test_what_is_typed_wrong_is_said_at_its_field(cast: Cast, areas, facts: dict, field: str, said: str) -> None:
    with pytest.raises(ValidationError) as fault:
        actions.register_plan(unit=cast.commune, year=2026, by=cast.focal, **{**FACTS, **facts})
    assert list(fault.value.message_dict) == [field]
    assert said in fault.value.message_dict[field][0]


def test_a_plan_older_than_every_template_is_entered_under_the_first(cast: Cast, areas) -> None:
    facts = {**FACTS, "day": date(2020, 2, 1)}
    assert actions.register_plan(unit=cast.commune, year=2020, by=cast.focal, **facts).planareas.count() == 7


def test_a_day_to_come_is_refused(cast: Cast, areas) -> None:
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(ValidationError, match="chưa đến"):
        actions.register_plan(unit=cast.commune, year=2026, by=cast.focal, **{**FACTS, "day": tomorrow})


def test_without_the_signed_file_it_cannot_be_registered(entry: Plan, cast: Cast) -> None:
    sentence = "Chưa có tệp đã ký. Tải bản quét của kế hoạch đã ban hành."
    assert refusal(cast.focal, "register", entry) == sentence
    with pytest.raises(Refused, match="Chưa có tệp đã ký"):
        moves.take("register", entry, by=cast.focal)


def test_a_removed_file_does_not_count(signed: Plan, cast: Cast) -> None:
    remove_attachment(attachments_of(signed).get(), signed, by=cast.focal)
    assert registration.faults_of([signed])[signed.pk].keys() == {"signed"}


def test_missing_areas_products_and_recipients_do_not_stop_an_entry(signed: Plan, cast: Cast) -> None:
    assert refusal(cast.focal, "register", signed) is None


def test_registering_makes_it_count_and_enters_its_document(signed: Plan, cast: Cast) -> None:
    done = moves.take("register", signed, by=cast.focal)
    assert (done.state, done.issued_on) == ("registered", date(2026, 2, 1))
    document = done.known_document
    assert (document.number, document.unit, document.issuer, document.issued_on) == (
        "12/KH-UBND", cast.commune, "UBND xã Một", date(2026, 2, 1),
    )  # fmt: skip
    assert queries.number_words([done]) == {done.pk: "12/KH-UBND"}
    with pytest.raises(actions.PlanExists, match=r"năm 2026 \(12/KH-UBND\)"):
        actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)


def test_a_document_that_was_only_cited_is_taken_over(signed: Plan, cast: Cast) -> None:
    cited = known(unit=None)
    done = moves.take("register", signed, by=cast.focal)
    cited.refresh_from_db()
    assert (done.known_document, cited.unit) == (cited, cast.commune)


def test_a_number_of_another_day_of_the_year_is_refused(signed: Plan, cast: Cast) -> None:
    known(issued_on=date(2026, 3, 1))
    assert "đã có trong sổ, ngày 01/03/2026" in refusal(cast.focal, "register", signed)


def test_the_same_number_of_another_unit_or_another_year_is_free(signed: Plan, cast: Cast) -> None:
    known(issuer="UBND xã Hai", issued_on=date(2026, 3, 1))
    known(code="VB00013", issued_on=date(2025, 3, 1))
    assert refusal(cast.focal, "register", signed) is None


def test_the_number_of_a_registered_plan_is_not_given_twice(signed: Plan, cast: Cast) -> None:
    moves.take("register", signed, by=cast.focal)
    with pytest.raises(ValidationError, match=r"Số 12/KH-UBND ngày 01/02/2026 đã là của"):
        actions.register_plan(unit=cast.commune, year=2025, by=cast.focal, **FACTS)


def test_facts_are_corrected_while_it_is_a_draft_and_locked_after(signed: Plan, cast: Cast) -> None:
    facts = {**FACTS, "number": "13/KH-UBND"}
    assert actions.change_registration(plan=signed, by=cast.focal, **facts).registered_number == "13/KH-UBND"
    done = moves.take("register", signed, by=cast.focal)
    with pytest.raises(Refused):
        actions.change_registration(plan=done, by=cast.focal, **FACTS)


def test_a_plan_written_here_takes_its_number_when_it_is_issued(plan: Plan, cast: Cast) -> None:
    with pytest.raises(Refused, match="lấy số khi ban hành"):
        actions.change_registration(plan=plan, by=cast.focal, **FACTS)


def test_an_entry_registered_twice_has_moved_on(signed: Plan, cast: Cast) -> None:
    moves.take("register", signed, by=cast.focal)
    with pytest.raises(MovedOn):
        moves.take("register", signed, by=cast.focal)


@pytest.mark.parametrize("who", ["chairman", "reviewer", "other_focal", "stranger", "nobody"])
def test_only_the_units_own_people_enter_and_register(signed: Plan, cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    with pytest.raises(Refused):
        actions.register_plan(unit=cast.commune, year=2024, by=by, **{**FACTS, "number": "9/KH-UBND"})
    with pytest.raises(Refused):
        actions.change_registration(plan=signed, by=by, **FACTS)
    with pytest.raises(Refused):
        moves.take("register", signed, by=by)


def test_a_registered_plan_is_replaced_by_one_written_here(signed: Plan, cast: Cast) -> None:
    area = signed.template.areas.get(code="TC")
    old = actions.add_row(plan=signed, model=Task, by=cast.focal, area=area, content="Rà soát", timing_text="Quý I")
    done = moves.take("register", signed, by=cast.focal)
    new = actions.open_successor(plan=done, by=cast.focal, reason="Cấp trên ban hành kế hoạch mới")
    assert (new.road, new.origin, new.registered_number, new.known_document) == (
        "sign_then_send", "written", "", None,
    )  # fmt: skip
    assert (
        new.replaces_text
        == "Kế hoạch số 12/KH-UBND ngày 01/02/2026 của UBND xã Một về cải cách hành chính xã Một năm 2026"
    )
    assert new.tasks.get().carried_from == old
    (cites,) = [row for row in documents.citations(new) if row.role == Citation.Role.REPLACES]
    assert cites.document == done.known_document


def test_a_registered_plan_is_superseded_when_its_successor_is_issued(signed: Plan, cast: Cast) -> None:
    done = moves.take("register", signed, by=cast.focal)
    new = actions.open_successor(plan=done, by=cast.focal, reason="Cấp trên ban hành kế hoạch mới")
    issue(new, cast)
    Plan.objects.filter(pk=new.pk).update(state="approved")
    moves.follow("issue", Plan.objects.get(pk=new.pk), by=cast.records)
    done.refresh_from_db()
    assert done.state == "superseded"


def test_registrations_are_judged_in_the_same_queries_for_one_and_many(
    signed: Plan, cast: Cast, django_assert_max_num_queries
) -> None:
    more = [
        actions.register_plan(unit=cast.commune, year=year, by=cast.focal, **{**FACTS, "number": f"{year}/KH-UBND"})
        for year in (2022, 2023, 2024)
    ]
    plans = list(Plan.objects.filter(pk__in=[signed.pk, *(plan.pk for plan in more)]).select_related("unit"))
    with django_assert_max_num_queries(4):
        found = registration.faults_of(plans)
    assert [list(found[plan.pk]) for plan in more] == [["signed"]] * 3


def test_the_authoritys_board_counts_the_years_plan_and_not_that_of_the_stage(signed: Plan, cast: Cast) -> None:
    call = Call(unit=cast.authority, subject="plan", title="Kế hoạch 2026", year=2026, due_on=date(2026, 2, 28))
    call = calls.open_call(calls.create_call(call, by=cast.review_head), by=cast.review_head)
    moves.take("register", signed, by=cast.focal)
    actions.create_plan(unit=cast.commune, year=2026, year_to=2030, scope="stage", by=cast.focal)
    rows = {row.asked.unit_id: row for row in board.Table(call).rows()}
    assert rows[cast.commune.pk].item == signed
    assert rows[cast.commune.pk].number == "12/KH-UBND, 01/02"

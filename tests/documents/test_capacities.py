"""Who signs in which capacity on which day, and what a mandate needs (NĐ 30/2020/NĐ-CP, Điều 13)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents import actions, papers, signing
from documents.models import SigningMandate
from organisations.models import Appointment, Delegation
from tests.cast import START, Cast
from tests.documents.named_papers import T, named_paper, own_mandate
from tests.documents.walks import signed
from workflow.clock import today
from workflow.rules import Refused

pytestmark = pytest.mark.django_db

C = SigningMandate.Capacity
TM = "TM. ỦY BAN NHÂN DÂN"
DAY = date(2026, 6, 15)
BEFORE, AFTER = date(2026, 3, 31), date(2026, 10, 1)
HALF_YEAR: dict = {"valid_from": date(2026, 4, 1), "valid_to": date(2026, 9, 30)}


def mandate(cast: Cast, who: str, capacity: str, title: str, **facts) -> SigningMandate:
    """A mandate of the cast's commune for half a year."""
    ground = "Giấy ủy quyền số 01/GUQ-UBND" if capacity == C.AUTHORISED else ""
    values = {"official": getattr(cast, who).official, "capacity": capacity, "title": title, "ground_text": ground}
    return SigningMandate.objects.create(unit=cast.commune, **(HALF_YEAR | values | facts))


def block(cast: Cast, who: str, type_code: str, day: date) -> tuple[str, ...]:
    """The printed capacity of somebody who signs on a day."""
    assumed = signing.expected(cast.commune, type_code=type_code, day=day)
    return signing.actual(cast.commune, by=getattr(cast, who), assumed=assumed, type_code=type_code, day=day).capacity


# who, capacity of the mandate, its title, its types; type of the paper; printed on a day within it
PRINTED = [
    ("chairman", C.COLLECTIVE, "Chủ tịch", [], "TB", (TM, "CHỦ TỊCH")),
    ("chairman", C.OWN, "Chủ tịch", ["CT", "QĐ"], "CT", ("CHỦ TỊCH",)),
    ("chairman", C.OWN, "Chủ tịch", ["CT", "QĐ"], "TB", (TM, "CHỦ TỊCH")),
    ("deputy", C.DEPUTY, "Phó Chủ tịch", [], "TB", (TM, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ("deputy", C.ACTING, "Chủ tịch", [], "TB", (TM, "Q. CHỦ TỊCH")),
    ("office_head", C.BY_ORDER, "Chánh Văn phòng", ["TB"], "TB", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ("records", C.AUTHORISED, "Trưởng phòng", ["TB"], "TB", ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG")),
]


@pytest.mark.parametrize(("who", "capacity", "title", "types", "type_code", "printed"), PRINTED)
def test_a_mandate_prints_its_capacity_on_the_days_it_holds(cast, who, capacity, title, types, type_code, printed):
    mandate(cast, who, capacity, title, types=types)
    assert block(cast, who, type_code, DAY) == printed


@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize("type_code", ["CT", "QĐ"])
def test_outside_its_days_the_chairman_signs_for_the_committee_again(cast, day, type_code):
    mandate(cast, "chairman", C.OWN, "Chủ tịch", types=["CT", "QĐ"])
    assert block(cast, "chairman", type_code, day) == (TM, "CHỦ TỊCH")


def test_a_mandate_for_the_type_goes_before_one_for_every_type(cast):
    mandate(cast, "chairman", C.COLLECTIVE, "Chủ tịch", valid_from=date(2026, 5, 1))
    mandate(cast, "chairman", C.OWN, "Chủ tịch", types=["CT"])
    assert block(cast, "chairman", "CT", DAY) == ("CHỦ TỊCH",)
    assert block(cast, "chairman", "TB", DAY) == (TM, "CHỦ TỊCH")


def test_the_deputy_signs_the_chairmans_own_paper_for_the_chairman_alone(cast):
    mandate(cast, "chairman", C.OWN, "Chủ tịch", types=["CT"])
    mandate(cast, "deputy", C.DEPUTY, "Phó Chủ tịch")
    assert block(cast, "deputy", "CT", DAY) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert block(cast, "deputy", "TB", DAY) == (TM, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_an_acting_head_is_expected_from_the_day_of_the_office_on(cast):
    Appointment.objects.filter(official=cast.chairman.official, is_head=True).update(valid_to=date(2026, 5, 31))
    Appointment.objects.create(
        official=cast.deputy.official,
        unit=cast.commune,
        title="Quyền Chủ tịch",
        is_head=True,
        standing=Appointment.Standing.ACTING,
        valid_from=date(2026, 6, 1),
    )
    before = signing.expected(cast.commune, type_code="QĐ", day=date(2026, 5, 31))
    after = signing.expected(cast.commune, type_code="QĐ", day=date(2026, 6, 1))
    assert (before.capacity, before.name) == ((TM, "CHỦ TỊCH"), cast.chairman.display_name)
    assert (after.capacity, after.name) == ((TM, "Q. CHỦ TỊCH"), cast.deputy.display_name)


class TestWhoCannotSign:
    """A mandate that does not hold is said with its day."""

    @pytest.mark.parametrize(
        ("type_code", "day", "said"),
        [
            ("TB", AFTER, "TUQ. của {name} đã hết ngày 30/09/2026."),
            ("TB", BEFORE, "TUQ. của {name} có từ ngày 01/04/2026."),
            ("QĐ", DAY, "TUQ. của {name} chỉ cho loại TB."),
        ],
    )
    def test_thua_uy_quyen_that_does_not_hold(self, cast, type_code, day, said):
        Appointment.objects.filter(official=cast.records.official).update(valid_to=date(2025, 12, 31))
        mandate(cast, "records", C.AUTHORISED, "Trưởng phòng", types=["TB"])
        fault = signing.fault(cast.commune, by=cast.records, type_code=type_code, day=day)
        assert fault == "Thẩm quyền ký " + said.format(name=cast.records.display_name)
        assert signing.fault(cast.commune, by=cast.records, type_code="TB", day=DAY) is None

    def test_who_was_authorised_does_not_authorise(self, cast):
        outside = cast.reviewer
        Appointment.objects.filter(official=cast.records.official).update(valid_to=date(2025, 12, 31))
        mandate(cast, "records", C.AUTHORISED, "Trưởng phòng")
        Delegation.objects.create(
            unit=cast.commune,
            office_title="Trưởng phòng",
            given_by=cast.records.official,
            to=outside.official,
            to_title="Chuyên viên",
            capabilities=["sign"],
            capacity="TUQ",
            ground_text="Giấy ủy quyền số 02/GUQ-UBND",
            valid_from=START,
        )
        assert "không ủy quyền lại" in signing.fault(cast.commune, by=outside, type_code="TB", day=DAY)

    def test_an_ended_mandate_chosen_for_a_paper_stops_it(self, cast):
        ended = mandate(cast, "chairman", C.OWN, "Chủ tịch", types=["CT"])
        document = named_paper(cast, T.DIRECTIVE, signer=ended)
        with pytest.raises(Refused, match="đã hết ngày 30/09/2026"):
            signed(document, cast)


def test_a_signed_directive_carries_the_chairmans_own_capacity(cast):
    own_mandate(cast, "CT")
    document = signed(named_paper(cast, T.DIRECTIVE), cast)
    assert (document.state, papers.build(document).signature.capacity) == ("approved", ("CHỦ TỊCH",))


class TestWritingMandatesDown:
    """The page of a unit's mandates, and what its form refuses."""

    FORM = {"capacity": "TL", "title": "Chánh Văn phòng", "valid_from": "01/01/2026", "types": ["TB", "CV"]}

    def test_is_the_administrators_work(self, client, cast):
        client.force_login(cast.administrator)
        form = {**self.FORM, "official": cast.office_head.official_id}
        client.post(reverse("documents:mandate_give", args=["xa-mot"]), form)
        row = SigningMandate.objects.get()
        assert (row.capacity, row.types) == ("TL", ["TB", ""])
        page = client.get(reverse("documents:mandates", args=["xa-mot"])).content.decode()
        assert "TL. CHỦ TỊCH" in page
        assert "Thông báo, Công văn" in page
        end = {"last_day": f"{today():%d/%m/%Y}"}
        client.post(reverse("documents:mandate_end", args=["xa-mot", row.pk]), end)
        row.refresh_from_db()
        assert row.valid_to == today()

    @pytest.mark.parametrize("part", ["focal", "chairman", "reviewer"])
    def test_is_refused_to_others(self, client, cast, part):
        client.force_login(getattr(cast, part))
        answer = client.post(reverse("documents:mandate_give", args=["xa-mot"]), self.FORM)
        assert answer.status_code == 403
        assert "quản trị" in answer.content.decode()

    @pytest.mark.parametrize(
        ("facts", "field", "said"),
        [
            ({}, "ground_text", "phải có văn bản"),
            ({"ground_text": "Giấy ủy quyền số 01/GUQ-UBND"}, "valid_to", "phải có thời hạn"),
        ],
    )
    def test_thua_uy_quyen_needs_paper_and_term(self, cast, facts, field, said):
        with pytest.raises(ValidationError) as caught:
            self.authorise(cast, **facts)
        assert said in caught.value.message_dict[field][0]

    def test_thua_uy_quyen_goes_no_further_and_is_not_written_twice(self, cast):
        term = {"ground_text": "Giấy ủy quyền số 01/GUQ-UBND", "valid_to": today() + timedelta(days=90)}
        self.authorise(cast, **term)
        with pytest.raises(ValidationError, match="đã có tư cách ký này"):
            self.authorise(cast, **term)
        with pytest.raises(ValidationError, match="không ủy quyền lại"):
            self.authorise(cast, who="records", head_title="trưởng phòng", title="Chuyên viên", **term)

    def authorise(self, cast, *, who: str = "office_head", **facts) -> SigningMandate:
        """Thừa ủy quyền from today on."""
        values = {"official": getattr(cast, who).official, "title": "Trưởng phòng", "valid_from": today()}
        return actions.give_mandate(unit=cast.commune, by=cast.administrator, capacity=C.AUTHORISED, **(values | facts))

"""The traps of the published documents, one test each: what stands in them and what the portal makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from cchc_portal.demo import seed000, seed001, seed002, seed003, seed004, writing
from cchc_portal.workdays import WorkDays
from directives import actions as directives
from directives import reference as addressee_groups
from directives.models import AddresseeGroup, Directive
from directives.queries import flat, tree
from documents import letters, named, signing
from documents import reference as document_types
from documents.actions import start_letter
from documents.actions.named import start_named
from documents.checks import check_paper, sequence_findings
from documents.layout import point_letter
from documents.layout.parts import Issuer, Paper, Paragraph, Signature
from documents.layout.wording import MOTTO, heading_labels, number_line, place_line
from documents.models import Citation, KnownDocument, SigningMandate
from documents.reading.citations import find_citations, issuer_finding, number_finding
from documents.reading.dates import Deadline
from documents.reading.numbers import number_key
from documents.reading.operators import Operator, met
from documents.reading.suspects import suspects
from documents.reading.targets import read_target
from documents.reading.timing import read_timing
from documents.sheet import sheet_context
from organisations.models import ReviewRelation, Subject
from plans import actions as plans
from plans import reference as plan_templates
from plans.actions.plans import receivers
from plans.checks import check_plan, stopping
from plans.models import Plan, Responsibility, Target
from plans.paper import paper_of
from plans.queries import content
from tests.cast import START, Cast, make_cast
from tests.cast import unit as make_unit
from workflow import calendar, days
from workflow.actions import take
from workflow.clock import at, set_to
from workflow.models import WorkCalendarDay
from workflow.rules import Refused

pytestmark = pytest.mark.django_db
# The printed plan follows the province's plan of 20/6/2023.
WRITTEN_ON = date(2023, 7, 3)


@dataclass
class World:
    """The cast and the plan of 2023 as it was printed, in the cast's commune."""

    cast: Cast
    plan: Plan

    def findings(self, code: str) -> list:
        """What the check says under one code."""
        return [found for found in check_plan(self.plan) if found.code == code]

    def paper(self) -> Paper:
        """The plan as an official paper."""
        return paper_of(content(self.plan), Signature(()), year=self.plan.year)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """The printed plan, typed once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic(), set_to(at(WRITTEN_ON)):
        for reference in (document_types, plan_templates, addressee_groups):
            reference.load()
        cast = make_cast()
        SigningMandate.objects.create(
            unit=cast.commune, official=cast.chairman.official, capacity="TM", title="Chủ tịch", valid_from=START
        )
        plan = writing.begin(seed003.AS_PRINTED, unit=cast.commune, by=cast.focal)
        yield World(cast, writing.write(plan, seed003.AS_PRINTED, by=cast.focal))
        transaction.set_rollback(True)


@pytest.fixture
def world(db: None, built: World) -> Iterator[World]:
    """The same on the day on which the plan was written."""
    with set_to(at(WRITTEN_ON, 9)):
        yield built


def items(content_of) -> list[str]:
    """Markers of the lettered items of a directive, top level after top level."""
    return ["".join(child.marker for child in item.children if child.marker.isalpha()) for item in content_of.items]


def test_trap_01_areas_that_are_missing_stop_the_plan_until_a_reason_stands_for_them(world: World):
    missing = world.findings("area_missing")
    assert [(found.area, found.blocks) for found in missing] == [("TCBM", True), ("TCC", True)]
    with pytest.raises(Refused):
        take("submit", world.plan, by=world.cast.focal)
    for found in missing:
        plans.waive(
            plan=world.plan,
            code=found.code,
            place=found.ref,
            reason="Kế hoạch của tỉnh không giao nội dung này",
            by=world.cast.focal,
        )
    assert [found.stops for found in world.findings("area_missing")] == [False, False]
    with pytest.raises(Refused):
        plans.waive(plan=world.plan, code="annex_missing", place="plan-annex", reason="Không có", by=world.cast.focal)


def test_trap_02_headings_are_numbered_by_the_portal_without_gaps(world: World):
    labels = [label for label in heading_labels(world.paper().blocks) if label]
    sections = [label for label in labels if label[0] in "IVX"]
    assert sections == ["I.", "II.", "III."]
    after_three = labels[labels.index("III.") + 1 :]
    clauses = [label for label in after_three if label[:-1].isdecimal()]
    assert clauses == [f"{number}." for number in range(1, len(clauses) + 1)]
    assert Responsibility.objects.filter(plan=world.plan).count() == 3
    printed = ["1. Ban Chỉ đạo", "2. Văn phòng", "5. Công chức Văn hóa"]
    assert [sentence for _, _, sentence in sequence_findings(printed)] == ["Sau mục 2 là mục 5, thiếu mục 3, 4."]


def test_trap_03_an_announced_annex_is_made_or_stops_the_plan(world: World):
    (found,) = world.findings("annex_missing")
    assert found.blocks
    assert found.sentence in stopping(check_plan(world.plan))
    plans.set_annex(plan=world.plan, has_annex=True, by=world.cast.focal)
    changed = World(world.cast, Plan.objects.get(pk=world.plan.pk))
    assert changed.findings("annex_missing") == []
    assert len(changed.paper().annexes) == 1
    province = Paper(
        issuer=Issuer("Ủy ban nhân dân tỉnh Bắc Kạn"), symbol="UBND-NCPC", place="Bắc Kạn", subject="triển khai",
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")), addressees=("Các sở",),
        blocks=(Paragraph("Kế hoạch năm xây dựng theo mẫu Khung kế hoạch tại Phụ lục kèm theo văn bản này."),),
    )  # fmt: skip
    assert [(one.code, one.level) for one in check_paper(province) if one.code == "L7"] == [("L7", "block")]


def test_trap_04_past_deadlines_of_a_plan_that_replaces_another_are_kept_and_not_called_late(world: World):
    said = {found.sentence: found.blocks for found in world.findings("deadline_past")}
    assert said == {
        f"Hạn {day} đã qua khi lập kế hoạch thay thế. Giữ để theo dõi, không tính muộn.": False
        for day in ("25/02/2023", "25/5/2023")
    }


def test_trap_05_one_document_cited_two_ways_is_one_document(world: World):
    assert number_key("60-NQ/TU") == number_key("60/NQ-TU")
    before = KnownDocument.objects.get(number="60-NQ/TU")
    found = plans.know_document(
        text="Nghị quyết số 60/NQ-TU ngày 15/12/2021 của Ban Thường vụ Tỉnh ủy", by=world.cast.focal
    )
    assert found == before


def test_trap_06_a_decree_ascribed_to_the_wrong_issuer_is_named(world: World):
    (found,) = world.findings("citation_issuer")
    assert found.sentence == "Nghị định 42/2022/NĐ-CP là của Chính phủ, đang ghi “của Thủ tướng Chính phủ”."
    (cited,) = find_citations("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ")
    assert issuer_finding(cited) is None


def test_trap_07_a_year_of_five_digits_is_kept_as_written_and_named(world: World):
    directive = draft(world)
    citation = directives.cite(directive, by=world.cast.focal, text=seed000.MISPRINTED, role=Citation.Role.REFERS)
    assert citation.document.number == "14/20218/TT-BNV"
    (cited,) = find_citations(seed000.MISPRINTED)
    assert number_finding(cited) == "Năm “20218” trong số “14/20218/TT-BNV” không đúng. Năm viết bằng bốn chữ số."


def draft(world: World, **facts) -> Directive:
    """A directive that the commune is about to issue."""
    head = {
        "type_name": "Chỉ thị",
        "number": "01 /CT-UBND",
        "issuer": "Chủ tịch UBND xã Một",
        "issued_on": date(2023, 6, 5),
        "subject": "đẩy mạnh cải cách hành chính",
    } | facts
    return directives.register_directive(unit=world.cast.commune, by=world.cast.focal, direction="issued", **head)


def test_trap_08_letters_take_đ_after_d_and_a_paper_without_it_is_quoted_as_it_is(world: World):
    assert [point_letter(number) for number in range(1, 8)] == ["a", "b", "c", "d", "đ", "e", "g"]
    assert items(seed004.DIRECTIVE)[0] == "abcdeg"
    assert items(seed002.DIRECTIVE)[1] == "abcdđ"
    directive = draft(world)
    one = directives.add_item(directive, by=world.cast.focal, marker="1", heading="Về kế hoạch", kind="heading")
    for letter in "abcdeg":
        directives.add_item(directive, by=world.cast.focal, parent=one, marker=letter, text="Việc giao")
    assert [node.place for node in flat(tree(directive))][1:] == [f"mục 1.{letter}" for letter in "abcdeg"]
    lines = [f"{letter}) việc" for letter in "abcdeg"]
    assert [sentence for _, _, sentence in sequence_findings(lines)] == [
        "Sau điểm d) là điểm e), thiếu điểm đ). Thứ tự các điểm: a, b, c, d, đ, e, g, h, i, k."
    ]


def test_trap_09_two_values_without_their_scopes_are_asked_about(world: World):
    (found,) = world.findings("target_two_values")
    assert "“60%, 55%”" in found.sentence
    assert not found.blocks
    reading = read_target("Số hóa kết quả cấp huyện đạt tối thiểu 60%, cấp xã đạt tối thiểu 55%", year=2023)
    assert reading.values_without_scope == ""


def test_trap_10_more_than_99_percent_is_not_99_percent(world: World):
    target = Target.objects.get(plan=world.plan, phrase__startswith="Trên 99%")
    (condition,) = target.conditions.all()
    assert (condition.operator, condition.value) == (Operator.GT, 99)
    assert met(Operator.GT, Decimal("99"), Decimal("99")) is False
    assert met(Operator.GT, Decimal("99.01"), Decimal("99")) is True
    assert condition.measured


def test_trap_11_before_a_day_excludes_it_and_at_the_latest_includes_it():
    before, latest = Deadline(date(2023, 2, 25), inclusive=False), Deadline(date(2022, 2, 28), inclusive=True)
    assert (before.last_day, latest.last_day) == (date(2023, 2, 24), date(2022, 2, 28))
    assert (before.kept(date(2023, 2, 25)), latest.kept(date(2022, 2, 28))) == (False, True)
    assert read_timing("trước ngày 25/02", 2023).end == date(2023, 2, 24)
    assert read_timing("chậm nhất ngày 28/02", 2022).end == date(2022, 2, 28)


def test_trap_12_a_deadline_on_a_saturday_stays_and_the_day_to_send_by_follows_the_calendar(world: World):
    saturday = date(2023, 2, 25)
    assert calendar.day_off_name(saturday) == "Thứ Bảy"
    assert calendar.is_late(saturday, saturday, True) is False
    assert WorkDays().send_by(saturday, True) == date(2023, 2, 24)
    days.set_day(
        day=saturday, kind=WorkCalendarDay.Kind.WORKED, name="Làm bù", ground_text="", by=world.cast.administrator
    )
    assert WorkDays().send_by(saturday, True) == saturday


def test_trap_13_a_draft_prints_blanks_for_number_and_day(world: World):
    letter = start_letter(
        unit=world.cast.commune,
        by=world.cast.focal,
        title="đẩy mạnh cải cách hành chính",
        body="Nội dung",
        drafting_unit="TCNV",
        addressees=[{"name": "Sở Nội vụ", "unit": None}],
    )
    paper = letters.build(letter)
    number, place = number_line(paper).replace("\u00a0", " "), place_line(paper).replace("\u00a0", " ")
    assert number.split() == seed001.DIRECTIVE.printed_number.split() == ["Số:", "/UBND-TCNV"]
    assert number.count(" ") >= 6
    assert place == "Một, ngày      tháng 7 năm 2023"
    assert "Số: 0/" not in number_line(paper)
    draft = directives.register_directive(
        unit=world.cast.commune, by=world.cast.focal, direction="issued", type_name="Công văn", number="",
        issuer="UBND xã Một", issued_on=None, subject="đẩy mạnh cải cách hành chính",
    )  # fmt: skip
    assert (draft.document.number, draft.document.issued_on) == ("", None)


def test_trap_14_the_chairman_signs_a_chỉ_thị_by_his_own_power_and_a_plan_for_the_committee(world: World):
    commune = world.cast.commune
    SigningMandate.objects.create(
        unit=commune, official=world.cast.chairman.official, capacity="OWN", title="Chủ tịch", types=["CT"],
        valid_from=START,
    )  # fmt: skip
    own = SigningMandate.objects.get(unit=commune, capacity="OWN")
    assert signing.by_mandate(own, commune).capacity == ("CHỦ TỊCH",)
    assert signing.expected(commune, type_code="KH").capacity == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    paper = start_named(unit=commune, by=world.cast.focal, type_code="CT", title="đẩy mạnh CCHC", signer=own)
    assert named.build(paper).signature.capacity == ("CHỦ TỊCH",)
    printed = {one.DIRECTIVE.signer_capacity for one in (seed000, seed002)}
    assert printed == {"OWN"}
    assert {one.DIRECTIVE.signer_capacity for one in (seed001, seed004)} == {"TM"}


def test_trap_15_words_left_from_the_plan_of_a_higher_level_are_named(world: World):
    words = " ".join(found.sentence for found in world.findings("scope_words"))
    assert "“UBND các xã, thị trấn”" in words
    assert "của huyện" in words
    assert not any(found.blocks for found in world.findings("scope_words"))


def test_trap_16_the_stage_is_a_fact_of_each_document(world: World):
    chain = draft(world, stage_from=2021, stage_to=2030).document
    above = directives.register_directive(
        unit=world.cast.commune, by=world.cast.focal, type_name="Chỉ thị", number="05/CT-UBND",
        issuer="UBND tỉnh Thử", issued_on=date(2023, 5, 17), subject="giai đoạn 2021 - 2025", stage_from=2021,
        stage_to=2025,
    ).document  # fmt: skip
    assert [(one.stage_from, one.stage_to) for one in (chain, above)] == [(2021, 2030), (2021, 2025)]
    assert (seed000.DIRECTIVE.stage, seed004.DIRECTIVE.stage) == ((2021, 2030), (2021, 2025))


def test_trap_17_who_receives_and_whom_a_group_means_follow_the_day(world: World):
    cast = world.cast
    district = make_unit("huyen-thu", "huyện Thử", "district", cast.province)
    room = make_unit("huyen-thu-pnv", "Phòng Nội vụ huyện Thử", "division", district, issuer_short="Phòng Nội vụ")
    ReviewRelation.objects.filter(unit=cast.commune).update(valid_from=date(2025, 7, 1))
    ReviewRelation.objects.create(
        unit=cast.commune, authority=room, subject=Subject.PLAN, valid_from=START, valid_to=date(2025, 6, 30)
    )
    named_on = {}
    for day in (date(2025, 6, 30), date(2025, 7, 1)):
        with set_to(at(day)):
            named_on[day] = receivers(world.plan)
    assert list(named_on.values()) == [[room], [cast.authority]]
    names = {day: AddresseeGroup.objects.on(day).get(code="communes").name for day in named_on}
    assert list(names.values()) == ["UBND các xã, phường, thị trấn", "UBND các xã, phường, đặc khu"]


def test_trap_18_capitals_inside_a_sentence_are_pointed_at(world: World):
    paper = Paper(
        issuer=Issuer("Ủy ban nhân dân phường Tân Khê"), symbol="CT-UBND", place="Tân Khê", type_name="CHỈ THỊ",
        subject="tăng cường cải cách hành chính", signature=Signature(("CHỦ TỊCH",)),
        blocks=(Paragraph("Các ngành, Cán bộ, Công chức trong phường đã quan tâm thực hiện."),),
    )  # fmt: skip
    (found,) = [one for one in check_paper(paper) if one.code == "VH"]
    assert (found.level, found.sentence) == ("warn", "“Cán bộ” viết thường khi đứng giữa câu.")


def test_trap_19_blanks_inside_numbers_are_put_right_when_they_are_typed_in(world: World):
    assert draft(world, number="01 /CT-UBND").document.number == "01/CT-UBND"
    assert number_key("29- KL/TU") == number_key("29-KL/TU")
    (cited,) = find_citations("Nghị định số 45/2020/NĐ- CP ngày 08/4/2020 của Chính phủ")
    assert (cited.number, cited.key) == ("45/2020/NĐ-CP", number_key("45/2020/NĐ-CP"))


def test_trap_20_the_motto_is_generated_with_hyphens_between_blanks(world: World):
    assert MOTTO == "Độc lập - Tự do - Hạnh phúc"
    shown = sheet_context(world.paper(), screen=True)
    assert MOTTO in str(shown)
    assert "–" not in MOTTO


def test_trap_21_misread_words_are_kept_and_pointed_at(world: World):
    words = "Chấn chỉnh lễ lối; Đồi mới; chuyên biến; những thiếu; Nhận rộng; lính vực"
    assert [one.found for one in suspects(words)] == [
        "lễ lối", "Đồi mới", "chuyên biến", "những thiếu", "Nhận rộng", "lính vực",
    ]  # fmt: skip
    item = directives.add_item(draft(world), by=world.cast.focal, marker="1", text=words)
    item.refresh_from_db()
    assert item.text == words

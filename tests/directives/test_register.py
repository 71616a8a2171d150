"""The register: who enters directives, what the head must be, what a directive cites."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from directives import actions
from directives.models import Directive, Receipt
from directives.queries import flat, place_words, tree
from documents.models import Citation, KnownDocument
from organisations.refusals import MovedOn, Refused
from tests.cast import Cast
from tests.directives.builders import HEAD, fill, received
from workflow.actions import take
from workflow.clock import today
from workflow.models import Event, Obligation


def test_a_received_directive_waits_in_the_focal_points_work_until_acknowledged(cast: Cast) -> None:
    directive = received(cast, by=cast.records)
    receipt = Receipt.objects.get(directive=directive)
    duty = Obligation.objects.get(kind="receipt", object_id=receipt.pk)
    assert (duty.capability, duty.office, duty.person, duty.closed_at) == ("submit", cast.commune, None, None)
    take("acknowledge", receipt, by=cast.focal, note="Đã phổ biến tại giao ban")
    receipt.refresh_from_db()
    duty.refresh_from_db()
    assert (receipt.state, receipt.acknowledged_by, receipt.note) == (
        "acknowledged", cast.focal, "Đã phổ biến tại giao ban",
    )  # fmt: skip
    assert duty.closed_by == cast.focal
    assert [event.action for event in Event.objects.filter(kind="directive")] == ["register"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("01 /CT-UBND", "01/CT-UBND"), ("29- KL/TU", "29-KL/TU"), ("Số: 45/2020/NĐ- CP", "45/2020/NĐ-CP")],
)
def test_a_number_with_spaces_is_put_right(cast: Cast, typed: str, kept: str) -> None:
    assert received(cast, number=typed).document.number == kept


def test_one_document_stands_once_in_a_register_however_it_is_written(cast: Cast) -> None:
    received(cast, number="60-NQ/TU")
    with pytest.raises(ValidationError, match="đã có trong sổ văn bản giao việc"):
        received(cast, number="60/NQ-TU")
    assert Directive.objects.count() == 1


def test_two_registers_share_the_head_and_neither_changes_it_for_the_other(cast: Cast) -> None:
    first = received(cast)
    second = actions.register_directive(
        unit=cast.other_commune, by=cast.other_focal, number="118/UBND-NC", issued_on=today(), **HEAD
    )
    assert first.document == second.document
    with pytest.raises(Refused, match="đang dùng ở sổ khác"):
        actions.change_directive(first, by=cast.focal, subject="khác")
    changed = actions.change_directive(first, by=cast.focal, received_number="12", signer_name="Người Ký")
    assert (changed.received_number, changed.signer_name) == ("12", "Người Ký")


@pytest.mark.parametrize("who", ["chairman", "office_head", "viewer", "reviewer", "other_focal", "stranger", "nobody"])
def test_who_keeps_no_register_of_the_unit_enters_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        received(cast, by=getattr(cast, who))
    assert not KnownDocument.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"issued_on": "tomorrow"}, "issued_on"),
        ({"received_on": date(2021, 1, 1)}, "received_on"),
        ({"stage_from": 2025, "stage_to": 2021}, "stage_to"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "valid_to"),
        ({"number": "14/20218/TT-BNV"}, "number"),
        ({"subject": " "}, "subject"),
        ({"subject": "TỐI MẬT\nvề việc riêng"}, "subject"),
    ],
)
def test_a_wrong_head_is_told_at_its_field(cast: Cast, facts: dict, field: str) -> None:
    facts = {name: today() + timedelta(days=1) if value == "tomorrow" else value for name, value in facts.items()}
    values = {"unit": cast.commune, "by": cast.focal, "number": "1/UBND-NC", "issued_on": today(), **HEAD, **facts}
    with pytest.raises(ValidationError) as fault:
        actions.register_directive(**values)
    assert list(fault.value.message_dict) == [field]
    assert not Directive.objects.exists()


def test_a_citation_keeps_role_place_footnote_and_short_name(cast: Cast) -> None:
    directive = received(cast)
    row = actions.cite(
        directive,
        by=cast.focal,
        text="Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về chương trình tổng thể",
        role="basis",
        place="mục 1",
        footnote=True,
        short_name="Chương trình tổng thể",
    )
    assert (row.document.number, row.document.issuer, row.role, row.place, row.footnote, row.short_name) == (
        "76/NQ-CP", "Chính phủ", "basis", "mục 1", True, "Chương trình tổng thể",
    )  # fmt: skip
    again = actions.cite(directive, by=cast.focal, text="Nghị quyết 76/NQ-CP của Chính phủ", role="refers")
    assert again.document == row.document


def test_a_replacing_directive_marks_what_it_replaces_until_the_citation_goes(cast: Cast) -> None:
    old, new = received(cast, number="5/UBND-NC"), received(cast, number="9/UBND-NC")
    row = actions.cite(new, by=cast.focal, document=old.document, role=Citation.Role.REPLACES)
    old.document.refresh_from_db()
    assert old.document.replaced_by == new.document
    actions.uncite(row, by=cast.focal)
    old.document.refresh_from_db()
    assert old.document.replaced_by is None


def test_places_follow_the_markers_as_printed(cast: Cast) -> None:
    directive = received(cast)
    items = fill(directive, by=cast.focal)
    assert [node.place for node in flat(tree(directive))] == [
        "mục 1", "mục 1.a", "mục 1.b", "mục 2", "mục 2, gạch đầu dòng thứ 1",
    ]  # fmt: skip
    assert place_words([items["1.b"]]) == {items["1.b"].pk: "Mục 1.b, Công văn số 118/UBND-NC"}


def test_two_people_at_one_directive_do_not_overwrite_each_other(cast: Cast) -> None:
    directive = received(cast)
    actions.change_directive(directive, by=cast.records, archive_text="VT")
    with pytest.raises(MovedOn):
        actions.change_directive(directive, by=cast.focal, seen=directive.version, archive_text="VP")
    directive.refresh_from_db()
    assert directive.archive_text == "VT"


def test_a_quarter_without_a_year_is_the_next_one_that_is_not_over_when_the_paper_is_signed(cast: Cast) -> None:
    items = fill(received(cast, issued_on=date(2025, 12, 15)), by=cast.focal)
    first = actions.assign(items["1.a"], by=cast.focal, holder=cast.room, timing_text="trong quý I")
    last = actions.assign(items["1.b"], by=cast.focal, holder=cast.room, timing_text="trong quý IV")
    assert (first.timing_text, first.due_on, last.due_on) == ("trong quý I", date(2026, 3, 31), date(2025, 12, 31))

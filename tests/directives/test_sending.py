"""Sending out: groups on the document's day, receipts, the table, reminders, what an issued paper becomes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from directives import actions
from directives.groups import members
from directives.models import AddresseeGroup, Directive, Receipt
from directives.queries import issuer_table, items_for
from organisations.models import Unit
from organisations.refusals import Refused
from tests.cast import START, Cast, unit
from tests.directives.builders import HEAD, communes, fill, issued, received
from workflow.actions import take
from workflow.clock import today
from workflow.integrity import faults
from workflow.models import Event, Notice, Obligation


def _sent(cast: Cast) -> Directive:
    directive = issued(cast)
    actions.send_out(directive, by=cast.reviewer)
    directive.refresh_from_db()
    return directive


def test_every_addressee_of_a_group_gets_its_own_receipt(cast: Cast) -> None:
    directive = _sent(cast)
    receipts = {row.addressee: row for row in directive.receipts.all()}
    assert set(receipts) == {cast.commune, cast.other_commune}
    assert {row.state for row in receipts.values()} == {"to_acknowledge"}
    assert Obligation.objects.filter(kind="receipt", closed_at=None).count() == 2
    assert Notice.objects.filter(to=cast.focal, kind="receipt", my_turn=True).count() == 1


def test_a_group_means_the_units_of_the_documents_day(cast: Cast) -> None:
    ended = unit("xa-cu", "xã Cũ", Unit.Kind.COMMUNE, cast.province, valid_to=date(2022, 12, 31))
    later = Unit.objects.create(
        code="xa-moi", name="xã Mới", kind=Unit.Kind.COMMUNE, parent=cast.province, valid_from=date(2025, 7, 1)
    )
    before, after = members(communes(), cast.authority, date(2022, 6, 1)), members(communes(), cast.authority, today())
    assert ended in before
    assert later not in before
    assert later in after
    assert ended not in after
    assert cast.elsewhere not in before


def test_communes_two_levels_below_are_reached(cast: Cast) -> None:
    district = unit("huyen", "huyện Thử", Unit.Kind.DISTRICT, cast.province)
    below = unit("xa-ba", "xã Ba", Unit.Kind.COMMUNE, district)
    assert below in members(communes(), cast.province, today())
    assert members(communes(), district, today()) == [below]


def test_a_post_answers_through_its_commune_and_its_one_holder(cast: Cast) -> None:
    posts = AddresseeGroup.objects.create(
        code="chuc-danh", name="các công chức chuyên môn", kinds=["post"], below="own", valid_from=START
    )
    directive = actions.register_directive(
        unit=cast.commune, by=cast.focal, direction="issued", number="01/CT-UBND", issued_on=today(),
        **{**HEAD, "type_name": "Chỉ thị", "issuer": "UBND xã Một"},
    )  # fmt: skip
    fill(directive, by=cast.focal)
    actions.add_recipient(directive, by=cast.focal, group=posts)
    (receipt,) = actions.send_out(directive, by=cast.focal)
    assert (receipt.unit, receipt.addressee, receipt.person) == (cast.commune, cast.room, cast.focal)
    duty = Obligation.objects.get(kind="receipt", object_id=receipt.pk)
    assert (duty.capability, duty.person) == ("draft", cast.focal)
    with pytest.raises(Refused):
        take("acknowledge", receipt, by=cast.field)
    take("acknowledge", receipt, by=cast.focal)
    assert [fault for fault in faults(connection) if "tiếp nhận" in fault.lower()] == []


def test_sending_needs_somebody_named_and_something_said(cast: Cast) -> None:
    directive = actions.register_directive(
        unit=cast.authority, by=cast.reviewer, direction="issued", number="3/SNV-CCHC", issued_on=today(), **HEAD
    )
    with pytest.raises(ValidationError, match="Chưa có nơi nhận"):
        actions.send_out(directive, by=cast.reviewer)
    actions.add_recipient(directive, by=cast.reviewer, group=communes())
    with pytest.raises(ValidationError, match="chưa có mục nào"):
        actions.send_out(directive, by=cast.reviewer)
    assert not Receipt.objects.exists()


def test_who_only_reads_a_copy_is_not_asked(cast: Cast) -> None:
    directive = issued(cast)
    actions.add_recipient(directive, by=cast.reviewer, named_unit=cast.province, block="copied", purpose="report")
    actions.send_out(directive, by=cast.reviewer)
    assert not directive.receipts.filter(addressee=cast.province).exists()


def test_what_was_sent_is_not_sent_again_nor_edited(cast: Cast) -> None:
    directive = _sent(cast)
    item = directive.items.first()
    for attempt in (
        lambda: actions.send_out(directive, by=cast.reviewer),
        lambda: actions.add_item(directive, by=cast.reviewer, text="thêm"),
        lambda: actions.change_item(item, by=cast.reviewer, text="đổi"),
        lambda: actions.remove_item(item, by=cast.reviewer),
        lambda: actions.set_target(item, by=cast.reviewer, phrase="100%"),
        lambda: actions.assign(item, by=cast.reviewer, holder_text="ai đó"),
        lambda: actions.add_recipient(directive, by=cast.reviewer, name="thêm"),
        lambda: actions.cite(directive, by=cast.reviewer, document=directive.document, role="refers"),
        lambda: actions.change_directive(directive, by=cast.reviewer, archive_text="VT"),
    ):
        with pytest.raises(Refused):
            attempt()
    assert (directive.items.count(), directive.receipts.count(), directive.recipients.count()) == (5, 2, 1)


def test_a_received_directive_is_not_sent_out(cast: Cast) -> None:
    directive = received(cast)
    fill(directive, by=cast.focal)
    with pytest.raises(Refused, match="Văn bản đến do cơ quan ban hành gửi"):
        actions.send_out(directive, by=cast.focal)


def test_before_it_is_sent_no_addressee_sees_it(cast: Cast) -> None:
    directive = issued(cast)
    assert directive not in Directive.objects.visible_to(cast.focal)
    assert directive in Directive.objects.visible_to(cast.reviewer)
    actions.send_out(directive, by=cast.reviewer)
    assert directive in Directive.objects.visible_to(cast.focal)
    for outsider in (cast.stranger, cast.nobody):
        assert directive not in Directive.objects.visible_to(outsider)


def test_the_issuers_table_says_who_has_received_and_what_they_made_of_it(cast: Cast) -> None:
    directive = _sent(cast)
    mine = directive.receipts.get(addressee=cast.commune)
    take("acknowledge", mine, by=cast.focal)
    work = [given.node.item for given in items_for(cast.commune, user=cast.focal)]
    actions.answer(work[0], unit=cast.commune, by=cast.focal, kind="out_of_scope", reason="Xã không ban hành")
    handed = actions.answer(work[1], unit=cast.commune, by=cast.focal, kind="assigned", lead=cast.room)
    actions.finish_answer(handed, by=cast.focal, done_text="Đã niêm yết")
    lines = {line.receipt.addressee: line for line in issuer_table(directive, user=cast.reviewer)}
    here, there = lines[cast.commune], lines[cast.other_commune]
    assert (here.receipt.acknowledged_by, here.assigned, here.out_of_scope, here.open, here.done) == (
        cast.focal, 1, 1, len(work) - 2, 1,
    )  # fmt: skip
    assert (there.receipt.acknowledged_at, there.open, there.done) == (None, len(work), 0)


def test_only_those_who_have_not_received_are_reminded_and_it_is_logged(cast: Cast) -> None:
    directive = _sent(cast)
    take("acknowledge", directive.receipts.get(addressee=cast.commune), by=cast.focal)
    Notice.objects.all().delete()
    assert actions.remind(directive, by=cast.reviewer) == 1
    assert [notice.to for notice in Notice.objects.all()] == [cast.other_focal]
    assert Event.objects.filter(kind="directive", action="remind").count() == 1
    with pytest.raises(Refused):
        actions.remind(directive, by=cast.focal)


@pytest.mark.parametrize("communes_more", [0, 6])
def test_sending_costs_the_same_for_two_communes_and_for_eight(
    cast: Cast, communes_more: int, django_assert_max_num_queries
) -> None:
    for number in range(communes_more):
        unit(f"xa-{number}", f"xã Thêm {number}", Unit.Kind.COMMUNE, cast.province, issuer_name="UBND")
    directive = issued(cast)
    with django_assert_max_num_queries(36):
        actions.send_out(directive, by=cast.reviewer)
    assert directive.receipts.count() == 2 + communes_more

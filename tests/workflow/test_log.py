"""The log's chain, and what verify_integrity finds when somebody has tampered."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from organisations.models import Delegation, Membership, ReviewRelation, Subject
from organisations.roles import Role
from tests.cast import START, make_cast
from tests.workflow.items import in_state, letter, plan
from tests.workflow.walks import issued, lend, walk
from workflow import append_only, integrity, log
from workflow.clock import today
from workflow.models import Event, Obligation, Road


def faults() -> list[str]:
    """What verify_integrity would print."""
    return list(integrity.faults(connection))


@pytest.mark.django_db
class TestTheChain:
    def test_numbers_without_gaps_and_binds_each_event_to_the_one_before(self, cast):
        item = walk(letter(cast), cast, "submit", "pass_content")
        events = list(Event.objects.filter(kind=item.kind, object_id=item.pk))
        assert [event.sequence for event in events] == [1, 2, 3]
        assert [event.previous_hash for event in events] == ["", *(event.row_hash for event in events[:-1])]
        assert all(event.row_hash == log.event_hash(event) for event in events)

    def test_keeps_the_title_and_office_of_the_day(self, cast):
        item = walk(letter(cast), cast, "submit", "pass_content")
        event = Event.objects.filter(kind=item.kind, object_id=item.pk).latest("sequence")
        assert (event.by_name, event.by_title, event.office, event.from_state, event.to_state) == (
            "Đào Thị Phòng",
            "Phó Chủ tịch",
            cast.commune,
            "content_check",
            "form_check",
        )

    def test_of_two_items_are_two(self, cast):
        first, second = letter(cast), letter(cast)
        walk(first, cast, "submit")
        walk(second, cast, "submit")
        assert list(Event.objects.filter(kind="letter").values_list("object_id", "sequence")) == [
            (first.pk, 1),
            (first.pk, 2),
            (second.pk, 1),
            (second.pk, 2),
        ]


@pytest.mark.django_db
class TestASoundWorld:
    def test_has_no_fault_after_whole_walks(self, cast):
        item = walk(plan(cast), cast, "submit", "pass_content", "pass_form", "sign")
        walk(issued(item, cast), cast, "begin_review")
        walk(plan(cast, Road.REVIEW_THEN_SIGN, year=2027), cast, "submit", "begin_review")
        walk(letter(cast), cast, "submit", "withdraw")
        assert faults() == []

    def test_lets_the_command_end_well(self, cast):
        walk(letter(cast), cast, "submit")
        call_command("verify_integrity", stdout=StringIO())


@pytest.mark.django_db
class TestDutiesAndDays:
    def test_a_deleted_duty_is_reported(self, cast):
        item = walk(letter(cast), cast, "submit")
        Obligation.objects.filter(closed_at=None).delete()
        (sentence,) = faults()
        assert item.code in sentence

    def test_a_duty_of_the_wrong_office_is_reported(self, cast):
        letter(cast)
        Obligation.objects.update(office=cast.other_commune)
        assert len(faults()) == 1

    def test_a_state_that_no_event_led_to_is_reported(self, cast):
        item = in_state(cast, Road.LETTER, "form_check")
        (sentence,) = faults()
        assert item.code in sentence

    def test_overlapping_rows_are_reported_by_table(self, cast):
        later = START + timedelta(days=30)
        ReviewRelation.objects.create(
            unit=cast.commune, authority=cast.authority, subject=Subject.PLAN, valid_from=later
        )
        Membership.objects.create(user=cast.focal, unit=cast.commune, role=Role.FOCAL_POINT, valid_from=later)
        row = lend(cast)
        Delegation.objects.filter(pk=row.pk).update(valid_to=today())
        row.pk, row.valid_from = None, later
        row.save()
        assert [sentence.split(" [")[0].split(" (")[0] for sentence in faults()] == [
            "Quan hệ theo dõi",
            "Phân quyền",
            "Phân công",
        ]

    def test_rows_that_follow_each_other_are_not(self, cast):
        relation = ReviewRelation.objects.get(unit=cast.commune)
        relation.valid_to = START + timedelta(days=29)
        relation.save()
        ReviewRelation.objects.create(
            unit=cast.commune, authority=cast.authority, subject=Subject.PLAN, valid_from=START + timedelta(days=30)
        )
        assert faults() == []


@pytest.mark.django_db(transaction=True)
class TestTampering:
    """With the triggers lifted, as somebody with the database's password could."""

    CHANGES = {
        "the words of an act": "UPDATE workflow_event SET comment = 'khác' WHERE sequence = 2",
        "who did it": "UPDATE workflow_event SET by_name = 'Người Khác' WHERE sequence = 2",
        "when it was done": "UPDATE workflow_event SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 2",
        "an act in the middle": "DELETE FROM workflow_event WHERE sequence = 2",
        "the last act": "DELETE FROM workflow_event WHERE sequence = 3",
        "a hash made to fit": "UPDATE workflow_event SET row_hash = 'abc' WHERE sequence = 2",
    }

    @pytest.mark.parametrize("what", CHANGES)
    def test_with_is_found(self, what):
        cast = make_cast()
        item = letter(cast)
        Event.objects.exclude(kind="letter").exists()
        walk(item, cast, "submit", "pass_content")
        assert faults() == []
        append_only.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM workflow_notice WHERE event_id IN (SELECT id FROM workflow_event WHERE sequence > 1)"
            )
            cursor.execute(self.CHANGES[what] + " AND kind = 'letter'")
        append_only.install(connection)
        assert faults() != []
        with pytest.raises(CommandError):
            call_command("verify_integrity", stdout=StringIO(), stderr=StringIO())

    def test_by_lifting_the_triggers_is_found(self):
        append_only.remove(connection)
        assert len(faults()) == len(append_only.expected(connection))
        append_only.install(connection)
        assert faults() == []

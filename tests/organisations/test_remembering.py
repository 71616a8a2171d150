"""Rights read once for many acts: only where it was asked for, and never past a change of rights."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations import acts
from organisations.clock import at, set_to
from organisations.models import Membership
from organisations.remembering import forget, recall, remembered
from organisations.roles import Capability
from organisations.rules import holders, powers_of, title_of
from tests.cast import make_cast
from workflow.offices import people_in


@pytest.fixture
def cast(db):
    return make_cast()


def _ask(cast):
    return (
        powers_of(cast.focal).may(Capability.DRAFT, cast.commune.pk),
        title_of(cast.focal, cast.commune.pk),
        [user.pk for user in holders(Capability.DRAFT, cast.commune)],
        people_in({cast.commune.pk}).names(cast.commune.pk, Capability.DRAFT),
    )


def test_each_question_is_read_afresh_outside(cast):
    with CaptureQueriesContext(connection) as first:
        _ask(cast)
    with CaptureQueriesContext(connection) as again:
        _ask(cast)
    assert len(again) == len(first) > 0


def test_within_it_each_question_is_read_once_and_answered_the_same(cast):
    plain = _ask(cast)
    with remembered():
        assert _ask(cast) == plain
        with CaptureQueriesContext(connection) as again:
            assert _ask(cast) == plain
    assert len(again) == 0


def test_an_act_on_rights_forgets_what_was_read(cast):
    with remembered():
        assert _ask(cast)[0]
        Membership.objects.filter(user=cast.focal).delete()
        acts.record("membership.end", unit=cast.commune, by=cast.focal)
        assert not _ask(cast)[0]


def test_what_one_was_given_may_be_changed_without_changing_what_the_next_is_given(cast):
    with remembered():
        holders(Capability.DRAFT, cast.commune).clear()
        assert holders(Capability.DRAFT, cast.commune)


def test_nothing_is_kept_after_it(cast):
    with remembered():
        recall("x", lambda: 1)
    assert recall("x", lambda: 2) == 2
    forget()


def test_a_row_beside_is_not_asked_for_again_and_an_unknown_one_is_refused(cast):
    row = Membership.objects.select_related("user", "unit").filter(user=cast.focal).first()
    with CaptureQueriesContext(connection) as asked:
        row.clean_fields()
    assert len(asked) == 0
    row = Membership.objects.get(pk=row.pk)
    row.unit_id = 987654
    with pytest.raises(ValidationError) as fault:
        row.clean_fields()
    assert set(fault.value.message_dict) == {"unit"}


def test_a_right_that_ends_or_begins_with_a_day_is_read_anew_on_it(cast):
    Membership.objects.filter(user=cast.focal).update(valid_from=date(2024, 1, 1), valid_to=date(2024, 6, 30))
    held = []
    with remembered():
        for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 3, 3), date(2024, 6, 30), date(2024, 7, 1)):
            with set_to(at(day)):
                held.append(powers_of(cast.focal).may(Capability.DRAFT, cast.commune.pk))
    assert held == [False, True, True, True, False]

"""Who sees whose rows, before and after the change of 1/7/2025."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organisations import checks
from organisations.actions import rebuild_reach
from organisations.clock import at, set_to
from organisations.models import Reach, Subject, reachable_units
from organisations.sight import Review, UnitDays, World, rows_on
from tests.organisations.world import over_the_change

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
OLD, NEW, GONE = "xa-cu", "xa-moi", "xa-mat"

# user -> on which day -> (communes whose plans, communes whose reports) are seen.
TABLE = {
    "clerk-old": {BEFORE: ({OLD}, {OLD}), AFTER: (set(), set())},
    "clerk-new": {BEFORE: (set(), set()), AFTER: ({OLD, NEW}, {OLD, NEW})},
    "reviewer-old": {BEFORE: ({OLD, GONE}, set()), AFTER: (set(), set())},
    "reviewer-new": {BEFORE: (set(), set()), AFTER: ({OLD, NEW, GONE}, set())},
    "reviewer-second": {BEFORE: (set(), {OLD}), AFTER: (set(), {OLD, NEW})},
    "stranger": {BEFORE: (set(), set()), AFTER: (set(), set())},
    "clerk-gone": {BEFORE: ({GONE}, {GONE}), AFTER: (set(), set())},
    "admin-tinh": {BEFORE: ({OLD, NEW, GONE}, {OLD, NEW, GONE}), AFTER: ({OLD, NEW, GONE},) * 2},
}


@pytest.mark.django_db
@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_each_person_sees_the_rows_of_the_table(day):
    with set_to(at(day)):
        world = over_the_change()
        rebuild_reach()
        communes = {world.units[name].pk: name for name in (OLD, NEW, GONE)}
        seen = {
            name: tuple(
                {
                    communes[pk]
                    for pk in reachable_units(world.users[name], subject).values_list("unit", flat=True)
                    if pk in communes
                }
                for subject in (Subject.PLAN, Subject.REPORT)
            )
            for name in TABLE
        }
    assert seen == {name: days[day] for name, days in TABLE.items()}


@pytest.mark.django_db
def test_after_many_acts_reach_equals_a_rebuild_from_nothing():
    with set_to(at(AFTER)):
        over_the_change()
        columns = ("viewer", "unit", "subject", "via", "inherits")
        stepwise = set(Reach.objects.values_list(*columns))
        Reach.objects.all().delete()
        rebuild_reach()
        assert stepwise == set(Reach.objects.values_list(*columns))
        assert rebuild_reach() == (0, 0)


@pytest.mark.django_db
def test_one_night_changes_only_what_the_date_changes():
    with set_to(at(BEFORE)):
        over_the_change()
        before = set(Reach.objects.values_list("viewer", "unit", "subject", "via", "inherits"))
    added, removed = rebuild_reach(day=AFTER)
    after = set(Reach.objects.values_list("viewer", "unit", "subject", "via", "inherits"))
    assert (added, removed) == (len(after - before), len(before - after))


@pytest.mark.django_db
def test_asking_for_visible_rows_takes_one_query_however_large_the_province(
    django_assert_num_queries,
):
    with set_to(at(AFTER)):
        world = over_the_change()
        for user in ("clerk-new", "admin-tinh"):
            with django_assert_num_queries(1):
                list(reachable_units(world.users[user], Subject.PLAN))


DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 20))


@st.composite
def worlds(draw):
    count = draw(st.integers(1, 8))
    units = []
    for pk in range(1, count + 1):
        start = draw(DAYS)
        end = draw(st.none() | st.dates(start, date(2020, 1, 25)))
        parent = draw(st.none() | st.integers(1, pk - 1)) if pk > 1 else None
        units.append(UnitDays(pk, parent, start, end))
    pks = st.integers(1, count)
    successions = [(old, new, draw(DAYS)) for old, new in draw(st.lists(st.tuples(pks, pks), max_size=4)) if old < new]
    reviews = [
        Review(unit, authority, draw(st.sampled_from(["plan", "report"])), start, None)
        for unit, authority, start in draw(st.lists(st.tuples(pks, pks, DAYS), max_size=4))
        if unit != authority
    ]
    return World(units, successions, reviews)


@settings(max_examples=150, deadline=None)
@given(world=worlds(), day=DAYS)
def test_in_any_world_only_living_units_see_and_an_heir_sees_all_that_the_dead_one_saw(world, day):
    rows = rows_on(day, world)
    living = {unit.pk for unit in world.units if unit.holds_on(day)}
    ended = {unit.pk: unit for unit in world.units if unit.ended_before(day)}
    assert {row[0] for row in rows} == living
    assert {row[:2] for row in rows if row[3] == "own"} == {(pk, pk) for pk in living}
    for old, heir, effective in world.successions:
        if effective <= day and old in ended and heir in living:
            last = rows_on(ended[old].valid_to, world)
            seen = {(unit, subject) for viewer, unit, subject, _, _ in last if viewer == old}
            now = {(unit, subject) for viewer, unit, subject, _, _ in rows if viewer == heir}
            assert seen <= now


@pytest.mark.django_db
def test_a_row_that_does_not_belong_is_found_by_the_check_of_integrity():
    with set_to(at(AFTER)):
        world = over_the_change()
        assert list(checks.faults()) == []
        Reach.objects.create(viewer=world.units["tinh-khac"], unit=world.units[OLD], via="review", subject="plan")
        assert list(checks.faults()) == ["Tầm nhìn thiếu 0 dòng, thừa 1 dòng; chạy manage.py rebuild_reach."]

"""Build the units, people and rights of a demo world through the verbs that pages use."""

from datetime import date

from cchc_portal.demo.places import Person, Place, World
from documents.models import SigningMandate
from organisations import actions
from organisations.models import Unit, UnitSetting, User
from workflow import clock


class Built:
    """A built world: units by code, users by username, its administrator."""

    def __init__(self, world: World):
        self.world = world
        self.units: dict[str, Unit] = {}
        self.users: dict[str, User] = {}

    @property
    def admin(self) -> User:
        """The world's administrator."""
        return self.users[self.world.administrator.username]


def build(world: World, *, another_root: bool) -> Built:
    """Make units, officials, accounts, memberships, review relations, settings and mandates."""
    built = Built(world)
    with clock.set_to(clock.at(world.starts_on)), actions.reach_rebuilt_once():
        _root(built, another_root)
        for place in world.places:
            _place(built, place)
        for person in world.people:
            _person(built, person)
        for unit, authority, subject in world.reviews:
            actions.set_review_relation(
                unit=built.units[unit],
                authority=built.units[authority],
                subject=subject,
                valid_from=world.starts_on,
                by=built.admin,
            )
        for code in world.single_check:
            actions.decide_setting(
                unit=built.units[code],
                key=UnitSetting.Key.SINGLE_CHECK,
                reason="Quy chế làm việc của UBND",
                valid_from=world.starts_on,
                by=built.admin,
            )
    return built


def _root(built: Built, another_root: bool) -> None:
    place, person = built.world.root, built.world.administrator
    unit = Unit(
        code=place.code,
        name=place.name,
        kind=place.kind,
        valid_from=built.world.starts_on,
        **place.facts,
    )
    user, _ = actions.make_first_administrator(
        username=person.username,
        full_name=person.name,
        phone=person.phone,
        title=person.title,
        unit=unit,
        valid_from=built.world.starts_on,
        is_demo=True,
        another_root=another_root,
    )
    built.units[place.code] = unit
    built.users[person.username] = user


def _place(built: Built, place: Place) -> None:
    built.units[place.code] = actions.create_unit(
        code=place.code,
        name=place.name,
        kind=place.kind,
        parent=built.units[place.parent],
        valid_from=built.world.starts_on,
        by=built.admin,
        **place.facts,
    )


def _person(built: Built, person: Person) -> None:
    unit, over = built.units[person.unit], built.units[person.over]
    start: date = built.world.starts_on
    official = actions.register_official(unit=unit, full_name=person.name, phone=person.phone, by=built.admin)
    actions.appoint(
        official=official,
        unit=unit,
        title=person.title,
        valid_from=start,
        by=built.admin,
        is_head=person.head,
        is_focal_point=person.focal,
    )
    built.users[person.username], _ = actions.create_user(
        username=person.username,
        unit=over,
        role=person.role,
        valid_from=start,
        official=official,
        areas=list(person.areas),
        is_demo=True,
        by=built.admin,
    )
    for role in person.also:
        actions.grant_membership(
            user=built.users[person.username], unit=over, role=role, valid_from=start, by=built.admin
        )
    for capacity, types in person.signs:
        SigningMandate.objects.create(
            unit=unit,
            official=official,
            capacity=capacity,
            title="Chủ tịch",
            types=list(types),
            valid_from=start,
        )

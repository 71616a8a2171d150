"""Two provinces over the change of 1/7/2025, built by the real verbs: dull names, one of each part.

Before: tỉnh > huyện (with Phòng Nội vụ) > two communes and one that is abolished without a trace.
After: the old commune is merged into a new one below the province; Sở Nội vụ succeeds the Phòng.
"""

from dataclasses import dataclass, field
from datetime import date

from organisations import actions
from organisations.models import Subject, Succession, Unit, User
from organisations.roles import Role

START = date(2021, 1, 1)
LAST_OLD_DAY = date(2025, 6, 30)
CHANGE = date(2025, 7, 1)
DECREE = "Nghị quyết về sắp xếp đơn vị hành chính cấp xã"


@dataclass
class World:
    """Units and users by short name."""

    admin: User
    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def unit(self, name: str, kind: str, parent: str, valid_from: date = START, **facts) -> Unit:
        """A unit called and coded ``name`` below ``parent``."""
        self.units[name] = actions.create_unit(
            code=name,
            name=facts.pop("label", name),
            kind=kind,
            valid_from=valid_from,
            parent=self.units[parent],
            by=self.admin,
            **facts,
        )
        return self.units[name]

    def user(self, name: str, unit: str, role: str, valid_from: date = START) -> User:
        """A user called ``name`` with an official of that name and ``role`` in ``unit``."""
        official = actions.register_official(unit=self.units[unit], full_name=name.title(), by=self.admin)
        self.users[name], _ = actions.create_user(
            username=name,
            unit=self.units[unit],
            role=role,
            valid_from=valid_from,
            official=official,
            by=self.admin,
        )
        return self.users[name]

    def review(self, unit: str, authority: str, subject: str, valid_from: date = START, **facts):
        """A review relation between units by short name."""
        return actions.set_review_relation(
            unit=self.units[unit],
            authority=self.units[authority],
            subject=subject,
            valid_from=valid_from,
            by=self.admin,
            **facts,
        )

    def succeed(self, old: str, new: str, kind: str = Succession.Kind.MERGE, on: date = CHANGE):
        """``new`` succeeds ``old`` on ``on``."""
        return actions.record_succession(
            predecessor=self.units[old],
            successor=self.units[new],
            kind=kind,
            effective_on=on,
            ground_text=DECREE,
            by=self.admin,
        )


def province(name: str = "tinh", another_root: bool = False) -> World:
    """A province with its administrator (user ``admin-<name>``)."""
    unit = Unit(code=name, name=name, kind=Unit.Kind.PROVINCE, valid_from=START)
    admin, _ = actions.make_first_administrator(
        username=f"admin-{name}",
        full_name="Quản Trị Viên",
        phone="0900 000 001",
        unit=unit,
        valid_from=START,
        another_root=another_root,
    )
    return World(admin=admin, units={name: unit}, users={f"admin-{name}": admin})


def over_the_change() -> World:
    """The world of the table: everything known in advance, so that only the day decides."""
    kinds = Unit.Kind
    world = province()
    world.unit("so-noi-vu", kinds.DEPARTMENT, "tinh")
    world.unit("van-phong", kinds.DEPARTMENT, "tinh")
    world.unit("huyen", kinds.DISTRICT, "tinh")
    world.unit("phong-noi-vu", kinds.DIVISION, "huyen")
    world.unit("xa-cu", kinds.COMMUNE, "huyen")
    world.unit("xa-mat", kinds.COMMUNE, "huyen")
    world.unit("xa-moi", kinds.COMMUNE, "tinh", CHANGE)
    world.user("clerk-old", "xa-cu", Role.FOCAL_POINT)
    world.user("clerk-gone", "xa-mat", Role.FOCAL_POINT)
    world.user("clerk-new", "xa-moi", Role.FOCAL_POINT, CHANGE)
    world.user("reviewer-old", "phong-noi-vu", Role.REVIEWER)
    world.user("reviewer-new", "so-noi-vu", Role.REVIEWER)
    world.user("reviewer-second", "van-phong", Role.REVIEWER)
    for old in ("xa-cu", "xa-mat"):
        world.review(old, "phong-noi-vu", Subject.PLAN)
        world.review(old, "phong-noi-vu", Subject.SCORECARD)
    world.review("xa-cu", "van-phong", Subject.REPORT)
    world.review("xa-moi", "so-noi-vu", Subject.PLAN, CHANGE)
    world.review("xa-moi", "van-phong", Subject.REPORT, CHANGE)
    for unit in ("xa-cu", "xa-mat"):
        _end(world, unit)
    world.succeed("xa-cu", "xa-moi")
    world.succeed("phong-noi-vu", "so-noi-vu", Succession.Kind.DISSOLVE)
    _end(world, "huyen")
    other = province("tinh-khac", another_root=True)
    other.unit("so-khac", kinds.DEPARTMENT, "tinh-khac")
    world.users["stranger"] = other.user("stranger", "so-khac", Role.REVIEWER)
    world.units |= other.units
    for unit in world.units.values():
        unit.refresh_from_db()
    return world


def _end(world: World, name: str) -> None:
    actions.end_unit(unit=world.units[name], last_day=LAST_OLD_DAY, by=world.admin)

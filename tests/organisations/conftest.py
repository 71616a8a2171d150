"""A province of today with two communes, for pages."""

from dataclasses import dataclass

import pytest
from django.test import Client

from organisations import actions
from organisations.models import Subject, Unit, User
from organisations.roles import Role
from tests.organisations.world import START, World, province

KINDS = Unit.Kind


@dataclass
class Signed:
    """A client signed in as somebody of the world, by short name."""

    world: World

    def __call__(self, name: str) -> Client:
        client = Client()
        client.force_login(self.world.users[name])
        return client


@pytest.fixture
def world(db) -> World:
    """Province ``tinh``: so-noi-vu, xa-mot (with a room), xa-hai; another province with a stranger."""
    with actions.reach_rebuilt_once():
        return _world()


def _world() -> World:
    world = province()
    world.unit("so-noi-vu", KINDS.DEPARTMENT, "tinh", label="Sở Nội vụ")
    world.unit("xa-mot", KINDS.COMMUNE, "tinh", label="Xã Một")
    world.unit("xa-hai", KINDS.COMMUNE, "tinh", label="Xã Hai")
    world.unit("phong-mot", KINDS.DIVISION, "xa-mot", label="Phòng Văn hóa - Xã hội")
    world.user("clerk", "xa-mot", Role.FOCAL_POINT)
    world.user("chairman", "xa-mot", Role.CHAIRMAN)
    world.user("deputy", "xa-mot", Role.VIEWER)
    world.user("neighbour", "xa-hai", Role.FOCAL_POINT)
    world.user("reviewer", "so-noi-vu", Role.REVIEWER)
    world.user("commune-admin", "xa-mot", Role.ADMINISTRATOR)
    for name, title in (("chairman", "Chủ tịch"), ("deputy", "Phó Chủ tịch"), ("clerk", "Chuyên viên")):
        actions.appoint(
            official=world.users[name].official,
            unit=world.units["xa-mot"],
            title=title,
            valid_from=START,
            is_head=name == "chairman",
            is_focal_point=name == "clerk",
            by=world.admin,
        )
    world.review("xa-mot", "so-noi-vu", Subject.PLAN)
    other = province("tinh-khac", another_root=True)
    world.users["stranger"] = other.user("stranger", "tinh-khac", Role.ADMINISTRATOR)
    world.units |= other.units
    world.users["nobody"] = User.objects.create_user("nobody")
    return world


@pytest.fixture
def signed(world) -> Signed:
    """``signed("clerk")`` is a client of the clerk."""
    return Signed(world)

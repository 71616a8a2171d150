"""Verbs on units, people and rights: what they refuse, what they end with, whom they tell."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organisations import actions, acts
from organisations.clock import at, set_to
from organisations.models import (
    Appointment,
    Delegation,
    Membership,
    Official,
    ReviewRelation,
    Subject,
    Succession,
    Unit,
    UnitSetting,
    User,
)
from organisations.refusals import Refused
from organisations.roles import Role
from organisations.rules import powers_of
from tests.organisations.world import START

DAY = date(2026, 1, 1)
REFUSED = "Việc này do quản trị của xã Một hoặc của cấp trên thực hiện. Liên hệ: Commune-Admin."


def fault(call, **arguments) -> dict:
    with pytest.raises(ValidationError) as caught:
        call(**arguments)
    return caught.value.message_dict


VERBS = {
    "create_unit": lambda w: {
        "code": "moi-a",
        "name": "A",
        "kind": "division",
        "valid_from": DAY,
        "parent": w.units["xa-mot"],
    },
    "change_unit": lambda w: {"unit": w.units["xa-mot"], "name": "Xã Khác"},
    "end_unit": lambda w: {"unit": w.units["xa-mot"], "last_day": DAY},
    "record_succession": lambda w: {
        "predecessor": w.units["xa-mot"],
        "successor": w.units["xa-hai"],
        "kind": "merge",
        "effective_on": DAY,
        "ground_text": "Nghị quyết",
    },
    "set_review_relation": lambda w: {
        "unit": w.units["xa-mot"],
        "authority": w.units["so-noi-vu"],
        "subject": Subject.REPORT,
        "valid_from": DAY,
    },
    "end_review_relation": lambda w: {"relation": ReviewRelation.objects.get(), "last_day": DAY},
    "register_official": lambda w: {"unit": w.units["xa-mot"], "full_name": "A"},
    "change_official": lambda w: {"official": w.users["clerk"].official, "unit": w.units["xa-mot"], "phone": "1"},
    "appoint": lambda w: {
        "official": w.users["clerk"].official,
        "unit": w.units["xa-mot"],
        "title": "A",
        "valid_from": DAY,
    },
    "change_appointment": lambda w: {"appointment": w.users["clerk"].official.appointments.get(), "field": "A"},
    "end_appointment": lambda w: {"appointment": w.users["clerk"].official.appointments.get(), "last_day": DAY},
    "create_user": lambda w: {"username": "a", "unit": w.units["xa-mot"], "role": Role.VIEWER, "valid_from": DAY},
    "grant_membership": lambda w: {
        "user": w.users["clerk"],
        "unit": w.units["xa-mot"],
        "role": Role.ADMINISTRATOR,
        "valid_from": DAY,
    },
    "end_membership": lambda w: {"membership": w.users["chairman"].memberships.get(), "last_day": DAY},
    "delegate": lambda w: {
        "unit": w.units["xa-mot"],
        "given_by": w.users["chairman"].official,
        "office_title": "Chủ tịch",
        "to": w.users["clerk"].official,
        "to_title": "Chuyên viên",
        "capabilities": ["sign"],
        "ground_text": "Quyết định",
        "valid_from": DAY,
    },
    "decide_setting": lambda w: {
        "unit": w.units["xa-mot"],
        "key": UnitSetting.Key.SINGLE_CHECK,
        "reason": "Ít người",
        "valid_from": DAY,
    },
    "set_new_password": lambda w: {"account": w.users["chairman"]},
    "close_account": lambda w: {"account": w.users["chairman"]},
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("person", ["clerk", "neighbour", "stranger", "nobody"])
def test_who_does_not_administer_the_unit_is_refused_and_nothing_changes(world, verb, person):
    arguments = VERBS[verb](world)
    models = (Unit, Succession, ReviewRelation, Official, Appointment, User, Membership, Delegation, UnitSetting)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    with pytest.raises(Refused) as caught:
        getattr(actions, verb)(by=world.users[person], **arguments)
    assert caught.value.sentence == REFUSED
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


@pytest.mark.parametrize("verb", VERBS)
def test_an_administrator_above_may_and_the_log_is_told_once_or_for_both_units(world, verb):
    told = []
    acts.recorders.append(lambda act, **facts: told.append((act, facts["by"])))
    try:
        getattr(actions, verb)(by=world.admin, **VERBS[verb](world))
    finally:
        acts.recorders.pop()
    assert {by for _, by in told} == {world.admin}
    assert len(told) == {"record_succession": 2, "create_user": 2}.get(verb, 1)


def test_an_act_whose_trace_fails_does_not_happen(world):
    def broken(act, **facts):
        raise RuntimeError

    acts.recorders.append(broken)
    try:
        with pytest.raises(RuntimeError):
            actions.change_unit(unit=world.units["xa-mot"], name="Xã Khác", by=world.admin)
    finally:
        acts.recorders.remove(broken)
    assert Unit.objects.get(code="xa-mot").name == "Xã Một"


def test_a_commune_administrator_acts_over_the_own_rooms_but_not_beyond(world):
    admin = world.users["commune-admin"]
    actions.change_unit(unit=world.units["phong-mot"], phone="0900 111 222", by=admin)
    for unit in ("xa-hai", "tinh", "so-noi-vu"):
        with pytest.raises(Refused):
            actions.change_unit(unit=world.units[unit], phone="0900 111 222", by=admin)
    with pytest.raises(Refused):
        actions.change_unit(unit=world.units["phong-mot"], parent=world.units["xa-hai"], by=admin)
    with pytest.raises(Refused):
        actions.set_review_relation(
            unit=world.units["xa-mot"],
            authority=world.units["so-noi-vu"],
            subject=Subject.REPORT,
            valid_from=DAY,
            by=admin,
        )


def test_a_unit_with_levels_below_it_does_not_end_before_them(world):
    assert fault(actions.end_unit, unit=world.units["tinh"], last_day=DAY, by=world.admin) == {
        "last_day": [
            "Còn 2 đơn vị trực thuộc hoạt động sau ngày này: Xã Hai, Xã Một. Kết thúc hoặc chuyển các đơn vị đó trước."
        ]
    }


def test_rooms_offices_rights_and_relations_end_with_their_unit(world):
    last = date(2026, 6, 30)
    actions.end_unit(unit=world.units["xa-mot"], last_day=last, by=world.admin)
    assert Unit.objects.get(code="phong-mot").valid_to == last
    for model in (Appointment, Membership, ReviewRelation):
        assert set(model.objects.filter(unit=world.units["xa-mot"]).values_list("valid_to", flat=True)) == {last}


def test_successions_do_not_run_in_circles_and_begin_after_the_end(world):
    arguments = {"kind": Succession.Kind.MERGE, "effective_on": DAY, "ground_text": "Nghị quyết", "by": world.admin}
    old, new = world.units["xa-mot"], world.units["xa-hai"]
    actions.record_succession(predecessor=old, successor=new, **arguments)
    assert Unit.objects.get(pk=old.pk).valid_to == date(2025, 12, 31)
    assert fault(actions.record_succession, predecessor=new, successor=old, **arguments) == {
        "successor": ["Xã Hai đã kế thừa Xã Một từ trước."]
    }
    arguments["effective_on"] = date(2025, 6, 1)
    assert fault(actions.record_succession, predecessor=old, successor=world.units["tinh"], **arguments) == {
        "effective_on": ["Xã Một còn hoạt động đến hết ngày 31/12/2025. Ngày kế thừa phải sau ngày đó."]
    }


OVERLAPS = {
    "touching from before": (date(2020, 1, 1), date(2021, 1, 1), True),
    "inside": (date(2022, 1, 1), date(2022, 2, 1), True),
    "open end": (date(2026, 1, 1), None, True),
    "before": (date(2020, 1, 1), date(2020, 12, 31), False),
}


@pytest.mark.parametrize(("first", "last", "refused"), OVERLAPS.values(), ids=OVERLAPS)
def test_a_subject_of_a_unit_has_one_authority_at_a_time(world, first, last, refused):
    for name in ("xa-mot", "tinh"):
        Unit.objects.filter(code=name).update(valid_from=date(2019, 1, 1))
    arguments = {
        "unit": Unit.objects.get(code="xa-mot"),
        "authority": Unit.objects.get(code="tinh"),
        "subject": Subject.PLAN,
        "valid_from": first,
        "valid_to": last,
        "by": world.admin,
    }
    if refused:
        assert fault(actions.set_review_relation, **arguments) == {
            "valid_from": ["Sở Nội vụ đang theo dõi kế hoạch của xã Một từ 01/01/2021. Kết thúc quan hệ đó trước."]
        }
    else:
        actions.set_review_relation(**arguments)
        assert ReviewRelation.objects.count() == 2


def test_another_subject_may_have_another_authority(world):
    world.review("xa-mot", "tinh", Subject.REPORT)
    assert ReviewRelation.objects.filter(unit=world.units["xa-mot"]).count() == 2


def test_a_unit_has_one_head_at_a_time(world):
    arguments = {"official": world.users["deputy"].official, "unit": world.units["xa-mot"], "is_head": True}
    assert fault(actions.appoint, title="Quyền Chủ tịch", valid_from=DAY, by=world.admin, **arguments) == {
        "is_head": ["Chairman đang đứng đầu xã Một từ 01/01/2021. Kết thúc chức vụ đó trước."]
    }


def test_the_last_administrator_stays(world):
    own = world.admin.memberships.get()
    with pytest.raises(Refused) as caught:
        actions.end_membership(membership=own, last_day=DAY, by=world.admin)
    assert caught.value.sentence == "Đây là quản trị cuối cùng của tinh. Giao quyền quản trị cho người khác trước."
    actions.end_membership(membership=world.users["commune-admin"].memberships.get(), last_day=DAY, by=world.admin)


def test_what_was_lent_ends_with_the_right_it_was_lent_from(world):
    with set_to(at(date(2026, 3, 1))):
        actions.delegate(by=world.users["chairman"], **VERBS["delegate"](world))
        assert powers_of(world.users["clerk"]).may("sign", world.units["xa-mot"].pk)
        actions.end_membership(
            membership=world.users["chairman"].memberships.get(), last_day=date(2026, 2, 28), by=world.admin
        )
        assert Delegation.objects.get().valid_to == date(2026, 2, 28)
        assert not powers_of(world.users["clerk"]).may("sign", world.units["xa-mot"].pk)


def test_a_delegation_needs_its_document_and_something_lent(world):
    arguments = VERBS["delegate"](world) | {"by": world.admin}
    assert "ground_text" in fault(actions.delegate, **{**arguments, "ground_text": " "})
    assert fault(actions.delegate, **{**arguments, "capabilities": []}) == {
        "capabilities": ["Chọn ít nhất một việc được giao."]
    }


def test_user_names_differ_in_more_than_capitals(world):
    arguments = {"unit": world.units["xa-mot"], "role": Role.VIEWER, "valid_from": DAY, "by": world.admin}
    assert fault(actions.create_user, username="CLERK", **arguments) == {
        "username": ["Tên đăng nhập “CLERK” đã có người dùng."]
    }


def test_a_service_has_its_own_role_and_no_other(world):
    arguments = {"unit": world.units["tinh"], "valid_from": DAY, "by": world.admin, "kind": User.Kind.SERVICE}
    assert fault(actions.create_user, username="lgsp", role=Role.REVIEWER, **arguments) == {
        "role": ["Vai trò “Hệ thống kết nối” chỉ dành cho tài khoản hệ thống."]
    }
    account, _ = actions.create_user(username="lgsp", role=Role.SERVICE, **arguments)
    assert account.official is None


def test_text_is_stored_composed_and_trimmed(world):
    unit = actions.change_unit(unit=world.units["xa-mot"], name=" Xa\u0303 Mo\u0323\u0302t ", by=world.admin)
    assert unit.name == "Xã Một"


def test_the_first_administrator_is_made_once(world):
    arguments = {"username": "second", "full_name": "Hai", "valid_from": START}
    unit = Unit(code="tinh-ba", name="Tỉnh Ba", kind="province", valid_from=START)
    with pytest.raises(Refused) as caught:
        actions.make_first_administrator(unit=unit, **arguments)
    assert caught.value.sentence == (
        "Cổng đã có quản trị. Quản trị hiện có cấp tài khoản cho người khác ở trang Người dùng."
    )
    account, password = actions.make_first_administrator(unit=unit, another_root=True, **arguments)
    assert account.check_password(password)
    assert powers_of(account).may("administer", unit.pk)

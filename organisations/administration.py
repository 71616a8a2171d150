"""Rules of administration: who may change units, people and rights, and who can help if not.

An administrator acts over the own unit and everything below it, and never grants beyond (design
section 3). All answers are sentences for the page, or None.
"""

from datetime import date

from django.db.models import Q

from organisations.clock import today
from organisations.models import Delegation, Membership, Official, Reach, Unit, User, Via
from organisations.roles import GRANTS, Capability, Role
from organisations.rules import Powers, holders, powers_of
from organisations.wording import in_sentence


def administered_units(user, powers: Powers | None = None):
    """Units that ``user`` administers today: the own ones and everything below."""
    powers = powers or powers_of(user)
    offices = {grant.office_id for grant in powers.grants.get(Capability.ADMINISTER, ())}
    below = Reach.objects.filter(Q(via=Via.SUBTREE) | Q(via=Via.SUCCESSION, inherits=Via.SUBTREE), viewer__in=offices)
    return Unit.objects.filter(Q(pk__in=offices) | Q(pk__in=below.values("unit")))


def administered_accounts(user, powers: Powers | None = None):
    """Accounts that have or had a right in a unit which ``user`` administers."""
    memberships = Membership.objects.filter(unit__in=administered_units(user, powers).values("pk"))
    return User.objects.filter(pk__in=memberships.values("user"))


def administers(powers: Powers, unit: Unit) -> bool:
    """Whether the holder of ``powers`` administers ``unit``, directly or from above.

    Walks the parents as well, because a unit made a moment ago stands in no Reach row yet.
    """
    above: Unit | None = unit
    while above is not None:
        if powers.may(Capability.ADMINISTER, above.pk):
            return True
        above = above.parent
    return False


def administer_refusal(user, *units: Unit, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not administer all of ``units``; None if allowed."""
    powers = powers or powers_of(user)
    for unit in units:
        if not administers(powers, unit):
            return f"Việc này do quản trị của {in_sentence(unit)} hoặc của cấp trên thực hiện. {help_from(unit)}"
    return None


def help_from(unit: Unit) -> str:
    """The sentence that names who administers ``unit``, from the unit itself upwards."""
    above: Unit | None = unit
    while above is not None:
        if people := holders(Capability.ADMINISTER, above):
            return f"Liên hệ: {'; '.join(_with_phone(user) for user in people[:2])}."
        above = above.parent
    return "Hiện chưa có quản trị nào đang hoạt động; hỏi người vận hành cổng."


def _with_phone(user: User) -> str:
    phone = user.official.phone if user.official_id else ""
    return f"{user.display_name}, {phone}" if phone else user.display_name


def account_refusal(user, account: User, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not change ``account``: it must belong to administered units only."""
    units = units_of_account(account)
    if not units:
        return f"Tài khoản {account.username} chưa thuộc đơn vị nào; hỏi người vận hành cổng."
    return administer_refusal(user, *units, powers=powers)


def units_of_account(account: User) -> list[Unit]:
    """Units in which the account has rights today or later; the last ones if it has none any more."""
    rows = list(Membership.objects.filter(user=account).select_related("unit").order_by("unit_id", "pk"))
    live = [row for row in rows if row.valid_to is None or row.valid_to >= today()]
    return list({row.unit_id: row.unit for row in live or rows}.values())


def last_administrator_refusal(membership: Membership, last_day: date) -> str | None:
    """Why the membership may not end on ``last_day``: nobody would administer the unit any more."""
    if membership.role != Role.ADMINISTRATOR:
        return None
    above: Unit | None = membership.unit
    while above is not None:
        others = Membership.objects.on(last_day).filter(unit=above, role=Role.ADMINISTRATOR, user__is_active=True)
        if any(row.pk != membership.pk and (row.valid_to is None or row.valid_to > last_day) for row in others):
            return None
        above = above.parent
    return f"Đây là quản trị cuối cùng của {in_sentence(membership.unit)}. Giao quyền quản trị cho người khác trước."


def delegate_refusal(user, unit: Unit, giver: Official) -> str | None:
    """Why ``user`` may not write down that ``giver`` lends rights of ``unit``."""
    if user.is_authenticated and user.is_active and user.official_id == giver.pk:
        return None
    return administer_refusal(user, unit)


def lending_faults(unit: Unit, giver: Official, capabilities: list[str], first_day: date) -> list[str]:
    """What ``giver`` cannot lend from ``unit`` on ``first_day``, one sentence each.

    Only what is held by one's own role can be lent; what was lent goes no further (Nghị định
    30/2020/NĐ-CP, Điều 13 khoản 3).
    """
    own = {
        verb
        for row in Membership.objects.on(first_day).filter(user__official=giver, unit=unit)
        for verb in GRANTS.get(row.role, ())
    }
    lent = {verb for row in Delegation.objects.on(first_day).filter(to=giver, unit=unit) for verb in row.capabilities}
    faults = []
    for verb in capabilities:
        label = Capability(verb).label
        if verb in own:
            continue
        if verb in lent:
            faults.append(
                f"{giver.full_name} được giao quyền “{label}” theo ủy quyền nên không giao lại được "
                "(khoản 3 Điều 13 Nghị định 30/2020/NĐ-CP)."
            )
        else:
            faults.append(f"{giver.full_name} không có quyền “{label}” ở {in_sentence(unit)} để giao.")
    return faults

"""Who may keep the register, change a directive, answer for an item: refusals are sentences."""

from directives.models import Directive, DirectiveItem
from organisations.models import Subject, Unit
from organisations.roles import Capability
from organisations.rules import Powers, powers_of
from workflow.offices import People
from workflow.wording import done_by

# Who keeps a unit's register: who drafts, văn thư, and in an authority those who follow other units.
_INSIDE = (Capability.DRAFT, Capability.ISSUE)
_ABOVE = (Capability.REVIEW, Capability.CALL)


def _names(unit_id: int, capability: str) -> list[str]:
    return People({unit_id}).names(unit_id, capability)


def register_refusal(user, unit: Unit, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not enter directives into the unit's register, or None."""
    powers = powers or powers_of(user)
    if any(powers.may(verb, unit.pk, subject=Subject.PLAN) for verb in _INSIDE):
        return None
    if any(grant.office_id == unit.pk for verb in _ABOVE for grant in powers.grants.get(verb, ())):
        return None
    return done_by(Capability.DRAFT, _names(unit.pk, Capability.DRAFT))


def edit_refusal(user, directive: Directive, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not change what the register holds of the directive, or None.

    What was sent to its addressees stays as it was (NĐ 30/2020 Đ.18.3); items are then amended or withdrawn.
    """
    if directive.sent_out_at is not None:
        return "Văn bản đã gửi các nơi nhận nên giữ nguyên. Nội dung đổi thì ghi sửa đổi hoặc bãi bỏ ở từng mục."
    return register_refusal(user, directive.unit, powers=powers)


def change_refusal(user, directive: Directive, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not amend, withdraw or send out the directive, or None: its register's people may."""
    return register_refusal(user, directive.unit, powers=powers)


def may_answer(powers: Powers, item: DirectiveItem, unit: Unit) -> bool:
    """Whether the person decides for ``unit`` what becomes of the item; asks nothing of the database."""
    return powers.may(Capability.DRAFT, unit.pk, subject=Subject.PLAN, area=item.area_code)


def answer_refusal(user, item: DirectiveItem, unit: Unit, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not decide for ``unit`` what becomes of the item, or None: who drafts its area may."""
    if may_answer(powers or powers_of(user), item, unit):
        return None
    return f"Đầu mối CCHC phân công mục này. {done_by(Capability.DRAFT, _names(unit.pk, Capability.SUBMIT))}"


def open_refusal(item: DirectiveItem) -> str | None:
    """Why nothing new can be made of the item, or None: it was withdrawn, or its directive was."""
    if item.state == DirectiveItem.State.WITHDRAWN:
        return f"Mục này đã bãi bỏ từ ngày {item.changed_on:%d/%m/%Y}: {item.changed_text}."
    if item.directive.withdrawn_on is not None:
        return f"Văn bản đã thu hồi từ ngày {item.directive.withdrawn_on:%d/%m/%Y}: {item.directive.withdrawn_text}."
    return None

"""Who may change what of a task under way: each question answers with None or the sentence that the page shows."""

from organisations.models import User
from organisations.roles import Capability
from organisations.rules import Powers, holders, powers_of
from plans.models import TaskProgress
from plans.queries import progress as reads


def replaced_sentence(progress: TaskProgress) -> str | None:
    """Why nothing can be changed on the task any more because its plan was replaced, or None."""
    if reads.in_force(progress.task.plan):
        return None
    return (
        f"{progress.task.plan} đã được thay thế nên nhiệm vụ này giữ nguyên để đọc. "
        "Nhiệm vụ được chuyển tiếp thì cập nhật ở kế hoạch thay thế."
    )


def change_refusal(user: User, progress: TaskProgress, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not change the state of the task, or None: it is for who leads it and for the focal point."""
    sentence = replaced_sentence(progress)
    if sentence:
        return sentence
    powers = powers or powers_of(user)
    area = "*" if progress.person_id == user.pk else progress.task.area.code
    if powers.may(Capability.DRAFT, progress.unit_id, area=area):
        return None
    who = progress.task.lead_text or (progress.person.display_name if progress.person_id else "đầu mối CCHC")
    return f"Nhiệm vụ do {who} chủ trì. Người phối hợp thêm được minh chứng, không đổi trạng thái."


def evidence_refusal(user: User, progress: TaskProgress, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not add evidence to the task, or None: everybody who drafts for the unit may."""
    sentence = replaced_sentence(progress)
    if sentence:
        return sentence
    if (powers or powers_of(user)).may(Capability.DRAFT, progress.unit_id, area="*"):
        return None
    names = ", ".join(one.display_name for one in holders(Capability.DRAFT, progress.unit_id)[:3])
    return f"Minh chứng do người thực hiện và người phối hợp của đơn vị thêm: {names or 'chưa giao cho ai'}."


def may_hand(progress: TaskProgress, powers: Powers) -> bool:
    """Whether who holds ``powers`` may give the task to another person."""
    return replaced_sentence(progress) is None and powers.may(Capability.SUBMIT, progress.unit_id)


def hand_refusal(user: User, progress: TaskProgress, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not give the task to another person, or None."""
    sentence = replaced_sentence(progress)
    if sentence:
        return sentence
    if (powers or powers_of(user)).may(Capability.SUBMIT, progress.unit_id):
        return None
    names = ", ".join(one.display_name for one in holders(Capability.SUBMIT, progress.unit_id)[:3])
    return f"Giao người thực hiện do đầu mối CCHC của đơn vị thực hiện: {names or 'chưa giao cho ai'}."

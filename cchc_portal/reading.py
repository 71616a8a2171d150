"""A plan as it is read before a decision: its text reflowed, its sizes."""

from collections import Counter
from decimal import Decimal

from documents import sheet
from plans.documents import build_from
from plans.models import Plan, Task
from plans.queries import Content, plan_of_year


def text_groups(found: Content) -> dict:
    """The plan's paper as context for a text that flows at any width (templates/approve/text.html)."""
    return sheet.sheet_context(build_from(found), screen=True)


def sizes(found: Content) -> list[dict]:
    """Counts of a plan for its summary: label and words."""
    tasks, targets = found.tasks, found.targets
    key = sum(task.is_key for task in tasks)
    filled = sum(not area.is_empty for area in found.areas)
    rows = [
        {"label": "Chỉ tiêu", "words": str(len(targets))},
        {"label": f"Nhiệm vụ (trọng tâm: {key})", "words": str(len(tasks))},
        {"label": "Lĩnh vực có nội dung", "words": f"{filled}/{len(found.areas)}"},
    ]
    if versus := _versus(found):
        rows.append({"label": f"So với năm {found.plan.year - 1}", "words": versus})
    money = sum((task.budget for task in tasks if task.budget), Decimal())
    rows.append({"label": "Kinh phí dự kiến", "words": f"{_money(money)} triệu đồng" if money else "chưa ghi"})
    return rows


def _money(amount: Decimal) -> str:
    plain = f"{amount.normalize():,f}"
    return plain.translate(str.maketrans(",.", ".,"))


# What of a task is compared with the year before, as it is called when it changed.
_COMPARED = {
    "content": "nội dung", "timing_text": "thời gian", "product_text": "sản phẩm", "product_count": "sản phẩm",
    "product_unit": "sản phẩm", "lead_text": "chủ trì", "head_id": "người chịu trách nhiệm", "partners": "phối hợp",
    "budget": "kinh phí", "funding": "kinh phí", "is_key": "trọng tâm", "is_breakthrough": "đột phá",
}  # fmt: skip


def _versus(found: Content) -> str:
    """How many tasks are new, gone and changed against the plan of the year before, and what of them changed.

    A task is the one that it was inherited from, else the one of the same words; two queries.
    """
    plan = found.plan
    before = plan_of_year(plan.unit, plan.year - 1) if plan.scope == Plan.Scope.ANNUAL else None
    if before is None:
        return ""
    left = {task.pk: task for task in before.tasks.prefetch_related("partners")}
    kept = [(old, task) for task in found.tasks if (old := _taken_from(left, task))]
    more, changed = len(found.tasks) - len(kept), [labels for pair in kept if (labels := _changed(*pair))]
    said = [f"+{more}, −{len(left)} nhiệm vụ"] if more or left else []
    if changed:
        counted = Counter(label for labels in changed for label in labels)
        what = ", ".join(f"{label} {count}" for label, count in counted.most_common())
        said.append(f"đổi {len(changed)} nhiệm vụ ({what})")
    return "; ".join(said) or "không đổi nhiệm vụ nào"


def _taken_from(left: dict[int, Task], task: Task) -> Task | None:
    """The task of the year before that this one continues, taken out of those ``left``."""
    words = _folded(task.content)
    alike = (pk for pk, old in left.items() if _folded(old.content) == words)
    key = task.inherited_from_id if task.inherited_from_id in left else next(alike, None)
    return left.pop(key) if key is not None else None


def _changed(old: Task, new: Task) -> list[str]:
    """What differs between two versions of a task, each said once."""
    return list(dict.fromkeys(said for name, said in _COMPARED.items() if _value(old, name) != _value(new, name)))


def _value(task: Task, name: str) -> object:
    if name == "partners":
        return [partner.partner_text for partner in task.partners.all()]
    value = getattr(task, name)
    return _folded(value) if isinstance(value, str) else value


def _folded(words: str) -> str:
    return " ".join(words.lower().split())

"""A plan as it is read before a decision: its text reflowed, its sizes, its findings, its places."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import strip_tags

from documents import sheet
from plans.documents import build_from
from plans.models import Plan, Task
from plans.queries import Content, plan_of_year

_LABEL_LENGTH = 90


def text_groups(content: Content) -> dict:
    """The plan's paper as context for a text that flows at any width (templates/approve/text.html)."""
    return sheet.sheet_context(build_from(content), screen=True)


@dataclass(frozen=True)
class Place:
    """A place that a remark can be anchored to: the paper's data-ref and what it is called."""

    ref: str
    label: str


def places(content: Content) -> list[Place]:
    """Every block and table row of the plan's paper that has a place, in the order of the paper."""
    context = text_groups(content)
    groups = [*context["groups"], *(group for annex in context["annexes"] for group in annex["groups"])]
    found: dict[str, str] = {}
    for group in groups:
        for block in group["blocks"]:
            if block["is_table"]:
                for row in block["rows"]:
                    found.setdefault(row["ref"], _row_label(row))
            else:
                found.setdefault(group["ref"], _plain(block["words"]))
    return [Place(ref, label) for ref, label in found.items() if ref and label]


def _row_label(row: dict) -> str:
    words = row.get("words") or next((line for cell in row.get("cells", ()) for line in cell["lines"]), "")
    return _plain(f"{row['label']} {words}")


def _plain(words: str) -> str:
    text = " ".join(strip_tags(words).split())
    return text if len(text) <= _LABEL_LENGTH else f"{text[:_LABEL_LENGTH].rsplit(' ', 1)[0]}…"


def sizes(content: Content) -> list[dict]:
    """Counts of a plan for its summary: label and words."""
    tasks, targets = content.tasks, content.targets
    key = sum(task.is_key for task in tasks)
    filled = sum(not area.is_empty for area in content.areas)
    rows = [
        {"label": "Chỉ tiêu", "words": str(len(targets))},
        {"label": f"Nhiệm vụ (trọng tâm: {key})", "words": str(len(tasks))},
        {"label": "Lĩnh vực có nội dung", "words": f"{filled}/{len(content.areas)}"},
    ]
    if versus := _versus(content.plan, tasks):
        rows.append({"label": f"So với năm {content.plan.year - 1}", "words": versus})
    money = sum((task.budget for task in tasks if task.budget), Decimal())
    rows.append({"label": "Kinh phí dự kiến", "words": f"{_money(money)} triệu đồng" if money else "chưa ghi"})
    return rows


def _money(amount: Decimal) -> str:
    plain = f"{amount.normalize():,f}"
    return plain.translate(str.maketrans(",.", ".,"))


def _versus(plan: Plan, tasks: list[Task]) -> str:
    """How many tasks are new and how many are gone against the plan of the year before."""
    before = plan_of_year(plan.unit, plan.year - 1)
    if before is None:
        return ""
    old = {_folded(words) for words in before.tasks.values_list("content", flat=True)}
    new = {_folded(task.content) for task in tasks}
    more, fewer = len(new - old), len(old - new)
    return f"+{more}, −{fewer} nhiệm vụ" if more or fewer else "không đổi nhiệm vụ nào"


def _folded(words: str) -> str:
    return " ".join(words.lower().split())

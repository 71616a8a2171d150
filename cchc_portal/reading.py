"""A plan as it is read before a decision: its text reflowed, its sizes, its findings, its places."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import strip_tags

from documents import sheet
from plans.comparing import compare
from plans.comparing.changes import ADDED, CHANGED, REMOVED
from plans.documents import build_from
from plans.models import Plan
from plans.queries import Content, comparing, content, plan_of_year
from plans.queries.snapshots import snapshot

_LABEL_LENGTH = 90


def text_groups(found: Content) -> dict:
    """The plan's paper as context for a text that flows at any width (templates/approve/text.html)."""
    return sheet.sheet_context(build_from(found), screen=True)


@dataclass(frozen=True)
class Place:
    """A place that a remark can be anchored to: the paper's data-ref and what it is called."""

    ref: str
    label: str


def places(found: Content) -> list[Place]:
    """Every block and table row of the plan's paper that has a place, in the order of the paper."""
    context = text_groups(found)
    groups = [*context["groups"], *(group for annex in context["annexes"] for group in annex["groups"])]
    labels: dict[str, str] = {}
    for group in groups:
        for block in group["blocks"]:
            if block["is_table"]:
                for row in block["rows"]:
                    labels.setdefault(row["ref"], _row_label(row))
            else:
                labels.setdefault(group["ref"], _plain(block["words"]))
    return [Place(ref, label) for ref, label in labels.items() if ref and label]


def _row_label(row: dict) -> str:
    words = row.get("words") or next((line for cell in row.get("cells", ()) for line in cell["lines"]), "")
    return _plain(f"{row['label']} {words}")


def _plain(words: str) -> str:
    text = " ".join(strip_tags(words).split())
    return text if len(text) <= _LABEL_LENGTH else f"{text[:_LABEL_LENGTH].rsplit(' ', 1)[0]}…"


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


def _versus(found: Content) -> str:
    """How many tasks are new, gone and changed against the plan of the year before, and what of them changed."""
    plan = found.plan
    before = plan_of_year(plan.unit, plan.year - 1) if plan.scope == Plan.Scope.ANNUAL else None
    if before is None:
        return ""
    old, new = comparing.with_origins(snapshot(content(before)), snapshot(found))
    pairs = [pair for pair in compare(old, new).pairs if pair.line.kind == "task"]
    kinds = Counter(pair.kind for pair in pairs)
    fields = Counter(part.label for pair in pairs if pair.kind == CHANGED for part in pair.parts if part.differs)
    said = [f"+{kinds[ADDED]}, −{kinds[REMOVED]} nhiệm vụ"] if kinds[ADDED] or kinds[REMOVED] else []
    if kinds[CHANGED]:
        what = ", ".join(f"{label} {count}" for label, count in fields.most_common())
        said.append(f"đổi {kinds[CHANGED]} nhiệm vụ ({what})")
    return "; ".join(said) or "không đổi nhiệm vụ nào"

"""The rows that a figure of the portal was counted from, for [Vì sao?]."""

from dataclasses import dataclass

from directives.facts import counted_items
from documents.reading.numbers import full_number
from indicators.registry import Question
from plans.facts import counted_tasks
from reporting.models import Report
from reporting.queries.starts import day_of
from reporting.steering import ROW_FACTS, STEERING, steering_documents


@dataclass(frozen=True)
class Counted:
    """One row. words: its name; more: when it was done or is due; kind, code: what its page is found by."""

    words: str
    more: str = ""
    kind: str = ""
    code: str = ""


def rows_counted(report: Report, code: str) -> list[Counted]:
    """The rows behind the figure of a row of the form; empty where the portal counts nothing there."""
    fact = ROW_FACTS.get(code)
    if fact is None:
        return []
    question = Question((report.unit_id,), report.window, day_of(report))
    family = fact.name.partition(".")[0]
    return _FAMILIES[family](fact.name, question)


def _tasks(name: str, question: Question) -> list[Counted]:
    rows = counted_tasks(name, question).select_related("task").order_by("due_on", "pk")
    return [
        Counted(row.task.content, f"hạn {row.due_on:%d/%m/%Y}" if row.due_on else "", "task", row.code) for row in rows
    ]


def _items(name: str, question: Question) -> list[Counted]:
    return [
        Counted(f"{node.item.directive}: {node.item.text}"[:300], node.place, "directive", node.item.directive.code)
        for node in counted_items(name, question)
    ]


def _documents(name: str, question: Question) -> list[Counted]:
    rows = steering_documents(question).order_by("issued_on", "pk")
    return [
        Counted(
            row.title, f"số {full_number(row.number, row.symbol)} ngày {row.issued_on:%d/%m/%Y}", "issued", row.code
        )
        for row in rows
    ]


_FAMILIES = {"plans": _tasks, "directives": _items, STEERING.partition(".")[0]: _documents}

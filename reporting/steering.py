"""Facts that reporting registers itself, and which fact of the portal answers a row of the statistics form."""

from collections import Counter
from dataclasses import dataclass

from documents.models import IssuedDocument
from indicators.registry import Fact, Question, Row, counted, register

STEERING = "reporting.steering_documents"
# A report tells what was done; it steers nothing.
_NOT_STEERING = ("BC",)


@dataclass(frozen=True)
class RowFact:
    """The fact behind a row. words: beside the figure, of how many; base: where this fact is 0 the portal knows nothing
    (no plan, no directive on it), and the row is left to people."""

    name: str
    words: str
    base: str


ROW_FACTS: dict[str, RowFact] = {
    "1.1.1": RowFact("plans.tasks", "từ {} nhiệm vụ trong kế hoạch", "plans.tasks"),
    "1.1.2": RowFact("plans.tasks_done", "từ {} nhiệm vụ đã xong", "plans.tasks"),
    "1.1.4": RowFact(STEERING, "từ {} văn bản đã ban hành trên cổng", STEERING),
    "1.3.1": RowFact("directives.given", "từ {} việc được cấp trên giao", "directives.given"),
    "1.3.2": RowFact("directives.done_in_time", "từ {} việc xong đúng hạn", "directives.given"),
    "1.3.3": RowFact("directives.done_late", "từ {} việc xong quá hạn", "directives.given"),
    "1.3.4": RowFact("directives.overdue", "từ {} việc quá hạn chưa xong", "directives.given"),
}


def steering_documents(question: Question):
    """Documents that each unit issued on the portal in the window, as rows to be counted or shown: a query set."""
    return IssuedDocument.objects.filter(
        unit__in=question.units,
        released_at__isnull=False,
        issued_on__gte=question.window.first,
        issued_on__lte=min(question.window.last, question.as_of),
    ).exclude(type_code__in=_NOT_STEERING)


def steering(question: Question) -> list[Row]:
    """How many documents that steer CCHC each unit issued: one query."""
    counts = Counter((unit, ()) for unit in steering_documents(question).values_list("unit", flat=True))
    return counted(STEERING, question, counts, "Sổ văn bản đi trên cổng")


def register_all() -> None:
    """Make the facts of reporting known."""
    register(Fact(STEERING, "Văn bản chỉ đạo, điều hành CCHC ban hành trên cổng", steering, "văn bản"))

"""How a task is carried out, from the issue of its plan to its product."""

from django.urls import reverse

from documents import inline
from organisations.models import Subject
from plans.actions import progress as acts
from plans.checks.under_way import replaced_sentence
from plans.models import Task, TaskProgress
from workflow.flows import Flow
from workflow.models import Item
from workflow.rules import Refused

_FIRST = {Task.Timing.ONGOING: "ongoing", Task.Timing.ON_TRIGGER: "awaiting_trigger"}
# Steps that the portal takes when the plan is replaced.
_WITH_PLAN = ("carry_over", "leave_out")


def _named_elsewhere(kind: str, key: str) -> str:
    """A line of a list has no query to spare for each document."""
    return "văn bản viện dẫn" if kind == "cite" else ""


class TaskFlow(Flow):
    """A task under way."""

    kind = TaskProgress.kind
    model = TaskProgress
    subject = Subject.PLAN
    noun = "Nhiệm vụ"
    own_form = frozenset({"begin", "note", "report_done", "drop"})
    near_days = 14
    at_once = frozenset({"to_confirm"})
    related = ("unit", "task__area", "task__plan")

    def title(self, item: Item) -> str:
        """The task's words, as far as a line holds them; what it cites is named on its page."""
        words = " ".join(inline.plain(inline.resolve(item.task.content, _named_elsewhere)).split())
        return words if len(words) <= 120 else words[:119].rstrip() + "…"

    def url(self, item: Item) -> str:
        """The page of the task."""
        return reverse("plans:task", args=[item.code])

    def first_state(self, item: Item) -> str:
        """Standing tasks and those that wait for something do not begin like the others."""
        return _FIRST.get(item.task.timing, "")

    def person(self, item: Item) -> int | None:
        """Who answers for the task; the office until it has been confirmed."""
        return None if item.state == "to_confirm" else item.person_id

    def turn(self, item: Item, capability: str) -> str:
        """The focal point looks after a task that nobody answers for by name."""
        return capability if item.person_id else "submit"

    def area(self, item: Item) -> str:
        """Who drafts the area may report on its tasks."""
        return item.task.area.code

    def before(self, action: str, item: Item, *, by, details: dict) -> None:
        """Nothing moves once the plan was replaced; what a report and a carrying over bring is set."""
        sentence = None if action in _WITH_PLAN else replaced_sentence(item)
        if sentence:
            raise Refused(sentence)
        if action == "report_done":
            acts.prepare_done(item, by=by, details=details)
            if details.get("product"):
                details["log"] = {"document": str(details["product"])}
        if action == "carry_over":
            for name in ("task", "person", "due_on", "due_source"):
                setattr(item, name, details[name])

    def after(self, action: str, item: Item, *, by, event, details: dict) -> None:
        """Words and product are kept with the act that says them."""
        if action in ("note", "report_done") and event.comment:
            acts.write_note(item, by=by, at=event.at, text=event.comment, details=details)
        if action == "report_done" and details.get("product"):
            acts.add_product(item, document=details["product"], by=by)

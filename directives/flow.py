"""How a directive is received by those it names."""

from django.urls import reverse

from directives.models import Receipt
from organisations.models import Subject
from workflow.clock import now
from workflow.flows import Flow
from workflow.models import Item


class ReceiptFlow(Flow):
    """A directive at one addressee."""

    kind = Receipt.kind
    model = Receipt
    subject = Subject.PLAN
    noun = "Văn bản giao việc"
    own_form = frozenset({"acknowledge"})
    related = ("unit", "directive__document")

    def title(self, item: Item) -> str:
        """The directive by type, number and subject."""
        document = item.directive.document
        return f"{document}, {document.subject}"[:250]

    def url(self, item: Item) -> str:
        """The page of the directive."""
        return reverse("directives:directive", args=[item.directive.code])

    def work_url(self, item: Item, capability: str) -> str:
        """The receipt is confirmed on a page of its own, with how it was passed on."""
        if item.state == "to_acknowledge":
            return reverse("directives:acknowledge", args=[item.directive.code, item.code])
        return self.url(item)

    def person(self, item: Item) -> int | None:
        """The holder of the post that the paper names."""
        return item.person_id

    def turn(self, item: Item, capability: str) -> str:
        """The focal point acknowledges for the office; a named person for the post."""
        return capability if item.person_id else "submit"

    def before(self, action: str, item: Item, *, by, details: dict) -> None:
        """Note who has received it and how it was passed on."""
        if action == "acknowledge":
            item.acknowledged_at, item.acknowledged_by = now(), by
            item.note = str(details.get("note", ""))[:300]

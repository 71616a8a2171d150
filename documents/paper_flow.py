"""What every paper does that is drafted, signed and issued, whatever its kind: a flow says only what differs."""

from collections.abc import Mapping
from types import MappingProxyType

from django.urls import NoReverseMatch, reverse

from documents import freezing
from workflow import actions as moves
from workflow.flows import Flow
from workflow.models import Item
from workflow.states import STATES


class PaperFlow(Flow):
    """A paper with a page to read and one to draft it.

    reading, editing: names of these pages; each takes the item's code.
    """

    reading = ""
    editing = ""

    def url(self, item: Item) -> str:
        """The reading page."""
        return reverse(self.reading, args=[item.code])

    def work_url(self, item: Item, capability: str) -> str:
        """Drafters go to the editor while it may be changed."""
        if capability == "submit" and STATES[item.state].editable:
            return reverse(self.editing, args=[item.code])
        return self.acts_url(item, capability)

    def acts_url(self, item: Item, capability: str) -> str:
        """Where the holder of ``capability`` acts on what nobody drafts now."""
        return self.url(item)

    def after(self, action: str, item: Item, *, by, event, details: dict) -> None:
        """Paper follows the act."""
        freezing.moved(item, action, by=by, event=event)


class ReviewedFlow(PaperFlow):
    """A paper that the office above reviews and that only a successor replaces (design section 4).

    checking: name of the page on which it is sent; desks: names of pages of other apps on which an office does its
    work, by capability; in_force: acts with which the paper comes into force.
    """

    checking = ""
    desks: Mapping[str, str] = MappingProxyType({})
    in_force: tuple[str, ...] = ("issue",)

    def work_url(self, item: Item, capability: str) -> str:
        """Chairman and reviewers go to their desks, drafters of a replacement to its editor."""
        if capability in self.desks:
            try:
                return reverse(self.desks[capability], args=[item.code])
            except NoReverseMatch:
                return self.url(item)
        if capability == "submit" and item.state == "replacement_asked":
            successor = self._successors(item).first()
            return self.work_url(successor, capability) if successor else self.url(item)
        return super().work_url(item, capability)

    def acts_url(self, item: Item, capability: str) -> str:
        """What has passed the review is sent to the chairman."""
        if capability == "submit" and item.state == "passed":
            return reverse(self.checking, args=[item.code])
        return self.url(item)

    def after(self, action: str, item: Item, *, by, event, details: dict) -> None:
        """The successor asked for is opened, what is in force ends what it replaces, paper follows."""
        if action == "ask_replacement" and not self._successors(item).exists():
            self.succeed(item, by=by, reason=event.comment)
        if action in self.in_force:
            self.come_into_force(item, by=by)
        super().after(action, item, by=by, event=event, details=details)

    def succeed(self, item: Item, *, by, reason: str) -> None:
        """Open the draft that will replace the item."""
        raise NotImplementedError

    def come_into_force(self, item: Item, *, by) -> None:
        """What the item replaces ends here."""
        if item.replaces_id:
            moves.follow("supersede", item.replaces, by=by)

    def _successors(self, item: Item):
        return self.model.objects.filter(replaces=item.pk, binned_at=None)

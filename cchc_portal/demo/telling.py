"""Plays dated acts by people of one world, and stops at the world's day."""

from datetime import date
from typing import TypeVar

from cchc_portal.demo.organisation import Built
from documents import actions as papers
from documents.models import IssuedDocument
from organisations.models import Unit
from workflow import clock
from workflow.actions import take
from workflow.models import Item

Moving = TypeVar("Moving", bound=Item)


class Teller:
    """Plays dated acts by people of one world, and stops at the world's day."""

    def __init__(self, built: Built, today: date):
        self.built = built
        self.today = today

    def user(self, name: str):
        """A user of the world."""
        return self.built.users[name]

    def unit(self, code: str) -> Unit:
        """A unit of the world."""
        return self.built.units[code]

    def on(self, day: date, hour: int = 8, minute: int = 0):
        """The clock of an act."""
        return clock.set_to(clock.at(day, hour, minute))

    def told(self, day: date) -> bool:
        """Whether ``day`` has come."""
        return day <= self.today

    def take(
        self,
        action: str,
        item: Moving,
        who: str,
        day: date,
        hour: int = 8,
        minute: int = 0,
        comment: str = "",
        **details,
    ) -> Moving:
        """One act by one person, if its day has come; the item as it stands."""
        if not self.told(day):
            return item
        with self.on(day, hour, minute):
            return take(action, item, by=self.user(who), comment=comment, **details)

    def issue(self, item: Moving, who: str, number: int, day: date, hour: int = 10) -> Moving:
        """The records clerk numbers, seals and sends; the pen's copy stays in the office."""
        if self.told(day) and item.state == "approved":
            with self.on(day, hour):
                document = IssuedDocument.objects.get(source_kind=item.kind, source_id=item.pk)
                papers.issue(
                    document,
                    by=self.user(who),
                    number=number,
                    day=day,
                    signed_how=IssuedDocument.SignedHow.PEN_KEPT,
                    signed_on=day,
                )
        return type(item).objects.get(pk=item.pk)

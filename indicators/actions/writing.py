"""What every verb of figures does around its own work: lock the unit's figures, note in the log."""

from contextlib import contextmanager

from django.db import transaction

from documents.reading.text import clean_pasted
from organisations.models import Unit
from workflow import log, texts

# Kind of the log under which everything about a unit's figures stands, by unit.
KIND = "figures"


@contextmanager
def writing(unit: Unit, *, by, action: str, comment: str = ""):
    """Change figures of a unit, one writer at a time; one event at the end with what the block put into the details.

    Yields the details (a dict of JSON values); an empty one at the end means that nothing changed and nothing is logged.
    """
    details: dict = {}
    with transaction.atomic():
        # Two writers would both read the same last event and the same living rows.
        Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        yield details
        if details:
            log.append(kind=KIND, object_id=unit.pk, unit=unit, action=action, by=by, comment=comment, details=details)


def line(text: str, *, name: str) -> str:
    """One line fit for storing: NFC, single spaces, no marked secret; ValidationError by ``name``."""
    texts.require(**{name: text})
    return " ".join(clean_pasted(str(text)).split())

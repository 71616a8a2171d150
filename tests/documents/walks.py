"""Walks of a letter by its real acts, for tests of what follows the chairman's approval."""

from datetime import date

from documents.models import IssuedDocument, Letter
from documents.queries import issue_of
from tests.cast import Cast
from tests.workflow.items import letter
from workflow.actions import take

HOW = {"signed_how": IssuedDocument.SignedHow.PEN_KEPT}


def signed_letter(cast: Cast, **facts) -> Letter:
    """A letter of the cast's commune that its chairman has approved."""
    return signed(letter(cast, **facts), cast)


def signed(item: Letter, cast: Cast, *, signer=None) -> Letter:
    """Hand in, check, approve."""
    item = take("submit", item, by=cast.focal)
    item = take("pass_content", item, by=cast.office_head)
    item = take("pass_form", item, by=cast.records)
    return take("sign", item, by=signer or cast.chairman)


def to_issue(cast: Cast, **facts) -> IssuedDocument:
    """The issue road of a freshly approved letter."""
    return issue_of(signed_letter(cast, **facts))


def facts(day: date, number=16, **more) -> dict:
    """Arguments of ``documents.actions.issue`` for a paper signed and issued on ``day``."""
    return {"number": number, "day": day, "signed_on": day, **HOW, **more}

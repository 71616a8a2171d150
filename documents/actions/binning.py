"""Take papers out of the bin; putting them there is ``workflow.actions.bin_draft``."""

from typing import TypeVar

from django.db import transaction

from documents.models import Letter
from workflow import actions as moves
from workflow.flows import flow_for
from workflow.models import Item
from workflow.rules import Refused

Paper = TypeVar("Paper", bound=Item)


def restore_paper(paper: Paper, *, by) -> Paper:
    """Take a letter or a named paper out of the bin.

    Raises Refused (not theirs to draft; a công văn đính chính whose document has another one in work meanwhile).
    """
    with transaction.atomic():
        if isinstance(paper, Letter) and paper.corrects_kind:
            moves.lock(flow_for(paper.corrects_kind).model.objects.get(pk=paper.corrects_id))
            if Letter.corrections(paper.corrects_kind, paper.corrects_id).exclude(pk=paper.pk).exists():
                raise Refused("Đã có công văn đính chính khác đang soạn cho văn bản này. Soạn tiếp công văn đó.")
        return moves.restore_draft(paper, by=by)

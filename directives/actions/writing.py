"""What every verb of directives does around its own work: lock, refuse, clean, note in the log."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction

from directives import rules
from directives.models import Directive
from documents.reading.text import clean_pasted
from workflow import log, texts
from workflow.rules import MovedOn, Refused

KIND = Directive.kind


@contextmanager
def writing(directive: Directive, *, by, action: str, question=rules.edit_refusal, seen: int | None = None, **details):
    """Change a directive under its lock; refused as ``question`` says, written to the log as ``action``.

    Yields the locked directive. Raises Refused, MovedOn where another changed it since ``seen``.
    """
    with transaction.atomic():
        locked = (
            Directive.objects.select_for_update(of=("self",)).select_related("unit", "document").get(pk=directive.pk)
        )
        sentence = question(by, locked)
        if sentence:
            raise Refused(sentence)
        if seen not in (None, locked.version):
            raise MovedOn("Người khác vừa sửa văn bản này. Mở lại trang để xem bản mới rồi sửa tiếp.")
        yield locked
        locked.version += 1
        locked.save(update_fields=["version", "updated_at"])
        log.append(kind=KIND, object_id=locked.pk, unit=locked.unit, action=action, by=by, details=details)


def line(text: str, *, limit: int, name: str = "text") -> str:
    """One line fit for storing: NFC, single spaces, no marked secret; ValidationError by ``name``."""
    texts.require(**{name: text})
    words = " ".join(clean_pasted(str(text)).split())
    if len(words) > limit:
        raise ValidationError({name: f"Nội dung dài {len(words)} ký tự, tối đa {limit}."})
    return words


def prose(text: str, *, name: str = "text") -> str:
    """Paragraphs fit for storing; ValidationError by ``name`` for a marked secret."""
    texts.require(**{name: text})
    return clean_pasted(str(text)).strip()

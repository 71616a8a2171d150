"""What follows elsewhere once a paper has gone out, asked by name and never by import (design section 2).

An app above registers its verb in ``AppConfig.ready()``; issuing calls every one of them once, in the transaction
that sends the paper, when its deliveries are written and its source is issued. What a verb raises undoes the sending, which is tried again.
"""

from collections.abc import Callable

from documents.models import IssuedDocument

_verbs: dict[str, Callable[[IssuedDocument, object], None]] = {}


def register(name: str, verb: Callable[[IssuedDocument, object], None]) -> None:
    """Have ``verb(issued_document, by)`` called for every paper that goes out; a name registers once.

    by: who sealed the paper. Sending may be tried again after a fault, never after it went through.
    """
    _verbs[name] = verb


def tell(document: IssuedDocument, by) -> None:
    """Call what is registered, in order of registration. Inside the sending transaction."""
    for verb in _verbs.values():
        verb(document, by)

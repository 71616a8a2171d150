"""All checks of a paper, in the order in which it is read."""

from documents.checks import form, words
from documents.checks.capitals import capitals
from documents.checks.findings import Finding, Known, spots
from documents.layout.parts import Paper


def check_paper(
    paper: Paper,
    *,
    known: Known | None = None,
    mandate: tuple[str, ...] | None = None,
    issuer_abbreviation: str = "",
) -> list[Finding]:
    """What to look at before a paper is signed; never renders, never asks the database.

    known: number key to (day, issuer) of documents in the registry, a mapping or a function; None leaves
    the registry out. mandate: the capacity lines the signer is entitled to; None leaves that out.
    issuer_abbreviation: the issuer's own, where it is not one of the usual bodies.
    Each finding is given once.
    """
    texts = spots(paper)
    found = [
        *form.symbol(paper, issuer_abbreviation),
        *form.addressees(paper),
        *form.bases(paper, texts),
        *words.days(texts),
        *words.citations(texts, known),
        *words.sequences(texts),
        *capitals(texts),
        *words.other_levels(paper, texts),
        *form.annexes(paper, texts),
        *form.ending(paper, texts),
        *form.capacity(paper, mandate),
        *form.recipients(paper),
        *form.characters(paper),
    ]
    return list(dict.fromkeys(found))

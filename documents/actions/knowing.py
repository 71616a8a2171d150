"""A citation as somebody typed it: found among the known documents, or entered there where it is complete."""

from documents.actions.known import register_known
from documents.models import KnownDocument
from documents.reading.citations import CitedDocument, find_citations
from documents.reading.numbers import number_key
from documents.reading.text import fold


def known_by_words(text: str, *, by) -> KnownDocument | None:
    """The known document that a typed line cites; None where the line does not say enough to be sure.

    The line may be a bare number. A document that is new and complete (number, issuer, day) is entered. Raises Refused where ``by`` drafts nothing.
    """
    if key := number_key(text):
        return KnownDocument.objects.visible_to(by).filter(number_key=key).order_by("-issued_on", "-pk").first()
    cited = next(iter(find_citations(text)), None)
    if cited is None or not cited.number or (cited.parts and cited.parts.looks_wrong):
        return None
    found = _found(cited, by)
    if found is not None or not (cited.issuer and cited.date):
        return found
    subject = cited.subject.removeprefix("về việc ").removeprefix("về ")
    return register_known(
        by=by,
        type_name=cited.type_name,
        number=cited.number,
        issuer=cited.issuer,
        issued_on=cited.date,
        subject=subject or cited.type_name,
    )


def _found(cited: CitedDocument, by) -> KnownDocument | None:
    rows = list(KnownDocument.objects.visible_to(by).filter(number_key=number_key(cited.number) or ""))
    if cited.date is not None:
        rows = [row for row in rows if row.issued_on in (cited.date, None)]
    same = [row for row in rows if fold(row.issuer) == fold(cited.issuer)]
    return next(iter(same or rows), None)

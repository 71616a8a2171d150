"""A citation typed by hand: read, found among the known documents, or entered there."""

from django.core.exceptions import ValidationError

from documents.actions import register_known
from documents.models import KnownDocument
from documents.reading.citations import CitedDocument, find_citations
from documents.reading.numbers import LAW_NAMES, number_key
from documents.reading.text import fold
from organisations.models import User
from plans.actions.saving import clean_line

_SAMPLE = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về …"


def read_citation(text: str) -> CitedDocument:
    """The one document that a typed line cites; ValidationError with what is missing."""
    words = clean_line(text, limit=900)
    found = find_citations(words)
    if not found:
        raise ValidationError({"text": f"Chưa đọc được số và cơ quan ban hành. Viết như: {_SAMPLE}"})
    if found[0].parts is not None and found[0].parts.looks_wrong:
        raise ValidationError({"text": found[0].parts.looks_wrong})
    return found[0]


def find_known(cited: CitedDocument, *, by: User) -> KnownDocument | None:
    """The known document that a citation means: by number key or law's name, then by day, then by issuer."""
    rows = KnownDocument.objects.visible_to(by)
    if cited.number:
        rows = list(rows.filter(number_key=number_key(cited.number) or ""))
    else:
        laws = rows.filter(type_name__in=LAW_NAMES)
        rows = [row for row in laws if fold(f"{row.type_name} {row.subject}") == cited.key]
        rows += list(KnownDocument.objects.visible_to(by).filter(type_name=cited.type_name, number=""))
    if cited.date is not None:
        rows = [row for row in rows if row.issued_on in (cited.date, None)]
    same = [row for row in rows if fold(row.issuer) == fold(cited.issuer)]
    return next(iter(same or rows), None)


def know_document(*, text: str, by: User) -> KnownDocument:
    """The known document that a typed line cites, entered into the register where it is new.

    Raises ValidationError (no number, no issuer, no day), Refused (``by`` drafts nothing).
    """
    cited = read_citation(text)
    known = find_known(cited, by=by)
    if known is not None:
        return known
    missing = [
        words
        for words, held in (("cơ quan ban hành", cited.issuer), ("ngày ban hành", cited.date or not cited.number))
        if not held
    ]
    if missing:
        raise ValidationError(
            {"text": f"Văn bản này chưa có trong sổ, cần ghi đủ {' và '.join(missing)}. Viết như: {_SAMPLE}"}
        )
    subject = cited.subject.removeprefix("về việc ").removeprefix("về ")
    return register_known(
        by=by,
        type_name=cited.type_name,
        number=cited.number,
        issuer=cited.issuer,
        issued_on=cited.date,
        subject=subject or cited.type_name,
    )

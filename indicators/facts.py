"""The facts of the floor below, which may not import this app: documents issued."""

from collections import Counter

from documents.models import IssuedDocument
from indicators.registry import Fact, Question, Row, counted, register


def issued(question: Question) -> list[Row]:
    """Documents that the units issued here in the window, by type where that is asked: one query."""
    rows = IssuedDocument.objects.filter(
        unit__in=question.units,
        released_at__isnull=False,
        issued_on__gte=question.window.first,
        issued_on__lte=min(question.window.last, question.as_of),
    )
    by_type = "type" in question.by
    counts = Counter((unit, (kind or "CV",) if by_type else ()) for unit, kind in rows.values_list("unit", "type_code"))
    return counted("documents.issued", question, counts, "Sổ văn bản đi trên cổng")


def register_all() -> None:
    """Make the facts of documents known."""
    register(Fact("documents.issued", "Văn bản ban hành trên cổng", issued, "văn bản", by=frozenset({"type"})))

"""How a paper names the documents it cites (NĐ 30/2020/NĐ-CP, Phụ lục I, II.6.b)."""

from collections.abc import Mapping, Sequence

from documents import inline
from documents.models import Citation, KnownDocument
from documents.reading.dates import format_date_short
from documents.reading.numbers import LAW_NAMES

# A subject that begins with one of these is joined to the issuer as it is, any other by "về".
_SUBJECT_VERBS = ("về ", "quy định", "ban hành", "phê duyệt", "sửa đổi", "hướng dẫn", "công bố", "kết luận", "v/v")


def lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _is_law(document: KnownDocument) -> bool:
    return document.type_name.startswith(LAW_NAMES)


def _law(document: KnownDocument) -> str:
    """A law by its name, whether the register holds the name as its type or as its subject."""
    named = document.type_name not in LAW_NAMES
    return document.type_name if named else f"{document.type_name} {document.subject}".strip()


def short_citation(document: KnownDocument) -> str:
    """How a document is cited again: type and number; a law by its name."""
    if _is_law(document) or not document.number:
        return _law(document)
    return f"{document.type_name} số {document.number}"


def full_citation(document: KnownDocument) -> str:
    """How a document is cited the first time: type, number, day, issuer, subject; a law by name and day."""
    day = f" ngày {format_date_short(document.issued_on)}" if document.issued_on else ""
    short = short_citation(document)
    if _is_law(document) or not document.number:
        return f"{short}{day}"
    subject = document.subject.strip(" .;")
    if subject and not subject.lower().startswith(_SUBJECT_VERBS):
        subject = f"về {lower_first(subject)}"
    return f"{short}{day} của {document.issuer} {subject}".strip()


class Citing:
    """Replaces ``{{cite:…}}``: a document in full the first time, short after; a footnote where it is one.

    cited: citations by key. One object reads one paper from its beginning to its end.
    """

    def __init__(self, cited: Mapping[str, Sequence[Citation]]):
        self._cited = cited
        self._said: set[int] = set()

    def name(self, document: KnownDocument) -> str:
        """The citation as it is due at this place of the paper."""
        again = document.pk in self._said
        self._said.add(document.pk)
        return short_citation(document) if again else full_citation(document)

    def mark(self, document: KnownDocument) -> None:
        """The document was cited in full by words of the paper's own."""
        self._said.add(document.pk)

    def resolve(self, text: str) -> str:
        """The text with its citations in words."""
        return inline.resolve(text, self._words)

    def _words(self, kind: str, key: str) -> str:
        rows = self._cited.get(key, ())
        if kind != "cite":
            return ""
        if not rows:
            return inline.note(key)
        words = "; ".join(self.name(row.document) for row in rows)
        return inline.note(f"{words}.") if any(row.footnote for row in rows) else words

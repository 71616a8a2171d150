"""Nouns of paper: what is known, what is cited, what is written, numbered, frozen and sent."""

from documents.models.files import Attachment, FrozenPaper
from documents.models.issuing import Delivery, IssuedDocument, NumberSeries, SigningMandate
from documents.models.known import Citation, DocumentType, KnownDocument
from documents.models.letters import Letter
from documents.models.named import NamedBasis, NamedClause, NamedDocument

__all__ = [
    "Attachment",
    "Citation",
    "Delivery",
    "DocumentType",
    "FrozenPaper",
    "IssuedDocument",
    "KnownDocument",
    "Letter",
    "NamedBasis",
    "NamedClause",
    "NamedDocument",
    "NumberSeries",
    "SigningMandate",
]

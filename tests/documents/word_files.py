"""Opens a Word paper with another program than the one that wrote it."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from documents.layout import Paper
from documents.word import render_docx


class WordFile:
    """One paper as Word reads it."""

    def __init__(self, paper: Paper) -> None:
        self.data = render_docx(paper)
        self.word = docx.Document(io.BytesIO(self.data))
        self.archive = zipfile.ZipFile(io.BytesIO(self.data))

    def part(self, name: str) -> Any:
        """The root of one part, "word/footnotes.xml"."""
        return ElementTree.fromstring(self.archive.read(name))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the document in reading order, those of tables too."""
        for element in self.word.element.body.iter(qn("w:p")):
            yield Paragraph(element, self.word._body)

    def line(self, phrase: str) -> Paragraph:
        """The first paragraph that holds a phrase."""
        return next(one for one in self.paragraphs() if phrase in text_of(one._p))

    def text(self) -> str:
        """All words: the document, its footnotes, the foot of page 1."""
        roots = [self.word.element.body]
        roots += [self.part(name) for name in self.archive.namelist() if "footnotes" in name or "footer" in name]
        return "\n".join(text_of(row) for root in roots for row in root.iter(qn("w:p")))


def text_of(paragraph: Any) -> str:
    """The words of a paragraph; the call of a footnote is its number, a place where a word may break nothing."""
    signs = {qn("w:noBreakHyphen"): "-", qn("w:br"): "\n"}
    pieces = []
    for element in paragraph.iter():
        if element.tag == qn("w:t"):
            pieces.append((element.text or "").replace("\u200b", ""))
        elif element.tag == qn("w:footnoteReference"):
            pieces.append(element.get(qn("w:id")))
        else:
            pieces.append(signs.get(element.tag, ""))
    return "".join(pieces)

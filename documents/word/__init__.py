"""An official paper as a Word file: the same lines, boxes and sizes as the PDF, open to be written in."""

from documents.word.press import render_docx

__all__ = ["render_docx"]

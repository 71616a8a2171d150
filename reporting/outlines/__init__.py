"""Outlines of reports (đề cương) as data. No database, no clock."""

from reporting.outlines.cchc import OUTLINES
from reporting.outlines.shape import LINES, Content, Outline, Section

__all__ = ["LINES", "OUTLINES", "Content", "Outline", "Section"]

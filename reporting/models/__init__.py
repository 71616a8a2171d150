"""Nouns of reporting: versions of forms and outlines, rounds, reports and what hangs on them."""

from reporting.models.outlines import Outline, OutlineSection
from reporting.models.report import (
    FigureNote,
    FigurePart,
    Report,
    ReportChild,
    ReportLine,
    ReportSection,
    ReportVersion,
)
from reporting.models.rounds import Round
from reporting.models.statistics import StatCheck, StatForm, StatRow

__all__ = [
    "FigureNote",
    "FigurePart",
    "Outline",
    "OutlineSection",
    "Report",
    "ReportChild",
    "ReportLine",
    "ReportSection",
    "ReportVersion",
    "Round",
    "StatCheck",
    "StatForm",
    "StatRow",
]

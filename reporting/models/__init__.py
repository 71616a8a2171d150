"""Nouns of reporting: versions of forms and outlines, rounds, reports and what hangs on them."""

from reporting.models.consolidation import (
    ConsolidatedReport,
    ConsolidatedRow,
    Consolidation,
    MergedParagraph,
    OwnReport,
)
from reporting.models.imports import FigureImport, ImportMapping
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
    "ConsolidatedReport",
    "ConsolidatedRow",
    "Consolidation",
    "FigureImport",
    "FigureNote",
    "FigurePart",
    "ImportMapping",
    "MergedParagraph",
    "Outline",
    "OutlineSection",
    "OwnReport",
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

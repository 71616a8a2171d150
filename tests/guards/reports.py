"""What hangs on a report: every model of it has doors in tests/guards/test_doors_reports.py."""

from reporting.models import FigureImport, FigureNote, FigurePart, ReportLine, ReportSection

MODELS = {ReportSection, ReportLine, FigurePart, FigureNote, FigureImport}

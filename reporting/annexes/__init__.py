"""Annexes of a report: tables that print on the paper and leave as a workbook, built once for both."""

from reporting.annexes.figures import figure_grids
from reporting.annexes.grids import MOST_ROWS, Cell, Grid, Head, Line, annex_or_summary, blocks_of, fits
from reporting.annexes.work import initiative_grid, target_grid, task_grid

__all__ = [
    "MOST_ROWS",
    "Cell",
    "Grid",
    "Head",
    "Line",
    "annex_or_summary",
    "blocks_of",
    "figure_grids",
    "fits",
    "initiative_grid",
    "target_grid",
    "task_grid",
]

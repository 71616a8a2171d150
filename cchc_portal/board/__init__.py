"""The big table of a call and its counters, for the page of the call and for the reviewers' home (ux sections 4.1, 4.9).

Counted, sorted and cut in the database: a page of 3,321 units costs what its 50 rows cost.
"""

from cchc_portal.board.calls import calls_of, rounds, with_several
from cchc_portal.board.counting import FILTERS, Filter, Tally, tallies
from cchc_portal.board.details import words_of
from cchc_portal.board.pieces import Reader, draw
from cchc_portal.board.rows import UnitRow, rows_of
from cchc_portal.board.table import FAULTS, PER_PAGE, Group, Table, Wanted

__all__ = [
    "FAULTS",
    "FILTERS",
    "PER_PAGE",
    "Filter",
    "Group",
    "Reader",
    "Table",
    "Tally",
    "UnitRow",
    "Wanted",
    "calls_of",
    "draw",
    "rounds",
    "rows_of",
    "tallies",
    "with_several",
    "words_of",
]

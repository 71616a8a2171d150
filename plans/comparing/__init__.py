"""Two states of a plan side by side: pure functions over rows already read (ux section 4.11)."""

from plans.comparing.changes import Change, Comparison, Pair, Part, compare
from plans.comparing.pairing import pair_lines
from plans.comparing.rows import BLANK, Cell, Line, Snapshot, Touch
from plans.comparing.words import Piece, difference, pieces

__all__ = [
    "BLANK",
    "Cell",
    "Change",
    "Comparison",
    "Line",
    "Pair",
    "Part",
    "Piece",
    "Snapshot",
    "Touch",
    "compare",
    "difference",
    "pair_lines",
    "pieces",
]

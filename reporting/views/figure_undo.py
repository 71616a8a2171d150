"""The last paste as an address carries it: which figures it wrote, signed for one person and one report (ux 6.4).

Not kept with the session: requests that a page sends at the same time would write over one another.
"""

from dataclasses import dataclass
from itertools import accumulate, pairwise

from django.core import signing
from django.http import HttpRequest

from reporting.actions.figures import Saved
from reporting.entering import cell_name, label_of
from reporting.models import Report
from reporting.queries.replaced import steps_of
from reporting.views.figure_cells import Board

PARAMETER = "dan"
_LASTS = 12 * 3600


@dataclass(frozen=True)
class Pasted:
    """What the last paste did. replaced: label, figure before and after of cells that said something else."""

    token: str
    number: int
    replaced: list[tuple[str, str, str]]


def token_of(request: HttpRequest, report: Report, saved: Saved) -> str:
    """The figures that a saving wrote, as a mark for the address; "" for none."""
    keys = sorted(saved.values[cell_name(cell)].pk for cell in saved.changed)
    # Most keys follow one another: their distances are a fraction as long as they are.
    steps = [*keys[:1], *(after - before for before, after in pairwise(keys))]
    return signing.dumps(steps, salt=_salt(request, report), compress=True) if keys else ""


def keys_of(request: HttpRequest, report: Report, token: str) -> list[int]:
    """The figures of a mark; none for one that is another person's, another report's, or half a day old."""
    try:
        return list(accumulate(signing.loads(token, salt=_salt(request, report), max_age=_LASTS)))
    except signing.BadSignature:
        return []


def pasted_of(request: HttpRequest, board: Board) -> Pasted | None:
    """The last paste, as long as it can be put back: the part is open and every cell of it says what was pasted."""
    token = request.GET.get(PARAMETER, "")
    if not token or board.locked or request.method == "POST":
        return None
    steps = steps_of(board.report, keys_of(request, board.report, token))
    replaced = [
        (label_of(board.figures, one.cell), one.before, one.after or "trống") for one in steps.values() if one.before
    ]
    return Pasted(token, len(steps), replaced) if steps else None


def _salt(request: HttpRequest, report: Report) -> str:
    return f"reporting.pasting:{request.user.pk}:{report.pk}"

"""What reports are called, in one place."""

from organisations.models import Unit
from reporting.periods import Period

TYPE_CODE = "BC"


def report_title(period: Period) -> str:
    """The subject (trích yếu) of a report: "Công tác cải cách hành chính quý I năm 2026"."""
    return f"Công tác cải cách hành chính {period.label}"


def symbol_of(unit: Unit) -> str:
    """The symbol of a unit's reports: "BC-UBND"."""
    return f"{TYPE_CODE}-{unit.abbreviation or 'UBND'}"

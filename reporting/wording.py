"""What reports are called, in one place."""

from organisations.models import Unit
from reporting.periods import Kind, Period

TYPE_CODE = "BC"
_TYPE = "Báo cáo"


def report_title(period: Period, asked: str = "") -> str:
    """The subject (trích yếu) of a report: "Công tác cải cách hành chính quý I năm 2026".

    asked: what the round is called, which says what a report on one topic is about: "Báo cáo chuyên đề về số hóa" gives
    "Chuyên đề về số hóa".
    """
    topic = " ".join(asked.split()).removeprefix(_TYPE).strip()
    if period.kind in (Kind.TOPICAL, Kind.AD_HOC) and topic:
        return f"{topic[:1].upper()}{topic[1:]}"
    return f"Công tác cải cách hành chính {period.label}"


def symbol_of(unit: Unit) -> str:
    """The symbol of a unit's reports: "BC-UBND"."""
    return f"{TYPE_CODE}-{unit.abbreviation or 'UBND'}"

"""One figure as it is entered, by whatever door: plain data, no database."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.windows import Window


@dataclass(frozen=True)
class Entry:
    """What somebody says of a metric in a window.

    metric: its code; as_of: the day up to which it was counted (the window's last day by default); kind, status,
    provenance as of ``Value``; source: where it comes from in words; for a ratio the two counts, else the amount.
    """

    metric: str
    window: Window
    kind: str = "actual"
    breakdown: str = ""
    amount: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: str = "given"
    reason: str = ""
    as_of: date | None = None
    provenance: str = "typed"
    source: str = ""
    comment: str = ""

    @property
    def place(self) -> tuple[str, Window, str, str]:
        """What makes two entries the same figure."""
        return self.metric, self.window, self.breakdown, self.kind

    @property
    def number(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """The three numbers; most are None."""
        return self.amount, self.numerator, self.denominator

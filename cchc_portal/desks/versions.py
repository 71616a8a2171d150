"""The versions of a report that one person may see, and which of them the report is compared with (ux 4.7, 4.10)."""

from dataclasses import dataclass

from reporting.comparing import Difference
from reporting.models import Report, ReportVersion
from workflow.models import Event, Road
from workflow.states import STATES

# Acts that hand a sent report back to its authors, and from when the changes are counted then.
HANDED_BACK = {"return": "lần trả lại", "withdraw": "lần rút lại"}


@dataclass(frozen=True)
class Changes:
    """What differs from an earlier version. since: "lần gửi 1", "lần trả lại 23/02"; reasons: the returns between."""

    since: str
    places: list[Difference]
    reasons: list[Event]


class Versions:
    """The versions of a report that one person may see. own: whether they work for the unit of the report."""

    def __init__(self, report: Report, *, own: bool):
        self.report, self.own = report, own
        self.kept = list(ReportVersion.objects.filter(report=report).order_by("sending")) if report.times_sent else []
        acts = ["submit", *HANDED_BACK]
        rows = Event.objects.filter(kind=report.kind, object_id=report.pk, action__in=acts)
        self.log = list(rows.order_by("sequence")) if report.times_sent else []

    @property
    def mended(self) -> bool:
        """Whether its authors are at it again."""
        return STATES[self.report.state].editable

    @property
    def previous(self) -> ReportVersion | None:
        """What the report as it stands is compared with: the last sending while it is mended, else the one before.

        From desk to desk inside the unit nobody outside reads what was sent.
        """
        if not self.kept or not (self.own or self.report.road == Road.REVIEW_THEN_SIGN):
            return None
        rest = self.kept if self.mended and self.own else self.kept[:-1]
        return rest[-1] if rest else None

    @property
    def handed_back(self) -> tuple[Event, ReportVersion] | None:
        """The last return, else the last withdrawal, with the version that it handed back."""
        for action in HANDED_BACK:
            back = next((event for event in reversed(self.log) if event.action == action), None)
            if back is not None:
                sent = sum(event.action == "submit" and event.sequence < back.sequence for event in self.log)
                return (back, self.kept[sent - 1]) if 0 < sent <= len(self.kept) else None
        return None

    def reasons(self, version: ReportVersion) -> list[Event]:
        """The returns after a version was sent."""
        sent = [event for event in self.log if event.action == "submit"]
        after = sent[version.sending - 1].sequence if version.sending <= len(sent) else 0
        return [event for event in self.log if event.action == "return" and event.sequence > after]

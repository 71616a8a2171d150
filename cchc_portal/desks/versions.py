"""The versions of a report that one person may see, and which of them the report is compared with (ux 4.7, 4.10)."""

from dataclasses import dataclass
from itertools import pairwise

from documents.queries import own_units
from organisations.models import User
from reporting.comparing import Difference
from reporting.models import Report, ReportVersion
from reporting.views.comparing import REPLACED, page_url
from workflow.models import Event, Road
from workflow.states import STATES

# Acts that hand a sent report back to its authors, and from when the changes are counted then.
HANDED_BACK = {"return": "lần trả lại", "withdraw": "lần rút lại"}


@dataclass(frozen=True)
class Changes:
    """What differs from an earlier version. since: "lần gửi 1", "lần trả lại 23/02"; reasons: the returns between;
    url: the page that compares the two."""

    since: str
    places: list[Difference]
    reasons: list[Event]
    url: str


class Versions:
    """The versions of a report that one person may see. own: whether they work for the unit of the report."""

    def __init__(self, report: Report, *, own: bool):
        self.report, self.own = report, own
        self.kept = list(ReportVersion.objects.filter(report=report).order_by("sending")) if report.times_sent else []
        acts = ["submit", *HANDED_BACK]
        rows = Event.objects.filter(kind=report.kind, object_id=report.pk, action__in=acts)
        self.log = list(rows.order_by("sequence")) if report.times_sent else []

    @property
    def seen(self) -> list[ReportVersion]:
        """Versions that the person may read: from desk to desk inside the unit nobody outside reads what was sent."""
        return self.kept if self.own or self.report.road == Road.REVIEW_THEN_SIGN else []

    @property
    def mended(self) -> bool:
        """Whether its authors are at it again."""
        return STATES[self.report.state].editable

    @property
    def previous(self) -> ReportVersion | None:
        """What the report as it stands is compared with: the last sending while it is mended, else the one before."""
        rest = self.seen if self.mended and self.own else self.seen[:-1]
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

    def links(self) -> dict[int, dict]:
        """For the event of each sending but the first: the page that shows how it differs from the one before."""
        sent = [event for event in self.log if event.action == "submit"]
        return {
            event.pk: {
                "changes_label": f"Xem chỗ khác lần gửi {old.sending}",
                "changes_url": page_url(self.report, str(old.sending), str(new.sending)),
            }
            for (old, new), event in zip(pairwise(self.seen), sent[1:], strict=False)
        }

    def page_of(self, version: ReportVersion) -> str:
        """The page that compares a version of this report, or of the one it replaces, with the report as it stands."""
        own = version.report_id == self.report.pk
        return page_url(self.report, str(version.sending) if own else REPLACED)

    def reasons(self, version: ReportVersion) -> list[Event]:
        """The returns after a version was sent."""
        sent = [event for event in self.log if event.action == "submit"]
        after = sent[version.sending - 1].sequence if version.sending <= len(sent) else 0
        return [event for event in self.log if event.action == "return" and event.sequence > after]


def versions_of(report: Report, user: User) -> Versions:
    """The versions of a report as one person may see them."""
    return Versions(report, own=Report.objects.filter(pk=report.pk, unit__in=own_units(user)).exists())

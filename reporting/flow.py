"""How reports move, in the words of ``workflow.flows.Flow``."""

from collections.abc import Iterable
from types import MappingProxyType

from documents.paper_flow import ReviewedFlow
from indicators.actions import accept_of_unit
from organisations.models import Subject
from reporting import checks
from reporting.actions.figures import carry_on
from reporting.actions.reports import keep_version, succeed
from reporting.models import Report
from reporting.queries import Content, contents
from reporting.queries.places import areas_at
from reporting.queries.stored import values_of
from reporting.queries.versions import version_content
from workflow.models import Item
from workflow.states import STATES

# What the rules have read of an item under its lock serves the act that follows.
_FOUND, _FINDINGS = "found_by_rules", "findings_by_rules"


def _read(items: list[Item]) -> dict[int, Content]:
    found = contents(items)
    for item in items:
        setattr(item, _FOUND, found[item.pk])
    return found


class ReportFlow(ReviewedFlow):
    """A unit's report of a period."""

    kind = Report.kind
    model = Report
    subject = Subject.REPORT
    noun = "Báo cáo"
    # A report of a round is begun for every unit months ahead; it becomes work when its day comes near.
    near_days = 30
    # What was handed on or handed back waits for somebody; so does a replacement, which has no day.
    at_once = frozenset(STATES) - {"draft"}
    undated_lies = False
    begun_by_call = True
    read_with = ("outline", "form", "call_unit__call__unit", "round__call")
    reading = "reporting:read"
    editing = "reporting:edit"
    checking = "reporting:check"
    desks = MappingProxyType({"sign": "portal:approve_report", "review": "portal:review", "conclude": "portal:review"})

    def areas_at(self, item: Item, places: Iterable[str]) -> dict[str, str]:
        """Areas of sections, rows and figures, so that who drafts an area answers the remarks in it."""
        return areas_at(item, places)

    def blockers(self, items: list[Item], action: str) -> dict[int, list[str]]:
        """What each report still misses."""
        found = _read(items)
        for item in items:
            setattr(item, _FINDINGS, checks.findings(item, found[item.pk]))
        return {item.pk: checks.stopping(getattr(item, _FINDINGS)) for item in items}

    def before(self, action: str, item: Item, *, by, details: dict) -> None:
        """A report that is sent is read as it stands, to be compared later; what was carried in stands as it is now.

        How much was found in it is kept with it: the table of a round asks it of thousands of reports.
        """
        if action != "submit":
            return
        found, findings = getattr(item, _FOUND, None), getattr(item, _FINDINGS, None)
        if found is not None and found.figures is not None and found.figures.outdated:
            carry_on(report=item, by=by)
            found = findings = None
        details["sent"] = version_content(item, found)
        findings = checks.findings(item, found) if findings is None else findings
        item.found_must = sum(one.must for one in findings)
        item.found_should = len(findings) - item.found_must

    def after(self, action: str, item: Item, *, by, event, details: dict) -> None:
        """Versions on sending, figures accepted with the report."""
        if action == "submit":
            keep_version(item, details["sent"], by=by)
        super().after(action, item, by=by, event=event, details=details)
        if action == "accept" and item.state == "accepted":
            accept_of_unit(item.unit, values_of(item), by=by)

    def succeed(self, item: Item, *, by, reason: str) -> None:
        """A report with the same rows and its own number."""
        succeed(item, by=by, reason=reason)

    def come_into_force(self, item: Item, *, by) -> None:
        """The day that answers "on time" is that of the first report; the one that was replaced ends here."""
        if item.first_issued_on is None:
            item.first_issued_on = item.issued_on
            item.save(update_fields=["first_issued_on"])
        super().come_into_force(item, by=by)

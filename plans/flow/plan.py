"""How plans move, in the words of ``workflow.flows.Flow``."""

from collections.abc import Iterable
from types import MappingProxyType

from documents.paper_flow import ReviewedFlow
from organisations.models import Subject
from plans import actions, checks
from plans import places as places_of_plans
from plans.actions.carrying import begin_tasks, carry_tasks
from plans.checks import registration
from plans.models import Plan, Waiver
from plans.queries import content, sides, snapshots
from workflow.models import Item


class PlanFlow(ReviewedFlow):
    """A unit's annual plan."""

    kind = Plan.kind
    model = Plan
    subject = Subject.PLAN
    noun = "Kế hoạch"
    reading = "plans:read"
    editing = "plans:edit_start"
    checking = "plans:check"
    desks = MappingProxyType({"sign": "portal:approve", "review": "portal:review", "conclude": "portal:review"})
    in_force = ("issue", "register")

    def areas_at(self, item: Item, places: Iterable[str]) -> dict[str, str]:
        """Areas of rows and headings, so that who drafts an area answers the remarks in it."""
        return places_of_plans.areas_at(item, places)

    def blockers(self, items: list[Item], action: str) -> dict[int, list[str]]:
        """What each plan still misses, in a constant number of queries; to be registered it needs its paper only."""
        if action == "register":
            return {pk: list(faults.values()) for pk, faults in registration.faults_of(items).items()}
        return {pk: checks.stopping(found) for pk, found in checks.findings(items).items()}

    def before(self, action: str, item: Item, *, by, details: dict) -> None:
        """A plan that is sent is read as it stands, to be compared later; one that is registered takes its document."""
        if action == "register":
            actions.enter_register(item)
        if action == "submit":
            details["sent"] = snapshots.snapshot(content(item))
            details.setdefault("log", {})[snapshots.AS_SENT] = {
                **snapshots.own_lines(details["sent"], item.times_sent + 1),
                "changed": sides.changed_since_last(item, details["sent"]),
            }

    def after(self, action: str, item: Item, *, by, event, details: dict) -> None:
        """Versions on sending, waivers approved by signing."""
        if action == "submit":
            actions.keep_versions(item, details["sent"], by=by)
        if action == "sign":
            Waiver.objects.filter(plan=item.pk).update(approved_at=event.at, approved_by=by)
        super().after(action, item, by=by, event=event, details=details)

    def succeed(self, item: Item, *, by, reason: str) -> None:
        """A plan with the same rows and its own number."""
        actions.succeed(item, by=by, reason=reason)

    def come_into_force(self, item: Item, *, by) -> None:
        """The work on the plan's tasks begins, or goes on from the plan that it replaces and that ends here."""
        super().come_into_force(item, by=by)
        if item.replaces_id:
            carry_tasks(item.replaces, item, by=by)
        else:
            begin_tasks(item, by=by)

"""How plans move, in the words of ``workflow.flows.Flow``."""

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse

from documents import freezing
from organisations.models import Subject
from plans import actions, checks
from plans import places as places_of_plans
from plans.actions.carrying import begin_tasks, carry_tasks
from plans.checks import registration
from plans.models import Plan, Waiver
from plans.queries import content, sides, snapshots
from workflow import actions as moves
from workflow.flows import Flow
from workflow.models import Item
from workflow.states import STATES

# With these a plan comes into force.
_IN_FORCE = ("issue", "register")
# Pages of other apps on which an office does its work with a plan.
_DESKS = {"sign": "portal:approve", "review": "portal:review", "conclude": "portal:review"}


class PlanFlow(Flow):
    """A unit's annual plan."""

    kind = Plan.kind
    model = Plan
    subject = Subject.PLAN
    noun = "Kế hoạch"

    def url(self, item: Item) -> str:
        """The reading page."""
        return reverse("plans:read", args=[item.code])

    def work_url(self, item: Item, capability: str) -> str:
        """Drafters go to the editor, or to that of the successor asked for; chairman and reviewers to their desks."""
        if capability in _DESKS:
            try:
                return reverse(_DESKS[capability], args=[item.code])
            except NoReverseMatch:
                return self.url(item)
        if capability == "submit" and item.state == "replacement_asked":
            successor = Plan.objects.filter(replaces=item.pk, binned_at=None).first()
            return self.work_url(successor, capability) if successor else self.url(item)
        if capability == "submit" and STATES[item.state].editable:
            return reverse("plans:edit_start", args=[item.code])
        if capability == "submit" and item.state == "passed":
            return reverse("plans:check", args=[item.code])
        return self.url(item)

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
        """Versions on sending, waivers approved by signing, the successor opened or put in force, paper frozen."""
        if action == "submit":
            actions.keep_versions(item, details["sent"], by=by)
        if action == "sign":
            Waiver.objects.filter(plan=item.pk).update(approved_at=event.at, approved_by=by)
        if action == "ask_replacement" and not Plan.objects.filter(replaces=item.pk, binned_at=None).exists():
            actions.succeed(item, by=by, reason=event.comment)
        if action in _IN_FORCE:
            self._carry_out(item, by=by)
        freezing.moved(item, action, by=by, event=event)

    def _carry_out(self, item: Item, *, by) -> None:
        """The work on the plan's tasks begins, or goes on from the plan that it replaces and that ends here."""
        if item.replaces_id:
            moves.follow("supersede", item.replaces, by=by)
            carry_tasks(item.replaces, item, by=by)
        else:
            begin_tasks(item, by=by)

"""Every check of a plan, run for many plans in a constant number of queries; nothing here writes or renders."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from documents.layout import Signature
from documents.signing import by_mandate
from organisations.models import Appointment
from plans.checks import rows, ties, words
from plans.checks.findings import NOTHING_OPEN, Case, PlanFinding
from plans.models import Plan
from plans.paper import paper_of
from plans.queries import Content, Ties, contents, open_ties, plan_day

CHECKS: tuple[Callable[[Case], Iterator[PlanFinding]], ...] = (
    rows.parts, rows.areas, rows.tasks, rows.heads, rows.timings, rows.targets, rows.twins, rows.deadlines,
    words.citations, words.misread, words.paper, rows.empty, ties.given, ties.dropped,
)  # fmt: skip


def check_plan(plan: Plan) -> list[PlanFinding]:
    """Everything found in one plan, what blocks first, in the order of the paper."""
    return findings([plan])[plan.pk]


def findings(plans: Iterable[Plan]) -> dict[int, list[PlanFinding]]:
    """Findings of each plan by primary key, in a constant number of queries."""
    found = contents(plans)
    with_head = _units_with_head(found.values())
    around = open_ties(content.plan for content in found.values())
    return {
        pk: check_content(
            content,
            has_signer=content.plan.signer_id is not None or content.plan.unit_id in with_head,
            around=around[pk],
        )
        for pk, content in found.items()
    }


def check_read(content: Content) -> list[PlanFinding]:
    """Findings of one plan whose content a page has read already."""
    plan = content.plan
    has_signer = plan.signer_id is not None or plan.unit_id in _units_with_head([content])
    return check_content(content, has_signer=has_signer, around=open_ties([plan])[plan.pk])


def _units_with_head(found: Iterable[Content]) -> set[int]:
    open_ones = [content.plan for content in found if content.plan.signer_id is None]
    if not open_ones:
        return set()
    days = {plan_day(plan) for plan in open_ones}
    rows = Appointment.objects.filter(unit__in=[plan.unit_id for plan in open_ones], is_head=True)
    return {row.unit_id for row in rows if any(row.holds_on(day) for day in days)}


def check_content(content: Content, *, has_signer: bool = True, around: Ties | None = None) -> list[PlanFinding]:
    """Findings of a content already read. around: what is open around the plan, where it was read."""
    plan = content.plan
    signature = by_mandate(plan.signer, plan.unit) if plan.signer else Signature(())
    case = Case(content, paper_of(content, signature, year=plan.year), has_signer, around or NOTHING_OPEN)
    found = [_waived(finding, content) for check in CHECKS for finding in check(case)]
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.blocks)


def _waived(finding: PlanFinding, content: Content) -> PlanFinding:
    waiver = content.waivers.get((finding.code, finding.ref))
    return replace(finding, waived=waiver.reason) if waiver and finding.waivable else finding


def stopping(found: Iterable[PlanFinding]) -> list[str]:
    """Sentences of what keeps a plan from being handed on."""
    return [finding.sentence for finding in found if finding.stops]

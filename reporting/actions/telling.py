"""Who is told that figures were settled after they had been put together (issue 4: settled, then "Lập lại")."""

from organisations.roles import Capability
from organisations.rules import powers_of
from reporting import rules
from reporting.models import ConsolidatedReport, Consolidation, Report
from workflow import calls
from workflow.clock import now
from workflow.models import Event, Notice
from workflow.offices import People

# Kind of a notice that leads to a snapshot (reporting.notices).
SNAPSHOT = "consolidation"
_SUBJECT = "Số liệu đã chốt khác {}: {}"


def tell_of_settled(report: Report, *, by) -> int:
    """Tell whoever answers for the latest snapshot that holds a report that its figures count otherwise now.

    Once per snapshot and person, however many figures of however many units are settled. Returns how many were told.
    """
    snapshot = Consolidation.objects.filter(round=report.round_id).select_related("round__call").first()
    inside = snapshot is not None and ConsolidatedReport.objects.filter(consolidation=snapshot, report=report).exists()
    if not inside or snapshot.finished_at is None:
        return 0
    call = snapshot.round.call
    taken = Event.objects.filter(
        kind=calls.KIND, object_id=call.pk, action="report.consolidate", details__number=snapshot.number
    ).first()
    body = f"{report.unit} chốt số liệu chính thức sau khi đã tổng hợp. Xem số thay đổi và lập lại bản tổng hợp."
    told = [
        Notice.objects.get_or_create(
            to_id=user,
            event=taken,
            defaults={
                "kind": SNAPSHOT, "object_id": snapshot.pk, "unit_id": report.unit_id, "at": now(), "body": body,
                "subject": _SUBJECT.format(str(snapshot).lower(), call.title)[:250],
            },
        )[1]
        for user in _answering(snapshot) - {by.pk}
    ]  # fmt: skip
    return sum(told)


def _answering(snapshot: Consolidation) -> set[int]:
    """Who took the snapshot; those who review for the authority once that person no longer may."""
    authority = snapshot.round.call.unit
    if rules.consolidate_refusal(snapshot.made_by, authority, powers=powers_of(snapshot.made_by)) is None:
        return {snapshot.made_by_id}
    people = People({authority.pk})
    return {user for office in people.living(authority.pk) for user in people.users(office, Capability.REVIEW)}

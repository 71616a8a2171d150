"""Versions of rows: the autosave writes none, so a sending writes all of them (design section 3)."""

from organisations.models import User
from plans.comparing import Snapshot
from plans.models import Plan
from plans.queries import snapshots


def keep_versions(plan: Plan, found: Snapshot, *, by: User) -> int:
    """Write every row of a plan that is being sent to the history, with what it says in words; how many.

    found: the plan as it was read in the same transaction. The versions are marked with the number of the sending,
    so that what was sent is read back without reckoning (``plans.queries.snapshots.sent_snapshot``).
    """
    stored = snapshots.kept_rows(found)
    reason = snapshots.change_reason(plan.times_sent)
    for model in snapshots.KINDS.values():
        rows = [row for row in model.objects.filter(plan=plan) if (model, row.pk) in stored]
        for row in rows:
            row.touched = {**row.touched, snapshots.KEPT: stored[model, row.pk]}
        if rows:
            model.history.bulk_history_create(rows, update=True, default_user=by, default_change_reason=reason)
    return len(stored)

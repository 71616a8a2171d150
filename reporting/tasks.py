"""Work after the answer: snapshots of very many units are added up here. May run twice."""

from celery import shared_task

from documents.drafts import Draft
from reporting import books
from reporting.actions import consolidating


@shared_task(name="reporting.tasks.count_snapshot", autoretry_for=(OSError,), max_retries=3, default_retry_delay=10)
def count_snapshot(snapshot_id: int) -> str:
    """Add up one snapshot; returns the hash of what it says."""
    return consolidating.count(snapshot_id).content_hash


@shared_task(name=books.TASK, autoretry_for=(OSError,), max_retries=3, default_retry_delay=10)
def make_book(unit_id: int, kind: str, object_id: int, inputs_hash: str) -> str:
    """Make the workbook of one snapshot; returns the step it stands at, "" where it was cleared away."""
    stands = books.make(Draft(unit_id, kind, object_id, inputs_hash))
    return stands.step if stands else ""

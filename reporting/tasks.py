"""Work after the answer: snapshots of very many units are added up here. May run twice."""

from celery import shared_task

from reporting.actions import consolidating


@shared_task(name="reporting.tasks.count_snapshot", autoretry_for=(OSError,), max_retries=3, default_retry_delay=10)
def count_snapshot(snapshot_id: int) -> str:
    """Add up one snapshot; returns the hash of what it says."""
    return consolidating.count(snapshot_id).content_hash

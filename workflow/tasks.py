"""Work of the night: what follows from a day that has come."""

from celery import shared_task
from django.db import transaction

from workflow import duties


@shared_task(name="workflow.tasks.hand_over")
def hand_over() -> int:
    """Give the duties of units that have ended to their successors; how many changed hands."""
    with transaction.atomic():
        return duties.hand_over()

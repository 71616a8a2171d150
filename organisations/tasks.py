"""What happens by itself every night."""

from celery import shared_task

from organisations import actions


@shared_task(name="organisations.tasks.rebuild_reach")
def rebuild_reach() -> tuple[int, int]:
    """Redraw who sees whom, because dates pass; returns rows added and removed."""
    return actions.rebuild_reach()

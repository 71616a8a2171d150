"""Work after the commit: press frozen papers, send what was issued. Both may run twice."""

from celery import shared_task

from documents import actions, pieces


@shared_task(name="documents.tasks.press", autoretry_for=(OSError,), max_retries=3, default_retry_delay=20)
def press(frozen_id: int) -> str:
    """Render and store one frozen paper; returns the hash of the file."""
    return actions.press(frozen_id).file_hash


@shared_task(name="documents.tasks.render_and_send", autoretry_for=(OSError,), max_retries=3, default_retry_delay=20)
def render_and_send(document_id: int) -> str:
    """Finish the issue of one sealed document; returns the state it stands in."""
    return actions.complete_issue(document_id).state


@shared_task(name="documents.tasks.finish_waiting")
def finish_waiting() -> int:
    """Every few minutes: what was frozen without a file, and what was sealed and not sent."""
    return actions.finish_waiting()


@shared_task(name="documents.tasks.clear_pieces")
def clear_pieces() -> int:
    """Every night: files that were sent piece by piece and never finished; how many were deleted."""
    return pieces.clear()

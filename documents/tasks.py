"""Work after the commit: press frozen papers and long drafts, send what was issued. All may run twice."""

from celery import shared_task

from documents import actions, drafts, pieces


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


@shared_task(name="documents.tasks.press_draft", autoretry_for=(OSError,), max_retries=3, default_retry_delay=20)
def press_draft(unit_id: int, kind: str, object_id: int, inputs_hash: str) -> str:
    """Press one long draft paper; returns the step it stands at, "" where it was cleared away."""
    stands = drafts.press(drafts.Draft(unit_id, kind, object_id, inputs_hash))
    return stands.step if stands else ""


@shared_task(name="documents.tasks.clear_pieces")
def clear_pieces() -> int:
    """Every night: files sent piece by piece and never finished, drafts pressed a week ago; how many were deleted."""
    return pieces.clear() + drafts.clear()

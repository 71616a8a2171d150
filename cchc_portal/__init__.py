"""Floor 8: settings, URLs, Celery, home page, demo world.

The Celery application is imported here so that `@shared_task` finds it in every process.
"""

from cchc_portal.celery import app as celery_app

__all__ = ["celery_app"]

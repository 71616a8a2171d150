"""WSGI entry point for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc_portal.settings")


def keep_what_is_loaded() -> None:
    """What was loaded stays for good: the collector need not walk through it again, a tenth of a second each time."""
    gc.collect()
    gc.freeze()


application = get_wsgi_application()
keep_what_is_loaded()

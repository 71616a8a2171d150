"""Sessions: prolonged by whatever a person opens, and what a page may say for a minute without asking again.

Writing the session with every answer would be the one write, with its wait for the disk, of every page. Once a minute
is enough for "30 minutes without an act": the session lives a minute longer than that (settings).
"""

from collections.abc import Callable
from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from workflow.clock import today

PROLONGED, KEPT = "prolonged", "kept"
EVERY = 60


class ProlongMiddleware:
    """Prolongs the session of a person who is signed in once in `EVERY` seconds; forgets then what was kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _prolong(request)
        return self.get_response(request)


def _prolong(request: HttpRequest) -> None:
    # A clock that was set back counts as long ago.
    if not 0 <= time() - request.session.get(PROLONGED, 0) < EVERY:
        request.session[PROLONGED] = int(time())
        request.session.pop(KEPT, None)


def kept(request: HttpRequest, name: str, read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `read` answers (it must fit JSON), at most `EVERY` seconds and a day old: never for rights or numbers."""
    if not hasattr(request, "session"):
        return read()
    key = f"{name} {today()}"
    found = request.session.get(KEPT, {})
    if key not in found:
        found = {**found, key: read()}
        request.session[KEPT] = found
    return found[key]

"""What a page must be at every size: no wider than its window, and nothing that axe finds on a desk or a telephone."""

from functools import cache

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

DESK, PHONE, NARROW = (1366, 768), (390, 844), (320, 640)
# Only what is asked for comes back: all that passes, of a long page, takes longer to carry over than to find out.
# Frames show papers, which are pages of their own.
_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "iframes": False,
}
_ASK = """options => axe.run(document, options)
    .then(found => found.violations.map(one => [one.id, String(one.nodes[0].target)]))"""


def sign_in(context: BrowserContext, live_server, user) -> None:
    """Make the browser that person's, without the page of sign-in."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])


def told(page: Page) -> list[str]:
    """Errors that the console speaks from now on."""
    spoken: list[str] = []
    page.on("console", lambda message: spoken.append(message.text) if message.type == "error" else None)
    return spoken


def faults_at(page: Page, address: str) -> list[tuple]:
    """Open an address and look at it at every size; each fault names it."""
    answer = page.goto(address)
    wrong = [] if answer is not None and answer.status == 200 else [("answer", answer and answer.status)]
    return [(address, *fault) for fault in (*wrong, *faults(page))]


def faults(page: Page) -> list[tuple]:
    """Where the open page is wider than its window, and what axe finds; the page stays at the size of a desk."""
    found: list[tuple] = []
    for width, height in (NARROW, PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        wide, tall = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        found += [(width, "scrolls sideways")] if wide > width else []
        if (width, height) == NARROW:
            continue
        # The whole page in sight: what the bar of decisions covers meanwhile is no finding.
        page.set_viewport_size({"width": width, "height": max(height, tall)})
        found += [(width, *one) for one in violations(page)]
        page.set_viewport_size({"width": width, "height": height})
    return found


def violations(page: Page) -> list[list[str]]:
    """(rule, first place) of everything that axe finds on the page as it stands (WCAG 2.2 A and AA)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    return page.evaluate(_ASK, _OPTIONS)


@cache
def _script() -> str:
    return Axe().axe_script

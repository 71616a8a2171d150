"""A real Chromium loads a page of the portal: nothing missing, nothing that the content policy stops."""

import pytest
from django.conf import settings
from playwright.sync_api import Page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_sign_in_page_loads_without_a_complaint(page: Page, live_server, width: int, height: int) -> None:
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on("requestfailed", lambda request: complaints.append(f"{request.url}: {request.failure}"))
    page.on(
        "response", lambda answer: complaints.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None
    )
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{live_server.url}{settings.LOGIN_URL}", wait_until="networkidle")
    assert complaints == []
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.evaluate("document.fonts.check('16px \"Be Vietnam Pro\"', 'Kế hoạch cải cách')") is True
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True

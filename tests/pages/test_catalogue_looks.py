"""Every part and screen of the catalogue: accessible, and never wider than the window, on a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import Page

from cchc_portal.components import PARTS, SCREENS

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SIZES = {"desk": (1366, 768), "phone": (390, 844), "narrow": (320, 640)}

urlpatterns = [path("", include("cchc_portal.dev"))]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", SIZES)
def test_no_page_of_the_catalogue_scrolls_sideways(page: Page, live_server, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    too_wide = []
    with override_settings(ROOT_URLCONF=__name__):
        for part in (*PARTS, *SCREENS):
            page.goto(f"{live_server.url}/he-thong/thanh-phan/{part.slug}/")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                too_wide.append(part.slug)
    assert too_wide == []


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing_in_the_catalogue(page: Page, live_server, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    found = []
    with override_settings(ROOT_URLCONF=__name__):
        for part in (*PARTS, *SCREENS):
            page.goto(f"{live_server.url}/he-thong/thanh-phan/{part.slug}/")
            results = Axe().run(page, options=RULES).response["violations"]
            found += [(part.slug, one["id"], one["nodes"][0]["target"]) for one in results]
    assert found == []

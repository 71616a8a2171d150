"""Every part and screen of the catalogue: accessible, and never wider than the window, on a desk and on a phone."""

import pytest
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import Page

from cchc_portal.components import PARTS, SCREENS
from tests.looks import faults_at

urlpatterns = [path("", include("cchc_portal.dev"))]

pytestmark = pytest.mark.django_db


def test_every_page_of_the_catalogue_is_accessible_and_as_wide_as_the_window(page: Page, live_server) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        addresses = [f"{live_server.url}/he-thong/thanh-phan/{part.slug}/" for part in (*PARTS, *SCREENS)]
        assert [fault for address in addresses for fault in faults_at(page, address)] == []

"""URLs of the portal."""

from django.conf import settings
from django.urls import include, path

from cchc_portal.health import health

urlpatterns = [
    path("suc-khoe/", health, name="health"),
    path("", include("directives.urls")),
    path("", include("cchc_portal.page_urls")),
    path("", include("organisations.urls")),
    path("", include("workflow.urls")),
    path("", include("documents.urls")),
    path("", include("indicators.urls")),
    path("", include("plans.urls")),
    path("", include("reporting.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("", include("cchc_portal.dev")))

handler400 = "cchc_portal.errors.bad_request"
handler403 = "cchc_portal.errors.forbidden"
handler404 = "cchc_portal.errors.not_found"
handler500 = "cchc_portal.errors.fault"

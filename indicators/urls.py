"""Addresses of the pages of figures (ux section 2.2)."""

from django.urls import path

from indicators.views import listing, metric, sheets

app_name = "indicators"

urlpatterns = [
    path("chi-so/", listing.metrics, name="list"),
    path("chi-so/<str:code>/", metric.metric, name="metric"),
    path("chi-so/<str:code>/nhap-so/", sheets.enter, name="enter"),
    path("chi-so/<str:code>/dau-ky/", sheets.baseline, name="baseline"),
    path("chi-so/<str:code>/nguong/", sheets.band, name="band"),
    path("chi-so/<str:code>/muc-tieu/", sheets.goal, name="goal"),
]

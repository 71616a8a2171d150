"""Addresses of the pages of figures (ux section 2.2)."""

from django.urls import path

from indicators.views import bands, baselines, entering, goals, listing, metric

app_name = "indicators"

urlpatterns = [
    path("chi-so/", listing.metrics, name="list"),
    path("chi-so/<str:code>/", metric.metric, name="metric"),
    path("chi-so/<str:code>/nhap-so/", entering.enter, name="enter"),
    path("chi-so/<str:code>/dau-ky/", baselines.baseline, name="baseline"),
    path("chi-so/<str:code>/nguong/", bands.band, name="band"),
    path("chi-so/<str:code>/muc-tieu/", goals.goal, name="goal"),
]

"""Addresses of reports (ux section 2.2)."""

from django.urls import path

from reporting.views import reading

app_name = "reporting"

urlpatterns = [
    path("bao-cao/", reading.report_list, name="list"),
    path("bao-cao/<str:code>/", reading.read, name="read"),
]

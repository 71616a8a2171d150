"""The one address at which every act on every item is asked for and taken."""

from django.urls import path

from workflow import views

app_name = "workflow"

urlpatterns = [
    path("viec/<slug:kind>/<str:code>/<slug:action>/", views.act, name="act"),
]

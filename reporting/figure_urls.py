"""Addresses of the figures of reports (ux sections 4.12, 4.26)."""

from django.urls import path

from reporting.views import figure_import, figure_pasting, figure_why, figures, my_figures, settling

urlpatterns = [
    path("so-lieu/", my_figures.my_figures, name="my_figures"),
    path("bao-cao/<str:code>/so-lieu/", figures.start, name="figures_start"),
    path("bao-cao/<str:code>/so-lieu/nhap-tu-excel/", figure_import.import_file, name="figure_import"),
    path("bao-cao/<str:code>/so-lieu/den-ngay/", figures.as_of, name="figure_day"),
    path("bao-cao/<str:code>/so-lieu/chinh-thuc/", settling.settle, name="settle"),
    path("bao-cao/<str:code>/so-lieu/<str:part>/", figures.part, name="figures"),
    path("bao-cao/<str:code>/so-lieu/<str:part>/dan/", figure_pasting.paste, name="figure_paste"),
    path("bao-cao/<str:code>/so-lieu/<str:part>/hoan-tac/", figure_pasting.undo, name="figure_undo"),
    path("bao-cao/<str:code>/so-lieu/<str:part>/giao/", figures.give, name="figure_give"),
    path("bao-cao/<str:code>/so-lieu/<str:part>/ly-do/", figures.note, name="figure_note"),
    path("bao-cao/<str:code>/so-lieu/<str:part>/vi-sao/", figure_why.why, name="figure_why"),
]

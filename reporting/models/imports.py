"""Workbooks of one-stop systems: how those of one system are understood, and which have been taken in."""

from django.conf import settings
from django.db import models

from organisations.models import Scoped, Subject, Unit
from reporting.models.report import ReportChild
from reporting.models.statistics import Kept


class ImportMapping(Scoped):
    """What a one-stop system calls fields and columns in a unit (``reporting.workbooks.Template`` as data)."""

    scope_subject = Subject.REPORT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    system = models.CharField("hệ thống một cửa", max_length=80)
    data = models.JSONField("cách ghép", default=dict)
    updated_at = models.DateTimeField("ghép lúc", editable=False)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = "cách ghép tệp một cửa"
        verbose_name_plural = "cách ghép tệp một cửa"
        ordering = ["unit_id", "system"]
        constraints = [models.UniqueConstraint(fields=["unit", "system"], name="reporting_importmapping_once")]

    def __str__(self) -> str:
        return self.system


class FigureImport(Kept, ReportChild):
    """A workbook that was taken into a report: its name, its content's hash, how many cells it changed."""

    file_name = models.CharField("tên tệp", max_length=200)
    file_hash = models.CharField(max_length=64)
    system = models.CharField("hệ thống một cửa", max_length=80)
    changed = models.PositiveIntegerField("số ô")
    at = models.DateTimeField("nhập lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lần nhập tệp một cửa"
        verbose_name_plural = "lần nhập tệp một cửa"
        ordering = ["report_id", "-id"]

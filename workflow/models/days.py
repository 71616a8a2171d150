"""The working calendar as rows that an administrator edits (stack section 8: seeded, never asked)."""

from django.db import models


class WorkCalendarDay(models.Model):
    """A day that differs from the plain week: a holiday, or a weekend day that is worked."""

    class Kind(models.TextChoices):
        OFF = "off", "Nghỉ"
        WORKED = "worked", "Làm bù"

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=8, choices=Kind.choices)
    name = models.CharField("tên, lý do", max_length=120)
    ground_text = models.CharField("văn bản căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "ngày trong lịch làm việc"
        verbose_name_plural = "lịch làm việc"
        ordering = ["day"]

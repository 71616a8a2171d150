"""What a call asks for when it asks for reports: period, outline, form, guidance (design section 3: one to one with Call)."""

from django.db import models
from django.db.models import Q

from organisations.models import Scoped, Subject
from reporting.models.outlines import Outline
from reporting.models.statistics import StatForm
from reporting.periods import Kind, Period
from workflow.models import Call

_KINDS = [one.value for one in Kind]


class Round(Scoped):
    """The reporting part of a call. The days (window, due) stand on the call, those of one unit on its report.

    kind, number: of the period; the year is the call's. form: None for a report without figures. regime_code: the
    regime it was generated from (``reporting.periods.REGIMES``), "" by hand.
    """

    unit_lookup = "call__unit"
    scope_subject = Subject.REPORT

    call = models.OneToOneField(Call, models.PROTECT, related_name="+", verbose_name="đợt")
    kind = models.CharField("loại kỳ", max_length=12)
    number = models.PositiveSmallIntegerField("số của kỳ", default=0)
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="+", verbose_name="đề cương")
    form = models.ForeignKey(
        StatForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="biểu thống kê"
    )
    guidance = models.TextField("hướng dẫn", blank=True)
    regime_code = models.CharField("chế độ báo cáo", max_length=40, blank=True)
    stage = models.PositiveSmallIntegerField("chặng", default=1)
    allows_nil = models.BooleanField("nhận báo không phát sinh", default=False)

    class Meta:
        verbose_name = "kỳ báo cáo"
        verbose_name_plural = "kỳ báo cáo"
        ordering = ["-call__year", "-id"]
        constraints = [models.CheckConstraint(name="reporting_round_kind", condition=Q(kind__in=_KINDS))]

    def __str__(self) -> str:
        return self.call.title

    @property
    def period(self) -> Period:
        """The period that is asked about."""
        return Period(self.call.year, Kind(self.kind), self.number)

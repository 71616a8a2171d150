"""What an authority makes of its units' reports: numbered snapshots, text put together from theirs, its own report.

A snapshot is never changed: later arrivals go into the next one. What it counted is told for ever by its rows.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.models import Definition
from organisations.models import Scoped, Subject, Unit
from reporting.models.report import Report
from reporting.models.rounds import Round
from workflow.models import ImmutableRow

_FINAL = "Bản tổng hợp đã chốt thì không sửa được. Lập bản tổng hợp mới."


class Snapped(Scoped):
    """Abstract: a row of a snapshot, written once; seen by whoever sees the round."""

    scope_subject = Subject.REPORT

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Write; a second save is refused before the trigger refuses it."""
        if self.pk:
            raise ImmutableRow(_FINAL)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse: reports are drawn from it."""
        raise ImmutableRow(_FINAL)


class Consolidation(Snapped):
    """A numbered snapshot of a round. asked: units asked, the exempt left out; missing: names of those without a report.

    The reports that it takes in stand from the first moment; the figures follow, for many units in the background:
    finished_at and content_hash are filled once, when they are all there.
    """

    unit_lookup = "round__call__unit"

    class Basis(models.TextChoices):
        ACCEPTED = "accepted", "Chỉ báo cáo đã tiếp nhận"
        REVIEWING = "reviewing", "Báo cáo đã tiếp nhận và đang rà soát"

    round = models.ForeignKey(Round, models.PROTECT, related_name="consolidations", verbose_name="đợt")
    number = models.PositiveIntegerField("bản tổng hợp số")
    basis = models.CharField("lấy", max_length=10, choices=Basis.choices, default=Basis.ACCEPTED)
    asked = models.PositiveIntegerField("số đơn vị phải báo cáo")
    missing = models.JSONField("đơn vị chưa có báo cáo", default=list, blank=True)
    made_at = models.DateTimeField("chốt lúc")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người chốt")
    finished_at = models.DateTimeField("cộng xong lúc", null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "bản tổng hợp"
        verbose_name_plural = "bản tổng hợp"
        ordering = ["round_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="reporting_consolidation_number_once"),
            models.CheckConstraint(
                name="reporting_consolidation_finished_with_hash",
                condition=Q(finished_at=None, content_hash="") | (Q(finished_at__isnull=False) & ~Q(content_hash="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Bản tổng hợp số {self.number}"


class ConsolidatedReport(Snapped):
    """A report that a snapshot takes in. joined_into: the unit that took this one over, whose figures hold its own."""

    unit_lookup = "consolidation__round__call__unit"

    consolidation = models.ForeignKey(Consolidation, models.PROTECT, related_name="reports")
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=24)
    joined_into = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "báo cáo trong bản tổng hợp"
        verbose_name_plural = "báo cáo trong bản tổng hợp"
        ordering = ["consolidation_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["consolidation", "report"], name="reporting_consolidatedreport_once")
        ]


class ConsolidatedRow(Snapped):
    """One metric of a snapshot over its units; with a field of procedures the sum of that field alone.

    counted, outside, missing: how many units are in the total, say "không áp dụng", have no figure. units: by primary key
    of the unit [status, amount or numerator, denominator or None, how it was put together (``Single.joined``)], numbers as text.
    """

    unit_lookup = "consolidation__round__call__unit"

    consolidation = models.ForeignKey(Consolidation, models.PROTECT, related_name="rows")
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    breakdown = models.CharField(max_length=30, blank=True)
    counted = models.PositiveIntegerField()
    outside = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    amount = models.DecimalField(max_digits=24, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=24, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=4, null=True, blank=True)
    ends = models.JSONField(default=dict, blank=True)
    units = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "số liệu tổng hợp"
        verbose_name_plural = "số liệu tổng hợp"
        ordering = ["consolidation_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consolidation", "code", "breakdown"], name="reporting_consolidatedrow_once"
            )
        ]


class MergedParagraph(Scoped):
    """A paragraph of the text that an authority puts together at one place of the outline.

    origin: the report it was taken from, None where the editor wrote it; origin_text: as it stood there.
    """

    unit_lookup = "round__call__unit"
    scope_subject = Subject.REPORT

    round = models.ForeignKey(Round, models.PROTECT, related_name="paragraphs", verbose_name="đợt")
    code = models.CharField("mục", max_length=20)
    order = models.PositiveIntegerField("thứ tự")
    text = models.TextField("nội dung")
    origin = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lấy từ")
    origin_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField("sửa lúc")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "đoạn của bản tổng hợp"
        verbose_name_plural = "đoạn của bản tổng hợp"
        ordering = ["round_id", "code", "order", "id"]
        constraints = [
            models.CheckConstraint(
                name="reporting_mergedparagraph_has_words",
                condition=~Q(text=""),
                violation_error_message="Ghi nội dung đoạn.",
            )
        ]


class OwnReport(Snapped):
    """An authority's own report and the snapshot that it is drawn from."""

    unit_lookup = "report__unit"

    report = models.OneToOneField(Report, models.PROTECT, related_name="+")
    consolidation = models.ForeignKey(Consolidation, models.PROTECT, related_name="own_reports")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "báo cáo lập từ bản tổng hợp"
        verbose_name_plural = "báo cáo lập từ bản tổng hợp"
        ordering = ["-id"]

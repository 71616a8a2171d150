"""A unit's report of a period and what hangs on it; everything locks with it (design section 4)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.models import SigningMandate
from indicators.windows import Window
from organisations.models import Scoped, Subject
from reporting.models.outlines import Outline
from reporting.models.rounds import Round
from reporting.models.statistics import Kept, StatForm
from reporting.outlines.shape import LINES
from reporting.periods import Kind, Period
from workflow.models import Child, Item

_KINDS = [one.value for one in Kind]
_LINES = sorted(one.value for one in LINES)


class Report(Item):
    """A report: asked for by a round, or an authority's own. Its figures are ``indicators.Value`` of unit and window.

    window_from, window_to: the days it answers for, a part of the round's where the unit began or ended in it
    (window_note says so). as_of: the day up to which figures are counted ("thực hiện đến"), None while not said.
    first_issued_on: the day of the first report, which answers "on time" for all that replace it.
    recipients: lines of "Nơi nhận" as somebody wrote them, "" for the usual ones (``reporting.receivers``).
    found_must, found_should: how much the checks found when it was last sent, None before that.
    """

    kind = "report"
    code_prefix = "BC"
    scope_subject = Subject.REPORT

    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="đợt")
    period_kind = models.CharField("loại kỳ", max_length=12)
    period_number = models.PositiveSmallIntegerField("số của kỳ", default=0)
    year = models.PositiveIntegerField("năm")
    window_from = models.DateField("số liệu từ ngày")
    window_to = models.DateField("đến hết ngày")
    window_note = models.CharField("vì sao lấy một phần kỳ", max_length=300, blank=True)
    as_of = models.DateField("thực hiện đến ngày", null=True, blank=True)
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="+", verbose_name="đề cương")
    form = models.ForeignKey(StatForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="biểu")
    title = models.CharField("trích yếu", max_length=300)
    addressee = models.CharField("kính gửi", max_length=300, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    nil_words = models.CharField("báo không phát sinh", max_length=400, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    replaces_text = models.CharField("thay thế văn bản", max_length=400, blank=True)
    replaces_reason = models.CharField("lý do thay thế", max_length=400, blank=True)
    first_issued_on = models.DateField("ngày văn bản đầu tiên", null=True, blank=True, editable=False)
    found_must = models.PositiveSmallIntegerField("lỗi phải sửa khi gửi", null=True, blank=True, editable=False)
    found_should = models.PositiveSmallIntegerField("chỗ nên xem lại khi gửi", null=True, blank=True, editable=False)
    signer = models.ForeignKey(SigningMandate, models.PROTECT, null=True, blank=True, related_name="+")
    symbol = models.CharField("ký hiệu", max_length=40, default="BC-UBND")
    is_demo = models.BooleanField("dữ liệu trình diễn", default=False)

    class Meta(Item.Meta):
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        ordering = ["-window_to", "-id"]
        constraints = [
            *Item.Meta.constraints,
            models.CheckConstraint(name="reporting_report_kind", condition=Q(period_kind__in=_KINDS)),
            models.CheckConstraint(
                name="reporting_report_window_in_order",
                condition=Q(window_to__gte=F("window_from")),
                violation_error_message="Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.",
            ),
            models.UniqueConstraint(
                fields=["call_unit"],
                condition=Q(replaces=None, binned_at=None, call_unit__isnull=False),
                name="reporting_report_one_per_call",
                violation_error_message="Đơn vị đã có báo cáo của đợt này.",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False, binned_at=None),
                name="reporting_report_one_successor",
                violation_error_message="Đã có báo cáo thay thế báo cáo này.",
            ),
            models.CheckConstraint(
                name="reporting_report_not_itself", condition=Q(replaces=None) | ~Q(replaces=F("id"))
            ),
        ]
        indexes = [
            *Item.Meta.indexes,
            models.Index(fields=["round", "state"], name="reporting_report_round"),
            models.Index(fields=["unit", "window_to"], name="reporting_report_window"),
        ]

    def __str__(self) -> str:
        return f"Báo cáo CCHC {self.period.label}"

    @property
    def period(self) -> Period:
        """The period it is about."""
        return Period(self.year, Kind(self.period_kind), self.period_number)

    @property
    def window(self) -> Window:
        """The days it answers for, both inclusive."""
        return Window(self.window_from, self.window_to)


class ReportChild(Scoped, Child):
    """Abstract: a row of a report; seen with the report, locked with the report."""

    item_field = "report"
    unit_lookup = "report__unit"
    scope_subject = Subject.REPORT

    report = models.ForeignKey(Report, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


class ReportSection(ReportChild):
    """The text at one place of the outline: paragraphs with ``{{fact:…}}`` marks (design section 5).

    seen: per fact key the words under which the text was written or last confirmed; where the fact says something
    else now, the text is stale. machine: nobody has changed the words that were drafted from facts.
    """

    code = models.CharField("mục", max_length=20)
    text = models.TextField("nội dung", blank=True)
    machine = models.BooleanField("bản nháp từ số liệu", default=False)
    seen = models.JSONField(default=dict, blank=True)
    drafted_at = models.DateTimeField("soạn từ số liệu lúc", null=True, blank=True)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )

    class Meta:
        verbose_name = "mục của báo cáo"
        verbose_name_plural = "mục của báo cáo"
        ordering = ["report_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="reporting_section_once"),
            models.CheckConstraint(
                name="reporting_section_confirmed_with_who",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]


class ReportLine(ReportChild):
    """A weakness, cause, lesson, direction, proposal … as a row that the next report and the plan can take up.

    kind: of ``reporting.outlines.Content``. source: key of the fact that gave it ("task:NV-7KQ2M", "target:12"), "" when
    typed. taken_from: the row of an earlier report that it goes on from. seen: as of a section.
    """

    kind = models.CharField("loại", max_length=12)
    order = models.PositiveIntegerField("thứ tự", default=0)
    text = models.TextField("nội dung")
    area_code = models.CharField("lĩnh vực", max_length=10, blank=True)
    source = models.CharField("từ", max_length=60, blank=True)
    seen = models.JSONField(default=dict, blank=True)
    taken_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="taken_up")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "dòng của báo cáo"
        verbose_name_plural = "dòng của báo cáo"
        ordering = ["report_id", "kind", "order", "id"]
        constraints = [
            models.CheckConstraint(name="reporting_line_kind", condition=Q(kind__in=_LINES)),
            models.CheckConstraint(
                name="reporting_line_has_words", condition=~Q(text=""), violation_error_message="Ghi nội dung."
            ),
            models.CheckConstraint(
                name="reporting_line_confirmed_with_who",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]


class FigurePart(ReportChild):
    """A part of the statistics form in one report: who enters it, and whether they are finished."""

    code = models.CharField("phần", max_length=10)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người nhập"
    )
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "phần số liệu"
        verbose_name_plural = "phần số liệu"
        ordering = ["report_id", "code"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="reporting_part_once"),
            models.CheckConstraint(
                name="reporting_part_finished_with_who",
                condition=Q(finished_at=None, finished_by=None)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
        ]


class FigureNote(ReportChild):
    """Words that settle a finding for exactly its difference: a reason for a mismatch, or "đúng như vậy"."""

    key = models.CharField("phép kiểm tra", max_length=120)
    difference = models.DecimalField("chênh lệch", max_digits=20, decimal_places=4)
    words = models.CharField("lý do", max_length=400)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lý do chênh lệch"
        verbose_name_plural = "lý do chênh lệch"
        ordering = ["report_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="reporting_note_once"),
            models.CheckConstraint(
                name="reporting_note_has_words", condition=~Q(words=""), violation_error_message="Ghi lý do chênh lệch."
            ),
        ]


class ReportVersion(Kept, Scoped):
    """What a report said when it was sent: text, rows, figures and where every number came from, as canonical JSON."""

    unit_lookup = "report__unit"
    scope_subject = Subject.REPORT

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    sending = models.PositiveIntegerField("lần gửi")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bản đã gửi của báo cáo"
        verbose_name_plural = "bản đã gửi của báo cáo"
        ordering = ["report_id", "sending"]
        constraints = [models.UniqueConstraint(fields=["report", "sending"], name="reporting_version_once")]

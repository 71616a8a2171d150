"""Chỉ thị, Quyết định, Thông báo, Tờ trình: papers that carry their type by name, written here."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from documents.models.issuing import SigningMandate
from documents.models.known import KnownDocument
from organisations.models import Scoped, ScopedQuerySet
from workflow.clock import now
from workflow.models import Child, Item


class NamedDocument(Item):
    """A paper with a type name (NĐ 30/2020, Mẫu 1.3 and 1.4): words around a tree of clauses.

    ``signer``: the mandate under which it is expected to be signed, none for the head of the unit. ``sections``:
    whether a notice or a proposal is divided into I, II before 1, 2. ``proposed_by``: what stands behind
    "Theo đề nghị của" in a decision.
    """

    kind = "named"
    code_prefix = "VS"

    class Type(models.TextChoices):
        DIRECTIVE = "CT", "Chỉ thị"
        DECISION = "QĐ", "Quyết định"
        NOTICE = "TB", "Thông báo"
        PROPOSAL = "TTr", "Tờ trình"

    type_code = models.CharField("loại văn bản", max_length=10, choices=Type.choices)
    title = models.CharField("trích yếu", max_length=400)
    opening = models.TextField("phần mở đầu", blank=True)
    closing = models.TextField("lời kết", blank=True)
    proposed_by = models.CharField("theo đề nghị của", max_length=300, blank=True)
    sections = models.BooleanField("chia thành mục I, II", default=False)
    addressees = models.JSONField("kính gửi", default=list, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    drafting_unit = models.CharField("đơn vị soạn thảo, viết tắt", max_length=30, blank=True)
    signer = models.ForeignKey(
        SigningMandate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tư cách ký"
    )

    class Meta(Item.Meta):
        verbose_name = "văn bản có tên loại"
        verbose_name_plural = "văn bản có tên loại"

    def __str__(self) -> str:
        small = self.title if self.title[1:2].isupper() else self.title[:1].lower() + self.title[1:]
        return f"{self.get_type_code_display()} {small}"


class NamedPartManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Rows that stand in the paper; removed ones wait in ``everything`` to be put back."""

    def get_queryset(self):
        """Rows that were not removed."""
        return super().get_queryset().filter(removed_at=None)


class NamedPart(Scoped, Child):
    """Abstract: a row of a named document; seen with it, locked with it."""

    item_field = "document"
    unit_lookup = "document__unit"

    document = models.ForeignKey(NamedDocument, models.CASCADE, related_name="%(class)ss")
    order = models.PositiveIntegerField("thứ tự", default=0)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = NamedPartManager()
    everything = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["document_id", "order", "id"]

    @property
    def _history_date(self):
        """When a version of the row was written, by the portal's own clock."""
        return now()


class NamedClause(NamedPart):
    """A điều, mục, khoản, điểm or dash; its number is generated from where it stands.

    ``lead_text``, ``timing_text`` and ``targets`` (one a line) say who does it, by when and what it sets, so that
    the issued paper gives its receivers work.
    """

    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    heading = models.CharField("tên điều, mục", max_length=300, blank=True)
    text = models.TextField("nội dung", blank=True)
    lead_text = models.CharField("chủ trì thực hiện", max_length=200, blank=True)
    timing_text = models.CharField("thời hạn", max_length=120, blank=True)
    targets = models.TextField("chỉ tiêu, mỗi dòng một chỉ tiêu", blank=True)
    history = HistoricalRecords()

    class Meta(NamedPart.Meta):
        verbose_name = "điều, mục của văn bản"
        verbose_name_plural = "điều, mục của văn bản"
        constraints = [
            models.CheckConstraint(
                name="documents_namedclause_says_something",
                condition=~Q(heading="", text=""),
                violation_error_message="Ghi nội dung hoặc tên của mục.",
            )
        ]


class NamedBasis(NamedPart):
    """A legal basis: a known document in a role, or a line as it was written."""

    class Role(models.TextChoices):
        BASIS = "basis", "Căn cứ"
        CARRIES_OUT = "carries_out", "Thực hiện"

    known = models.ForeignKey(
        KnownDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )
    role = models.CharField("vai trò", max_length=12, choices=Role.choices, default=Role.BASIS)
    as_written = models.CharField("ghi như sau", max_length=900, blank=True)
    history = HistoricalRecords()

    class Meta(NamedPart.Meta):
        verbose_name = "căn cứ của văn bản"
        verbose_name_plural = "căn cứ của văn bản"
        constraints = [
            models.CheckConstraint(
                name="documents_namedbasis_names_something",
                condition=Q(known__isnull=False) | ~Q(as_written=""),
                violation_error_message="Ghi căn cứ.",
            )
        ]

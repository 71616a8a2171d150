"""Numbers, mandates, the issue road and what was sent to whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.models.files import FrozenPaper
from documents.models.known import DocumentType, KnownDocument
from organisations.models import Dated, DatedQuerySet, Official, Scoped, ScopedQuerySet, Unit
from workflow.codes import new_code
from workflow.models import Item


class DatedScopedQuerySet(DatedQuerySet, ScopedQuerySet):
    """Dated rows that belong to a unit."""


class NumberSeries(Dated, Scoped):
    """Where a unit's numbers of one document type come from (NĐ 30/2020 Đ.15).

    ``external``: văn thư types the number that the office's own register gave. ``portal``: the unit
    declared the portal to be its register, the next number is given under a lock.
    """

    class Mode(models.TextChoices):
        EXTERNAL = "external", "Sổ của cơ quan, văn thư gõ số"
        PORTAL = "portal", "Cổng là sổ, số tự tăng"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    document_type = models.ForeignKey(DocumentType, models.PROTECT, verbose_name="loại văn bản")
    symbol = models.CharField("ký hiệu", max_length=40)
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.EXTERNAL)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "dãy số văn bản"
        verbose_name_plural = "dãy số văn bản"
        ordering = ["unit_id", "symbol"]


class SigningMandate(Dated, Scoped):
    """Who signs for a unit in which capacity, on which ground (NĐ 30/2020 Đ.13)."""

    class Capacity(models.TextChoices):
        COLLECTIVE = "TM", "TM. (thay mặt tập thể)"
        OWN = "OWN", "Thẩm quyền của người đứng đầu"
        DEPUTY = "KT", "KT. (ký thay)"
        ACTING = "Q", "Q. (quyền)"
        BY_ORDER = "TL", "TL. (thừa lệnh)"
        AUTHORISED = "TUQ", "TUQ. (thừa ủy quyền)"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="người ký")
    capacity = models.CharField("tư cách", max_length=4, choices=Capacity.choices)
    title = models.CharField("chức vụ in trên văn bản", max_length=120)
    head_title = models.CharField("chức vụ người đứng đầu", max_length=120, blank=True)
    other_title = models.CharField("chức vụ khác", max_length=120, blank=True)
    types = models.JSONField("chỉ các loại văn bản", default=list, blank=True)
    ground_text = models.CharField("văn bản căn cứ", max_length=300, blank=True)
    ground_key = models.CharField(max_length=80, blank=True)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "thẩm quyền ký"
        verbose_name_plural = "thẩm quyền ký"
        ordering = ["unit_id", "-valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="documents_signingmandate_ground",
                condition=~Q(capacity="TUQ") | ~Q(ground_text=""),
                violation_error_message="Thừa ủy quyền phải có văn bản (NĐ 30/2020, Điều 13).",
            ),
        ]

    def capacity_words(self) -> str:
        """The capacity as a sentence names it: "TUQ.", "của người đứng đầu"."""
        return "của người đứng đầu" if self.capacity == self.Capacity.OWN else f"{self.capacity}."


class IssuedDocument(Item):
    """The issue road of one signed item: number, seal, issue, deliver (NĐ 30/2020 Đ.18.1)."""

    kind = "issuing"
    code_prefix = "PH"

    class SignedHow(models.TextChoices):
        PEN_SCAN = "pen_scan", "Ký trên giấy, kèm bản quét"
        PEN_KEPT = "pen_kept", "Bản giấy lưu tại văn thư"
        DIGITAL = "digital", "Ký số"

    source_kind = models.CharField(max_length=16)
    source_id = models.BigIntegerField()
    title = models.CharField("trích yếu", max_length=600)
    type_code = models.CharField(max_length=10, blank=True)
    symbol = models.CharField("ký hiệu", max_length=40)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    number_year = models.PositiveIntegerField(null=True, blank=True)
    signed_how = models.CharField("cách ký", max_length=10, choices=SignedHow.choices, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    released_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    known_document = models.OneToOneField(KnownDocument, models.PROTECT, null=True, blank=True, related_name="issued")
    paper = models.OneToOneField(FrozenPaper, models.PROTECT, null=True, blank=True, related_name="issued_document")

    class Meta(Item.Meta):
        verbose_name = "văn bản đi"
        verbose_name_plural = "văn bản đi"
        constraints = [
            *Item.Meta.constraints,
            models.UniqueConstraint(fields=["source_kind", "source_id"], name="documents_issueddocument_one_per_item"),
            models.UniqueConstraint(
                fields=["unit", "symbol", "number", "number_year"],
                condition=Q(number__isnull=False),
                name="documents_issueddocument_number_once",
                violation_error_message="Số này đã cấp cho văn bản khác.",
            ),
            models.CheckConstraint(
                name="documents_issueddocument_date_from_signature",
                condition=Q(issued_on=None) | Q(signed_on=None) | Q(issued_on__gte=F("signed_on")),
                violation_error_message="Ngày văn bản không trước ngày ký.",
            ),
            models.CheckConstraint(
                name="documents_issueddocument_number_with_day",
                condition=Q(number=None, issued_on=None) | Q(number__isnull=False, issued_on__isnull=False),
                violation_error_message="Số và ngày của văn bản đi cùng nhau.",
            ),
        ]


class Delivery(Scoped):
    """Receipt of what was sent: what, by whom, to whom, when, with which hash.

    Append-only (trigger): ``received_at`` and ``received_by`` are filled once, by the receiver.
    """

    class State(models.TextChoices):
        SENT = "sent", "Đã gửi"
        BY_HAND = "by_hand", "Gửi ngoài cổng"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị gửi")
    code = models.CharField("mã biên nhận", max_length=12, unique=True, editable=False)
    issued_document = models.ForeignKey(IssuedDocument, models.PROTECT, related_name="deliveries")
    recipient = models.CharField("nơi nhận", max_length=200)
    recipient_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=20, blank=True)
    file_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "biên nhận"
        verbose_name_plural = "biên nhận"
        ordering = ["issued_document_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="documents_delivery_received_with_who",
                condition=Q(received_at=None, received_by=None)
                | Q(received_at__isnull=False, received_by__isnull=False),
            ),
            models.UniqueConstraint(fields=["issued_document", "recipient"], name="documents_delivery_once"),
        ]

    def save(self, *args, **kwargs):
        """Give the receipt its mã on the first save."""
        if not self.code:
            self.code = new_code("BN")
        super().save(*args, **kwargs)

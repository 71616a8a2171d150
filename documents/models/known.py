"""Documents that the portal knows of, and who cites them where."""

from django.db import models
from django.db.models import Q

from organisations.models import Dated, Scoped, ScopedQuerySet, Unit, reachable_units
from workflow.codes import new_code


class DocumentType(Dated):
    """One of the 29 types of NĐ 30/2020, Phụ lục III, Mục I, and of other law; dated data."""

    code = models.CharField("mã", max_length=10)
    name = models.CharField("tên loại", max_length=60)
    abbreviation = models.CharField("chữ viết tắt", max_length=10, blank=True)
    is_product = models.BooleanField("dùng làm sản phẩm của nhiệm vụ", default=False)
    order = models.PositiveIntegerField(default=0)

    class Meta(Dated.Meta):
        verbose_name = "loại văn bản"
        verbose_name_plural = "loại văn bản"
        ordering = ["order", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="documents_documenttype_once"),
        ]

    def __str__(self) -> str:
        return self.name


class KnownDocumentQuerySet(ScopedQuerySet):
    """Documents of public law (no unit) and those of units in reach."""

    def visible_to(self, user):
        """Public documents for everyone signed in; a unit's own only to those who reach the unit."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(unit=None) | Q(unit__in=reachable_units(user)))


class KnownDocument(Scoped):
    """A document, whether received, issued by us or only cited (design section 3).

    ``number_key`` is ``documents.reading.numbers.number_key`` of ``number`` so that ``60-NQ/TU``
    meets ``60/NQ-TU``. ``unit`` is the unit whose document it is, none for public law.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    code = models.CharField("mã", max_length=12, unique=True, editable=False)
    type_name = models.CharField("tên loại", max_length=60)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    number_key = models.CharField(max_length=80, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    subject = models.CharField("trích yếu", max_length=600)
    valid_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    valid_to = models.DateField("hết hiệu lực sau ngày", null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    stage_from = models.PositiveIntegerField("giai đoạn từ năm", null=True, blank=True)
    stage_to = models.PositiveIntegerField("đến năm", null=True, blank=True)
    link = models.URLField("đường dẫn", blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = KnownDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number_key", "issuer", "issued_on"],
                condition=~Q(number_key=""),
                name="documents_knowndocument_once",
                violation_error_message="Văn bản này đã có trong sổ.",
            )
        ]
        indexes = [
            models.Index(fields=["number_key"], name="documents_known_number"),
            models.Index(fields=["-issued_on", "-id"], name="documents_known_newest"),
        ]

    def save(self, *args, **kwargs):
        """Give the document its mã on the first save."""
        if not self.code:
            self.code = new_code("VB")
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.type_name} {self.number}".strip()


class Citation(Scoped):
    """An item or a document cites a document: in which role, at which place, in which footnote."""

    class Role(models.TextChoices):
        BASIS = "basis", "Căn cứ"
        CARRIES_OUT = "carries_out", "Thực hiện"
        REPLACES = "replaces", "Thay thế"
        AMENDS = "amends", "Sửa đổi, bổ sung"
        REFERS = "refers", "Dẫn chiếu"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    document = models.ForeignKey(KnownDocument, models.PROTECT, related_name="cited_in", verbose_name="văn bản")
    role = models.CharField("vai trò", max_length=12, choices=Role.choices)
    place = models.CharField("chỗ viện dẫn", max_length=80, blank=True)
    key = models.CharField("khóa trong văn", max_length=40, blank=True)
    footnote = models.BooleanField("ở chú thích chân trang", default=False)
    short_name = models.CharField("sau đây gọi tắt là", max_length=120, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "viện dẫn"
        verbose_name_plural = "viện dẫn"
        ordering = ["kind", "object_id", "order", "id"]
        indexes = [models.Index(fields=["kind", "object_id"], name="documents_citation_item")]

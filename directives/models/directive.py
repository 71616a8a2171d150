"""A document that gives work, as one register holds it, and the lines that say to whom it goes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.letters import AS_ABOVE
from documents.models import IssuedDocument, KnownDocument, SigningMandate
from organisations.models import Dated, Scoped, ScopedQuerySet, Subject, Unit, reachable_units
from workflow.codes import new_code


class AddresseeGroup(Dated):
    """A group of addressees as papers name it ("UBND các xã, thị trấn"), expanded by the day of the paper.

    kinds: kinds of units; below: the units meant stand directly below the issuer's area ("area") or are the
    issuer's own rooms and posts ("own"); through names the office by whose hand it goes.
    """

    class Below(models.TextChoices):
        AREA = "area", "trong địa bàn của cơ quan ban hành"
        OWN = "own", "bộ phận, chức danh của cơ quan ban hành"

    code = models.SlugField("mã", max_length=30)
    name = models.CharField("tên nhóm", max_length=200)
    kinds = models.JSONField("loại đơn vị", default=list)
    below = models.CharField("phạm vi", max_length=6, choices=Below.choices, default=Below.AREA)
    order = models.PositiveIntegerField("thứ tự", default=0)

    class Meta(Dated.Meta):
        verbose_name = "nhóm nơi nhận"
        verbose_name_plural = "nhóm nơi nhận"
        ordering = ["order", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="directives_group_once"),
        ]

    def __str__(self) -> str:
        return self.name


class DirectiveQuerySet(ScopedQuerySet):
    """Directives of registers in reach, and those that were sent to a unit in reach."""

    def visible_to(self, user):
        """The register's own people and those above it; every addressee once it has been sent out."""
        units = reachable_units(user, Subject.PLAN)
        sent = Q(sent_out_at__isnull=False, receipts__addressee__in=units)
        return self.filter(Q(unit__in=units) | Q(pk__in=self.model.objects.filter(sent).values("pk")))


class Directive(Scoped):
    """A văn bản giao việc in the register of ``unit``: received from outside, or issued by the unit itself.

    The head of the document (type, number, issuer, day, trích yếu, stage, validity, what replaced it) is its
    ``KnownDocument``; here stands what the reader of the paper needs besides. One row per document and register.
    """

    class Direction(models.TextChoices):
        RECEIVED = "received", "Văn bản đến"
        ISSUED = "issued", "Văn bản do đơn vị ban hành"

    scope_subject = Subject.PLAN

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    code = models.CharField("mã", max_length=12, unique=True, editable=False)
    document = models.ForeignKey(KnownDocument, models.PROTECT, related_name="+", verbose_name="văn bản")
    issued_document = models.OneToOneField(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    direction = models.CharField("chiều", max_length=8, choices=Direction.choices, default=Direction.RECEIVED)
    issuing_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan ban hành trên cổng"
    )
    place_name = models.CharField("địa danh", max_length=100, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signer_capacity = models.CharField("tư cách ký", max_length=4, choices=SigningMandate.Capacity.choices, blank=True)
    archive_text = models.CharField("nơi lưu", max_length=120, blank=True)
    received_on = models.DateField("ngày đến", null=True, blank=True)
    received_number = models.CharField("số đến", max_length=20, blank=True)
    sent_out_at = models.DateTimeField("gửi các nơi nhận lúc", null=True, blank=True, editable=False)
    sent_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_on = models.DateField("thu hồi, bãi bỏ từ ngày", null=True, blank=True)
    withdrawn_text = models.CharField("văn bản thu hồi, lý do", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField("nhập lúc", editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    is_demo = models.BooleanField("dữ liệu trình diễn", default=False)

    kind = "directive"

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản giao việc"
        verbose_name_plural = "văn bản giao việc"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "document"],
                name="directives_directive_once",
                violation_error_message="Văn bản này đã có trong sổ văn bản giao việc của đơn vị.",
            ),
            models.CheckConstraint(
                name="directives_directive_sent_with_who",
                condition=Q(sent_out_at=None, sent_out_by=None)
                | Q(sent_out_at__isnull=False, sent_out_by__isnull=False),
            ),
            models.CheckConstraint(
                name="directives_directive_withdrawn_has_reason",
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_text=""),
                violation_error_message="Ghi văn bản thu hồi hoặc lý do.",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="directives_newest")]

    def save(self, *args, **kwargs):
        """Give the directive its mã on the first save."""
        if not self.code:
            self.code = new_code("GV")
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return str(self.document)


class Recipient(Scoped):
    """A line of "Kính gửi" or "Nơi nhận" as printed: a unit, a group, or words outside the portal."""

    class Block(models.TextChoices):
        ADDRESSED = "addressed", "Kính gửi"
        COPIED = "copied", "Nơi nhận"

    class Purpose(models.TextChoices):
        NONE = "", "–"
        CARRY_OUT = "carry_out", "thực hiện"
        REPORT = "report", "báo cáo"
        DIRECT = "direct", "chỉ đạo"
        COORDINATE = "coordinate", "phối hợp"
        KNOW = "know", "để biết"

    class Channel(models.TextChoices):
        ELECTRONIC = "electronic", "điện tử"
        PAPER = "paper", "giấy"

    unit_lookup = "directive__unit"
    scope_subject = Subject.PLAN

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="recipients")
    block = models.CharField("khối", max_length=10, choices=Block.choices, default=Block.ADDRESSED)
    order = models.PositiveIntegerField("thứ tự", default=0)
    name = models.CharField("nơi nhận, như đã in", max_length=200)
    group = models.ForeignKey(
        AddresseeGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhóm"
    )
    named_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    purpose = models.CharField("để", max_length=12, choices=Purpose.choices, blank=True)
    channel = models.CharField("cách gửi", max_length=12, choices=Channel.choices, default=Channel.ELECTRONIC)

    class Meta:
        verbose_name = "nơi nhận văn bản giao việc"
        verbose_name_plural = "nơi nhận văn bản giao việc"
        ordering = ["directive_id", "block", "order", "id"]

    @property
    def is_outside(self) -> bool:
        """Whether the line names somebody who has no desk on the portal; "Như trên" names the addressees above."""
        return self.group_id is None and self.named_unit_id is None and self.name.strip(" ;.") != AS_ABOVE

"""Units over time, what became of them, and who reviews whom on which subject."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from organisations.models.checking import AtHand
from organisations.models.reach import Subject


class DatedQuerySet(models.QuerySet):
    """Rows that hold from a day to a day, both inclusive."""

    def on(self, day: date):
        """Rows that hold on ``day``."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


class Dated(AtHand):
    """A row of law or organisation that holds from a day to a day (design section 5)."""

    valid_from = models.DateField("có hiệu lực từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_dates_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            )
        ]

    def holds_on(self, day: date) -> bool:
        """Whether the row holds on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Unit(Dated):
    """An administrative unit, agency, room or body; levels and names are data.

    A commune, its People's Committee and its seal are one row here: what the committee issues is
    headed by ``issuer_name``. Rooms and posts of a commune are rows below it.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province", "Tỉnh, thành phố trực thuộc trung ương"
        DISTRICT = "district", "Huyện, quận, thị xã"
        COMMUNE = "commune", "Xã"
        WARD = "ward", "Phường"
        TOWNSHIP = "township", "Thị trấn"
        SPECIAL_ZONE = "special_zone", "Đặc khu"
        DEPARTMENT = "department", "Sở, ban, ngành"
        DIVISION = "division", "Phòng chuyên môn"
        OFFICE = "office", "Văn phòng, trung tâm, bộ phận"
        POST = "post", "Chức danh chuyên môn"
        BODY = "body", "Ban chỉ đạo, tổ, hội đồng"

    class Regime(models.TextChoices):
        COLLECTIVE = "collective", "Tập thể (TM.)"
        HEAD = "head", "Thủ trưởng"

    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    code = models.SlugField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=200)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc"
    )
    issuer_name = models.CharField("tên cơ quan ban hành", max_length=200, blank=True)
    issuer_short = models.CharField("tên viết gọn trong câu", max_length=120, blank=True)
    superior_name = models.CharField("cơ quan chủ quản trực tiếp", max_length=200, blank=True)
    abbreviation = models.CharField("chữ viết tắt trong ký hiệu", max_length=20, blank=True)
    place_name = models.CharField("địa danh", max_length=100, blank=True)
    regime = models.CharField("chế độ làm việc", max_length=12, choices=Regime.choices, default=Regime.COLLECTIVE)
    head_title = models.CharField("chức danh người đứng đầu", max_length=60, default="Chủ tịch")
    head_phone = models.CharField("điện thoại người đứng đầu", max_length=30, blank=True)
    phone = models.CharField("điện thoại cơ quan", max_length=30, blank=True)
    order = models.PositiveIntegerField("thứ tự", default=0)

    class Meta(Dated.Meta):
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["order", "name", "id"]

    def __str__(self) -> str:
        return self.name


class UnitSetting(Dated):
    """A dated exception that a unit has decided for itself; printed in the history when used."""

    class Key(models.TextChoices):
        SINGLE_CHECK = "single_check", "Một người kiểm tra cả nội dung và thể thức"
        SAME_PERSON = "same_person", "Người soạn được tự ký, tự kết luận"
        PORTAL_REGISTER = "portal_register", "Cổng là sổ đăng ký văn bản đi của đơn vị"
        SHARED_COMPUTER = "shared_computer", "Máy dùng chung, không lưu bản nháp trên máy"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="settings", verbose_name="đơn vị")
    key = models.CharField("thiết lập", max_length=20, choices=Key.choices)
    reason = models.CharField("căn cứ, lý do", max_length=300)

    class Meta(Dated.Meta):
        verbose_name = "thiết lập của đơn vị"
        verbose_name_plural = "thiết lập của đơn vị"
        ordering = ["unit_id", "key", "-valid_from"]


class Succession(models.Model):
    """``successor`` took over from ``predecessor`` on a day, by a document.

    Documents stay with the unit that issued them; the successor sees and answers for them.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "Sáp nhập"
        SPLIT = "split", "Chia tách"
        RENAME = "rename", "Đổi tên"
        DISSOLVE = "dissolve", "Giải thể, chuyển giao"

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_out", verbose_name="đơn vị cũ")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_in", verbose_name="đơn vị kế thừa")
    kind = models.CharField("hình thức", max_length=12, choices=Kind.choices)
    effective_on = models.DateField("từ ngày")
    ground_text = models.CharField("văn bản căn cứ", max_length=300)
    ground_key = models.CharField("khóa số văn bản căn cứ", max_length=80, blank=True)

    class Meta:
        verbose_name = "kế thừa"
        verbose_name_plural = "kế thừa"
        ordering = ["effective_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "effective_on"],
                name="organisations_succession_once",
                violation_error_message="Việc kế thừa này đã được ghi.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="organisations_succession_of_another",
                violation_error_message="Đơn vị không kế thừa chính mình.",
            ),
        ]


class ReviewRelation(Dated):
    """Which authority reviews a unit's items of a subject, from a day to a day: never the parent as such."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reviewed_by", verbose_name="đơn vị")
    authority = models.ForeignKey(Unit, models.PROTECT, related_name="reviews", verbose_name="cơ quan theo dõi")
    subject = models.CharField("nội dung", max_length=12, choices=Subject.choices)

    class Meta(Dated.Meta):
        verbose_name = "quan hệ theo dõi"
        verbose_name_plural = "quan hệ theo dõi"
        ordering = ["unit_id", "subject", "-valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "authority", "subject", "valid_from"],
                name="organisations_reviewrelation_once",
                violation_error_message="Quan hệ theo dõi này đã có từ ngày đó.",
            ),
        ]

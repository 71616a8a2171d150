"""The areas of plans and the programmes that tasks count under, as dated data; nothing in the code names one.

A further programme with areas of its own (domain 4.2: Bắc Kạn adds "nâng cao năng lực cạnh tranh") is one more
template; the headings of a programme that cut across the areas (seed 004, item 16: "03 nhiệm vụ trọng tâm") are tags.
How sure each row is: docs/decisions/016-programmes-and-tags.md.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from documents.models import KnownDocument
from documents.reading.numbers import number_key
from plans.models import Area, PlanTemplate, Programme, Tag


@dataclass(frozen=True)
class AreaRow:
    """An area as reference data."""

    code: str
    name: str
    short_name: str
    required: bool = True


@dataclass(frozen=True)
class TemplateRow:
    """A template with its areas in their order; both days inclusive."""

    name: str
    ground_text: str
    valid_from: date
    valid_to: date | None
    areas: tuple[AreaRow, ...]


# Nghị quyết 76/NQ-CP ngày 15/7/2021: sáu nội dung của Chương trình tổng thể giai đoạn 2021 - 2030.
PAR_2021_2030 = TemplateRow(
    name="Kế hoạch cải cách hành chính năm, giai đoạn 2021 - 2030",
    ground_text="Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
    valid_from=date(2021, 7, 15),
    valid_to=date(2030, 12, 31),
    areas=(
        AreaRow("CD", "Công tác chỉ đạo, điều hành, thông tin tuyên truyền và kiểm tra", "Chỉ đạo, điều hành"),
        AreaRow("TC", "Cải cách thể chế", "Thể chế"),
        AreaRow("TTHC", "Cải cách thủ tục hành chính", "Thủ tục hành chính"),
        AreaRow("TCBM", "Cải cách tổ chức bộ máy", "Tổ chức bộ máy"),
        AreaRow("CV", "Cải cách chế độ công vụ", "Chế độ công vụ"),
        AreaRow("TCC", "Cải cách tài chính công", "Tài chính công"),
        AreaRow("CQS", "Xây dựng và phát triển Chính quyền điện tử, Chính quyền số", "Chính quyền số"),
    ),
)
TEMPLATES = (PAR_2021_2030,)


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme with its headings (code, name) in their order. number: of the document that sets it."""

    code: str
    name: str
    number: str
    valid_from: date
    valid_to: date | None
    tags: tuple[tuple[str, str], ...]


PROGRAMMES = (
    ProgrammeRow(
        "nq76",
        "Ba trọng tâm của Chương trình tổng thể CCHC 2021 - 2030",
        "76/NQ-CP",
        date(2021, 7, 15),
        date(2030, 12, 31),
        (
            ("the-che", "Thể chế và tổ chức thi hành pháp luật"),
            ("can-bo", "Đội ngũ cán bộ, công chức, viên chức và chính sách tiền lương"),
            ("so", "Chính quyền điện tử, Chính quyền số"),
        ),
    ),
    ProgrammeRow(
        "tinh",
        "Ba trọng tâm của Chương trình hành động của tỉnh 2021 - 2025",
        "1814/QĐ-UBND",
        date(2021, 9, 30),
        date(2025, 12, 31),
        (
            ("tthc", "Cải cách thủ tục hành chính"),
            ("chat-luong", "Chất lượng đội ngũ cán bộ, công chức, viên chức"),
            ("dien-tu", "Xây dựng chính quyền điện tử"),
        ),
    ),
    ProgrammeRow(
        "da468",
        "Đề án đổi mới cơ chế một cửa, một cửa liên thông",
        "468/QĐ-TTg",
        date(2021, 3, 27),
        date(2025, 12, 31),
        (
            ("mot-cua", "Bộ phận Một cửa"),
            ("so-hoa", "Số hóa hồ sơ, kết quả giải quyết"),
            ("nhan-dien", "Bộ nhận diện thương hiệu"),
        ),
    ),
)


def load() -> None:
    """Write the reference templates and programmes; rows that an administrator has added stay as they are."""
    with transaction.atomic():
        _load_templates()
        _load_programmes()


def _load_programmes() -> None:
    keys = {row.code: number_key(row.number) for row in PROGRAMMES}
    known = {
        document.number_key: document
        for document in KnownDocument.objects.filter(unit=None, number_key__in=keys.values())
    }
    for order, row in enumerate(PROGRAMMES, start=1):
        programme, _ = Programme.objects.update_or_create(
            code=row.code,
            valid_from=row.valid_from,
            defaults={
                "name": row.name,
                "valid_to": row.valid_to,
                "document": known.get(keys[row.code]),
                "order": order,
            },
        )
        for place, (code, name) in enumerate(row.tags, start=1):
            Tag.objects.update_or_create(programme=programme, code=code, defaults={"name": name, "order": place})


def _load_templates() -> None:
    for row in TEMPLATES:
        template, _ = PlanTemplate.objects.update_or_create(
            name=row.name,
            valid_from=row.valid_from,
            unit=None,
            defaults={"ground_text": row.ground_text, "valid_to": row.valid_to},
        )
        for order, area in enumerate(row.areas, start=1):
            Area.objects.update_or_create(
                template=template,
                code=area.code,
                defaults={
                    "name": area.name,
                    "short_name": area.short_name,
                    "required": area.required,
                    "order": order,
                },
            )

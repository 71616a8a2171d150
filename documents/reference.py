"""The 29 types of administrative documents as dated rows (NĐ 30/2020/NĐ-CP, Phụ lục III, Mục I)."""

from datetime import date

from documents.models import DocumentType

IN_FORCE = date(2020, 3, 5)

# (code, name, abbreviation printed in the symbol, whether a task may name it as its product)
TYPES: tuple[tuple[str, str, str, bool], ...] = (
    ("NQ", "Nghị quyết", "NQ", True),
    ("QĐ", "Quyết định", "QĐ", True),
    ("CT", "Chỉ thị", "CT", True),
    ("QC", "Quy chế", "QC", True),
    ("QyĐ", "Quy định", "QyĐ", True),
    ("TC", "Thông cáo", "TC", False),
    ("TB", "Thông báo", "TB", True),
    ("HD", "Hướng dẫn", "HD", True),
    ("CTr", "Chương trình", "CTr", True),
    ("KH", "Kế hoạch", "KH", True),
    ("PA", "Phương án", "PA", True),
    ("ĐA", "Đề án", "ĐA", True),
    ("DA", "Dự án", "DA", True),
    ("BC", "Báo cáo", "BC", True),
    ("BB", "Biên bản", "BB", True),
    ("TTr", "Tờ trình", "TTr", True),
    ("HĐ", "Hợp đồng", "HĐ", True),
    ("CĐ", "Công điện", "CĐ", False),
    ("BGN", "Bản ghi nhớ", "BGN", False),
    ("BTT", "Bản thỏa thuận", "BTT", False),
    ("GUQ", "Giấy ủy quyền", "GUQ", False),
    ("GM", "Giấy mời", "GM", False),
    ("GGT", "Giấy giới thiệu", "GGT", False),
    ("GNP", "Giấy nghỉ phép", "GNP", False),
    ("PG", "Phiếu gửi", "PG", False),
    ("PC", "Phiếu chuyển", "PC", False),
    ("PB", "Phiếu báo", "PB", False),
    ("CV", "Công văn", "", True),
    ("ThC", "Thư công", "", False),
)


def load() -> int:
    """Write or refresh the 29 types; returns how many rows were written anew."""
    fresh = 0
    for order, (code, name, abbreviation, is_product) in enumerate(TYPES, start=1):
        _, created = DocumentType.objects.update_or_create(
            code=code,
            valid_from=IN_FORCE,
            defaults={"name": name, "abbreviation": abbreviation, "is_product": is_product, "order": order},
        )
        fresh += created
    return fresh

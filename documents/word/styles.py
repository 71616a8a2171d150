"""The styles of a Word paper: the measures of static/css/paper.css under names that Word shows in its list."""

from dataclasses import dataclass

from documents.layout.parts import PaperStyle
from documents.word.markup import element, mm, properties, spacing, twips, val

# Word's own name of the typeface: docs/decisions/020-papers-in-word.md.
TYPEFACE = "Times New Roman"
METRIC_TWIN = "Liberation Serif"
LANGUAGE = "vi-VN"
SINGLE = 240
# 1.2 em of the style sheet; as a least height, since a multiple of single spacing (1.15 em) is rounded and drifts.
TIGHT = 1.2
TABLE_STYLE = "BangSoLieu"
# Points beside the words of a cell: 3 and half of its rule.
CELL_SIDE = 3.25


@dataclass(frozen=True)
class Look:
    """One paragraph style.

    size, before: points; None is the paper's own body size and gap between paragraphs; gaps: before in such
    gaps. line: 240 is single, TIGHT so many times the size, None the paper's own. indent: the first line as the
    body's. sides: mm left and right. exact: fixed line height in points. outline: level in Word's navigation.
    """

    name: str
    size: float | None = None
    bold: bool = False
    italic: bool = False
    align: str = "center"
    before: float = 0
    gaps: int = 0
    line: float | None = TIGHT
    indent: bool = False
    sides: float = 0
    exact: float | None = None
    keep_next: bool = False
    outline: int | None = None
    then: str = ""
    border_pt: float | None = None


def _body(name: str, **more) -> Look:
    return Look(name, **{"align": "both", "gaps": 1, "line": None, "indent": True, **more})


# Built-in names are those of the standard; Word shows them in the reader's language.
LOOKS = {
    "Title": Look("Title", 14, bold=True, before=16, keep_next=True),
    "Heading1": _body(
        "heading 1", bold=True, align="center", gaps=2, indent=False, keep_next=True, outline=0, then="DoanVan"
    ),
    "Heading2": _body("heading 2", bold=True, keep_next=True, outline=1, then="DoanVan"),
    "Heading3": _body("heading 3", bold=True, keep_next=True, outline=2, then="DoanVan"),
    "Diem": _body("Điểm"),
    "DoanVan": _body("Đoạn văn"),
    "CanCu": _body("Căn cứ", italic=True),
    "GachDauDong": _body("Gạch đầu dòng"),
    "DongQuyetDinh": _body(
        "Dòng quyết định", bold=True, align="center", gaps=0, before=12, indent=False, keep_next=True
    ),
    "CoQuanChuQuan": Look("Cơ quan chủ quản", 12),
    "CoQuanBanHanh": Look("Cơ quan ban hành", 12, bold=True),
    "QuocHieu": Look("Quốc hiệu", 12, bold=True),
    "TieuNgu": Look("Tiêu ngữ", 13, bold=True),
    "DuongKe": Look("Đường kẻ", 1, before=2, exact=1, border_pt=0.75),
    "SoKyHieu": Look("Số, ký hiệu", 13, before=8),
    "DiaDanhNgay": Look("Địa danh, ngày", 13, italic=True, before=8),
    "TrichYeuCongVan": Look("Trích yếu công văn", 12, before=6, sides=4),
    "DauMucDo": Look("Dấu mức độ", 13, bold=True, before=8, line=SINGLE),
    "KinhGui": Look("Kính gửi", before=16, line=None),
    "TenPhuLuc": Look("Tên phụ lục", 14, bold=True, keep_next=True, outline=0),
    "KemTheo": Look("Kèm theo", italic=True, line=None, keep_next=True),
    "Caption": Look("caption", 12, bold=True, keep_next=True),
    "DonViTinh": _body("Đơn vị tính", size=12, italic=True, align="right", indent=False, keep_next=True),
    "DauBang": Look("Đầu bảng", 12, bold=True, keep_next=True),
    "SoCot": Look("Số cột", 12, italic=True, keep_next=True),
    "OBang": Look("Ô bảng", 12, align="left"),
    "NhomBang": Look("Nhóm trong bảng", 12, bold=True, align="left", keep_next=True),
    "NoiNhan": Look("Nơi nhận", 12, bold=True, italic=True, align="left", exact=16.8, keep_next=True),
    "DongNoiNhan": Look("Dòng nơi nhận", 11, align="left", keep_next=True),
    "QuyenHanChucVu": Look("Quyền hạn, chức vụ", 14, bold=True, keep_next=True),
    "NguoiKy": Look("Người ký", 14, bold=True, keep_next=True),
    "ChuyenPhan": Look("Chuyển phần", 1, exact=1),
    "KeChuThich": Look("Kẻ trên chú thích", 1, before=8, exact=4, border_pt=0.5),
    "FootnoteText": Look("footnote text", 11, align="both", line=SINGLE),
    "Header": Look("header", 13, line=SINGLE),
    "Footer": Look("footer", 11),
}


def styles_xml(style: PaperStyle) -> str:
    """Return what stands in word/styles.xml for a paper's own measures."""
    rows = (_paragraph_style(key, look, style) for key, look in LOOKS.items())
    return "".join((_defaults(style), _normal(), _note_call(), _plain_table(), _grid(), *rows))


def border(name: str, points: float, *, colour: str = "000000", space: int = 0) -> str:
    """Return one single line of a border; space in points between it and the words."""
    return element(name, {"w:val": "single", "w:sz": round(points * 8), "w:space": space, "w:color": colour})


def _run(look: Look) -> str:
    return properties(
        "w:rPr",
        *([val("w:sz", round(look.size * 2)), val("w:szCs", round(look.size * 2))] if look.size else []),
        *([element("w:b"), element("w:bCs")] if look.bold else []),
        *([element("w:i"), element("w:iCs")] if look.italic else []),
    )


def _defaults(style: PaperStyle) -> str:
    fonts = element("w:rFonts", {f"w:{script}": TYPEFACE for script in ("ascii", "hAnsi", "eastAsia", "cs")})
    size = [val("w:sz", style.body_pt * 2), val("w:szCs", style.body_pt * 2)]
    language = element("w:lang", {"w:val": LANGUAGE, "w:eastAsia": LANGUAGE, "w:bidi": "ar-SA"})
    run = element("w:rPrDefault", None, properties("w:rPr", fonts, *size, language))
    return element("w:docDefaults", None, run, element("w:pPrDefault"))


def _normal() -> str:
    head = {"w:type": "paragraph", "w:default": 1, "w:styleId": "Normal"}
    return element("w:style", head, val("w:name", "Normal"), element("w:qFormat"))


def _note_call() -> str:
    head = {"w:type": "character", "w:styleId": "FootnoteReference"}
    raised = properties("w:rPr", val("w:vertAlign", "superscript"))
    return element("w:style", head, val("w:name", "footnote reference"), raised)


def _plain_table() -> str:
    head = {"w:type": "table", "w:default": 1, "w:styleId": "TableNormal"}
    return element("w:style", head, val("w:name", "Normal Table"), properties("w:tblPr", cell_margins(0, 0)))


def _grid() -> str:
    edges = [border(f"w:{edge}", 0.5) for edge in ("top", "left", "bottom", "right", "insideH", "insideV")]
    table = properties("w:tblPr", element("w:tblBorders", None, *edges), cell_margins(2, CELL_SIDE))
    head = {"w:type": "table", "w:customStyle": 1, "w:styleId": TABLE_STYLE}
    return element("w:style", head, val("w:name", "Bảng số liệu"), val("w:basedOn", "TableNormal"), table)


def cell_margins(upright: float, across: float) -> str:
    """Return the space inside cells in points: above and below, left and right."""
    sizes = {"top": upright, "left": across, "bottom": upright, "right": across}
    margins = [element(f"w:{edge}", {"w:w": twips(size), "w:type": "dxa"}) for edge, size in sizes.items()]
    return element("w:tblCellMar", None, *margins)


def _paragraph_style(key: str, look: Look, style: PaperStyle) -> str:
    custom = {"w:customStyle": 1} if not look.name[0].islower() and key != "Title" else {}
    head = {"w:type": "paragraph", **custom, "w:styleId": key}
    parts = [val("w:name", look.name), val("w:basedOn", "Normal")]
    parts += [val("w:next", look.then)] if look.then else []
    parts.append(element("w:qFormat"))
    return element("w:style", head, *parts, _paragraph(look, style), _run(look))


def _paragraph(look: Look, style: PaperStyle) -> str:
    tight = (look.size or style.body_pt) * TIGHT if look.line == TIGHT else None
    line = round(look.line or SINGLE * style.line_percent / 100)
    before = look.before or look.gaps * style.gap_pt
    sides = twips(mm(look.sides))
    indent = {"w:left": sides, "w:right": sides} if sides else {}
    if look.indent:
        indent["w:firstLine"] = twips(mm(style.indent_cm100 / 10))
    return properties(
        "w:pPr",
        element("w:keepNext") if look.keep_next else "",
        element("w:pBdr", None, border("w:top", look.border_pt)) if look.border_pt else "",
        spacing(before=before, after=0, line=line, exact=look.exact, least=tight),
        element("w:ind", indent) if indent else "",
        val("w:jc", look.align),
        "" if look.outline is None else val("w:outlineLvl", look.outline),
    )

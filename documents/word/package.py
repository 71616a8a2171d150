"""The parts of a .docx file and the file itself (ECMA-376, part 2)."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from documents.layout.parts import PaperStyle
from documents.word.flow import Line
from documents.word.markup import element, properties, val, words
from documents.word.runs import plain
from documents.word.sections import BLANK, CONTACT, NO_CONTACT, NUMBER
from documents.word.styles import LANGUAGE, METRIC_TWIN, TYPEFACE, styles_xml

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The first moment a zip entry can name: no clock in the file.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
OFFICIAL_IS_PDF = "Bản Word lập từ nội dung đã ban hành. Bản chính thức là tệp PDF lưu trên cổng."
DRAFT = "Bản dự thảo."
# Word asks for these two before the first footnote.
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


@dataclass(frozen=True)
class Content:
    """What a paper fills the parts with; the texts are elements of WordprocessingML."""

    title: str
    author: str
    issued: bool
    style: PaperStyle
    document: str
    notes: Sequence[str]
    number: str
    blank: str
    contact: str
    no_contact: str


@dataclass(frozen=True)
class _Part:
    """One part beside the document: its id, name, kind of relation, and what it holds."""

    id: str
    name: str
    kind: str
    xml: str


def packed(content: Content) -> bytes:
    """Return the file: entries in a fixed order, without times."""
    parts = _parts(content)
    files = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relationships(
            ("rIdDocument", f"{RELATIONS}/officeDocument", "word/document.xml"),
            ("rIdCore", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(content),
        "word/_rels/document.xml.rels": _relationships(
            *((part.id, f"{RELATIONS}/{part.kind}", f"{part.name}.xml") for part in parts)
        ),
        "word/document.xml": _root("w:document", element("w:body", None, content.document)),
    }
    files |= {f"word/{part.name}.xml": part.xml for part in parts}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, date_time=_NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, _START + text, compresslevel=6)
    return file.getvalue()


def _parts(content: Content) -> list[_Part]:
    parts = [
        _Part("rIdStyles", "styles", "styles", _root("w:styles", styles_xml(content.style))),
        _Part("rIdSettings", "settings", "settings", _settings()),
        _Part("rIdFonts", "fontTable", "fontTable", _fonts()),
        _Part("rIdNotes", "footnotes", "footnotes", _footnotes(content.notes)),
        _Part(NUMBER, "header1", "header", _root("w:hdr", content.number)),
        _Part(BLANK, "header2", "header", _root("w:hdr", content.blank)),
    ]
    if content.contact:
        parts.append(_Part(CONTACT, "footer1", "footer", _root("w:ftr", content.contact)))
        parts.append(_Part(NO_CONTACT, "footer2", "footer", _root("w:ftr", content.no_contact)))
    return parts


def _root(name: str, *children: str) -> str:
    return element(name, {"xmlns:w": MAIN, "xmlns:r": RELATIONS}, *children)


def _types(parts: list[_Part]) -> str:
    listed = [("word/document", f"{_WORD_TYPE}.document.main+xml")]
    listed += [(f"word/{part.name}", f"{_WORD_TYPE}.{part.kind}+xml") for part in parts]
    listed.append(("docProps/core", "application/vnd.openxmlformats-package.core-properties+xml"))
    rows = [element("Override", {"PartName": f"/{name}.xml", "ContentType": kind}) for name, kind in listed]
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = [
        element("Default", {"Extension": "rels", "ContentType": relations}),
        element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
    ]
    return element("Types", {"xmlns": f"{_PACKAGE}/content-types"}, *defaults, *rows)


def _relationships(*rows: tuple[str, str, str]) -> str:
    listed = [element("Relationship", {"Id": key, "Type": kind, "Target": target}) for key, kind, target in rows]
    return element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"}, *listed)


def _core(content: Content) -> str:
    spaces = {
        "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    }
    facts = {
        "dc:title": content.title,
        "dc:creator": " ".join(content.author.split()),
        "dc:description": OFFICIAL_IS_PDF if content.issued else DRAFT,
        "dc:language": LANGUAGE,
    }
    return element("cp:coreProperties", spaces, *(element(name, None, words(text)) for name, text in facts.items()))


def _settings() -> str:
    """Word's own layout of 2013 and later, whose tables begin at the margin."""
    mode = {
        "w:name": "compatibilityMode",
        "w:uri": "http://schemas.microsoft.com/office/word",
        "w:val": 15,
    }
    return _root(
        "w:settings",
        val("w:defaultTabStop", 720),
        val("w:characterSpacingControl", "doNotCompress"),
        element("w:footnotePr", None, *(element("w:footnote", {"w:id": key}) for key, _ in _SEPARATORS)),
        element("w:compat", None, element("w:compatSetting", mode)),
        element("w:themeFontLang", {"w:val": LANGUAGE}),
        val("w:decimalSymbol", ","),
        val("w:listSeparator", ";"),
    )


def _fonts() -> str:
    """Where Times New Roman is missing, a typeface of the same widths is asked for."""
    face = [val("w:altName", METRIC_TWIN), val("w:charset", "00"), val("w:family", "roman"), val("w:pitch", "variable")]
    return _root("w:fonts", element("w:font", {"w:name": TYPEFACE}, *face))


def _footnotes(notes: Sequence[str]) -> str:
    """The rule above footnotes is a border as long as the lines; Word's own separator is shorter."""
    rule = Line("KeChuThich").xml()
    rows = [element("w:footnote", {"w:type": kind, "w:id": key}, rule) for key, kind in _SEPARATORS]
    raised = properties("w:rPr", val("w:rStyle", "FootnoteReference"))
    mark = element("w:r", None, raised, element("w:footnoteRef"))
    for key, note in enumerate(notes, start=1):
        rows.append(element("w:footnote", {"w:id": key}, Line("FootnoteText", mark + plain(" ") + note).xml()))
    return _root("w:footnotes", *rows)

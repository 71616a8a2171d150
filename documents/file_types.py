"""What a file is by its content, and whether that is what its name says; its words, where cheap.

Pure functions over bytes: no database, no disk.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader
from pypdf.errors import PyPdfError

MEGABYTE = 1024 * 1024
# Unpacked size at which a zipped document is no document any more.
UNPACKED_AT_MOST = 200 * MEGABYTE
PAGES_READ = 3
NAME_AT_MOST = 120
HINT = "Nhận tệp Word (.docx, .doc), PDF, Excel (.xlsx), ảnh (.png, .jpg), tối đa 20 MB."


@dataclass(frozen=True)
class FileType:
    """A kind of file: what it is called, its endings, its media type, whether a browser shows it."""

    key: str
    name: str
    endings: tuple[str, ...]
    content_type: str
    inline: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES: dict[str, FileType] = {
    row.key: row
    for row in (
        FileType("pdf", "PDF", (".pdf",), "application/pdf", inline=True),
        FileType("docx", "Word", (".docx",), _OFFICE + "wordprocessingml.document"),
        FileType("xlsx", "Excel", (".xlsx",), _OFFICE + "spreadsheetml.sheet"),
        FileType("doc", "Word", (".doc",), "application/msword"),
        FileType("png", "ảnh", (".png",), "image/png", inline=True),
        FileType("jpeg", "ảnh", (".jpg", ".jpeg"), "image/jpeg", inline=True),
    )
}
# Recognised so that the sentence can name them, and refused.
_FOREIGN = {
    "exe": "chương trình chạy",
    "zip": "tệp nén",
    "html": "trang web",
    "svg": "ảnh vẽ SVG",
    "gif": "ảnh GIF",
    "rtf": "văn bản RTF",
    "xls": "Excel đời cũ",
    "macro": "tệp có macro",
    "ole": "tệp Office đời cũ không đọc được",
}
_MAGIC = (
    (b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"MZ", "exe"),
    (b"\x7fELF", "exe"), (b"GIF8", "gif"), (b"{\\rtf", "rtf"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def detect(data: bytes) -> str:
    """The key of what the bytes are: one of TYPES, a foreign kind, or "" when unknown."""
    for magic, key in _MAGIC:
        if data.startswith(magic):
            return key
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    head = data[:1024].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<script")):
        return "html"
    return "svg" if b"<svg" in head else ""


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "zip"
    if unpacked > UNPACKED_AT_MOST or "[Content_Types].xml" not in names:
        return "zip"
    if any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in names):
        return "macro"
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else "zip"


def _compound(data: bytes) -> str:
    """Word or Excel of before 2007, by the name of the stream in the compound file."""
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    return "xls" if "Workbook".encode("utf-16-le") in data else "ole"


def refusal_by_name(name: str, size: int, *, limit: int) -> str | None:
    """Why a file of that name and size is not taken whatever it holds (M18), or None. ``limit`` in bytes."""
    if not size:
        return f"Tệp “{name}” rỗng. Chọn lại tệp."
    if size > limit:
        weight = f"{size / MEGABYTE:.1f}".replace(".", ",")
        return f"Tệp “{name}” nặng {weight} MB. {HINT}"
    return None if _meant(name) else f"Không nhận tệp “{name}”. {HINT}"


def _meant(name: str) -> FileType | None:
    ending = PurePosixPath(name.lower()).suffix
    return next((row for row in TYPES.values() if ending in row.endings), None)


def refusal(name: str, data: bytes, *, limit: int) -> str | None:
    """Why the file is not taken (M18, M19), or None. ``limit`` in bytes."""
    sentence = refusal_by_name(name, len(data), limit=limit)
    meant = _meant(name)
    if sentence or meant is None:
        return sentence
    found = detect(data)
    if found == meant.key:
        return None
    really = TYPES[found].name if found in TYPES else _FOREIGN.get(found, "")
    if found in TYPES and really != "ảnh":
        really = f"tệp {really}"
    if not really:
        return f"Tệp “{name}” hỏng hoặc không phải tệp {meant.name} nên không đọc được. Chọn tệp gốc."
    return f"Tệp “{name}” thực ra là {really} nên không đọc được. Chọn tệp {meant.name} gốc."


def safe_name(name: str) -> str:
    """A file name fit for a header and a disk: no folders, control or reserved signs, NFC, not too long."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    bare = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C")
    bare = re.sub(r'[<>:"|?*;%]+', "-", bare).strip(" .-")
    ending = PurePosixPath(bare).suffix[:10]
    stem = bare[: len(bare) - len(ending)] if ending else bare
    return f"{stem[: NAME_AT_MOST - len(ending)].strip() or 'tep'}{ending.lower()}"


def words(data: bytes) -> str:
    """The words of a PDF's first pages or of a .docx with its headers; "" where there are none to read."""
    kind = detect(data)
    if kind == "pdf":
        return _pdf_words(data)
    return _docx_words(data) if kind == "docx" else ""


def _pdf_words(data: bytes) -> str:
    try:
        reader = PdfReader(io.BytesIO(data))
        return "\n".join(page.extract_text() for page in reader.pages[:PAGES_READ])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        # Scans, encrypted and damaged files have no words to read; the file itself is judged by its magic.
        return ""


def _docx_words(data: bytes) -> str:
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                    found += _paragraphs(archive.read(name))
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, ValueError, KeyError):
        return ""
    return "\n".join(found)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _paragraphs(xml: bytes) -> list[str]:
    found = []
    for paragraph in fromstring(xml).iter(f"{_W}p"):
        parts = [
            node.text or "" if node.tag == f"{_W}t" else "\t"
            for node in paragraph.iter()
            if node.tag in (f"{_W}t", f"{_W}tab")
        ]
        found.append("".join(parts))
    return found

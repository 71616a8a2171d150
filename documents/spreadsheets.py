"""An uploaded workbook opened with care: by content, never by its name; damaged, overgrown and old files in words."""

import re
import zipfile
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from documents.file_types import detect
from organisations.damaged import DAMAGED

MEGABYTE = 1024 * 1024
SIZE_LIMIT = 2 * MEGABYTE
UNPACKED_LIMIT = 20 * MEGABYTE
MOST_MERGED = 10_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}[0-9]+:[A-Z]{1,3}[0-9]+)"')


class Unreadable(Exception):
    """The file cannot be taken at all; sentences say why, each with its place."""

    def __init__(self, *sentences: str):
        self.sentences = list(sentences)
        super().__init__(" ".join(sentences))


def opened(name: str, content: bytes, *, hint: str, unpacked_limit: int = UNPACKED_LIMIT) -> Workbook:
    """The workbook of an uploaded file.

    hint: what to do with a file that is too large inside, as a sentence. Raises Unreadable: no workbook, damaged,
    too large.
    """
    if not content:
        raise Unreadable(f"Tệp “{name}” rỗng. Chọn lại tệp.")
    if len(content) > SIZE_LIMIT:
        raise too_large(name)
    if content.startswith(b"PK") and _unpacked(content) > unpacked_limit:
        raise Unreadable(f"Tệp “{name}” giải nén ra quá lớn nên không đọc. {hint}")
    if (kind := detect(content)) == "macro":
        raise Unreadable(f"Tệp “{name}” có macro nên không nhận. Lưu lại dạng Excel (.xlsx) rồi nhập.")
    if kind == "xls":
        raise Unreadable(f"Tệp “{name}” là Excel đời cũ (.xls). Lưu lại dạng .xlsx rồi nhập.")
    damaged = f"Tệp “{name}” không phải tệp Excel (.xlsx), hoặc đã hỏng, hoặc đặt mật khẩu, nên không đọc được."
    if kind != "xlsx":
        raise Unreadable(damaged)
    try:
        wide = _widest_merged(content)
        book = None if wide else load_workbook(BytesIO(content))
    except DAMAGED as fault:
        raise Unreadable(damaged) from fault
    if book is None:
        raise Unreadable(f"Tệp “{name}” có vùng gộp ô quá rộng ({wide}). Bỏ gộp ô rồi nhập lại.")
    return book


def too_large(name: str) -> Unreadable:
    """What is said of a file over SIZE_LIMIT, also before it is read."""
    return Unreadable(f"Tệp “{name}” lớn hơn 2 MB. Bỏ hình ảnh, trang tính không dùng rồi nhập lại.")


def _unpacked(content: bytes) -> int:
    """How large the parts say they are; the parser reads no more of a part than that."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return 0


def _widest_merged(content: bytes) -> str:
    """A merged area of too many cells, for each of which the parser would make a cell; "" where there is none."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for part in parts.namelist():
            if not part.startswith("xl/worksheets/"):
                continue
            for found in _MERGED.findall(parts.read(part)):
                left, top, right, bottom = range_boundaries(found.decode())
                if (right - left + 1) * (bottom - top + 1) > MOST_MERGED:
                    return found.decode()
    return ""

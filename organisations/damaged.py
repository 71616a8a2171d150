"""What reading a damaged workbook raises: said once, for every floor that opens one."""

import zipfile
import zlib

from openpyxl.utils.exceptions import InvalidFileException

# What a file that is damaged inside makes openpyxl and the parser of XML say.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, OSError, EOFError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip

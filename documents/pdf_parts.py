"""The parts of a PDF put into bytes once.

pydyf writes a file with an identifier by putting every part into bytes twice: once to write it, once to reckon the
identifier from all of them. A paper with an annex of 1,000 rows has 29,000 parts; the second time was a tenth of
its press (docs/benchmarks.md). The bytes of the file are the same either way.
"""

import zlib
from typing import Any

import pydyf


class _Written(pydyf.Object):
    """A part whose bytes are known."""

    data = b""
    compressible = True

    def __init__(self, part: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation = part.number, part.generation
        self.compressible, self.data = part.compressible, part.data


def write_once(_document: Any, pdf: pydyf.PDF) -> None:
    """Put every part of a finished PDF into bytes: a ``finisher`` of WeasyPrint, which writes the file next."""
    parts = pdf.objects = [part if part.free == "f" else _Written(part) for part in pdf.objects]

    def add_object(part: pydyf.Object) -> None:
        # Knows the list and not the PDF, which would have to know itself then and wait for the cyclic collector.
        part.number = len(parts)
        parts.append(part)
        if isinstance(part, pydyf.Stream):
            _deflate(part)

    pdf.add_object = add_object


def _deflate(stream: pydyf.Stream) -> None:
    """Compress where it stands what pydyf adds while it writes: all small parts as one stream, and where each is."""
    plain = b"\n".join(item if isinstance(item, bytes) else item.encode() for item in stream.stream)
    stream.stream, stream.compress = [zlib.compress(plain, 9)], False
    stream.extra["Filter"] = "/FlateDecode"

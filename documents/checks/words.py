"""Checks of words: days, citations, words of another level."""

import re
from collections.abc import Callable, Iterator, Mapping

from documents.checks.findings import Finding, Known, Spot, finding
from documents.checks.sequences import sequence_findings, typed_mark
from documents.layout.parts import Paper
from documents.reading.citations import CitedDocument, find_citations, issuer_finding, number_finding
from documents.reading.dates import format_date_short, typed_days
from documents.reading.text import fold


def days(texts: list[Spot]) -> Iterator[Finding]:
    """L2: days below 10 and months 1 and 2 take a leading zero, others do not; days exist."""
    for spot in texts:
        for day in typed_days(spot.text):
            if not day.expected:
                yield finding("L2", spot.place, f"Ngày “{day.text}” không có trong lịch.", ref=spot.ref)
            elif day.expected != day.text:
                yield finding(
                    "L2", spot.place,
                    f"“{day.text}” viết là “{day.expected}”: chỉ thêm số 0 trước ngày nhỏ hơn 10 và tháng 1, 2.",
                    ref=spot.ref,
                )  # fmt: skip


def sequences(texts: list[Spot]) -> Iterator[Finding]:
    """L8, L9: typed numbers and letters follow one another, and are not typed over generated ones."""
    typed = [spot for spot in texts if spot.kind in ("heading", "paragraph", "dash")]
    for spot in typed:
        mark = typed_mark(spot.text) if spot.kind == "heading" else None
        if mark:
            shown = spot.text.split()[0]
            code = "L8" if mark[0] == 2 else "L9"
            yield finding(code, spot.place, f"Số thứ tự được đánh tự động. Bỏ “{shown}” đã gõ ở đầu.", ref=spot.ref)
    lines = [None if spot.kind == "heading" else spot.text for spot in typed]
    for index, code, sentence in sequence_findings(lines):
        yield finding(code, typed[index].place, sentence, ref=typed[index].ref)


_SHORT = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"))


def _same_issuer(one: str, other: str) -> bool:
    """Whether two names may be one body: "UBND tỉnh" and "Ủy ban nhân dân tỉnh Lạng Sơn" are."""
    a, b = fold(one), fold(other)
    for long, short in _SHORT:
        a, b = a.replace(long, short), b.replace(long, short)
    return a.startswith(b) or b.startswith(a) or set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())


def _against_registry(cited: CitedDocument, known: Callable, name: str) -> Iterator[str]:
    row = known(cited.key)
    if row is None:
        yield f"{name} chưa có trong danh mục văn bản. Kiểm tra lại số, hoặc thêm vào danh mục."
        return
    day, issuer = row
    if day and cited.date and day != cited.date:
        yield f"{name} ban hành ngày {format_date_short(day)}, đang ghi ngày {format_date_short(cited.date)}."
    compared = issuer and cited.issuer and cited.number and not issuer_finding(cited)
    if compared and not _same_issuer(issuer, cited.issuer):
        yield f"{name} là của {issuer}, đang ghi “của {cited.issuer}”."


def citations(texts: list[Spot], known: Known | None) -> Iterator[Finding]:
    """L11: numbers look right, issuer and day agree with symbol and registry, the first one is complete."""
    ask = known.get if isinstance(known, Mapping) else known
    seen: set[str] = set()
    for spot in texts:
        for cited in find_citations(spot.text):
            name = f"{cited.type_name} {cited.number}".strip()
            sentences = [number_finding(cited), issuer_finding(cited)]
            if ask and not sentences[0]:
                sentences += _against_registry(cited, ask, name)
            incomplete = cited.number and not (cited.date and cited.issuer)
            if cited.key not in seen and incomplete and cited.parts and cited.parts.style != "law":
                sentences.append(f"{name}: lần nhắc đầu tiên ghi đủ ngày và cơ quan ban hành.")
            seen.add(cited.key)
            yield from (finding("L11", spot.place, s, ref=spot.ref) for s in sentences if s)


_LEVEL_WORDS = ("đặc khu", "thị trấn", "phường", "xã")
_OTHER_LEVELS = re.compile(
    r"(?:(?:UBND|Ủy ban nhân dân)\s+)?các\s+(?:xã|phường|huyện|thị trấn)"
    r"(?:,\s+(?:xã|phường|thị trấn|thị xã|thành phố|đặc khu|quận))*|"
    r"(?:trên\s+địa\s+bàn|toàn|của)\s+(?:toàn\s+)?huyện\b"
)
# A superior's own paper or order is rightly "của huyện".
_FROM_ABOVE = re.compile(
    r"(?:chỉ đạo|hướng dẫn|quy định|kế hoạch|văn bản|giao|yêu cầu|nghị quyết)[^.;]{0,40}$", re.IGNORECASE
)


def _without_citations(text: str) -> str:
    """The text with every citation and its subject blanked, same length."""
    for cited in find_citations(text):
        end = cited.end
        if cited.subject and (at := text.find(cited.subject, cited.end)) >= 0:
            end = at + len(cited.subject)
        text = text[: cited.start] + " " * (end - cited.start) + text[end:]
    return text


def other_levels(paper: Paper, texts: list[Spot]) -> Iterator[Finding]:
    """M99: words left from the plan of a higher level, in the paper of a commune."""
    name = f" {paper.issuer.name.lower()} "
    own = next((word for word in _LEVEL_WORDS if f" {word} " in name.replace("\n", " ")), None)
    if own is None:
        return
    for spot in texts:
        text = _without_citations(spot.text)
        for match in _OTHER_LEVELS.finditer(text):
            if "huyện" in match.group() and _FROM_ABOVE.search(text[: match.start()]):
                continue
            whose = "các đơn vị này" if "các" in match.group() else "đơn vị này"
            yield finding(
                "M99", spot.place,
                f"{spot.place} nhắc “{match.group()}”: {whose} không thuộc {own}. "
                "Có thể còn chữ của kế hoạch cấp trên.",
                ref=spot.ref,
            )  # fmt: skip

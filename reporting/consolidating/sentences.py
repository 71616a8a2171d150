"""What the authority's own report says of the totals, place by place of the outline. A sentence stands only where all its
figures are known; the facts are those of ``reporting.queries.snapshots.drawn``."""

from collections.abc import Container

from reporting.narrative.keys import mark, marks

_UNITS = mark("tong:don-vi")


def _total(code: str) -> str:
    return mark(f"tong:{code}")


SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "I.1",
        f"Tổng hợp báo cáo của {_UNITS}: đã hoàn thành {_total('tk.1.1.2')} trên {_total('tk.1.1.1')} nhiệm vụ trong kế "
        f"hoạch cải cách hành chính năm, bằng {_total('tk.1.1.3')}.",
    ),
    ("I.1", f"Chưa có số liệu của {mark('tong:thieu')}."),
    ("I.2", f"Các đơn vị đã ban hành {_total('tk.1.1.4')} văn bản chỉ đạo, điều hành cải cách hành chính trong kỳ."),
    (
        "I.3",
        f"Các đơn vị đã kiểm tra {_total('tk.1.2.1')} cơ quan, đơn vị, bộ phận; phát hiện {_total('tk.1.2.3')} vấn đề, đã "
        f"xử lý xong {_total('tk.1.2.4')} vấn đề.",
    ),
    (
        "II.2.d",
        f"Trong kỳ, {_UNITS} tiếp nhận {_total('tthc.c3')} hồ sơ, trong đó từ kỳ trước chuyển sang {_total('tthc.c6')} hồ "
        f"sơ; đã giải quyết {_total('tthc.c7')} hồ sơ, quá hạn {_total('tthc.c10')} hồ sơ; đang giải quyết "
        f"{_total('tthc.c11')} hồ sơ.",
    ),
    ("II.2.d", f"Tỷ lệ đúng hạn theo cách tính A là {_total('tthc.on_time_a')}, tính lại từ số đếm của các đơn vị."),
    ("II.6.d", f"Tỷ lệ hồ sơ trực tuyến là {_total('tthc.online')}, tính lại từ số đếm của các đơn vị."),
)


def opening(place: str, known: Container[str]) -> str:
    """What a place says before the paragraphs of the units, "" where too little is known. known: keys with words."""
    said = [words for code, words in SENTENCES if code == place and all(key in known for key in marks(words))]
    return " ".join(said)

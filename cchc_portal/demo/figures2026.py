"""What the communes of the invented province counted in 2026, as plain data that ``cchc_portal.demo.counting`` tells.

Of the table of TTHC only what is free is written down: columns (3), (7), (11), (12) follow from the others, so that
no table can disagree with itself. The figures agree with the notes of ``year2026``.
"""

from dataclasses import dataclass
from datetime import date

from indicators.windows import Window
from reporting.periods.windows import Kind, Period, window_of

COMMUNES = ("tan-lap", "dong-tam", "cao-xa")
Q1, H1, Q3 = (
    window_of(Period(2026, kind, number)) for kind, number in ((Kind.QUARTER, 1), (Kind.HALF, 1), (Kind.QUARTER, 3))
)


@dataclass(frozen=True)
class Row:
    """One field of procedures in a window: columns (6), (4), (5), (8), (9), (10), (13) of the table of TTHC."""

    carried: int
    online: int
    direct: int
    early: int
    on_time: int
    late: int
    open_late: int = 0

    def columns(self) -> dict[int, int]:
        """Every column of the table by its number."""
        asked, handled = self.carried + self.online + self.direct, self.early + self.on_time + self.late
        waiting = asked - handled
        return {
            3: asked, 4: self.online, 5: self.direct, 6: self.carried,
            7: handled, 8: self.early, 9: self.on_time, 10: self.late,
            11: waiting, 12: waiting - self.open_late, 13: self.open_late,
        }  # fmt: skip

    def some_days_before(self) -> "Row":
        """What was known when the report had to be written: a little less came in, a little less was done."""
        return Row(
            self.carried, self.online - self.online // 25, self.direct - self.direct // 25,
            self.early - self.early // 20, self.on_time, self.late, self.open_late,
        )  # fmt: skip


@dataclass(frozen=True)
class Round:
    """A window of figures: when it was estimated, settled, and accepted by the authority."""

    window: Window
    estimated: date
    settled: date
    accepted: date


ROUNDS = (
    Round(Q1, date(2026, 3, 10), date(2026, 3, 17), date(2026, 3, 20)),
    Round(H1, date(2026, 6, 10), date(2026, 6, 17), date(2026, 6, 22)),
    Round(Q3, date(2026, 9, 10), date(2026, 9, 16), date(2026, 9, 21)),
)
# Xã Đồng Tâm has not settled quý III yet: its estimate is what there is.
UNSETTLED = {("dong-tam", Q3)}

# fmt: off
TABLE: dict[str, dict[Window, dict[str, Row]]] = {
    "tan-lap": {
        Q1: {"ho-tich": Row(6, 180, 110, 214, 75, 1), "chung-thuc": Row(0, 210, 190, 392, 8, 0),
             "dat-dai": Row(21, 48, 70, 61, 46, 5, 2), "bao-tro-xa-hoi": Row(9, 62, 51, 70, 37, 1),
             "ho-kinh-doanh": Row(3, 66, 24, 70, 17, 0)},
        H1: {"ho-tich": Row(6, 392, 221, 452, 157, 2), "chung-thuc": Row(0, 470, 388, 841, 17, 0),
             "dat-dai": Row(21, 118, 141, 132, 109, 8, 1), "bao-tro-xa-hoi": Row(9, 139, 96, 150, 80, 2),
             "ho-kinh-doanh": Row(3, 150, 46, 158, 35, 0)},
        Q3: {"ho-tich": Row(8, 218, 98, 240, 74, 1), "chung-thuc": Row(0, 262, 190, 445, 7, 0),
             "dat-dai": Row(31, 74, 66, 82, 61, 3, 1), "bao-tro-xa-hoi": Row(12, 83, 44, 86, 41, 1),
             "ho-kinh-doanh": Row(6, 98, 25, 101, 22, 0)},
    },
    "dong-tam": {
        Q1: {"ho-tich": Row(11, 90, 140, 150, 72, 4, 1), "chung-thuc": Row(0, 96, 184, 268, 12, 0),
             "dat-dai": Row(30, 26, 78, 38, 46, 8, 5), "bao-tro-xa-hoi": Row(12, 30, 60, 44, 38, 3, 1),
             "ho-kinh-doanh": Row(4, 24, 22, 30, 12, 1)},
        H1: {"ho-tich": Row(11, 188, 266, 300, 146, 6, 1), "chung-thuc": Row(0, 210, 371, 556, 25, 0),
             "dat-dai": Row(30, 60, 146, 84, 99, 17, 4), "bao-tro-xa-hoi": Row(12, 64, 118, 95, 81, 4, 1),
             "ho-kinh-doanh": Row(4, 52, 44, 66, 25, 2)},
        Q3: {"ho-tich": Row(13, 104, 121, 158, 65, 3), "chung-thuc": Row(0, 122, 170, 281, 11, 0),
             "dat-dai": Row(36, 34, 70, 47, 48, 9, 3), "bao-tro-xa-hoi": Row(14, 36, 50, 49, 37, 2, 1),
             "ho-kinh-doanh": Row(7, 30, 20, 38, 12, 1)},
    },
    "cao-xa": {
        Q1: {"ho-tich": Row(9, 520, 130, 560, 87, 1), "chung-thuc": Row(0, 760, 240, 985, 15, 0),
             "dat-dai": Row(26, 150, 40, 120, 64, 2), "bao-tro-xa-hoi": Row(11, 118, 36, 108, 43, 1),
             "ho-kinh-doanh": Row(8, 262, 30, 262, 28, 0)},
        H1: {"ho-tich": Row(9, 1120, 262, 1190, 188, 2), "chung-thuc": Row(0, 1650, 455, 2070, 35, 0),
             "dat-dai": Row(26, 330, 96, 276, 139, 5, 1), "bao-tro-xa-hoi": Row(11, 262, 70, 236, 91, 3),
             "ho-kinh-doanh": Row(8, 590, 50, 580, 57, 0)},
        Q3: {"ho-tich": Row(11, 598, 118, 622, 93, 1), "chung-thuc": Row(0, 892, 196, 1072, 16, 0),
             "dat-dai": Row(32, 178, 40, 150, 70, 2), "bao-tro-xa-hoi": Row(13, 148, 30, 130, 47, 1),
             "ho-kinh-doanh": Row(11, 312, 22, 306, 28, 0)},
    },
}
# Other rows of the commune's form, each for quý I, 6 tháng, quý III; None: nothing arose.
COUNTS: dict[str, dict[str, tuple[int | None, int | None, int | None]]] = {
    "tan-lap": {
        "tk.1.1.1": (13, 13, 13), "tk.1.1.2": (1, 5, 8), "tk.1.4.1": (None, 187, 104), "tk.1.6": (4, 10, 5),
        "tk.3.1.4": (396, 396, 396), "tk.3.3.1": (3, 7, 4), "tk.3.3.2": (3, 6, 5), "tk.3.5.3": (9, 13, 6),
        "tk.4.1.a": (11, 11, 11), "tk.5.4.a": (None, 4, 5), "tk.6.1.1": (12500, 12500, 12500),
        "tk.6.1.2": (1100, 5900, 9800), "tk.7.1.a": (412, 905, 467), "tk.7.1.b": (408, 899, 467),
        "tk.7.5.3": (1900, 3150, 3760), "tk.7.5.3.m": (5300, 5300, 5300),
    },
    "dong-tam": {
        "tk.1.1.1": (11, 11, 11), "tk.1.1.2": (0, 3, 5), "tk.1.4.1": (None, None, 96), "tk.1.6": (2, 5, None),
        "tk.3.1.4": (396, 396, 396), "tk.3.3.1": (5, 9, 6), "tk.3.3.2": (3, 7, 5), "tk.3.5.3": (11, 22, 12),
        "tk.4.1.a": (9, 9, 9), "tk.5.4.a": (None, 2, 4), "tk.6.1.1": (9800, 9800, 9800),
        "tk.6.1.2": (420, 2900, 5100), "tk.7.1.a": (286, 611, 309), "tk.7.1.b": (201, 468, 264),
        "tk.7.5.3": (700, 1250, 1600), "tk.7.5.3.m": (3900, 3900, 3900),
    },
    "cao-xa": {
        "tk.1.1.1": (12, 12, 12), "tk.1.1.2": (0, 5, 7), "tk.1.4.1": (None, 430, 82), "tk.1.6": (10, 21, 10),
        "tk.3.1.4": (396, 396, 396), "tk.3.3.1": (8, 19, 11), "tk.3.3.2": (8, 19, 11), "tk.3.5.3": (4, 11, 4),
        "tk.4.1.a": (14, 14, 14), "tk.5.4.a": (3, 9, 8), "tk.6.1.1": (21400, 21400, 21400),
        "tk.6.1.2": (2600, 11300, 18900), "tk.7.1.a": (733, 1602, 790), "tk.7.1.b": (733, 1602, 790),
        "tk.7.5.3": (3800, 6400, 8300), "tk.7.5.3.m": (9400, 9400, 9400),
    },
}
# fmt: on

# A figure that was settled wrongly: commune, metric, window, what was said first, the day and the reason of the mend.
SLIP = (
    "tan-lap",
    "tk.3.5.3",
    H1,
    12,
    date(2026, 6, 19),
    "Sót văn bản xin lỗi của 01 hồ sơ đất đai trả ngày 12/6/2026.",
)


@dataclass(frozen=True)
class Aim:
    """A goal. value: the same for each commune or one by commune; yearly: for 2026, else for good."""

    metric: str
    operator: str
    value: int | dict[str, int]
    yearly: bool = True

    def of(self, code: str) -> int:
        """The value for a commune."""
        return self.value[code] if isinstance(self.value, dict) else self.value


AIMS = (
    Aim("tthc.on_time_a", "gt", 99, yearly=False),
    Aim("tthc.apology", "eq", 100, yearly=False),
    Aim("tthc.online", "gte", {"tan-lap": 60, "dong-tam": 50, "cao-xa": 80}),
    Aim("tk.1.1.3", "eq", 100),
    Aim("tk.6.1.3", "gt", 95),
    Aim("tk.7.1.tl", "eq", 100, yearly=False),
    Aim("tk.7.5.3.tl", "gte", {"tan-lap": 60, "dong-tam": 60, "cao-xa": 90}),
)
AIMED_ON = date(2026, 3, 16)
# The ward asked more of itself after six months.
RAISED = ("cao-xa", "tthc.online", 85, date(2026, 7, 1), "6 tháng đầu năm đã vượt 80%.")
# Where each commune stood at the end of 2025, in percent.
BASELINES = {
    "tthc.online": {"tan-lap": "48.6", "dong-tam": "31.2", "cao-xa": "74.5"},
    "tk.7.5.3.tl": {"tan-lap": "24.0", "dong-tam": "11.5", "cao-xa": "32.8"},
}
BASELINE_DAY, BASELINE_SOURCE = date(2025, 12, 14), "Báo cáo CCHC năm 2025 của UBND"
# Metric: how far from its goal it is watched, and how far it alarms; in points, the same in every commune.
BANDS = {"tthc.on_time_a": ("0.5", "2"), "tthc.online": ("3", "8")}
# The metric that answers a target of the plan, by the first words of the target.
LINKS = {
    "Trên 99% hồ sơ TTHC": "tthc.on_time_a",
    "100% hồ sơ trễ hạn": "tthc.apology",
    "Tỷ lệ giải ngân": "tk.6.1.3",
    "Tối thiểu 50% hồ sơ": "tthc.online",
    "100% văn bản đi": "tk.7.1.tl",
    "Tối thiểu 60% kết quả": "tk.7.5.3.tl",
}

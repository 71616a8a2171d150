"""The table of files by field of procedures (Biểu số 06/VPCP/KSTT, Thông tư 01/2020/TT-VPCP), columns (3) to (13).

The paper has no place for files that were returned, withdrawn, stopped or have no time limit, so that published
totals do not add up (domain 3.3); here they have a column of their own, printed only where there are any.
"""

from dataclasses import dataclass
from datetime import date

from reporting.statistics.shape import Carry, Check, NotApplicable, Row, RowKind, Sign

TABLE = "3.4"
UNTIMED = f"{TABLE}.untimed"
_UNIT = "hồ sơ"
_RECEIVED, _HANDLED, _OPEN = "Tiếp nhận", "Đã giải quyết", "Đang giải quyết"


def column(number: int) -> str:
    """The code of a numbered column: "3.4.c7"."""
    return f"{TABLE}.c{number}"


def _sum(*numbers: int) -> str:
    return " + ".join(f"[{column(number)}]" for number in numbers)


def _column(number: int, label: str, group: str, phrase: str, *, formula: str = "", carry: Carry = Carry.NONE) -> Row:
    return Row(
        column(number), label, _UNIT, phrase=phrase, formula=formula, carry=carry, group=group, table=TABLE,
        not_applicable=NotApplicable.NEVER, metric=f"tthc.c{number}",
    )  # fmt: skip


COLUMNS = (
    _column(3, "Tổng số", _RECEIVED, "tổng số tiếp nhận", formula=_sum(4, 5, 6)),
    _column(4, "Trong kỳ, trực tuyến", _RECEIVED, "số tiếp nhận trực tuyến"),
    _column(5, "Trong kỳ, trực tiếp và bưu chính", _RECEIVED, "số tiếp nhận trực tiếp, bưu chính"),
    _column(6, "Từ kỳ trước", _RECEIVED, "số từ kỳ trước chuyển sang", carry=Carry.OPENING),
    _column(7, "Tổng số", _HANDLED, "tổng số đã giải quyết", formula=f"{_sum(8, 9, 10)} + [{UNTIMED}]"),
    _column(8, "Trước hạn", _HANDLED, "số trước hạn"),
    _column(9, "Đúng hạn", _HANDLED, "số đúng hạn"),
    _column(10, "Quá hạn", _HANDLED, "số quá hạn"),
    Row(
        UNTIMED, "Không tính hạn (trả lại, rút, dừng)", _UNIT, phrase="số không tính hạn", group=_HANDLED, table=TABLE,
        not_applicable=NotApplicable.NEVER, metric="tthc.untimed", optional=True,
    ),
    _column(11, "Tổng số", _OPEN, "tổng số đang giải quyết", formula=_sum(12, 13)),
    _column(12, "Trong hạn", _OPEN, "số đang giải quyết trong hạn"),
    _column(13, "Quá hạn", _OPEN, "số đang giải quyết quá hạn"),
)  # fmt: skip
CHECKS = (
    Check("3.4.a", _sum(3), Sign.EQUAL, _sum(7, 11), TABLE, "cột (4), (5), (8) đến (10), (12), (13)"),
    Check("3.4.b", _sum(10), Sign.AT_MOST, _sum(7), TABLE, "cột (7), (10)"),
    Check("3.4.c", _sum(13), Sign.AT_MOST, _sum(11), TABLE, "cột (11), (13)"),
)
HEAD = Row(TABLE, "Kết quả giải quyết hồ sơ theo lĩnh vực", kind=RowKind.TABLE)


@dataclass(frozen=True)
class Definition:
    """A named way to reckon a ratio of the table; wherever it is printed the name goes with it.

    formula: over the columns; ground: the document, as far as seen; valid_from: from when it may be used.
    """

    metric: str
    name: str
    formula: str
    ground: str = ""
    valid_from: date = date(2020, 1, 1)

    @property
    def words(self) -> str:
        """The formula as columns are numbered on paper: "((8) + (9)) / (7)"."""
        return self.formula.replace(f"[{TABLE}.c", "(").replace("]", ")")


# Domain 6.2. B and C differ as soon as there are files without timeliness class.
ON_TIME_A = Definition("tthc.on_time_a", "Đúng hạn, cách tính A", f"({_sum(8, 9)}) / {_sum(7)}")
ON_TIME_B = Definition("tthc.on_time_b", "Đúng hạn, cách tính B", f"1 - ({_sum(10, 13)}) / {_sum(3)}")
ON_TIME_C = Definition(
    "tthc.on_time_c", "Đúng hạn, cách tính C", f"({_sum(8, 9, 12)}) / {_sum(3)}",
    "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ", date(2022, 6, 23),
)  # fmt: skip
RATIOS = (
    ON_TIME_A,
    ON_TIME_B,
    ON_TIME_C,
    Definition("tthc.late", "Trễ hạn trên số đã giải quyết", f"{_sum(10)} / {_sum(7)}"),
    Definition("tthc.late_b", "Trễ hạn trên số phải giải quyết", f"({_sum(10, 13)}) / {_sum(3)}"),
    Definition("tthc.online", "Hồ sơ trực tuyến", f"{_sum(4)} / ({_sum(4, 5)})"),
)

"""Whether a form can be filled and reckoned: asked before a version is taken in."""

import re
from collections import Counter
from collections.abc import Iterator

from reporting.statistics.formulas import Formula, parse_formula
from reporting.statistics.shape import Carry, Form, NotApplicable, Row, RowKind, Sign

_CODE = re.compile(r"[0-9a-z]+(\.[0-9a-z]+)*")


def problems(form: Form) -> list[str]:
    """What is wrong with a form, one sentence each; empty when it can be taken in."""
    known = {row.code: row for row in form.rows}
    found = [
        f"Mã {code} có {times} dòng." for code, times in Counter(row.code for row in form.rows).items() if times > 1
    ]
    if not form.rows:
        found.append("Biểu chưa có dòng nào.")
    for row in form.rows:
        found += _row_problems(row, known)
    found += _check_problems(form, known)
    found += [f"Dòng {code}: công thức dùng lại chính dòng này." for code in _circles(known)]
    return found


def _row_problems(row: Row, known: dict[str, Row]) -> Iterator[str]:
    at = f"Dòng {row.code}"
    cell = row.kind not in (RowKind.HEADING, RowKind.TABLE)
    tests = (
        (not _CODE.fullmatch(row.code), "mã chỉ gồm chữ thường, chữ số và dấu chấm."),
        (not row.label.strip(), "chưa có tên."),
        (cell and not row.unit and row.kind != RowKind.CODE, "chưa có đơn vị tính."),
        (not cell and bool(row.formula or row.metric), "là đề mục nên không có công thức, chỉ số."),
        (row.kind == RowKind.RATIO and not row.formula, "là tỷ lệ nên cần công thức."),
        (row.kind == RowKind.CODE and not row.choices, "là mã nên cần danh mục."),
        (cell and not row.metric, "chưa gắn chỉ số."),
        (bool(row.table) and row.table not in known, f"thuộc bảng {row.table} không có trong biểu."),
        (row.carry == Carry.OPENING and not row.table, "chỉ cột của bảng mới chuyển từ kỳ trước."),
        (row.not_applicable == NotApplicable.USUAL and row.filled, "thường không áp dụng thì không phải dòng xã nhập."),
    )
    yield from (f"{at}: {words}" for wrong, words in tests if wrong)
    yield from (f"{at}: {words}" for words in _formula_problems(row.formula, known))
    if row.formula and (row.kind == RowKind.RATIO) != ("/" in row.formula):
        yield f"{at}: công thức có phép chia thì là tỷ lệ, và ngược lại."


def _check_problems(form: Form, known: dict[str, Row]) -> Iterator[str]:
    for code, times in Counter(check.code for check in form.checks).items():
        if times > 1:
            yield f"Phép kiểm tra {code} có {times} dòng."
    for check in form.checks:
        for side in (check.left, check.right):
            yield from (f"Phép kiểm tra {check.code}: {words}" for words in _formula_problems(side, known))
            if "/" in side:
                yield f"Phép kiểm tra {check.code}: so các tổng, không so tỷ lệ."
        if check.sign not in set(Sign):
            yield f"Phép kiểm tra {check.code}: dấu “{check.sign}” chưa có."


def _formula_problems(text: str, known: dict[str, Row]) -> list[str]:
    if not text:
        return []
    try:
        codes = parse_formula(text).codes
    except ValueError as problem:
        return [str(problem)]
    return [f"công thức dùng dòng {code} không có trong biểu." for code in codes if code not in known]


def _circles(known: dict[str, Row]) -> list[str]:
    return sorted(code for code in known if _reaches(code, code, known, set()))


def _reaches(start: str, code: str, known: dict[str, Row], seen: set[str]) -> bool:
    for follower in _read(known.get(code)).codes:
        if follower == start:
            return True
        if follower not in seen:
            seen.add(follower)
            if _reaches(start, follower, known, seen):
                return True
    return False


def _read(row: Row | None) -> Formula:
    try:
        return parse_formula(row.formula) if row and row.formula else Formula(())
    except ValueError:
        return Formula(())

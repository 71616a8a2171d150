"""Quý III of 2026 in the communes that ``make_demo --communes N`` adds: their figures follow from their number."""

from datetime import date

from cchc_portal.demo import counting, form2026, reporttext
from cchc_portal.demo.figures2026 import COMMUNES, Q3, TABLE, Row
from cchc_portal.demo.roads import accepted, sent
from cchc_portal.demo.telling import Teller
from indicators.actions import record_values
from indicators.models import Value
from reporting.models import Report, Round

COUNTED_ON, SENT_ON, SIGNED_ON = date(2026, 9, 9), date(2026, 9, 10), date(2026, 9, 11)
LATE_ON = date(2026, 9, 22)
# Communes that never sent their report, and those that sent it after its day, by number.
MISSING, LATE = frozenset({13, 41, 77}), frozenset({27, 58})


def number_of(code: str) -> int:
    """The number in a code: 7 of "xa-07"."""
    return int(code.rpartition("-")[2])


def like(code: str) -> str:
    """The commune whose figures these are like."""
    return COMMUNES[number_of(code) % len(COMMUNES)]


def rows_of(code: str) -> dict[str, Row]:
    """The table of TTHC of quý III by field."""
    percent = 55 + number_of(code) * 37 % 91
    return {field: scaled(row, percent) for field, row in TABLE[like(code)][Q3].items()}


def scaled(row: Row, percent: int) -> Row:
    """A row like ``row`` of another size; what follows from the others still does."""
    carried, online, direct, on_time, late, waiting, open_late = (
        one * percent // 100
        for one in (row.carried, row.online, row.direct, row.on_time, row.late, row.columns()[11], row.open_late)
    )
    early = carried + online + direct - waiting - on_time - late
    return Row(carried, online, direct, early, on_time, late, min(open_late, waiting))


def counts_of(code: str) -> dict[str, int | None]:
    """Every other row of the form in quý III."""
    base, number = like(code), number_of(code)
    of_table = form2026.of_table(base, rows_of(code).values())
    found = form2026.counts_of(base, Q3) | of_table
    late = of_table["tk.3.5.2"] or 0
    return found | {
        "tk.1.6": 3 + number % 9,
        "tk.3.3.2": found["tk.3.3.1"],
        "tk.3.3.3": found["tk.3.3.1"],
        "tk.3.5.3": late if number % 5 else late * 4 // 5,
        "tk.7.1.a": 180 + number * 11 % 240,
        "tk.7.1.b": 180 + number * 11 % 240 - (number % 4) * 9,
    }


def codes(teller: Teller) -> list[str]:
    """The communes that were added, in order."""
    return [unit for unit in teller.built.units if unit.startswith("xa-") and unit.count("-") == 1]


def send(teller: Teller, found: Round) -> None:
    """Every commune counts; all but a few send their report in time."""
    for code in codes(teller):
        if number_of(code) not in MISSING:
            _count(teller, code)
        if number_of(code) not in MISSING | LATE:
            _out(teller, found, code, SENT_ON, SIGNED_ON)


def conclude(teller: Teller, found: Round) -> None:
    """What came in time is accepted."""
    for code in codes(teller):
        if number_of(code) not in MISSING | LATE:
            accepted(teller, _report(found, code), _officer(found, code), date(2026, 9, 14), date(2026, 9, 16))


def late(teller: Teller, found: Round) -> None:
    """What came after the sở had reported."""
    for code in codes(teller):
        if number_of(code) in LATE:
            _out(teller, found, code, LATE_ON, LATE_ON)


def _out(teller: Teller, found: Round, code: str, day: date, signed: date) -> None:
    report = _report(found, code)
    reporttext.write(teller, report, code, day)
    if teller.told(day):
        sent(teller, report, code, day, signed, 40 + number_of(code))


def _report(found: Round, code: str) -> Report:
    return Report.objects.select_related("unit").get(round=found, unit__code=code)


def _officer(found: Round, code: str) -> str:
    return (
        Report.objects.select_related("call_unit__officer").get(round=found, unit__code=code).call_unit.officer.username
    )


def _count(teller: Teller, code: str) -> None:
    if not teller.told(COUNTED_ON):
        return
    by = teller.user(f"daumoi.{code.replace('-', '')}")
    entries = counting.table_entries(Q3, Value.Kind.ESTIMATE, rows_of(code))
    entries += [
        counting.entry(metric, Q3, form2026.kind_of(metric, Value.Kind.ESTIMATE), number)
        for metric, number in counts_of(code).items()
    ]
    with teller.on(COUNTED_ON, 16):
        record_values(unit=teller.unit(code), entries=entries, by=by)

"""The rounds by which the invented Sở Nội vụ asks for the reports of 2026, and how they are opened."""

from dataclasses import dataclass
from datetime import date

from cchc_portal.demo import form2026
from cchc_portal.demo.figures2026 import COMMUNES, H1, Q1, Q3
from cchc_portal.demo.telling import Teller
from documents.reading.dates import format_date_short
from indicators.windows import Window
from reporting import actions
from reporting.models import Outline, Report, Round
from reporting.periods import Kind, Period
from reporting.queries import version_on
from workflow import calls
from workflow.models import Call, CallUnit

AUTHORITY = "hoa-giang-snv"
GUIDANCE = (
    "Số liệu lấy theo cửa sổ ghi ở đợt; phần chưa diễn ra ghi ước thực hiện, chốt số chính thức sau khi hết kỳ.\n"
    "Mỗi tồn tại, hạn chế nêu kèm nguyên nhân và việc sẽ làm."
)


@dataclass(frozen=True)
class Asked:
    """One round. units: those that are asked, () for all communes; the first rounds try the portal out."""

    period: Period
    window: Window
    opened: date
    due: date
    number: str
    units: tuple[str, ...] = ()
    outline: str = "cchc-dinh-ky"
    form: str = "commune"
    title: str = ""


QUARTER_1 = Asked(Period(2026, Kind.QUARTER, 1), Q1, date(2026, 2, 25), date(2026, 3, 12), "212/SNV-CCHC", ("tan-lap",))
HALF = Asked(Period(2026, Kind.HALF, 1), H1, date(2026, 5, 25), date(2026, 6, 12), "688/SNV-CCHC", ("cao-xa",))
QUARTER_3 = Asked(Period(2026, Kind.QUARTER, 3), Q3, date(2026, 8, 24), date(2026, 9, 11), "1201/SNV-CCHC")
YEAR = Asked(
    Period(2026, Kind.YEAR), form2026.YEAR, date(2026, 11, 2), date(2026, 11, 25), "2051/SNV-CCHC", outline="cchc-nam"
)
# Asked by hand, without a form.
TOPIC = Asked(
    Period(2026, Kind.TOPICAL),
    Window(date(2026, 1, 1), date(2026, 10, 31)),
    date(2026, 11, 9),
    date(2026, 11, 24),
    "2098/SNV-CCHC",
    COMMUNES,
    outline="cchc-dot-xuat",
    form="",
    title="Báo cáo chuyên đề về số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực",
)


def open_asked(teller: Teller, asked: Asked) -> Round | None:
    """Prepare the round and open it to its communes, each with its officer; None before its day."""
    if not teller.told(asked.opened):
        return None
    head, window = teller.user("phuc"), asked.window
    with teller.on(asked.opened, 8):
        call = Call(
            unit=teller.unit(AUTHORITY),
            title=asked.title or f"Báo cáo CCHC {asked.period.label}",
            due_on=asked.due,
            due_inclusive=True,
            window_from=window.first,
            window_to=window.last,
            two_step=True,
            source_text=f"Công văn số {asked.number} ngày {format_date_short(asked.opened)} của Sở Nội vụ",
            recipients="Sở Nội vụ",
        )
        found = actions.create_round(
            call,
            by=head,
            period=asked.period,
            outline=Outline.objects.get(code=asked.outline, valid_to=None),
            form=version_on(asked.form, window.last) if asked.form else None,
            guidance=GUIDANCE if asked.form else "",
            allows_nil=not asked.form,
        )
        units = [teller.unit(code) for code in asked.units]
        actions.open_round(found, by=head, units=units or None)
        Report.objects.filter(round=found).update(is_demo=True)
        _share_out(teller, call, by=head)
    return found


def _share_out(teller: Teller, call: Call, *, by) -> None:
    """Ngân reviews the ward and every second of the communes that were added, Minh the rest."""
    rows = list(CallUnit.objects.filter(call=call).select_related("unit", "call__unit").order_by("pk"))
    ngan = [
        row for nth, row in enumerate(rows) if row.unit.code == "cao-xa" or (row.unit.code not in COMMUNES and nth % 2)
    ]
    for officer, share in (("ngan", ngan), ("minh", [row for row in rows if row not in ngan])):
        if share:
            calls.assign_officers(share, teller.user(officer), by=by)

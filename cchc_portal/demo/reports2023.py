"""Which reports xã Tú Xuyên owed in 2023 until when, as its plan says: rounds and shells, nothing that it reported.

The plan asks for them "trước ngày". The portal invents no report of a place that exists: the shells stay empty, and the
guidance of each round says so.
"""

from datetime import date

from cchc_portal.demo.telling import Teller
from reporting import actions
from reporting.models import Outline, Report
from reporting.periods import REGIMES, Kind, rounds
from reporting.periods import Round as Owed
from reporting.queries import version_on
from workflow.calendar import is_working_day
from workflow.models import Call

REGIME = next(one for one in REGIMES if one.code == "tu-xuyen-2023")
OPENED_ON = date(2023, 1, 16)
GUIDANCE = "Dữ liệu trình diễn chỉ giữ kỳ báo cáo và thời hạn ghi trong Kế hoạch, không dựng báo cáo của xã."


def tell(teller: Teller) -> None:
    """The four rounds of the year, opened by Phòng Nội vụ for the district."""
    if teller.told(OPENED_ON):
        with teller.on(OPENED_ON, 9):
            for owed in rounds(REGIME, 2023, is_working_day):
                _open(teller, owed)


def _open(teller: Teller, owed: Owed) -> None:
    head, (due, inclusive), window = teller.user("khoi"), owed.as_due, owed.window
    if window is None:
        raise ValueError("the regime names the windows of its periods")
    call = Call(
        unit=teller.unit("van-quan-pnv"),
        title=f"Báo cáo CCHC {owed.period.label}",
        due_on=due,
        due_inclusive=inclusive,
        measured_by=owed.measured_by,
        window_from=window.first,
        window_to=window.last,
        two_step=True,
        source_text=REGIME.ground_text,
        recipients="UBND huyện Văn Quan (qua Phòng Nội vụ)",
    )
    outline = "cchc-nam" if owed.period.kind == Kind.YEAR else "cchc-dinh-ky"
    found = actions.create_round(
        call,
        by=head,
        period=owed.period,
        outline=Outline.objects.get(code=outline, valid_to=None),
        form=version_on("commune", window.last),
        guidance=GUIDANCE,
        regime_code=REGIME.code,
        stage=owed.stage,
    )
    actions.open_round(found, by=head)
    Report.objects.filter(round=found).update(is_demo=True)

"""How dates, times and distances are said on screen (ux section 3.5): pure functions over plain values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
WEEKDAYS_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def day(value: date) -> str:
    """24/02/2026, as in tables and forms."""
    return f"{value:%d/%m/%Y}"


def short_day(value: date) -> str:
    """28/02 and 09/3: official papers write a zero before days below 10 and before the months 1 and 2 only."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}"


def official_day(value: date) -> str:
    """03/3/2026, the way a document's date is cited."""
    return f"{short_day(value)}/{value.year}"


def long_day(value: date) -> str:
    """Thứ Ba, ngày 24 tháng 02 năm 2026."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{WEEKDAYS[value.weekday()]}, ngày {value.day:02d} tháng {month} năm {value.year}"


def moment(value: datetime, *, today: date) -> str:
    """A past moment, the nearer the shorter: "14:32", "16:20 hôm qua", "23/02, 16:20", "23/02/2025, 16:20".

    value: an aware datetime already in the portal's zone.
    """
    clock = f"{value.hour}:{value.minute:02d}"
    on = value.date()
    if on == today:
        return clock
    if on == today - timedelta(days=1):
        return f"{clock} hôm qua"
    if on.year == today.year:
        return f"{short_day(on)}, {clock}"
    return f"{official_day(on)}, {clock}"


def number(value: Decimal | int | None) -> str:
    """1.934 and 98,71: groups of three by dots, decimal comma; an en dash where there is no figure."""
    if value is None:
        return "–"
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True)
class Due:
    """A deadline in words: kind of colour ("", "amber", "red"), icon, distance (may be empty), wording, note."""

    kind: str
    icon: str
    distance: str
    wording: str
    note: str = ""


def due(
    on: date | None,
    *,
    today: date,
    inclusive: bool = True,
    act: str = "",
    done_on: date | None = None,
    send_by: date | None = None,
) -> Due:
    """The words of a deadline as its source puts it, with the last acceptable day written out.

    on: the day the source names, None for "không có hạn"; inclusive: "chậm nhất ngày" (True) or "trước ngày" (False);
    act: what the deadline measures, e.g. "ban hành"; done_on: the day it was done;
    send_by: the last working day before, when the last acceptable day is a day off.
    """
    if on is None:
        return Due("", "clock", "", "Không có hạn")
    last = on if inclusive else on - timedelta(days=1)
    left = (last - today).days
    wording = _wording(on, last, today, inclusive=inclusive, act=act)
    if done_on is not None:
        late = (done_on - last).days
        return Due("red", "clock", f"Muộn {late} ngày", wording) if late > 0 else Due("", "clock", "Đúng hạn", wording)
    if left < 0:
        return Due("red", "alert-circle", f"Quá hạn {-left} ngày", wording)
    note = _day_off(last, send_by) if send_by is not None and today <= send_by < last else ""
    if left == 0:
        return Due("red", "alert-circle", "Hôm nay là hạn cuối", "")
    if left == 1:
        return Due("amber", "clock", "Còn 1 ngày (ngày mai)", wording, note)
    return Due("amber" if left <= 7 else "", "clock", f"Còn {_distance(left)}", wording, note)


def _distance(days: int) -> str:
    """Days as far as people count them, then months, then years: "39 ngày", "5 tháng", "4 năm"."""
    if days < 100:
        return f"{days} ngày"
    return f"{days // 30} tháng" if days < 730 else f"{days // 365} năm"


def _wording(on: date, last: date, today: date, *, inclusive: bool, act: str) -> str:
    start = f"{act} " if act else ""
    said = short_day if on.year == last.year == today.year else official_day
    if not inclusive:
        return f"{start}trước ngày {said(on)} (ngày cuối {said(last)})"
    weekday = f"{WEEKDAYS_SHORT[on.weekday()]}, " if 0 <= (last - today).days <= 7 else ""
    return f"{start}chậm nhất {weekday}{said(on)}"


def _day_off(last: date, send_by: date) -> str:
    weekday = WEEKDAYS[send_by.weekday()]
    return f"{WEEKDAYS[last.weekday()]}, ngày nghỉ: nên gửi trước 17:00 {weekday[0].lower()}{weekday[1:]}, {short_day(send_by)}"

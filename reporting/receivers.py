""" "Nơi nhận" of a report: what somebody wrote there, else what an office writes (NĐ 30/2020, Phụ lục I, mục II.9).

One line each; the last one, "Lưu: VT, …", names the files of văn thư and of the office that drafted.
"""

from collections.abc import Iterable

from organisations.models import Appointment, Unit, User
from plans.wording import COMMUNE_KINDS, issuer_in_text
from reporting.models import Report
from workflow.clock import today

KEPT, CLERK = "Lưu", "VT"
K = Unit.Kind
_PARTY = {K.PROVINCE: "Tỉnh ủy", K.DISTRICT: "Huyện ủy"}
# How many units of a kind are called together, in the order in which they are written.
_TOGETHER = (
    (K.DEPARTMENT, "Các sở, ban, ngành"),
    (K.PROVINCE, "UBND các tỉnh, thành phố"),
    (K.DISTRICT, "UBND các huyện"),
)


def own_leaders(unit: Unit) -> tuple[str, ...]:
    """Those of its own place to whom a commune's report goes besides (domain 1.7)."""
    if unit.kind not in COMMUNE_KINDS:
        return ()
    where = unit.get_kind_display().lower()
    return (
        f"Thường trực Đảng ủy, Thường trực HĐND {where}",
        f"Chủ tịch, các Phó Chủ tịch UBND {where}",
    )


def addressees(report: Report) -> tuple[str, ...]:
    """ "Kính gửi": one name, or several typed with a semicolon between them."""
    return tuple(name for part in report.addressee.replace("\n", ";").split(";") if (name := part.strip(" .,-")))


def written(report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(receivers, what follows "Lưu:") as somebody wrote them; ((), ()) where nobody did."""
    lines = [line.strip(" -–;.,\t") for line in report.recipients.splitlines()]
    names = tuple(line for line in lines if line and not line.startswith(f"{KEPT}:"))
    kept = next((line.partition(":")[2] for line in lines if line.startswith(f"{KEPT}:")), "")
    archive = tuple(part for one in kept.split(",") if (part := one.strip()))
    return names, archive or ((CLERK,) if names else ())


def usual(report: Report) -> str:
    """What the paper prints below "Nơi nhận" while nobody has written anything there."""
    return "\n".join([*own_leaders(report.unit), f"{KEPT}: {CLERK}"])


def of_authority(report: Report, units: Iterable[Unit], by: User) -> str:
    """Lines of an authority's own report: the office above, its leaders, the units it was put together from, the files.

    units: those whose reports are in it. by: who drafts, whose room keeps a copy.
    """
    unit = report.unit
    above = issuer_in_text(unit.parent) if unit.parent else ""
    named = {name.casefold() for name in addressees(report)}
    same = {above.casefold(), unit.parent.issuer_name.casefold(), unit.parent.name.casefold()} if unit.parent else set()
    lines = [f"{above} (để báo cáo)"] if above and not named & same else []
    lines += [*_leaders(unit), *_together({one.kind for one in units})]
    return "\n".join([*lines, f"{KEPT}: {', '.join(filter(None, (CLERK, _room(unit, by))))}"])


def _leaders(unit: Unit) -> tuple[str, ...]:
    """Leaders of the authority itself: "Lãnh đạo Sở"; Party and council of a province or district."""
    if unit.kind in _PARTY:
        where = "tỉnh" if unit.kind == K.PROVINCE else "huyện"
        return (
            f"Thường trực {_PARTY[K(unit.kind)]}, Thường trực HĐND {where}",
            f"Chủ tịch, các Phó Chủ tịch UBND {where}",
        )
    return own_leaders(unit) or (f"Lãnh đạo {unit.name.split()[0]}",)


def _together(kinds: set[str]) -> list[str]:
    """ "UBND các xã, phường"."""
    communes = [K(kind).label.lower() for kind in (K.COMMUNE, K.WARD, K.TOWNSHIP, K.SPECIAL_ZONE) if kind in kinds]
    found = [words for kind, words in _TOGETHER if kind in kinds]
    return [*found, f"UBND các {', '.join(communes)}"] if communes else found


def _room(unit: Unit, by: User) -> str:
    """The room of the authority in which somebody works, as its files are called; "" for nobody's."""
    if by.official_id is None:
        return ""
    held = Appointment.objects.on(today()).filter(official=by.official_id, unit__parent=unit).select_related("unit")
    row = held.order_by("pk").first()
    return (row.unit.abbreviation or row.unit.name) if row else ""

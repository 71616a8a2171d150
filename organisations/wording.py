"""Words for units, days and rights, as they stand in sentences."""

from organisations.models import Appointment, Delegation, Membership, Unit
from organisations.roles import AUTHORITY_SIDE, GRANTS, OWN_SIDE, Capability, Role

# Units that have rights of their own as a level of government; their names begin with the level.
LEVELS = frozenset(
    {
        Unit.Kind.PROVINCE,
        Unit.Kind.DISTRICT,
        Unit.Kind.COMMUNE,
        Unit.Kind.WARD,
        Unit.Kind.TOWNSHIP,
        Unit.Kind.SPECIAL_ZONE,
    }
)


def in_sentence(unit: Unit) -> str:
    """ "xã Tân Lập" inside a sentence for the unit called "Xã Tân Lập"; "Sở Nội vụ" stays."""
    return f"{unit.name[0].lower()}{unit.name[1:]}" if unit.kind in LEVELS and unit.name else unit.name


def sign_in_waits(seconds: int) -> str:
    """M56 after too many wrong passwords: how long, and who helps."""
    wait = f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"
    return f"Đăng nhập sai nhiều lần nên phải đợi {wait} rồi mới thử lại được. Quên mật khẩu thì liên hệ quản trị của đơn vị để đặt lại."


def days_of(row) -> str:
    """ "từ 01/07/2025" or "từ 01/01/2023 đến hết 30/06/2025" of a dated row."""
    days = f"từ {row.valid_from:%d/%m/%Y}"
    return f"{days} đến hết {row.valid_to:%d/%m/%Y}" if row.valid_to else days


def membership_sentence(row: Membership) -> str:
    """A role as a sentence: "Đầu mối CCHC của xã Tân Lập từ 01/07/2025. Được soạn, trình; không được …"."""
    where = f"{Role(row.role).label} của {in_sentence(row.unit)} {days_of(row)}."
    if row.areas:
        where = f"{where[:-1]}, chỉ lĩnh vực {', '.join(row.areas)}."
    return f"{where} {rights_sentence(row.role)}"


def rights_sentence(role: str) -> str:
    """What a role may and may not do on its own side, in the order of the capability table."""
    granted = GRANTS.get(role, frozenset())
    verbs = [verb for verb in Capability if verb in granted and verb != Capability.VIEW]
    if not verbs:
        return "Được xem, không được sửa."
    side = next((side for side in (OWN_SIDE, AUTHORITY_SIDE) if granted & side), frozenset())
    denied = [verb for verb in Capability if verb in side and verb not in granted]
    sentence = f"Được {_labels(verbs)}"
    return f"{sentence}; không được {_labels(denied)}." if denied else f"{sentence}."


def appointment_title(row: Appointment) -> str:
    """ "Quyền Chủ tịch", "Phụ trách Phòng", or the title alone."""
    standing: dict[str, str] = {
        Appointment.Standing.ACTING: "Quyền ",
        Appointment.Standing.IN_CHARGE: "Phụ trách, ",
    }
    return f"{standing.get(row.standing, '')}{row.title}"


def delegation_sentence(row: Delegation) -> str:
    """Who lends what to whom, in which capacity, by which document, for how long."""
    verbs = _labels([Capability(verb) for verb in row.capabilities])
    capacity = f", {row.get_capacity_display()}" if row.capacity else ""
    return (
        f"{row.office_title} {row.given_by.full_name} giao {row.to_title} {row.to.full_name} "
        f"được {verbs}{capacity}, {days_of(row)}, theo {row.ground_text}."
    )


def _labels(verbs) -> str:
    return ", ".join(f"{verb.label[0].lower()}{verb.label[1:]}" for verb in verbs)

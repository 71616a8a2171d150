"""The frame of every page: whose office, who is signed in, where they may go, who helps (ux section 2.1).

A context processor; its answer is read by templates/base.html only, so it is worked out when that template asks.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject

from cchc_portal.sessions import kept
from organisations.models import Appointment, Membership, Official, Unit
from organisations.roles import AUTHORITY_SIDE, OWN_SIDE, Capability, Role
from organisations.rules import Powers, powers_in
from workflow.clock import today
from workflow.models import Notice
from workflow.queries import my_work_count

C = Capability
_COMMITTEES = {
    Unit.Kind.PROVINCE,
    Unit.Kind.DISTRICT,
    Unit.Kind.COMMUNE,
    Unit.Kind.WARD,
    Unit.Kind.TOWNSHIP,
    Unit.Kind.SPECIAL_ZONE,
}
_OWN = frozenset(OWN_SIDE)
_EVERYONE = frozenset(Capability.values)


@dataclass(frozen=True)
class Entry:
    """One entry of the bar: where it leads, which capabilities make it useful, which other pages are part of it."""

    label: str
    view: str
    icon: str
    needs: frozenset[str]
    short: str = ""
    also: str = ""


# In the order of the bar. The home entry stands before them and is named after the role (`home_label`).
ENTRIES = (
    Entry("Chờ ban hành", "documents:issuing", "rubber-stamp", frozenset({C.ISSUE})),
    Entry("Đợt theo dõi", "portal:calls", "table", frozenset({*AUTHORITY_SIDE, C.CALL}), "Đợt", "/ra-soat/"),
    Entry("Kế hoạch", "plans:list", "file-text", _EVERYONE),
    Entry("Báo cáo", "reporting:list", "chart-bar", _EVERYONE),
    Entry("Nhiệm vụ", "plans:all_tasks", "list-check", frozenset({C.DRAFT, C.REVIEW})),
    Entry("Chỉ số", "indicators:list", "chart-bar", frozenset({C.DRAFT, C.SIGN, *AUTHORITY_SIDE})),
    Entry(
        "Văn bản giao việc",
        "directives:register",
        "clipboard-text",
        frozenset({C.DRAFT, C.SUBMIT, C.ISSUE, *AUTHORITY_SIDE}),
        "Giao việc",
    ),
    Entry("Số liệu", "reporting:my_figures", "sum", frozenset({C.DRAFT})),
    Entry("Văn bản soạn", "documents:written", "pencil", _OWN, "Soạn", "/cong-van/"),
    Entry("Sổ văn bản đi", "documents:register", "send", frozenset({C.ISSUE, C.CHECK_FORM}), "Sổ đi"),
    Entry("Sổ văn bản đến", "documents:incoming", "inbox", frozenset({C.ISSUE, C.REVIEW, C.CONCLUDE}), "Sổ đến"),
    Entry("Văn bản viện dẫn", "documents:known", "book", _OWN | AUTHORITY_SIDE),
    Entry("Đơn vị", "organisations:unit_list", "building", frozenset({C.ADMINISTER, C.SIGN, *AUTHORITY_SIDE})),
    Entry("Người dùng", "organisations:user_list", "users", frozenset({C.ADMINISTER})),
    Entry("Lịch làm việc", "portal:calendar", "calendar", frozenset({C.ADMINISTER}), "Lịch"),
)
_WORK = ("Việc của tôi", "Việc của tôi", "list-check")
# What the first entry is called on a desk and on a phone, by the first capability held: someone who drafts or reviews
# has "Việc của tôi" in any case.
_HOME = (
    (C.SUBMIT, _WORK),
    (C.DRAFT, _WORK),
    (C.REVIEW, _WORK),
    (C.SIGN, ("Chờ tôi duyệt", "Chờ tôi duyệt", "signature")),
    (C.CONCLUDE, ("Chờ tôi quyết định", "Quyết định", "hourglass")),
)
# Pages of a decision belong to the list of decisions, wherever their address stands.
_DECIDING = "/duyet/"
BAR_AT_MOST = 7
BOTTOM_AT_MOST = 3


def frame(request: HttpRequest) -> dict:
    """Context processor: `frame` for base.html; empty for a visitor."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> dict:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    powers = powers_in(request)
    unit = powers.home
    entries = entries_for(powers, request.path)
    entries[0]["count"] = work_count(request)
    return {
        "unit_name": bar_name(unit) if unit else "",
        "person_name": user.display_name,
        "initials": initials(user.display_name),
        "entries": _bar(entries, request.path),
        "bottom_entries": _bottom(entries, request.path),
        "all_entries": entries,
        "bell_count": Notice.objects.visible_to(user).filter(my_turn=True, read_at=None).count(),
        "bell_url": reverse("portal:notices"),
        **kept(request, f"people {unit.pk if unit else 0}", lambda: _people(user, unit)),
        "demo": settings.DEMO_SIGN_IN and user.is_demo,
    }


def _people(user, unit: Unit | None) -> dict[str, str]:
    """The person's title and whom to ask."""
    offices = _offices(user, unit)
    return {"person_title": _title(offices, user, unit) or _role_label(user), **_support(unit, offices)}


def work_count(request: HttpRequest) -> int:
    """How much is the person's to do; a page that has read the works itself says so by `count_work`."""
    if not hasattr(request, "work_of_person"):
        request.work_of_person = my_work_count(request.user, powers=powers_in(request))
    return request.work_of_person


def count_work(request: HttpRequest, works: list) -> None:
    """Tell the frame how much is the person's to do, so that it does not ask again."""
    request.work_of_person = len(works)


def bar_name(unit: Unit) -> str:
    """ "UBND xã Tân Lập", "Sở Nội vụ"."""
    if unit.kind not in _COMMITTEES:
        return unit.name
    return f"UBND {unit.name[0].lower()}{unit.name[1:]}"


def initials(name: str) -> str:
    """Two letters: of the middle and the given name, as Vietnamese names are called by."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in words[-2:])


def home_label(powers: Powers) -> tuple[str, str, str]:
    """Word, short word and icon of the first entry."""
    return next((words for verb, words in _HOME if powers.anywhere(verb)), _WORK)


def entries_for(powers: Powers, path: str) -> list[dict]:
    """Entries of the bar for the union of a person's roles; the one whose pages `path` belongs to is current."""
    label, short, icon = home_label(powers)
    home = reverse("portal:home")
    found = [{"label": label, "short": short, "url": home, "icon": icon, "current": path == home or _DECIDING in path}]
    held = {verb for verb, grants in powers.grants.items() if grants}
    for entry in ENTRIES:
        if held & entry.needs and (url := _address(entry.view)):
            found.append(
                {
                    "label": entry.label,
                    "short": entry.short or entry.label,
                    "url": url,
                    "icon": entry.icon,
                    "current": _DECIDING not in path and path.startswith((url, entry.also or url)),
                }
            )
    return found


def _address(view: str) -> str:
    return _address_in(view, settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=200)
def _address_in(view: str, _urlconf: str, _prefix: str) -> str:
    """Addresses without arguments stay as they are for as long as the process runs."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""


def _bar(entries: list[dict], path: str) -> list[dict]:
    """Entries of the bar; where they do not all fit the last one leads to the page of all."""
    if len(entries) <= BAR_AT_MOST:
        return entries
    shown, rest = entries[: BAR_AT_MOST - 1], entries[BAR_AT_MOST - 1 :]
    more = reverse("portal:more")
    current = path == more or any(one["current"] for one in rest)
    return [*shown, {"label": "Thêm", "short": "Thêm", "url": more, "icon": "menu-2", "current": current}]


def _bottom(entries: list[dict], path: str) -> list[dict]:
    shown = [{**one, "label": one["short"]} for one in entries[:BOTTOM_AT_MOST]]
    more = reverse("portal:more")
    return [*shown, {"label": "Thêm", "url": more, "icon": "menu-2", "current": path == more}]


def _role_label(user) -> str:
    row = Membership.objects.for_user(user).order_by("valid_from", "pk").first()
    return Role(row.role).label if row else ""


def _offices(user, unit: Unit | None) -> list[Appointment]:
    """Offices that the frame names, in one query: the person's own, and those of the unit's focal points."""
    rooms = Q(unit=unit.pk) | Q(unit__parent=unit.pk) if unit else Q(pk__in=[])
    wanted = Q(official=user.official_id) | Q(rooms, is_focal_point=True)
    return list(Appointment.objects.on(today()).filter(wanted).select_related("official", "unit"))


def _title(offices: list[Appointment], user, unit: Unit | None) -> str:
    """As `organisations.rules.title_of`: the title in the unit or its rooms first."""
    mine = [row for row in offices if row.official_id == user.official_id]
    mine.sort(key=lambda row: (unit is None or unit.pk not in (row.unit_id, row.unit.parent_id), row.pk))
    return mine[0].title if mine else ""


def _support(unit: Unit | None, offices: list[Appointment]) -> dict:
    """Whom to ask: the unit's CCHC focal point, also one in its rooms; else its administrator or the one above."""
    if unit is None:
        return {}
    points = (row for row in offices if row.is_focal_point and unit.pk in (row.unit_id, row.unit.parent_id))
    row = next(points, None)
    helper = row.official if row else _keeper([unit.pk, unit.parent_id], today())
    return {"support_name": helper.full_name, "support_phone": helper.phone} if helper else {}


def _keeper(chain: list, day: date) -> Official | None:
    """The administrator of the first unit of ``chain`` that has one."""
    rows = Membership.objects.on(day).filter(
        unit__in=chain, role=Role.ADMINISTRATOR, user__is_active=True, user__official__isnull=False
    )
    found = {row.unit_id: row.user.official for row in rows.order_by("-pk").select_related("user__official")}
    return next((found[unit] for unit in chain if unit in found), None)

"""Pages of units: the tree of a day, one unit, and the verbs on it."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View

from organisations import actions
from organisations.administration import administer_refusal, administered_units
from organisations.clock import today
from organisations.fields import read_day
from organisations.forms import EndForm, SettingForm, SuccessionForm, UnitForm
from organisations.models import Appointment, Delegation, Membership, ReviewRelation, Succession, Unit
from organisations.queries import leads_of, tree, visible_units
from organisations.roles import Capability
from organisations.rules import powers_in
from organisations.text import fold, order
from organisations.views.pages import FormPage, SignedRequest
from organisations.wording import (
    appointment_title,
    days_of,
    delegation_sentence,
    membership_sentence,
)

PER_PAGE = 50
# Steps of the style sheet for each level below the first.
INDENTS = (0, 3, 5, 6)


def unit_address(unit: Unit) -> str:
    """The page of a unit."""
    return reverse("organisations:unit_detail", args=[unit.code])


def unit_in_sight(user, code: str) -> Unit:
    """The unit of an address; 404 when out of sight."""
    return get_object_or_404(visible_units(user).select_related("parent"), code=code)


class UnitFilter:
    """What the address of the list asks for: day, words, kind, unit above, ended ones too."""

    def __init__(self, request: SignedRequest):
        asked = request.GET
        self.fault = ""
        self.day = today()
        try:
            self.day = read_day(asked["ngay"]) if asked.get("ngay") else self.day
        except ValueError as error:
            self.fault = str(error)
        self.typed_day = asked.get("ngay", "")
        self.words = asked.get("tim", "").strip()
        self.kind = asked.get("loai", "") if asked.get("loai") in Unit.Kind.values else ""
        self.ended = asked.get("het") == "1"

    @property
    def narrowed(self) -> bool:
        """Whether anything but the day is asked for."""
        return bool(self.words or self.kind)

    def units(self, user):
        """Visible units that match."""
        rows = visible_units(user)
        rows = rows.filter(valid_from__lte=self.day) if self.ended else rows.on(self.day)
        rows = rows.filter(kind=self.kind) if self.kind else rows
        return rows.filter(pk__in=self._named(rows)) if self.words else rows

    def _named(self, rows) -> list[int]:
        """Folded in Python: SQLite knows the capitals of English letters only."""
        words = fold(self.words)
        return [pk for pk, name, code in rows.values_list("pk", "name", "code") if words in fold(f"{name} {code}")]


class UnitList(View):
    """The tree as of a day, paged, with who leads each unit."""

    def get(self, request: SignedRequest) -> HttpResponse:
        """Render the tree."""
        asked = UnitFilter(request)
        page = Paginator(tree(asked.units(request.user)), PER_PAGE).get_page(request.GET.get("trang"))
        branches = {branch.pk: branch.depth for branch in page}
        found = Unit.objects.select_related("parent").in_bulk(list(branches))
        leads = leads_of(branches, asked.day)
        context = {
            "asked": asked,
            "page": page,
            "rows": [
                {
                    "unit": found[pk],
                    "depth": INDENTS[min(depth, 3)],
                    "leads": leads.get(pk),
                    "ended": not found[pk].holds_on(asked.day),
                }
                for pk, depth in branches.items()
            ],
            "kinds": Unit.Kind.choices,
            "may_administer": powers_in(request).anywhere(Capability.ADMINISTER),
            "query": request.GET.urlencode(),
        }
        return render(request, "organisations/unit_list.html", context)


class UnitDetail(View):
    """Everything about one unit."""

    def get(self, request: SignedRequest, code: str) -> HttpResponse:
        """Render the unit."""
        unit = unit_in_sight(request.user, code)
        powers = powers_in(request)
        refused = administer_refusal(request.user, unit, powers=powers) or ""
        return render(
            request,
            "organisations/unit_detail.html",
            {
                "unit": unit,
                "today": today(),
                "parent_visible": visible_units(request.user).filter(pk=unit.parent_id).exists(),
                "verbs": _verbs(unit, refused) if powers.anywhere(Capability.ADMINISTER) else [],
                "may": not refused,
                **_unit_facts(unit),
                "children": sorted(
                    visible_units(request.user).filter(parent=unit), key=lambda child: order(child.name)
                ),
            },
        )


def _verbs(unit: Unit, refused: str) -> list[dict]:
    """The buttons of the title row; one grey one with the sentence where all are refused."""
    own = {
        label: reverse(f"organisations:{view}", args=[unit.code])
        for label, view in (
            ("Kết thúc", "unit_end"),
            ("Ghi kế thừa", "unit_succession"),
            ("Sửa thông tin", "unit_change"),
        )
    }
    if refused:
        return [{"label": "Sửa thông tin", "url": own["Sửa thông tin"], "refused": refused}]
    below = f"{reverse('organisations:unit_create')}?{urlencode({'thuoc': unit.code})}"
    acts = [{"label": label, "url": url} for label, url in own.items()]
    return [*acts, {"label": "Thêm đơn vị trực thuộc", "url": below, "kind": "primary", "icon": "plus"}]


def _unit_facts(unit: Unit) -> dict[str, Any]:
    appointments = (
        Appointment.objects.filter(unit=unit).select_related("official").order_by("-is_head", "valid_from", "pk")
    )
    memberships = Membership.objects.filter(unit=unit).select_related("user__official", "unit")
    delegations = Delegation.objects.filter(unit=unit).select_related("given_by", "to")
    relations = ReviewRelation.objects.filter(Q(unit=unit) | Q(authority=unit)).select_related("unit", "authority")
    relations = relations.order_by("subject", "-valid_from", "unit__name")
    successions = Succession.objects.filter(Q(predecessor=unit) | Q(successor=unit))
    day = today()
    return {
        "appointments": [
            {"row": row, "title": appointment_title(row), "days": days_of(row), "live": row.holds_on(day)}
            for row in appointments
        ],
        "memberships": [
            {"row": row, "sentence": membership_sentence(row), "live": row.holds_on(day)} for row in memberships
        ],
        "delegations": [
            {"row": row, "sentence": delegation_sentence(row), "live": row.holds_on(day)} for row in delegations
        ],
        "reviewed_by": [(row, days_of(row)) for row in relations if row.unit_id == unit.pk],
        "reviews": [row for row in relations if row.authority_id == unit.pk and row.holds_on(day)],
        "successions": successions.select_related("predecessor", "successor"),
        "settings": [(row, days_of(row), row.holds_on(day)) for row in unit.settings.all()],
    }


class UnitPage(FormPage):
    """A form about one unit of the address, for its administrators."""

    def load(self, **kwargs: Any) -> None:
        """The unit, if in sight."""
        self.unit = unit_in_sight(self.request.user, kwargs["code"])

    def refusal(self) -> str | None:
        """Administrators of the unit or above only."""
        return administer_refusal(self.request.user, self.unit)

    def about(self) -> str:
        """Of whom or what the page is, beside its heading."""
        return self.unit.name

    def page(self) -> dict[str, Any]:
        """Below the unit's own page."""
        return {
            "about": self.about(),
            "parents": [
                {"label": "Đơn vị", "url": reverse("organisations:unit_list")},
                {"label": self.unit.name, "url": unit_address(self.unit)},
            ],
            "back": unit_address(self.unit),
        }


class UnitCreate(FormPage):
    """A new unit below one that the person administers."""

    form_class = UnitForm
    heading = "Thêm đơn vị"
    submit = "Thêm đơn vị"

    def refusal(self) -> str | None:
        """Only who administers something may add to it."""
        if powers_in(self.request).anywhere(Capability.ADMINISTER):
            return None
        home = visible_units(self.request.user).order_by("pk").first()
        return administer_refusal(self.request.user, home) if home else "Tài khoản này chưa thuộc đơn vị nào."

    def form_arguments(self) -> dict[str, Any]:
        """Units to hang it below; ``?thuoc=`` chooses one."""
        parents = administered_units(self.request.user).on(today())
        chosen = parents.filter(code=self.request.GET.get("thuoc", "")).first()
        return {"parents": parents, "initial": {"parent": chosen, "valid_from": today()}}

    def page(self) -> dict[str, Any]:
        """Below the list."""
        address = reverse("organisations:unit_list")
        return {"parents": [{"label": "Đơn vị", "url": address}], "back": address}

    def act(self, data: dict[str, Any]) -> str:
        """Make it."""
        return unit_address(actions.create_unit(by=self.request.user, **data))


class UnitChange(UnitPage):
    """Correct the facts of a unit."""

    form_class = UnitForm
    heading = "Sửa thông tin đơn vị"
    lead = "Sửa sai sót thì sửa ở đây. Đổi tên, sáp nhập theo quyết định thì ghi kế thừa, để văn bản cũ giữ tên cũ."
    done = "Đã lưu thông tin đơn vị."

    def form_arguments(self) -> dict[str, Any]:
        """Parents to choose from, unless the unit is a root or its parent is beyond this person."""
        parents = administered_units(self.request.user).exclude(pk=self.unit.pk)
        movable = self.unit.parent_id and parents.filter(pk=self.unit.parent_id).exists()
        return {"instance": self.unit, "parents": parents if movable else None}

    def act(self, data: dict[str, Any]) -> str:
        """Store it."""
        return unit_address(actions.change_unit(unit=self.unit, by=self.request.user, **data))


class UnitEnd(UnitPage):
    """The last day of a unit."""

    form_class = EndForm
    heading = "Kết thúc hoạt động"
    submit = "Kết thúc đơn vị"
    danger = True
    lead = (
        "Phòng, tổ trực thuộc, chức vụ, phân quyền, phân công và quan hệ theo dõi của đơn vị kết thúc cùng ngày. "
        "Hồ sơ vẫn giữ; đơn vị kế thừa xem và xử lý tiếp."
    )
    done = "Đã ghi ngày kết thúc."

    def act(self, data: dict[str, Any]) -> str:
        """End it."""
        actions.end_unit(unit=self.unit, last_day=data["last_day"], by=self.request.user)
        return unit_address(self.unit)


class UnitSuccession(UnitPage):
    """Which unit takes over from this one."""

    form_class = SuccessionForm
    heading = "Ghi kế thừa"
    submit = "Ghi kế thừa"
    done = "Đã ghi kế thừa. Đơn vị kế thừa xem và xử lý tiếp được hồ sơ của đơn vị cũ từ ngày đó."

    def form_arguments(self) -> dict[str, Any]:
        """Units that the person administers as well."""
        return {"successors": administered_units(self.request.user).exclude(pk=self.unit.pk)}

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        actions.record_succession(predecessor=self.unit, by=self.request.user, **data)
        return unit_address(self.unit)


class SettingDecide(UnitPage):
    """A dated exception of the unit."""

    form_class = SettingForm
    heading = "Thêm thiết lập của đơn vị"
    lead = "Thiết lập là ngoại lệ có thời hạn; mỗi lần dùng đều ghi vào lịch sử của hồ sơ."
    done = "Đã ghi thiết lập."

    def form_arguments(self) -> dict[str, Any]:
        """From today."""
        return {"initial": {"valid_from": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        actions.decide_setting(unit=self.unit, by=self.request.user, **data)
        return unit_address(self.unit)


class SettingEnd(UnitPage):
    """The last day of a setting."""

    form_class = EndForm
    heading = "Kết thúc thiết lập"
    submit = "Kết thúc"
    done = "Đã ghi ngày kết thúc của thiết lập."

    def load(self, **kwargs: Any) -> None:
        """The setting of the unit."""
        super().load(**kwargs)
        self.setting = get_object_or_404(self.unit.settings, pk=kwargs["pk"])

    def about(self) -> str:
        """The setting and the unit."""
        return f"{self.setting.get_key_display()}, {self.unit.name}"

    def form_arguments(self) -> dict[str, Any]:
        """Today."""
        return {"initial": {"last_day": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """End it."""
        actions.end_setting(setting=self.setting, last_day=data["last_day"], by=self.request.user)
        return unit_address(self.unit)

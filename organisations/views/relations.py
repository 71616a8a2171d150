"""Pages of a unit's relations: who follows it, and what its offices lend."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View

from organisations import actions
from organisations.administration import administer_refusal, administered_units, delegate_refusal
from organisations.clock import today
from organisations.forms import DelegationForm, EndForm, ReviewForm
from organisations.models import Delegation, Official, ReviewRelation, Unit
from organisations.views.pages import SignedRequest
from organisations.views.units import UnitPage, unit_address, unit_in_sight
from organisations.wording import days_of, delegation_sentence, in_sentence


def officials_of(unit: Unit):
    """People who hold an office in the unit or its rooms, today or later."""
    return Official.objects.filter(
        Q(appointments__valid_to=None) | Q(appointments__valid_to__gte=today()),
        Q(appointments__unit=unit) | Q(appointments__unit__parent=unit),
    ).distinct()


class Relations(View):
    """Who follows the unit in what, over time."""

    def get(self, request: SignedRequest, code: str) -> HttpResponse:
        """Render the relations of both directions."""
        unit = unit_in_sight(request.user, code)
        relations = ReviewRelation.objects.filter(Q(unit=unit) | Q(authority=unit))
        relations = relations.select_related("unit", "authority")
        rows: list[dict[str, Any]] = [
            {"row": row, "days": days_of(row), "live": row.holds_on(today())}
            for row in relations.order_by("subject", "-valid_from", "unit__name", "pk")
        ]
        refused = administer_refusal(request.user, unit) or ""
        context = {
            "unit": unit,
            "unit_url": unit_address(unit),
            "by_others": [one for one in rows if one["row"].unit_id == unit.pk],
            "of_others": [one for one in rows if one["row"].authority_id == unit.pk],
            "may": not refused,
            "refused": refused,
        }
        return render(request, "organisations/relations.html", context)


class ReviewSet(UnitPage):
    """An authority starts to follow the unit."""

    form_class = ReviewForm
    heading = "Thêm quan hệ theo dõi"
    lead = "Cơ quan theo dõi xem và rà soát hồ sơ về nội dung này. Một nội dung có một cơ quan theo dõi trong cùng thời gian."
    done = "Đã ghi quan hệ theo dõi."

    def form_arguments(self) -> dict[str, Any]:
        """Authorities that the person administers as well."""
        authorities = administered_units(self.request.user).on(today()).exclude(pk=self.unit.pk)
        return {"authorities": authorities, "initial": {"valid_from": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        actions.set_review_relation(unit=self.unit, by=self.request.user, **data)
        return reverse("organisations:relations", args=[self.unit.code])


class ReviewEnd(UnitPage):
    """The last day of a relation."""

    form_class = EndForm
    heading = "Kết thúc quan hệ theo dõi"
    submit = "Kết thúc"
    done = "Đã ghi ngày kết thúc của quan hệ theo dõi."

    def load(self, **kwargs: Any) -> None:
        """The relation of the unit."""
        super().load(**kwargs)
        self.relation = get_object_or_404(self.unit.reviewed_by.select_related("authority"), pk=kwargs["pk"])

    def about(self) -> str:
        """Who follows whom in what."""
        return (
            f"{self.relation.get_subject_display()}: {self.relation.authority.name} theo dõi {in_sentence(self.unit)}"
        )

    def form_arguments(self) -> dict[str, Any]:
        """Today."""
        return {"initial": {"last_day": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """End it."""
        actions.end_review_relation(relation=self.relation, last_day=data["last_day"], by=self.request.user)
        return reverse("organisations:relations", args=[self.unit.code])


class Delegations(View):
    """What offices of the unit lend to whom, over time."""

    def get(self, request: SignedRequest, code: str) -> HttpResponse:
        """Render the delegations."""
        unit = unit_in_sight(request.user, code)
        refused = administer_refusal(request.user, unit) or ""
        own = request.user.official_id
        rows = Delegation.objects.filter(unit=unit).select_related("given_by", "to").order_by("-valid_from", "-pk")
        context = {
            "unit": unit,
            "unit_url": unit_address(unit),
            "rows": [
                {
                    "row": row,
                    "sentence": delegation_sentence(row),
                    "live": row.holds_on(today()),
                    "may": not refused or row.given_by_id == own,
                }
                for row in rows
            ],
            "may": not refused or officials_of(unit).filter(pk=own).exists(),
            "refused": refused,
        }
        return render(request, "organisations/delegations.html", context)


class DelegationGive(UnitPage):
    """An office lends capabilities to a person."""

    form_class = DelegationForm
    heading = "Thêm phân công, ủy quyền"
    lead = "Người được thừa ủy quyền không ủy quyền lại (khoản 3 Điều 13 Nghị định 30/2020/NĐ-CP)."
    done = "Đã ghi phân công."

    def refusal(self) -> str | None:
        """Administrators, and people in office here for what they themselves hold."""
        official = self.request.user.official
        if official and officials_of(self.unit).filter(pk=official.pk).exists():
            return delegate_refusal(self.request.user, self.unit, official)
        return administer_refusal(self.request.user, self.unit)

    def form_arguments(self) -> dict[str, Any]:
        """People of the unit; the person in office gives for the own office."""
        initial = {"valid_from": today(), "given_by": self.request.user.official_id}
        return {"officials": officials_of(self.unit), "initial": initial}

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        actions.delegate(unit=self.unit, by=self.request.user, **data)
        return reverse("organisations:delegations", args=[self.unit.code])


class DelegationEnd(UnitPage):
    """The last day of a delegation."""

    form_class = EndForm
    heading = "Kết thúc phân công"
    submit = "Kết thúc"
    done = "Đã ghi ngày kết thúc của phân công."

    def load(self, **kwargs: Any) -> None:
        """The delegation of the unit."""
        super().load(**kwargs)
        self.delegation = get_object_or_404(self.unit.delegations, pk=kwargs["pk"])

    def page(self) -> dict[str, Any]:
        """Says which delegation."""
        return super().page() | {"lead": delegation_sentence(self.delegation)}

    def refusal(self) -> str | None:
        """Its giver or an administrator."""
        return delegate_refusal(self.request.user, self.unit, self.delegation.given_by)

    def form_arguments(self) -> dict[str, Any]:
        """Today."""
        return {"initial": {"last_day": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """End it."""
        actions.end_delegation(delegation=self.delegation, last_day=data["last_day"], by=self.request.user)
        return reverse("organisations:delegations", args=[self.unit.code])

"""Thẩm quyền ký of a unit: who signs in which capacity from when to when, on which ground."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View

from documents import actions
from documents.forms import MandateForm
from documents.models import SigningMandate
from documents.queries import TYPE_NAMES
from documents.signing import by_mandate
from organisations.administration import administer_refusal
from organisations.forms import EndForm
from organisations.models import Unit
from organisations.views.pages import SignedRequest
from organisations.views.relations import officials_of
from organisations.views.units import UnitPage, unit_address, unit_in_sight
from organisations.wording import days_of
from workflow.clock import today


def mandates_address(unit: Unit) -> str:
    """The list of a unit's mandates."""
    return reverse("documents:mandates", args=[unit.code])


class Mandates(View):
    """Every mandate of the unit, those that hold today first."""

    def get(self, request: SignedRequest, code: str) -> HttpResponse:
        """Render them."""
        unit = unit_in_sight(request.user, code)
        refused = administer_refusal(request.user, unit) or ""
        rows = SigningMandate.objects.filter(unit=unit).select_related("official").order_by("-valid_from", "-pk")
        found = [_line(row, unit) for row in rows]
        context = {
            "unit": unit,
            "unit_url": unit_address(unit),
            "rows": sorted(found, key=lambda one: not one["live"]),
            "refused": refused,
        }
        return render(request, "documents/mandates.html", context)


def _line(row: SigningMandate, unit: Unit) -> dict[str, Any]:
    return {
        "row": row,
        "printed": by_mandate(row, unit).capacity,
        "days": days_of(row),
        "types": ", ".join(TYPE_NAMES.get(code, code) for code in row.types) or "Mọi loại văn bản",
        "live": row.holds_on(today()),
    }


class MandateGive(UnitPage):
    """Somebody signs for the unit from a day on."""

    form_class = MandateForm
    heading = "Thêm thẩm quyền ký"
    lead = "Tư cách ký in trên văn bản lấy theo bảng này, đúng ngày của văn bản (Điều 13 Nghị định 30/2020/NĐ-CP)."
    done = "Đã ghi thẩm quyền ký."

    def form_arguments(self) -> dict[str, Any]:
        """People in office in the unit."""
        return {"officials": officials_of(self.unit), "initial": {"valid_from": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        actions.give_mandate(unit=self.unit, by=self.request.user, **data)
        return mandates_address(self.unit)


class MandateEnd(UnitPage):
    """The last day of a mandate."""

    form_class = EndForm
    heading = "Kết thúc thẩm quyền ký"
    submit = "Kết thúc"
    done = "Đã ghi ngày kết thúc của thẩm quyền ký."

    def load(self, **kwargs: Any) -> None:
        """The mandate of the unit."""
        super().load(**kwargs)
        mandates = SigningMandate.objects.select_related("official")
        self.mandate = get_object_or_404(mandates, unit=self.unit, pk=kwargs["pk"])

    def about(self) -> str:
        """The signer and the office that is printed."""
        return f"{self.mandate.official.full_name}, {self.mandate.title}"

    def form_arguments(self) -> dict[str, Any]:
        """Today."""
        return {"initial": {"last_day": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """End it."""
        actions.end_mandate(self.mandate, last_day=data["last_day"], by=self.request.user)
        return mandates_address(self.unit)

"""Pages of people in office: registered with a first office, further offices, corrections, ends."""

from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404

from organisations import actions
from organisations.administration import administered_units
from organisations.clock import today
from organisations.forms import (
    AppointmentFactsForm,
    EndForm,
    NewAppointmentForm,
    NewOfficialForm,
    OfficialForm,
)
from organisations.models import Official, Unit
from organisations.views.units import UnitPage, unit_address
from organisations.wording import appointment_title

PERSON = ("full_name", "phone", "email")


def officials_known_to(user):
    """People who hold or held an office in a unit that ``user`` administers."""
    units = administered_units(user).values("pk")
    return Official.objects.filter(Q(appointments__unit__in=units)).distinct()


class OfficialCreate(UnitPage):
    """A person and the first office in the unit."""

    form_class = NewOfficialForm
    heading = "Thêm cán bộ, công chức"
    done = "Đã thêm người và chức vụ."

    def form_arguments(self) -> dict[str, Any]:
        """In office from today."""
        return {"initial": {"valid_from": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """Both rows, or none."""
        person = {name: data.pop(name) for name in PERSON}
        actions.register_in_office(unit=self.unit, by=self.request.user, person=person, office=data)
        return unit_address(self.unit)


class AppointmentCreate(UnitPage):
    """A further office for a known person."""

    form_class = NewAppointmentForm
    heading = "Thêm chức vụ cho người đã có"
    done = "Đã ghi chức vụ."

    def form_arguments(self) -> dict[str, Any]:
        """People whom the administrator knows."""
        return {"officials": officials_known_to(self.request.user), "initial": {"valid_from": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        actions.appoint(unit=self.unit, by=self.request.user, **data)
        return unit_address(self.unit)


class OfficialChange(UnitPage):
    """How a person of the unit is called and reached."""

    form_class = OfficialForm
    heading = "Sửa thông tin người"
    done = "Đã lưu thông tin người."

    def load(self, **kwargs: Any) -> None:
        """A person who holds or held an office in the unit."""
        super().load(**kwargs)
        held = Official.objects.filter(appointments__unit=self.unit).distinct()
        self.official = get_object_or_404(held, pk=kwargs["pk"])

    def about(self) -> str:
        """The person."""
        return self.official.full_name

    def form_arguments(self) -> dict[str, Any]:
        """As stored."""
        return {"initial": {name: getattr(self.official, name) for name in PERSON}}

    def act(self, data: dict[str, Any]) -> str:
        """Store it."""
        actions.change_official(official=self.official, unit=self.unit, by=self.request.user, **data)
        return unit_address(self.unit)


class AppointmentPage(UnitPage):
    """A form about one office in the unit."""

    unit: Unit

    def load(self, **kwargs: Any) -> None:
        """The office."""
        super().load(**kwargs)
        self.appointment = get_object_or_404(self.unit.appointments.select_related("official"), pk=kwargs["pk"])

    def about(self) -> str:
        """The person and the office."""
        return f"{self.appointment.official.full_name}, {appointment_title(self.appointment)}"


class AppointmentChange(AppointmentPage):
    """Correct an office."""

    form_class = AppointmentFactsForm
    heading = "Sửa chức vụ"
    done = "Đã lưu chức vụ."

    def form_arguments(self) -> dict[str, Any]:
        """As stored."""
        names = ("standing", "is_head", "is_focal_point", "field", "ground_text")
        return {"initial": {name: getattr(self.appointment, name) for name in names}}

    def act(self, data: dict[str, Any]) -> str:
        """Store it."""
        actions.change_appointment(appointment=self.appointment, by=self.request.user, **data)
        return unit_address(self.unit)


class AppointmentEnd(AppointmentPage):
    """The last day in office."""

    form_class = EndForm
    heading = "Kết thúc chức vụ"
    submit = "Kết thúc chức vụ"
    lead = "Phân quyền của người này kết thúc riêng, ở trang người dùng."
    done = "Đã ghi ngày kết thúc chức vụ."

    def form_arguments(self) -> dict[str, Any]:
        """Today."""
        return {"initial": {"last_day": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """End it."""
        actions.end_appointment(appointment=self.appointment, last_day=data["last_day"], by=self.request.user)
        return unit_address(self.unit)

"""Whose figures a page shows: the unit of the address as far as the person may see it."""

from django.http import Http404, HttpRequest

from indicators.models import Value
from indicators.queries.pages import units_with_figures
from organisations.models import Unit
from organisations.roles import Capability
from organisations.rules import powers_in


def unit_in_sight(request: HttpRequest) -> tuple[Unit | None, list[Unit]]:
    """The unit that ``?don-vi=`` names, else the person's own, else one with figures; and all that can be chosen.

    An office that follows others and counts nothing itself begins with the first unit that has figures.

    404 for a unit out of sight; None where the person sees none.
    """
    units = list(units_with_figures(request.user))
    asked = request.GET.get("don-vi", "").strip() or request.POST.get("don-vi", "").strip()
    if asked:
        found = next((one for one in units if one.code == asked), None)
        if found is None:
            raise Http404("unit out of sight")
        return found, units
    powers = powers_in(request)
    own = next((one for one in units if powers.home is not None and one.pk == powers.home.pk), None)
    if own is not None and powers.may(Capability.DRAFT, own.pk, area="*"):
        return own, units
    counted = set(Value.objects.filter(unit__in=units).values_list("unit", flat=True))
    first = next((one for one in units if one.pk in counted), None)
    return (own if own is not None and own.pk in counted else first or own or next(iter(units), None)), units

"""From a target's phrase to conditions, as far as no person has confirmed another reading."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError

from documents.reading.conditions import ConditionReading
from documents.reading.targets import read_target
from plans.actions.measuring import Links, keep_links, links_of
from plans.models import Condition, Plan, Target
from plans.timing import last_year

_COMPARATORS = {
    "number": Condition.Comparator.NUMBER,
    "previous_year": Condition.Comparator.PREVIOUS_YEAR,
    "mean": Condition.Comparator.AUTHORITY_MEAN,
}
_PLACES = Decimal("0.0001")


def reread(target: Target, *, confirmed: bool = False) -> None:
    """Replace the conditions of a target by what its phrase says now; a confirmed reading stays unless ``confirmed``.

    A condition at the same place is measured by the same metric as before.
    """
    if not confirmed and target.conditions.filter(confirmed=True).exists():
        return
    links = links_of([target])
    target.conditions.all().delete()
    read_many([target], target.plan, links)


def read_many(targets: Iterable[Target], plan: Plan, links: Links | None = None) -> None:
    """Write the conditions that the phrases of new targets state, all at once; links as ``measuring.links_of`` gives."""
    rows = [
        _condition(target, order, read)
        for target in targets
        for order, read in enumerate(read_target(target.phrase, year=last_year(plan)).conditions, start=1)
    ]
    keep_links(rows, links or {})
    Condition.objects.bulk_create([row for row in rows if _holds(row)])


def _condition(target: Target, order: int, read: ConditionReading) -> Condition:
    return Condition(
        target=target,
        order=order,
        operator=read.operator.value,
        value=_exact(read.value),
        value2=_exact(read.value2),
        unit_label=(f"loại {read.level}" if read.level else read.unit)[:40],
        relative=read.relative,
        measured=read.measured[:400],
        scope=read.scope[:200],
        baseline_value=_exact(read.baseline_value),
        baseline_text=read.baseline[:200],
        cap=_exact(read.cap),
        by_date=read.by_date,
        every_period=bool(read.recurring),
        soft=read.soft,
        comparator=_COMPARATORS[read.comparator],
    )


def _exact(value: Decimal | None) -> Decimal | None:
    return None if value is None or abs(value) >= 10**12 else value.quantize(_PLACES)


def _holds(row: Condition) -> bool:
    """A figure that no rule of the model takes is no reading."""
    try:
        row.clean_fields(exclude=["target"])
        row.validate_constraints(exclude=["target"])
    except ValidationError:
        return False
    return True

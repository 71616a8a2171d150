"""By which metric a condition of a target is measured: not printed, so it may be said of an issued plan as well."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from indicators.models import Metric
from organisations.models import User
from plans.models import Condition, Plan, Target
from plans.rules import link_fault, measure_refusal
from workflow import log
from workflow.rules import Refused


def link_metrics(*, target: Target, links: Mapping[int, Metric | None], by: User) -> Target:
    """Say by which metric each condition (primary key) is measured; None takes the link away.

    Raises Refused: not theirs, the plan is in the bin or replaced, the metric cannot answer the condition.
    """
    sentence = measure_refusal(by, target)
    if sentence:
        raise Refused(sentence)
    with transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=target.plan_id)
        rows = {one.pk: one for one in Condition.objects.select_for_update().filter(target=target, pk__in=links)}
        changed = [one for pk, one in rows.items() if one.metric_id != getattr(links[pk], "pk", None)]
        for one in changed:
            _link(one, links[one.pk], by)
        if changed:
            log.append(
                kind=Plan.kind,
                object_id=plan.pk,
                unit=plan.unit,
                action="link_metric",
                by=by,
                details={"target": target.pk, "metrics": [getattr(links[one.pk], "code", "") for one in changed]},
            )
    return target


def _link(one: Condition, metric: Metric | None, by: User) -> None:
    fault = link_fault(one, metric) if metric else None
    if fault:
        raise Refused(fault)
    one.metric, one.updated_by = metric, by
    one.save(update_fields=["metric", "updated_by", "updated_at"])


# By target and order: the metric, and of which words it was said.
Links = dict[tuple[int, int], tuple[int, str, str]]


def links_of(targets: Iterable[Target]) -> Links:
    """The metric of each linked condition: what a new reading of the phrase may take over."""
    rows = Condition.objects.filter(target__in=list(targets), metric__isnull=False)
    columns = ("target", "order", "metric", "unit_label", "measured")
    return {(target, order): (metric, unit, words) for target, order, metric, unit, words in rows.values_list(*columns)}


def keep_links(rows: Iterable[Condition], links: Links) -> None:
    """Give conditions that are about to be written the metric of those whose place they take.

    A condition that now speaks of something else is linked to nothing: a wrong metric is worse than none.
    """
    for one in rows:
        metric, unit, words = links.get((one.target_id, one.order), (None, "", ""))
        one.metric_id = metric if (unit, words) == (one.unit_label, one.measured) else None

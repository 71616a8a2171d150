"""The Values behind a report's figures."""

from django.db.models import QuerySet

from indicators.models import Value
from reporting.models import Report, StatRow


def values_of(report: Report) -> QuerySet[Value]:
    """What stands for the unit and window of a report, of the metrics that its form asks for; none without a form."""
    if report.form_id is None:
        return Value.objects.none()
    codes = StatRow.objects.filter(form=report.form_id).exclude(metric="").values("metric")
    return Value.objects.filter(
        unit=report.unit_id, window_from=report.window_from, window_to=report.window_to, superseded_at=None,
        definition__metric__code__in=codes,
    )  # fmt: skip

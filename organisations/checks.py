"""What must agree in organisations; ``manage.py verify_integrity`` asks."""

from collections.abc import Iterator

from organisations.clock import today
from organisations.models import Reach
from organisations.queries import REACH_COLUMNS, world
from organisations.sight import rows_on


def faults() -> Iterator[str]:
    """One sentence when who sees whom is not what units, relations and successions say today."""
    wanted = rows_on(today(), world())
    stored = set(Reach.objects.values_list(*REACH_COLUMNS))
    if wanted != stored:
        yield (
            f"Tầm nhìn thiếu {len(wanted - stored)} dòng, thừa {len(stored - wanted)} dòng; "
            "chạy manage.py rebuild_reach."
        )

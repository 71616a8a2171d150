"""What other papers ask of a plan and it does not say yet: work given by directives, tasks of the replaced plan."""

from collections.abc import Iterator

from plans.checks.findings import Case, PlanFinding

GIVEN, DROPPED = "directive_open", "carry_over_open"
# So many places are named, the others are counted.
_NAMED = 5


def given(case: Case) -> Iterator[PlanFinding]:
    """M102: a directive gives work that stands in no plan of the unit and was not answered otherwise."""
    for row in case.ties.given:
        number = f" {row.document.number}" if row.document.number else ""
        named = ", ".join(row.places[:_NAMED])
        more = f" và {len(row.places) - _NAMED} mục khác" if len(row.places) > _NAMED else ""
        yield PlanFinding(
            GIVEN,
            None,
            "",
            False,
            f"{row.document.type_name}{number} giao {row.total} việc, "
            f"{len(row.places)} việc chưa vào kế hoạch: {named}{more}.",
            "",
            ref=f"directive-{row.document.pk}",
        )


def dropped(case: Case) -> Iterator[PlanFinding]:
    """A task of the replaced plan is neither carried over nor left out with a reason."""
    for task in case.ties.dropped:
        words = " ".join(task.content.split())
        short = words if len(words) <= 90 else words[:89].rstrip() + "…"
        yield PlanFinding(
            DROPPED,
            task.area.code,
            "",
            False,
            f"Nhiệm vụ “{short}” của kế hoạch bị thay thế chưa được chuyển tiếp. "
            "Chọn nhiệm vụ tiếp nối hoặc ghi lý do không chuyển tiếp.",
            "",
            ref=f"carried-{task.pk}",
        )

"""A report in a few lines for who signs it: files, tasks, how much is filled, estimated and confirmed (ux 4.7)."""

from cchc_portal import wording
from cchc_portal.desks.figures import FigureTable
from indicators.registry import facts
from reporting.models import Report
from reporting.queries import Content
from reporting.statistics.procedures import ON_TIME_A, column

_TASKS = ("plans.tasks", "plans.tasks_done", "plans.tasks_late")


def sizes(found: Content, figures: FigureTable | None) -> list[dict]:
    """Label and words of each line; a line without facts is left out."""
    rows = [*_files(figures), *_tasks(found.report)]
    if figures is not None:
        done, total = figures.filled
        estimated = len(figures.estimated)
        rows.append(("Số liệu đã có", f"{done}/{total} ô" + (f", {estimated} ô là số ước" if estimated else "")))
    rows.append(("Mục đã xác nhận", found.confirmed))
    return [{"label": label, "words": words} for label, words in rows]


def _files(figures: FigureTable | None) -> list[tuple[str, str]]:
    """Received, handled, the share on time by its named definition, each with the period before."""
    if figures is None or not figures.printed(column(3)):
        return []
    ratios = [_percent(sheet.ratio(ON_TIME_A.formula).printed()) for sheet in figures.sheets]
    rows = (
        ("Hồ sơ TTHC phải giải quyết", figures.printed(column(3))),
        ("Hồ sơ đã giải quyết", figures.printed(column(7))),
        (ON_TIME_A.name, ratios),
    )
    return [(label, _beside(figures, values)) for label, values in rows if values[0]]


def _percent(printed: str) -> str:
    return f"{printed}\N{NO-BREAK SPACE}%" if printed[:1].isdigit() else printed


def _beside(figures: FigureTable, values) -> str:
    now, *before = values
    if not before or not before[0]:
        return now
    name = figures.earlier[0].label
    return f"{now}; {name[:1].lower()}{name[1:]}: {before[0]}"


def _tasks(report: Report) -> list[tuple[str, str]]:
    counts = {row.name: row.value for row in facts(_TASKS, [report.unit_id], report.window, as_of=report.as_of)}
    total, done, late = (int(counts.get(name) or 0) for name in _TASKS)
    if not total:
        return []
    words = f"{wording.number(done)}/{wording.number(total)} xong"
    return [("Nhiệm vụ trong kế hoạch năm", f"{words}, {wording.number(late)} quá hạn" if late else words)]

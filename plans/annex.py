"""What the table of tasks of a plan says: its title, its columns, the words of each cell (domain 4.3)."""

from documents.layout import Column
from documents.reading.quantities import format_decimal
from plans.models import Milestone, Plan, Task
from plans.queries import Content
from plans.wording import lower_first, span

ANNEX_TITLE, ANNEX_TITLE_SUB = "Danh mục nhiệm vụ cải cách hành chính {years}", "Danh mục nhiệm vụ {subject}"
COLUMNS = (
    Column("Nội dung nhiệm vụ", 27),
    Column("Kết quả, sản phẩm", 13),
    Column("Chủ trì (người chịu trách nhiệm)", 15),
    Column("Phối hợp", 14),
    Column("Thời gian hoàn thành", 11, "center"),
    Column("Kinh phí", 9, "center"),
    Column("Ghi chú", 11),
)
# The table of a stage plan says besides what each year is to reach (seed 004, item 1: "theo lộ trình từng năm").
STEPS, STEPS_AFTER = Column("Lộ trình từng năm", 16), 5
MONEY = "triệu đồng"
KEY, BREAKTHROUGH = "Trọng tâm", "Đột phá"


def annex_title(plan: Plan) -> str:
    """What the table of tasks is called."""
    if plan.scope == Plan.Scope.SUB:
        return ANNEX_TITLE_SUB.format(subject=lower_first(plan.title))
    return ANNEX_TITLE.format(years=span(plan))


def with_steps(content: Content, cells: tuple, steps) -> tuple:
    """The cells of a row, with that of the years where the plan is one of a stage."""
    if content.plan.scope != Plan.Scope.STAGE:
        return cells
    return (*cells[:STEPS_AFTER], steps, *cells[STEPS_AFTER:])


def product(task: Task) -> str:
    """What the task produces, with its count."""
    if task.product_count is None:
        return task.product_text
    count = f"{format_decimal(task.product_count)} {task.product_unit}".strip()
    return f"{task.product_text} ({count})" if task.product_text else count


def lead(task: Task) -> str:
    """Who leads, and who answers for it by name."""
    return f"{task.lead_text} ({task.head.official.full_name})" if task.head else task.lead_text


def partners(task: Task) -> str:
    """Who works with them."""
    return "; ".join(partner.partner_text for partner in task.partners.all())


def money(task: Task) -> str:
    """The amount and where it comes from."""
    amount = "" if task.budget is None else format_decimal(task.budget)
    source = task.get_funding_display() if task.funding else ""
    return f"{amount} ({source})" if amount and source else amount or source


def remarks(task: Task) -> str:
    """Trọng tâm, đột phá, and the note."""
    marks = [word for flag, word in ((task.is_key, KEY), (task.is_breakthrough, BREAKTHROUGH)) if flag]
    return "; ".join([*marks, *([task.note] if task.note else [])])


def steps(content: Content, kind: str, pk: int) -> str:
    """What a row of a stage plan is to reach year by year: "Năm 2021: 60; năm 2022: 70"."""
    rows = content.milestones.get((kind, pk), [])
    said = "; ".join(f"năm {row.year}: {milestone_words(row)}" for row in rows)
    return said[:1].upper() + said[1:]


def milestone_words(row: Milestone) -> str:
    """What one year is to reach, figure before words."""
    value = "" if row.value is None else format_decimal(row.value)
    return " ".join(part for part in (value, row.text) if part)

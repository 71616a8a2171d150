"""How often each act on a report asks the database, whatever the report holds (issue 4, done-when 6)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from documents.models import IssuedDocument
from documents.queries import issue_of
from organisations.models import User
from plans.models import Task
from reporting import actions as writing
from reporting.models import Report, ReportLine, ReportSection
from reporting.outlines import Content as What
from reporting.periods import Kind, Period
from reporting.queries import content, forms
from reporting.queries.known import Known
from tests.cast import Cast
from tests.guards.world import issue
from tests.reporting.builders import opened, write_all
from tests.reporting.worlds import clock, draw, finish
from tests.workflow.items import letter
from tests.workflow.items import plan as dull_plan
from tests.workflow.walks import walk
from workflow import actions, remarks
from workflow.clock import now, today
from workflow.models import Item

pytestmark = pytest.mark.django_db
_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
_TO_CHAIRMAN = ("submit", "pass_content", "pass_form")
# Where the texts of these lists are named by hand, whether or not the drawn world lets a sentence name them.
_LISTS = ("tasks", "targets", "documents", "planned", "before.proposal")
_BY_HAND = "I.4"
# Of submit and accept, at any size.
MOST = 25
# How often each act asks, of a report that says everything a report can say. Passing on to the chairman and signing bring
# the paper with them, asking for a replacement the successor.
COSTS = {
    "submit": 24, "withdraw": 9, "return by check": 10, "pass_content": 10, "pass_form": 26, "return by chairman": 10,
    "sign": 31, "issue": 19, "begin_review": 11, "propose": 10, "accept": 15, "ask_replacement": 33,
}  # fmt: skip


@pytest.fixture(autouse=True)
def december():
    with clock():
        yield


def everything(cast: Cast) -> Report:
    """The report of a year with plan, tasks, targets, directives, documents, figures, rows, remarks, and texts that quote
    all of them: drafted from facts, and one place where every list is named by hand.
    """
    world = draw(cast, 3)
    _before(cast)
    _around(cast)
    finish(world, next(one for one in world.tasks("not_started") if one.due_on < date(2026, 12, 1)))
    writing.draft_report(report=world.report, by=cast.focal)
    known = Known(world.report)
    keys = [key for name in _LISTS for key in known.pick(name)[:2]]
    keys += [
        f"{key}.{of}"
        for key in known.pick("late")[:1]
        for of in ("delay", "evidence", "product")
        if known.words(f"{key}.{of}")
    ]
    keys += ["directives.given", "plan.document", "plans.targets", "tk.1.6@year"]
    said = " ".join("{{fact:" + key + "}}" for key in keys if known.words(key))
    writing.write_section(report=world.report, code=_BY_HAND, text=f"Nêu lại: {said}.", by=cast.focal)
    _confirm(cast, world.report)
    assert {name for name in _LISTS if not known.pick(name)} == set()
    return world.report


def _before(cast: Cast) -> None:
    """A report of an earlier period whose proposals come up again, one of them answered."""
    earlier = opened(cast, Period(2026, Kind.QUARTER, 3), due_on=date(2026, 12, 20))
    for words in ("Đề nghị tập huấn", "Đề nghị hỗ trợ kinh phí"):
        writing.add_line(report=earlier, kind=What.PROPOSALS, text=words, by=cast.focal)
    Report.objects.filter(pk=earlier.pk).update(state="issued", issued_on=date(2026, 9, 20), times_sent=1)


def _around(cast: Cast) -> None:
    """A document issued in the window, and next year's plan."""
    issue(walk(letter(cast), cast, *_TO_CHAIRMAN, "sign"), cast)
    IssuedDocument.objects.filter(released_at=None).update(released_at=now(), issued_on=date(2026, 12, 10))
    Task.objects.filter(plan=dull_plan(cast, year=2027)).update(is_key=True)


def _confirm(cast: Cast, report: Report) -> None:
    said = {"confirmed_at": now(), "confirmed_by": cast.focal}
    for place in content(report).places:
        if place.is_empty and place.row.required and place.what not in (What.HEADING, What.TARGETS):
            ReportSection.objects.update_or_create(report=report, code=place.code, defaults={"text": "Đã làm."})
    ReportSection.objects.filter(report=report).exclude(text="").update(**said)
    ReportLine.objects.filter(report=report).update(**said)


def thin(cast: Cast) -> Report:
    """A report that quotes nothing."""
    return write_all(opened(cast), cast.focal)


def cost(act: Callable[[], object]) -> int:
    """Statements on tables, none of them answered before: forms and outlines are read anew too."""
    forms._read.cache_clear()
    forms._read_places.cache_clear()
    with CaptureQueriesContext(connection) as found:
        act()
    return sum(not one["sql"].startswith(_TRANSACTION) for one in found)


def taken(action: str, item: Item, by: User, comment: str = "") -> tuple[Item, int]:
    """Take an act as a request does, on rows that nobody has looked at; the item afterwards and what it cost."""
    item, by = type(item).objects.get(pk=item.pk), User.objects.select_related("official").get(pk=by.pk)
    after: list[Item] = []
    number = cost(lambda: after.append(actions.take(action, item, by=by, comment=comment)))
    return after[0], number


def sealed(report: Report, cast: Cast) -> Report:
    """A signed report with its number and seal, as it stands when its paper goes out."""
    document = actions.take("number", issue_of(report), by=cast.records, number=7, day=today(), signed_on=today())
    how = {"signed_how": IssuedDocument.SignedHow.PEN_KEPT, "signer_name": document.signer_name}
    actions.take("seal", document, by=cast.records, **how)
    Report.objects.filter(pk=report.pk).update(issued_on=today())
    return Report.objects.get(pk=report.pk)


def costs(cast: Cast, report: Report) -> dict[str, int]:
    """What each act costs on the way of one report: sent back twice, issued, accepted."""
    found: dict[str, int] = {}

    def step(action: str, by: User, comment: str = "", name: str = "") -> None:
        nonlocal report
        report, found[name or action] = taken(action, report, by, comment)

    step("submit", cast.focal)
    step("withdraw", cast.focal)
    report = walk(report, cast, "submit")
    step("return", cast.office_head, "Thiếu số.", "return by check")
    report = walk(report, cast, "submit")
    step("pass_content", cast.office_head)
    remark = remarks.add(report, by=cast.records, text="Sửa thể thức.", place="section-I.1")
    remarks.answer(remark, by=cast.focal, text="Đã sửa.")
    step("pass_form", cast.records)
    step("return", cast.chairman, "Xem lại.", "return by chairman")
    step("submit", cast.focal)
    report = walk(report, cast, "pass_content", "pass_form")
    step("sign", cast.chairman)
    report = sealed(report, cast)
    found["issue"] = cost(lambda: actions.follow("issue", report, by=cast.records))
    report.refresh_from_db()
    step("begin_review", cast.reviewer)
    step("propose", cast.reviewer, "Tiếp nhận.")
    _, found["ask_replacement"] = undone(lambda: taken("ask_replacement", report, cast.review_head, "Thiếu số."))
    step("accept", cast.review_head)
    return found


def undone(act: Callable[[], tuple[Item, int]]) -> tuple[Item, int]:
    """What an act answers, which is then as if it had not been taken."""
    with transaction.atomic():
        found = act()
        transaction.set_rollback(True)
    return found


def test_every_act_on_a_report_that_says_everything_costs_what_it_should(cast: Cast):
    assert costs(cast, everything(cast)) == COSTS


def test_no_act_on_a_report_that_quotes_nothing_costs_more(cast: Cast):
    found = costs(cast, thin(cast))
    assert {name: number for name, number in found.items() if number > COSTS[name]} == {}


def test_submit_and_accept_stay_below_the_bound():
    assert max(COSTS["submit"], COSTS["accept"]) <= MOST

"""What has happened to the documents that give work: entered, sent out, acknowledged, act by act.

In places that exist outside the demo every addressee has acknowledged; who is late works in an invented commune.
"""

from datetime import date

from django.db import transaction

from cchc_portal.demo import giving, order2026, plan2024, seed000, seed001, seed002, seed004, writing
from cchc_portal.demo.content import COMPLETED, DirectiveContent, TaskLine
from cchc_portal.demo.telling import Teller
from directives import actions
from directives.models import Directive, DirectiveItem, DirectiveTarget, Receipt
from plans import actions as plans
from plans.models import Plan

_PASSED_ON = f"Quán triệt tại họp giao ban ({COMPLETED})."


def enter(
    teller: Teller, content: DirectiveContent, code: str, who: str, day: date, *, send: bool = True
) -> Directive | None:
    """The office of ``code`` enters the document into its register and, where it has a number, sends it out."""
    if not teller.told(day):
        return None
    by = teller.user(who)
    with teller.on(day, 8, 30), transaction.atomic():
        directive = giving.Writer(content, unit=teller.unit(code), by=by).write()
        if send:
            actions.send_out(directive, by=by)
    return directive


def acknowledge(teller: Teller, directive: Directive, code: str, who: str, day: date, note: str = _PASSED_ON) -> None:
    """One addressee has received it and passed it on."""
    receipt = Receipt.objects.select_related("directive").get(directive=directive, addressee=teller.unit(code))
    teller.take("acknowledge", receipt, who, day, 9, note=note)


def son_tay(teller: Teller) -> None:
    """Chỉ thị 01/CT-UBND: every post of the commune has it within three days."""
    day = date(2023, 6, 5)
    directive = enter(teller, seed000.DIRECTIVE, "son-tay", "daumoi.sontay", day)
    if directive is None:
        return
    acknowledge(teller, directive, "son-tay-vp", "daumoi.sontay", date(2023, 6, 6))
    acknowledge(teller, directive, "son-tay-tp", "tuphap.sontay", date(2023, 6, 7))
    for code in ("vhxh", "tckt", "dc", "mc", "to"):
        acknowledge(teller, directive, f"son-tay-{code}", "daumoi.sontay", date(2023, 6, 8))
    _plan_of_2024(teller, directive)


def _plan_of_2024(teller: Teller, directive: Directive) -> Plan | None:
    """What the commune takes from its chỉ thị into the plan of the next year, still in work."""
    day, by = date(2024, 1, 8), teller.user("daumoi.sontay")
    if not teller.told(day):
        return None
    with teller.on(day, 9), transaction.atomic():
        content = plan2024.CONTENT
        plan = writing.begin(content, unit=teller.unit("son-tay"), by=by)
        _take(plan, directive, plan2024.TAKEN, plan2024.TARGETS, by=by)
        return writing.write(plan, content, by=by)


def _take(
    plan: Plan, directive: Directive, tasks: tuple[tuple[str, TaskLine], ...], phrases: tuple[str, ...], *, by
) -> None:
    """Take items and targets of a directive into a plan's draft, then complete each task as ``tasks`` says."""
    items = [DirectiveItem.objects.get(directive=directive, text__startswith=words) for words, _ in tasks]
    targets = [DirectiveTarget.objects.get(item__directive=directive, phrase__startswith=words) for words in phrases]
    rows = plans.take_up_many(plan=plan, by=by, rows=[(row, None) for row in (*items, *targets)])
    for row, (_, line) in zip(rows, tasks, strict=False):
        values = writing.task_values(line)
        plans.save_fields(row=row, values=values, version=row.version, by=by)


def take_up(plan: Plan, *, by) -> None:
    """Two communes take from the guide of the year what their plan does not say of itself."""
    chosen = order2026.taken(plan.unit.code)
    if chosen:
        guide = Directive.objects.get(document__number=order2026.CONTENTS[plan.year].number)
        _take(plan, guide, *chosen, by=by)


def son_duong(teller: Teller) -> None:
    """The draft of tháng 10/2020, without number and day: entered, sent to nobody."""
    enter(teller, seed001.DIRECTIVE, "son-duong", "tochuc.sonduong", date(2020, 10, 12), send=False)


def tan_khe(teller: Teller) -> None:
    """The chỉ thị of the phường: two have acknowledged, the others were reminded."""
    directive = enter(teller, seed002.DIRECTIVE, "tan-khe", "daumoi.tankhe", date(2023, 7, 10))
    if directive is None:
        return
    acknowledge(teller, directive, "tan-khe-vp", "daumoi.tankhe", date(2023, 7, 11))
    acknowledge(teller, directive, "tan-khe-mc", "motcua.tankhe", date(2023, 7, 12))
    if teller.told(date(2023, 7, 20)):
        with teller.on(date(2023, 7, 20), 10):
            actions.remind(directive, by=teller.user("daumoi.tankhe"))


def bac_kan(teller: Teller) -> None:
    """Công văn 7946/UBND-NCPC: sở and districts have it, so has the first of three communes."""
    directive = enter(teller, seed004.DIRECTIVE, "bac-kan", "vanphong.backan", date(2021, 11, 25))
    if directive is None:
        return
    acknowledge(teller, directive, "bac-kan-snv", "noivu.backan", date(2021, 11, 26))
    acknowledge(teller, directive, "bac-kan-skhdt", "kehoach.backan", date(2021, 11, 29))
    acknowledge(teller, directive, "ba-be", "daumoi.babe", date(2021, 11, 29))
    acknowledge(teller, directive, "tp-bac-kan", "daumoi.tpbackan", date(2021, 11, 30))
    acknowledge(teller, directive, "na-lang", "daumoi.nalang", date(2021, 12, 2))


def hoa_giang(teller: Teller, year: int) -> Directive | None:
    """Sở Nội vụ asks every commune for the plan of ``year``; two have acknowledged."""
    content = order2026.CONTENTS[year]
    directive = enter(teller, content, "hoa-giang-snv", "minh", content.issued_on)
    if directive is None:
        return None
    for code, day in order2026.ACKNOWLEDGED[year]:
        acknowledge(teller, directive, code, f"daumoi.{code.replace('-', '')}", day, "")
    return directive


# Worlds of the published papers with what has happened in each, in the order of their days.
STORIES = {"tuyen-quang": son_duong, "bac-kan": bac_kan, "ha-tinh": son_tay, "thanh-lam": tan_khe}

"""Time pages, papers, rules and reach on a demo world of its own, in a temporary folder.

Medians with their spread and the number of queries; then pairs that answer the same question, many rows
at once against one by one, run in turn so that a busy machine troubles both alike. docs/benchmarks.md
keeps the ratios.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cchc_portal.management import large_round
from cchc_portal.paper_bench import LONG_ROWS, long_paper, paper_pairs, whole_rows
from documents import papers
from documents.render import render_html, render_pdf
from organisations.actions import rebuild_reach
from organisations.clock import today
from organisations.models import ReviewRelation, Unit, User
from plans.checks import check_plan, findings
from plans.models import Plan
from workflow import rules

Work = Callable[[], object]
# How many communes one Sở follows when it is measured what a page of their plans costs.
SIZES = (30, 300)


class Command(BaseCommand):
    help = (
        "Đo trang, bản in, quy tắc và tầm nhìn trên dữ liệu trình diễn riêng, trong một thư mục tạm trên SQLite. "
        "--here đo trên cơ sở dữ liệu đang dùng, sau khi dựng lại dữ liệu trình diễn ở đó."
    )

    def add_arguments(self, parser):
        parser.add_argument("--communes", type=int, default=30, help="số xã, phường của tỉnh trình diễn (30)")
        parser.add_argument("--runs", type=int, default=9, help="số lần đo mỗi việc (9)")
        parser.add_argument("--here", action="store_true", help="đo trên cơ sở dữ liệu trình diễn đang dùng")
        parser.add_argument(
            "--large-round",
            action="store_true",
            help=f"chỉ đo bảng lớn của một đợt {large_round.UNITS} đơn vị trong một cơ sở dữ liệu riêng, xóa khi xong",
        )

    def handle(self, *args, communes, runs, here, **options):
        if runs < 1:
            raise CommandError("--runs từ 1 trở lên.")
        if options["large_round"]:
            for line in large_round.measured(runs):
                self.stdout.write(line)
            return
        if not here:
            _in_a_folder_of_its_own(communes, runs)
            return
        started = time.perf_counter()
        call_command("make_demo", communes=communes, stdout=self.stdout)
        self.stdout.write(f"make_demo --communes {communes}: {time.perf_counter() - started:.1f} s\n\n")
        self.stdout.write(f"{'':46}{'median ms':>10}{'min':>8}{'max':>8}{'queries':>9}")
        for name, work in _single().items():
            self._line(name, _timed([work], runs)[0], _queries(work))
        self.stdout.write(f"\n{'':46}{'median ms':>10}{'min':>8}{'max':>8}{'queries':>9}{'ratio':>8}")
        for name, pair in _pairs().items():
            self._compare(name, pair, runs)
        for name, pair in paper_pairs().items():
            self._compare(name, pair, runs, names=("ours", "theirs"))
        long = long_paper()
        self._line(f"paper: PDF/A with an annex of {LONG_ROWS} rows", _timed([lambda: render_pdf(long)], 2)[0], 0)
        rows, bookmarks = whole_rows(render_pdf(long))
        self.stdout.write(f"    its tags: {rows} of {LONG_ROWS} rows whole, {bookmarks} bookmarks")
        self.stdout.write("")
        for communes in SIZES:
            with transaction.atomic():
                _enlarge(communes)
                for name, work in _sight().items():
                    self._line(f"{name}, {communes} communes", _timed([work], runs)[0], _queries(work))
                transaction.set_rollback(True)

    def _compare(
        self, name: str, pair: tuple[Work, Work], runs: int, *, names: tuple[str, str] = ("at once", "one by one")
    ) -> None:
        at_once, one_by_one = _timed(list(pair), runs)
        self._line(f"{name}, {names[0]}", at_once, _queries(pair[0]))
        ratio = statistics.median(one_by_one) / statistics.median(at_once)
        self._line(f"    {names[1]}", one_by_one, _queries(pair[1]), f"{ratio:8.1f}")

    def _line(self, name: str, times: list[float], queries: int, end: str = "") -> None:
        self.stdout.write(
            f"{name:46}{statistics.median(times):10.1f}{min(times):8.1f}{max(times):8.1f}{queries:9}{end}"
        )


def _in_a_folder_of_its_own(communes: int, runs: int) -> None:
    """Run again with DATA_DIR in a temporary folder, so that no real database is touched."""
    manage = str(Path(settings.BASE_DIR) / "manage.py")
    ours = ("DATABASE_URL", "REDIS_URL", "DATA_DIR", "PRODUCTION")
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name not in ours}
        environment |= {"DATA_DIR": folder, "LOG_LEVEL": "WARNING"}
        for command in (["migrate", "-v0"], ["bench", "--here", f"--communes={communes}", f"--runs={runs}"]):
            subprocess.run([sys.executable, manage, *command], env=environment, check=True)


def _single() -> dict[str, Work]:
    seed = Plan.objects.get(year=2023, origin=Plan.Origin.WRITTEN)
    waiting = Plan.objects.filter(year=2027, state="awaiting_chairman").first()
    paper = papers.build(seed)
    work: dict[str, Work] = {
        "page: home of a focal point": _page("daumoi.tanlap", reverse("portal:home")),
        "page: home of a reviewer": _page("minh", reverse("portal:home")),
        "page: list of plans": _page("minh", reverse("plans:list")),
        "page: read a plan": _page("hanh", reverse("plans:read", args=[seed.code])),
        "check_plan: the plan of Tú Xuyên": lambda: check_plan(Plan.objects.get(pk=seed.pk)),
        "paper: build from the database": lambda: papers.build(Plan.objects.get(pk=seed.pk)),
        "paper: HTML": lambda: render_html(paper),
        "paper: PDF/A": lambda: render_pdf(paper),
        "reach: reckon for today": rebuild_reach,
    }
    if waiting is not None:
        work["page: chairman's desk"] = _page("chutich.tanlap", reverse("portal:approve", args=[waiting.code]))
    return work


def _pairs() -> dict[str, tuple[Work, Work]]:
    """What one call answers for many rows, and the same rows asked for one at a time."""
    reviewer = User.objects.get(username="phuc")
    plans = list(Plan.objects.filter(year=2027).visible_to(reviewer).select_related("unit"))
    everyone = list(Plan.objects.filter(year=2027).values_list("pk", flat=True))
    sight = Plan.objects.visible_to(reviewer)
    return {
        f"rules: acts on {len(plans)} plans": (
            lambda: rules.available(reviewer, plans),
            lambda: [rules.available(reviewer, [plan]) for plan in plans],
        ),
        f"check_plan: {len(plans)} plans": (
            lambda: findings(plans),
            lambda: [check_plan(plan) for plan in plans],
        ),
        f"sight: which of {len(everyone)} plans are seen": (
            lambda: list(sight.filter(pk__in=everyone).values_list("pk", flat=True)),
            lambda: [sight.filter(pk=pk).exists() for pk in everyone],
        ),
    }


def _enlarge(communes: int) -> None:
    """Bare communes with a plan each beside those of the world, up to ``communes``; the caller rolls back."""
    plan = Plan.objects.filter(year=2027).select_related("unit__parent").first()
    authority = User.objects.get(username="phuc").memberships.get().unit
    here = plan.unit.parent.children.filter(issuer_name__startswith="Ủy ban").count()
    units = Unit.objects.bulk_create(
        Unit(name=f"xã số {n}", code=f"xa-so-{n}", kind=Unit.Kind.COMMUNE, parent=plan.unit.parent, valid_from=today())
        for n in range(communes - here)
    )
    ReviewRelation.objects.bulk_create(
        ReviewRelation(unit=unit, authority=authority, subject="plan", valid_from=today()) for unit in units
    )
    shared = {name: getattr(plan, name) for name in ("road", "state_since", "created_at", "created_by", "template")}
    Plan.objects.bulk_create(
        Plan(unit=unit, code=f"KH{n:05}", year=2027, title="thử", **shared) for n, unit in enumerate(units)
    )
    rebuild_reach()


def _sight() -> dict[str, Work]:
    """What the size of a province weighs on: a page of its plans, and the reckoning of who sees whom."""
    plans = Plan.objects.filter(year=2027).visible_to(User.objects.get(username="phuc"))
    return {
        "sight: count, first 50": lambda: (plans.count(), list(plans[:50])),
        "reach: reckon for today": rebuild_reach,
    }


def _page(username: str, url: str) -> Work:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=username))

    def get() -> None:
        answer = client.get(url)
        if answer.status_code != 200:
            raise CommandError(f"{url}: {answer.status_code}")

    return get


def _timed(work: list[Work], runs: int) -> list[list[float]]:
    """Milliseconds of each of ``work``, taken in turn; the first round is not counted."""
    times: list[list[float]] = [[] for _ in work]
    for run in range(runs + 1):
        for taken, one in zip(times, work, strict=True):
            started = time.perf_counter()
            one()
            if run:
                taken.append((time.perf_counter() - started) * 1000)
    return times


def _queries(work: Work) -> int:
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)

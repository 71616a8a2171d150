"""Make the demo world through the real verbs; the same seed makes the same world, ids included."""

import gc
from contextlib import contextmanager
from datetime import date

from celery import current_app
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cchc_portal.demo import orders, organisation, places, reports2023, seed_places, story, world
from cchc_portal.demo.telling import Teller
from documents.reading.dates import NotReadable, parse_date
from organisations.remembering import remembered
from workflow import codes


class Command(BaseCommand):
    help = "Dựng dữ liệu trình diễn: 2023 ba cấp và 2026 hai cấp. Chỉ chạy trên cơ sở dữ liệu trình diễn hoặc trống."

    def add_arguments(self, parser):
        parser.add_argument("--stage", choices=["draft", "issued"], default="issued")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--as-of", default="21/11/2026", help="ngày/tháng/năm hoặc năm-tháng-ngày")
        parser.add_argument("--communes", type=int, default=3)
        parser.add_argument("--if-empty", action="store_true", help="không làm gì khi đã có dữ liệu")

    def handle(self, *args, stage, seed, as_of, communes, if_empty, **options):
        day = _day(as_of)
        if communes < 3:
            raise CommandError("--communes từ 3 trở lên.")
        if if_empty and not world.is_empty():
            self.stdout.write("Đã có dữ liệu, không dựng lại.")
            return
        if not world.may_rebuild():
            raise CommandError(
                "Cơ sở dữ liệu này có dữ liệu thật, không dựng dữ liệu trình diễn lên được. "
                "Đặt DATABASE_URL hoặc DATA_DIR khác."
            )
        world.empty()
        call_command("load_reference", stdout=self.stdout)
        with _tasks_at_once(), _seldom_collecting(), codes.seeded(seed):
            self._tell(stage, day, communes)
        self.stdout.write(f"Đã dựng dữ liệu trình diễn đến ngày {day:%d/%m/%Y}.")

    def _tell(self, stage: str, day: date, communes: int) -> None:
        self.stdout.write("Dựng xã Tú Xuyên, năm 2023 …")
        old = organisation.build(places.THREE_TIERS, another_root=False)
        with remembered():
            story.tu_xuyen(Teller(old, day), stage=stage)
            if stage == "issued":
                reports2023.tell(Teller(old, day))
        # The newest world comes last: who sees whom is worked out for the day of the world that is being built.
        if stage == "issued":
            self._papers(day)
        if day >= places.two_tiers(3).starts_on:
            self._province(day, communes)

    def _province(self, day: date, communes: int) -> None:
        """The invented province of 2026 and the rounds of its plans."""
        self.stdout.write(f"Dựng tỉnh Hòa Giang với {communes} xã, phường, năm 2026 …")
        new = organisation.build(places.two_tiers(communes), another_root=True)
        teller = Teller(new, day)
        with remembered():
            story.year_2026(teller)
            story.year_2027(teller)
            story.letters(teller)

    def _papers(self, day: date) -> None:
        """The worlds of the published papers that give work."""
        for place in seed_places.WORLDS:
            if day >= place.starts_on:
                self.stdout.write(f"Dựng {place.root.name}: {place.name} …")
                built = organisation.build(place, another_root=True)
                with remembered():
                    orders.STORIES[place.root.code](Teller(built, day))


@contextmanager
def _tasks_at_once():
    """Papers are pressed inside the command, on the clock of the act that asked for them."""
    conf = current_app.conf
    before = conf.task_always_eager, conf.task_eager_propagates
    conf.task_always_eager = conf.task_eager_propagates = True
    try:
        yield
    finally:
        conf.task_always_eager, conf.task_eager_propagates = before


@contextmanager
def _seldom_collecting():
    """Most of what pressing papers leaves behind is long-lived: looking for cycles less often saves a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parse_date(text)
    except NotReadable as error:
        raise CommandError(error.sentence) from error

"""manage.py rebuild_reach: who sees whom, reckoned anew for today."""

from django.core.management.base import BaseCommand

from organisations.actions import rebuild_reach


class Command(BaseCommand):
    """Rewrites Reach; runs every night because dates pass, and by hand after a restore."""

    help = "Rewrites who sees whom for today and says how many rows changed."

    def handle(self, *args, **options):
        added, removed = rebuild_reach()
        self.stdout.write(f"Tầm nhìn hôm nay: thêm {added} dòng, bớt {removed} dòng.")

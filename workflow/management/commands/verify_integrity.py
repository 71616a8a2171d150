"""Say whether what is stored agrees with itself; exit status 1 when it does not."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from workflow import integrity


class Command(BaseCommand):
    help = "Đối chiếu việc phải làm, diễn biến, khóa chỉ-thêm và các dòng theo thời gian."

    def handle(self, *args, **options):
        found = list(integrity.faults(connection))
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"Có {len(found)} chỗ không khớp.")
        self.stdout.write("Không có chỗ nào không khớp.")

"""Write docs/roads.md from the tables, or check that it says what they say."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.diagram import as_markdown


class Command(BaseCommand):
    help = "Viết docs/roads.md từ bảng trạng thái; --check chỉ so."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, check, **options):
        page = Path(settings.BASE_DIR) / "docs" / "roads.md"
        if not check:
            page.write_text(as_markdown(), encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != as_markdown():
            raise CommandError("docs/roads.md khác bảng trạng thái; chạy manage.py road_diagram.")

"""Load dated reference data: document types, metrics, groups of addressees, plan template and areas, working calendar."""

from django.core.management.base import BaseCommand

from directives import reference as addressee_groups
from documents import reference as document_types
from indicators import reference as metrics
from plans import reference as plan_templates
from reporting import reference as statistics_forms
from workflow import calendar

FIRST_YEAR, LAST_YEAR = 2020, 2027


class Command(BaseCommand):
    help = "Nạp loại văn bản, chỉ số, nhóm nơi nhận, khung kế hoạch, lịch làm việc; chạy lại không tạo trùng."

    def handle(self, *args, **options):
        document_types.load()
        metrics.load()
        addressee_groups.load()
        plan_templates.load()
        statistics_forms.load()
        days = calendar.seed(range(FIRST_YEAR, LAST_YEAR + 1))
        self.stdout.write(f"Đã nạp dữ liệu danh mục ({days} ngày lịch mới).")

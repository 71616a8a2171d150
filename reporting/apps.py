"""Reporting: periodic reports, statistics forms, consolidation."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Registers how reports move and what paper they are written on; guards versions and what was sent."""

    name = "reporting"
    verbose_name = "Báo cáo"

    def ready(self):
        """Make reports known to workflow and papers; make versions unchangeable, save that a version ends."""
        from documents import papers  # app ready
        from indicators import rules as figures  # app ready
        from reporting import documents, locks, notices, panels, steering, tasks  # noqa: F401  app ready; tasks: known by name in every process
        from reporting.flow import ReportFlow  # app ready
        from reporting.models import Report  # app ready
        from workflow import append_only, flows  # app ready

        flows.register(ReportFlow())
        papers.register(Report.kind, documents.build, recipients=documents.recipients, citations=documents.citations)
        figures.register_lock("reports", locks.figures_lock)
        steering.register_all()
        panels.register_all()
        notices.register_all()
        for version in ("StatForm", "Outline"):
            append_only.register(f"reporting.{version}", once=("valid_to",))
        for row in ("StatRow", "StatCheck", "OutlineSection", "ReportVersion"):
            append_only.register(f"reporting.{row}")
        for row in ("ConsolidatedReport", "ConsolidatedRow", "OwnReport"):
            append_only.register(f"reporting.{row}")
        append_only.register("reporting.Consolidation", once=("finished_at", "content_hash"))

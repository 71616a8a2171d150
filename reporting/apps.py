"""Reporting: periodic reports, statistics forms, consolidation."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Guards the versions of statistics forms."""

    name = "reporting"
    verbose_name = "Báo cáo"

    def ready(self):
        """Make versions of forms unchangeable, save that a version ends."""
        from workflow import append_only  # app ready

        append_only.register("reporting.StatForm", once=("valid_to",))
        append_only.register("reporting.StatRow")
        append_only.register("reporting.StatCheck")

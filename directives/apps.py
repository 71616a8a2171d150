"""Directives: documents that give work, their items and what became of them."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Registers how a directive is received and how an issued paper becomes one."""

    name = "directives"
    verbose_name = "Văn bản giao việc"

    def ready(self):
        """Make receipts known to the workflow, and take in what is issued in the portal."""
        from directives import (
            facts,  # app ready
            panels,  # app ready
        )
        from directives.actions import take_in  # app ready
        from directives.flow import ReceiptFlow  # app ready
        from documents import released  # app ready
        from workflow import flows  # app ready

        flows.register(ReceiptFlow())
        released.register("directives", take_in)
        facts.register_all()
        panels.register_all()

"""Plans: annual and stage plans, areas, targets, tasks, responsibilities."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers how plans move and what paper they are written on."""

    name = "plans"
    verbose_name = "Kế hoạch"

    def ready(self):
        """Make plans and their tasks known to the workflow and to the papers; guard what was reported."""
        from documents import papers  # app ready
        from plans import documents, facts, giving, panels  # app ready
        from plans.flow import PlanFlow, TaskFlow  # app ready
        from plans.models import Plan  # app ready
        from workflow import append_only, flows  # app ready

        flows.register(PlanFlow())
        flows.register(TaskFlow())
        papers.register(
            Plan.kind,
            documents.build,
            recipients=documents.recipients,
            citations=documents.citations,
            gives=giving.gives,
        )
        append_only.register("plans.ProgressNote")
        panels.register_all()
        facts.register_all()

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = "Quy trình"

    def ready(self):
        """Name the append-only log, keep its triggers, and listen to changes of rights."""
        from organisations import acts  # app ready
        from workflow import append_only, duties, log  # app ready

        append_only.register("workflow.Event")
        post_migrate.connect(append_only.install_after_migrate, dispatch_uid="workflow.append_only")
        for recorder in (log.record_rights, duties.after_change):
            if recorder not in acts.recorders:
                acts.recorders.append(recorder)

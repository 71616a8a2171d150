"""Figures: what is counted, by which definition, what was counted, what is judged."""

from django.apps import AppConfig

# Columns that are filled a single time while everything else of the row stays.
_SUPERSEDED = ("superseded_at", "superseded_by_id", "accepted_at", "accepted_by_id")
_REPLACED = ("replaced_at", "replaced_by_id")


class IndicatorsConfig(AppConfig):
    """Guards what was counted and what was wanted, and registers the facts of the floor below."""

    name = "indicators"
    verbose_name = "Chỉ số"

    def ready(self):
        """Append-only figures, goals, baselines and alert bands; facts of documents, which may not import this app."""
        from indicators import facts, integrity  # app ready
        from workflow import append_only  # app ready
        from workflow import integrity as whole  # app ready

        append_only.register("indicators.Value", once=_SUPERSEDED)
        append_only.register("indicators.Goal", once=_REPLACED)
        append_only.register("indicators.Baseline", once=_REPLACED)
        append_only.register("indicators.AlertBand", once=_REPLACED)
        facts.register_all()
        if integrity.faults not in whole.others:
            whole.others.append(integrity.faults)

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Văn bản"

    def ready(self):
        """Register the flows, the papers written here and how a mark of secrecy is read; guard what was sent."""
        from documents import letters, named, panels, papers, tasks  # noqa: F401  app ready; tasks: known by name in every process
        from documents.flow import IssuingFlow, LetterFlow, NamedFlow  # app ready
        from documents.models import Letter, NamedDocument  # app ready
        from documents.reading.secrecy import marked_secret  # app ready
        from workflow import append_only, flows, texts  # app ready

        flows.register(IssuingFlow())
        flows.register(LetterFlow())
        flows.register(NamedFlow())
        papers.register(Letter.kind, letters.build, recipients=letters.recipients, gives=letters.gives)
        papers.register(
            NamedDocument.kind,
            named.build,
            recipients=named.recipients,
            citations=named.citations,
            gives=named.gives,
        )
        panels.register_all()
        if marked_secret not in texts.refusals:
            texts.refusals.append(marked_secret)
        append_only.register("documents.FrozenPaper", once=("file_hash", "file_size", "rendered_at"))
        append_only.register("documents.Delivery", once=("received_at", "received_by_id"))

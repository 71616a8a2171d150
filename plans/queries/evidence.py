"""Files that a unit has stored already, as evidence to choose from."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from documents.models import Attachment
from organisations.models import User
from plans.models import TaskProgress
from workflow.flows import flow_of, items_of

# What a stored file hangs on, where that has no title of its own.
KINDS = {
    "task": "Minh chứng của nhiệm vụ",
    "plan": "Kế hoạch",
    "issuing": "Văn bản phát hành",
    "letter": "Công văn",
    "named": "Văn bản",
    "directive": "Văn bản giao việc",
}


def stored_files(progress: TaskProgress, user: User) -> QuerySet[Attachment]:
    """Files of the task's unit that ``user`` may see and the task has not got yet: each content once, newest first."""
    rows = Attachment.objects.visible_to(user).filter(unit=progress.unit_id, kind__in=KINDS, removed_at=None)
    here = Attachment.objects.filter(kind=progress.kind, object_id=progress.pk, removed_at=None)
    newest = rows.filter(sha256=OuterRef("sha256")).order_by("-uploaded_at", "-pk").values("pk")[:1]
    return (
        rows.exclude(sha256__in=here.values("sha256"))
        .filter(pk=Subquery(newest))
        .select_related("uploaded_by__official")
        .order_by("-uploaded_at", "-pk")
    )


@dataclass(frozen=True)
class Stored:
    """A stored file and the words of where it hangs."""

    file: Attachment
    place: str


def with_places(files: list[Attachment]) -> list[Stored]:
    """Each file with what it hangs on: one query per kind."""
    items = items_of([one for one in files if one.kind != "directive"])
    found = []
    for one in files:
        item = items.get((one.kind, one.object_id))
        title = flow_of(item).title(item) if item is not None else ""
        found.append(Stored(one, f"{KINDS[one.kind]}: {title}" if title else KINDS[one.kind]))
    return found

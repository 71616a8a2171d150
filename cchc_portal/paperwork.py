"""The paper of a plan in the page: where the preview is, which stored file stands beside it."""

from django.urls import reverse

from cchc_portal import wording
from documents.freezing import to_sign_of
from documents.models import IssuedDocument
from plans.models import Plan
from workflow.flows import flow_of


def paper_of(plan: Plan) -> dict:
    """Context of components/paper_frame.html: the preview, and the stored file once the plan is issued."""
    found = {
        "preview": reverse("plans:paper_sheet", args=[plan.code]),
        "title": f"Bản giấy, {flow_of(plan).title(plan)}",
        "ribbon": "" if plan.signed_at is None else "Đã duyệt, chưa cấp số",
        "pdf": reverse(f"plans:{'to_sign_file' if to_sign_of(plan) else 'paper_file'}", args=[plan.code]),
    }
    document = (
        IssuedDocument.objects.filter(source_kind=plan.kind, source_id=plan.pk, number__isnull=False)
        .select_related("paper")
        .first()
    )
    if document is None or document.paper is None or document.issued_on is None:
        return found
    number = f"{document.number:02d}/{document.symbol}"
    return {
        **found,
        "ribbon": f"Bản ban hành {number}, {wording.official_day(document.issued_on)}",
        "issued": True,
        "note": _short(document.paper.file_hash),
        "pdf": reverse("plans:issued_file", args=[plan.code]),
    }


def _short(digest: str) -> str:
    """The first twelve digits of a hash in groups, to be compared by eye."""
    return " ".join(digest[at : at + 4] for at in range(0, min(len(digest), 12), 4))

"""How letters and the issue road move, in the words of ``workflow.flows.Flow``."""

from celery import signature as task
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from documents import freezing, named, papers, queries, rules, signing
from documents.actions.issuing import give_number
from documents.models import IssuedDocument, Letter, NamedDocument
from documents.paper_flow import PaperFlow
from workflow import actions as moves
from workflow.clock import now
from workflow.flows import Flow, flow_of, item_of
from workflow.models import Item
from workflow.rules import Refused


def signing_question(item: Item, by) -> str:
    """M91 for any item with paper: who signs in which capacity, and what follows."""
    frozen = freezing.to_sign_of(item)
    paper = freezing.paper_of(frozen) if frozen else papers.build(item)
    block = signing.actual(item.unit, by=by, assumed=paper.signature, type_code=freezing.type_code_of(paper))
    return (
        f"Duyệt {flow_of(item).title(item)}, ký với tư cách {', '.join(block.capacity)}? Văn thư sẽ cấp số và ban hành."
    )


class IssuingFlow(Flow):
    """A signed paper on its way out: number, seal, file, receivers (NĐ 30/2020 Đ.15, Đ.18)."""

    kind = IssuedDocument.kind
    model = IssuedDocument
    noun = "Văn bản đi"
    own_form = frozenset({"number", "seal"})

    def title(self, item: Item) -> str:
        """The paper by type and subject."""
        return queries.words_of(item.type_code, item.title)

    def url(self, item: Item) -> str:
        """The page of the issued document."""
        return reverse("documents:issued", args=[item.code])

    def work_url(self, item: Item, capability: str) -> str:
        """Văn thư numbers and issues on a page of its own; the others read."""
        waits = capability == "issue" and item.state in ("to_number", "numbered", "sealed")
        return reverse("documents:issue", args=[item.code]) if waits else self.url(item)

    def before(self, action: str, item: Item, *, by, details: dict) -> None:
        """Number under the register's lock; how it was signed on sealing."""
        if action == "number":
            give_number(item, number=details.get("number"), day=details.get("day"), signed_on=details.get("signed_on"))
            details["log"] = {"number": item.number, "symbol": item.symbol, "day": item.issued_on.isoformat()}
        elif action == "seal":
            how, name = details.get("signed_how", ""), details.get("signer_name") or item.signer_name
            faults = rules.signature_faults(item, signed_how=how, signer_name=name, scan=details.get("scan"))
            if faults:
                raise ValidationError(faults)
            item.signed_how, item.signer_name = how, name
            item.sealed_at, item.sealed_by = now(), by
            details["log"] = {"signed_how": how, "signed_on": item.signed_on.isoformat()}

    def after(self, action: str, item: Item, *, by, event, details: dict) -> None:
        """Freeze what goes out; its file and sending follow the commit."""
        if action == "seal":
            item.paper = freezing.freeze_issued(item, by)
            item.save(update_fields=["paper", "updated_at"])
            # By name: tasks stand above. A broker that is down leaves a sealed paper that can be retried.
            finish = task("documents.tasks.render_and_send", args=[item.pk])
            transaction.on_commit(finish.delay, robust=True)


class ShortRoadFlow(PaperFlow):
    """A paper on the short road: drafted, signed and issued in its own office."""

    def acts_url(self, item: Item, capability: str) -> str:
        """The acts stand on the reading page."""
        return f"{self.url(item)}#viec"

    def type_code(self, item: Item) -> str:
        """The type of paper that a mandate to sign is asked for, "" for a công văn."""
        return ""

    def question(self, action: str, item: Item, *, by) -> str:
        """M91: signing names the capacity in which the person signs."""
        return signing_question(item, by) if action == "sign" else ""

    def before(self, action: str, item: Item, *, by, details: dict) -> None:
        """Nobody signs by a mandate that has ended."""
        if action != "sign":
            return
        sentence = signing.fault(item.unit, by=by, type_code=self.type_code(item))
        if sentence:
            raise Refused(sentence)


class LetterFlow(ShortRoadFlow):
    """A công văn on its short road."""

    kind = Letter.kind
    model = Letter
    noun = "Công văn"
    reading = "documents:letter"
    editing = "documents:letter_edit"

    def blockers(self, items: list[Item], action: str) -> dict[int, list[str]]:
        """What each letter still misses."""
        return {item.pk: rules.letter_faults(item) for item in items}

    def after(self, action: str, item: Item, *, by, event, details: dict) -> None:
        """An issued correction ends the wait on the corrected item."""
        super().after(action, item, by=by, event=event, details=details)
        if action == "issue" and item.corrects_kind:
            corrected = item_of(item.corrects_kind, item.corrects_id)
            if corrected.state == "correction_asked":
                moves.follow("correct", corrected, by=by)


class NamedFlow(ShortRoadFlow):
    """A Chỉ thị, Quyết định, Thông báo or Tờ trình on the road of a công văn."""

    kind = NamedDocument.kind
    model = NamedDocument
    noun = "Văn bản soạn"
    related = ("unit", "signer__official")
    reading = "documents:named"
    editing = "documents:named_edit"

    def type_code(self, item: Item) -> str:
        """The type of the paper itself."""
        return item.type_code

    def blockers(self, items: list[Item], action: str) -> dict[int, list[str]]:
        """What each paper still misses."""
        contents = named.read_many(items)
        return {item.pk: rules.named_faults(contents[item.pk]) for item in items}

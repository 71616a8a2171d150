"""Walks by real acts, for tests of what surrounds them: remarks, rules, duties, notices, the log."""

from documents.models import IssuedDocument
from documents.queries import issue_of
from organisations.actions import rebuild_reach
from organisations.models import Delegation, ReviewRelation, Subject, Unit, User
from organisations.roles import Role
from tests.cast import START, Cast, person, unit
from workflow import actions
from workflow.clock import today
from workflow.models import Item
from workflow.rules import Refused

# Who takes an act on the cast's own items, where one person does it.
WHO = {
    "submit": "focal",
    "send_to_sign": "focal",
    "withdraw": "focal",
    "pass_content": "office_head",
    "pass_checks": "office_head",
    "pass_form": "records",
    "sign": "chairman",
    "begin_review": "reviewer",
}


def walk(item: Item, cast: Cast, *acts: str) -> Item:
    """Take the acts one after another, each by the one whose work it is."""
    for action in acts:
        item = actions.take(action, item, by=getattr(cast, WHO[action]))
    return item


def issued(item: Item, cast: Cast) -> Item:
    """A signed item, issued by văn thư: numbered, sealed, sent; without rendering its file."""
    document = issue_of(item)
    day = today()
    document = actions.take("number", document, by=cast.records, number=document.pk, day=day, signed_on=day)
    how = {"signed_how": IssuedDocument.SignedHow.PEN_KEPT, "signer_name": document.signer_name}
    actions.take("seal", document, by=cast.records, **how)
    item.refresh_from_db()
    item.issued_on = day
    item.save(update_fields=["issued_on"])
    return actions.follow("issue", item, by=cast.records)


def second_authority(cast: Cast) -> tuple[Unit, User, User]:
    """Another authority that follows the commune on plans: (unit, its officer, its head)."""
    over = unit("vp", "Văn phòng UBND tỉnh Thử", Unit.Kind.DEPARTMENT, cast.province)
    ReviewRelation.objects.create(unit=cast.commune, authority=over, subject=Subject.PLAN, valid_from=START)
    officer = person("second_reviewer", "Mai Văn Hai", over, Role.REVIEWER, "Chuyên viên")
    head = person("second_head", "Ma Thị Chốt", over, Role.REVIEW_HEAD, "Chánh Văn phòng", head=True)
    rebuild_reach()
    return over, officer, head


def lend(cast: Cast, capability: str = "sign", *, to: User | None = None, areas: tuple[str, ...] = ()):
    """The chairman lends a capability of the commune to the deputy, by a document."""
    return Delegation.objects.create(
        unit=cast.commune,
        office_title="Chủ tịch UBND",
        given_by=cast.chairman.official,
        to=(to or cast.deputy).official,
        to_title="Phó Chủ tịch UBND",
        capabilities=[capability],
        areas=list(areas),
        capacity="KT" if capability == "sign" else "",
        ground_text="Quyết định số 5/QĐ-UBND",
        valid_from=START,
    )


def answers(cast: Cast, verb) -> dict[str, str]:
    """What everyone of the cast is told who tries ``verb(user)``: a refusal, or "" where it went through."""
    said = {}
    for part, user in cast.everyone().items():
        try:
            verb(user)
        except Refused as refused:
            said[part] = refused.sentence
        else:
            said[part] = ""
    return said


def through(said: dict[str, str]) -> set[str]:
    """The parts that were let through."""
    return {part for part, sentence in said.items() if not sentence}

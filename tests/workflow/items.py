"""Items for tests of the workflow: a letter is the plainest thing that moves."""

from datetime import date

from directives import actions as giving
from directives.models import Receipt
from documents.models import Attachment, KnownDocument, Letter
from organisations.models import Subject
from plans import reference
from plans.actions.progress import begin_tasks
from plans.models import (
    Area,
    Plan,
    PlanArea,
    PlanBasis,
    PlanRecipient,
    PlanTemplate,
    PlanText,
    Responsibility,
    Target,
    Task,
    TaskProgress,
)
from tests.cast import Cast
from workflow import actions, duties
from workflow.clock import now, today
from workflow.models import ReviewRow, Road
from workflow.states import FIRST_STATE, STATES

_ISSUED = frozenset(["issued", "accepted", "superseded", "replacement_asked", "correction_asked", "released"])


def letter(cast: Cast, *, title: str = "xin lùi thời hạn báo cáo") -> Letter:
    """A complete draft letter of the cast's commune, begun by its focal point."""
    return actions.start(
        Letter(
            unit=cast.commune,
            title=title,
            addressees=[{"name": "Sở Nội vụ tỉnh Thử"}],
            body="Đề nghị cho gửi báo cáo muộn hai ngày.",
            drafting_unit="VP",
            recipients=[{"name": "Như trên"}],
        ),
        by=cast.focal,
        road=Road.LETTER,
    )


def plan(cast: Cast, road: str = Road.SIGN_THEN_SEND, *, year: int = 2026) -> Plan:
    """A plan of the cast's commune that misses nothing, begun by its focal point, dull in every row."""
    if not PlanTemplate.objects.exists():
        reference.load()
    template = PlanTemplate.objects.filter(unit=None).latest("valid_from")
    item = actions.start(
        Plan(unit=cast.commune, year=year, title=f"Cải cách hành chính xã Một năm {year}", template=template),
        by=cast.focal,
        road=road,
    )
    law = KnownDocument.objects.get_or_create(
        type_name="Nghị quyết",
        number="76/NQ-CP",
        number_key="76/nq-cp",
        issuer="Chính phủ",
        issued_on=date(2021, 7, 15),
        subject="ban hành Chương trình tổng thể cải cách hành chính",
    )[0]
    PlanBasis.objects.create(plan=item, document=law, order=1)
    for order, section in enumerate(PlanText.Section.values, start=1):
        PlanText.objects.create(plan=item, section=section, body="Làm đúng kế hoạch.", order=order)
    for area in Area.objects.filter(template=template):
        PlanArea.objects.create(plan=item, area=area, order=area.order)
        Target.objects.create(plan=item, area=area, order=1, phrase="100% việc xong đúng hạn")
        Task.objects.create(
            plan=item,
            area=area,
            order=1,
            content="Làm một việc",
            product_text="Báo cáo",
            lead=cast.room,
            lead_text=cast.room.name,
            timing="quarter",
            timing_text="Quý II",
            starts_on=date(year, 4, 1),
            ends_on=date(year, 6, 30),
        )
    Responsibility.objects.create(
        plan=item, order=1, holder=cast.room, holder_text=cast.room.name, body="Theo dõi, đôn đốc."
    )
    PlanRecipient.objects.create(plan=item, order=1, name="Sở Nội vụ", recipient_unit=cast.authority, purpose="report")
    return item


def receipt(cast: Cast) -> Receipt:
    """A directive of the authority at the cast's commune."""
    directive = giving.register_directive(
        unit=cast.authority,
        by=cast.reviewer,
        type_name="Công văn",
        number="7/SNV-CCHC",
        issuer=cast.authority.name,
        issued_on=today(),
        subject="lập kế hoạch cải cách hành chính",
        direction="issued",
    )
    giving.add_recipient(directive, by=cast.reviewer, name=cast.commune.name, named_unit=cast.commune)
    giving.add_item(directive, by=cast.reviewer, marker="1", text="Lập kế hoạch năm")
    return giving.send_out(directive, by=cast.reviewer)[0]


def task_under_way(cast: Cast) -> TaskProgress:
    """A task of a plan in force that the focal point answers for, without a deadline to miss."""
    item = plan(cast)
    Plan.objects.filter(pk=item.pk).update(state="issued", issued_on=today())
    begin_tasks(Plan.objects.get(pk=item.pk), by=cast.records)
    return TaskProgress.objects.get(task__plan=item, task__area__code="TTHC")


def registered_plan(cast: Cast) -> Plan:
    """A plan issued before the portal, complete and not registered yet."""
    item = plan(cast, Road.REGISTRATION)
    facts = {"origin": Plan.Origin.REGISTERED, "registered_number": "12/KH-UBND", "registered_signer": "Phạm Văn Tịch"}
    Plan.objects.filter(pk=item.pk).update(**facts, registered_on=date(2026, 1, 12))
    Attachment.objects.create(
        unit=cast.commune,
        kind=Plan.kind,
        object_id=item.pk,
        purpose="signed",
        name="ke-hoach.pdf",
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        uploaded_at=now(),
        uploaded_by=cast.focal,
    )
    return Plan.objects.get(pk=item.pk)


def in_state(cast: Cast, road: str, state: str, *, two_step: bool = False, year: int = 2026):
    """A complete item of the road, put straight into ``state`` with what belongs to it.

    The shortcut is for grids only: walks reach their states by acts.
    """
    makers = {
        Road.LETTER: letter,
        Road.RECEIVING: receipt,
        Road.CARRYING_OUT: task_under_way,
        Road.REGISTRATION: registered_plan,
    }
    item = makers[road](cast) if road in makers else plan(cast, road, year=year)
    sent = state not in FIRST_STATE.values()
    issued = state in _ISSUED or (road == Road.SIGN_THEN_SEND and state in ("under_review", "concluding"))
    model = type(item)
    model.objects.filter(pk=item.pk).update(
        state=state,
        two_step=two_step,
        times_sent=int(sent),
        sent_at=now() if sent else None,
        sent_by=cast.focal if sent else None,
        issued_on=today() if issued else None,
    )
    item = model.objects.get(pk=item.pk)
    if STATES[state].side == "authority":
        ReviewRow.objects.create(
            unit=item.unit,
            kind=item.kind,
            object_id=item.pk,
            sending=1,
            authority=cast.authority,
            subject=Subject.PLAN,
        )
    duties.rewrite(item, by=cast.focal, at=now())
    return item

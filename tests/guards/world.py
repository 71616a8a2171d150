"""One of everything: a world in which every address of the portal has something to open."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.urls import URLPattern, URLResolver, get_resolver

from directives import actions as giving
from directives.actions.files import attach as attach_paper
from directives.models import Answer, Assignment, Directive, DirectiveTarget, Receipt, Recipient
from documents import actions as papers
from documents.actions.attachments import Upload
from documents.models import (
    Attachment,
    Citation,
    Delivery,
    IssuedDocument,
    KnownDocument,
    NamedClause,
    SigningMandate,
)
from documents.queries import issue_of
from indicators import actions as counting
from indicators import reference as library
from indicators.entries import Entry
from indicators.models import Metric
from indicators.windows import quarter
from organisations.models import Appointment, Delegation, Membership, ReviewRelation, UnitSetting
from plans import actions as plan_actions
from plans.actions import progress as under_way
from plans.actions import templates
from plans.actions.measuring import link_metrics
from plans.models import (
    Area,
    Condition,
    Plan,
    ReportDeadline,
    Target,
    Task,
    TaskPartner,
    TaskProduct,
    TaskProgress,
    Waiver,
)
from reporting.actions import consolidating as together
from reporting.actions.lines import add_line
from reporting.models import MergedParagraph, Report, ReportLine
from reporting.periods import Kind, Period
from tests.cast import Cast, decide, make_cast
from tests.directives.builders import fill, issued, received
from tests.documents.named_papers import law, named_paper, own_mandate
from tests.reporting.builders import opened, write_all
from tests.reporting.consolidations import accept
from tests.workflow.items import letter, plan
from tests.workflow.walks import lend, walk
from workflow import calls, remarks
from workflow.clock import now, today
from workflow.models import Call, CallUnit, Item, Notice, Remark, Road

TEXT = "Báo cáo số liệu quý I của xã Một.\n".encode()
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d4944415478da63fcffff3f030005fe02fea7d6059d0000000049454e44ae426082"
)


@dataclass
class World:
    """The cast and the things of its commune, by how far they have come."""

    cast: Cast
    plans: dict[str, Plan] = field(default_factory=dict)
    lineage: dict[str, Plan] = field(default_factory=dict)
    letters: dict[str, Item] = field(default_factory=dict)
    documents: list[IssuedDocument] = field(default_factory=list)
    directives: dict[str, Directive] = field(default_factory=dict)
    named: dict[str, Item] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    call: Call | None = None

    def private_codes(self) -> set[str]:
        """Every mã that a unit elsewhere must not read."""
        items = [*self.plans.values(), *self.letters.values(), *self.documents, *Delivery.objects.all()]
        items += [*self.lineage.values(), *self.named.values(), *self.reports.values()]
        items += [*self.directives.values(), *Receipt.objects.all(), *TaskProgress.objects.all()]
        return {item.code for item in items} | {self.call.code}


def issue(item: Item, cast: Cast) -> IssuedDocument:
    """Number, seal and send a signed item; its file is not rendered."""
    document = issue_of(item)
    how = {"signed_how": IssuedDocument.SignedHow.PEN_KEPT, "signed_on": today()}
    return papers.issue(document, by=cast.records, number=document.pk, day=today(), **how)


def make_world() -> World:
    """Plans and letters as draft, waiting, issued; a call; rights of every kind; remarks, notices, a file."""
    cast = make_cast()
    decide(cast.commune, UnitSetting.Key.SHARED_COMPUTER)
    lend(cast)
    world = World(cast)
    world.plans["draft"] = plan(cast, year=2026)
    rows_of_every_kind(world.plans["draft"], cast)
    world.call = calls.open_call(_call(cast), by=cast.review_head)
    sent = plan(cast, Road.REVIEW_THEN_SIGN, year=2027)
    Plan.objects.filter(pk=sent.pk).update(call_unit=CallUnit.objects.get(call=world.call, unit=cast.commune))
    sent.refresh_from_db()
    sent = walk(sent, cast, "submit", "begin_review")
    remarks.add(sent, by=cast.reviewer, text="Chỉ tiêu chưa có số.", place="target:1")
    remarks.add(sent, by=cast.reviewer, text="Hỏi lại lãnh đạo.", private=True)
    world.plans["under_review"] = sent
    world.plans["awaiting"] = walk(plan(cast, year=2028), cast, "submit", "pass_content", "pass_form")
    signed = walk(plan(cast, year=2029), cast, "submit", "pass_content", "pass_form", "sign")
    world.documents.append(papers.complete_issue(issue(signed, cast).pk))
    world.plans["issued"] = Plan.objects.get(pk=signed.pk)
    task_under_way(cast)
    world.named["draft"] = named_paper(cast, "CT")
    papers.add_cite(world.named["draft"], by=cast.focal, known=law())
    world.named["signed"] = walk(named_paper(cast, "TB"), cast, "submit", "pass_content", "pass_form", "sign")
    own_mandate(cast, "CT")
    world.letters["draft"] = letter(cast, title="bản thảo")
    papers.attach(world.letters["draft"], by=cast.focal, upload=Upload("anh.png", PNG))
    waiting = walk(letter(cast, title="chờ cấp số"), cast, "submit", "pass_content", "pass_form", "sign")
    world.letters["approved"] = waiting
    world.documents.append(issue_of(waiting))
    world.directives = directives_of_every_kind(cast)
    _tie_plans(world)
    figures_of_every_kind(world)
    world.reports = reports_of_every_kind(cast)
    return world


def reports_of_every_kind(cast: Cast) -> dict[str, Report]:
    """A report that is being written, with a row, and one that waits for the chairman."""
    waiting = write_all(opened(cast), cast.focal)
    draft = opened(cast, Period(2026, Kind.HALF, 1), due_on=date(2026, 6, 20))
    for report in (waiting, draft):
        add_line(report=report, kind="weakness", text="Hồ sơ còn trễ hạn.", by=cast.focal)
    accepted = accept(Report.objects.get(round=draft.round, unit=cast.other_commune), cast.review_head)
    together.count(together.take_snapshot(round_=draft.round, basis="accepted", by=cast.review_head).pk)
    together.take_paragraphs(round_=draft.round, code="I.1", texts=[(accepted, "Đã họp.")], by=cast.review_head)
    return {"draft": draft, "awaiting": walk(waiting, cast, "submit", "pass_content", "pass_form")}


def task_under_way(cast: Cast) -> TaskProgress:
    """The first task of the issued plan, with a note, evidence and a product, reported done."""
    progress = TaskProgress.objects.order_by("pk").first()
    under_way.add_evidence(progress, by=cast.focal, upload=Upload("bien-ban.png", PNG))
    law = KnownDocument.objects.get(number="76/NQ-CP")
    return under_way.report(progress, by=cast.focal, said=under_way.Report("done", "Đã họp.", product=law))


def figures_of_every_kind(world: World) -> None:
    """A figure that was corrected, a ratio's counts, a goal, a target measured by them."""
    cast = world.cast
    library.load()
    last_quarter = quarter(today().year - 1, 4)
    for code, number in (("tk.1.1.1", 7), ("tk.1.1.2", 5), ("tk.1.1.2", 6), ("tk.1.6", 3)):
        counting.record_value(
            unit=cast.commune, entry=Entry(code, last_quarter, amount=Decimal(number)), by=cast.focal, reason="Đếm lại"
        )
    ratio = Metric.objects.get(code="tk.1.1.3")
    counting.set_goal(unit=cast.commune, metric=ratio, wanted=counting.Wanted("gte", Decimal(80)), by=cast.focal)
    condition = Condition.objects.filter(target__plan=world.plans["draft"]).earliest("pk")
    link_metrics(target=condition.target, links={condition.pk: ratio}, by=cast.focal)


def directives_of_every_kind(cast: Cast) -> dict[str, Directive]:
    """A directive that the commune has entered with a row of everything, and one that the authority sent to it."""
    kept = received(cast)
    items = fill(kept, by=cast.focal)
    giving.assign(items["1.a"], by=cast.focal, holder=cast.room, timing_text="quý II")
    giving.answer(items["1.b"], unit=cast.commune, by=cast.focal, kind="assigned", lead=cast.room)
    giving.add_recipient(kept, by=cast.focal, name="Thường trực Đảng ủy", block="copied", purpose="report")
    law = KnownDocument.objects.get(number="76/NQ-CP")
    giving.cite(kept, by=cast.focal, document=law, role=Citation.Role.CARRIES_OUT)
    attach_paper(kept, by=cast.focal, upload=Upload("cong-van.png", PNG))
    sent = issued(cast)
    sent.recipients.all().delete()
    giving.add_recipient(sent, by=cast.reviewer, named_unit=cast.commune, purpose="carry_out")
    giving.send_out(sent, by=cast.reviewer)
    return {"received": kept, "sent": sent}


def _tie_plans(world: World) -> None:
    """A stage plan, the year's plan that carries it out, a part of it, a replacement, a registration, a template."""
    cast = world.cast
    stage = plan_actions.create_plan(unit=cast.commune, year=2041, year_to=2045, scope="stage", by=cast.focal)
    Target.objects.create(plan=stage, area=stage.template.areas.first(), order=1, phrase="Trên 90% hồ sơ trực tuyến")
    annual = plan_actions.create_plan(unit=cast.commune, year=2041, by=cast.focal)
    part = plan_actions.create_plan(unit=cast.commune, year=2041, scope="sub", upper=annual, by=cast.focal)
    Target.objects.create(plan=part, area=part.template.areas.first(), order=1, phrase="Trên 95% hồ sơ trực tuyến")
    old = world.plans["issued"]
    world.lineage = {
        "stage": stage,
        "annual": annual,
        "contributing": part,
        "successor": plan_actions.open_successor(plan=old, by=cast.focal, reason="Cấp trên có kế hoạch mới"),
        "registering": plan_actions.register_plan(
            unit=cast.commune, year=2022, by=cast.focal, number="12/KH-UBND", day=date(2022, 2, 1), signer="Lê Văn Ký"
        ),
    }
    templates.create_template(
        unit=cast.authority,
        by=cast.review_head,
        name="Khung thử",
        ground_text="Công văn số 1/SNV-CCHC",
        valid_from=today(),
        based_on=annual.template,
    )


def _call(cast: Cast) -> Call:
    return calls.create_call(
        Call(
            unit=cast.authority,
            subject="plan",
            title="Kế hoạch năm 2027",
            year=2027,
            road=Road.REVIEW_THEN_SIGN,
            two_step=False,
            due_on=today() + timedelta(days=30),
        ),
        by=cast.review_head,
    )


def rows_of_every_kind(item: Plan, cast: Cast) -> None:
    """What the dull plan of the cast lacks: a condition, a partner, a deadline, a waiver, a citation."""
    target, task = Target.objects.filter(plan=item).first(), Task.objects.filter(plan=item).first()
    Condition.objects.create(target=target, order=1, operator="gte", value=100, unit_label="%")
    TaskPartner.objects.create(task=task, order=1, partner_text="Công an xã")
    ReportDeadline.objects.create(plan=item, order=1, period="year", due_on=today())
    Waiver.objects.create(
        plan=item,
        order=1,
        code="area_missing",
        place="area-1",
        reason="Không có.",
        requested_by=cast.focal,
        requested_at=now(),
    )
    law = KnownDocument.objects.get(number="76/NQ-CP")
    Citation.objects.create(
        unit=item.unit, kind=item.kind, object_id=item.pk, document=law, key="a", role=Citation.Role.REFERS
    )


def patterns(found=None, before: str = "") -> dict[str, str]:
    """Every route of the resolver, as written, with its name; the catalogue of components left out."""
    routes: dict[str, str] = {}
    for one in found or get_resolver().url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            routes |= patterns(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            routes[route] = one.name or ""
    return routes


PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses(route: str, world: World) -> list[str]:
    """Addresses of the route, its parameters filled with things of the world; KeyError for a new kind of thing."""
    if not PARAMETER.search(route):
        return ["/" + route]
    prefix = next(one for one in sorted(_FILL, key=len, reverse=True) if route.startswith(one))
    filled = (
        "/" + PARAMETER.sub(lambda match, values=values: str(values[match[1]]), route)
        for values in _FILL[prefix](world)
    )
    return list(dict.fromkeys(filled))


def _kept(rows) -> list[dict]:
    return [{"code": row.unit.code, "pk": row.pk} for row in rows.select_related("unit")]


def _below(world: World, rows) -> list[dict]:
    """A row of the received directive, below it and below the one that it does not belong to."""
    return [{"code": one.code, "pk": rows.order_by("pk").first().pk} for one in world.directives.values()]


def _plans(world: World) -> list[dict]:
    rows = {
        "nhiem-vu": Task,
        "chi-tieu": Target,
        "han-bao-cao": ReportDeadline,
    }
    draft = world.plans["draft"]
    sides = ("ban-dang-soan", "lan-1", world.plans["issued"].code)
    found = [
        {
            "code": draft.code,
            "kind": kind,
            "pk": model.objects.filter(plan=draft).first().pk,
            "verb": "len",
            "slug": slug,
            "key": "a",
            "other": other,
        }
        for (kind, model), slug, other in zip(rows.items(), ("can-cu", "noi-nhan", "khong-co"), sides, strict=True)
    ]
    return found + [{**found[0], "code": item.code} for key, item in world.plans.items() if key != "draft"]


def _lineage(*keys: str, kind: str = "chi-tieu"):
    """Addresses of plans that are tied to others, with one of their rows."""

    def fill(world: World) -> list[dict]:
        rows = [(world.lineage[key], Target.objects.filter(plan=world.lineage[key]).first()) for key in keys]
        return [{"code": item.code, "kind": kind, "pk": row.pk if row else 0} for item, row in rows]

    return fill


def _reports(world: World) -> list[dict]:
    found = []
    for report, place, other in zip(world.reports.values(), ("II.1.a", "III.2"), ("hien-nay", "1"), strict=True):
        line = ReportLine.objects.filter(report=report).earliest("pk")
        found.append(
            {"code": report.code, "place": place, "part": "1", "pk": line.pk, "verb": "len", "other": other}
        )  # fmt: skip
    return found


def _consolidation(world: World) -> list[dict]:
    """A round whose other commune is accepted, put together once, with a paragraph of its text."""
    round_ = next(iter(world.reports.values())).round
    paragraph = MergedParagraph.objects.filter(round=round_).first()
    return [{"code": round_.call.code, "number": 1, "metric": "tthc.c3", "pk": paragraph.pk}]


_FILL = {
    "dot/<str:code>/tong-hop/": _consolidation,
    "ke-hoach/": _plans,
    "bao-cao/": _reports,
    "ke-hoach/<str:code>/lo-trinh/": _lineage("stage"),
    "ke-hoach/<str:code>/dong-gop/": _lineage("annual"),
    "ke-hoach/<str:code>/gan-cap-tren/": _lineage("contributing"),
    "ke-hoach/<str:code>/chuyen-tiep/": _lineage("successor"),
    "ke-hoach/<str:code>/dang-ky/": _lineage("registering"),
    "ke-hoach/<str:code>/chi-tieu/": lambda world: [
        {"code": item.code, "pk": Target.objects.filter(plan=item).earliest("pk").pk}
        for item in (world.plans["draft"], world.plans["issued"])
    ],
    "chi-so/": lambda world: [{"code": "tk.1.1.3"}, {"code": "tthc.on_time_a"}, {"code": "tk.1.6"}],
    "khung-ke-hoach/": lambda world: [
        {"pk": row.template_id, "kind": "linh-vuc", "part": row.pk} for row in Area.objects.order_by("-pk")[:1]
    ],
    "ra-soat/": lambda world: [
        {"code": item.code, "action": action}
        for item, action in (
            (world.plans["under_review"], "pass"),
            (world.plans["under_review"], "return"),
            (world.plans["issued"], "begin_review"),
            (world.plans["draft"], "submit"),
        )
    ],
    "y-kien/": lambda world: [
        {"pk": row.pk, "verb": verb} for row in Remark.objects.all() for verb in ("xong", "hoi-lai")
    ],
    "thong-bao/": lambda world: [{"pk": row.pk} for row in Notice.objects.order_by("pk")[:3]],
    "dot/": lambda world: [{"code": world.call.code, "pk": row.pk} for row in world.call.units.all()[:1]],
    "<slug:section>/": lambda world: [
        {"section": "ke-hoach", "code": world.plans["draft"].code},
        {"section": "ke-hoach", "code": world.plans["issued"].code},
        {"section": "cong-van", "code": world.letters["draft"].code},
        {"section": "van-ban-di", "code": world.documents[0].code},
        {"section": "nhiem-vu", "code": TaskProgress.objects.earliest("pk").code},
        {"section": "khong-co", "code": world.plans["draft"].code},
    ],
    "nhiem-vu/": lambda world: [{"code": row.code} for row in TaskProgress.objects.order_by("pk")[:2]],
    "nhiem-vu/<str:code>/minh-chung/": lambda world: [
        {"code": TaskProgress.objects.earliest("pk").code, "pk": Attachment.objects.get(kind="task").pk}
    ],
    "nhiem-vu/<str:code>/san-pham/": lambda world: [
        {"code": TaskProgress.objects.earliest("pk").code, "pk": TaskProduct.objects.get().pk}
    ],
    "viec/": lambda world: [
        {"kind": item.kind, "code": item.code, "action": action}
        for item, action in (
            (world.plans["draft"], "submit"),
            (world.plans["awaiting"], "sign"),
            (world.letters["draft"], "submit"),
            (world.letters["draft"], "accept"),
            (world.documents[1], "number"),
            (world.plans["issued"], "return"),
            (TaskProgress.objects.earliest("pk"), "confirm"),
            (TaskProgress.objects.latest("pk"), "note"),
        )
    ],
    "ban-hanh/": lambda world: [{"code": row.code} for row in world.documents],
    "van-ban-di/": lambda world: [{"code": row.code, "pk": 1} for row in world.documents],
    "bien-nhan/": lambda world: [{"code": row.code} for row in Delivery.objects.order_by("pk")[:2]],
    "cong-van/": lambda world: [
        {"code": item.code, "pk": Attachment.objects.get(kind="letter").pk} for item in world.letters.values()
    ],
    "van-ban-soan/": lambda world: [
        {"code": item.code, "pk": NamedClause.objects.filter(document=item).first().pk, **more}
        for item in world.named.values()
        for more in (
            {"kind": "muc", "verb": "len", "key": "vb1", "type": "chi-thi"},
            {"kind": "khong-co", "verb": "xoa", "key": "khong-co", "type": "nghi-quyet"},
        )
    ],
    "don-vi/<slug:code>/tham-quyen-ky/<int:pk>": lambda world: _kept(SigningMandate.objects.all()[:1]),
    "dinh-chinh/": lambda world: (
        [{"kind": "plan", "code": world.plans[key].code} for key in ("issued", "draft")]
        + [{"kind": "khong-co", "code": "x"}]
    ),
    "van-ban-vien-dan/": lambda world: [{"code": row.code} for row in KnownDocument.objects.order_by("pk")[:2]],
    "van-ban/": lambda world: [
        {"code": row.directive.code, "receipt": row.code} for row in Receipt.objects.select_related("directive")
    ],
    "van-ban/<str:code>/muc/": lambda world: [
        {"code": one.code, "pk": item.pk, "verb": verb}
        for one in world.directives.values()
        for item, verb in zip(one.items.filter(kind="work")[:2], ("len", "khong-co"), strict=True)
    ],
    "van-ban/<str:code>/xu-ly/": lambda world: _below(world, Answer.objects.all()),
    "van-ban/<str:code>/phan-cong/": lambda world: _below(world, Assignment.objects.all()),
    "van-ban/<str:code>/chi-tieu/": lambda world: _below(world, DirectiveTarget.objects.all()),
    "van-ban/<str:code>/noi-nhan/": lambda world: _below(world, Recipient.objects.all()),
    "van-ban/<str:code>/vien-dan/": lambda world: _below(world, Citation.objects.filter(kind=Directive.kind)),
    "van-ban/<str:code>/tep/": lambda world: _below(world, Attachment.objects.filter(kind=Directive.kind)),
    "don-vi/": lambda world: [{"code": world.cast.commune.code}, {"code": world.cast.province.code}],
    "don-vi/<slug:code>/thiet-lap/<int:pk>": lambda world: _kept(UnitSetting.objects.all()[:1]),
    "don-vi/<slug:code>/can-bo/<int:pk>": lambda world: [
        {"code": world.cast.commune.code, "pk": world.cast.focal.official_id}
    ],
    "don-vi/<slug:code>/chuc-vu/<int:pk>": lambda world: _kept(Appointment.objects.filter(is_head=True)[:1]),
    "don-vi/<slug:code>/quan-he/<int:pk>": lambda world: _kept(ReviewRelation.objects.all()[:1]),
    "don-vi/<slug:code>/phan-cong/<int:pk>": lambda world: _kept(Delegation.objects.all()[:1]),
    "nguoi-dung/": lambda world: [
        {"username": row.user.username, "pk": row.pk}
        for row in Membership.objects.filter(user=world.cast.focal).select_related("user")
    ],
}

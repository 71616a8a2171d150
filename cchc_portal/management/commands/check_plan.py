"""What a plan still misses, one finding per line."""

import json
from dataclasses import asdict
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cchc_portal.demo import seed003, writing
from documents import reference as documents_reference
from documents.models import SigningMandate
from organisations.models import Membership, Official, Reach, Unit, User, Via
from organisations.roles import Role
from plans import reference as plans_reference
from plans.checks import PlanFinding, check_plan
from plans.models import Plan
from workflow.clock import at, set_to
from workflow.codes import new_code

COLUMNS = ("code", "area", "place", "blocks", "sentence", "clause")
# The printed plan follows the province's plan of 20/6/2023.
PRINTED_ON = date(2023, 7, 3)


class Command(BaseCommand):
    help = (
        "Kiểm tra một kế hoạch: mỗi phát hiện một dòng (mã, lĩnh vực, chỗ, có chặn không, câu, điều khoản). "
        "--seed-draft kiểm tra kế hoạch năm 2023 của xã Tú Xuyên như bản in, không ghi gì vào cơ sở dữ liệu."
    )

    def add_arguments(self, parser):
        parser.add_argument("plan", nargs="?", metavar="ID", help="mã của kế hoạch (KH7KQ2M) hoặc số thứ tự")
        parser.add_argument("--seed-draft", action="store_true", help="kế hoạch trình diễn như bản in")
        parser.add_argument("--json", action="store_true", help="mỗi dòng một đối tượng JSON")

    def handle(self, *args, plan, seed_draft, **options):
        if bool(plan) == seed_draft:
            raise CommandError("Ghi mã của một kế hoạch, hoặc --seed-draft.")
        for finding in _seed_findings() if seed_draft else check_plan(_plan(plan)):
            self.stdout.write(_json(finding) if options["json"] else _line(finding))


def _plan(key: str) -> Plan:
    found = Plan.objects.filter(code=key.upper()).first()
    if found is None and key.isdecimal():
        found = Plan.objects.filter(pk=int(key)).first()
    if found is None:
        raise CommandError(f"Không có kế hoạch nào mang mã {key}.")
    return found


def _seed_findings() -> list[PlanFinding]:
    """Findings of the printed plan, typed into a commune that exists in a rolled-back transaction only."""
    with transaction.atomic(), set_to(at(PRINTED_ON)):
        documents_reference.load()
        plans_reference.load()
        by = _clerk()
        unit = by.memberships.get().unit
        plan = writing.begin(seed003.AS_PRINTED, unit=unit, by=by)
        found = check_plan(writing.write(plan, seed003.AS_PRINTED, by=by))
        transaction.set_rollback(True)
    return found


def _clerk() -> User:
    """A focal point of xã Tú Xuyên beside whatever the database holds."""
    code = new_code("TX").lower()
    since = date(2021, 7, 1)
    unit = Unit.objects.create(
        code=code,
        name="xã Tú Xuyên",
        kind=Unit.Kind.COMMUNE,
        valid_from=since,
        abbreviation="UBND",
        issuer_name="Ủy ban nhân dân xã Tú Xuyên",
        issuer_short="UBND xã Tú Xuyên",
        place_name="Tú Xuyên",
    )
    Reach.objects.create(viewer=unit, unit=unit, via=Via.OWN)
    by = User.objects.create(username=code, official=Official.objects.create(full_name="Người soạn mẫu"), is_demo=True)
    SigningMandate.objects.create(
        unit=unit,
        official=Official.objects.create(full_name="Chủ tịch mẫu"),
        capacity="TM",
        title="Chủ tịch",
        valid_from=since,
    )
    Membership.objects.create(user=by, unit=unit, role=Role.FOCAL_POINT, valid_from=since)
    return by


def _values(finding: PlanFinding) -> dict:
    return {name: value for name, value in asdict(finding).items() if name in COLUMNS}


def _json(finding: PlanFinding) -> str:
    return json.dumps(_values(finding), ensure_ascii=False)


def _line(finding: PlanFinding) -> str:
    shown = {**_values(finding), "area": finding.area or "-", "blocks": "chặn" if finding.blocks else "nhắc"}
    return "\t".join(str(shown[name]) for name in COLUMNS)

"""What a new province still needs before a plan can be asked for: steps on the administrator's home page."""

from django.urls import reverse

from organisations.models import Membership, ReviewRelation, Unit
from organisations.roles import Capability as C
from organisations.rules import Powers
from workflow.clock import today
from workflow.models import Call


def steps(powers: Powers) -> list[dict]:
    """Units, people, review relations, a call: each with how many there are and where it is done."""
    offices = [grant.office_id for grant in powers.grants.get(C.ADMINISTER, ())]
    below = {unit for (viewer, unit) in powers.reach if viewer in offices}
    day = today()
    communes = Unit.objects.on(day).filter(pk__in=below).exclude(issuer_name="").exclude(pk__in=offices).count()
    people = Membership.objects.on(day).filter(unit__in=below).values("user").distinct().count()
    relations = ReviewRelation.objects.on(day).filter(unit__in=below).count()
    calls = Call.objects.filter(unit__in=below).exclude(state=Call.State.DRAFT).count()
    return [
        _step("Lập đơn vị", f"{communes} đơn vị có con dấu", communes > 0, "organisations:unit_list"),
        _step("Tạo người dùng, phân quyền", f"{people} người dùng", people > 1, "organisations:user_list"),
        _step("Giao cơ quan theo dõi", f"{relations} quan hệ theo dõi", relations > 0, "organisations:unit_list"),
        _step("Mở đợt lập kế hoạch", f"{calls} đợt đã mở", calls > 0, "portal:calls"),
    ]


def _step(label: str, amount: str, done: bool, view: str) -> dict:
    return {"label": label, "amount": amount, "done": done, "url": reverse(view)}

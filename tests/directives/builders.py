"""Dull directives for tests: one that the commune received, one that the authority issued to communes."""

from datetime import date

from directives import actions
from directives.models import AddresseeGroup, Directive, DirectiveItem
from organisations.models import Unit
from tests.cast import START, Cast
from workflow.clock import today

HEAD = {"type_name": "Công văn", "issuer": "UBND tỉnh Thử", "subject": "đẩy mạnh cải cách hành chính"}


def communes() -> AddresseeGroup:
    """The group "UBND các xã, thị trấn"."""
    return AddresseeGroup.objects.get_or_create(
        code="xa",
        valid_from=START,
        defaults={"name": "UBND các xã, thị trấn", "kinds": [Unit.Kind.COMMUNE, Unit.Kind.TOWNSHIP]},
    )[0]


def received(cast: Cast, *, by=None, number: str = "118/UBND-NC", issued_on: date | None = None) -> Directive:
    """A directive that the commune entered into its register."""
    return actions.register_directive(
        unit=cast.commune, by=by or cast.focal, number=number, issued_on=issued_on or today(), **HEAD
    )


def issued(cast: Cast, *, number: str = "7/SNV-CCHC", issued_on: date | None = None) -> Directive:
    """A directive of the authority, in work, addressed to all communes, with three items and a target."""
    by = cast.reviewer
    directive = actions.register_directive(
        unit=cast.authority,
        by=by,
        direction="issued",
        number=number,
        issued_on=issued_on or today(),
        **{**HEAD, "issuer": "Sở Nội vụ tỉnh Thử"},
    )
    actions.add_recipient(directive, by=by, group=communes(), purpose="carry_out")
    fill(directive, by=by)
    return directive


def fill(directive: Directive, *, by) -> dict[str, DirectiveItem]:
    """Mục 1 (heading), 1.a (work, a target), 1.b (work), 2 (work), a dash below 2."""
    one = actions.add_item(directive, by=by, marker="1", heading="Về thể chế", kind="heading")
    found = {
        "1": one,
        "1.a": actions.add_item(directive, by=by, parent=one, marker="a)", text="Rà soát văn bản", area_code="TC"),
        "1.b": actions.add_item(directive, by=by, parent=one, marker="b)", text="Niêm yết thủ tục", area_code="TTHC"),
        "2": actions.add_item(directive, by=by, marker="2.", text="Báo cáo kết quả", area_code="CD"),
    }
    found["2.-"] = actions.add_item(directive, by=by, parent=found["2"], marker="-", text="Nêu vướng mắc")
    actions.set_target(found["1.a"], by=by, phrase="100% văn bản được rà soát")
    return found

"""A plan on the pages of a decision: what of it the chairman and the reviewers read."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from django.db.models import QuerySet

from cchc_portal import changes, findings, reading
from cchc_portal.desks.base import SUMMARY, Checked, Desk, Reading, Tab
from documents.freezing import to_sign_of
from organisations.models import User
from plans.models import Plan
from plans.places import named
from plans.queries import Content, content
from plans.queries.sides import Sides
from workflow.models import Call, Item

_COMPARED = "review/compared.html"


class PlanReading(Reading):
    """A plan with its rows, read once, and the sides that it is compared with."""

    item: Plan

    @cached_property
    def content(self) -> Content:
        """The rows of the plan."""
        return content(self.item)

    @cached_property
    def sides(self) -> Sides:
        """What the person may compare it with."""
        return Sides(self.item, self.user, self.content)

    @cached_property
    def text(self) -> dict:
        """Its paper, from the rows already read."""
        return reading.text_groups(self.content)

    @cached_property
    def checked(self) -> Checked:
        """Findings of plans.checks."""
        return Checked(**findings.of_content(self.content))

    @property
    def named(self) -> Mapping[str, str]:
        """Rows, fields and sections."""
        return named(self.content)

    @property
    def sizes(self) -> list[dict]:
        """Targets, tasks, areas, the year before, money."""
        return reading.sizes(self.content)

    def deciding(self) -> tuple[Tab, ...]:
        """The summary first; comparisons only where there is a side to compare with."""
        first = Tab(SUMMARY, "Tóm tắt", "approve/summary.html", self._summary)
        return first, self.text_tab(), self.paper_tab(), *self._compared()

    def reviewing(self) -> tuple[Tab, ...]:
        """The paper first; the table of targets and tasks beside it."""
        table = Tab("bang", "Bảng chỉ tiêu, nhiệm vụ", "review/table.html", lambda: {"content": self.content})
        return self.paper_tab(), self.text_tab(), table, *self._compared(changes.counts(self.sides)), self.history_tab()

    def _compared(self, counts: Mapping[str, int] | None = None) -> list[Tab]:
        return [
            Tab(key, label, _COMPARED, lambda key=key: changes.of_tab(self.sides, key, self.remarks), count)
            for key, label in changes.tabs(self.sides)
            for count in ((counts or {}).get(key, ""),)
        ]

    def _summary(self) -> dict:
        return {
            "changed": changes.since_handed_back(self.sides, lambda: self.remarks),
            "sizes": self.sizes,
            "funding": self.content.texts.get("funding", ""),
            "to_sign": to_sign_of(self.item),
            "files": self.desk.files(self.item),
        }

    def earlier(self) -> Sequence[Item]:
        """Other plans of the unit, the latest year first."""
        others = Plan.objects.filter(unit=self.item.unit_id, binned_at=None).exclude(pk=self.item.pk)
        return others.order_by("-year", "-pk")[:5]


class PlanDesk(Desk):
    """Plans."""

    model = Plan
    reading = PlanReading
    section = "ke-hoach"
    noun = "kế hoạch"
    phrases = ("Thiếu sản phẩm", "Chưa rõ chủ trì", "Sửa thời hạn", "Sửa câu chữ", "Thiếu nội dung cấp trên giao")
    sheet_route, draft_route = "plans:paper_sheet", "plans:paper_file"
    to_sign_route, issued_route = "plans:to_sign_file", "plans:issued_file"
    remark_route = "plans:remark"

    def of_call(self, call: Call, user: User) -> QuerySet:
        """The year's plans: one that was begun before its call opened belongs to it as well."""
        return self.items(user, "unit").filter(year=call.year, scope=Plan.Scope.ANNUAL).order_by("pk")

    def links(self, item: Item, user: User) -> Mapping[int, dict]:
        """Each later sending leads to what it changed."""
        return changes.links(Sides(item, user))

"""What the issuer changes later: an item amended or withdrawn, the whole withdrawn; first what hangs on it is shown."""

from typing import Any

from django.urls import reverse

from directives import actions, rules
from directives.forms import AmendForm, ChangeForm
from directives.views.answers import item_url
from directives.views.reading import impact_groups
from directives.views.sight import desk_for, node_of, parents
from organisations.views.pages import FormPage


class ChangePage(FormPage):
    """A check page: what is touched, then the ground and the day."""

    form_class = ChangeForm
    template = "directives/change.html"
    danger = True

    def load(self, code: str, pk: int | None = None, **kwargs: Any) -> None:
        """The directive and the item of the address."""
        self.desk = desk_for(self.request, code)
        self.node = node_of(self.desk, pk) if pk is not None else None

    def refusal(self) -> str | None:
        """The register's people note what the issuer has changed."""
        refused = rules.change_refusal(self.request.user, self.desk.directive, powers=self.desk.powers)
        return refused or (rules.open_refusal(self.node.item) if self.node else None)

    def page(self) -> dict[str, Any]:
        """What hangs on it."""
        back = item_url(self.desk, self.node) if self.node else self._whole()
        return {
            "node": self.node,
            "groups": impact_groups(self.desk, self.node),
            "back": back,
            "parents": parents(self.desk.directive),
        }

    def _whole(self) -> str:
        return reverse("directives:directive", args=[self.desk.directive.code])


class Amend(ChangePage):
    """New words for an item, by a later document."""

    form_class = AmendForm
    heading = "Ghi sửa đổi mục"
    submit = "Ghi sửa đổi"
    danger = False
    done = "Đã ghi sửa đổi. Nơi nhận được báo; nội dung cũ vẫn đọc được ở mục này."

    def form_arguments(self) -> dict[str, Any]:
        """The words of today, to be changed."""
        return {"initial": {"text": self.node.item.text}}

    def act(self, data: dict[str, Any]) -> str:
        """Amend it."""
        actions.amend_item(self.node.item, by=self.request.user, **data)
        return item_url(self.desk, self.node)


class Withdraw(ChangePage):
    """An item and what stands below it no longer hold."""

    heading = "Ghi bãi bỏ mục"
    submit = "Ghi bãi bỏ"
    done = "Đã ghi bãi bỏ. Nơi nhận được báo."

    def act(self, data: dict[str, Any]) -> str:
        """Withdraw it."""
        actions.withdraw_item(self.node.item, by=self.request.user, **data)
        return item_url(self.desk, self.node)


class WithdrawWhole(ChangePage):
    """The whole document no longer holds."""

    heading = "Ghi thu hồi, bãi bỏ văn bản"
    submit = "Ghi thu hồi"
    done = "Đã ghi thu hồi văn bản. Nơi nhận được báo."

    def act(self, data: dict[str, Any]) -> str:
        """Withdraw it."""
        actions.withdraw_directive(self.desk.directive, by=self.request.user, **data)
        return self._whole()

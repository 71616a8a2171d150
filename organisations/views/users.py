"""Pages of accounts and their rights, for administrators."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View

from organisations import actions
from organisations.administration import account_refusal, administer_refusal, administered_accounts, administered_units
from organisations.clock import today
from organisations.forms import EndForm, MembershipForm, NewUserForm, OfficeForm
from organisations.models import Appointment, Membership, User
from organisations.queries import visible_units
from organisations.refusals import require
from organisations.roles import Capability, Role
from organisations.rules import powers_in
from organisations.text import fold
from organisations.views.officials import officials_known_to
from organisations.views.pages import FormPage, SignedRequest
from organisations.views.units import PER_PAGE
from organisations.wording import appointment_title, membership_sentence


def administration_refusal(request: SignedRequest) -> str | None:
    """Why the person has no business with accounts: who administers nothing is told whom to ask."""
    if powers_in(request).anywhere(Capability.ADMINISTER):
        return None
    user = request.user
    home = visible_units(user).filter(pk__in=user.member_unit_ids()).order_by("pk").first()
    if home is None:
        return "Tài khoản này chưa có phân quyền nào đang hiệu lực; hỏi quản trị của đơn vị."
    return administer_refusal(user, home)


def account_address(account: User) -> str:
    """The page of an account."""
    return reverse("organisations:user_detail", args=[account.username])


def with_rights(accounts):
    """Accounts with person, offices and rights read in three queries."""
    return accounts.select_related("official").prefetch_related(
        Prefetch("memberships", Membership.objects.select_related("unit").order_by("valid_from", "pk")),
        Prefetch("official__appointments", Appointment.objects.select_related("unit").order_by("-is_head", "pk")),
    )


def account_words(account: User) -> dict[str, Any]:
    """An account as a row: person, titles held today, rights of today as sentences."""
    offices = account.official.appointments.all() if account.official else []
    return {
        "account": account,
        "titles": [f"{appointment_title(row)}, {row.unit.name}" for row in offices if row.holds_on(today())],
        "rights": [membership_sentence(row) for row in account.memberships.all() if row.holds_on(today())],
    }


class UserList(View):
    """Accounts of the administered units."""

    def get(self, request: SignedRequest) -> HttpResponse:
        """Render the list: words, unit, role, closed accounts by address."""
        require(administration_refusal(request))
        words, unit, role = (request.GET.get(name, "").strip() for name in ("tim", "don_vi", "vai_tro"))
        closed = request.GET.get("khoa") == "1"
        rows = administered_accounts(request.user, powers_in(request)).filter(is_active=not closed)
        if words:
            # Folded in Python: SQLite knows the capitals of English letters only.
            names = rows.values_list("pk", "username", "official__full_name")
            rows = rows.filter(pk__in=[pk for pk, *told in names if fold(words) in fold(" ".join(filter(None, told)))])
        if unit or role:
            held = Membership.objects.on(today())
            held = held.filter(unit__code=unit) if unit else held
            held = held.filter(role=role) if role else held
            rows = rows.filter(pk__in=held.values("user"))
        rows = with_rights(rows.order_by("official__full_name", "username"))
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
        context = {
            "page": page,
            "rows": [account_words(account) for account in page],
            "words": words,
            "unit": unit,
            "role": role,
            "closed": closed,
            "narrowed": bool(words or unit or role or closed),
            "roles": Role.choices,
            "units": administered_units(request.user, powers_in(request)).filter(memberships__isnull=False).distinct(),
        }
        return render(request, "organisations/user_list.html", context)


class UserDetail(View):
    """One account: person, offices, every right with its days."""

    def get(self, request: SignedRequest, username: str) -> HttpResponse:
        """Render the account."""
        require(administration_refusal(request))
        account = account_in_reach(request, username)
        refused = account_refusal(request.user, account, powers_in(request)) or ""
        units = set(administered_units(request.user, powers_in(request)).values_list("pk", flat=True))
        context = {
            **account_words(account),
            "memberships": [
                {
                    "row": row,
                    "sentence": membership_sentence(row),
                    "live": row.valid_to is None or row.valid_to >= today(),
                    "may": row.unit_id in units,
                }
                for row in account.memberships.all()
            ],
            "refused": refused,
            "own": account.pk == request.user.pk,
        }
        return render(request, "organisations/user_detail.html", context)


def account_in_reach(request: SignedRequest, username: str) -> User:
    """The account of an address; 404 when it has no right in an administered unit."""
    accounts = administered_accounts(request.user, powers_in(request))
    return get_object_or_404(with_rights(accounts), username=username)


class UserCreate(FormPage):
    """A new account with its first right; the initial password is shown once."""

    form_class = NewUserForm
    heading = "Thêm người dùng"
    submit = "Tạo tài khoản"

    def refusal(self) -> str | None:
        """Administrators only."""
        return administration_refusal(self.request)

    def form_arguments(self) -> dict[str, Any]:
        """Units and people within reach; ``?don_vi=`` chooses a unit."""
        units = administered_units(self.request.user).on(today())
        chosen = units.filter(code=self.request.GET.get("don_vi", "")).first()
        return {
            "units": units,
            "officials": officials_known_to(self.request.user).filter(user=None),
            "initial": {"unit": chosen, "valid_from": today()},
        }

    def page(self) -> dict[str, Any]:
        """Below the list."""
        address = reverse("organisations:user_list")
        return {"parents": [{"label": "Người dùng", "url": address}], "back": address}

    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Make it and show the password."""
        account, password = actions.create_user(by=self.request.user, **data)
        return password_page(self.request, [(account, password)])


def password_page(request: SignedRequest, made: list[tuple[User, str]]) -> HttpResponse:
    """Initial passwords, shown in the answer to the POST and nowhere else; never cached."""
    response = render(request, "organisations/passwords.html", {"made": made})
    response["Cache-Control"] = "no-store"
    return response


class AccountPage(FormPage):
    """A form about one account."""

    form_class: Any = OfficeForm

    def load(self, **kwargs: Any) -> None:
        """The account, if administered."""
        require(administration_refusal(self.request))
        self.account = account_in_reach(self.request, kwargs["username"])

    def refusal(self) -> str | None:
        """Who administers every unit of the account."""
        return account_refusal(self.request.user, self.account)

    def page(self) -> dict[str, Any]:
        """Below the account's own page."""
        address = account_address(self.account)
        return {
            "about": self.account.display_name,
            "parents": [
                {"label": "Người dùng", "url": reverse("organisations:user_list")},
                {"label": self.account.display_name, "url": address},
            ],
            "back": address,
        }


class MembershipGrant(AccountPage):
    """A further right."""

    form_class = MembershipForm
    heading = "Thêm phân quyền"
    done = "Đã ghi phân quyền."

    def refusal(self) -> str | None:
        """Judged by the unit chosen, in the verb."""
        return None

    def form_arguments(self) -> dict[str, Any]:
        """Units within reach."""
        return {"units": administered_units(self.request.user).on(today()), "initial": {"valid_from": today()}}

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        actions.grant_membership(user=self.account, by=self.request.user, **data)
        return account_address(self.account)


class MembershipEnd(AccountPage):
    """The last day of a right."""

    form_class = EndForm
    heading = "Kết thúc phân quyền"
    submit = "Kết thúc phân quyền"
    danger = True
    done = "Đã ghi ngày kết thúc của phân quyền."

    def load(self, **kwargs: Any) -> None:
        """The right of the account."""
        super().load(**kwargs)
        self.membership = get_object_or_404(
            self.account.memberships.select_related("unit", "user__official"), pk=kwargs["pk"]
        )

    def refusal(self) -> str | None:
        """Administrators of the unit."""
        return administer_refusal(self.request.user, self.membership.unit)

    def form_arguments(self) -> dict[str, Any]:
        """Today."""
        return {"initial": {"last_day": today()}}

    def page(self) -> dict[str, Any]:
        """Says which right."""
        return super().page() | {"lead": membership_sentence(self.membership)}

    def act(self, data: dict[str, Any]) -> str:
        """End it."""
        actions.end_membership(membership=self.membership, last_day=data["last_day"], by=self.request.user)
        return account_address(self.account)


class NewPassword(AccountPage):
    """A new password for somebody who lost theirs."""

    heading = "Cấp mật khẩu mới"
    submit = "Cấp mật khẩu mới"
    lead = "Mật khẩu cũ hết dùng ngay. Mật khẩu mới chỉ hiện một lần ở trang sau."

    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Set and show it."""
        password = actions.set_new_password(account=self.account, by=self.request.user)
        return password_page(self.request, [(self.account, password)])


class AccountClose(AccountPage):
    """Nobody signs in with the account any more."""

    heading = "Khóa tài khoản"
    submit = "Khóa tài khoản"
    danger = True
    lead = "Người này không đăng nhập được nữa. Việc đã làm vẫn mang tên người này; mở lại được bất cứ lúc nào."
    done = "Đã khóa tài khoản."

    def act(self, data: dict[str, Any]) -> str:
        """Close it."""
        actions.close_account(account=self.account, by=self.request.user)
        return account_address(self.account)


class AccountReopen(AccountPage):
    """The account may sign in again."""

    heading = "Mở lại tài khoản"
    submit = "Mở lại tài khoản"
    lead = "Người này đăng nhập lại được bằng mật khẩu đang có."
    done = "Đã mở lại tài khoản."

    def act(self, data: dict[str, Any]) -> str:
        """Reopen it."""
        actions.reopen_account(account=self.account, by=self.request.user)
        return account_address(self.account)

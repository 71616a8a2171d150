"""Coming in and going out; in a demonstration by choosing a part."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from organisations.actions import change_own_password
from organisations.cast import cast
from organisations.forms import OwnPasswordForm, SignInForm
from organisations.models import User
from organisations.views.pages import FormPage

SESSION_ENDED = "Phiên làm việc đã hết sau 30 phút không thao tác. Đăng nhập lại, nội dung đang gõ được giữ nguyên."
BACKEND = "organisations.accounts.Accounts"


class SignIn(LoginView):
    """The sign-in page; a person already signed in sees it as well, to change the part in a demonstration."""

    form_class = SignInForm
    template_name = "organisations/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Form, where to go after it, the cast of a demonstration."""
        target = self.get_redirect_url()
        # The cookie of an ended session is mostly gone as well; a form that came too late says so in the address.
        ended = bool(target) and (
            settings.SESSION_COOKIE_NAME in self.request.COOKIES or "het-phien" in self.request.GET
        )
        return super().get_context_data(**kwargs) | {
            "next": target,
            "message": SESSION_ENDED if ended and not self.request.user.is_authenticated else "",
            "sign_in_url": reverse("organisations:sign_in"),
            "cast_url": reverse("organisations:demo_sign_in"),
            "cast": cast() if settings.DEMO_SIGN_IN else [],
        }

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """The page again, as an error; with the seconds to wait where too many passwords were wrong."""
        response = super().form_invalid(form)
        response.status_code = 429 if form.wait else 422
        if form.wait:
            response["Retry-After"] = str(form.wait)
        return response


class SignOut(LogoutView):
    """Going out, by POST only."""

    http_method_names = ["post", "options"]


@method_decorator(login_not_required, name="dispatch")
class DemoSignIn(View):
    """Taking a part of the demonstration without a password; exists only where DEMO_SIGN_IN is on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Sign in as the chosen demo account."""
        if not settings.DEMO_SIGN_IN:
            raise Http404
        user = get_object_or_404(User, username=request.POST.get("username", ""), is_demo=True, is_active=True)
        login(request, user, backend=BACKEND)
        target = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(
            target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            target = resolve_url(settings.LOGIN_REDIRECT_URL)
        return HttpResponseRedirect(target)


class OwnPassword(FormPage):
    """A person changes the own password; other browsers are signed out."""

    form_class = OwnPasswordForm
    heading = "Đổi mật khẩu"
    submit = "Đổi mật khẩu"
    done = "Đã đổi mật khẩu. Các máy khác đang mở tài khoản này phải đăng nhập lại."

    def form_arguments(self) -> dict[str, Any]:
        """The form checks the present password."""
        return {"user": self.request.user}

    def act(self, data: dict[str, Any]) -> str:
        """Change it and stay signed in here."""
        change_own_password(password=data["password"], by=self.request.user)
        update_session_auth_hash(self.request, self.request.user)
        return reverse("organisations:own_password")

"""Cột hiển thị: which further columns of the tasks a person sees in the editor, kept for a year on this machine."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

# Key → words, and the fields that the column shows.
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "phoi-hop": ("Phối hợp", ("partners",)),
    "kinh-phi": ("Kinh phí", ("budget",)),
    "co": ("Cờ trọng tâm, đột phá", ("is_key", "is_breakthrough")),
}
LASTS = 365 * 24 * 3600


def _cookie(request: HttpRequest) -> str:
    """Of each person's own, for a machine may be shared."""
    return f"cot-nhiem-vu-{request.user.pk}"


def shown(request: HttpRequest) -> list[str]:
    """The keys of the columns that the person has switched on, in their order."""
    return _known(request.COOKIES.get(_cookie(request), "").split("."))


def _known(keys: Iterable[str]) -> list[str]:
    asked = set(keys)
    return [key for key in COLUMNS if key in asked]


def fields_of(keys: Iterable[str]) -> tuple[str, ...]:
    """The fields of columns."""
    return tuple(name for key in keys for name in COLUMNS[key][1])


def offered(keys: Iterable[str]) -> list[dict]:
    """Every column with its words and whether it is switched on."""
    return [{"key": key, "label": label, "on": key in keys} for key, (label, _) in COLUMNS.items()]


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Switch on the columns ticked, off the others, and go back."""
    back = request.POST.get("ve", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("plans:list")
    response = redirect(back)
    response.set_cookie(
        _cookie(request),
        ".".join(_known(request.POST.getlist("cot"))),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response

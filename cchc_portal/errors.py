"""Every answer that is not the page asked for: a Vietnamese sentence, what was typed, and who helps (ux section 4.25)."""

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from documents.storage import Damaged
from organisations.administration import help_from
from organisations.refusals import MovedOn, Refused
from organisations.rules import powers_in

logger = logging.getLogger(__name__)

SESSION_ENDED = "Phiên làm việc đã hết sau 30 phút không thao tác. Đăng nhập lại, nội dung đang gõ được giữ nguyên."
TOO_LARGE = "Nội dung gửi lên quá lớn nên chưa ghi nhận gì. Mỗi tệp tối đa 20 MB."
UNREADABLE = "Trình duyệt gửi lên nội dung không đọc được. Chưa ghi nhận gì; tải lại trang rồi làm lại."
STALE_PAGE = "Trang này mở đã lâu nên chưa gửi được. Nội dung vẫn giữ ở đây; tải lại trang rồi gửi lần nữa."
NO_RIGHT = "Vai đang dùng không có quyền làm việc này."
ONLY_BY_BUTTON = (
    "Địa chỉ này chỉ nhận nội dung do nút trên trang gửi lên, không mở riêng được. "
    "Chưa ghi nhận gì; trở lại trang trước rồi bấm nút ở đó."
)
NOT_FOUND = "Không tìm thấy, hoặc hồ sơ này ngoài phạm vi được xem. Kiểm tra lại mã."
FAULT = "Máy chủ gặp lỗi, việc vừa làm chưa được ghi nhận. Nội dung vẫn giữ ở đây."
DAMAGED = (
    "Tệp đã lưu bị mất hoặc không còn nguyên vẹn nên cổng không đưa ra. Hồ sơ và các tệp khác không bị ảnh hưởng. "
    "Tệp khôi phục được từ bản sao lưu."
)

_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_CHUNK = 64 * 1024
_DRAIN_AT_MOST = 200 * 1024 * 1024


def answer(
    request: HttpRequest, status: int, *, sentence: str = "", template: str = "", **context: object
) -> HttpResponse:
    """The page of a status, or for a request that wants a part only, the sentence alone.

    sentence: why, where the page's own words are not enough; template: another than `<status>.html`.
    htmx gets a message for the message region, a field that saves itself the bare sentence for its place.
    """
    if request.headers.get("X-Autosave"):
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    if request.headers.get("HX-Request"):
        message = render(request, "components/message.html", {"kind": "error", "text": sentence}, status=status)
        message.headers["HX-Retarget"] = "#message"
        message.headers["HX-Reswap"] = "innerHTML"
        return message
    if sentence:
        context["sentence"] = sentence
    return render(request, template or f"{status}.html", {"back": _back(request), **context}, status=status)


def too_large(request: HttpRequest) -> HttpResponse:
    """The 413 page.

    The rest of the body is read and thrown away first: a server that closes the connection on a browser that is
    still sending makes the browser show its own error page, and the sentence is never seen.
    """
    _drain(request)
    return answer(request, 413, sentence=TOO_LARGE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler400` of the URL configuration: too large a form is 413, any other malformed request is 400."""
    if isinstance(exception, _TOO_LARGE):
        return too_large(request)
    return answer(request, 400, sentence=UNREADABLE)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler403`: the sentence a view gave to PermissionDenied, else a general one."""
    return answer(request, 403, sentence=str(exception) or NO_RIGHT, kept=typed(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler404`: a row out of scope and a row that does not exist read the same."""
    return answer(request, 404, sentence=NOT_FOUND)


def fault(request: HttpRequest) -> HttpResponse:
    """`handler500`: a code to read out on the telephone, the same in the log; needs neither database nor session."""
    code = f"{secrets.token_hex(2)}-{secrets.token_hex(1)}".upper()
    logger.error("Fault %s at %s", code, request.path)
    if request.headers.get("HX-Request"):
        response = answer(request, 500, sentence=f"{FAULT} Gọi hỗ trợ và đọc mã {code}.")
    else:
        context = {"code": code, "kept": typed(request), "back": _back(request)}
        response = HttpResponse(render_to_string("500.html", context), status=500)
    response.headers["X-Error-Code"] = code
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`: mostly a page that was open through a sign-out; what was typed is handed back."""
    return answer(request, 403, sentence=STALE_PAGE, template="403_csrf.html", kept=typed(request))


# Fields of forms by their names, in the words of their pages; anything else that is long keeps a general label.
_LABELS = {"comment": "Lý do, ý kiến", "text": "Nội dung", "answer": "Trả lời", "reason": "Lý do", "note": "Lời nhắn"}
_NEVER_KEPT = {"csrfmiddlewaretoken", "password", "next", "quote", "ref", "version", "username"}
_LONG = 20


def typed(request: HttpRequest) -> list[dict]:
    """What a form carried that a person may not want to type again: label and value, in the form's order."""
    if request.method != "POST":
        return []
    return [
        {"label": _LABELS.get(name, "Nội dung vừa gửi"), "value": value}
        for name, value in request.POST.items()
        if name not in _NEVER_KEPT
        and isinstance(value, str)
        and (name in _LABELS or len(value) >= _LONG)
        and value.strip()
    ]


def damaged(request: HttpRequest, exception: Damaged) -> HttpResponse:
    """A stored file that is gone or changed is not handed out: 503, with who can have it restored."""
    logger.error("Damaged file %s at %s", exception, request.path)
    office = powers_in(request).home if request.user.is_authenticated else None
    who = help_from(office) if office else "Hỏi người vận hành cổng."
    sentence = f"{DAMAGED} {who} Mã của tệp: {str(exception)[:12]}."
    return answer(request, 503, sentence=sentence, template="damaged.html")


class RequestSizeMiddleware:
    """Answers 413 to a body larger than REQUEST_MAX_SIZE, or a form without files larger than the form limit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _content_length(request) > _limit(request):
            return too_large(request)
        return self.get_response(request)


class RefusalMiddleware:
    """Turns a refused verb into 403, an item that has moved on into 409, and for parts of a page the way to the
    sign-in into 401, which the page itself answers with a sheet. A form whose session is over comes back, after
    the sign-in, to the page it stands on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return _only_by_button(request, response)
        if not _leads_to_sign_in(response):
            return response
        if request.headers.get("HX-Request"):
            return answer(request, 401, sentence=SESSION_ENDED)
        if request.method == "POST":
            # The address of a form cannot be opened afterwards; the page the form stands on can.
            response["Location"] = f"{settings.LOGIN_URL}?{urlencode({'next': _back(request) or '/', 'het-phien': 1})}"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the two refusals and for a damaged file; everything else is somebody else's."""
        if isinstance(exception, Damaged):
            return damaged(request, exception)
        if not isinstance(exception, Refused):
            return None
        status = 409 if isinstance(exception, MovedOn) else 403
        return answer(request, status, sentence=exception.sentence, kept=typed(request))


def _only_by_button(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The 405 page, for an address of a form that was typed or opened again; with the methods that it takes."""
    page = answer(request, HTTPStatus.METHOD_NOT_ALLOWED, sentence=ONLY_BY_BUTTON)
    page.headers["Allow"] = response.headers.get("Allow", "")
    return page


def _leads_to_sign_in(response: HttpResponse) -> bool:
    """Whether somebody without a session is sent to sign in; a sign-out leads there too, and to nothing after it."""
    target = urlsplit(response.get("Location", ""))
    return response.status_code == 302 and target.path == settings.LOGIN_URL and bool(target.query)


def _back(request: HttpRequest) -> str:
    """The page the request came from, if it is one of ours."""
    referer = request.headers.get("referer", "")
    return referer if url_has_allowed_host_and_scheme(referer, {request.get_host()}) else ""


def _content_length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _limit(request: HttpRequest) -> int:
    if request.content_type == "multipart/form-data":
        return settings.REQUEST_MAX_SIZE
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def _drain(request: HttpRequest) -> None:
    left = _DRAIN_AT_MOST
    while left > 0 and (chunk := request.read(_CHUNK)):
        left -= len(chunk)

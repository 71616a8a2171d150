"""What a person reads when something goes otherwise, and that nothing typed is lost on the way."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.views.decorators.http import require_POST

from cchc_portal import errors
from organisations.refusals import MovedOn, Refused

REFUSED = "Người soạn không tự duyệt văn bản của mình."
MOVED_ON = "Việc này đã làm xong lúc 8:15. Không gửi lần thứ hai."
TYPED = "Bổ sung sản phẩm cho ba nhiệm vụ của phần hai."


def _raising(exception: Exception):
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise exception

    return view


def _closed(request: HttpRequest) -> HttpResponse:
    raise AssertionError("a page behind the sign-in was reached")


@login_not_required
@require_POST
def _button(request: HttpRequest) -> HttpResponse:
    raise AssertionError("a form was taken that nobody sent")


urlpatterns = [
    path("nut-bam/", _button),
    path("tu-choi/", _raising(Refused(REFUSED))),
    path("da-chuyen/", _raising(MovedOn(MOVED_ON))),
    path("khong-co/", _raising(Http404("out of scope"))),
    path("khong-quyen/", _raising(PermissionDenied(REFUSED))),
    path("loi/", _raising(ValueError("a fault"))),
    path("can-dang-nhap/", _closed),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.fault

pytestmark = pytest.mark.django_db

# address, status, template, sentence on the page
PAGES = [
    ("/tu-choi/", 403, "403.html", REFUSED),
    ("/khong-quyen/", 403, "403.html", REFUSED),
    ("/da-chuyen/", 409, "409.html", MOVED_ON),
    ("/khong-co/", 404, "404.html", "ngoài phạm vi được xem"),
    ("/khong-co-trang-nay/", 404, "404.html", "ngoài phạm vi được xem"),
    ("/loi/", 500, "500.html", "việc vừa làm chưa được ghi nhận"),
]


@pytest.fixture
def visitor() -> Client:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(("address", "status", "template", "sentence"), PAGES)
def test_every_fault_has_its_page_with_its_sentence(visitor: Client, address, status, template, sentence) -> None:
    response = visitor.get(address)
    assert (response.status_code, response.templates[0].name) == (status, template)
    assert sentence in response.content.decode()
    assert response.content.decode().count("<h1") == 1


def test_the_address_of_a_button_says_where_the_button_is(visitor: Client) -> None:
    response = visitor.get("/nut-bam/")
    assert (response.status_code, response.templates[0].name, response["Allow"]) == (405, "405.html", "POST")
    assert "trở lại trang trước rồi bấm nút ở đó" in response.content.decode()


@pytest.mark.parametrize("address", ["/tu-choi/", "/da-chuyen/", "/khong-quyen/", "/loi/"])
def test_what_was_typed_is_handed_back(visitor: Client, address: str) -> None:
    page = visitor.post(address, {"comment": TYPED, "password": "not to be shown"}).content.decode()
    assert TYPED in page
    assert "not to be shown" not in page


@pytest.mark.parametrize(("address", "status", "template", "sentence"), PAGES)
def test_a_part_of_a_page_gets_the_sentence_for_its_message_region(
    visitor: Client, address, status, template, sentence
) -> None:
    response = visitor.post(address, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Retarget"]) == (status, "#message")
    assert sentence in response.content.decode()
    assert "<html" not in response.content.decode()


def test_a_field_that_saves_itself_gets_the_bare_sentence(visitor: Client) -> None:
    response = visitor.post("/da-chuyen/", headers={"HX-Request": "true", "X-Autosave": "1"})
    assert (response.status_code, response.content.decode()) == (409, MOVED_ON)
    assert response["Content-Type"].startswith("text/plain")


def test_a_session_that_is_over_is_401_for_a_part_and_the_sign_in_page_for_a_page(visitor: Client) -> None:
    part = visitor.post("/can-dang-nhap/", headers={"HX-Request": "true"})
    assert (part.status_code, errors.SESSION_ENDED in part.content.decode()) == (401, True)
    assert visitor.get("/can-dang-nhap/").status_code == 302


def test_the_code_of_a_fault_is_on_the_page_and_in_the_log(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    response = visitor.get("/loi/")
    code = response["X-Error-Code"]
    assert code in response.content.decode()
    assert [record.getMessage() for record in caplog.records if record.name == "cchc_portal.errors"] == [
        f"Fault {code} at /loi/"
    ]


def test_the_way_back_never_leads_to_another_host() -> None:
    request = RequestFactory().get("/", headers={"referer": "https://example.org/lua-dao/"})
    assert "example.org" not in errors.fault(request).content.decode()


@override_settings(CSRF_FAILURE_VIEW="cchc_portal.errors.csrf_failure", ROOT_URLCONF=__name__)
def test_a_page_left_open_too_long_hands_the_text_back() -> None:
    response = Client(enforce_csrf_checks=True).post("/tu-choi/", {"text": TYPED})
    assert (response.status_code, TYPED in response.content.decode()) == (403, True)
    assert response.templates[0].name == "403_csrf.html"

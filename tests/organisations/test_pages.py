"""Pages of units and people: who sees them, who is refused with which sentence, what they change."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from organisations import actions
from organisations.models import Appointment, Delegation, Membership, Reach, ReviewRelation, Unit, User
from organisations.roles import Role
from tests.organisations.world import START

ASK = "Liên hệ: Commune-Admin."
REFUSED = f"Việc này do quản trị của xã Một hoặc của cấp trên thực hiện. {ASK}"


def at(name: str, *args) -> str:
    return reverse(f"organisations:{name}", args=args)


UNIT_FORMS = (
    "unit_change",
    "unit_end",
    "unit_succession",
    "setting_decide",
    "official_create",
    "appointment_create",
    "review_set",
    "delegation_give",
)
UNIT_PAGES = ("unit_detail", "relations", "delegations")


@pytest.mark.parametrize("name", UNIT_PAGES + UNIT_FORMS)
def test_an_administrator_opens_every_page_of_the_unit(signed, name):
    assert signed("admin-tinh").get(at(name, "xa-mot")).status_code == 200


@pytest.mark.parametrize("name", UNIT_PAGES + UNIT_FORMS)
@pytest.mark.parametrize("person", ["stranger", "neighbour", "nobody"])
def test_a_unit_out_of_sight_is_not_found(signed, name, person):
    client = signed(person)
    assert client.get(at(name, "xa-mot")).status_code == 404
    assert client.post(at(name, "xa-mot")).status_code == (405 if name in UNIT_PAGES else 404)


# A person in office may lend the own rights, so that form is open to the clerk.
@pytest.mark.parametrize("name", [name for name in UNIT_FORMS if name != "delegation_give"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_clerk_is_refused_with_the_sentence_that_names_who_helps(signed, name, method):
    response = getattr(signed("clerk"), method)(at(name, "xa-mot"))
    assert response.status_code == 403
    assert REFUSED in response.content.decode()


@pytest.mark.parametrize("name", UNIT_PAGES)
def test_a_clerk_reads_the_own_unit(signed, name):
    assert signed("clerk").get(at(name, "xa-mot")).status_code == 200


def test_the_grey_button_shows_the_sentence_of_the_refusal(signed, world):
    world.user("other-admin", "so-noi-vu", Role.ADMINISTRATOR)
    client = signed("other-admin")
    world.review("xa-hai", "so-noi-vu", "plan")
    page = client.get(at("unit_detail", "xa-hai")).content.decode()
    refusal = client.post(at("unit_change", "xa-hai"))
    sentence = "Việc này do quản trị của xã Hai hoặc của cấp trên thực hiện. Liên hệ: Quản Trị Viên, 0900 000 001."
    assert sentence in page
    assert refusal.status_code == 403
    assert sentence in refusal.content.decode()


def test_reading_pages_changes_nothing(signed, world):
    client = signed("admin-tinh")
    before = _everything()
    names = [at("unit_list"), at("unit_create"), at("user_list"), at("user_create"), at("own_password")]
    names += [at(name, "xa-mot") for name in UNIT_PAGES + UNIT_FORMS]
    names += [at("user_detail", "clerk"), at("membership_grant", "clerk"), at("new_password", "clerk")]
    names += [at("account_close", "clerk"), at("workbook_upload"), at("workbook_template"), at("workbook_export")]
    statuses = {address: (client.get(address).status_code, client.head(address).status_code) for address in names}
    assert statuses == dict.fromkeys(names, (200, 200))
    assert _everything() == before


def _everything() -> list:
    models = (Unit, User, Membership, Delegation, ReviewRelation, Reach)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_visitor_is_asked_to_sign_in(client, world):
    for address in (at("unit_list"), at("unit_detail", "xa-mot"), at("user_list"), at("own_password")):
        assert client.get(address).url == f"/dang-nhap/?next={address}"


def test_a_unit_made_by_page_stands_in_the_tree(signed, world):
    data = {
        "name": "Xã Ba",
        "kind": "commune",
        "code": "xa-ba",
        "parent": world.units["tinh"].pk,
        "valid_from": "01/7/2025",
        "regime": "collective",
        "head_title": "Chủ tịch",
        "order": "0",
    }
    client = signed("admin-tinh")
    assert client.post(at("unit_create"), data).url == at("unit_detail", "xa-ba")
    assert "Xã Ba" in client.get(at("unit_list")).content.decode()
    assert "Xã Ba" not in client.get(at("unit_list") + "?ngay=30/06/2025").content.decode()


def test_every_fault_of_a_form_is_told_at_once_and_nothing_typed_is_lost(signed):
    data = {"name": "", "kind": "commune", "code": "xa-mot", "parent": "", "valid_from": "31/02/2026", "order": "0"}
    response = signed("admin-tinh").post(at("unit_create"), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors["valid_from"] == [
        "Ngày “31/02/2026” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026."
    ]
    assert response.context["form"].errors["name"] == ["Ghi tên."]
    assert 'value="31/02/2026"' in page


WRONG = [
    ("unit_create", (), {"code": "Xã Ba"}, "code", "Mã chỉ gồm chữ không dấu, số và gạch nối, viết liền, ví dụ xa-tan-lap."),
    ("unit_create", (), {}, "parent", "Chọn đơn vị cấp trên."),
    ("official_create", ("xa-mot",), {"email": "ba"}, "email", "Viết địa chỉ thư điện tử theo dạng ten@coquan.vn."),
    ("unit_succession", ("xa-mot",), {}, "effective_on", "Ghi ngày."),
    ("delegation_give", ("xa-mot",), {}, "capabilities", "Chọn việc được làm."),
    ("user_create", (), {"username": "Lê Ba"}, "username", "Tên đăng nhập viết liền, chỉ gồm chữ, số và các dấu . - _ + @"),
    ("workbook_upload", (), {}, "workbook", "Chọn tệp Excel."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "args", "said", "field", "sentence"), WRONG)
def test_what_is_wrong_is_said_in_a_sentence_of_the_office(signed, name, args, said, field, sentence):
    response = signed("admin-tinh").post(at(name, *args), said)
    assert response.status_code == 422
    assert response.context["form"].errors[field] == [sentence]


def test_a_page_that_ends_something_says_what(signed, world):
    client = signed("admin-tinh")
    relation = ReviewRelation.objects.filter(unit__code="xa-mot").first()
    held = Appointment.objects.filter(unit__code="xa-mot").select_related("official").first()
    for address, words in (
        (at("unit_end", "xa-mot"), "Xã Một"),
        (at("appointment_end", "xa-mot", held.pk), held.official.full_name),
        (at("review_end", "xa-mot", relation.pk), f"{relation.authority.name} theo dõi xã Một"),
        (at("account_close", "clerk"), User.objects.get(username="clerk").display_name),
    ):
        page = client.get(address).content.decode()
        beside = page.partition('<span class="title-meta">')[2].partition("</span>")[0]
        assert words in beside, address


def test_a_used_code_is_told_at_its_field(signed, world):
    data = {
        "name": "Xã Một",
        "kind": "commune",
        "code": "xa-mot",
        "parent": world.units["tinh"].pk,
        "valid_from": "01/7/2025",
        "regime": "collective",
        "head_title": "Chủ tịch",
        "order": "0",
    }
    response = signed("admin-tinh").post(at("unit_create"), data)
    assert response.context["form"].errors == {"code": ["Mã “xa-mot” đã dùng cho Xã Một."]}


def test_a_commune_administrator_cannot_give_rights_in_the_province(signed, world):
    client = signed("commune-admin")
    data = {"unit": world.units["tinh"].pk, "role": Role.ADMINISTRATOR, "valid_from": "01/01/2026"}
    response = client.post(at("membership_grant", "clerk"), data)
    assert response.status_code == 422
    assert not Membership.objects.filter(user=world.users["clerk"], role=Role.ADMINISTRATOR).exists()


def test_a_commune_administrator_cannot_take_over_an_account_that_also_serves_above(signed, world):
    actions.grant_membership(
        user=world.users["clerk"], unit=world.units["tinh"], role=Role.VIEWER, valid_from=START, by=world.admin
    )
    before = User.objects.get(username="clerk").password
    response = signed("commune-admin").post(at("new_password", "clerk"))
    assert response.status_code == 403
    assert User.objects.get(username="clerk").password == before


@pytest.mark.parametrize("person", ["stranger", "commune-admin"])
def test_an_account_of_another_unit_is_not_found(signed, person):
    client = signed(person)
    for name in ("user_detail", "new_password", "account_close", "membership_grant"):
        assert client.get(at(name, "neighbour")).status_code == 404


@pytest.mark.parametrize("name", ["user_list", "user_create", "workbook_upload", "workbook_template"])
def test_accounts_are_for_administrators(signed, name):
    response = signed("clerk").get(at(name))
    assert response.status_code == 403
    assert REFUSED in response.content.decode()


def test_a_new_account_shows_its_password_once_and_signs_in_with_it(signed, world, client):
    data = {
        "username": "newcomer",
        "kind": "person",
        "unit": world.units["xa-mot"].pk,
        "role": Role.FIELD_OFFICIAL,
        "areas": "TCC, TCBM",
        "valid_from": "01/01/2026",
    }
    response = signed("commune-admin").post(at("user_create"), data)
    ((account, password),) = response.context["made"]
    assert response["Cache-Control"] == "no-store"
    assert Membership.objects.get(user=account).areas == ["TCC", "TCBM"]
    assert client.post(at("sign_in"), {"username": "newcomer", "password": password}).status_code == 302


def test_rights_are_said_as_sentences(signed):
    page = signed("commune-admin").get(at("user_detail", "clerk")).content.decode()
    assert (
        "Đầu mối CCHC của xã Một từ 01/01/2021. Được soạn, trình; "
        "không được kiểm tra nội dung, kiểm tra thể thức, duyệt, ký, cấp số, ban hành." in page
    )


def test_a_chairman_lends_the_own_signature_and_nothing_else(signed, world):
    chairman, deputy = world.users["chairman"].official, world.users["deputy"].official
    data = {
        "given_by": chairman.pk,
        "office_title": "Chủ tịch",
        "to": deputy.pk,
        "to_title": "Phó Chủ tịch",
        "capabilities": ["sign"],
        "capacity": "KT",
        "ground_text": "Thông báo số 05/TB-UBND",
        "valid_from": "01/01/2026",
    }
    client = signed("chairman")
    refused = client.post(at("delegation_give", "xa-mot"), {**data, "capabilities": ["issue"], "capacity": ""})
    assert refused.context["form"].errors == {
        "capabilities": ["Chairman không có quyền “Cấp số, ban hành” ở xã Một để giao."]
    }
    assert client.post(at("delegation_give", "xa-mot"), data).url == at("delegations", "xa-mot")
    assert Delegation.objects.get().capabilities == ["sign"]
    again = signed("deputy").post(
        at("delegation_give", "xa-mot"),
        {**data, "given_by": deputy.pk, "to": world.users["clerk"].official_id, "capacity": "TUQ"},
    )
    assert again.context["form"].errors == {
        "capabilities": [
            "Deputy được giao quyền “Duyệt, ký” theo ủy quyền nên không giao lại được "
            "(khoản 3 Điều 13 Nghị định 30/2020/NĐ-CP)."
        ]
    }


def test_a_clerk_cannot_lend_what_the_chairman_holds(signed, world):
    data = {
        "given_by": world.users["chairman"].official_id,
        "office_title": "Chủ tịch",
        "to": world.users["clerk"].official_id,
        "to_title": "Chuyên viên",
        "capabilities": ["sign"],
        "ground_text": "Không có",
        "valid_from": "01/01/2026",
    }
    response = signed("clerk").post(at("delegation_give", "xa-mot"), data)
    assert (response.status_code, Delegation.objects.count()) == (403, 0)


def test_a_relation_row_of_another_unit_is_not_found_below_this_one(signed, world):
    relation = world.review("xa-hai", "so-noi-vu", "plan")
    assert signed("admin-tinh").post(at("review_end", "xa-mot", relation.pk)).status_code == 404


@pytest.mark.parametrize("listing", ["unit_list", "user_list"])
def test_lists_take_the_same_queries_for_one_row_and_for_thirty(signed, world, listing):
    client = signed("admin-tinh")
    client.get(at(listing))
    few = _queries(client, at(listing))
    for number in range(30):
        world.unit(f"xa-{number}", Unit.Kind.COMMUNE, "tinh")
        world.user(f"clerk-{number}", f"xa-{number}", Role.FOCAL_POINT)
    assert _queries(client, at(listing)) == few


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_filter_without_hits_says_so_and_offers_a_way_back(signed):
    page = signed("admin-tinh").get(at("unit_list") + "?tim=khong-co").content.decode()
    assert "Không có đơn vị nào khớp bộ lọc." in page
    assert "Bỏ lọc" in page


@pytest.mark.parametrize("typed", ["XÃ MỘT", "xa mot", "Xã một", "xa-mot"])
def test_searching_minds_neither_capitals_nor_diacritics(signed, typed):
    page = signed("admin-tinh").get(at("unit_list"), {"tim": typed})
    assert [row["unit"].code for row in page.context["rows"]] == ["xa-mot"]


def test_the_list_downloads_what_it_shows(signed):
    client = signed("admin-tinh")
    answer = client.get(at("workbook_export"), {"tim": "xa mot"})
    page = load_workbook(BytesIO(answer.content))["Đơn vị"]
    assert [row[0].value for row in page.iter_rows(min_row=2)] == ["xa-mot"]


def test_siblings_stand_in_the_order_of_the_vietnamese_alphabet(signed, world):
    for code, label in (("a1", "Xã Đông"), ("a2", "Xã Ân"), ("a3", "Xã Dương"), ("a4", "Phường An")):
        world.unit(code, Unit.Kind.COMMUNE, "tinh", label=label)
    page = signed("admin-tinh").get(at("unit_list"), {"loai": "commune"})
    names = [row["unit"].name for row in page.context["rows"]]
    assert names == ["Phường An", "Xã Ân", "Xã Dương", "Xã Đông", "Xã Hai", "Xã Một"]

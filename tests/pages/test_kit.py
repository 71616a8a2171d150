"""The words, tags and pages of the kit."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.test import Client, override_settings
from django.urls import include, path

from cchc_portal import wording
from cchc_portal.components import PARTS, SCREENS
from cchc_portal.templatetags import portal
from workflow.states import ACTIONS, STATES

TODAY = date(2026, 2, 24)
STATIC = Path(settings.BASE_DIR) / "static"

# due day, inclusive, done on, send by → kind, distance, wording, note
DEADLINES = [
    (date(2026, 3, 10), False, None, None, "", "Còn 13 ngày", "trước ngày 10/3 (ngày cuối 09/3)", ""),
    (date(2026, 3, 10), True, None, None, "", "Còn 14 ngày", "chậm nhất 10/3", ""),
    (date(2026, 6, 30), True, None, None, "", "Còn 4 tháng", "chậm nhất 30/6", ""),
    (date(2030, 12, 31), True, None, None, "", "Còn 4 năm", "chậm nhất 31/12/2030", ""),
    (date(2027, 1, 1), False, None, None, "", "Còn 10 tháng", "trước ngày 01/01/2027 (ngày cuối 31/12/2026)", ""),
    (date(2026, 3, 3), True, None, None, "amber", "Còn 7 ngày", "chậm nhất T3, 03/3", ""),
    (date(2026, 3, 4), True, None, None, "", "Còn 8 ngày", "chậm nhất 04/3", ""),
    (date(2026, 2, 28), True, None, date(2026, 2, 27), "amber", "Còn 4 ngày", "chậm nhất T7, 28/02",
     "Thứ Bảy, ngày nghỉ: nên gửi trước 17:00 thứ Sáu, 27/02"),
    (date(2026, 2, 25), True, None, None, "amber", "Còn 1 ngày (ngày mai)", "chậm nhất T4, 25/02", ""),
    (date(2026, 2, 24), True, None, None, "red", "Hôm nay là hạn cuối", "", ""),
    (date(2026, 2, 25), False, None, None, "red", "Hôm nay là hạn cuối", "", ""),
    (date(2026, 2, 24), False, None, None, "red", "Quá hạn 1 ngày", "trước ngày 24/02 (ngày cuối 23/02)", ""),
    (date(2026, 2, 20), True, None, None, "red", "Quá hạn 4 ngày", "chậm nhất 20/02", ""),
    (date(2026, 2, 20), True, date(2026, 2, 20), None, "", "Đúng hạn", "chậm nhất 20/02", ""),
    (date(2026, 2, 20), False, date(2026, 2, 20), None, "red", "Muộn 1 ngày", "trước ngày 20/02 (ngày cuối 19/02)", ""),
    (None, True, None, None, "", "", "Không có hạn", ""),
]  # fmt: skip


@pytest.mark.parametrize(("on", "inclusive", "done_on", "send_by", "kind", "distance", "words", "note"), DEADLINES)
def test_a_deadline_is_said_as_its_source_puts_it(on, inclusive, done_on, send_by, kind, distance, words, note) -> None:
    due = wording.due(on, today=TODAY, inclusive=inclusive, done_on=done_on, send_by=send_by)
    assert (due.kind, due.distance, due.wording, due.note) == (kind, distance, words, note)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 2, 24, 8, 5), "8:05"),
        (datetime(2026, 2, 23, 16, 20), "16:20 hôm qua"),
        (datetime(2026, 2, 22, 16, 20), "22/02, 16:20"),
        (datetime(2025, 12, 31, 23, 59), "31/12/2025, 23:59"),
    ],
)
def test_a_moment_is_said_shorter_the_nearer_it_is(at: datetime, words: str) -> None:
    assert wording.moment(at, today=TODAY) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(1934, "1.934"), (Decimal("98.71"), "98,71"), (Decimal("1234567.5"), "1.234.567,5"), (0, "0"), (None, "–")],
)
def test_a_number_has_dots_and_a_decimal_comma(value, words: str) -> None:
    assert wording.number(value) == words


def test_official_days_write_a_zero_before_small_days_and_the_months_one_and_two() -> None:
    days = [date(2026, 1, 5), date(2026, 2, 28), date(2026, 3, 3), date(2026, 12, 10)]
    assert [wording.official_day(day) for day in days] == ["05/01/2026", "28/02/2026", "03/3/2026", "10/12/2026"]


class Everything(forms.Form):
    name = forms.CharField(label="Tên", help_text="Như trên giấy.")
    count = forms.IntegerField(label="Số", required=False)
    on = forms.DateField(label="Ngày")
    note = forms.CharField(label="Lời", widget=forms.Textarea, required=False)
    way = forms.ChoiceField(label="Cách", choices=[("a", "A")], widget=forms.RadioSelect)


def _field(form: forms.Form, name: str, **options: object) -> str:
    template = Template("{% load portal %}{% field bound autosave=autosave version=version %}")
    return template.render(Context({"bound": form[name], "autosave": "", "version": "", **options}))


def test_a_field_names_its_hint_and_its_error_to_screen_readers() -> None:
    shown = _field(Everything({}), "name")
    described = re.search(r'aria-describedby="([^"]+)"', shown)
    assert described
    assert described[1].split() == ["id_name-goi-y", "id_name-loi"]
    assert [shown.count(f'id="{one}"') for one in described[1].split()] == [1, 1]
    assert 'aria-invalid="true"' in shown


def test_only_optional_fields_say_so() -> None:
    form = Everything()
    assert [name for name in form.fields if "(không bắt buộc)" in _field(form, name)] == ["count", "note"]


def test_no_field_is_of_a_type_that_follows_the_browser_s_language() -> None:
    form = Everything()
    shown = "".join(_field(form, name) for name in form.fields)
    assert re.findall(r'type="(date|number)"', shown) == []


def test_a_field_that_saves_itself_says_where_and_from_which_version() -> None:
    shown = _field(Everything(), "note", autosave="/ke-hoach/KH7KQ2M/luu/", version=4)
    assert 'data-autosave="/ke-hoach/KH7KQ2M/luu/"' in shown
    assert 'data-version="4"' in shown


def test_the_summary_counts_and_links_every_fault() -> None:
    shown = Template("{% load portal %}{% error_summary form %}").render(Context({"form": Everything({})}))
    assert "Có 3 chỗ cần sửa" in shown
    assert re.findall(r'href="#(\w+)"', shown) == ["id_name", "id_on", "id_way"]


def test_a_refused_act_is_a_grey_button_with_its_sentence_and_no_form() -> None:
    act = {"label": "Duyệt", "url": "/duyet/", "method": "post", "refused": "Chưa đến lượt."}
    shown = Template("{% load portal %}{% acts rows %}").render(Context({"rows": [act]}))
    assert ('aria-disabled="true"' in shown, "Chưa đến lượt." in shown, "<form" in shown) == (True, True, False)


def test_an_act_carries_the_token_of_its_page() -> None:
    template = Template("{% load portal %}{% acts rows %}")
    shown = template.render(Context({"rows": [{"label": "Trình", "url": "/", "method": "post"}], "csrf_token": "abc"}))
    assert 'name="csrfmiddlewaretoken" value="abc"' in shown


@pytest.mark.parametrize("call", [lambda: portal.pill("pink", "x", "x"), lambda: portal.button("x", kind="big")])
def test_an_unknown_kind_is_refused_at_once(call) -> None:
    with pytest.raises(ValueError, match="is not one of"):
        call()


def test_every_icon_that_is_used_is_in_the_sprite() -> None:
    there = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons/sprite.svg").read_text()))
    used = {state.icon for state in STATES.values()} | ({action.icon for action in ACTIONS.values()} - {""})
    for template in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        text = template.read_text()
        used |= set(re.findall(r'{% icon "([\w-]+)"', text)) | set(re.findall(r'\bicon="([\w-]+)"', text))
        used |= set(re.findall(r'{% pill "\w+" "([\w-]+)"', text))
    assert used - there == set()


@pytest.mark.parametrize(
    "template", sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html")), ids=lambda p: p.name
)
def test_no_template_needs_what_the_content_policy_forbids(template: Path) -> None:
    text = template.read_text()
    found = re.findall(r"\sstyle=|<style|\son\w+=|javascript:|hx-on|<script(?![^>]*\ssrc=)", text)
    assert found == [] or template.parts[-2] == "documents"


def test_our_own_style_and_script_stay_light() -> None:
    brotli = pytest.importorskip("brotli")
    ours = [STATIC / f"css/{name}.css" for name in ("tokens", "components", "forms", "frame", "editor")]
    ours += [STATIC / f"js/{name}.js" for name in ("app", "fields", "calendar")]
    assert sum(len(brotli.compress(one.read_bytes())) for one in ours) <= 30 * 1024


urlpatterns = [path("", include("cchc_portal.dev"))]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("slug", [part.slug for part in (*PARTS, *SCREENS)])
def test_every_page_of_the_catalogue_has_one_heading_and_no_unfilled_place(client: Client, slug: str) -> None:
    response = client.get(f"/he-thong/thanh-phan/{slug}/")
    page = response.content.decode()
    assert (response.status_code, page.count("<h1")) == (200, 1)
    assert re.findall(r"\{[{%]|None</", page) == []

"""Alert bands: set, changed with a reason, kept, shown in words on the page of a metric and on lists."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from indicators import actions
from indicators.actions import Wanted
from indicators.models import AlertBand, Metric
from organisations.refusals import Refused
from tests.indicators.builders import Q4, YEAR, table
from tests.indicators.test_pages import client, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "in_2027")]
CODE = "tthc.on_time_a"
THERE, PAGE = f"/chi-so/{CODE}/nguong/?don-vi=xa-mot", f"/chi-so/{CODE}/?don-vi=xa-mot"
SAID = {"watch": "0,5", "alarm": "2", "reason": ""}


@pytest.fixture
def metric(library) -> Metric:
    return Metric.objects.get(code=CODE)


@pytest.fixture
def ninety_five(cast, metric) -> None:
    """380 of 400 files in time, 95 %, where 98 % and more is wanted: 3 points short."""
    table(cast.commune, cast.focal, Q4, {3: 410, 7: 400, 8: 372, 9: 8, 10: 20, 13: 0})
    actions.set_goal(unit=cast.commune, metric=metric, wanted=Wanted("gte", Decimal(98)), window=YEAR, by=cast.focal)


def banded(cast, metric, watch: str, alarm: str, **more) -> AlertBand:
    more = {"by": cast.focal, **more}
    return actions.set_band(unit=cast.commune, metric=metric, watch=Decimal(watch), alarm=Decimal(alarm), **more)


def test_a_metric_without_a_band_says_what_one_is_for(cast, ninety_five):
    words = read(cast.focal, PAGE)
    assert "Chưa đặt. Ngưỡng cho biết số liệu còn cách mục tiêu bao nhiêu thì cần theo dõi" in words
    assert ">Đặt ngưỡng</a>" in words


def test_the_page_says_the_band_who_set_it_and_since_when(cast, ninety_five):
    answer = client(cast.focal).post(THERE, SAID)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    words = read(cast.viewer, PAGE)
    assert "<b>Theo dõi khi còn cách mục tiêu quá 0,50 điểm %, cảnh báo khi quá 2 điểm %</b>" in words
    assert "Lê Thị Soạn đặt, từ 9:00" in words
    assert "Đổi ngưỡng" not in words


# 95 % is 3 points short of 98 %.
PLACES = [
    ("3", "5", "Trong ngưỡng. Còn cách mục tiêu 3 điểm %, chưa quá 3 điểm %."),
    ("2.5", "5", "Cần theo dõi. Còn cách mục tiêu 3 điểm %, quá 2,50 điểm %."),
    ("0.5", "3", "Cần theo dõi. Còn cách mục tiêu 3 điểm %, quá 0,50 điểm %."),
    ("0.5", "2", "Cảnh báo. Còn cách mục tiêu 3 điểm %, quá 2 điểm %."),
    ("0", "0", "Cảnh báo. Còn cách mục tiêu 3 điểm %, quá 0 điểm %."),
]


@pytest.mark.parametrize(("watch", "alarm", "sentence"), PLACES)
def test_a_figure_is_marked_in_words_where_it_lies_outside(cast, metric, ninety_five, watch, alarm, sentence):
    banded(cast, metric, watch, alarm)
    assert sentence in read(cast.focal, PAGE)
    outside = not sentence.startswith("Trong")
    word, _, rest = sentence.partition(". ")
    for address in (f"/chi-so/?tim={CODE}", "/chi-so/?xem=ngoai-nguong"):
        words = read(cast.focal, address)
        assert (f"{word}</span>" in words and rest in words) == outside, address


def test_the_list_of_alerts_holds_nothing_else(cast, metric, ninety_five):
    banded(cast, metric, "0.5", "2")
    words = read(cast.focal, "/chi-so/?xem=ngoai-nguong")
    assert f"/chi-so/{CODE}/" in words
    assert "/chi-so/tthc.c7/" not in words
    assert "/chi-so/tthc.c7/" in read(cast.focal, "/chi-so/")


def test_an_authority_sees_which_of_its_units_lies_outside(cast, metric, ninety_five):
    table(cast.other_commune, cast.other_focal, Q4, {3: 130, 7: 120, 8: 115, 9: 5, 10: 0, 13: 0})
    assert '<th scope="col">Ngưỡng cảnh báo</th>' not in read(cast.reviewer, PAGE)
    banded(cast, metric, "0.5", "2")
    words = read(cast.reviewer, PAGE)
    assert words.count("Còn cách mục tiêu 3 điểm %, quá 2 điểm %.") == 2, "of the unit and in the list of all"
    assert '<th scope="col">Ngưỡng cảnh báo</th>' in words


def test_a_band_without_a_goal_marks_nothing_and_says_so(cast, metric):
    table(cast.commune, cast.focal, Q4, {3: 410, 7: 400, 8: 372, 9: 8, 10: 20, 13: 0})
    banded(cast, metric, "0.5", "2")
    words = read(cast.focal, PAGE)
    assert "Chưa có mục tiêu nên ngưỡng chưa có tác dụng." in words
    assert "Còn cách mục tiêu" not in words
    assert "Chưa có mục tiêu: ngưỡng có tác dụng từ khi đặt mục tiêu." in read(cast.focal, THERE)


def test_a_band_is_changed_with_a_reason_and_the_old_one_is_kept_struck(cast, metric):
    client(cast.focal).post(THERE, SAID)
    answer = client(cast.focal).post(THERE, {**SAID, "alarm": "1"})
    assert answer.status_code == 422
    assert "Ghi lý do đổi ngưỡng cảnh báo" in answer.content.decode()
    assert 'value="0,5"' in answer.content.decode()
    assert client(cast.focal).post(THERE, {**SAID, "alarm": "1", "reason": "Siết lại"}).status_code == 302
    words = read(cast.focal, PAGE)
    assert '<s><span class="visually-hidden">Ngưỡng cũ: </span>theo dõi khi' in words
    assert "cảnh báo khi quá 1 điểm %</b>" in words
    assert "Lý do: Siết lại" in words


def test_a_band_can_be_taken_away(cast, metric, ninety_five):
    banded(cast, metric, "0.5", "2")
    said = {"absent": "on", "watch": "", "alarm": "", "reason": "Đã ổn định"}
    assert client(cast.focal).post(THERE, said).status_code == 302
    words = read(cast.focal, PAGE)
    assert "<b>Không đặt ngưỡng</b>" in words
    assert "Còn cách mục tiêu" not in words


def test_the_same_band_again_changes_nothing(cast, metric):
    assert banded(cast, metric, "0.5", "2") == banded(cast, metric, "0.5", "2")


BAD = [
    ({"watch": ""}, "Ghi số, hoặc chọn “Không đặt ngưỡng”."),
    ({"watch": "một"}, "“một” không phải là số"),
    ({"watch": "-1"}, "Khoảng cách không nhỏ hơn 0."),
    ({"watch": "3"}, "Ngưỡng cảnh báo không nhỏ hơn ngưỡng theo dõi."),
]


@pytest.mark.parametrize(("said", "sentence"), BAD)
def test_a_band_that_is_none_is_refused_at_its_field(cast, said, sentence):
    answer = client(cast.focal).post(THERE, {**SAID, **said})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert AlertBand.objects.count() == 0


@pytest.mark.parametrize(("watch", "alarm"), [(Decimal(3), Decimal(2)), (Decimal(-1), Decimal(2)), (None, Decimal(2))])
def test_the_verb_refuses_what_the_form_refuses(cast, metric, watch, alarm):
    with pytest.raises(ValidationError):
        actions.set_band(unit=cast.commune, metric=metric, watch=watch, alarm=alarm, by=cast.focal)


@pytest.mark.parametrize("part", ["chairman", "deputy", "viewer", "reviewer", "review_head", "field"])
def test_who_may_not_set_goals_sets_no_band(cast, metric, part):
    assert client(getattr(cast, part)).post(THERE, SAID).status_code == 403
    with pytest.raises(Refused):
        banded(cast, metric, "0.5", "2", by=getattr(cast, part))


@pytest.mark.parametrize("part", ["stranger", "other_focal", "other_chairman", "nobody"])
def test_people_of_other_units_find_no_band_of_this_one(cast, metric, part):
    assert client(getattr(cast, part)).post(THERE, SAID).status_code == 404


def test_the_database_itself_keeps_bands(cast, metric):
    band = banded(cast, metric, "0.5", "2")
    for change in (lambda: AlertBand.objects.filter(pk=band.pk).update(alarm=1), AlertBand.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

"""Chốt số liệu chính thức: starts at what was reported, says what differs, the next report's (6) follows."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.test import Client

from reporting.actions import open_round
from reporting.actions.figures import FigureFaults, settle_figures
from reporting.models import Report
from reporting.queries import figures_of
from tests.reporting.builders import library, prepared, write_all
from tests.reporting.figure_world import H1, Q3, enter, line, stored, was_open
from tests.workflow.walks import issued, walk
from workflow import clock

pytestmark = pytest.mark.django_db
FIELD = "ho-tich"


@pytest.fixture(autouse=True)
def after_q3() -> Iterator[None]:
    with clock.set_to(datetime(2026, 9, 16, 9, 0, tzinfo=clock.ZONE)):
        yield


def begun(cast, period) -> Report:
    round_ = prepared(cast, period, due_on=date(2026, 12, 1))
    open_round(round_, by=cast.review_head)
    return Report.objects.get(round=round_, unit=cast.commune)


@pytest.fixture
def half(cast) -> Report:
    """The issued report of 6 tháng: 78 received, 68 handled, 10 open."""
    library(cast)
    was_open(cast, 8, late=1)
    report = begun(cast, H1)
    enter(report, cast.focal, line(FIELD, 45, 25, 40, 20, 6, 9, 1) | {"3.4.untimed@ho-tich": "2", "3.1.4": "148"})
    sent = walk(write_all(report, cast.focal), cast, "submit", "pass_content", "pass_form", "sign")
    return issued(sent, cast)


@pytest.fixture
def next_report(cast, half) -> Report:
    report = begun(cast, Q3)
    enter(report, cast.focal, line(FIELD, 12, 8, 10, 9, 1, 10, 0))
    return report


def test_what_is_not_changed_is_settled_as_reported(cast, half):
    assert settle_figures(report=half, by=cast.focal, part="3", reason="Đối chiếu một cửa").changed == ()
    assert stored(half, "tthc.c12", field=FIELD, kind="final").amount == 9
    assert stored(half, "tthc.c3", field=FIELD, kind="final").amount == 78
    assert stored(half, "tthc.c6", field=FIELD, kind="final").amount == 8
    assert stored(half, "tk.3.1.4", kind="final").amount == 148
    assert stored(half, "tk.1.1.1", kind="final") is None


def test_a_final_figure_says_how_it_differs_and_the_next_opening_follows(cast, half, next_report):
    assert stored(next_report, "tthc.c6", field=FIELD).amount == 10
    cells = {"3.4.c12@ho-tich": "11", "3.4.c8@ho-tich": "38"}
    saved = settle_figures(report=half, by=cast.focal, part="3", cells=cells, reason="Đối chiếu một cửa")
    assert [(one.code, one.line) for one in saved.changed] == [("3.4.c12", FIELD), ("3.4.c8", FIELD)]
    assert stored(half, "tthc.c12", field=FIELD).amount == 9, "what was reported stays beside it"
    figures = figures_of(next_report)
    assert figures.openings[FIELD].words == (
        "Lấy từ cột (11) đến hết ngày 14/6/2026, số chính thức (báo cáo 6 tháng đầu năm 2026)."
    )
    # (6) = 11 + 1 = 12, (3) = 12 + 8 + 12 = 32
    assert stored(next_report, "tthc.c6", field=FIELD).amount == 12
    assert stored(next_report, "tthc.c3", field=FIELD).amount == 32


def test_nothing_is_settled_where_one_cell_is_wrong(cast, half):
    with pytest.raises(FigureFaults) as wrong:
        settle_figures(
            report=half, by=cast.focal, part="3", cells={"3.4.c8@ho-tich": "nhiều", "3.1.4": "150"}, reason="Đối chiếu"
        )
    assert set(wrong.value.faults) == {"3.4.c8@ho-tich"}
    assert stored(half, "tk.3.1.4", kind="final") is None


def test_the_page_shows_reported_and_final_side_by_side(cast, half):
    here = Client()
    here.force_login(cast.focal)
    address = f"/bao-cao/{half.code}/so-lieu/chinh-thuc/?phan=3"
    words = here.get(address).content.decode()
    assert 'name="o-3.4.c12@ho-tich" value="9"' in words
    assert 'name="o-3.4.c6@ho-tich"' not in words
    empty = here.post(address, {"o-3.4.c12@ho-tich": "11", "reason": ""})
    assert (empty.status_code, "Ghi căn cứ chốt số liệu" in empty.content.decode()) == (422, True)
    assert 'name="o-3.4.c12@ho-tich" value="11"' in empty.content.decode()
    done = here.post(address, {"o-3.4.c12@ho-tich": "11", "reason": "Đối chiếu một cửa"}, follow=True)
    words = done.content.decode()
    assert "Hộ tịch, cột (12): đã báo cáo 9, chính thức 11, thêm 2 hồ sơ." in words
    assert "đã chốt" in words


def test_a_code_is_read_and_chosen_in_words(cast, half):
    settle_figures(report=half, by=cast.focal, part="1", cells={"1.4.2": "1"}, reason="Đối chiếu")
    row = next(row for row in figures_of(half).form.rows if row.code == "1.4.2")
    here = Client()
    here.force_login(cast.focal)
    words = here.get(f"/bao-cao/{half.code}/so-lieu/chinh-thuc/?phan=1").content.decode()
    assert '<select class="cell" id="chot-1.4.2" name="o-1.4.2"' in words
    assert f'<option value="1" selected>{row.choices[0][1]}</option>' in words


@pytest.mark.parametrize("part", ["chairman", "reviewer", "review_head"])
def test_others_are_told_who_settles(cast, half, part):
    here = Client()
    here.force_login(getattr(cast, part))
    answer = here.get(f"/bao-cao/{half.code}/so-lieu/chinh-thuc/")
    assert (answer.status_code, "Lê Thị Soạn" in answer.content.decode()) == (403, True)


def test_strangers_find_nothing(cast, half):
    for user in (cast.stranger, cast.other_focal, cast.nobody):
        here = Client()
        here.force_login(user)
        assert here.get(f"/bao-cao/{half.code}/so-lieu/chinh-thuc/").status_code == 404

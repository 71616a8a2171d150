"""Pages of figures: what each shows, to whom, what is refused in which words."""

from decimal import Decimal

import pytest
from django.test import Client

from indicators import actions
from indicators.actions import Wanted
from indicators.entries import Entry
from indicators.models import Baseline, Goal, Metric, Value
from organisations.models import Subject, Succession
from tests.cast import Cast
from tests.indicators.builders import Q1, Q2, Q3, Q4, YEAR, count, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "in_2027")]


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def read(user, address: str, status: int = 200) -> str:
    answer = client(user).get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def year_of_figures(cast: Cast) -> None:
    """Four quarters of handled files: A 99,46 %, 98,00 %, 99,00 %, 99,50 %."""
    rows = {
        Q1: {3: 400, 7: 370, 8: 300, 9: 68, 10: 2, 13: 1},
        Q2: {3: 110, 7: 100, 8: 90, 9: 8, 10: 2, 13: 0},
        Q3: {3: 210, 7: 200, 8: 190, 9: 8, 10: 2, 13: 0},
        Q4: {3: 410, 7: 400, 8: 390, 9: 8, 10: 2, 13: 0},
    }
    for window, numbers in rows.items():
        table(cast.commune, cast.focal, window, numbers)


def test_an_empty_list_says_what_will_be_here(cast):
    words = read(cast.focal, "/chi-so/")
    assert "Chưa có kỳ nào. Số liệu hiện ở đây khi đơn vị nhập biểu thống kê" in words
    assert "Tỷ lệ giải quyết trước và đúng hạn (A" in read(cast.focal, "/chi-so/?xem=tat-ca")


def test_the_list_shows_the_last_figure_the_goal_and_how_it_stands(cast, year_of_figures):
    metric = Metric.objects.get(code="tthc.on_time_a")
    actions.set_goal(unit=cast.commune, metric=metric, wanted=Wanted("gt", Decimal(99)), window=YEAR, by=cast.focal)
    words = read(cast.focal, "/chi-so/?linh-vuc=TTHC&tim=cách giải quyết")
    assert "Không có chỉ số nào khớp bộ lọc" in words
    words = read(cast.focal, "/chi-so/?tim=tthc.on_time_a")
    assert '<b class="nowrap">99,50 %</b>' in words
    assert "> 99 %" in words.replace("&gt;", ">")
    assert "Quý IV/2026" in words
    assert "Đạt" in words
    assert '<svg class="spark"' in words


def test_the_page_of_a_metric_says_finding_chart_table_and_how_it_is_counted(cast, year_of_figures):
    metric = Metric.objects.get(code="tthc.on_time_a")
    actions.set_goal(unit=cast.commune, metric=metric, wanted=Wanted("gt", Decimal(99)), window=YEAR, by=cast.focal)
    words = read(cast.focal, "/chi-so/tthc.on_time_a/")
    assert "Quý IV/2026: 99,50 %, tăng 0,50 điểm % so với quý III/2026. Đạt." in words
    assert '<svg class="figure-chart" role="img"' in words
    # numerator, denominator and ratio of the first quarter
    assert 'data-label="Tử số">368</td><td class="number" data-label="Mẫu số">370</td>' in words
    assert "Tính từ các số thành phần" in words
    assert "(Trước hạn + đúng hạn) / đã giải quyết" in words
    # the three definitions side by side: Q1 A 99,46, B (400 - 2 - 1) / 400 = 99,25
    assert "Các cách tính đang dùng" in words
    assert (
        '<th scope="row">Quý I/2026</th><td class="number nowrap">99,46 %</td><td class="number nowrap">99,25 %</td>'
        in words
    )


def test_few_figures_are_bars_and_many_a_line(cast, year_of_figures):
    count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    count(cast.commune, cast.focal, "tk.1.6", Q2, 3, kind="estimate")
    words = read(cast.focal, "/chi-so/tk.1.6/")
    assert "url(#uoc-1)" in words
    assert "3 (ước)" in words
    assert "<polyline" not in words
    assert "<polyline" in read(cast.focal, "/chi-so/tthc.on_time_a/")


def test_what_was_corrected_stays_struck_beside_the_new_figure_with_its_reason(cast):
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5, source="Sổ theo dõi")
    actions.correct_value(value, by=cast.focal, reason="Đếm thiếu 2 buổi", amount=Decimal(7))
    words = read(cast.focal, "/chi-so/tk.1.6/")
    assert "<b>7 hoạt động</b>" in words
    assert "<s>5</s>" in words
    assert "Lý do sửa: Đếm thiếu 2 buổi" in words
    assert "Lê Thị Soạn" in words


def test_a_goal_is_set_and_changed_with_a_reason_and_the_old_one_is_kept_struck(cast, year_of_figures):
    there = "/chi-so/tthc.on_time_a/muc-tieu/?don-vi=xa-mot"
    said = {"year": "2026", "operator": "gte", "value": "98", "value2": "", "reason": ""}
    answer = client(cast.focal).post(there, said)
    assert (answer.status_code, answer["Location"]) == (302, "/chi-so/tthc.on_time_a/?don-vi=xa-mot")
    answer = client(cast.focal).post(there, {**said, "value": "99,5"})
    assert answer.status_code == 422
    assert "Ghi lý do đổi mục tiêu; mục tiêu cũ được giữ lại bên cạnh" in answer.content.decode()
    assert 'value="99,5"' in answer.content.decode()
    assert client(cast.focal).post(there, {**said, "value": "99,5", "reason": "Cấp trên giao"}).status_code == 302
    words = read(cast.focal, "/chi-so/tthc.on_time_a/")
    assert '<s><span class="visually-hidden">Mục tiêu cũ: </span>≥ 98 %</s>' in words
    assert "<b>≥ 99,5 %</b>" in words
    assert "Lý do: Cấp trên giao" in words


def test_what_a_unit_starts_from_is_written_changed_with_a_reason_or_said_not_to_be_there(cast, year_of_figures):
    there = "/chi-so/tthc.on_time_a/dau-ky/?don-vi=xa-mot"
    said = {"amount": "91,5", "on": "14/12/2025", "source": "Báo cáo năm 2025", "reason": ""}
    assert "Ghi lý do đổi" not in client(cast.focal).post(there, {**said, "amount": ""}).content.decode()
    assert client(cast.focal).post(there, said).status_code == 302
    assert "91,5 %, ngày 14/12/2025" in read(cast.focal, "/chi-so/tthc.on_time_a/")
    changed = {**said, "absent": "on", "amount": "", "on": ""}
    answer = client(cast.focal).post(there, changed)
    assert (answer.status_code, "Ghi lý do đổi giá trị đầu kỳ" in answer.content.decode()) == (422, True)
    assert client(cast.focal).post(there, {**changed, "reason": "Chưa đo năm 2025"}).status_code == 302
    rows = Baseline.objects.order_by("pk")
    assert [(row.amount, row.replaced_at is None) for row in rows] == [(Decimal("91.5"), False), (None, True)]
    assert client(cast.reviewer).post(there, said).status_code == 403
    assert client(cast.stranger).post(there, said).status_code == 404


BAD = [
    ({"value": "chín mươi"}, "“chín mươi” không phải là số"),
    ({"value": ""}, "id_value"),
    ({"operator": "between"}, "Ghi số thứ hai."),
    ({"operator": "between", "value2": "97"}, "Khoảng giá trị cần đủ hai số, số sau không nhỏ hơn số trước.</a>"),
    ({"year": "1999"}, "Ghi năm bằng bốn chữ số, từ 2000 đến 2100."),
    ({"year": "năm nay"}, "Ghi năm bằng bốn chữ số, từ 2000 đến 2100."),
]


@pytest.mark.parametrize(("said", "sentence"), BAD)
def test_a_goal_that_cannot_be_read_is_kept_in_the_form(cast, said, sentence):
    typed = {"year": "2026", "operator": "gte", "value": "98", "value2": "", "reason": "", **said}
    answer = client(cast.focal).post("/chi-so/tk.1.1.3/muc-tieu/", typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Goal.objects.count() == 0


def test_a_second_number_belongs_to_a_range_alone(cast):
    said = {"year": "2026", "operator": "gte", "value": "98", "value2": "99", "reason": ""}
    assert client(cast.focal).post("/chi-so/tk.1.1.3/muc-tieu/", said).status_code == 302
    assert Goal.objects.get().value2 is None


def test_what_is_asked_for_is_not_said_to_be_optional(cast):
    for sheet, labels in (("dau-ky", ("Giá trị đầu kỳ", "Tính đến ngày")), ("nguong", ("Theo dõi khi cách quá",))):
        words = read(cast.focal, f"/chi-so/tk.1.1.3/{sheet}/")
        for label in labels:
            assert f"{label}</label>" in words


def test_faults_are_told_in_the_order_of_the_fields(cast):
    answer = client(cast.focal).post(
        "/chi-so/tk.1.1.1/nhap-so/", {"first": "31/12/2026", "last": "1/1/2026", "amount": "x"}
    )
    words = answer.content.decode()
    summary = words[words.index("error-summary") :]
    assert summary.index("Ngày cuối kỳ") < summary.index("không phải là số")


@pytest.mark.parametrize("part", ["chairman", "deputy", "viewer", "reviewer", "review_head", "field"])
def test_who_may_look_but_not_set_goals_is_told_who_does(cast, year_of_figures, part):
    user = getattr(cast, part)
    assert "99,50 %" in read(user, "/chi-so/tthc.on_time_a/?don-vi=xa-mot")
    answer = client(user).post("/chi-so/tthc.on_time_a/muc-tieu/?don-vi=xa-mot", {"operator": "gte", "value": "98"})
    assert answer.status_code == 403
    assert "Lê Thị Soạn" in answer.content.decode()


@pytest.mark.parametrize("part", ["stranger", "other_focal", "other_chairman", "nobody"])
def test_people_of_other_units_see_no_figure_of_this_one(cast, year_of_figures, part):
    user = getattr(cast, part)
    assert read(user, "/chi-so/?don-vi=xa-mot", 404)
    assert read(user, "/chi-so/tthc.on_time_a/?don-vi=xa-mot", 404)
    assert client(user).post("/chi-so/tthc.on_time_a/muc-tieu/?don-vi=xa-mot", {"value": "1"}).status_code == 404
    assert "99,50" not in read(user, "/chi-so/tthc.on_time_a/")


def test_an_authority_begins_with_a_unit_that_has_figures_and_sees_all_together(cast, year_of_figures):
    table(cast.other_commune, cast.other_focal, Q4, {7: 100, 8: 90, 9: 5, 10: 5})
    words = read(cast.reviewer, "/chi-so/tthc.on_time_a/")
    # (398 + 95) / (400 + 100) = 98,6
    assert "<b>98,60 %</b>. Cộng tử số, cộng mẫu số của các đơn vị rồi tính lại tỷ lệ." in words
    # The office that follows the communes is none of them.
    assert "Đủ số của mọi đơn vị." in words
    assert "1/2" in words


def test_a_unit_that_came_out_of_a_merger_has_its_day_in_the_chart(cast, year_of_figures):
    Succession.objects.create(
        predecessor=cast.other_commune, successor=cast.commune, kind="merge", effective_on=Q3.first, ground_text="NQ"
    )
    assert "sáp nhập 01/07/2026" in read(cast.focal, "/chi-so/tthc.on_time_a/")


def test_pages_ask_as_much_for_many_figures_as_for_one(cast, django_assert_max_num_queries):
    count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    one = client(cast.focal)
    with django_assert_max_num_queries(30):
        one.get("/chi-so/")
    for window in (Q2, Q3, Q4, YEAR):
        table(cast.commune, cast.focal, window, {column: column for column in range(3, 14)})
        actions.record_value(unit=cast.commune, entry=Entry("tk.1.6", window, amount=Decimal(4)), by=cast.focal)
    with django_assert_max_num_queries(30):
        one.get("/chi-so/")
    with django_assert_max_num_queries(36):
        one.get("/chi-so/tthc.on_time_a/")


def test_a_metric_nobody_knows_is_not_found(cast):
    read(cast.focal, "/chi-so/khong.co/", 404)


def test_figures_are_followed_in_any_subject(cast, year_of_figures):
    assert Subject.REPORT not in cast.commune.reviewed_by.values_list("subject", flat=True)
    assert "99,50 %" in read(cast.reviewer, "/chi-so/tthc.on_time_a/?don-vi=xa-mot")


ENTER = "/chi-so/tk.1.6/nhap-so/?don-vi=xa-mot"
FIGURE = {"first": "01/01/2026", "last": "31/03/2026", "kind": "actual", "as_of": "", "amount": "1.204",
          "status": "given", "reason": "", "source": "Sổ theo dõi", "correction": ""}  # fmt: skip


def test_a_figure_is_typed_shown_and_corrected_with_a_reason(cast):
    assert "Ghi số" in read(cast.focal, ENTER)
    answer = client(cast.focal).post(ENTER, {**FIGURE, "kind": "final"})
    assert (answer.status_code, answer["Location"]) == (302, "/chi-so/tk.1.6/?don-vi=xa-mot")
    assert "<b>1.204 hoạt động</b>" in read(cast.focal, "/chi-so/tk.1.6/")
    answer = client(cast.focal).post(ENTER, {**FIGURE, "kind": "final", "amount": "1.205"})
    assert (answer.status_code, "Ghi lý do sửa." in answer.content.decode()) == (422, True)
    said = {**FIGURE, "kind": "final", "amount": "1.205", "correction": "Đếm thiếu một buổi"}
    assert client(cast.focal).post(ENTER, said).status_code == 302
    words = read(cast.focal, "/chi-so/tk.1.6/")
    assert ("<b>1.205 hoạt động</b>" in words, "<s>1.204</s>" in words, "Đếm thiếu một buổi" in words) == (
        True,
        True,
        True,
    )


BAD_FIGURES = [
    ({"amount": "mười"}, "“mười” không phải là số"),
    ({"amount": ""}, "Ghi số, hoặc chọn không áp dụng, không phát sinh."),
    ({"amount": "1,5"}, "“1,5” có quá nhiều chữ số sau dấu phẩy. Số này không có phần lẻ."),
    ({"amount": "-3"}, "thấp hơn mức thấp nhất có thể là 0"),
    ({"last": "31/12/2025"}, "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."),
    ({"first": "31/02/2026"}, "31/02/2026"),
    ({"as_of": "31/12/2030"}, "chưa đến"),
    ({"status": "not_applicable", "amount": ""}, "Ghi lý do."),
    ({"last": "31/12/2027", "kind": "final"}, "sau ngày đó mới chốt số chính thức."),
]


@pytest.mark.parametrize(("changed", "sentence"), BAD_FIGURES)
def test_a_figure_that_is_none_is_told_at_its_field_and_nothing_is_written(cast, changed, sentence):
    answer = client(cast.focal).post(ENTER, {**FIGURE, **changed})
    words = answer.content.decode().replace("\xa0", " ")
    assert (answer.status_code, sentence in words, 'value="Sổ theo dõi"' in words) == (422, True, True)
    assert Value.objects.count() == 0


@pytest.mark.parametrize(("part", "status"), [("chairman", 403), ("reviewer", 403), ("viewer", 403), ("stranger", 404)])
def test_only_who_drafts_types_figures(cast, part, status):
    for method in ("get", "post"):
        assert getattr(client(getattr(cast, part)), method)(ENTER, FIGURE).status_code == status
    assert Value.objects.count() == 0


def test_what_is_worked_out_of_other_figures_is_not_typed(cast):
    assert client(cast.focal).get("/chi-so/tthc.on_time_a/nhap-so/").status_code == 404
    assert "Nhập số" not in read(cast.focal, "/chi-so/tthc.on_time_a/")
    assert "Nhập số" in read(cast.focal, "/chi-so/tk.1.6/")

"""The library: loaded once, complete, every row of the commune form has its metric."""

import pytest

from documents.reading.numbers import number_key
from indicators import reference
from indicators.library import tthc
from indicators.library.rows import SINCE
from indicators.models import Breakdown, Definition, Metric, Term
from reporting.statistics.commune import FORMS
from reporting.statistics.procedures import RATIOS

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing(django_assert_max_num_queries):
    assert reference.load() == len(reference.ROWS)
    Definition.objects.filter(metric__code="tk.1.6").update(words="Sửa ở tỉnh")
    before = [list(model.objects.values_list()) for model in (Definition, Term, Breakdown)]
    with django_assert_max_num_queries(14):
        assert reference.load() == 0
    assert [list(model.objects.values_list()) for model in (Definition, Term, Breakdown)] == before


def test_codes_are_unique_and_every_term_names_a_count_of_the_library():
    kinds = {row.code: row.kind for row in reference.ROWS}
    assert len(kinds) == len(reference.ROWS)
    named = {code for row in reference.ROWS for _, _, code in row.terms}
    assert {code for code in named if kinds.get(code) not in ("count", "money")} == set()


def test_a_ratio_has_both_sides_and_nothing_else_has_any():
    for row in reference.ROWS:
        sides = {side for side, _, _ in row.terms}
        assert sides == ({"numerator", "denominator"} if row.kind == "ratio" else set()), row.code


def test_every_row_of_the_commune_form_has_its_metric():
    wanted = {row.metric for form in FORMS for row in form.rows if row.metric} | {ratio.metric for ratio in RATIOS}
    assert wanted - {row.code for row in reference.ROWS} == set()


def test_definitions_say_where_they_come_from_as_a_number_that_documents_know():
    reference.load()
    assert set(Definition.objects.exclude(ground_key="").values_list("ground_key", flat=True)) == {
        number_key("01/2020/TT-VPCP"),
        number_key("766/QĐ-TTg"),
    }
    assert Metric.objects.get(code="tthc.c4").definitions.get().valid_from == SINCE
    assert Breakdown.objects.count() == len(tthc.FIELDS)


@pytest.mark.usefixtures("library")
def test_a_ratio_says_by_the_names_of_its_parts_how_it_is_counted():
    words = dict(Definition.objects.values_list("metric__code", "words"))
    assert words["tthc.online"] == (
        "“Hồ sơ tiếp nhận trong kỳ, trực tuyến” / "
        "(“Hồ sơ tiếp nhận trong kỳ, trực tuyến” + “Hồ sơ tiếp nhận trong kỳ, trực tiếp và bưu chính”)"
    )
    assert [code for code, said in words.items() if "tthc." in said or "tk." in said] == []

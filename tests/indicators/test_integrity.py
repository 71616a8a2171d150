"""What verify_integrity says of figures: nothing when all is well, a sentence for each disagreement."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from indicators import actions
from indicators.integrity import faults
from indicators.models import Definition, Value
from tests.indicators.builders import Q1, Q2, count
from workflow import append_only
from workflow import integrity as whole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "in_2027")]


def test_the_library_and_corrected_figures_agree(cast):
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5)
    actions.correct_value(value, by=cast.focal, reason="Đếm lại", amount=Decimal(6))
    assert list(faults()) == []
    assert faults in whole.others


def test_two_definitions_of_one_day_are_told(library):
    old = Definition.objects.get(metric__code="tk.1.6")
    Definition.objects.create(
        metric=old.metric, version=2, words="Cách khác", kind="count", valid_from=date(2026, 1, 1)
    )
    assert list(faults()) == ["Cách tính tk.1.6 có hai bản trùng thời gian từ 01/01/2026."]


@pytest.fixture
def unguarded():
    """Somebody changed the tables by hand."""
    append_only.remove(connection)
    yield
    append_only.install(connection)


def test_rows_changed_by_hand_are_told(cast, unguarded):
    first, other = count(cast.commune, cast.focal, "tk.1.6", Q1, 5), count(cast.commune, cast.focal, "tk.1.6", Q2, 5)
    Value.objects.filter(pk=first.pk).update(superseded_at=first.entered_at)
    assert list(faults()) == [f"Số liệu {first.pk}: đã thôi dùng nhưng không nói số nào thay."]
    Value.objects.filter(pk=first.pk).update(superseded_by=other)
    assert list(faults()) == [f"Số liệu {first.pk}: số thay nó là của đơn vị, kỳ hoặc chỉ số khác."]
    Definition.objects.filter(pk=other.definition_id).update(kind="ratio", across="recompute")
    assert len(list(faults())) == 3

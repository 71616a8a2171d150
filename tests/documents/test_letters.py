"""A công văn: what may be written down at all."""

import pytest
from django.core.exceptions import ValidationError

from documents.actions import change_letter, start_letter
from documents.models import Letter
from tests.cast import Cast

pytestmark = pytest.mark.django_db

FACTS = {"title": "mời họp", "body": "Nội dung", "addressees": [{"name": "Sở Nội vụ", "unit": None}]}


@pytest.mark.parametrize("place", ["title", "body", "drafting_unit"])
def test_a_marked_secret_is_refused_before_a_letter_is_stored(cast: Cast, place: str) -> None:
    facts = {**FACTS, place: "TỐI MẬT"}
    with pytest.raises(ValidationError, match="mang dấu độ mật “TỐI MẬT”"):
        start_letter(unit=cast.commune, by=cast.focal, **facts)
    assert Letter.objects.count() == 0


def test_a_marked_secret_does_not_enter_a_letter_that_is_there(cast: Cast) -> None:
    letter = start_letter(unit=cast.commune, by=cast.focal, **FACTS)
    with pytest.raises(ValidationError, match="mang dấu độ mật “MẬT”"):
        change_letter(letter, by=cast.focal, body="MẬT\nNội dung")
    letter.refresh_from_db()
    assert letter.body == "Nội dung"

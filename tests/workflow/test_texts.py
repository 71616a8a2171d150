"""A text marked as a state secret is refused before anything is stored."""

import pytest
from django.core.exceptions import ValidationError

from tests.workflow.items import in_state
from workflow import actions, remarks
from workflow.models import Event, Remark, Road

pytestmark = pytest.mark.django_db

SECRET = "TỐI MẬT\nSố liệu phòng thủ của xã."


@pytest.fixture
def plan(cast):
    return in_state(cast, Road.SIGN_THEN_SEND, "awaiting_chairman")


def test_a_reason_marked_secret_is_refused(cast, plan):
    before = Event.objects.count()
    with pytest.raises(ValidationError) as refused:
        actions.take("return", plan, by=cast.chairman, comment=SECRET)
    assert list(refused.value.message_dict) == ["comment"]
    assert Event.objects.count() == before


def test_a_remark_and_an_answer_marked_secret_are_refused(cast, plan):
    with pytest.raises(ValidationError):
        remarks.add(plan, by=cast.chairman, text=SECRET)
    assert Remark.objects.count() == 0
    remark = remarks.add(plan, by=cast.chairman, text="Nêu rõ sản phẩm.")
    with pytest.raises(ValidationError):
        remarks.answer(remark, by=cast.focal, text=SECRET)
    remark.refresh_from_db()
    assert remark.answer == ""

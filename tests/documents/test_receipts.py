"""The page of a receipt: what, by whom, when, with which hash, in time or late (M37)."""

from datetime import timedelta

import pytest
from django.test import Client

from documents.models import Delivery
from documents.queries import in_time_words
from plans.models import Plan
from tests.cast import Cast
from tests.pages.walks import issued
from workflow.clock import today


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


@pytest.fixture
def receipt(cast: Cast) -> Delivery:
    """What the commune sent to the authority."""
    return Delivery.objects.get(issued_document__source_id=issued(cast).pk, recipient_unit=cast.authority)


def owe(receipt: Delivery, days: int, *, inclusive: bool = True) -> None:
    """The deadline of what was sent, so many days after today."""
    Plan.objects.filter(pk=receipt.issued_document.source_id).update(
        due_on=today() + timedelta(days=days), due_inclusive=inclusive
    )


def words(user, receipt: Delivery) -> str:
    return " ".join(client(user).get(f"/bien-nhan/{receipt.code}/").content.decode().split())


def test_it_says_whether_the_paper_was_in_time(cast: Cast, receipt: Delivery) -> None:
    assert in_time_words(receipt) == ""
    for days, inclusive, said in (
        (0, True, "đúng hạn"), (0, False, "muộn 1 ngày"), (1, False, "đúng hạn"), (-3, True, "muộn 3 ngày"),
    ):  # fmt: skip
        owe(receipt, days, inclusive=inclusive)
        assert in_time_words(receipt) == said


def test_it_names_the_file_the_sender_and_the_receiver_to_them_only(cast: Cast, receipt: Delivery) -> None:
    owe(receipt, 5)
    found = words(cast.focal, receipt)
    assert receipt.file_hash in found
    assert receipt.sent_by.display_name in found
    assert "nơi nhận chưa xác nhận, đúng hạn." in found
    client(cast.reviewer).post(f"/bien-nhan/{receipt.code}/da-nhan/")
    receipt.refresh_from_db()
    assert receipt.received_by == cast.reviewer
    found = words(cast.focal, receipt)
    assert f"{receipt.recipient} nhận được văn bản số 16/KH-UBND lúc " in found
    assert f", đúng hạn. Mã biên nhận {receipt.code}." in found
    assert cast.reviewer.display_name in found
    for stranger in (cast.stranger, cast.other_focal, cast.nobody):
        assert client(stranger).get(f"/bien-nhan/{receipt.code}/").status_code == 404

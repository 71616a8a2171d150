"""Two clerks issue at one moment: the register gives each a number of its own, or refuses the second."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection

from documents import actions
from documents.models import IssuedDocument
from organisations.models import UnitSetting
from tests.cast import decide, make_cast
from tests.documents.walks import facts, to_issue
from workflow.clock import today

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(documents: list[IssuedDocument], clerk, number) -> list[str]:
    """Issue each document in a thread of its own; what each answered, sorted."""
    answers: list[str] = []
    start = threading.Barrier(len(documents))
    day: date = today()

    def issue(document):
        start.wait()
        try:
            answers.append(str(actions.issue(document, by=clerk, **facts(day, number)).number))
        except ValidationError as error:
            answers.append(error.message_dict["number"][0])
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=[document]) for document in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    close_old_connections()
    return sorted(answers)


def test_the_portal_gives_no_number_twice_and_leaves_no_gap():
    cast = make_cast()
    decide(cast.commune, UnitSetting.Key.PORTAL_REGISTER)
    documents = [to_issue(cast) for _ in range(4)]
    assert at_once(documents, cast.records, None) == ["1", "2", "3", "4"]


def test_the_second_of_two_equal_numbers_is_refused_and_told_the_next():
    cast = make_cast()
    documents = [to_issue(cast), to_issue(cast)]
    assert at_once(documents, cast.records, 16) == [
        "16",
        "Số 16 vừa cấp cho văn bản khác. Chưa ban hành gì; số tiếp theo là 17.",
    ]

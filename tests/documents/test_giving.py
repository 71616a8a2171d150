"""What a paper gives its receivers to do, and who is told that it went out."""

import pytest

from documents import actions, released
from documents.giving import gives_of_text
from documents.papers import gives_of
from tests.cast import Cast
from tests.documents.walks import facts, to_issue
from tests.workflow.items import letter
from workflow.clock import today

BODY = """Để việc rà soát đúng hạn, đề nghị thực hiện:
1. Các bộ phận chuyên môn:
a) Lập danh mục thủ tục
trước ngày 10/3.
b) Gửi danh mục về Văn phòng.
2. Văn phòng tổng hợp, báo cáo.
- Bản giấy một bộ.
Nhận được văn bản, đề nghị thực hiện."""


def test_numbered_lines_become_a_forest():
    first, second = gives_of_text(BODY)
    assert (first.marker, first.heading, first.kind) == ("1", "Các bộ phận chuyên môn", "heading")
    assert [(row.marker, row.text) for row in first.children] == [
        ("a", "Lập danh mục thủ tục\ntrước ngày 10/3."),
        ("b", "Gửi danh mục về Văn phòng."),
    ]
    assert [(row.marker, row.kind) for row in second.children] == [("-", "work")]


@pytest.mark.parametrize("body", ["", "Đề nghị cho lùi hạn hai ngày.", "Năm 2026. Việc khác."])
def test_a_text_without_numbered_lines_gives_nothing(body):
    assert gives_of_text(body) == []


@pytest.mark.django_db
def test_a_letter_gives_the_lines_of_its_body(cast: Cast):
    item = letter(cast)
    item.body = "Đề nghị:\n- Gửi số liệu trước ngày 05/12/2026."
    assert [row.text for row in gives_of(item)] == ["Gửi số liệu trước ngày 05/12/2026."]


@pytest.mark.django_db
def test_those_who_asked_are_told_once_when_a_paper_went_out(cast: Cast, monkeypatch):
    told = []
    monkeypatch.setattr(released, "_verbs", {})
    released.register("test", lambda document, by: told.append((document.state, document.deliveries.count(), by)))
    document = actions.issue(to_issue(cast), by=cast.records, **facts(today()))
    actions.complete_issue(document.pk)
    actions.complete_issue(document.pk)
    assert told == [("delivered", 1, cast.records)]

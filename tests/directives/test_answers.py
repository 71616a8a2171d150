"""What a unit has to answer, what it decides, and what an amendment or a withdrawal touches."""

import pytest
from django.core.exceptions import ValidationError

from directives import actions
from directives.impact import impact
from directives.models import Answer, DirectiveItem
from directives.queries import items_for
from documents.actions import start_letter
from documents.models import Citation
from organisations.refusals import Refused
from tests.cast import Cast
from tests.directives.builders import communes, fill, issued, received
from workflow.clock import today
from workflow.models import Event, Notice


def _texts(cast: Cast) -> list[str]:
    return [given.node.item.text for given in items_for(cast.commune, user=cast.focal)]


def test_headings_are_not_work_and_dashes_are(cast: Cast) -> None:
    fill(received(cast), by=cast.focal)
    assert _texts(cast) == ["Rà soát văn bản", "Niêm yết thủ tục", "Báo cáo kết quả", "Nêu vướng mắc"]


def test_an_item_for_others_is_not_ours_and_one_above_speaks_for_those_below(cast: Cast) -> None:
    directive = issued(cast)
    items = {item.text or item.heading: item for item in directive.items.all()}
    actions.assign(items["Về thể chế"], by=cast.reviewer, holder_text="Sở Tư pháp")
    actions.assign(items["Niêm yết thủ tục"], by=cast.reviewer, group=communes())
    actions.assign(items["Báo cáo kết quả"], by=cast.reviewer, holder=cast.room)
    actions.send_out(directive, by=cast.reviewer)
    assert _texts(cast) == ["Niêm yết thủ tục", "Báo cáo kết quả", "Nêu vướng mắc"]


def test_withdrawn_items_and_directives_ask_nothing_any_more(cast: Cast) -> None:
    directive = received(cast)
    items = fill(directive, by=cast.focal)
    actions.withdraw_item(items["2"], by=cast.focal, on=today(), ground="Công văn 9/UBND")
    assert _texts(cast) == ["Rà soát văn bản", "Niêm yết thủ tục"]
    with pytest.raises(Refused, match="đã bãi bỏ"):
        actions.answer(_fresh(items["2.-"]), unit=cast.commune, by=cast.focal, kind="out_of_scope", reason="x")
    actions.withdraw_directive(directive, by=cast.focal, on=today(), ground="Quyết định 3/QĐ-UBND")
    assert _texts(cast) == []


def _fresh(item: DirectiveItem) -> DirectiveItem:
    return DirectiveItem.objects.select_related("directive").get(pk=item.pk)


def test_amended_words_stand_beside_the_old_ones_and_the_addressees_are_told(cast: Cast) -> None:
    directive = issued(cast)
    actions.send_out(directive, by=cast.reviewer)
    item = directive.items.get(text="Niêm yết thủ tục")
    Notice.objects.all().delete()
    actions.amend_item(item, by=cast.reviewer, text="Công khai thủ tục", on=today(), ground="Công văn 8/SNV")
    item.refresh_from_db()
    assert (item.text, item.state, item.changed_text) == ("Công khai thủ tục", "amended", "Công văn 8/SNV")
    assert [row.text for row in item.history.order_by("version")] == ["Niêm yết thủ tục", "Công khai thủ tục"]
    assert {notice.to for notice in Notice.objects.all()} == {cast.focal, cast.other_focal}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "out_of_scope"}, "reason"),
        ({"kind": "assigned", "reason": "làm ngay"}, "lead"),
        ({"kind": "out_of_scope", "reason": "MẬT"}, "reason"),
    ],
)
def test_an_answer_without_its_reason_or_lead_is_told_at_its_field(cast: Cast, values: dict, field: str) -> None:
    items = fill(received(cast), by=cast.focal)
    with pytest.raises(ValidationError) as fault:
        actions.answer(items["1.a"], unit=cast.commune, by=cast.focal, **values)
    assert list(fault.value.message_dict) == [field]
    assert not Answer.objects.exists()


def test_a_field_official_answers_for_his_areas_only(cast: Cast) -> None:
    items = fill(received(cast), by=cast.focal)
    actions.answer(items["1.a"], unit=cast.commune, by=cast.field, kind="out_of_scope", reason="Xã không có")
    with pytest.raises(Refused, match="Đầu mối CCHC phân công"):
        actions.answer(items["1.b"], unit=cast.commune, by=cast.field, kind="out_of_scope", reason="Xã không có")


@pytest.mark.parametrize("who", ["chairman", "records", "reviewer", "other_focal", "stranger", "nobody"])
def test_nobody_else_answers_for_the_commune(cast: Cast, who: str) -> None:
    items = fill(received(cast), by=cast.focal)
    with pytest.raises(Refused):
        actions.answer(items["1.a"], unit=cast.commune, by=getattr(cast, who), kind="out_of_scope", reason="x")
    assert not Answer.objects.exists()


def test_a_unit_that_did_not_receive_the_directive_answers_nothing(cast: Cast) -> None:
    items = fill(received(cast), by=cast.focal)
    with pytest.raises(Refused, match="không gửi cho"):
        actions.answer(
            items["1.a"], unit=cast.other_commune, by=cast.other_focal, kind="out_of_scope", reason="Xã không có"
        )


def test_a_decision_taken_back_opens_the_item_and_stays_in_the_log(cast: Cast) -> None:
    items = fill(received(cast), by=cast.focal)
    row = actions.answer(items["1.a"], unit=cast.commune, by=cast.focal, kind="assigned", lead=cast.room)
    assert [given.open for given in items_for(cast.commune, user=cast.focal)] == [False, True, True, True]
    actions.withdraw_answer(row, by=cast.focal)
    assert all(given.open for given in items_for(cast.commune, user=cast.focal))
    acts = list(Event.objects.filter(kind="directive").order_by("sequence").values_list("action", flat=True))
    assert acts[-2:] == ["answer", "withdraw_answer"]


def test_an_item_with_an_answer_is_not_removed(cast: Cast) -> None:
    items = fill(received(cast), by=cast.focal)
    actions.answer(items["1.a"], unit=cast.commune, by=cast.focal, kind="assigned", lead=cast.room)
    with pytest.raises(Refused, match="không xóa được"):
        actions.remove_item(items["1"], by=cast.focal)
    assert DirectiveItem.objects.count() == 5


def test_open_papers_that_cite_the_clause_are_listed_and_no_others(cast: Cast) -> None:
    directive = received(cast)
    items = fill(directive, by=cast.focal)
    cited, whole, other = (_letter(cast, title) for title in ("về mục 1.b", "về cả văn bản", "về việc khác"))
    _cite(cited, directive, "mục 1.b")
    _cite(whole, directive, "")
    _cite(other, received(cast, number="2/UBND-NC"), "mục 1.b")
    titles = [hit.title for hit in impact(directive, user=cast.focal)]
    assert [("1.b" in t, "cả văn bản" in t) for t in titles] == [(False, True), (True, False)]
    clause = impact(directive, user=cast.focal, item=items["1.b"])
    assert [hit.key for hit in clause] == [("letter", cited.pk)]
    assert [hit.key for hit in impact(directive, user=cast.focal, item=items["1"])] == [("letter", cited.pk)]
    assert impact(directive, user=cast.focal, item=items["2"]) == []
    assert impact(directive, user=cast.stranger) == []


def _letter(cast: Cast, title: str):
    return start_letter(
        unit=cast.commune, by=cast.focal, title=title, addressees=[{"name": "Sở", "unit": None}], body="Nội dung",
        recipients=[],
    )  # fmt: skip


def _cite(item, directive, place: str) -> None:
    Citation.objects.create(
        unit=item.unit, kind=item.kind, object_id=item.pk, document=directive.document, role="refers", place=place
    )

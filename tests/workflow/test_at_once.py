"""Twice and at once: a double click, a page that has grown old, two persons in the same moment."""

import re
import threading

import pytest
from django.db import connection

from documents.models import Letter
from organisations.roles import Role
from tests.cast import make_cast, person
from tests.workflow.items import letter
from tests.workflow.walks import walk
from workflow import actions, integrity, remarks, rules
from workflow.flows import flow_of
from workflow.models import Event, Obligation, Remark


@pytest.mark.django_db
class TestTwice:
    def test_a_double_click_is_told_when_it_was_done(self, cast):
        item = letter(cast)
        actions.take("submit", item, by=cast.focal, seen=item.version)
        with pytest.raises(rules.MovedOn) as refused:
            actions.take("submit", item, by=cast.focal, seen=item.version)
        assert re.fullmatch(r"Việc này đã làm xong lúc \d{1,2}:\d\d\. Không gửi lần thứ hai\.", refused.value.sentence)
        assert Event.objects.filter(kind="letter", action="submit").count() == 1

    def test_another_person_reads_where_it_stands(self, cast):
        item = letter(cast)
        actions.take("submit", item, by=cast.focal)
        colleague = person("colleague", "Lê Văn Cùng", cast.commune, Role.FOCAL_POINT, "Công chức")
        with pytest.raises(rules.MovedOn) as refused:
            actions.take("submit", item, by=colleague)
        assert re.fullmatch(
            re.escape(flow_of(item).title(item))
            + r" đang ở bước “Chờ kiểm tra” từ \d{1,2}:\d\d nên không làm việc này được nữa\. "
            r"Tải lại trang để xem việc tiếp theo\.",
            refused.value.sentence,
        )

    def test_an_act_on_an_older_version_is_refused_even_where_it_would_fit(self, cast):
        item = walk(letter(cast), cast, "submit")
        seen = item.version
        walk(item, cast, "withdraw", "submit")
        with pytest.raises(rules.MovedOn):
            actions.take("pass_content", item, by=cast.office_head, seen=seen)
        item.refresh_from_db()
        assert (item.state, item.version) == ("content_check", seen + 2)

    def test_every_act_raises_the_version(self, cast):
        item = letter(cast)
        versions = [item.version]
        for action in ("submit", "pass_content", "pass_form", "sign"):
            versions.append(walk(item, cast, action).version)
        assert versions == [1, 2, 3, 4, 5]


def at_once(*verbs) -> list[str]:
    """Run each verb in a thread of its own, all released together; their answers, sorted."""
    answers: list[str] = []
    gate = threading.Barrier(len(verbs))

    def run(verb):
        gate.wait()
        try:
            answers.append(verb() or "")
        except Exception as error:
            answers.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(answers)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_one_of_two_equal_acts_passes(self):
        cast = make_cast()
        item = letter(cast)

        def submit() -> str:
            return actions.take("submit", Letter.objects.get(pk=item.pk), by=cast.focal).state

        assert at_once(submit, submit, submit) == ["MovedOn", "MovedOn", "content_check"]
        assert Event.objects.filter(kind="letter").count() == 2
        assert list(integrity.faults(connection)) == []

    def test_one_of_two_different_acts_on_the_same_version_passes(self):
        cast = make_cast()
        item = walk(letter(cast), cast, "submit")

        def check() -> str:
            return actions.take("pass_content", item, by=cast.office_head, seen=item.version).state

        def withdraw() -> str:
            return actions.take("withdraw", item, by=cast.focal, seen=item.version).state

        assert at_once(check, withdraw) in (["MovedOn", "draft"], ["MovedOn", "form_check"])
        assert list(integrity.faults(connection)) == []

    def test_the_text_does_not_change_while_it_is_sent(self):
        cast = make_cast()
        item = letter(cast)

        def edit() -> str:
            with actions.editing(item, by=cast.focal) as locked:
                Letter.objects.filter(pk=locked.pk).update(body="Bản sau.")
            return "edited"

        def submit() -> str:
            return actions.take("submit", item, by=cast.focal).state

        assert at_once(edit, submit) in (["content_check", "edited"], ["Refused", "content_check"])

    def test_remarks_made_together_keep_the_chain(self):
        cast = make_cast()
        item = walk(letter(cast), cast, "submit")

        def remark() -> str:
            return remarks.add(item, by=cast.office_head, text="Thiếu căn cứ.").state

        assert at_once(*[remark] * 4) == ["open"] * 4
        assert Remark.objects.count() == 4
        assert list(Event.objects.filter(kind="letter").values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6]
        assert list(integrity.faults(connection)) == []

    def test_items_begun_together_each_have_their_own_code_and_duty(self):
        cast = make_cast()

        def start() -> str:
            return letter(cast).code

        codes = at_once(start, start, start)
        assert len(set(codes)) == 3
        assert all(re.fullmatch("CV.{5}", code) for code in codes)
        assert Obligation.objects.filter(closed_at=None).count() == 3

"""Pages of directives through the browser's eyes: who reads, who is refused, what is kept, what becomes of an item."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from directives import actions
from directives.models import Answer, Directive
from documents.models import Attachment, Citation, KnownDocument
from tests.cast import Cast
from tests.directives.builders import fill, issued, received
from tests.workflow.items import plan
from workflow.clock import today
from workflow.models import Notice

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


def at(name: str, directive: Directive, *more) -> str:
    return reverse(f"directives:{name}", args=[directive.code, *more])


def body(answer) -> str:
    return answer.content.decode()


def signed_in(client: Client, user) -> Client:
    client.force_login(user)
    return client


def sent(cast: Cast) -> Directive:
    directive = issued(cast)
    actions.send_out(directive, by=cast.reviewer)
    return directive


def item(directive: Directive, text: str):
    return directive.items.get(text=text)


class TestRegister:
    """The list and the entry form."""

    head = {
        "direction": "received",
        "type_name": "Chỉ thị",
        "number": "01 /CT-UBND",
        "issuer": "UBND tỉnh Thử",
        "issued_on": "05/06/2023",
        "subject": "tăng cường cải cách hành chính",
        "place_name": "Thử",
        "signer_name": "Nguyễn Văn Ký",
        "signer_title": "Chủ tịch",
        "signer_capacity": "TM",
        "received_on": "07/06/2023",
        "received_number": "45",
        "stage_from": "2021",
        "stage_to": "2030",
    }

    def entered(self, cast: Cast, client: Client, **more):
        data = {"unit": cast.commune.pk, **self.head, **more}
        return signed_in(client, cast.focal).post(reverse("directives:new"), data)

    def test_an_empty_register_says_how_to_begin(self, cast: Cast, client: Client):
        page = body(signed_in(client, cast.focal).get(reverse("directives:register")))
        assert "Chưa có văn bản giao việc. Nhập tay văn bản đã nhận." in page
        assert reverse("directives:new") in page

    def test_a_typed_document_is_put_right_and_read_again(self, cast: Cast, client: Client):
        answer = self.entered(cast, client, file=SimpleUploadedFile("chi-thi.pdf", PDF))
        directive = Directive.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, at("directive", directive))
        assert directive.document.number == "01/CT-UBND"
        page = body(client.get(at("information", directive)))
        for words in ("01/CT-UBND", "05/06/2023", "TM. Nguyễn Văn Ký, Chủ tịch", "2021–2030", "số 45", "chi-thi.pdf"):
            assert words in page
        original = client.get(at("directive", directive)).context["original"]
        assert client.get(original).content == PDF

    def test_files_are_added_refused_and_taken_off(self, cast: Cast, client: Client):
        directive = received(cast)
        signed_in(client, cast.focal)
        picture = SimpleUploadedFile("chi-thi.pdf", b"MZ" + b"\0" * 40)
        page = client.post(at("attach", directive), {"file": picture}, follow=True)
        assert "chương trình chạy" in body(page)
        client.post(at("attach", directive), {"file": SimpleUploadedFile("chi-thi.pdf", PDF)})
        row = Attachment.objects.get()
        client.post(at("detach", directive, row.pk))
        assert client.get(at("attachment", directive, row.pk)).status_code == 404

    def test_a_known_document_is_taken_over(self, cast: Cast, client: Client):
        known = KnownDocument.objects.create(
            type_name="Chỉ thị", number="1/CT-UBND", number_key="1/CT-UBND", issuer="UBND tỉnh Thử",
            issued_on="2023-06-05", subject="tăng cường",
        )  # fmt: skip
        first = signed_in(client, cast.focal).get(reverse("directives:new"), {"tu": known.code})
        assert 'value="1/CT-UBND"' in body(first)
        self.entered(cast, client)
        assert Directive.objects.get().document == known

    def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(self, cast: Cast, client: Client):
        page = self.entered(cast, client, issued_on="31/02/2023", issuer="", number="01/CT-UBND")
        assert page.status_code == 422
        assert "Ngày “31/02/2023” không có trong lịch" in body(page)
        assert "Ghi cơ quan ban hành." in body(page)
        assert "tăng cường cải cách hành chính" in body(page)
        assert not Directive.objects.exists()

    def test_the_same_document_twice_is_refused_at_its_number(self, cast: Cast, client: Client):
        self.entered(cast, client)
        page = self.entered(cast, client)
        assert page.status_code == 422
        assert "đã có trong sổ văn bản giao việc của đơn vị" in body(page)

    @pytest.mark.parametrize("who", ["chairman", "field", "viewer"])
    def test_others_do_not_enter_documents(self, cast: Cast, client: Client, who: str):
        answer = signed_in(client, getattr(cast, who)).get(reverse("directives:new"))
        assert answer.status_code == 403
        assert "do đầu mối CCHC hoặc văn thư của đơn vị thực hiện" in body(answer)

    def test_the_line_counts_work_what_is_open_and_the_nearest_day(self, cast: Cast, client: Client):
        directive = received(cast)
        items = fill(directive, by=cast.focal)
        actions.assign(items["1.b"], by=cast.focal, holder=cast.room, timing_text="đến hết 31/12/2026")
        actions.answer(items["1.a"], unit=cast.commune, by=cast.focal, kind="out_of_scope", reason="Xã không có")
        page = body(signed_in(client, cast.focal).get(reverse("directives:register")))
        assert "4 việc · 3 chưa xử lý · gần nhất 31/12/2026" in page
        assert "Chưa tiếp nhận" in page

    def test_filters_narrow_by_number_in_any_writing_year_issuer_and_open_work(self, cast: Cast, client: Client):
        directive = received(cast, number="01/CT-UBND")
        signed_in(client, cast.focal)

        def found(**asked) -> bool:
            return directive.code in body(client.get(reverse("directives:register"), asked))

        assert found(tim="1/CT-UBND")
        assert found(tim="đẩy mạnh")
        assert not found(tim="giảm nghèo")
        assert found(nam=today().year)
        assert not found(nam="2019")
        assert found(co_quan="UBND tỉnh Thử")
        assert not found(chua_xong="1")
        fill(directive, by=cast.focal)
        assert found(chua_xong="1")
        assert found(hieu_luc="1")
        actions.withdraw_directive(directive, by=cast.focal, on=today(), ground="Quyết định 3/QĐ-UBND")
        assert not found(hieu_luc="1")
        assert "Bỏ lọc" in body(client.get(reverse("directives:register"), {"tim": "giảm nghèo"}))

    def test_the_workbook_holds_what_the_filter_shows(self, cast: Cast, client: Client):
        received(cast, number="118/UBND-NC")
        received(cast, number="119/UBND-NC")
        answer = signed_in(client, cast.focal).get(reverse("directives:register"), {"tim": "119", "xuat": "xlsx"})
        rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
        assert [row[0] for row in rows] == ["Số, ký hiệu", "119/UBND-NC"]

    def test_the_list_costs_the_same_at_one_and_at_many_rows(self, cast: Cast, client: Client):
        signed_in(client, cast.focal)

        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("directives:register"))
            return len(queries)

        fill(received(cast), by=cast.focal)
        asked()
        once = asked()
        for number in range(200, 206):
            fill(received(cast, number=f"{number}/UBND-NC"), by=cast.focal)
        assert asked() == once

    def test_an_addressee_finds_what_was_sent_to_it(self, cast: Cast, client: Client):
        directive = sent(cast)
        page = body(signed_in(client, cast.focal).get(reverse("directives:register")))
        assert at("directive", directive) in page
        assert "4 việc · 4 chưa xử lý" in page


class TestReading:
    """The page of one directive."""

    @pytest.mark.parametrize("who", ["stranger", "nobody", "other_focal"])
    def test_others_find_nothing(self, cast: Cast, client: Client, who: str):
        directive = received(cast)
        signed_in(client, getattr(cast, who))
        names = ("directive", "information", "impact", "history", "edit", "bulk", "receivers")
        assert {client.get(at(name, directive)).status_code for name in names} == {404}

    def test_the_tree_shows_numbers_as_printed_and_the_first_open_item(self, cast: Cast, client: Client):
        directive = sent(cast)
        page = signed_in(client, cast.focal).get(at("directive", directive))
        assert page.context["place"] == "Mục 1.a"
        assert [(row["node"].place, row["words"]) for row in page.context["rows"]] == [
            ("mục 1", ""),
            ("mục 1.a", "chưa"),
            ("mục 1.b", "chưa"),
            ("mục 2", "chưa"),
            ("mục 2, gạch đầu dòng thứ 1", "chưa"),
        ]
        assert "100% văn bản được rà soát" in body(page)

    def test_an_item_is_chosen_by_the_address(self, cast: Cast, client: Client):
        directive = sent(cast)
        signed_in(client, cast.focal)
        page = client.get(at("directive", directive), {"muc": item(directive, "Báo cáo kết quả").pk})
        assert page.context["place"] == "Mục 2"
        assert client.get(at("directive", directive), {"muc": "0"}).status_code == 404
        assert client.get(at("directive", directive), {"muc": "x"}).status_code == 404

    def test_the_head_says_what_it_carries_out_and_replaces(self, cast: Cast, client: Client):
        directive = received(cast)
        law = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về chương trình tổng thể"
        signed_in(client, cast.focal)
        cited = {"text": law, "role": "carries_out", "short_name": "Nghị quyết 76", "place": "mục 1", "footnote": "on"}
        assert client.post(at("cite", directive), cited).status_code == 302
        page = body(client.get(at("directive", directive)))
        assert "Thực hiện: <a" in page
        assert "Nghị quyết 76</a>" in page
        information = body(client.get(at("information", directive)))
        assert "Thực hiện · mục 1 · chú thích chân trang · gọi tắt “Nghị quyết 76”" in information
        client.post(at("uncite", directive, Citation.objects.get().pk))
        assert not Citation.objects.exists()

    def test_only_receivers_who_are_nowhere_on_the_portal_are_marked_so(self, cast: Cast, client: Client):
        directive = received(cast)
        for name in ("Như trên", "Như trên;", "Báo tỉnh Thử"):
            actions.add_recipient(directive, by=cast.focal, block="copied", name=name)
        signed_in(client, cast.focal)
        lines = client.get(at("information", directive)).context["copied"]
        assert [(row.name, row.is_outside) for row in lines] == [
            ("Như trên", False), ("Như trên;", False), ("Báo tỉnh Thử", True)
        ]  # fmt: skip
        assert body(client.get(at("information", directive))).count("ngoài cổng") == 1

    def test_the_subject_opens_a_page_and_a_line_with_a_capital(self, cast: Cast, client: Client):
        directive = received(cast)
        signed_in(client, cast.focal)
        assert directive.document.subject == "đẩy mạnh cải cách hành chính"
        pages = (
            at("directive", directive), reverse("directives:register"), reverse("documents:known"),
            reverse("documents:known_document", args=[directive.document.code]),
        )  # fmt: skip
        assert [">Đẩy mạnh cải cách hành chính<" in body(client.get(page)) for page in pages] == [True] * 4

    def test_a_citation_that_cannot_be_read_is_said_and_stays(self, cast: Cast, client: Client):
        page = signed_in(client, cast.focal).post(at("cite", received(cast)), {"text": "văn bản nọ", "role": "refers"})
        assert page.status_code == 422
        assert "Chưa đọc được số văn bản" in body(page)
        assert "văn bản nọ" in body(page)

    def test_the_history_tells_acts_in_words(self, cast: Cast, client: Client):
        directive = sent(cast)
        actions.answer(
            item(directive, "Rà soát văn bản"), unit=cast.commune, by=cast.focal, kind="out_of_scope", reason="Không có"
        )
        mine = body(signed_in(client, cast.focal).get(at("history", directive)))
        assert "Gửi các nơi nhận" in mine
        assert "Xử lý việc giao: mục 1.a" in mine
        others = body(signed_in(client, cast.other_focal).get(at("history", directive)))
        assert "Gửi các nơi nhận" in others
        assert "Xử lý việc giao" not in others

    def test_nobody_reads_what_another_addressee_made_of_it(self, cast: Cast, client: Client):
        directive = sent(cast)
        one = item(directive, "Rà soát văn bản")
        actions.answer(one, unit=cast.commune, by=cast.focal, kind="out_of_scope", reason="Xã không có rừng")
        other = body(signed_in(client, cast.other_focal).get(at("directive", directive), {"muc": one.pk}))
        issuer = body(signed_in(client, cast.reviewer).get(at("directive", directive), {"muc": one.pk}))
        assert "Xã không có rừng" not in other
        assert "Xã không có rừng" in issuer
        assert "xã Một" in issuer


class TestReceiving:
    """Acknowledge, hand out, out of scope, result, many at once."""

    def test_the_focal_point_acknowledges_with_a_note(self, cast: Cast, client: Client):
        directive = sent(cast)
        receipt = directive.receipts.get(unit=cast.commune)
        signed_in(client, cast.focal)
        assert "Xác nhận đã tiếp nhận" in body(client.get(at("directive", directive)))
        address = at("acknowledge", directive, receipt.code)
        assert client.get(address).status_code == 200
        answer = client.post(address, {"note": "Đã phổ biến tại họp giao ban", "seen": receipt.version})
        assert answer.status_code == 302
        page = body(client.get(at("directive", directive)))
        assert "Đã phổ biến tại họp giao ban" in page
        assert "Đã tiếp nhận" in page
        assert client.post(address, {"note": "", "seen": receipt.version}).status_code == 409

    def test_others_of_the_commune_read_who_acknowledges(self, cast: Cast, client: Client):
        directive = sent(cast)
        receipt = directive.receipts.get(unit=cast.commune)
        answer = signed_in(client, cast.field).post(at("acknowledge", directive, receipt.code), {"note": ""})
        assert answer.status_code == 403
        assert "Lê Thị Soạn" in body(answer)
        other = directive.receipts.get(unit=cast.other_commune)
        assert client.get(at("acknowledge", directive, other.code)).status_code == 404

    def test_an_item_is_handed_to_a_post_and_its_result_noted(self, cast: Cast, client: Client):
        directive = sent(cast)
        one = item(directive, "Niêm yết thủ tục")
        signed_in(client, cast.focal)
        missing = client.post(at("hand_out", directive, one.pk), {"lead": "", "reason": "niêm yết ngay"})
        assert missing.status_code == 422
        assert "Chọn chủ trì." in body(missing)
        assert "niêm yết ngay" in body(missing)
        done = client.post(at("hand_out", directive, one.pk), {"lead": cast.room.pk, "due_on": "31/12/2026"})
        assert done["Location"] == f"{at('directive', directive)}?muc={one.pk}"
        answer = Answer.objects.get()
        assert "Giao Văn phòng - thống kê" in body(client.get(done["Location"]))
        client.post(at("finish", directive, answer.pk), {"done_text": "Đã niêm yết đủ"})
        page = body(client.get(done["Location"]))
        assert "Đã niêm yết đủ" in page
        assert "Hoàn thành" in page
        client.post(at("withdraw_answer", directive, answer.pk))
        assert "Mục này đang chờ xử lý" in body(client.get(done["Location"]))

    def test_out_of_scope_asks_for_a_reason(self, cast: Cast, client: Client):
        directive = sent(cast)
        one = item(directive, "Rà soát văn bản")
        signed_in(client, cast.focal)
        assert client.post(at("out_of_scope", directive, one.pk), {"reason": ""}).status_code == 422
        client.post(at("out_of_scope", directive, one.pk), {"reason": "Xã không có"})
        assert "Xã không có" in body(client.get(at("directive", directive), {"muc": one.pk}))

    def test_a_field_official_reads_who_assigns_what_is_not_his(self, cast: Cast, client: Client):
        directive = sent(cast)
        foreign, own = item(directive, "Niêm yết thủ tục"), item(directive, "Rà soát văn bản")
        signed_in(client, cast.field)
        page = body(client.get(at("directive", directive), {"muc": foreign.pk}))
        assert "Đầu mối CCHC phân công mục này" in page
        assert at("hand_out", directive, foreign.pk) not in page
        assert client.post(at("hand_out", directive, foreign.pk), {"lead": cast.room.pk}).status_code == 403
        assert at("hand_out", directive, own.pk) in body(client.get(at("directive", directive), {"muc": own.pk}))

    @pytest.mark.parametrize(("who", "offered"), [("focal", True), ("field", False), ("chairman", False)])
    def test_many_at_once_is_offered_to_who_decides_on_several(self, cast: Cast, client: Client, who: str, offered):
        directive = sent(cast)
        page = body(signed_in(client, getattr(cast, who)).get(at("directive", directive)))
        assert (at("bulk", directive) in page) == offered

    def test_several_items_get_the_same_lead_and_day(self, cast: Cast, client: Client):
        directive = sent(cast)
        chosen = [item(directive, words).pk for words in ("Rà soát văn bản", "Báo cáo kết quả")]
        signed_in(client, cast.focal)
        data = {"item": chosen, "kind": "assigned", "lead": cast.room.pk, "due_on": "30/11/2026"}
        assert client.post(at("bulk", directive), data).status_code == 302
        assert set(Answer.objects.values_list("item", "lead")) == {(pk, cast.room.pk) for pk in chosen}

    def test_bulk_without_items_or_lead_says_so_and_keeps_the_choice(self, cast: Cast, client: Client):
        directive = sent(cast)
        one = item(directive, "Rà soát văn bản").pk
        signed_in(client, cast.focal)
        none = client.post(at("bulk", directive), {"kind": "assigned", "lead": cast.room.pk})
        assert none.status_code == 422
        assert "Chọn ít nhất một mục." in body(none)
        without = client.post(at("bulk", directive), {"item": [one], "kind": "assigned"})
        assert without.status_code == 422
        assert "Chọn người, bộ phận thực hiện." in body(without)
        assert [row["chosen"] for row in without.context["rows"]] == [True, False, False, False]
        assert not Answer.objects.exists()


class TestTakingUp:
    """An item becomes a row of the plan, and says so here."""

    def test_an_item_taken_up_shows_what_it_became(self, cast: Cast, client: Client):
        directive, into = sent(cast), plan(cast)
        one = item(directive, "Niêm yết thủ tục")
        page = signed_in(client, cast.focal).get(at("directive", directive), {"muc": one.pk})
        offered = page.context["plans"]
        assert [row["code"] for row in offered] == [into.code]
        assert f'action="{offered[0]["url"]}"' in body(page)
        back = f"{at('directive', directive)}?muc={one.pk}"
        answer = client.post(offered[0]["url"], {"item": one.pk, "area": "TTHC", "next": back})
        assert answer["Location"] == back
        after = client.get(back)
        assert "Nhiệm vụ: Niêm yết thủ tục" in body(after)
        assert [row["words"] for row in after.context["rows"]][2] == "vào KH"
        assert [hit.kind for group in client.get(at("impact", directive), {"muc": one.pk}).context["groups"]
                for hit in group["hits"]] == ["task", "paper"]  # fmt: skip

    def test_several_items_are_taken_up_from_the_bulk_page(self, cast: Cast, client: Client):
        directive, into = sent(cast), plan(cast)
        page = body(signed_in(client, cast.focal).get(at("bulk", directive)))
        address = reverse("plans:take_up", args=[into.code])
        assert f'formaction="{address}"' in page
        chosen = [item(directive, words).pk for words in ("Rà soát văn bản", "Niêm yết thủ tục")]
        client.post(address, {"item": chosen, "area": "", "next": at("directive", directive)})
        words = [row["words"] for row in client.get(at("directive", directive)).context["rows"]]
        assert words == ["", "vào KH", "vào KH", "chưa", "chưa"]

    def test_nothing_ticked_takes_nothing_up(self, cast: Cast, client: Client):
        directive, into = sent(cast), plan(cast)
        address = reverse("plans:take_up", args=[into.code])
        answer = signed_in(client, cast.focal).post(address, {"area": "", "next": at("directive", directive)})
        assert answer.status_code == 302
        assert not into.tasks.filter(source_item__isnull=False).exists()

    def test_a_target_is_taken_up_for_itself(self, cast: Cast, client: Client):
        directive, into = sent(cast), plan(cast)
        one = item(directive, "Rà soát văn bản")
        signed_in(client, cast.focal)
        data = {"target": one.targets.get().pk, "area": "TC", "next": at("directive", directive)}
        client.post(reverse("plans:take_up", args=[into.code]), data)
        assert "Chỉ tiêu: 100% văn bản được rà soát" in body(client.get(at("directive", directive), {"muc": one.pk}))


class TestWriting:
    """What the register's people write before it is sent."""

    def test_items_assignments_and_targets_are_written_and_taken_off(self, cast: Cast, client: Client):
        directive = received(cast)
        signed_in(client, cast.focal)
        data = {"marker": "1", "heading": "Về thể chế", "text": "", "kind": "heading"}
        client.post(at("item_new", directive), data)
        above = directive.items.get()
        answer = client.post(
            f"{at('item_new', directive)}?cha={above.pk}",
            {"marker": "a)", "text": "Rà soát văn bản", "kind": "work", "more": "1"},
        )
        assert answer["Location"].endswith(f"?cha={above.pk}")
        one = item(directive, "Rà soát văn bản")
        assert one.parent == above
        client.post(at("assign", directive, one.pk), {"part": "lead", "holder": cast.room.pk, "timing_text": "quý II"})
        client.post(at("target_new", directive, one.pk), {"phrase": "100% văn bản được rà soát"})
        page = body(client.get(at("directive", directive), {"muc": one.pk}))
        assert "Văn phòng - thống kê" in page
        assert "quý II" in page
        assert "100% văn bản được rà soát" in page
        client.post(at("unassign", directive, one.assignments.get().pk))
        client.post(at("target_remove", directive, one.targets.get().pk))
        client.post(
            at("item_edit", directive, one.pk), {"marker": "b)", "text": "Soát văn bản", "kind": "work", "seen": 1}
        )
        one.refresh_from_db()
        assert (one.marker, one.text, one.assignments.count(), one.targets.count()) == ("b)", "Soát văn bản", 0, 0)
        client.post(at("item_verb", directive, above.pk, "xoa"))
        assert directive.items.count() == 0

    def test_an_item_moves_among_its_siblings(self, cast: Cast, client: Client):
        directive = received(cast)
        items = fill(directive, by=cast.focal)
        signed_in(client, cast.focal).post(at("item_verb", directive, items["1.b"].pk, "len"))
        assert [one.text for one in directive.items.filter(parent=items["1"])] == [
            "Niêm yết thủ tục",
            "Rà soát văn bản",
        ]

    def test_an_item_without_words_is_asked_for_them(self, cast: Cast, client: Client):
        page = signed_in(client, cast.focal).post(at("item_new", received(cast)), {"marker": "1", "kind": "work"})
        assert page.status_code == 422
        assert "Ghi nội dung của mục." in body(page)

    def test_a_directive_goes_out_to_the_members_of_its_groups(self, cast: Cast, client: Client):
        directive = issued(cast)
        signed_in(client, cast.reviewer)
        check = body(client.get(at("send_out", directive)))
        assert "2 nơi nhận trên cổng" in check
        assert "xã Hai" in check
        assert client.post(at("send_out", directive))["Location"] == at("receivers", directive)
        assert {row.addressee for row in directive.receipts.all()} == {cast.commune, cast.other_commune}

    def test_what_was_sent_stays_and_says_how_it_is_changed(self, cast: Cast, client: Client):
        directive = sent(cast)
        one = item(directive, "Rà soát văn bản")
        signed_in(client, cast.reviewer)
        for name, more in (("edit", ()), ("item_edit", (one.pk,)), ("item_new", ()), ("recipient_new", ())):
            answer = client.post(at(name, directive, *more), {"text": "khác"})
            assert answer.status_code == 403
            assert "Nội dung đổi thì ghi sửa đổi hoặc bãi bỏ" in body(answer)

    def test_addressees_do_not_write_in_the_register_of_the_issuer(self, cast: Cast, client: Client):
        directive = sent(cast)
        one = item(directive, "Rà soát văn bản")
        signed_in(client, cast.focal)
        told = [
            client.post(at(name, directive, *more)).status_code
            for name, more in (
                ("edit", ()), ("item_edit", (one.pk,)), ("item_new", ()), ("amend", (one.pk,)), ("attach", ()),
                ("withdraw_item", (one.pk,)), ("withdraw", ()), ("item_verb", (one.pk, "xoa")), ("remind", ()),
            )
        ]  # fmt: skip
        assert told == [403] * 9
        assert directive.items.count() == 5

    def test_addressees_are_added_and_taken_off(self, cast: Cast, client: Client):
        directive = received(cast)
        signed_in(client, cast.focal)
        data = {"block": "copied", "name": "Thường trực Đảng ủy", "purpose": "report", "channel": "paper"}
        client.post(at("recipient_new", directive), data)
        page = body(client.get(at("information", directive)))
        assert "Thường trực Đảng ủy (báo cáo)" in page
        assert "giấy" in page
        client.post(at("recipient_remove", directive, directive.recipients.get().pk))
        assert not directive.recipients.exists()


class TestIssuer:
    """The table of receivers, reminders, later changes with what hangs on them."""

    def test_the_table_shows_who_has_received_it_and_made_what_of_it(self, cast: Cast, client: Client):
        directive = sent(cast)
        one = item(directive, "Rà soát văn bản")
        actions.answer(one, unit=cast.commune, by=cast.focal, kind="out_of_scope", reason="Không có")
        receipt = directive.receipts.get(unit=cast.commune)
        signed_in(Client(), cast.focal)
        client.force_login(cast.focal)
        client.post(at("acknowledge", directive, receipt.code), {"note": "Đã họp", "seen": receipt.version})
        client.force_login(cast.reviewer)
        page = client.get(at("receivers", directive))
        assert "Đã họp" in body(page)
        assert page.context["counts"] == {"all": 2, "waiting": 1}
        waiting = client.get(at("receivers", directive), {"loc": "chua"})
        assert [one["line"].receipt.addressee for one in waiting.context["lines"]] == [cast.other_commune]
        book = load_workbook(io.BytesIO(client.get(at("receivers", directive), {"xuat": "xlsx"}).content))
        rows = {row[0]: row for row in book.active.iter_rows(min_row=2, values_only=True)}
        assert rows["xã Một"][5:9] == (0, 0, 1, 3)
        assert rows["xã Hai"][8] == 4

    def test_reminding_rings_for_those_who_have_not_acknowledged(self, cast: Cast, client: Client):
        directive = sent(cast)
        Notice.objects.all().delete()
        answer = signed_in(client, cast.reviewer).post(at("remind", directive), follow=True)
        assert "Đã đôn đốc 2 nơi nhận." in body(answer)
        assert {row.to for row in Notice.objects.all()} == {cast.focal, cast.other_focal}

    def test_addressees_do_not_read_the_table(self, cast: Cast, client: Client):
        answer = signed_in(client, cast.focal).get(at("receivers", sent(cast)))
        assert answer.status_code == 403
        assert "do cơ quan ban hành theo dõi: Sở Nội vụ tỉnh Thử" in body(answer)

    def test_an_amendment_keeps_the_old_words_and_names_its_ground(self, cast: Cast, client: Client):
        directive = sent(cast)
        one = item(directive, "Niêm yết thủ tục")
        signed_in(client, cast.reviewer)
        assert "Chưa có chỉ tiêu, nhiệm vụ" in body(client.get(at("amend", directive, one.pk)))
        missing = client.post(at("amend", directive, one.pk), {"text": "Công khai thủ tục", "on": "21/11/2026"})
        assert missing.status_code == 422
        assert "Công khai thủ tục" in body(missing)
        data = {"text": "Công khai thủ tục", "on": "21/11/2026", "ground": "Công văn 8/SNV"}
        page = body(client.post(at("amend", directive, one.pk), data, follow=True))
        assert "Sửa đổi từ ngày 21/11/2026: Công văn 8/SNV." in page
        assert "Công khai thủ tục" in page
        assert "Niêm yết thủ tục" in page

    def test_a_withdrawn_item_asks_nothing_and_says_by_what(self, cast: Cast, client: Client):
        directive = sent(cast)
        one = item(directive, "Báo cáo kết quả")
        signed_in(client, cast.reviewer)
        client.post(at("withdraw_item", directive, one.pk), {"on": "21/11/2026", "ground": "Công văn 8/SNV"})
        page = body(signed_in(client, cast.focal).get(at("directive", directive), {"muc": one.pk}))
        assert "Bãi bỏ từ ngày 21/11/2026: Công văn 8/SNV." in page
        assert at("hand_out", directive, one.pk) not in page

    def test_a_withdrawn_directive_says_so_on_every_page(self, cast: Cast, client: Client):
        directive = sent(cast)
        signed_in(client, cast.reviewer)
        client.post(at("withdraw", directive), {"on": "21/11/2026", "ground": "Quyết định 3/QĐ-SNV"})
        client.force_login(cast.focal)
        for name in ("directive", "information", "impact", "history"):
            assert "đã thu hồi từ ngày 21/11/2026: Quyết định 3/QĐ-SNV" in body(client.get(at(name, directive)))

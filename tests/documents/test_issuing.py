"""Numbering, the two transactions of issue, what is frozen, and receipts."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from documents import actions, freezing, papers, queries, storage
from documents.layout import to_dict
from documents.models import Delivery, FrozenPaper, IssuedDocument, KnownDocument, Letter, NumberSeries
from documents.reading.numbers import number_key
from organisations.clock import ZONE
from organisations.models import UnitSetting
from tests.cast import START, decide, make_cast
from tests.documents.walks import facts, signed, signed_letter, to_issue
from tests.workflow.items import letter
from workflow.clock import today
from workflow.models import Event, Notice
from workflow.rules import MovedOn, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """The fixed cast."""
    return make_cast()


@pytest.fixture
def document(cast):
    """A letter of xã Một approved today, waiting for its number."""
    return to_issue(cast)


def issue(document, cast, *, number=16, day=None, **more):
    """Issue as văn thư."""
    return actions.issue(document, by=cast.records, **facts(day or today(), number, **more))


def finish(document):
    """What the worker does after the commit."""
    return actions.complete_issue(document.pk)


def faults_of(call) -> dict:
    """Fields and sentences of a refused call."""
    with pytest.raises(ValidationError) as caught:
        call()
    return caught.value.message_dict


class TestNumber:
    """External numbers are checked, portal numbers are given."""

    @pytest.mark.parametrize(
        ("typed", "number"),
        [(16, 16), ("16", 16), ("016", 16), (" 7 ", 7), ("16/UBND-VP", 16), ("16 /ubnd-vp", 16)],
    )
    def test_a_number_may_be_typed_in_these_shapes(self, cast, document, typed, number):
        assert issue(document, cast, number=typed).number == number

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("", "Ghi số văn bản."),
            (None, "Ghi số văn bản."),
            ("0", "Số văn bản bắt đầu từ 01."),
            ("123456", "Số “123456” quá lớn. Số văn bản có tối đa 5 chữ số."),
        ],
    )
    def test_a_wrong_number_is_refused_with_its_sentence(self, cast, document, typed, sentence):
        assert faults_of(lambda: issue(document, cast, number=typed)) == {"number": [sentence]}

    @pytest.mark.parametrize("typed", ["mười sáu", "-3", "16/KH-UBND", "16/UBND-VHXH", "16a"])
    def test_another_shape_or_symbol_is_refused(self, cast, document, typed):
        assert list(faults_of(lambda: issue(document, cast, number=typed))) == ["number"]
        document.refresh_from_db()
        assert (document.state, document.number) == ("to_number", None)

    def test_a_used_number_names_its_document_and_the_next_free_one(self, cast, document):
        year = today().year
        KnownDocument.objects.create(
            unit=cast.commune,
            type_name="Công văn",
            number="16/UBND-VP",
            number_key=number_key("16/UBND-VP"),
            issuer="UBND xã Một",
            issued_on=today(),
            subject="báo cáo nhanh",
        )
        assert faults_of(lambda: issue(document, cast)) == {
            "number": [
                f"Số 16/UBND-VP năm {year} đã cấp ngày {today():%d/%m} cho Công văn báo cáo nhanh. "
                "Số tiếp theo còn trống là 17."
            ]
        }

    def test_a_number_taken_a_moment_ago_is_said_as_such(self, cast, document):
        issue(to_issue(cast), cast)
        issue(to_issue(cast), cast, number=17)
        assert faults_of(lambda: issue(document, cast)) == {
            "number": ["Số 16 vừa cấp cho văn bản khác. Chưa ban hành gì; số tiếp theo là 18."]
        }

    def test_another_symbol_and_another_unit_have_numbers_of_their_own(self, cast, document):
        issue(document, cast)
        other = letter(cast)
        Letter.objects.filter(pk=other.pk).update(drafting_unit="TP")
        other = Letter.objects.get(pk=other.pk)
        assert issue(queries.issue_of(signed(other, cast)), cast).number == 16

    def test_the_portal_gives_the_next_number_where_it_is_the_register(self, cast):
        decide(cast.commune, UnitSetting.Key.PORTAL_REGISTER)
        given = [issue(to_issue(cast), cast, number=None).number for _ in range(3)]
        assert given == [1, 2, 3]

    def test_a_series_row_decides_over_the_setting(self, cast, document):
        NumberSeries.objects.create(
            unit=cast.commune,
            symbol="UBND-VP",
            mode=NumberSeries.Mode.PORTAL,
            valid_from=START,
            document_type=_type("CV"),
        )
        assert issue(document, cast, number=99).number == 1

    @pytest.mark.parametrize(
        ("day", "signed_on", "field"),
        [(-1, 0, "day"), (1, 0, "day"), (0, 1, "signed_on"), (0, -1, None), (None, 0, "day"), (0, None, "signed_on")],
    )
    def test_the_day_is_from_the_signature_to_today(self, cast, document, day, signed_on, field):
        def shifted(days):
            return None if days is None else today() + timedelta(days=days)

        def call():
            return actions.issue(
                document,
                by=cast.records,
                number=16,
                day=shifted(day),
                signed_on=shifted(signed_on),
                signed_how="pen_kept",
            )

        if field is None:
            assert call().state == "sealed"
        else:
            assert list(faults_of(call)) == [field]

    def test_only_the_person_printed_may_be_the_signer(self, cast, document):
        found = faults_of(lambda: issue(document, cast, signer_name="Người Khác"))
        assert found == {
            "signer_name": [
                "Người ký in trên văn bản là Phạm Văn Tịch. Người khác ký thì Chủ tịch hoặc người được giao "
                "phải duyệt lại."
            ]
        }

    def test_a_scan_is_asked_for_where_it_was_chosen(self, cast, document):
        found = faults_of(lambda: issue(document, cast, signed_how="pen_scan"))
        assert list(found) == ["scan"]
        document.refresh_from_db()
        assert (document.state, document.number) == ("to_number", None)

    @pytest.mark.parametrize("who", ["focal", "chairman", "reviewer", "other_focal", "stranger", "nobody"])
    def test_nobody_but_the_clerk_of_the_unit_numbers(self, cast, document, who):
        with pytest.raises(Refused):
            actions.issue(document, by=getattr(cast, who), **facts(today()))
        document.refresh_from_db()
        assert document.state == "to_number"


def _type(code):
    from documents import reference
    from documents.models import DocumentType

    reference.load()
    return DocumentType.objects.get(code=code)


class TestTwoTransactions:
    """Nothing is sent before the file exists; every step may run again."""

    def test_after_the_first_nothing_has_been_sent(self, cast, document):
        document = issue(document, cast)
        source = Letter.objects.get(pk=document.source_id)
        assert (document.state, document.paper.file_hash, document.deliveries.count()) == ("sealed", "", 0)
        assert (source.state, source.issued_on, document.known_document) == ("approved", None, None)

    def test_the_second_sends_files_and_knows(self, cast, document):
        document = finish(issue(document, cast))
        source = Letter.objects.get(pk=document.source_id)
        known = document.known_document
        assert (document.state, source.state, source.issued_on) == ("delivered", "released", today())
        assert (known.number, known.number_key, known.unit, known.issued_on) == (
            "16/UBND-VP",
            "16/UBND-VP",
            cast.commune,
            today(),
        )
        assert storage.get(cast.commune.pk, document.paper.file_hash)[:5] == b"%PDF-"
        assert [(row.recipient, row.state) for row in document.deliveries.all()] == [("Sở Nội vụ tỉnh Thử", "by_hand")]

    def test_run_again_it_changes_nothing(self, cast, document):
        document = finish(issue(document, cast))
        events = Event.objects.count()
        frozen = list(FrozenPaper.objects.values())
        again = finish(document)
        assert (again.version, Event.objects.count()) == (document.version, events)
        assert list(FrozenPaper.objects.values()) == frozen
        assert Delivery.objects.count() == 1
        assert KnownDocument.objects.count() == 1

    def test_a_crash_after_the_file_is_stored_leaves_one_file_and_one_set_of_receipts(self, cast, document):
        document = issue(document, cast)
        actions.press(document.paper_id)  # the worker died before the second transaction
        document = finish(document)
        files = list(storage.path_of(cast.commune.pk, document.paper.file_hash).parent.glob(document.paper.file_hash))
        assert (document.state, Delivery.objects.count(), len(files)) == ("delivered", 1, 1)

    def test_what_no_worker_took_is_finished_later(self, cast, document):
        document = issue(document, cast)
        assert actions.finish_waiting() == 0  # a worker may still be at it
        assert actions.finish_waiting(older_than=timedelta(0)) == 3
        document.refresh_from_db()
        assert (document.state, FrozenPaper.objects.filter(file_hash="").count()) == ("delivered", 0)
        assert actions.finish_waiting(older_than=timedelta(0)) == 0

    def test_a_damaged_file_is_not_served(self, cast, document):
        document = finish(issue(document, cast))
        storage.path_of(cast.commune.pk, document.paper.file_hash).write_bytes(b"%PDF-other")
        with pytest.raises(storage.Damaged):
            storage.get(cast.commune.pk, document.paper.file_hash)

    def test_a_second_press_is_told_so(self, cast, document):
        issue(document, cast)
        with pytest.raises(MovedOn) as caught:
            issue(document, cast)
        stands = IssuedDocument.objects.get(pk=document.pk)
        local = stands.sealed_at.astimezone(ZONE)
        assert caught.value.sentence == (
            f"Việc này đã làm xong lúc {local.hour}:{local.minute:02d}. Không gửi lần thứ hai."
        )


class TestFrozen:
    """What was approved and what went out."""

    def test_both_papers_differ_in_number_and_day_only(self, cast, document):
        document = issue(document, cast)
        source = Letter.objects.get(pk=document.source_id)
        approved = to_dict(freezing.paper_of(freezing.to_sign_of(source)))
        sent = to_dict(freezing.paper_of(document.paper))
        changed = {name for name in approved if approved[name] != sent[name]}
        assert changed == {"number", "day"}
        assert (approved["number"], approved["day"], sent["number"]) == (None, None, "16")

    def test_the_same_sending_freezes_once(self, cast):
        item = signed_letter(cast)
        freezing.freeze_to_sign(item, cast.focal)
        assert FrozenPaper.objects.filter(kind="letter", object_id=item.pk).count() == 1

    def test_a_deputy_signs_in_his_own_capacity(self, cast):
        from organisations.models import Delegation

        Delegation.objects.create(
            unit=cast.commune,
            office_title="Chủ tịch UBND",
            given_by=cast.chairman.official,
            to=cast.deputy.official,
            to_title="Phó Chủ tịch UBND",
            capabilities=["sign"],
            capacity="KT",
            ground_text="Thông báo phân công",
            valid_from=START,
        )
        item = signed(letter(cast), cast, signer=cast.deputy)
        block = freezing.paper_of(freezing.to_sign_of(item)).signature
        assert (block.capacity, block.name) == (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Hà Văn Phó")
        assert queries.issue_of(item).signer_name == "Hà Văn Phó"

    def test_the_head_signs_for_the_body(self, cast):
        block = papers.build(letter(cast)).signature
        assert (block.capacity, block.name) == (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Phạm Văn Tịch")


class TestReceipts:
    """The receiver confirms once."""

    @pytest.fixture
    def delivery(self, cast):
        item = letter(cast)
        Letter.objects.filter(pk=item.pk).update(addressees=[{"name": "Sở Nội vụ", "unit": cast.authority.pk}])
        document = queries.issue_of(signed(Letter.objects.get(pk=item.pk), cast))
        return finish(issue(document, cast)).deliveries.get()

    def test_a_unit_in_the_portal_is_sent_to(self, delivery):
        assert (delivery.state, delivery.received_at) == ("sent", None)

    def test_the_receiving_unit_is_told(self, cast, delivery):
        told = Notice.objects.filter(object_id=delivery.issued_document_id, subject__startswith="Văn bản đến")
        assert [(row.to, row.subject) for row in told] == [
            (cast.reviewer, "Văn bản đến: Công văn V/v xin lùi thời hạn báo cáo")
        ]

    def test_the_receiver_confirms_once(self, cast, delivery):
        row = actions.receive_delivery(delivery, by=cast.reviewer)
        assert row.received_by == cast.reviewer
        with pytest.raises(MovedOn):
            actions.receive_delivery(delivery, by=cast.review_head)

    @pytest.mark.parametrize("who", ["focal", "records", "other_focal", "stranger", "nobody"])
    def test_nobody_else_confirms(self, cast, delivery, who):
        with pytest.raises(Refused):
            actions.receive_delivery(delivery, by=getattr(cast, who))

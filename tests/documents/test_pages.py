"""Pages of paper: the walk of văn thư, who sees which file, files that are not what they say."""

import io
import zipfile

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import queries
from documents.file_types import refusal, safe_name
from documents.models import Attachment, IssuedDocument, KnownDocument, Letter
from documents.reading.dates import format_date_long
from tests.cast import make_cast
from tests.documents.walks import signed, to_issue
from tests.workflow.items import letter
from workflow.clock import today

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


@pytest.fixture
def cast():
    """The fixed cast."""
    return make_cast()


@pytest.fixture
def at_once():
    """Background work runs where it is asked for."""
    before = current_app.conf.task_always_eager
    current_app.conf.task_always_eager = True
    yield
    current_app.conf.task_always_eager = before


@pytest.fixture
def commits(django_capture_on_commit_callbacks, at_once):
    """Inside it everything that waits for a commit runs at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def typed(number="16", **more) -> dict:
    """The form of issue as a browser sends it."""
    day = f"{today():%d/%m/%Y}"
    return {
        "number": number,
        "day": day,
        "signed_on": day,
        "signer_name": "Phạm Văn Tịch",
        "signed_how": "pen_kept",
        **more,
    }


def confirmed(page) -> dict:
    """The hidden fields of the confirmation page."""
    return page.context["hidden"]


class TestIssue:
    """From the list to the result page."""

    def test_the_clerk_issues_in_two_presses(self, cast, client, commits):
        document = to_issue(cast)
        client.force_login(cast.records)
        address = reverse("documents:issue", args=[document.code])
        assert document.code in client.get(reverse("documents:issuing")).content.decode()
        assert client.get(address).status_code == 200
        page = client.post(address, typed())
        assert page.context["sentence"] == (f"Ban hành Công văn số 16/UBND-VP ngày {_words(today())}?")
        with commits():
            answer = client.post(address, confirmed(page))
        assert answer["Location"] == reverse("documents:issued", args=[document.code])
        shown = client.get(answer["Location"]).content.decode()
        document.refresh_from_db()
        assert document.state == "delivered"
        assert "Đã ban hành số 16/UBND-VP và gửi 1 nơi nhận" in shown

    def test_the_row_of_the_list_asks_for_number_day_and_way_only(self, cast, client):
        document = to_issue(cast)
        client.force_login(cast.records)
        page = client.post(
            reverse("documents:issue", args=[document.code]),
            {"number": "16", "day": f"{today():%d/%m/%Y}", "signed_how": "pen_kept", "seen": document.version},
        )
        assert page.status_code == 200
        assert page.context["hidden"]["signer_name"] == "Phạm Văn Tịch"
        assert page.context["hidden"]["signed_on"] == f"{today():%d/%m/%Y}"

    def test_the_list_costs_the_same_at_one_and_at_many_rows(self, cast, client):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.force_login(cast.records)

        def queries_asked() -> int:
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("documents:issuing"))
            return len(asked)

        to_issue(cast)
        queries_asked()
        once = queries_asked()
        for _ in range(9):
            to_issue(cast)
        assert queries_asked() == once

    def test_a_second_press_is_409_with_its_sentence(self, cast, client, commits):
        document = to_issue(cast)
        client.force_login(cast.records)
        address = reverse("documents:issue", args=[document.code])
        hidden = confirmed(client.post(address, typed()))
        with commits():
            client.post(address, hidden)
        answer = client.post(address, hidden)
        assert answer.status_code == 409
        assert "Không gửi lần thứ hai." in answer.content.decode()
        assert IssuedDocument.objects.get(pk=document.pk).version == 5

    def test_a_taken_number_keeps_what_was_typed_and_offers_the_next(self, cast, client, commits):
        first, second = to_issue(cast), to_issue(cast)
        client.force_login(cast.records)
        with commits():
            hidden = confirmed(client.post(reverse("documents:issue", args=[first.code]), typed()))
            client.post(reverse("documents:issue", args=[first.code]), hidden)
        address = reverse("documents:issue", args=[second.code])
        page = client.post(address, typed())
        body = page.content.decode()
        assert page.status_code == 422
        assert "Số 16 vừa cấp cho văn bản khác. Chưa ban hành gì; số tiếp theo là 17." in body
        assert "Dùng số 17" in body
        assert "Phạm Văn Tịch" in body
        again = client.post(address, {**typed(), "use_number": "17"})
        assert confirmed(again)["number"] == 17

    @pytest.mark.parametrize("day", ["31/02/2026", "mai", "2026"])
    def test_a_day_that_is_none_is_said_at_its_place(self, cast, client, day):
        document = to_issue(cast)
        client.force_login(cast.records)
        page = client.post(reverse("documents:issue", args=[document.code]), typed(day=day))
        assert page.status_code == 422
        assert f"Ngày “{day}” không có trong lịch" in page.content.decode()

    def test_the_scan_survives_the_confirmation(self, cast, client, commits):
        document = to_issue(cast)
        client.force_login(cast.records)
        address = reverse("documents:issue", args=[document.code])
        scan = SimpleUploadedFile("ban ky.pdf", PDF)
        page = client.post(address, typed(signed_how="pen_scan", scan=scan))
        with commits():
            client.post(address, confirmed(page))
        row = Attachment.objects.get()
        assert (row.name, row.purpose, row.object_id) == ("ban ky.pdf", "scan", document.pk)
        file = client.get(reverse("documents:issued_attachment", args=[document.code, row.pk]))
        assert file.content == PDF

    def test_others_are_refused_with_a_sentence(self, cast, client):
        document = to_issue(cast)
        client.force_login(cast.focal)
        answer = client.get(reverse("documents:issue", args=[document.code]))
        assert answer.status_code == 403
        assert "Cấp số, ban hành do văn thư thực hiện: Ngô Thị Thư." in answer.content.decode()


def _words(day) -> str:
    return format_date_long(day).removeprefix("ngày ")


class TestFiles:
    """Stored bytes below their owner, for those who see the owner."""

    @pytest.fixture
    def issued(self, cast, client, commits):
        with commits():
            document = to_issue(cast)
        client.force_login(cast.records)
        with commits():
            address = reverse("documents:issue", args=[document.code])
            client.post(address, confirmed(client.post(address, typed())))
        document.refresh_from_db()
        return document

    def addresses(self, issued):
        source = Letter.objects.get(pk=issued.source_id)
        receipt = issued.deliveries.get()
        return [
            reverse("documents:issued_file", args=[issued.code]),
            reverse("documents:issued_to_sign", args=[issued.code]),
            reverse("documents:letter_file", args=[source.code]),
            reverse("documents:letter_to_sign", args=[source.code]),
            reverse("documents:letter_preview", args=[source.code]),
            reverse("documents:receipt_file", args=[receipt.code]),
        ]

    def test_the_file_is_the_stored_one_with_safe_headers(self, cast, client, issued):
        answer = client.get(reverse("documents:issued_file", args=[issued.code]))
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["ETag"] == f'"{issued.paper.file_hash}"'
        assert answer["Content-Disposition"].startswith("inline;")
        assert len(answer.content) == issued.paper.file_size
        again = client.get(reverse("documents:issued_file", args=[issued.code]), HTTP_IF_NONE_MATCH=answer["ETag"])
        assert (again.status_code, again.content) == (304, b"")

    def test_those_who_see_the_letter_read_every_file(self, cast, client, issued):
        client.force_login(cast.focal)
        assert [client.get(address).status_code for address in self.addresses(issued)] == [200] * 6

    @pytest.mark.parametrize("who", ["stranger", "other_focal", "nobody"])
    def test_others_find_nothing(self, cast, client, issued, who):
        client.force_login(getattr(cast, who))
        assert [client.get(address).status_code for address in self.addresses(issued)] == [404] * 6

    def test_the_preview_may_be_framed_by_our_own_pages_only(self, cast, client, issued):
        source = Letter.objects.get(pk=issued.source_id)
        answer = client.get(reverse("documents:letter_preview", args=[source.code]))
        assert answer["X-Frame-Options"] == "SAMEORIGIN"

    def test_an_issued_letter_takes_no_more_files_and_no_more_words(self, cast, client, issued):
        source = Letter.objects.get(pk=issued.source_id)
        client.force_login(cast.focal)
        for name in ("letter_attach", "letter_edit"):
            answer = client.post(
                reverse(f"documents:{name}", args=[source.code]), {"file": SimpleUploadedFile("a.pdf", PDF)}
            )
            assert answer.status_code == 403
            assert "Văn bản đã ban hành nên giữ nguyên" in answer.content.decode()


def office_file(*names: str, text: str = "") -> bytes:
    """A zipped office document with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, text or "<x/>")
    return stream.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX = office_file("[Content_Types].xml", "word/document.xml")
XLSX = office_file("[Content_Types].xml", "xl/workbook.xml")
SECRET = office_file(
    "[Content_Types].xml",
    "word/document.xml",
    text=f"<w:document {_W}><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p><w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p></w:document>",
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class TestAttachments:
    """A file is judged by its content."""

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("ke-hoach.pdf", PDF),
            ("ke-hoach.DOCX", DOCX),
            ("so.xlsx", XLSX),
            ("anh.png", PNG),
            ("anh.jpeg", b"\xff\xd8\xff\xe0123"),
            ("cu.doc", OLE + "WordDocument".encode("utf-16-le")),
        ],
    )
    def test_these_are_taken(self, name, data):
        assert refusal(name, data, limit=10**6) is None

    @pytest.mark.parametrize(
        ("name", "data", "sentence"),
        [
            ("ke-hoach.docx", PNG, "Tệp “ke-hoach.docx” thực ra là ảnh nên không đọc được. Chọn tệp Word gốc."),
            ("ke-hoach.docx", PDF, "Tệp “ke-hoach.docx” thực ra là tệp PDF nên không đọc được. Chọn tệp Word gốc."),
            ("ke-hoach.pdf", DOCX, "Tệp “ke-hoach.pdf” thực ra là tệp Word nên không đọc được. Chọn tệp PDF gốc."),
            ("so.xlsx", DOCX, "Tệp “so.xlsx” thực ra là tệp Word nên không đọc được. Chọn tệp Excel gốc."),
            (
                "ke-hoach.pdf",
                b"MZ\x90",
                "Tệp “ke-hoach.pdf” thực ra là chương trình chạy nên không đọc được. Chọn tệp PDF gốc.",
            ),
            (
                "ke-hoach.pdf",
                b"<!DOCTYPE html><script>",
                "Tệp “ke-hoach.pdf” thực ra là trang web nên không đọc được. Chọn tệp PDF gốc.",
            ),
            (
                "ke-hoach.docx",
                office_file("a.txt"),
                "Tệp “ke-hoach.docx” thực ra là tệp nén nên không đọc được. Chọn tệp Word gốc.",
            ),
            (
                "ke-hoach.docx",
                office_file("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
                "Tệp “ke-hoach.docx” thực ra là tệp có macro nên không đọc được. Chọn tệp Word gốc.",
            ),
            (
                "ke-hoach.pdf",
                b"abc",
                "Tệp “ke-hoach.pdf” hỏng hoặc không phải tệp PDF nên không đọc được. Chọn tệp gốc.",
            ),
            ("ke-hoach.pdf", b"", "Tệp “ke-hoach.pdf” rỗng. Chọn lại tệp."),
            (
                "a.exe",
                b"MZ",
                "Không nhận tệp “a.exe”. Nhận tệp Word (.docx, .doc), PDF, Excel (.xlsx), ảnh (.png, .jpg), tối đa 20 MB.",
            ),
            (
                "a.pdf",
                b"%PDF-" + b"0" * 2_000_000,
                "Tệp “a.pdf” nặng 1,9 MB. Nhận tệp Word (.docx, .doc), PDF, Excel (.xlsx), ảnh (.png, .jpg), tối đa 20 MB.",
            ),
        ],
    )
    def test_these_are_refused_with_their_sentence(self, name, data, sentence):
        assert refusal(name, data, limit=10**6) == sentence

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../etc/passwd.pdf", "passwd.pdf"),
            ("C:\\thu\\Kế hoạch.DOCX", "Kế hoạch.docx"),
            ('a"b\r\nX: y.pdf', "a-bX- y.pdf"),
            ("...", "tep"),
            ("\u202egnp.pdf", "gnp.pdf"),
        ],
    )
    def test_a_name_is_made_fit(self, given, kept):
        assert safe_name(given) == kept

    def test_a_file_hangs_on_its_letter_and_is_taken_off(self, cast, client):
        item = letter(cast)
        client.force_login(cast.focal)
        client.post(
            reverse("documents:letter_attach", args=[item.code]), {"file": SimpleUploadedFile("phụ lục.docx", DOCX)}
        )
        row = Attachment.objects.get()
        address = reverse("documents:letter_attachment", args=[item.code, row.pk])
        answer = client.get(address)
        assert answer.content == DOCX
        assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''ph%E1%BB%A5%20l%E1%BB%A5c.docx"
        client.post(reverse("documents:letter_detach", args=[item.code, row.pk]))
        assert client.get(address).status_code == 404

    def test_a_file_of_one_letter_is_not_found_below_another(self, cast, client):
        item, other = letter(cast), letter(cast)
        client.force_login(cast.focal)
        client.post(reverse("documents:letter_attach", args=[item.code]), {"file": SimpleUploadedFile("a.pdf", PDF)})
        row = Attachment.objects.get()
        assert client.get(reverse("documents:letter_attachment", args=[other.code, row.pk])).status_code == 404

    def test_a_marked_secret_is_refused_before_it_is_stored(self, cast, client, settings, tmp_path):
        settings.DATA_DIR = tmp_path
        item = letter(cast)
        client.force_login(cast.focal)
        answer = client.post(
            reverse("documents:letter_attach", args=[item.code]), {"file": SimpleUploadedFile("mat.docx", SECRET)}
        )
        assert answer.status_code == 422
        assert "dấu độ mật “TỐI MẬT”" in answer.content.decode()
        assert Attachment.objects.count() == 0
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


class TestLetters:
    """A letter written, handed in, approved and read through pages."""

    def form(self, cast, **more) -> dict:
        return {
            "title": "đề nghị hướng dẫn chấm điểm",
            "drafting_unit": "VP",
            "body": "Kính đề nghị hướng dẫn.",
            "gui-TOTAL_FORMS": "1",
            "gui-INITIAL_FORMS": "0",
            "gui-0-unit": str(cast.authority.pk),
            "gui-0-name": "",
            "noi-nhan-TOTAL_FORMS": "1",
            "noi-nhan-INITIAL_FORMS": "0",
            "noi-nhan-0-name": "Đảng ủy xã",
            "noi-nhan-0-purpose": "report",
            **more,
        }

    def test_it_walks_from_the_form_to_its_receiver(self, cast, client, commits):
        client.force_login(cast.focal)
        answer = client.post(reverse("documents:letter_new"), self.form(cast))
        item = Letter.objects.get()
        assert answer["Location"] == reverse("documents:letter", args=[item.code])
        assert item.addressees == [{"name": "Sở Nội vụ tỉnh Thử", "unit": cast.authority.pk, "purpose": ""}]
        for user, action in (
            (cast.focal, "submit"),
            (cast.office_head, "pass_content"),
            (cast.records, "pass_form"),
            (cast.chairman, "open"),
            (cast.chairman, "sign"),
        ):
            client.force_login(user)
            assert client.get(reverse("documents:letter", args=[item.code])).status_code == 200
            address = reverse("workflow:act", args=["letter", item.code, action])
            page = client.get(address)
            assert page.status_code == 200, page.content.decode()
            with commits():
                done = client.post(address, {"seen": Letter.objects.get().version})
            assert done["Location"] == reverse("documents:letter", args=[item.code])
        document = queries.issue_of(item)
        client.force_login(cast.records)
        address = reverse("documents:issue", args=[document.code])
        with commits():
            client.post(address, confirmed(client.post(address, typed())))
        item.refresh_from_db()
        assert (item.state, item.issued_on) == ("released", today())
        delivery = document.deliveries.get(recipient_unit=cast.authority)
        client.force_login(cast.reviewer)
        assert delivery.code in client.get(reverse("documents:incoming")).content.decode()
        client.post(reverse("documents:receive", args=[delivery.code]))
        delivery.refresh_from_db()
        assert delivery.received_by == cast.reviewer

    def test_signing_names_the_capacity(self, cast, client):
        from workflow.actions import take

        item = take("submit", letter(cast), by=cast.focal)
        item = take("pass_content", item, by=cast.office_head)
        item = take("pass_form", item, by=cast.records)
        client.force_login(cast.chairman)
        page = client.get(reverse("workflow:act", args=["letter", item.code, "sign"]))
        assert page.context["question"] == (
            "Duyệt Công văn V/v xin lùi thời hạn báo cáo, ký với tư cách TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH? "
            "Văn thư sẽ cấp số và ban hành."
        )

    def test_a_return_without_a_reason_is_asked_for_it(self, cast, client):
        from workflow.actions import take

        item = take("submit", letter(cast), by=cast.focal)
        client.force_login(cast.office_head)
        address = reverse("workflow:act", args=["letter", item.code, "return"])
        answer = client.post(address, {"comment": " "})
        assert answer.status_code == 422
        assert "Ghi lý do trả lại để người soạn biết cần sửa gì." in answer.content.decode()
        client.post(address, {"comment": "Thiếu nơi nhận"})
        item.refresh_from_db()
        assert item.state == "returned_by_check"

    @pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("other_focal", 404), ("records", 403)])
    def test_an_act_is_out_of_sight_or_refused(self, cast, client, who, status):
        item = letter(cast)
        client.force_login(getattr(cast, who))
        address = reverse("workflow:act", args=["letter", item.code, "submit"])
        assert (client.get(address).status_code, client.post(address).status_code) == (status, status)

    def test_an_act_on_a_moved_letter_is_409(self, cast, client):
        item = letter(cast)
        client.force_login(cast.focal)
        address = reverse("workflow:act", args=["letter", item.code, "submit"])
        client.post(address, {"seen": item.version})
        again = client.post(address, {"seen": item.version})
        assert again.status_code == 409
        assert "Không gửi lần thứ hai." in again.content.decode()

    def test_drafts_of_a_commune_are_its_own(self, cast, client):
        item = letter(cast)
        client.force_login(cast.reviewer)
        assert client.get(reverse("documents:letter", args=[item.code])).status_code == 404


class TestRegisters:
    """Sổ văn bản đi, sổ văn bản."""

    def test_the_outgoing_register_filters_and_exports_what_it_shows(self, cast, client, commits):
        from openpyxl import load_workbook

        client.force_login(cast.records)
        for number in ("16", "17"):
            document = to_issue(cast)
            address = reverse("documents:issue", args=[document.code])
            with commits():
                client.post(address, confirmed(client.post(address, typed(number))))
        page = client.get(reverse("documents:register"), {"tim": "17/UBND"})
        assert [line["number"] for line in page.context["lines"]] == ["17/UBND-VP"]
        data = client.get(reverse("documents:register"), {"tim": "17/UBND", "xuat": "xlsx"}).content
        rows = list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
        assert [row[0] for row in rows] == ["Số, ký hiệu văn bản", "17/UBND-VP"]

    def test_a_document_is_added_once_whatever_its_writing(self, cast, client):
        client.force_login(cast.focal)
        form = {
            "type_name": "Nghị quyết",
            "number": "60-NQ/TU",
            "issuer": "Tỉnh ủy Thử",
            "issued_on": "5/1/2022",
            "subject": "cải cách hành chính",
        }
        answer = client.post(reverse("documents:known_new"), form)
        known = KnownDocument.objects.get()
        assert answer["Location"] == reverse("documents:known_document", args=[known.code])
        again = client.post(reverse("documents:known_new"), {**form, "number": "60/NQ-TU"})
        assert again.status_code == 422
        assert "Văn bản này đã có trong sổ." in again.content.decode()
        found = client.get(reverse("documents:known"), {"tim": "60/NQ-TU"})
        assert [row.pk for row in found.context["page"]] == [known.pk]

    def test_a_reader_adds_nothing(self, cast, client):
        client.force_login(cast.viewer)
        assert client.get(reverse("documents:known_new")).status_code == 403


def test_signing_again_by_another_is_no_second_paper(cast):
    item = signed(letter(cast), cast)
    assert IssuedDocument.objects.filter(source_kind="letter", source_id=item.pk).count() == 1

"""Forms of directives: the head of the document, items, who does them, what becomes of them, what changes them."""

from typing import Any

from django import forms

from directives.models import AddresseeGroup, Answer, Assignment, Directive, DirectiveItem, Recipient
from documents.file_types import HINT
from documents.forms import AskingForm
from documents.models import Citation, SigningMandate
from documents.reading.numbers import ALL_TYPES
from organisations.fields import DayField, UnitChoice
from organisations.models import Unit
from workflow.clock import today

TYPES = list(dict.fromkeys(row.name for row in ALL_TYPES))
_YEAR = {"min_value": 1990, "max_value": 2100, "required": False}


class UnitForm(AskingForm):
    """Base of forms with a choice of units: their choices are given by the page."""

    units: dict[str, Any]

    def __init__(self, *args: Any, units: dict[str, Any] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, rows in (units or {}).items():
            self.fields[name].queryset = rows


class HeadForm(UnitForm):
    """The head of a directive as the register holds it."""

    unit = UnitChoice(Unit.objects.none(), label="Sổ của đơn vị", empty_label=None)
    direction = forms.ChoiceField(label="Chiều", choices=Directive.Direction.choices, widget=forms.RadioSelect)
    type_name = forms.ChoiceField(label="Loại văn bản", choices=[("", "Chọn loại"), *((one, one) for one in TYPES)])
    number = forms.CharField(
        label="Số, ký hiệu",
        max_length=60,
        required=False,
        help_text="Ghi như trên văn bản, ví dụ 01/CT-UBND; văn bản của Đảng ghi 60-NQ/TU.",
    )
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200)
    issued_on = DayField(label="Ngày văn bản", required=False)
    subject = forms.CharField(label="Trích yếu", max_length=600, widget=forms.Textarea)
    place_name = forms.CharField(label="Địa danh", max_length=100, required=False)
    signer_name = forms.CharField(label="Người ký", max_length=120, required=False)
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=120, required=False)
    signer_capacity = forms.ChoiceField(
        label="Tư cách ký", choices=[("", "Không ghi"), *SigningMandate.Capacity.choices], required=False
    )
    received_on = DayField(label="Ngày đến", required=False)
    received_number = forms.CharField(label="Số đến", max_length=20, required=False)
    valid_from = DayField(label="Hiệu lực từ ngày", required=False)
    valid_to = DayField(label="Hết hiệu lực sau ngày", required=False)
    stage_from = forms.IntegerField(label="Giai đoạn từ năm", **_YEAR)
    stage_to = forms.IntegerField(label="Đến năm", **_YEAR)
    archive_text = forms.CharField(label="Nơi lưu", max_length=120, required=False, help_text="Ghi như dòng “Lưu: …”.")
    link = forms.URLField(label="Đường dẫn", required=False, assume_scheme="https")
    file = forms.FileField(label="Tệp văn bản", required=False, help_text=HINT)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    # Parts of the page: heading, fields in rows.
    PARTS = (
        (
            "Văn bản",
            (("unit", "direction"), ("type_name", "number", "issued_on"), ("issuer", "place_name"), ("subject",)),
        ),
        ("Ký ban hành", (("signer_name", "signer_title", "signer_capacity"),)),
        ("Đến, lưu", (("received_on", "received_number", "archive_text"),)),
        ("Hiệu lực, giai đoạn", (("valid_from", "valid_to"), ("stage_from", "stage_to"))),
        ("Tệp, đường dẫn", (("file",), ("link",))),
    )

    def __init__(self, *args: Any, changing: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if changing:
            for name in ("unit", "direction", "file"):
                del self.fields[name]
        elif len(self.fields["unit"].queryset) == 1:
            self.fields["unit"].initial = self.fields["unit"].queryset[0]
            self.fields["unit"].widget = forms.HiddenInput()

    def parts(self) -> list[dict]:
        """Heading and rows of bound fields, in the order of the page; hidden ones are left out."""
        found = []
        for heading, rows in self.PARTS:
            kept = [[self[name] for name in row if name in self.fields and not self[name].is_hidden] for row in rows]
            found.append({"heading": heading, "rows": [row for row in kept if row]})
        return [part for part in found if part["rows"]]


class ItemForm(AskingForm):
    """An item, quoted as the paper has it."""

    marker = forms.CharField(
        label="Ký hiệu mục", max_length=10, required=False, help_text="Ghi như đã in: 1, a, -. Không cần liên tục."
    )
    heading = forms.CharField(label="Tên mục", max_length=400, required=False)
    text = forms.CharField(label="Nội dung", required=False, max_length=20_000, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Loại", choices=DirectiveItem.Kind.choices, widget=forms.RadioSelect)
    area_code = forms.ChoiceField(label="Lĩnh vực", required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["area_code"].choices = [("", "Chưa chọn"), *areas]


class AssignForm(UnitForm):
    """Who does an item, as the paper says."""

    part = forms.ChoiceField(label="Vai trò", choices=Assignment.Part.choices, widget=forms.RadioSelect)
    holder = UnitChoice(
        Unit.objects.none(), label="Đơn vị, chức danh trên cổng", required=False, empty_label="Chưa gắn"
    )
    group = forms.ModelChoiceField(AddresseeGroup.objects.none(), label="Nhóm", required=False, empty_label="Không")
    holder_text = forms.CharField(
        label="Tên như đã in", max_length=200, required=False, help_text="Để trống thì lấy tên đã chọn ở trên."
    )
    timing_text = forms.CharField(
        label="Thời hạn như đã in",
        max_length=200,
        required=False,
        help_text="Ví dụ: trước ngày 10/3, trong tháng 3, hằng quý, thường xuyên.",
    )
    due_on = DayField(
        label="Hạn", required=False, help_text="Để trống thì cổng đọc từ thời hạn đã ghi, theo năm của văn bản."
    )
    channel = forms.CharField(label="Gửi qua", max_length=120, required=False)


class TargetForm(AskingForm):
    """A target as the item words it."""

    phrase = forms.CharField(label="Chỉ tiêu, nguyên văn", max_length=4000, widget=forms.Textarea)


class RecipientForm(UnitForm):
    """A line of "Kính gửi" or "Nơi nhận"."""

    block = forms.ChoiceField(label="Khối", choices=Recipient.Block.choices, widget=forms.RadioSelect)
    group = forms.ModelChoiceField(AddresseeGroup.objects.none(), label="Nhóm", required=False, empty_label="Không")
    named_unit = UnitChoice(Unit.objects.none(), label="Đơn vị trên cổng", required=False, empty_label="Ngoài cổng")
    name = forms.CharField(
        label="Tên như đã in", max_length=200, required=False, help_text="Để trống thì lấy tên đã chọn ở trên."
    )
    purpose = forms.ChoiceField(label="Để", choices=Recipient.Purpose.choices, required=False)
    channel = forms.ChoiceField(label="Cách gửi", choices=Recipient.Channel.choices)


class CiteForm(AskingForm):
    """A document that the directive cites."""

    text = forms.CharField(
        label="Văn bản được viện dẫn",
        max_length=900,
        widget=forms.Textarea,
        help_text="Ghi như trên giấy, ví dụ: Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về …",
    )
    role = forms.ChoiceField(label="Vai trò", choices=Citation.Role.choices)
    short_name = forms.CharField(label="Sau đây gọi tắt là", max_length=120, required=False)
    place = forms.CharField(label="Ở mục", max_length=80, required=False)
    footnote = forms.BooleanField(label="Ở chú thích chân trang", required=False)


class NoteForm(AskingForm):
    """How a received directive was passed on."""

    note = forms.CharField(
        label="Đã quán triệt thế nào",
        max_length=300,
        required=False,
        widget=forms.Textarea,
        help_text="Ví dụ: đã phổ biến tại họp giao ban ngày 02/3.",
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class HandOutForm(UnitForm):
    """Work that is handed to a post without the plan."""

    lead = forms.ModelChoiceField(Unit.objects.none(), label="Chủ trì", empty_label="Chọn người, bộ phận")
    due_on = DayField(label="Hạn", required=False)
    reason = forms.CharField(label="Nội dung giao", max_length=400, required=False, widget=forms.Textarea)


class OutOfScopeForm(AskingForm):
    """Why an item is not the unit's business."""

    reason = forms.CharField(
        label="Lý do không thuộc phạm vi",
        max_length=400,
        widget=forms.Textarea,
        help_text="Cơ quan ban hành đọc được lý do này.",
    )


class DoneForm(AskingForm):
    """What came of work handed out without the plan."""

    done_text = forms.CharField(label="Kết quả", max_length=400, widget=forms.Textarea)


class BulkForm(UnitForm):
    """Several items at once: the same lead and day, or the same reason."""

    kind = forms.ChoiceField(choices=Answer.Kind.choices)
    lead = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Chủ trì",
        required=False,
        empty_label="Chọn người, bộ phận",
        help_text="Cần khi giao việc.",
    )
    due_on = DayField(label="Hạn", required=False)
    reason = forms.CharField(
        label="Nội dung giao hoặc lý do",
        max_length=400,
        required=False,
        help_text="Cần ghi lý do khi không thuộc phạm vi.",
    )


class ChangeForm(AskingForm):
    """By which document, from which day."""

    ground = forms.CharField(
        label="Văn bản sửa đổi, bãi bỏ hoặc lý do",
        max_length=300,
        help_text="Ghi số, ngày, cơ quan ban hành của văn bản làm căn cứ.",
    )
    on = DayField(label="Từ ngày", initial=today)


class AmendForm(ChangeForm):
    """The new words of an item."""

    text = forms.CharField(label="Nội dung mới", max_length=20_000, widget=forms.Textarea)
    field_order = ("text", "ground", "on")


class RegisterFilter(forms.Form):
    """What the address of the register asks for."""

    tim = forms.CharField(label="Số, trích yếu, mã", required=False, max_length=100)
    nam = forms.IntegerField(label="Năm", required=False, min_value=1990, max_value=2100)
    co_quan = forms.CharField(required=False, max_length=200)
    don_vi = forms.CharField(required=False, max_length=50)
    hieu_luc = forms.BooleanField(required=False)
    chua_xong = forms.BooleanField(required=False)

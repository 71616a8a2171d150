"""Forms of paper: issue, known documents, letters, files."""

from typing import Any

from django import forms
from django.core import signing

from documents.file_types import HINT
from documents.models import IssuedDocument, NamedBasis, NamedDocument, SigningMandate
from documents.queries import TYPE_NAMES
from documents.reading.text import clean_pasted
from organisations.fields import DayField
from organisations.models import Official, Unit

_SALT = "documents.scan"
# How a form names the type that has no abbreviation.
LETTERS = "CV"


class AskingForm(forms.Form):
    """Base: every missing field is asked for by its name, text comes in cleaned (NFC, no hidden signs)."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            verb = "Chọn" if isinstance(field, forms.ChoiceField) else "Ghi"
            field.error_messages["required"] = f"{verb} {str(field.label or '').lower()}."

    def clean(self) -> dict[str, Any]:
        """Texts as they are stored."""
        cleaned = super().clean() or {}
        return {name: clean_pasted(value) if isinstance(value, str) else value for name, value in cleaned.items()}


class IssueForm(AskingForm):
    """Number, days and how it was signed; ``portal`` where the portal gives the number."""

    number = forms.CharField(label="Số", max_length=60)
    day = DayField(label="Ngày văn bản")
    signed_on = DayField(label="Ngày ký")
    signer_name = forms.CharField(label="Người ký", max_length=120)
    signed_how = forms.ChoiceField(label="Cách ký", choices=IssuedDocument.SignedHow.choices, widget=forms.RadioSelect)
    scan = forms.FileField(label="Bản quét của văn bản đã ký", required=False, help_text=HINT)
    kept_scan = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, portal: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if portal:
            self.fields["number"].required = False
            self.fields["number"].disabled = True
            self.fields["number"].help_text = "Cổng là sổ của đơn vị, số tự tăng."

    def clean_kept_scan(self) -> dict | None:
        """The scan stored by the step before, as it was signed for this page; None without one."""
        token = self.cleaned_data["kept_scan"]
        if not token:
            return None
        try:
            return signing.loads(token, salt=_SALT, max_age=24 * 3600)
        except signing.BadSignature as error:
            raise forms.ValidationError("Bản quét đã tải không còn giữ được. Tải lại bản quét.") from error


def scan_token(unit_id: int, name: str, sha256: str) -> str:
    """The stored scan as a hidden field that only this portal can have written."""
    return signing.dumps({"unit": unit_id, "name": name, "sha256": sha256}, salt=_SALT)


class KnownForm(AskingForm):
    """A document for the register."""

    type_name = forms.ChoiceField(label="Loại văn bản")
    number = forms.CharField(
        label="Số, ký hiệu",
        max_length=60,
        required=False,
        help_text="Viết đủ số và ký hiệu, ví dụ 137/KH-UBND hoặc 60-NQ/TU.",
    )
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200)
    issued_on = DayField(label="Ngày ban hành")
    subject = forms.CharField(label="Trích yếu", max_length=600, widget=forms.Textarea)
    link = forms.URLField(label="Đường dẫn", required=False, assume_scheme="https")
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args: Any, types: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["type_name"].choices = [("", "Chọn loại"), *((name, name) for name in types)]


_PURPOSES = (
    ("", "–"),
    ("act", "để thực hiện"),
    ("report", "để báo cáo"),
    ("direct", "để chỉ đạo"),
    ("coordinate", "để phối hợp"),
    ("know", "để biết"),
)


class LetterForm(AskingForm):
    """What a công văn says. Its rows stand in two formsets."""

    title = forms.CharField(label="Trích yếu", max_length=300, help_text="In sau “V/v”.")
    drafting_unit = forms.CharField(
        label="Đơn vị soạn thảo, viết tắt",
        max_length=30,
        required=False,
        help_text="In sau ký hiệu cơ quan, ví dụ VHXH trong UBND-VHXH.",
    )
    body = forms.CharField(
        label="Nội dung",
        max_length=60_000,
        widget=forms.Textarea,
        help_text="Mỗi đoạn một dòng; dòng bắt đầu bằng “- ” là gạch đầu dòng.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReceiverForm(AskingForm):
    """One line of "Kính gửi" or "Nơi nhận": a unit of the portal, or a name outside it."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị trong cổng", required=False, empty_label="Ngoài cổng"
    )
    name = forms.CharField(label="Tên in trên văn bản", max_length=200, required=False)
    purpose = forms.ChoiceField(label="Để", choices=_PURPOSES, required=False)

    def __init__(self, *args: Any, units: list[Unit] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if units is not None:
            unit = self.fields["unit"]
            unit.queryset = Unit.objects.filter(pk__in=[one.pk for one in units])
            # The choices of every row are one list, read once.
            unit.choices = [("", unit.empty_label), *((one.pk, str(one)) for one in units)]
        for name, field in self.fields.items():
            # Rows of a table: the head names the column, each control names itself to screen readers.
            kind = "form-control" if name == "name" else "form-select"
            field.widget.attrs |= {"class": kind, "aria-label": f"{field.label}, dòng {self._position()}"}

    def _position(self) -> int:
        """The row's place in its table, from 1."""
        tail = (self.prefix or "").rpartition("-")[2]
        return int(tail) + 1 if tail.isdecimal() else 1

    def clean(self) -> dict[str, Any]:
        """The printed name of a unit of the portal is its own where none was typed."""
        cleaned = super().clean()
        unit = cleaned.get("unit")
        if unit is not None and not cleaned.get("name"):
            cleaned["name"] = unit.issuer_short or unit.issuer_name or unit.name
        return cleaned

    def row(self) -> dict | None:
        """The line as the letter stores it, None for an empty one."""
        data = getattr(self, "cleaned_data", {})
        if not data.get("name"):
            return None
        unit = data.get("unit")
        return {"name": data["name"], "unit": unit.pk if unit else None, "purpose": data.get("purpose", "")}


class AddresseeRows(forms.BaseFormSet):
    """The lines of "Kính gửi": a công văn is addressed to somebody."""

    def clean(self) -> None:
        """At least one line."""
        if not any(part.row() for part in self.forms):
            raise forms.ValidationError("Ghi ít nhất một nơi nhận ở phần Kính gửi.")


ReceiverFormSet = forms.formset_factory(ReceiverForm, extra=2, max_num=60, absolute_max=80)
AddresseeFormSet = forms.formset_factory(ReceiverForm, formset=AddresseeRows, extra=2, max_num=60, absolute_max=80)


class UploadForm(AskingForm):
    """One file."""

    file = forms.FileField(label="Tệp", help_text=HINT)


class RegisterFilter(forms.Form):
    """What the address of the outgoing register asks for."""

    tim = forms.CharField(label="Tìm", required=False, max_length=100)
    nam = forms.IntegerField(label="Năm", required=False, min_value=1990, max_value=2100)
    thang = forms.TypedChoiceField(
        label="Tháng",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Cả năm"), *((month, f"Tháng {month}") for month in range(1, 13))],
    )
    loai = forms.ChoiceField(
        label="Loại",
        required=False,
        choices=[("", "Mọi loại"), *((code or "CV", name) for code, name in TYPE_NAMES.items())],
    )


class NamedForm(AskingForm):
    """The head of a Chỉ thị, Quyết định, Thông báo or Tờ trình; fields that the type has not are left out."""

    title = forms.CharField(label="Trích yếu", max_length=400, help_text="Thường bắt đầu bằng “Về việc …”.")
    drafting_unit = forms.CharField(
        label="Đơn vị soạn thảo, viết tắt", max_length=30, required=False, help_text="In ở dòng “Lưu: VT, …”."
    )
    signer = forms.ModelChoiceField(
        SigningMandate.objects.none(),
        label="Tư cách ký",
        required=False,
        empty_label="Theo thẩm quyền đã ghi của đơn vị",
    )
    proposed_by = forms.CharField(
        label="Theo đề nghị của", max_length=300, required=False, help_text="In sau các căn cứ, ví dụ Chánh Văn phòng."
    )
    opening = forms.CharField(label="Phần mở đầu", max_length=60_000, required=False, widget=forms.Textarea)
    sections = forms.BooleanField(label="Chia thành mục I, II rồi mới đến 1, 2", required=False)
    closing = forms.CharField(label="Lời kết", max_length=20_000, required=False, widget=forms.Textarea)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, type_code: str, mandates: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        decision = type_code == NamedDocument.Type.DECISION
        if not decision:
            del self.fields["proposed_by"]
        if type_code in (NamedDocument.Type.DIRECTIVE, NamedDocument.Type.DECISION):
            del self.fields["sections"]
        self.fields["opening"].help_text = (
            "Bỏ trống nếu sau căn cứ là “QUYẾT ĐỊNH:”."
            if decision
            else "Mỗi đoạn một dòng. Đoạn cuối dẫn vào các mục, ví dụ “… yêu cầu thực hiện các nội dung sau:”."
        )
        signer = self.fields["signer"]
        signer.queryset = mandates
        signer.label_from_instance = mandate_label


def mandate_label(mandate: SigningMandate) -> str:
    """A mandate as a choice: who signs, in which capacity."""
    return f"{mandate.official.full_name}, {mandate.title}: {mandate.get_capacity_display()}"


class ClauseForm(AskingForm):
    """One điều, mục, khoản, điểm."""

    heading = forms.CharField(
        label="Tên điều, mục", max_length=300, required=False, help_text="In đậm. Bỏ trống nếu chỉ có nội dung."
    )
    text = forms.CharField(
        label="Nội dung",
        max_length=20_000,
        required=False,
        widget=forms.Textarea,
        help_text="Số thứ tự cổng tự đánh. Mỗi đoạn một dòng.",
    )
    lead_text = forms.CharField(
        label="Chủ trì", max_length=200, required=False, help_text="Ai làm việc này. Không in thêm trên văn bản."
    )
    timing_text = forms.CharField(
        label="Thời hạn", max_length=120, required=False, help_text="Viết như trong văn bản: trước ngày 25/02/2027."
    )
    targets = forms.CharField(
        label="Chỉ tiêu",
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text="Mỗi dòng một chỉ tiêu, viết như trong văn bản.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A clause says something."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("heading") and not cleaned.get("text"):
            self.add_error("text", "Ghi nội dung hoặc tên của mục.")
        return cleaned


class BasisForm(AskingForm):
    """One legal basis, as a line."""

    text = forms.CharField(
        label="Căn cứ",
        max_length=900,
        help_text="Ghi cả dòng “Căn cứ …”, hoặc chỉ số ký hiệu của văn bản đã có trong danh mục.",
    )
    role = forms.ChoiceField(label="Vai trò", choices=NamedBasis.Role.choices)


class CiteForm(AskingForm):
    """A document that the text cites."""

    text = forms.CharField(
        label="Văn bản viện dẫn",
        max_length=900,
        help_text="Số ký hiệu đã có trong danh mục, hoặc đủ loại, số, ngày, cơ quan ban hành, trích yếu.",
    )
    footnote = forms.BooleanField(label="In ở chú thích cuối trang", required=False, initial=True)


class MandateForm(AskingForm):
    """Who signs for a unit, in which capacity, by which document."""

    official = forms.ModelChoiceField(Official.objects.none(), label="Người ký", empty_label="Chọn người")
    capacity = forms.ChoiceField(label="Tư cách", choices=SigningMandate.Capacity.choices)
    title = forms.CharField(label="Chức vụ in trên văn bản", max_length=120)
    head_title = forms.CharField(
        label="Chức vụ của người giao ký",
        max_length=120,
        required=False,
        help_text="In sau KT., TL., TUQ. Bỏ trống thì lấy chức vụ người đứng đầu đơn vị.",
    )
    other_title = forms.CharField(label="Chức vụ khác, in trên họ tên", max_length=120, required=False)
    types = forms.MultipleChoiceField(
        label="Chỉ các loại văn bản",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn loại nào là ký mọi loại.",
        choices=[("KH", "Kế hoạch"), ("BC", "Báo cáo"), *NamedDocument.Type.choices, (LETTERS, "Công văn")],
    )
    ground_text = forms.CharField(
        label="Văn bản căn cứ", max_length=300, required=False, help_text="Thừa ủy quyền phải có văn bản và thời hạn."
    )
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, officials: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["official"].queryset = officials

    def clean(self) -> dict[str, Any]:
        """A công văn has no abbreviation."""
        cleaned = super().clean()
        cleaned["types"] = ["" if one == LETTERS else one for one in cleaned.get("types", ())]
        return cleaned

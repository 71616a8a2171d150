"""Forms of units, people and rights. Which rows may be chosen is told by the view."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from organisations import wording
from organisations.actions.signing_in import Try, begin_try, end_try
from organisations.addresses import client_address
from organisations.fields import DayField, UnitChoice
from organisations.models import (
    Appointment,
    Delegation,
    Official,
    Subject,
    Succession,
    Unit,
    UnitSetting,
    User,
)
from organisations.roles import GRANTS, Capability, Role

_EMAIL = "Viết địa chỉ thư điện tử theo dạng ten@coquan.vn."
_CODE = "Mã chỉ gồm chữ không dấu, số và gạch nối, viết liền, ví dụ xa-tan-lap."
_USERNAME = "Tên đăng nhập viết liền, chỉ gồm chữ, số và các dấu . - _ + @"


def _required_sentence(form: forms.BaseForm) -> None:
    for field in form.fields.values():
        label = _inside(str(field.label or ""))
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = f"Chọn {label}"
        elif isinstance(field, forms.TypedChoiceField):
            field.choices = [(value, text if value else f"Chọn {label}") for value, text in field.choices]
        chosen = isinstance(field, forms.ChoiceField | forms.FileField)
        field.error_messages["required"] = f"Chọn {label}." if chosen else f"Ghi {label}."
        if isinstance(field, forms.DateField):
            field.error_messages["required"] = "Ghi ngày."
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = _EMAIL


def _inside(label: str) -> str:
    """A label inside a sentence: an abbreviation keeps its capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


class OfficeForm(forms.Form):
    """Base: every missing field is asked for by its name."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _required_sentence(self)


class UnitForm(forms.ModelForm):
    """Facts of a unit; ``parents`` are the units below which it may be put (none for a root)."""

    valid_from = DayField(label="Hoạt động từ ngày")
    parent = UnitChoice(queryset=Unit.objects.none(), label="Đơn vị cấp trên", required=False)

    class Meta:
        model = Unit
        fields = [
            "name",
            "kind",
            "code",
            "parent",
            "valid_from",
            "issuer_name",
            "issuer_short",
            "superior_name",
            "abbreviation",
            "place_name",
            "regime",
            "head_title",
            "head_phone",
            "phone",
            "order",
        ]
        labels = {
            "name": "Tên",
            "kind": "Loại",
            "code": "Mã",
            "issuer_name": "Tên cơ quan ban hành",
            "issuer_short": "Tên viết gọn trong câu",
            "superior_name": "Cơ quan chủ quản trực tiếp",
            "abbreviation": "Chữ viết tắt trong ký hiệu",
            "place_name": "Địa danh",
            "regime": "Chế độ làm việc",
            "head_title": "Chức danh người đứng đầu",
            "head_phone": "Điện thoại người đứng đầu",
            "phone": "Điện thoại cơ quan",
            "order": "Thứ tự",
        }
        help_texts = {
            "name": "Bắt đầu bằng loại đơn vị, ví dụ: Xã Tân Lập.",
            "code": "Chữ không dấu, số và gạch nối; đứng trong địa chỉ trang và tệp Excel, không đổi về sau.",
            "issuer_name": "Đứng đầu văn bản, ví dụ: Ủy ban nhân dân xã Tân Lập. Để trống nếu đơn vị không có con dấu.",
            "issuer_short": "Ví dụ: UBND xã Tân Lập.",
            "superior_name": "Dòng trên tên cơ quan ban hành, nếu có.",
            "abbreviation": "Ví dụ: UBND.",
            "place_name": "Đứng trước ngày tháng của văn bản, ví dụ: Tân Lập.",
        }

    def __init__(self, *args: Any, parents: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if parents is None:
            del self.fields["parent"]
        else:
            self.fields["parent"].queryset = parents.select_related("parent")
            self.fields["parent"].required = True
        if self.instance.pk:
            del self.fields["code"]
        else:
            self.fields["code"].error_messages["invalid"] = _CODE
        _required_sentence(self)

    def _post_clean(self) -> None:
        """The action judges the row; here only the fields are read, so no half-changed row is kept."""


class EndForm(OfficeForm):
    """The last day on which something holds."""

    last_day = DayField(label="Ngày cuối", help_text="Còn hiệu lực đến hết ngày này.")


class SuccessionForm(OfficeForm):
    """What became of a unit."""

    successor = UnitChoice(queryset=Unit.objects.none(), label="Đơn vị kế thừa")
    kind = forms.ChoiceField(choices=Succession.Kind.choices, label="Hình thức")
    effective_on = DayField(label="Kế thừa từ ngày", help_text="Đơn vị cũ kết thúc vào hết ngày hôm trước.")
    ground_text = forms.CharField(
        label="Văn bản căn cứ", max_length=300, help_text="Số, ký hiệu, ngày, cơ quan, về việc gì."
    )

    def __init__(self, *args: Any, successors: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = successors.select_related("parent")


class ReviewForm(OfficeForm):
    """Who follows a unit in what."""

    authority = UnitChoice(queryset=Unit.objects.none(), label="Cơ quan theo dõi")
    subject = forms.ChoiceField(choices=Subject.choices, label="Nội dung")
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities.select_related("parent")


class OfficialForm(OfficeForm):
    """A person, as others reach them."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    phone = forms.CharField(label="Điện thoại", max_length=30, required=False)
    email = forms.EmailField(label="Thư điện tử", required=False)


class AppointmentForm(OfficeForm):
    """An office held by a person."""

    title = forms.CharField(label="Chức danh", max_length=120)
    standing = forms.ChoiceField(label="Tư cách", choices=Appointment.Standing.choices)
    is_head = forms.BooleanField(label="Đứng đầu đơn vị", required=False)
    is_focal_point = forms.BooleanField(label="Đầu mối CCHC", required=False)
    field = forms.CharField(label="Lĩnh vực phụ trách", max_length=200, required=False)
    ground_text = forms.CharField(label="Văn bản căn cứ", max_length=300, required=False)
    valid_from = DayField(label="Giữ chức từ ngày")


class NewOfficialForm(OfficialForm, AppointmentForm):
    """A person and the first office, entered together."""

    field_order = ["full_name", "phone", "email", "title"]


class NewAppointmentForm(AppointmentForm):
    """A further office for a person already known in the unit's surroundings."""

    official = forms.ModelChoiceField(queryset=Official.objects.none(), label="Người")
    field_order = ["official", "title"]

    def __init__(self, *args: Any, officials: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["official"].queryset = officials


class AppointmentFactsForm(AppointmentForm):
    """What may be corrected in an office; another title is another office."""

    title = None
    valid_from = None


class SettingForm(OfficeForm):
    """A dated exception of a unit."""

    key = forms.ChoiceField(choices=UnitSetting.Key.choices, label="Thiết lập")
    reason = forms.CharField(label="Căn cứ, lý do", max_length=300)
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến hết ngày", required=False)


class MembershipForm(OfficeForm):
    """A role over a unit."""

    unit = UnitChoice(queryset=Unit.objects.none(), label="Đơn vị")
    role = forms.ChoiceField(choices=[("", "Chọn vai trò"), *Role.choices], label="Vai trò")
    areas = forms.CharField(
        label="Chỉ các lĩnh vực",
        required=False,
        max_length=200,
        help_text="Mã lĩnh vực, cách nhau bằng dấu phẩy, ví dụ: TCBM, TCC. Để trống là mọi lĩnh vực.",
    )
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.select_related("parent")

    def clean_areas(self) -> list[str]:
        """Area codes, in the order typed."""
        return [part.strip() for part in self.cleaned_data["areas"].split(",") if part.strip()]


class NewUserForm(MembershipForm):
    """An account with its first right."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=150,
        validators=[User.username_validator],
        error_messages={"invalid": _USERNAME},
    )
    kind = forms.ChoiceField(label="Tài khoản của", choices=User.Kind.choices)
    official = forms.ModelChoiceField(
        queryset=Official.objects.none(),
        label="Cán bộ, công chức",
        required=False,
        help_text="Người chưa có trong danh sách thì ghi ở trang đơn vị trước. Tài khoản hệ thống để trống.",
    )
    email = forms.EmailField(label="Thư điện tử", required=False)
    field_order = ["username", "kind", "official", "email", "unit", "role"]
    valid_to = None

    def __init__(self, *args: Any, officials: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["official"].queryset = officials


LENDABLE = [
    (verb.value, verb.label)
    for verb in Capability
    if verb not in (Capability.VIEW, Capability.ADMINISTER) and any(verb in verbs for verbs in GRANTS.values())
]


class DelegationForm(OfficeForm):
    """What an office lends to a person, and by which document."""

    given_by = forms.ModelChoiceField(queryset=Official.objects.none(), label="Người giao")
    office_title = forms.CharField(label="Chức vụ của người giao", max_length=120)
    to = forms.ModelChoiceField(queryset=Official.objects.none(), label="Người được giao")
    to_title = forms.CharField(label="Chức vụ của người được giao", max_length=120)
    capabilities = forms.MultipleChoiceField(
        choices=LENDABLE, label="Việc được làm", widget=forms.CheckboxSelectMultiple
    )
    capacity = forms.ChoiceField(choices=Delegation.Capacity.choices, label="Tư cách ký", required=False)
    ground_text = forms.CharField(
        label="Văn bản căn cứ", max_length=300, help_text="Thừa ủy quyền phải bằng văn bản, có thời hạn."
    )
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, officials: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("given_by", "to"):
            self.fields[name].queryset = officials


class WorkbookForm(OfficeForm):
    """A workbook of units, people and rights."""

    workbook = forms.FileField(
        label="Tệp Excel",
        help_text="Tệp .xlsx theo mẫu, tối đa 2 MB.",
        error_messages={"empty": "Tệp này trống, không có nội dung nào."},
    )


class OwnPasswordForm(OfficeForm):
    """The person's own new password."""

    current = forms.CharField(
        label="Mật khẩu hiện tại",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    password = forms.CharField(
        label="Mật khẩu mới",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text="Ít nhất 10 ký tự, không chỉ gồm chữ số.",
    )
    again = forms.CharField(
        label="Mật khẩu mới, gõ lại",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_current(self) -> str:
        """The present password, which must be right."""
        if not self.user.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError("Mật khẩu hiện tại chưa đúng.")
        return self.cleaned_data["current"]

    def clean_again(self) -> str:
        """The new password once more."""
        if self.cleaned_data["again"] != self.cleaned_data.get("password"):
            raise forms.ValidationError("Hai lần gõ mật khẩu mới chưa giống nhau.")
        return self.cleaned_data["again"]


class SignInForm(AuthenticationForm):
    """User name or e-mail with password; every failure is the same sentence (M56)."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        "inactive": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
    }
    # Seconds until a password is looked at again, 0 where this one was.
    wait = 0

    def clean_username(self) -> str:
        """The user name that belongs to what was typed; an e-mail of two accounts belongs to none."""
        typed = self.cleaned_data["username"].strip()
        if "@" not in typed or User.objects.filter(username=typed).exists():
            return typed
        owners = User.objects.filter(email__iexact=typed).values_list("username", flat=True)[:2]
        return owners[0] if len(owners) == 1 else typed

    def clean(self) -> dict:
        """Look at the password, unless too many were wrong just now; the same for names that do not exist."""
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password"):
            return super().clean()
        one = Try(username, client_address(self.request))
        self.wait = begin_try(one)
        if self.wait:
            raise forms.ValidationError(wording.sign_in_waits(self.wait))
        cleaned = super().clean()
        end_try(one)
        return cleaned

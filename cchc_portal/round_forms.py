"""Forms of rounds for reports: which period, what is asked until when, a year by a regime."""

from datetime import date

from django import forms

from organisations.fields import DayField
from organisations.models import Subject, Unit
from reporting.actions.yearly import measure_of
from reporting.models import Outline, Round, StatForm
from reporting.periods import REGIMES, Kind, Period, Regime
from reporting.queries.rounds import form_on, outline_for, usual_window
from workflow.models import Call, Road

_EVERY_YEAR = (
    (Kind.QUARTER, 1), (Kind.HALF, 1), (Kind.QUARTER, 3), (Kind.NINE_MONTHS, 0), (Kind.YEAR, 0), (Kind.AD_HOC, 0),
    (Kind.TOPICAL, 0), (Kind.QUARTER, 2), (Kind.QUARTER, 4), (Kind.HALF, 2), *((Kind.MONTH, n) for n in range(1, 13)),
)  # fmt: skip
_HELD = ((True, "Chậm nhất ngày (tính cả ngày đó)"), (False, "Trước ngày (ngày cuối là hôm trước)"))
_LEVEL = "level_"


def _kinds() -> list[tuple[str, str]]:
    """Kinds of periods by key, as they are called without a year: "quarter-1", "Quý I"."""
    found = []
    for kind, number in _EVERY_YEAR:
        words = Period(2000, kind, number).label.removesuffix(" năm 2000")
        found.append((f"{kind}-{number}", words[0].upper() + words[1:]))
    return found


class PeriodForm(forms.Form):
    """The first step: which period of which year."""

    ky = forms.ChoiceField(label="Loại kỳ", choices=_kinds())
    nam = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)

    @property
    def period(self) -> Period:
        """The period that was chosen."""
        kind, _, number = self.cleaned_data["ky"].rpartition("-")
        return Period(self.cleaned_data["nam"], Kind(kind), int(number))


class RoundForm(forms.Form):
    """What a round asks for; prefilled by its period, everything can be changed."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Cơ quan mở đợt", empty_label=None)
    title = forms.CharField(label="Tên đợt", max_length=200)
    window_from = DayField(label="Số liệu từ ngày", error_messages={"required": "Ghi ngày đầu kỳ số liệu."})
    window_to = DayField(label="Đến hết ngày", error_messages={"required": "Ghi ngày cuối kỳ số liệu."})
    due_on = DayField(label="Hạn", error_messages={"required": "Ghi hạn."})
    due_inclusive = forms.TypedChoiceField(
        label="Văn bản ghi hạn là", choices=_HELD, coerce=lambda typed: typed == "True", widget=forms.RadioSelect
    )
    recipients = forms.CharField(
        label="Gửi qua", max_length=200, required=False, help_text="Ví dụ: UBND huyện (qua Phòng Nội vụ)."
    )
    source_text = forms.CharField(label="Văn bản căn cứ", max_length=300, required=False)
    outline = forms.ModelChoiceField(Outline.objects.none(), label="Đề cương", empty_label=None)
    form = forms.ModelChoiceField(
        StatForm.objects.none(), label="Biểu thống kê", required=False, empty_label="Không yêu cầu số liệu"
    )
    guidance = forms.CharField(
        label="Hướng dẫn", widget=forms.Textarea, max_length=10000, required=False,
        help_text="Các đơn vị đọc được ở báo cáo của mình. Tệp hướng dẫn thêm ở bước sau.",
    )  # fmt: skip
    allows_nil = forms.BooleanField(label="Nhận “báo không phát sinh”", required=False)
    road = forms.ChoiceField(
        label="Đường đi", widget=forms.RadioSelect,
        choices=[
            (Road.SIGN_THEN_SEND, "Đơn vị ban hành rồi gửi; hạn tính theo ngày ban hành"),
            (Road.REVIEW_THEN_SIGN, "Đơn vị gửi xin ý kiến trước, được thông qua rồi mới ký; hạn tính theo lúc gửi"),
        ],
    )  # fmt: skip
    two_step = forms.BooleanField(label="Chuyên viên đề xuất, lãnh đạo kết luận", required=False)
    locks_on = DayField(
        label="Khóa sau ngày", required=False, help_text="Sau ngày này đợt khóa; bỏ trống nếu không khóa."
    )

    def __init__(self, *args, period: Period, offices: list[int], kinds: list[str], **kwargs):
        """offices: authorities for which the person may call; kinds: of the units they follow, for days by level."""
        super().__init__(*args, **kwargs)
        self.period = period
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=offices)
        last = self.initial.get("window_to") or date(period.year, 12, 31)
        self.fields["outline"].queryset = Outline.objects.on(last)
        self.fields["form"].queryset = StatForm.objects.on(last)
        for kind in kinds:
            label = f"Hạn riêng: {Unit.Kind(kind).label.lower()}"
            self.fields[_LEVEL + kind] = DayField(label=label, required=False)

    @property
    def levels(self) -> list[forms.BoundField]:
        """The fields of days by level of unit."""
        return [self[name] for name in self.fields if name.startswith(_LEVEL)]

    def clean(self) -> dict:
        """Days in order, each said at its field."""
        said = super().clean() or {}
        first, last, due, locks = (said.get(name) for name in ("window_from", "window_to", "due_on", "locks_on"))
        if first and last and first > last:
            self.add_error("window_to", "Ngày cuối kỳ số liệu phải từ ngày đầu kỳ trở đi.")
        if due and locks and locks < due:
            self.add_error("locks_on", "Ngày khóa phải từ ngày hạn trở đi.")
        return said

    def of_call(self) -> dict:
        """Fields of the call."""
        said = self.cleaned_data
        names = (
            "unit", "title", "window_from", "window_to", "due_on", "due_inclusive", "recipients", "source_text", "road",
            "two_step", "locks_on",
        )  # fmt: skip
        days = {
            name.removeprefix(_LEVEL): said[name].isoformat()
            for name in self.fields
            if name.startswith(_LEVEL) and said[name]
        }
        return {
            **{name: said[name] for name in names},
            "year": self.period.year,
            "subject": Subject.REPORT,
            "level_due": days,
            "measured_by": measure_of(said["road"]),
        }

    def of_round(self) -> dict:
        """Fields of what is asked."""
        return {name: self.cleaned_data[name] for name in ("outline", "form", "guidance", "allows_nil")}


def first_values(period: Period, unit: Unit | None) -> dict:
    """What the period says by itself; the days of an ad-hoc round are the requester's."""
    window = usual_window(period)
    day = window.last if window else date(period.year, 12, 31)
    return {
        "unit": unit,
        "title": f"Báo cáo CCHC {period.label}",
        "window_from": window.first if window else None,
        "window_to": window.last if window else None,
        "due_inclusive": True,
        "outline": outline_for(period.kind, day),
        "form": form_on(day) if window else None,
        "road": Road.SIGN_THEN_SEND,
        "two_step": True,
    }


def values_of(round_: Round) -> dict:
    """The values of a round that was prepared."""
    call: Call = round_.call
    names = (
        "unit", "title", "window_from", "window_to", "due_on", "due_inclusive", "recipients", "source_text", "road",
        "two_step", "locks_on",
    )  # fmt: skip
    found = {name: getattr(call, name) for name in names}
    found |= {name: getattr(round_, name) for name in ("outline", "form", "guidance", "allows_nil")}
    return found | {_LEVEL + kind: date.fromisoformat(day) for kind, day in call.level_due.items()}


def _asking() -> list[Regime]:
    """Regimes that ask for reports."""
    return [one for one in REGIMES if any(due.subject == Subject.REPORT for due in one.dues)]


def _regimes() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in _asking()]


def first_year(today: date) -> dict:
    """What the form of a year says first: this year, by a regime that is in force."""
    holding = [one.code for one in _asking() if one.valid_from <= today and (one.valid_to or today) >= today]
    return {"nam": today.year, "che_do": next(iter(holding), None)}


class YearForm(forms.Form):
    """The rounds of a year: by which regime, of which office, through whom."""

    che_do = forms.ChoiceField(label="Chế độ báo cáo", choices=_regimes())
    nam = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    don_vi = forms.ModelChoiceField(Unit.objects.none(), label="Cơ quan mở đợt", empty_label=None)
    qua = forms.CharField(label="Gửi qua", max_length=200, required=False)

    def __init__(self, *args, offices: list[int], **kwargs):
        """offices: authorities for which the person may call."""
        super().__init__(*args, **kwargs)
        self.fields["don_vi"].queryset = Unit.objects.filter(pk__in=offices)

    def clean(self) -> dict:
        """A regime has rounds in the years in which it holds."""
        said = super().clean() or {}
        if "che_do" in said:
            said["regime"] = next(one for one in REGIMES if one.code == said["che_do"])
        return said

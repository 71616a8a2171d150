"""The form of a task's page: which state, what was done, with which product, late for which reason (ux 4.6)."""

from typing import Any

from django import forms

from documents.forms import AskingForm
from documents.models import DocumentType, KnownDocument
from organisations.fields import DayField
from organisations.models import Official, User
from plans import queries
from plans.actions import progress as acts
from plans.models import TaskProgress
from plans.queries import progress as reads
from workflow.clock import today

WORDS = {
    "not_started": "Chưa bắt đầu",
    "in_progress": "Đang thực hiện",
    "done": "Đã xong",
    "not_done": "Không thực hiện",
}
# How a standing or a waiting task calls the choice that leaves it as it is.
_STAYS = {"ongoing": "Thường xuyên", "awaiting_trigger": "Chờ điều kiện", "not_started": "Chưa bắt đầu"}
DOCUMENTS_OFFERED = 60


class KnownChoice(forms.ModelChoiceField):
    """A document of the register by number, day and subject."""

    def label_from_instance(self, obj: KnownDocument) -> str:
        """ "Báo cáo 41/BC-UBND, 02/03/2026: kết quả rà soát"."""
        day = f", {obj.issued_on:%d/%m/%Y}" if obj.issued_on else ""
        return f"{obj}{day}: {obj.subject}"[:140]


class TaskForm(AskingForm):
    """What somebody reports on a task. late: by how many days a completion today would be late."""

    choice = forms.ChoiceField(label="Trạng thái", widget=forms.RadioSelect)
    text = forms.CharField(label="Đã làm được gì, vướng gì", required=False, widget=forms.Textarea)
    is_obstacle = forms.BooleanField(label="Có vướng mắc cần tháo gỡ", required=False)
    period = forms.ChoiceField(label="Cho kỳ", required=False)
    product = KnownChoice(
        label="Văn bản đã ban hành", queryset=KnownDocument.objects.none(), required=False, empty_label="Chưa chọn"
    )
    type_name = forms.ChoiceField(label="Loại văn bản", required=False)
    number = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    day = DayField(label="Ngày văn bản", required=False)
    no_product_reason = forms.CharField(label="Chưa có văn bản, lý do", max_length=300, required=False)
    delay_reason = forms.CharField(label="Lý do chậm", max_length=400, required=False)
    answerable = forms.ModelChoiceField(
        label="Người chịu trách nhiệm về việc chậm",
        queryset=Official.objects.none(),
        required=False,
        empty_label="Theo phân công của nhiệm vụ",
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, progress: TaskProgress, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.progress = progress
        self.late = max(0, (today() - progress.due_on).days) if progress.due_on else 0
        self.fields["choice"].choices = choices(progress)
        periods = reads.periods(progress.task)
        if periods:
            self.fields["period"].choices = [("", "Cả nhiệm vụ"), *periods]
        else:
            del self.fields["period"]
        self._offer_documents(user)
        if self.late:
            people = queries.heads(progress.task.plan).values("official")
            self.fields["answerable"].queryset = Official.objects.filter(pk__in=people)
        else:
            del self.fields["delay_reason"], self.fields["answerable"]

    def _offer_documents(self, user: User) -> None:
        own = KnownDocument.objects.visible_to(user).filter(unit=self.progress.unit_id)
        newest = own.order_by("-issued_on", "-pk").values("pk")[:DOCUMENTS_OFFERED]
        self.fields["product"].queryset = KnownDocument.objects.filter(pk__in=list(newest.values_list("pk", flat=True)))
        types = DocumentType.objects.on(today()).filter(is_product=True).values_list("name", flat=True)
        self.fields["type_name"].choices = [("", "Chọn loại"), *((name, name) for name in types)]

    def said(self) -> acts.Report:
        """What was typed, as the act takes it."""
        data = self.cleaned_data
        typed = {name: data[name] for name in ("type_name", "number", "day")}
        return acts.Report(
            choice=data["choice"],
            text=data["text"],
            is_obstacle=data["is_obstacle"],
            period=data.get("period", ""),
            product=data["product"],
            typed=typed if data["number"] or data["day"] else None,
            no_product_reason=data["no_product_reason"],
            delay_reason=data.get("delay_reason", ""),
            answerable=data.get("answerable"),
        )


def choices(progress: TaskProgress) -> list[tuple[str, str]]:
    """The states that may be chosen from where the task stands, in the order of ux 4.6."""
    if progress.state == "ongoing":
        return [("in_progress", _STAYS["ongoing"]), *((key, WORDS[key]) for key in ("done", "not_done"))]
    if progress.state == "in_progress":
        return [(key, WORDS[key]) for key in ("in_progress", "done", "not_done")]
    return [("not_started", _STAYS[progress.state]), *((key, WORDS[key]) for key in acts.CHOICES[1:])]


class HandForm(AskingForm):
    """To whom a task is given."""

    person = forms.ChoiceField(label="Người thực hiện", required=False)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        names = ((key, user.display_name) for key, user in self.people.items())
        self.fields["person"].choices = [("", "Đầu mối CCHC theo dõi"), *names]

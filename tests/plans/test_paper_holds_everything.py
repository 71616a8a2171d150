"""Whatever the rows of a plan hold stands in its PDF, in order, and nothing else but a plan's fixed words.

The expected text is put together from the database by this test, not by the code that builds the paper.
"""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pdfplumber
import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from documents.models import Citation, KnownDocument
from documents.render import render_pdf
from plans import documents
from plans.models import (
    Condition,
    Plan,
    PlanBasis,
    PlanRecipient,
    PlanText,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
    TaskPartner,
)
from tests.cast import Cast

LETTERS = "aáàảãạăắằâấầbcdđeéèẻêếềểghiíìklmnoóòôốơớợpqrstuúùưứựvxyýỳ"
WORD = st.text(alphabet=LETTERS + LETTERS.upper() + "0123456789%()/-&<>“”²≥", min_size=1, max_size=14)


def name(most: int = 200) -> st.SearchStrategy[str]:
    """Words of up to ``most`` characters that begin and end with a letter."""
    return st.lists(WORD, min_size=1, max_size=30).map(lambda words: "N" + " ".join(words)[: most - 2].strip() + "n")


NAME = name()
TASK = st.fixed_dictionaries({
    "content": NAME, "product_text": NAME, "lead_text": NAME, "timing_text": name(120),
    "is_key": st.booleans(), "is_breakthrough": st.booleans(), "note": st.one_of(st.just(""), name(80)),
    "budget": st.one_of(st.none(), st.integers(1, 9999).map(Decimal)),
    "funding": st.sampled_from(["", "commune", "support"]), "in_body": st.booleans(),
    "partners": st.lists(name(60), max_size=3), "area": st.integers(0, 6),
})  # fmt: skip
TARGET = st.fixed_dictionaries(
    {
        "phrase": NAME,
        "area": st.integers(0, 6),
        "conditions": st.integers(0, 3),
        "notes": st.lists(st.integers(0, 4), max_size=3, unique=True),
    }
)
PLAN = st.fixed_dictionaries(
    {
        "tasks": st.lists(TASK, min_size=1, max_size=12),
        "targets": st.lists(TARGET, max_size=8),
        "subjects": st.lists(name(120), min_size=5, max_size=5),
        "purpose": st.lists(NAME, min_size=1, max_size=4),
        "duties": st.lists(st.tuples(name(100), NAME), max_size=4),
        "recipients": st.lists(name(60), max_size=4, unique=True),
        "deadlines": st.sets(st.sampled_from(["q1", "h1", "q3", "year"])),
        "closing": NAME,
        "has_annex": st.booleans(),
        "replaces": st.one_of(st.just(""), name(120)),
        "inline": st.booleans(),
    }
)
ONE_TASK = {
    "content": "Nhiệm vụ n",
    "product_text": "Nkết quản",
    "lead_text": "Nvăn phòngn",
    "timing_text": "Quý II",
    "is_key": True,
    "is_breakthrough": False,
    "note": "",
    "budget": Decimal(20),
    "funding": "commune",
    "in_body": True,
    "partners": ["Nđoàn thể thanh niênn"],
    "area": 2,
}
FULL = {
    "tasks": [{**ONE_TASK, "area": at % 7, "content": f"Nviệc {at} {'rất dài ' * 20}n"[:200]} for at in range(200)],
    "targets": [{"phrase": "Nhồ sơn", "area": 2, "conditions": 3, "notes": [0, 3, 4]}],
    "subjects": [f"Nchủ đề {at}n" for at in range(5)],
    "purpose": ["Nmục đíchn"],
    "duties": [("Nđơn vịn", "Nlàmn")],
    "recipients": ["Nsởn"],
    "deadlines": {"q1"},
    "closing": "Nhếtn",
    "has_annex": True,
    "replaces": "",
    "inline": True,
}


def build(plan: Plan, drawn: dict[str, Any]) -> list[KnownDocument]:
    """Write what was drawn; the documents that can be cited."""
    areas = list(plan.template.areas.all())
    known = [
        KnownDocument.objects.create(
            code=f"VB{at:05d}",
            type_name="Kế hoạch",
            number=f"{at + 3}/KH-UBND",
            number_key=f"{at + 3}/KH-UBND",
            issuer="UBND tỉnh",
            issued_on=date(2025, 3, at + 1),
            subject=subject,
        )
        for at, subject in enumerate(drawn["subjects"])
    ]
    for at, document in enumerate(known[:2]):
        PlanBasis.objects.create(plan=plan, document=document, role=("carries_out", "basis")[at], order=at)
    for at, document in enumerate(known):
        Citation.objects.create(
            unit=plan.unit,
            kind="plan",
            object_id=plan.pk,
            document=document,
            role="refers",
            key=f"c{at}",
            footnote=True,
        )
    Citation.objects.create(
        unit=plan.unit, kind="plan", object_id=plan.pk, document=known[4], role="refers", key="ngay", footnote=False
    )
    _write_rows(plan, drawn, areas)
    plan.has_annex, plan.replaces_text = drawn["has_annex"], drawn["replaces"]
    plan.save()
    return known


def _write_rows(plan: Plan, drawn: dict[str, Any], areas: list) -> None:
    for at, drawn_target in enumerate(drawn["targets"]):
        marks = "".join(f"{{{{cite:c{key}}}}}" for key in drawn_target["notes"])
        target = Target.objects.create(
            plan=plan, order=at, area=areas[drawn_target["area"]], phrase=drawn_target["phrase"] + marks
        )
        Condition.objects.bulk_create(
            Condition(target=target, operator="gte", value=at, order=at) for at in range(drawn_target["conditions"])
        )
    for at, values in enumerate(drawn["tasks"]):
        own = {key: value for key, value in values.items() if key not in ("partners", "area")}
        task = Task.objects.create(plan=plan, order=at, area=areas[values["area"]], **own)
        TaskPartner.objects.bulk_create(
            TaskPartner(task=task, partner_text=words, order=n) for n, words in enumerate(values["partners"])
        )
    cited = " {{cite:ngay}}" if drawn["inline"] else ""
    PlanText.objects.filter(plan=plan, section="purpose").update(body="\n".join(drawn["purpose"]) + cited)
    PlanText.objects.filter(plan=plan, section="closing").update(body=drawn["closing"])
    for at, (holder, body) in enumerate(drawn["duties"]):
        Responsibility.objects.create(plan=plan, order=at, holder_text=holder, body=body)
    for at, period in enumerate(sorted(drawn["deadlines"])):
        ReportDeadline.objects.create(plan=plan, order=at, period=period, due_on=date(2026, 5, 25), inclusive=at % 2)
    PlanRecipient.objects.filter(plan=plan).delete()
    for at, words in enumerate(drawn["recipients"]):
        PlanRecipient.objects.create(plan=plan, order=at, name=words, purpose="report")


def squeezed(*texts: str) -> str:
    return "".join("".join(texts).split())


class Expected:
    """The whole print in reading order and the words of its footnotes, from the database."""

    HEAD = squeezed(
        "TT", "Nội dung nhiệm vụ", "Kết quả, sản phẩm", "Chủ trì (người chịu trách nhiệm)", "Phối hợp",
        "Thời gian hoàn thành", "Kinh phí", "Ghi chú",
    )  # fmt: skip
    PERIODS = {"q1": "Báo cáo quý I", "h1": "Báo cáo 6 tháng", "q3": "Báo cáo quý III", "year": "Báo cáo năm"}
    SOURCES = {"": "", "commune": "ngân sách xã", "support": "cấp trên hỗ trợ"}

    def __init__(self, plan: Plan, drawn: dict[str, Any]):
        self.plan, self.drawn = plan, drawn
        self.said: set[int] = set()
        self.notes: list[str] = []
        self.areas = [
            (
                row.area,
                list(Target.objects.filter(plan=plan, area=row.area)),
                list(Task.objects.filter(plan=plan, area=row.area)),
            )
            for row in plan.planareas.select_related("area")
        ]
        self.with_annex = plan.has_annex
        self.text = squeezed(*self._head(), *self._body(), *self._tail(), *(self._annex() if self.with_annex else ()))

    def cite(self, document: KnownDocument) -> str:
        short = f"Kế hoạch số {document.number}"
        if document.pk in self.said:
            return short
        self.said.add(document.pk)
        day = f"{document.issued_on.day:02d}/{document.issued_on.month}/{document.issued_on.year}"
        subject = (
            document.subject if document.subject[1].isupper() else document.subject[0].lower() + document.subject[1:]
        )
        return f"{short} ngày {day} của UBND tỉnh về {subject}"

    def marked(self, text: str, *, notes: bool = True) -> str:
        """Words with their marks: footnote numbers, citations in words."""
        for row in Citation.objects.filter(kind="plan", object_id=self.plan.pk).select_related("document"):
            assert row.key
        while "{{cite:" in text:
            before, _, rest = text.partition("{{cite:")
            key, _, after = rest.partition("}}")
            row = Citation.objects.select_related("document").get(kind="plan", object_id=self.plan.pk, key=key)
            if not row.footnote:
                text = before + self.cite(row.document) + after
            elif notes:
                self.notes.append(f"{self.cite(row.document)}.")
                text = f"{before}{len(self.notes)}{after}"
            else:
                text = before + after
        return text

    def _head(self) -> Iterator[str]:
        yield "ỦY BAN NHÂN DÂN XÃ MỘT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: /KH-UBND"
        yield f"Một, ngày tháng năm {self.plan.created_at.year} KẾ HOẠCH {self.plan.title}"
        for label, role, end in (("Căn cứ", "basis", ";"), ("Thực hiện", "carries_out", ".")):
            yield f"{label} {self.cite(self.plan.planbasiss.get(role=role).document)}{end}"
        replaced = f" (thay thế {self.plan.replaces_text})" if self.plan.replaces_text else ""
        yield f"UBND xã Một ban hành Kế hoạch cải cách hành chính xã Một năm 2026{replaced}, như sau:"

    def _body(self) -> Iterator[str]:
        yield "I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích"
        yield self.marked(self.plan.plantexts.get(section="purpose").body)
        yield "II. NHIỆM VỤ, GIẢI PHÁP"
        printed = [area for area in self.areas if area[1] or area[2]]
        for number, (area, targets, tasks) in enumerate(printed, start=1):
            yield f"{number}. {area.name}"
            letters = iter("ab")
            if targets:
                yield f"{next(letters)}) Chỉ tiêu"
                yield from (f"- {self.marked(target.phrase)}." for target in targets)
            shown = [task for task in tasks if task.in_body or not self.with_annex]
            if shown:
                yield f"{next(letters)}) Nhiệm vụ, giải pháp"
                yield from (f"- {self.marked(task.content)}{self._details(task)}." for task in shown)
        if self.with_annex:
            yield "(Có Phụ lục danh mục nhiệm vụ kèm theo)"
        duties, deadlines = self.plan.responsibilitys.all(), self.plan.reportdeadlines.all()
        if duties or deadlines:
            yield "III. TỔ CHỨC THỰC HIỆN"
        for number, duty in enumerate(duties, start=1):
            yield f"{number}. {duty.holder_text} {duty.body}"
        if deadlines:
            yield f"{len(duties) + 1}. Chế độ báo cáo"
        for deadline in deadlines:
            way = "chậm nhất" if deadline.inclusive else "trước"
            yield f"- {self.PERIODS[deadline.period]}: gửi {way} ngày 25/5/2026."
        yield self.plan.plantexts.get(section="closing").body + "./."

    def _details(self, task: Task) -> str:
        if self.with_annex:
            return ""
        cells = zip(
            ("sản phẩm", "chủ trì", "phối hợp", "thời gian", "kinh phí", "ghi chú"), self._cells(task), strict=True
        )
        return f" ({'; '.join(f'{label}: {words}' for label, words in cells if words)})"

    def _cells(self, task: Task) -> tuple[str, ...]:
        amount = "" if task.budget is None else f"{task.budget:,.0f}".replace(",", ".")
        source = self.SOURCES[task.funding]
        money = f"{amount} ({source})" if amount and source else amount or source
        flags = [word for flag, word in ((task.is_key, "Trọng tâm"), (task.is_breakthrough, "Đột phá")) if flag]
        partners = "; ".join(row.partner_text for row in task.partners.all())
        return (
            task.product_text,
            task.lead_text,
            partners,
            task.timing_text,
            money,
            "; ".join([*flags, *filter(None, [task.note])]),
        )

    def _tail(self) -> Iterator[str]:
        yield "Nơi nhận:"
        yield from (f"- {row.name} (để báo cáo);" for row in self.plan.planrecipients.all())
        yield "- Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Phạm Văn Tịch"

    def _annex(self) -> Iterator[str]:
        yield "Phụ lục DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026 (Kèm theo Kế hoạch số /KH-UBND ngày tháng năm"
        yield f"{self.plan.created_at.year} của Ủy ban nhân dân xã Một)"
        if Task.objects.filter(plan=self.plan, budget__isnull=False).exists():
            yield "Kinh phí: triệu đồng"
        yield self.HEAD
        count = 0
        roman = iter(("I", "II", "III", "IV", "V", "VI", "VII"))
        for area, _, tasks in self.areas:
            if tasks:
                yield f"{next(roman)}. {area.name}"
            for task in tasks:
                count += 1
                yield " ".join((str(count), self.marked(task.content, notes=not task.in_body), *self._cells(task)))


def printed_text(data: bytes, notes: list[str], head: str) -> str:
    """The text as written, without page numbers, repeated table heads and footnotes."""
    waiting = [squeezed(f"{number} {words}") for number, words in enumerate(notes, start=1)]
    whole = ""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            text = squeezed(*(entry["text"] for entry in page.chars if entry["top"] > 50))
            count = max(number for number in range(len(waiting) + 1) if text.endswith("".join(waiting[:number])))
            text = text.removesuffix("".join(waiting[:count]))
            waiting = waiting[count:]
            whole += text.removeprefix(head) if head in whole else text
    assert waiting == []
    return whole


@pytest.mark.django_db
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=PLAN)
@example(drawn=FULL)
def test_everything_in_the_database_stands_in_the_pdf_in_order_and_nothing_else(plan: Plan, cast: Cast, drawn) -> None:
    with transaction.atomic():
        build(plan, drawn)
        fresh = Plan.objects.get(pk=plan.pk)
        expected = Expected(fresh, drawn)
        printed = printed_text(render_pdf(documents.build(fresh)), expected.notes, Expected.HEAD)
        transaction.set_rollback(True)
    assert parting(printed, expected.text) is None


def parting(printed: str, wanted: str) -> tuple[str, str] | None:
    """Where two long texts part: the words around the first difference in each; None where they are equal."""
    if printed == wanted:
        return None
    at = next(
        (at for at, (one, two) in enumerate(zip(printed, wanted, strict=False)) if one != two),
        min(len(printed), len(wanted)),
    )
    return printed[max(at - 40, 0) : at + 60], wanted[max(at - 40, 0) : at + 60]

"""What the pages of a decision ask of an item: one Desk per kind, one Reading per item and person (ux 4.7, 4.10)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.timezone import localtime

from cchc_portal import turns, wording
from cchc_portal.findings import things_in
from documents import sheet
from documents.freezing import to_sign_of
from documents.models import IssuedDocument
from documents.papers import build
from organisations.models import User
from organisations.rules import Powers
from workflow import queries
from workflow.flows import flow_of
from workflow.models import Call, CallUnit, Item, MeasuredBy, Remark
from workflow.remarks import for_reader
from workflow.states import REVIEWER, STATES

SUMMARY, TEXT, PAPER, HISTORY = "tom-tat", "toan-van", "ban-giay", "dien-bien"
_LABEL_LENGTH = 90
_EARLIER = 5


@dataclass(frozen=True)
class Tab:
    """One part of a page: its word in addresses, its label, the partial that draws it and what that partial needs.

    context is asked for the chosen tab only.
    """

    key: str
    label: str
    template: str
    context: Callable[[], dict]
    count: int | str = ""


@dataclass(frozen=True)
class Place:
    """A place that a remark can be anchored to: the paper's data-ref and what it is called."""

    ref: str
    label: str


@dataclass(frozen=True)
class Checked:
    """Findings as the tag `finding_list` draws them. stopping: sentences of what keeps the item where it is;
    waived: those set aside, with their reasons."""

    stopping: list[str]
    must: list[dict]
    should: list[dict]
    waived: list[dict] = field(default_factory=list)

    @property
    def faults(self) -> int:
        """How many things must be mended."""
        return things_in(self.must)

    @property
    def questions(self) -> int:
        """How many things should be looked at."""
        return things_in(self.should)


class Reading:
    """One item as one person reads it before deciding; every part is read when it is first asked for.

    page: address of the page on which it is read.
    """

    def __init__(self, desk: "Desk", item: Item, user: User, powers: Powers, page: str = ""):
        self.desk, self.item, self.user, self.powers, self.page = desk, item, user, powers, page

    @cached_property
    def remarks(self) -> list[Remark]:
        """Remarks that the person may read."""
        return for_reader(self.item, self.user, powers=self.powers)

    @cached_property
    def text(self) -> dict:
        """The paper as context for a text that flows at any width (templates/approve/text.html)."""
        return sheet.sheet_context(build(self.item), screen=True)

    @property
    def checked(self) -> Checked:
        """What stands in the way, what should be looked at, what was waived."""
        raise NotImplementedError

    @property
    def named(self) -> Mapping[str, str]:
        """What a reader calls every place that can be remarked on: ref → words."""
        raise NotImplementedError

    @property
    def sizes(self) -> list[dict]:
        """Counts for the summary: label and words."""
        raise NotImplementedError

    @property
    def places(self) -> list[Place]:
        """Places offered where a remark is written beside the paper, in its order."""
        return places_in(self.text)

    def deciding(self) -> tuple[Tab, ...]:
        """Tabs of the chairman's page; the remarks follow them."""
        raise NotImplementedError

    def reviewing(self) -> tuple[Tab, ...]:
        """Tabs of the reviewer's page."""
        raise NotImplementedError

    def earlier(self) -> Iterable[Item]:
        """Earlier items of the unit, newest first."""
        raise NotImplementedError

    def told_of(self, earlier: Item) -> str:
        """What else is said of an earlier item of the unit, "" for nothing."""
        return ""

    def overview(self) -> dict:
        """Side "Tổng quan": sizes, the frozen paper, what the unit handed in before."""
        return {
            "sizes": self.sizes,
            "to_sign": to_sign_of(self.item),
            "files": self.desk.files(self.item),
            "earlier": [
                {
                    "title": flow_of(one).title(one),
                    "word": STATES[one.state].word(REVIEWER),
                    "times": one.times_sent,
                    "issued_on": one.issued_on,
                    "more": self.told_of(one),
                }
                for one in list(self.earlier())[:_EARLIER]
            ],
        }

    def paper_tab(self) -> Tab:
        """Bản giấy."""
        return Tab(PAPER, "Bản giấy", "approve/paper.html", lambda: {"paper": self.desk.paper(self.item)})

    def text_tab(self) -> Tab:
        """Toàn văn."""
        return Tab(TEXT, "Toàn văn", "approve/text.html", lambda: {"text": self.text})

    def history_tab(self) -> Tab:
        """Diễn biến."""
        return Tab(HISTORY, "Diễn biến", "review/history.html", self._history)

    def _history(self) -> dict:
        return {"entries": turns.timeline(queries.history(self.item))}


class Desk:
    """One kind of item on the pages of a decision.

    section: first part of its addresses; suffix: what the names of its routes end with; noun: what it is called
    inside a sentence; related, asked: what both pages, and what the reviewer's page reads with it.
    """

    model: type[Item]
    reading: type[Reading]
    section = ""
    suffix = ""
    noun = ""
    phrases: tuple[str, ...] = ()
    related: tuple[str, ...] = ("unit", "sent_by__official", "opened_by__official", "signer__official")
    asked: tuple[str, ...] = ("unit", "sent_by__official", "replaces", "call_unit__call")
    # Names of routes: the paper in a frame, what was put before the chairman, the draft, the issued file, the Word file
    # where the frame offers it, and where a remark on one place is written.
    sheet_route = to_sign_route = draft_route = issued_route = word_route = remark_route = ""

    @property
    def kind(self) -> str:
        """Key of the kind."""
        return self.model.kind

    def items(self, user: User, *related: str) -> QuerySet:
        """Items that the person may see and that are not in the bin."""
        return self.model.objects.visible_to(user).filter(binned_at=None).select_related(*related)

    def of_call(self, call: Call, user: User) -> QuerySet:
        """What the units of a call have begun for it, oldest first."""
        return self.items(user, "unit").filter(call_unit__call=call.pk).order_by("pk")

    def asked_by(self, call: Call, rows: Iterable[CallUnit], user: User) -> dict[int, Item]:
        """What stands of each unit asked, by primary key of the row: the newest that was sent, else the newest."""
        units = {row.unit_id: row.pk for row in rows}
        found: dict[int, Item] = {}
        for item in self.of_call(call, user).filter(unit__in=units):
            stands = found.get(units[item.unit_id])
            if stands is None or was_sent(item) or not was_sent(stands):
                found[units[item.unit_id]] = item
        return found

    def read(self, item: Item, user: User, powers: Powers, page: str = "") -> Reading:
        """The item as this person reads it on a page."""
        return self.reading(self, item, user, powers, page)

    def done_on(self, item: Item) -> date | None:
        """The day of the act that the item's deadline measures, None while it is not done."""
        if item.measured_by == MeasuredBy.ISSUED:
            return item.issued_on
        return localtime(item.sent_at).date() if item.sent_at else None

    def links(self, item: Item, user: User) -> Mapping[int, dict]:
        """More of an entry of the timeline, by its event."""
        return {}

    def pages(self, item: Item) -> dict[str, str]:
        """Addresses of the chairman's page and of its acts, and of where a remark on one place is written."""
        found = {name: reverse(f"portal:{route}{self.suffix}", args=[item.code]) for name, route in _PAGES.items()}
        return {**found, "remark": reverse(self.remark_route, args=[item.code])}

    def files(self, item: Item) -> dict[str, str]:
        """Addresses of the files of its paper: to_sign, draft."""
        return {
            "to_sign": reverse(self.to_sign_route, args=[item.code]),
            "draft": reverse(self.draft_route, args=[item.code]),
        }

    def paper(self, item: Item) -> dict:
        """Context of components/paper_frame.html: the preview, and the stored file once the item is issued."""
        frozen = to_sign_of(item)
        found = {
            "preview": reverse(self.sheet_route, args=[item.code]),
            "title": f"Bản giấy, {flow_of(item).title(item)}",
            "ribbon": "" if item.signed_at is None else "Đã duyệt, chưa cấp số",
            "pdf": self.files(item)["to_sign" if frozen else "draft"],
            "word": reverse(self.word_route, args=[item.code]) if self.word_route else "",
        }
        document = numbered([item]).get(item.pk)
        if document is None or document.paper is None or document.issued_on is None:
            return found
        return {
            **found,
            "ribbon": f"Bản ban hành {document.number:02d}/{document.symbol}, {wording.official_day(document.issued_on)}",
            "issued": True,
            "note": _short(document.paper.file_hash),
            "pdf": reverse(self.issued_route, args=[item.code]),
        }


# The chairman's page and its acts, by what the templates call them.
_PAGES = {"approve": "approve", "open": "approve_open", "sign": "approve_sign", "give_back": "approve_return"}


def was_sent(item: Item) -> bool:
    """Whether those who review have something to read."""
    return STATES[item.state].word(REVIEWER) != "Chưa gửi"


def numbered(items: Iterable[Item]) -> dict[int, IssuedDocument]:
    """The issued document of each of some items of one kind that has a number: one query."""
    found = list(items)
    rows = IssuedDocument.objects.filter(
        source_kind__in={item.kind for item in found},
        source_id__in=[item.pk for item in found],
        number__isnull=False,
    )
    return {row.source_id: row for row in rows.select_related("paper")}


def _short(digest: str) -> str:
    """The first twelve digits of a hash in groups, to be compared by eye."""
    return " ".join(digest[at : at + 4] for at in range(0, min(len(digest), 12), 4))


def places_in(text: Mapping) -> list[Place]:
    """Every block and table row of a paper that has a place, in the order of the paper (documents.sheet)."""
    groups = [*text["groups"], *(group for annex in text["annexes"] for group in annex["groups"])]
    labels: dict[str, str] = {}
    for group in groups:
        for block in group["blocks"]:
            if block["is_table"]:
                for row in block["rows"]:
                    labels.setdefault(row["ref"], _row_label(row))
            else:
                labels.setdefault(group["ref"], shortened(block["words"]))
    return [Place(ref, label) for ref, label in labels.items() if ref and label]


def _row_label(row: Mapping) -> str:
    words = row.get("words") or next((line for cell in row.get("cells", ()) for line in cell["lines"]), "")
    return shortened(f"{row['label']} {words}")


def shortened(words: str) -> str:
    """Words as the name of a place: without marks of HTML, cut at a blank where they are long."""
    text = " ".join(strip_tags(words).split())
    return text if len(text) <= _LABEL_LENGTH else f"{text[:_LABEL_LENGTH].rsplit(' ', 1)[0]}…"

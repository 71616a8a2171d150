"""A report on the pages of a decision: what of it the chairman and the reviewers read (ux 4.7, 4.10)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.timezone import localtime

from cchc_portal import wording
from cchc_portal.desks.base import SUMMARY, TEXT, Checked, Desk, Place, Reading, Tab, shortened, was_sent
from cchc_portal.desks.figures import FigureTable
from cchc_portal.desks.summary import sizes
from cchc_portal.desks.versions import HANDED_BACK, Changes, Versions, versions_of
from documents import sheet
from documents.freezing import to_sign_of
from organisations.models import User
from reporting import checks
from reporting.comparing import differences
from reporting.documents import build_from
from reporting.figure_names import name_of
from reporting.models import Report, ReportVersion
from reporting.queries import Content, content
from reporting.queries.known import Known
from reporting.queries.numbers import typed
from reporting.queries.versions import version_content
from reporting.statistics.findings import Level
from reporting.views import findings
from reporting.views.comparing import names_of
from workflow import calendar, clock
from workflow.models import Event, Item

FIGURES, SENT_BEFORE, REPLACED = "so-lieu", "so-sanh", "ban-cu"
# Acts by which an authority asks for a report again, and where the report stands then.
_ASKED_AGAIN, _WITH_AUTHORITY = (
    ("return", "ask_replacement", "ask_correction"),
    ("issued", "under_review", "concluding"),
)
# How many earlier reports of a unit are read at most.
_BEFORE = 12
_COMPARED = "review/report_changes.html"


class ReportReading(Reading):
    """A report with its places and figures, read once, and the versions that it is compared with."""

    item: Report

    @cached_property
    def content(self) -> Content:
        """Places, rows, figures."""
        return content(self.item)

    @cached_property
    def text(self) -> dict:
        """Its paper, from what was read already."""
        return sheet.sheet_context(build_from(self.content), screen=True)

    @cached_property
    def known(self) -> Known:
        """What its figures and facts say."""
        return Known(self.item, self.content)

    @cached_property
    def _findings(self) -> list[checks.Finding]:
        return checks.findings(self.item, self.content, self.known)

    @cached_property
    def checked(self) -> Checked:
        """Findings of reporting.checks and what stands out; what was answered stands beside them with its reason."""
        judged = self.figures.judged if self.figures else []
        odd = checks.to_look_at(self.content, judged)
        drawn = findings.drawn(self.content, [*self._findings, *odd], locked=True, place_of=self._address_of)
        return Checked(
            stopping=checks.stopping(self._findings),
            must=drawn["must"],
            should=drawn["should"],
            waived=[
                {
                    "sentence": one.sentence,
                    "answered": True,
                    "waived": one.reason,
                    "who": one.by.display_name,
                    "at": one.at,
                }
                for one in checks.answered(self.content, judged)
            ],
        )

    def _address_of(self, ref: str) -> str:
        """Where on these pages a place is read: among the figures, else in the text."""
        tab = FIGURES if ref.startswith("figure-") else TEXT
        return f"{self.page}?phan={tab}#{ref}"

    @cached_property
    def figures(self) -> FigureTable | None:
        """The form with findings and earlier windows; None for a report without figures."""
        found = self.content.figures
        return FigureTable(self.item, found) if found else None

    @cached_property
    def _before(self) -> list[Report]:
        """Other reports of the unit, the latest window first; its own drafts that nobody asked for are its own."""
        rows = self.desk.items(self.user, "unit").filter(unit=self.item.unit_id, window_to__lte=self.item.window_to)
        found = rows.exclude(pk=self.item.pk).order_by("-window_to", "-pk")[:_BEFORE]
        return [one for one in found if one.call_unit_id or was_sent(one)]

    @cached_property
    def named(self) -> Mapping[str, str]:
        """Places of the outline and their rows, rows and cells of the form."""
        found: dict[str, str] = {}
        for place in self.content.places:
            found[place.ref] = f"Mục {place.code} {place.row.title}"
            for order, line in enumerate(place.lines, start=1):
                found[f"line-{line.pk}"] = f"Mục {place.code}, ý {order}: {line.text}"
        refs = self.figures.refs if self.figures else ()
        found |= {ref: name_of(ref, self.content.figures) for ref in refs}
        return {ref: shortened(words) for ref, words in found.items()}

    @property
    def places(self) -> list[Place]:
        """Places of the text and rows of the form; single cells are remarked on where they stand."""
        offered = {ref for ref in self.named if not ref.startswith("figure-")}
        offered |= set(self.figures.rows) if self.figures else set()
        return [Place(ref, words) for ref, words in self.named.items() if ref in offered]

    @property
    def sizes(self) -> list[dict]:
        """Files, tasks, how much is filled, estimated, confirmed."""
        return sizes(self.content, self.figures)

    def deciding(self) -> tuple[Tab, ...]:
        """The summary first; the figures beside the text."""
        first = Tab(SUMMARY, "Tóm tắt", "approve/report_summary.html", self._summary)
        return first, self.text_tab(), self._figures_tab(), self.paper_tab(), *self._compared()

    def reviewing(self) -> tuple[Tab, ...]:
        """Bản giấy · Toàn văn · Số liệu · So với lần gửi trước · Diễn biến."""
        return self.paper_tab(), self.text_tab(), self._figures_tab(), *self._compared(), self.history_tab()

    def _figures_tab(self) -> Tab:
        count = sum(one.level != Level.NOTE for one in self.figures.judged) if self.figures else 0
        return Tab(FIGURES, "Số liệu", "review/figures.html", lambda: {"figures": self.figures}, count or "")

    @cached_property
    def _versions(self) -> Versions:
        return versions_of(self.item, self.user)

    @cached_property
    def _now(self) -> dict:
        return version_content(self.item, self.content, self.known)

    def _compared(self) -> Iterator[Tab]:
        if (version := self._versions.previous) is not None:
            since = f"lần gửi {version.sending}"
            yield Tab(SENT_BEFORE, f"So với {since}", _COMPARED, lambda: {"changed": self._against(version, since)})
        if self.item.replaces_id and (old := self._replaced()) is not None:
            since = "bản được thay thế"
            yield Tab(REPLACED, f"So với {since}", _COMPARED, lambda: {"changed": self._against(old, since)})

    def _replaced(self) -> ReportVersion | None:
        seen = Report.objects.visible_to(self.user).filter(pk=self.item.replaces_id)
        return ReportVersion.objects.filter(report__in=seen).order_by("sending").last()

    def _against(self, version: ReportVersion, since: str) -> Changes:
        own = version.report_id == self.item.pk
        reasons = self._versions.reasons(version) if own else []
        return Changes(
            since,
            differences(version.content, self._now, names_of(self.content)),
            reasons,
            self._versions.page_of(version),
        )

    def _summary(self) -> dict[str, Any]:
        found = self._versions.handed_back
        changed = None
        if found is not None:
            event, version = found
            day = wording.short_day(localtime(event.at).date())
            changed = self._against(version, f"{HANDED_BACK[event.action]} {day}")
        return {
            "changed": changed,
            "sizes": self.sizes,
            "estimated": self.figures.estimated if self.figures else [],
            "typed": self._typed(),
            "to_sign": to_sign_of(self.item),
            "files": self.desk.files(self.item),
        }

    def _typed(self) -> list[dict]:
        """Numbers in the text that no figure stands behind, by place: its name, the numbers, who typed them."""
        found: dict[str, dict] = {}
        for one in typed(self.content, self.known):
            row = found.setdefault(one.place, {"place": self.named[one.place], "numbers": [], "who": one.source})
            row["numbers"].append(one.text)
        return list(found.values())

    def earlier(self) -> list[Item]:
        """Earlier reports of the unit."""
        return list(self._before)

    def told_of(self, earlier: Item) -> str:
        """Whether it was on time, how often it was asked for again."""
        words = [_punctual(self.desk, earlier)]
        if times := self._asked_again[earlier.pk]:
            words.append(f"bị yêu cầu sửa {times} lần")
        return ", ".join(word for word in words if word)

    @cached_property
    def _asked_again(self) -> Counter[int]:
        rows = Event.objects.filter(kind=Report.kind, object_id__in=[one.pk for one in self._before])
        asked = rows.filter(action__in=_ASKED_AGAIN, from_state__in=_WITH_AUTHORITY)
        return Counter(asked.values_list("object_id", flat=True))


def _punctual(desk: Desk, item: Item) -> str:
    done = desk.done_on(item)
    if item.due_on is None:
        return ""
    if done is None:
        return "quá hạn, chưa gửi" if calendar.is_late(clock.today(), item.due_on, item.due_inclusive) else ""
    words = wording.due(item.due_on, today=clock.today(), inclusive=item.due_inclusive, done_on=done).distance
    return words[:1].lower() + words[1:]


class ReportDesk(Desk):
    """Reports."""

    model = Report
    reading = ReportReading
    section, suffix = "bao-cao", "_report"
    noun = "báo cáo"
    phrases = ("Số liệu chưa khớp", "Thiếu nội dung", "Nêu rõ nguyên nhân", "Sửa câu chữ", "Bổ sung kiến nghị")
    related = (*Desk.related, "outline", "form", "round__call")
    asked = (*Desk.asked, "outline", "form", "round__call", "signer__official")
    sheet_route, draft_route = "reporting:paper_sheet", "reporting:paper_file"
    to_sign_route, issued_route = "reporting:to_sign_file", "reporting:issued_file"
    word_route = "reporting:word"
    remark_route = "portal:remark_report"

    def links(self, item: Item, user: User) -> Mapping[int, dict]:
        """Each later sending leads to what it changed."""
        return versions_of(item, user).links()

    def done_on(self, item: Item) -> date | None:
        """The day of the first report answers for what replaces it (design section 4)."""
        return getattr(item, "first_issued_on", None) or super().done_on(item)

"""Shapes of demo content: pure data, read by the builders."""

from dataclasses import dataclass
from datetime import date

COMPLETED = "bổ sung cho bản trình diễn"


@dataclass(frozen=True)
class Known:
    """A document that the plan cites. ``key`` is what ``{{cite:key}}`` names."""

    key: str
    type_name: str
    number: str
    issued_on: date | None
    issuer: str
    subject: str


@dataclass(frozen=True)
class TaskLine:
    """A task: its words, and what completes it (product, lead, partners, time), "" as printed."""

    content: str
    product_type: str = ""
    product: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    timing: str = ""
    budget: str = ""
    funding: str = ""
    is_key: bool = False
    is_breakthrough: bool = False
    note: str = ""


@dataclass(frozen=True)
class AreaContent:
    """Targets and tasks of an area of the plan, by the area's code."""

    code: str
    targets: tuple[str, ...]
    tasks: tuple[TaskLine, ...]
    heading: str = ""


@dataclass(frozen=True)
class Duty:
    """What somebody does to carry the plan out. ``holder``: code of a unit, "" for words only."""

    holder_text: str
    body: str
    holder: str = ""


@dataclass(frozen=True)
class Deadline:
    """A periodic report, in the source's wording: ``inclusive`` False is "trước ngày"."""

    period: str
    due_on: date
    inclusive: bool = False


@dataclass(frozen=True)
class Recipient:
    """A line of "Nơi nhận"."""

    name: str
    unit: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class PlanContent:
    """Everything that a demo plan says."""

    year: int
    purpose: str
    requirements: str
    areas: tuple[AreaContent, ...]
    duties: tuple[Duty, ...]
    recipients: tuple[Recipient, ...]
    documents: tuple[Known, ...] = ()
    basis: tuple[str, ...] = ()
    carries_out: tuple[str, ...] = ()
    footnotes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    funding: str = ""
    closing: str = ""
    replaces: str = ""
    has_annex: bool = True


@dataclass(frozen=True)
class Cited:
    """A document that a directive cites, by the key of a ``Known``; ``text`` instead where it is misprinted.

    role: one of ``Citation.Role``. place: the item, "" for the opening. short_name: "sau đây gọi tắt là".
    """

    key: str = ""
    role: str = "carries_out"
    place: str = ""
    footnote: bool = False
    short_name: str = ""
    text: str = ""


@dataclass(frozen=True)
class Line:
    """A line of "Kính gửi" (``addressed``) or "Nơi nhận" (``copied``): a unit, a group or words only."""

    name: str
    block: str = "copied"
    unit: str = ""
    group: str = ""
    purpose: str = ""
    channel: str = "electronic"


@dataclass(frozen=True)
class Assigned:
    """Who does an item, as printed; ``holder`` and ``group`` are codes. part: ``lead`` or ``coordinate``."""

    text: str
    holder: str = ""
    group: str = ""
    part: str = "lead"
    timing: str = ""
    due_on: date | None = None
    channel: str = ""


@dataclass(frozen=True)
class GivenItem:
    """An item of a directive in our words; ``children`` stand below it in order."""

    marker: str
    text: str
    area: str = "CD"
    heading: str = ""
    kind: str = "work"
    assigned: tuple[Assigned, ...] = ()
    targets: tuple[str, ...] = ()
    children: tuple["GivenItem", ...] = ()


@dataclass(frozen=True)
class DirectiveContent:
    """A document that gives work: its head, what it cites, whom it goes to, what it asks.

    printed_number and printed_day: as the source has them, where the demo had to complete or to tidy them.
    """

    type_name: str
    number: str
    issued_on: date | None
    issuer: str
    subject: str
    place_name: str
    signer_name: str
    signer_title: str
    signer_capacity: str
    archive_text: str
    documents: tuple[Known, ...]
    cited: tuple[Cited, ...]
    lines: tuple[Line, ...]
    items: tuple[GivenItem, ...]
    stage: tuple[int, int] | None = None
    printed_number: str = ""
    printed_day: str = ""

    def all_items(self) -> list[GivenItem]:
        """Every item in the order of the paper."""
        found: list[GivenItem] = []
        for item in self.items:
            found += [item, *_below(item)]
        return found


def _below(item: GivenItem) -> list[GivenItem]:
    return [one for child in item.children for one in (child, *_below(child))]

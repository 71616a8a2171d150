"""The paper of a Chỉ thị, Quyết định, Thông báo or Tờ trình, and the work it gives.

NĐ 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.3 (quyết định) and 1.4 (the others).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from documents import inline, signing
from documents.citing import Citing
from documents.layout import (
    Basis,
    Block,
    DashItem,
    Formula,
    Heading,
    Issuer,
    Paper,
    Paragraph,
    Recipient,
    Signature,
    blocks_from_text,
    point_letter,
    roman,
)
from documents.letters import lines
from documents.models import Citation, NamedBasis, NamedClause, NamedDocument
from documents.papers import Cites, Given, SendTo
from documents.reading.numbers import symbol_for
from organisations.models import Unit
from workflow.clock import today

T = NamedDocument.Type
DECIDES = "QUYẾT ĐỊNH:"
PROPOSED = "Theo đề nghị của"
_PLAIN = ("clause", "point", "dash")
_MARKS = {
    "section": lambda number: roman(number),
    "article": lambda number: f"Điều {number}",
    "clause": str,
    "point": point_letter,
    "dash": lambda number: "-",
}
# How a place is called in sentences about it.
_PLACES = {"section": "mục {}", "article": "{}", "clause": "khoản {}", "point": "điểm {}", "dash": "gạch đầu dòng {}"}


def levels(document: NamedDocument) -> tuple[str, ...]:
    """The levels of the document's clauses, outer one first (NĐ 30/2020, Phụ lục I, II.6)."""
    if document.type_code == T.DECISION:
        return ("article", *_PLAIN)
    return ("section", *_PLAIN) if document.sections and document.type_code in (T.NOTICE, T.PROPOSAL) else _PLAIN


@dataclass
class Node:
    """A clause where it stands: level, number on its level from 1, what stands below it."""

    row: NamedClause
    level: str
    number: int
    depth: int = 0
    above: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """The generated number, without its sign: "Điều 2", "1", "đ", "-"."""
        return _MARKS[self.level](self.number)

    @property
    def printed(self) -> str:
        """The number with its sign, as on paper."""
        return {"point": f"{self.mark})", "dash": "-"}.get(self.level, f"{self.mark}.")

    @property
    def place(self) -> str:
        """Where it is, in words: "điểm b khoản 2 Điều 1"."""
        own = _PLACES[self.level].format(self.number if self.level == "dash" else self.mark)
        return f"{own} {self.above}".strip()


@dataclass
class NamedContent:
    """A named document with its rows, read together."""

    document: NamedDocument
    clauses: list[NamedClause]
    bases: list[NamedBasis]
    cited: dict[str, list[Citation]]

    @cached_property
    def tree(self) -> list[Node]:
        """The clauses as a forest in reading order; what stands deeper than the last level stands on it."""
        below: dict[int | None, list[NamedClause]] = {}
        for row in self.clauses:
            below.setdefault(row.parent_id, []).append(row)
        names = levels(self.document)

        def grow(parent: int | None, depth: int, above: str) -> list[Node]:
            nodes = []
            for number, row in enumerate(below.get(parent, ()), start=1):
                node = Node(row, names[min(depth, len(names) - 1)], number, depth, above)
                node.children = grow(row.pk, depth + 1, node.place)
                nodes.append(node)
            return nodes

        return grow(None, 0, "")

    @cached_property
    def flat(self) -> list[Node]:
        """Every clause in reading order."""

        def walk(nodes: Iterable[Node]) -> Iterator[Node]:
            for node in nodes:
                yield node
                yield from walk(node.children)

        return list(walk(self.tree))

    def marks(self) -> list[tuple[str, str]]:
        """(place, key) of every citation mark in the text."""
        document = self.document
        texts = [("Phần mở đầu", document.opening)]
        texts += [(capital(node.place), node.row.text) for node in self.flat]
        texts += [("Lời kết", document.closing)]
        return [(place, key) for place, text in texts for key in inline.cited_keys(text)]

    def unknown_keys(self) -> list[tuple[str, str]]:
        """(place, key) of every citation mark that names no document."""
        return [(place, key) for place, key in self.marks() if key not in self.cited]


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def read(document: NamedDocument) -> NamedContent:
    """One document with its rows."""
    return read_many([document])[document.pk]


def read_many(documents: Iterable[NamedDocument]) -> dict[int, NamedContent]:
    """Many documents with their rows, by primary key: three queries however many they are."""
    found = {one.pk: NamedContent(one, [], [], {}) for one in documents}
    for row in NamedClause.objects.filter(document__in=found).order_by("order", "pk"):
        found[row.document_id].clauses.append(row)
    for row in NamedBasis.objects.filter(document__in=found).select_related("known").order_by("order", "pk"):
        found[row.document_id].bases.append(row)
    rows = Citation.objects.filter(kind=NamedDocument.kind, object_id__in=found).exclude(key="")
    for row in rows.select_related("document").order_by("order", "pk"):
        found[row.object_id].cited.setdefault(row.key, []).append(row)
    return found


def build(document: NamedDocument) -> Paper:
    """The document's paper as a draft: no number, no day; month and year of today."""
    return build_from(read(document))


def build_from(content: NamedContent) -> Paper:
    """The paper of a content already read."""
    document, unit = content.document, content.document.unit
    day = document.issued_on or today()
    signature = signing.expected(unit, mandate=document.signer, type_code=document.type_code)
    return Paper(
        issuer=Issuer(
            name=unit.issuer_name or unit.name,
            superior=unit.superior_name,
            name_in_text=unit.issuer_short or unit.issuer_name,
        ),
        symbol=symbol_for(document.type_code, unit.abbreviation or "UBND"),
        place=unit.place_name or unit.name,
        type_name=document.get_type_code_display().upper(),
        subject=document.title,
        signature=signature,
        month=day.month,
        year=day.year,
        addressees=tuple(row["name"] for row in lines(document.addressees)),
        blocks=tuple(_blocks(content, signature)),
        recipients=tuple(
            Recipient(row["name"], purpose=row["purpose"], ref="recipients") for row in lines(document.recipients)
        ),
        archive=tuple(part for part in ("VT", document.drafting_unit) if part),
        medium="paper",
    )


def authority(unit: Unit, signature: Signature) -> str:
    """Who decides, as printed above the bases: the committee, or its head by the head's own power."""
    name = unit.issuer_name or unit.name
    if signature.capacity and signature.capacity[0].startswith("TM."):
        return name.upper()
    return f"{signing.bare_title(unit.head_title)} {name}".strip().upper()


def _blocks(content: NamedContent, signature: Signature) -> Iterator[Block]:
    document, citing = content.document, Citing(content.cited)
    decision = document.type_code == T.DECISION
    if decision:
        yield Formula(authority(document.unit, signature), ref="authority")
    yield from _bases(content, citing)
    yield from blocks_from_text(citing.resolve(document.opening), ref="opening")
    if decision:
        yield Formula(DECIDES, ref="decides")
    for node in content.flat:
        yield from _clause(node, citing)
    yield from blocks_from_text(citing.resolve(document.closing), ref="closing")


def _bases(content: NamedContent, citing: Citing) -> Iterator[Block]:
    for row in content.bases:
        words = row.as_written
        if row.known and not words:
            words = f"{row.get_role_display()} {citing.name(row.known)}"
        elif row.known:
            citing.mark(row.known)
        yield Basis(words, ref=f"basis-{row.pk}")
    if content.document.proposed_by:
        yield Basis(f"{PROPOSED} {content.document.proposed_by}", ref="proposed_by")


def _clause(node: Node, citing: Citing) -> Iterator[Block]:
    """The numbered line, then the paragraphs below it."""
    ref, row = f"clause-{node.row.pk}", node.row
    paragraphs = blocks_from_text(citing.resolve(row.text), ref=ref)
    words, titled = row.heading, True
    if not words and paragraphs:
        first = paragraphs[0]
        words, titled, paragraphs = (
            (first.text if isinstance(first, (Paragraph, DashItem)) else ""),
            False,
            paragraphs[1:],
        )
    if node.level == "dash":
        yield DashItem(words, ref=ref)
    else:
        yield Heading(node.level, words, ref=ref, titled=titled)
    yield from paragraphs


def recipients(document: NamedDocument) -> list[SendTo]:
    """Addressees first, then the other receivers."""
    rows = [*lines(document.addressees), *lines(document.recipients)]
    return [SendTo(row["name"], row["unit"], row["purpose"]) for row in rows]


def citations(document: NamedDocument) -> list[Cites]:
    """Legal bases, then what the text cites."""
    content = read(document)
    bases = [Cites(row.known, row.role, "basis") for row in content.bases if row.known]
    return [*bases, *(Cites(row.document, row.role, key) for key, rows in content.cited.items() for row in rows)]


def gives(document: NamedDocument) -> list[Given]:
    """What the paper gives to do: every clause of a directive or notice, the marked ones of a decision.

    A proposal to a superior gives nothing.
    """
    if document.type_code == T.PROPOSAL:
        return []
    content = read(document)
    citing = Citing(content.cited)
    return [_given(node, citing, always=document.type_code != T.DECISION) for node in content.tree]


def _given(node: Node, citing: Citing, *, always: bool) -> Given:
    row = node.row
    # In reading order, as the paper: a document is named in full where it is met first.
    text = inline.plain(citing.resolve(row.text))
    children = tuple(_given(child, citing, always=always) for child in node.children)
    marked = bool(row.lead_text or row.timing_text or row.targets)
    kind = "work" if marked or (always and not (row.heading and children)) else "statement"
    if row.heading and not text and not marked:
        kind = "heading"
    return Given(
        marker=node.mark,
        heading=row.heading,
        text=text,
        kind=kind,
        children=children,
        lead_text=row.lead_text,
        timing_text=row.timing_text,
        targets=tuple(line.strip() for line in row.targets.splitlines() if line.strip()),
    )

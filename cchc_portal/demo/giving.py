"""Write a document that gives work through the verbs of directives, as the office that issued it would type it."""

from cchc_portal.demo import writing
from cchc_portal.demo.content import Assigned, DirectiveContent, GivenItem
from directives import actions
from directives.models import AddresseeGroup, Directive, DirectiveItem
from organisations.models import Unit
from workflow.clock import today


class Writer:
    """Types one directive: its head, what it cites, whom it goes to, every item with its assignments."""

    def __init__(self, content: DirectiveContent, *, unit: Unit, by):
        self.content = content
        self.unit = unit
        self.by = by
        day = content.issued_on or today()
        self.groups = {row.code: row for row in AddresseeGroup.objects.on(day)}
        codes = {line.unit for line in content.lines}
        codes |= {row.holder for item in content.all_items() for row in item.assigned}
        self.units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes - {""})}

    def write(self) -> Directive:
        """Enter the whole directive into the register of the unit that issued it; nothing is sent yet."""
        directive = self._head()
        documents = {row.key: writing.known(row, by=self.by) for row in self.content.documents}
        for row in self.content.cited:
            actions.cite(
                directive,
                by=self.by,
                text=row.text,
                document=documents.get(row.key),
                role=row.role,
                place=row.place,
                footnote=row.footnote,
                short_name=row.short_name,
            )
        for line in self.content.lines:
            actions.add_recipient(
                directive,
                by=self.by,
                name=line.name,
                block=line.block,
                group=self.groups.get(line.group),
                named_unit=self.units.get(line.unit),
                purpose=line.purpose,
                channel=line.channel,
            )
        for item in self.content.items:
            self._item(directive, item, None)
        return directive

    def _head(self) -> Directive:
        content = self.content
        first, last = content.stage or (None, None)
        return actions.register_directive(
            unit=self.unit,
            by=self.by,
            direction=Directive.Direction.ISSUED,
            type_name=content.type_name,
            number=content.number and (content.printed_number or content.number),
            issuer=content.issuer,
            issued_on=content.issued_on,
            subject=content.subject,
            place_name=content.place_name,
            signer_name=content.signer_name,
            signer_title=content.signer_title,
            signer_capacity=content.signer_capacity,
            archive_text=content.archive_text,
            stage_from=first,
            stage_to=last,
            is_demo=True,
        )

    def _item(self, directive: Directive, content: GivenItem, parent: DirectiveItem | None) -> None:
        item = actions.add_item(
            directive,
            by=self.by,
            parent=parent,
            marker=content.marker,
            heading=content.heading,
            text=content.text,
            kind=content.kind,
            area_code=content.area,
        )
        for row in content.assigned:
            self._assign(item, row)
        for phrase in content.targets:
            actions.set_target(item, by=self.by, phrase=phrase)
        for child in content.children:
            self._item(directive, child, item)

    def _assign(self, item: DirectiveItem, row: Assigned) -> None:
        actions.assign(
            item,
            by=self.by,
            part=row.part,
            holder=self.units.get(row.holder),
            group=self.groups.get(row.group),
            holder_text=row.text,
            timing_text=row.timing,
            due_on=row.due_on,
            channel=row.channel,
        )

"""``manage.py render_paper KIND ID|latest -o out.pdf``: the paper of one item as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents import papers, queries, storage
from documents.models import FrozenPaper, IssuedDocument
from documents.render import render_pdf
from workflow.codes import normal_code
from workflow.flows import flow_for
from workflow.models import Item


class Command(BaseCommand):
    """Write the stored file of an issued item, or the paper of a draft as it stands now."""

    help = "Xuất bản giấy của một hồ sơ ra tệp PDF: bản đã ban hành thì lấy nguyên tệp đã lưu."

    def add_arguments(self, parser):
        """KIND, ID or latest, -o."""
        parser.add_argument("kind", choices=papers.kinds(), help="plan, letter, named")
        parser.add_argument("id", help="khóa, mã (KH7KQ2M), hoặc latest: bản ban hành gần nhất")
        parser.add_argument("-o", "--output", type=Path, required=True, help="tệp PDF ghi ra")

    def handle(self, *args, kind: str, id: str, output: Path, **options):
        """Find the item, take or make the bytes, write them."""
        item = _latest(kind) if id == "latest" else _named(kind, id)
        frozen = queries.frozen_of(item, FrozenPaper.Purpose.ISSUED)
        stored = frozen is not None and frozen.file_hash
        data = storage.get(frozen.unit_id, frozen.file_hash) if stored else render_pdf(papers.build(item))
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
        which = "bản đã ban hành" if stored else "bản dự thảo"
        self.stdout.write(f"{item.code}: {which}, {len(data)} byte, ghi vào {output}")


def _latest(kind: str) -> Item:
    rows = IssuedDocument.objects.filter(source_kind=kind, state="delivered")
    last = rows.order_by("-issued_on", "-released_at", "-pk").first()
    if last is None:
        raise CommandError(f"Chưa ban hành {flow_for(kind).noun.lower() or kind} nào.")
    return flow_for(kind).model.objects.select_related("unit").get(pk=last.source_id)


def _named(kind: str, name: str) -> Item:
    rows = flow_for(kind).model.objects.select_related("unit")
    item = rows.filter(pk=int(name)).first() if name.isdecimal() else rows.filter(code=normal_code(name)).first()
    if item is None:
        raise CommandError(f"Không có {flow_for(kind).noun.lower() or kind} nào mang khóa hoặc mã “{name}”.")
    return item

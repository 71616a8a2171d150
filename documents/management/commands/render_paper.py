"""``manage.py render_paper KIND ID|latest -o out.pdf`` (or ``.docx``): the paper of one item as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents import freezing, papers, queries, storage
from documents.models import FrozenPaper, IssuedDocument
from documents.render import render_pdf
from documents.word import render_docx
from workflow.codes import normal_code
from workflow.flows import flow_for
from workflow.models import Item


class Command(BaseCommand):
    """Write the stored file of an issued item, or the paper of a draft as it stands now; as Word, made anew."""

    help = "Xuất bản giấy của một hồ sơ ra tệp PDF hoặc Word theo đuôi tệp; PDF của bản đã ban hành là tệp đã lưu."

    def add_arguments(self, parser):
        """KIND, ID or latest, -o."""
        parser.add_argument("kind", choices=papers.kinds(), help=", ".join(papers.kinds()))
        parser.add_argument("id", help="khóa, mã (KH7KQ2M), hoặc latest: bản ban hành gần nhất")
        parser.add_argument("-o", "--output", type=Path, required=True, help="tệp ghi ra, đuôi .pdf hoặc .docx")

    def handle(self, *args, kind: str, id: str, output: Path, **options):
        """Find the item, take or make the bytes, write them."""
        write = WRITERS.get(output.suffix.lower())
        if write is None:
            raise CommandError(f"Tệp ghi ra phải có đuôi {' hoặc '.join(WRITERS)}, không phải “{output.name}”.")
        item = _latest(kind) if id == "latest" else _named(kind, id)
        which, data = write(item, queries.frozen_of(item, FrozenPaper.Purpose.ISSUED))
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
        self.stdout.write(f"{item.code}: {which}, {len(data)} byte, ghi vào {output}")


def _pdf(item: Item, frozen: FrozenPaper | None) -> tuple[str, bytes]:
    if frozen is not None and frozen.file_hash:
        return "bản đã ban hành", storage.get(frozen.unit_id, frozen.file_hash)
    return "bản dự thảo", render_pdf(papers.build(item))


def _word(item: Item, frozen: FrozenPaper | None) -> tuple[str, bytes]:
    which = "bản dự thảo" if frozen is None else "bản Word từ nội dung đã ban hành"
    return which, render_docx(freezing.standing_paper(item))


# The ending of the file decides.
WRITERS = {".pdf": _pdf, ".docx": _word}


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

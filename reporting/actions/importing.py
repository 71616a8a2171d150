"""Verbs of the workbook of a one-stop system: remember how a system names things, take a file into a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from indicators.models import Value
from organisations.models import Unit
from organisations.refusals import require
from reporting.actions.figures import TABLE_PART, Saved, enter_figures
from reporting.locks import entering_refusal
from reporting.models import FigureImport, ImportMapping, Report
from reporting.queries.forms import form_of
from reporting.queries.parts import area_of
from reporting.workbooks import Template
from workflow import texts
from workflow.clock import now, today


@dataclass(frozen=True)
class Taken:
    """A file as it was read: its name, the hash of its content, the system it comes from, its day."""

    name: str
    content_hash: str
    system: str
    as_of: date | None = None


def remember_mapping(*, report: Report, system: str, template: Template, by) -> ImportMapping:
    """Keep how a system names fields and columns, for its next file. Raises Refused, ValidationError."""
    require(entering_refusal(by, report, area=area_of(form_of(report.form), TABLE_PART)))
    texts.require(system=system, **{f"ten-{at}": words for at, words in enumerate(template.fields)})
    row, _ = ImportMapping.objects.update_or_create(
        unit=report.unit, system=system[:80],
        defaults={"data": template.as_data(), "updated_at": now(), "updated_by": by},
    )  # fmt: skip
    return row


def mapping_of(unit: Unit, system: str) -> Template:
    """How files of a system are read in a unit; an empty template for a system that is new."""
    row = ImportMapping.objects.filter(unit=unit, system=system[:80]).first()
    return Template.from_data(row.data) if row else Template()


def import_figures(*, report: Report, cells: Mapping[str, str], taken: Taken, by) -> Saved:
    """Take the cells of a file into the report, all or none; every Value names the file.

    Raises Refused, FigureFaults, ValidationError.
    """
    day = min(taken.as_of or today(), today(), report.window_to)
    with transaction.atomic():
        saved = enter_figures(
            report=report, part=TABLE_PART, cells=cells, by=by, as_of=max(day, report.window_from),
            origin=(Value.Provenance.FILE, taken.name[:300]),
        )  # fmt: skip
        FigureImport.objects.create(
            report=report, file_name=taken.name[:200], file_hash=taken.content_hash, system=taken.system[:80],
            changed=len(saved.changed), at=now(), by=by, updated_by=by,
        )  # fmt: skip
    return saved

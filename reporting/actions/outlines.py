"""Writing versions of outlines."""

from dataclasses import asdict

from reporting.models import Outline, OutlineSection
from reporting.outlines import Outline as Shape
from workflow.clock import now


def write_outline(shape: Shape) -> Outline:
    """Write an outline as a version, inside the caller's transaction."""
    version = Outline.objects.create(
        code=shape.code, name=shape.name, ground_text=shape.ground_text, kinds=[str(kind) for kind in shape.kinds],
        valid_from=shape.valid_from, valid_to=shape.valid_to, added_at=now(),
    )  # fmt: skip
    OutlineSection.objects.bulk_create(
        OutlineSection(outline=version, order=order, **asdict(section))
        for order, section in enumerate(shape.sections, start=1)
    )
    return version

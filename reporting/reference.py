"""The statistics forms and outlines that come with the portal.

A version that stands is never written over: a change of the data in ``statistics`` or ``outlines`` takes a later ``valid_from``.
"""

from django.db import transaction

from reporting.actions.forms import write_version
from reporting.actions.outlines import write_outline
from reporting.models import Outline, StatForm
from reporting.outlines import OUTLINES
from reporting.statistics.commune import FORMS


def load() -> int:
    """Write the versions that are missing; returns how many. A form that has later versions is left to its keeper."""
    fresh = 0
    with transaction.atomic():
        for form in FORMS:
            if not StatForm.objects.filter(code=form.code, valid_from__gte=form.valid_from).exists():
                write_version(form)
                fresh += 1
        for outline in OUTLINES:
            if not Outline.objects.filter(code=outline.code, valid_from__gte=outline.valid_from).exists():
                write_outline(outline)
                fresh += 1
    return fresh

"""Versions of statistics forms and outlines as they were asked."""

from dataclasses import fields, replace
from datetime import date
from functools import lru_cache

from organisations.together import read_together
from reporting.models import Outline, OutlineSection, StatCheck, StatForm, StatRow
from reporting.statistics.shape import Carry, Check, Form, NotApplicable, Row, RowKind, Sign

_ENUMS = {"kind": RowKind, "not_applicable": NotApplicable, "carry": Carry, "sign": Sign}


def version_on(code: str, day: date) -> StatForm | None:
    """The version of a form in force on a day: the last day of the window decides."""
    return StatForm.objects.on(day).filter(code=code).first()


def form_of(version: StatForm) -> Form:
    """A version as plain data. One query the first time: a version never changes but for its last day."""
    return replace(_read(_Written(version)), valid_to=version.valid_to)


def places_of(version: Outline) -> tuple[OutlineSection, ...]:
    """The places of an outline in order. One query the first time: they never change."""
    return _read_places(_Written(version))


class _Written:
    """A version as a key: two rows are one version when they were written as one."""

    def __init__(self, version: StatForm | Outline):
        self.version = version
        self._mark = (version.pk, version.code, version.valid_from, version.added_at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Written) and self._mark == other._mark

    def __hash__(self) -> int:
        return hash(self._mark)


@lru_cache(maxsize=32)
def _read(written: _Written) -> Form:
    version = written.version
    rows, checks = read_together(version.rows.all(), version.checks.all())
    return Form(
        code=version.code,
        name=version.name,
        ground_text=version.ground_text,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        rows=tuple(_plain(Row, row) for row in rows),
        checks=tuple(_plain(Check, row) for row in checks),
    )


@lru_cache(maxsize=32)
def _read_places(written: _Written) -> tuple[OutlineSection, ...]:
    return tuple(written.version.sections.order_by("order"))


def _plain(shape: type, row: StatRow | StatCheck):
    values = {field.name: getattr(row, field.name) for field in fields(shape)}
    for name, enum in _ENUMS.items():
        if name in values:
            values[name] = enum(values[name])
    if "choices" in values:
        values["choices"] = tuple((code, words) for code, words in values["choices"])
    return shape(**values)

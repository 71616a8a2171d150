"""What must agree in figures and no constraint can say, asked by ``manage.py verify_integrity``: sentences."""

from collections.abc import Iterator

from django.db.models import F, Q

from indicators.models import Breakdown, Definition, Value

# Dated rows that may not overlap, by the columns that make them the same.
_EXCLUSIVE = (
    (Definition, ("metric__code",), "Cách tính"),
    (Breakdown, ("listing", "code"), "Lĩnh vực thủ tục"),
)


def faults() -> Iterator[str]:
    """Every disagreement found; nothing when all is well."""
    yield from _overlaps()
    for pk in Value.objects.exclude(is_ratio=Q(definition__kind=Definition.Kind.RATIO)).values_list("pk", flat=True):
        yield f"Số liệu {pk}: loại số khác với cách tính của chỉ số."
    for pk in Value.objects.filter(superseded_at__isnull=False, superseded_by=None).values_list("pk", flat=True):
        yield f"Số liệu {pk}: đã thôi dùng nhưng không nói số nào thay."
    strayed = Value.objects.filter(superseded_by__isnull=False).exclude(
        superseded_by__unit=F("unit"),
        superseded_by__definition=F("definition"),
        superseded_by__window_from=F("window_from"),
        superseded_by__window_to=F("window_to"),
        superseded_by__breakdown=F("breakdown"),
        superseded_by__kind=F("kind"),
    )
    for pk in strayed.values_list("pk", flat=True):
        yield f"Số liệu {pk}: số thay nó là của đơn vị, kỳ hoặc chỉ số khác."


def _overlaps() -> Iterator[str]:
    for model, columns, noun in _EXCLUSIVE:
        last = None
        rows = model.objects.order_by(*columns, "valid_from").values_list(*columns, "valid_from", "valid_to")
        for *key, start, end in rows:
            if last and last[0] == key and (last[1] is None or last[1] >= start):
                yield f"{noun} {' '.join(key)} có hai bản trùng thời gian từ {start:%d/%m/%Y}."
            last = (key, end)

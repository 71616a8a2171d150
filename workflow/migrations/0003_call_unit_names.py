"""Rows of calls that were opened before: the keys by which they are sorted and searched."""

from django.db import migrations

from organisations.text import fold, sort_key

AT_ONCE = 2000


def fill(apps, schema_editor) -> None:
    model = apps.get_model("workflow", "CallUnit")
    rows = []
    for row in model.objects.filter(order_key="").select_related("unit").iterator(chunk_size=AT_ONCE):
        row.order_key, row.search_key = sort_key(row.unit.name), fold(row.unit.name)[:250]
        rows.append(row)
    model.objects.bulk_update(rows, ["order_key", "search_key"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_call_unit_order")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

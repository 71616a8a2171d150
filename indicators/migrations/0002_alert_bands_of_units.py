"""Alert bands belong to a unit, as goals do; the table they had before was never written to by any page."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0001_values_and_definitions'),
        ('organisations', '0001_units_people_and_reach'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(name='AlertBand'),
        migrations.CreateModel(
            name='AlertBand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='lý do thay đổi')),
                ('at', models.DateTimeField(editable=False, verbose_name='lúc')),
                ('replaced_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('watch', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name='theo dõi khi còn cách quá')),
                ('alarm', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name='cảnh báo khi còn cách quá')),
                ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('metric', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.metric', verbose_name='chỉ số')),
                ('replaced_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='indicators.alertband')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'ngưỡng cảnh báo',
                'verbose_name_plural': 'ngưỡng cảnh báo',
                'ordering': ['unit_id', 'metric_id', '-at', '-id'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('unit', 'metric'), name='indicators_alertband_one_stands'), models.CheckConstraint(condition=models.Q(models.Q(('alarm', None), ('watch', None)), models.Q(('alarm__gte', models.F('watch')), ('watch__gte', 0)), _connector='OR'), name='indicators_alertband_in_order', violation_error_message='Ngưỡng cảnh báo không nhỏ hơn ngưỡng theo dõi, ngưỡng theo dõi không nhỏ hơn 0.')],
            },
        ),
    ]

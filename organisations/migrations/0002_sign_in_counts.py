"""A table for the short wait after wrong passwords (docs/decisions/018)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_units_people_and_reach'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignInCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField(db_index=True)),
                ('waits_until', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'số lần đăng nhập sai',
                'verbose_name_plural': 'số lần đăng nhập sai',
            },
        ),
    ]

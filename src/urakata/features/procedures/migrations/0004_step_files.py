"""手順のファイル: pictures and templates that steps name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("company", "0001_first_shape"),
        ("files", "0001_first_shape"),
        ("procedures", "0003_outline_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="StepFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("alt", models.CharField(blank=True, max_length=200)),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="company.person",
                    ),
                ),
                (
                    "blob",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.blob"),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="procedures.procedure",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "name"), name="a_file_of_a_procedure_has_its_own_name")
                ],
            },
        ),
    ]

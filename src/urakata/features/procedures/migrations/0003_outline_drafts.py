import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0002_deputies"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="at_step",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="draft",
            name="clashes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="draft",
            name="content",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="draft",
            name="based_on",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="procedures.edition"
            ),
        ),
        migrations.AlterField(
            model_name="draft",
            name="text",
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name="DraftState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("back", models.PositiveIntegerField(null=True)),
                ("ahead", models.PositiveIntegerField(null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="states", to="procedures.draft"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "version"), name="a_version_of_a_draft_is_kept_once")
                ],
            },
        ),
    ]

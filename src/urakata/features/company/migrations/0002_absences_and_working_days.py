import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("company", "0001_first_shape")]

    operations = [
        migrations.CreateModel(
            name="WorkingDays",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weekdays", models.CharField(max_length=7)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="working_days", to="company.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekdays", ""), _negated=True), name="whoever_works_does_so_on_some_day"
                    )
                ],
            },
        ),
        migrations.AddIndex(model_name="absence", index=models.Index(fields=["last"], name="absence_to_come")),
    ]

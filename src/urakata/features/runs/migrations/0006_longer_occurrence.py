from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("runs", "0005_together"),
    ]

    operations = [
        migrations.AlterField(
            model_name="run",
            name="occurrence",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name="run",
            name="origin_key",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("occurrence", ""), _negated=True), models.Q(("origin_kind", ""), _negated=True)
                ),
                fields=("origin_kind", "origin_key", "occurrence"),
                name="an_origin_opens_an_occurrence_once",
            ),
        ),
    ]

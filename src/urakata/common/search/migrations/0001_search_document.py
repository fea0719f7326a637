from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=400)),
                ("path", models.CharField(max_length=400)),
                ("heading", models.CharField(max_length=400)),
                ("audience", models.CharField(max_length=10)),
                ("department", models.BigIntegerField(blank=True, null=True)),
                ("clearance", models.CharField(blank=True, max_length=20)),
                ("seal", models.BigIntegerField(blank=True, null=True)),
                ("person_ids", models.TextField(blank=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("body", models.TextField(blank=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="a_thing_is_found_once")],
            },
        ),
    ]

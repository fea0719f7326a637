"""配属: departments and posts get days; where everybody stands today becomes everybody's first posting."""

from typing import Any
from zoneinfo import ZoneInfo

import django.db.models.deletion
from django.db import migrations, models

from urakata.common.codes import new_code

TOKYO = ZoneInfo("Asia/Tokyo")


def begin_with_the_present(apps: Any, schema_editor: Any) -> None:
    """Since the first day in the company; where nobody wrote that down, since the company is kept here."""
    using = schema_editor.connection.alias
    company, posting = apps.get_model("company", "Company"), apps.get_model("company", "Posting")
    if (kept := company.objects.using(using).order_by("pk").first()) is None:
        return
    since = kept.made_at.astimezone(TOKYO).date()
    people = apps.get_model("company", "Person").objects.using(using).select_related("department")
    posting.objects.using(using).bulk_create(
        posting(
            code=new_code(10), person=person, department=person.department, title=person.title,
            since=person.hired_on or since, begun_at=kept.made_at,
        )
        for person in people
        if person.department or person.title
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("company", "0002_absences_and_working_days")]

    operations = [
        migrations.AddField(model_name="department", name="since", field=models.DateField(null=True)),
        migrations.AddField(model_name="department", name="until", field=models.DateField(null=True)),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None), ("until", None), ("since__lte", models.F("until")), _connector="OR"
                ),
                name="a_department_closes_after_it_opened",
            ),
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, unique=True)),
                ("title", models.CharField(blank=True, max_length=60)),
                ("role", models.CharField(blank=True, max_length=10)),
                ("since", models.DateField()),
                ("begun_at", models.DateTimeField(null=True)),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="company.department",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="postings", to="company.person"
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="company.seal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("seal", None)),
                        fields=("person", "since"),
                        name="one_posting_of_a_person_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("seal__isnull", False)),
                        fields=("person", "since", "seal"),
                        name="one_posting_a_day_under_a_seal",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("begun_at", None)), fields=["person", "since"], name="posting_not_begun"
                    )
                ],
            },
        ),
        migrations.RunPython(begin_with_the_present, migrations.RunPython.noop),
    ]

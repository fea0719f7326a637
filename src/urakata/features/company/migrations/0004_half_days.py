"""会社の休日: half days off, and those of every year come out of the profile, so that they have a name as well."""

from datetime import date
from typing import Any

from django.db import migrations, models
from django.db.models import Q

from urakata.core.profile import unwritten

LEAP_YEAR = 2000


def take_out_of_the_profile(apps: Any, schema_editor: Any) -> None:
    """Whatever stands there, of every year or of one."""
    using = schema_editor.connection.alias
    kept = apps.get_model("company", "Company").objects.using(using)
    closed_day = apps.get_model("company", "ClosedDay")
    for company in kept.all():
        for written in company.profile.pop("closed_days", []):
            day = unwritten(written)
            on, is_yearly = (day, False) if isinstance(day, date) else (date(LEAP_YEAR, *day), True)
            closed_day.objects.using(using).get_or_create(on=on, is_yearly=is_yearly)
        company.save(using=using, update_fields=["profile"])


class Migration(migrations.Migration):
    dependencies = [("company", "0003_postings")]

    operations = [
        migrations.AlterModelOptions(name="closedday", options={"ordering": ["is_yearly", "on"]}),
        migrations.AlterField(model_name="closedday", name="on", field=models.DateField()),
        migrations.AddField(model_name="closedday", name="is_yearly", field=models.BooleanField(default=False)),
        migrations.AddField(
            model_name="closedday", name="half", field=models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="closedday",
            constraint=models.UniqueConstraint(fields=("on", "is_yearly"), name="a_day_is_closed_once"),
        ),
        migrations.AddConstraint(
            model_name="closedday",
            constraint=models.CheckConstraint(
                condition=Q(("is_yearly", False))
                | Q(("on__gte", date(LEAP_YEAR, 1, 1)), ("on__lte", date(LEAP_YEAR, 12, 31))),
                name="what_is_yearly_stands_in_the_leap_year",
            ),
        ),
        migrations.RunPython(take_out_of_the_profile, migrations.RunPython.noop),
    ]  # fmt: skip

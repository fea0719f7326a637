"""留めたもの・今日は見ないもの: one of each per person and day; private."""

from typing import ClassVar

from django.db import models


class Pin(models.Model):
    """留めたもの: the one task a person wants to see first today."""

    person = models.ForeignKey("company.Person", on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey("runs.Task", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "on"], name="one_pin_a_day")]


class Dismissal(models.Model):
    """今日は見ないもの: the one task a person does not want among the three today."""

    person = models.ForeignKey("company.Person", on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey("runs.Task", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "on"], name="one_dismissal_a_day")]

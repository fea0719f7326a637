"""様式と、その版."""

from typing import ClassVar

from django.db import models

from urakata.common.audit.about import About


class Form(models.Model):
    """様式: what is asked of people, five questions at the most; what it asks stands in its editions.

    One key may stand once under each clearance: a key that is taken by something hidden tells nothing.
    """

    code = models.CharField(max_length=12, unique=True)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=100)
    clearance = models.CharField(max_length=20, blank=True)
    edition = models.ForeignKey("FormEdition", null=True, on_delete=models.PROTECT, related_name="+")  # in force now
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "clearance"], name="a_form_stands_once_under_a_clearance"),
        ]

    def __str__(self) -> str:
        return self.title

    def about(self) -> About:
        return About("form", self.code, self.title, clearance=self.clearance)


class FormEdition(models.Model):
    """様式の版: one immutable state of a form; a run asks the one that was in force when it was opened."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()  # core.form.to_plain
    published_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "number"], name="an_edition_of_a_form_has_its_own_number"),
        ]

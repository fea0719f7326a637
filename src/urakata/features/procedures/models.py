"""手順と版、代わりの順、手順のファイル."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from urakata.common.audit.about import About


class Procedure(models.Model):
    """手順: how a piece of work is done; what it says stands in its editions."""

    code = models.CharField(max_length=12, unique=True)
    key = models.CharField(max_length=100, unique=True)  # what the file calls it
    source = models.CharField(max_length=300, blank=True)  # a checklist: file name + heading
    title = models.CharField(max_length=200)
    department = models.ForeignKey("company.Department", null=True, on_delete=models.PROTECT, related_name="+")
    clearance = models.CharField(max_length=20, blank=True)
    seal = models.ForeignKey("company.Seal", null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("Edition", null=True, on_delete=models.PROTECT, related_name="+")  # the published one
    is_built_in = models.BooleanField(default=False)  # the one-step procedure of ひとこと仕事
    retired_at = models.DateTimeField(null=True)  # しまった
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["department", "title"], name="procedure_shelf")]

    def __str__(self) -> str:
        return self.title

    def about(self) -> About:
        return About(
            "procedure", self.code, self.title,
            department_id=self.department_id, clearance=self.clearance, seal_id=self.seal_id,
        )  # fmt: skip


class Edition(models.Model):
    """版: one immutable state of a procedure; published with a one-line 理由."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()  # core.outline_plain.to_plain
    reason = models.CharField(max_length=200)
    published_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "number"], name="an_edition_has_its_own_number"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_edition_says_why"),
        ]


class Draft(models.Model):
    """下書き: the outline a person is working on before it becomes an edition; one per procedure and person.

    A procedure without an edition is known to the writer of its draft alone.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey("company.Person", on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(null=True)  # core.outline_plain.to_plain, flaws and all; null: only a text so far
    text = models.TextField(blank=True)  # YAML as typed, while it cannot be read
    clashes = models.JSONField(default=list)  # core.outline_merge.Clash: what another wrote at the same place
    based_on = models.ForeignKey(Edition, null=True, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=0)  # counts up with every change: whoever saw an older one is merged
    at_step = models.CharField(max_length=64, blank=True)  # where its writer is
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["procedure", "person"], name="one_draft_per_person")]


class DraftState(models.Model):
    """下書きの控え: what a draft said at one of its versions, so that it can be taken back, and two can be merged."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="states")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    back = models.PositiveIntegerField(null=True)  # the version that 元に戻す leads to
    ahead = models.PositiveIntegerField(null=True)  # the version that やり直す leads to

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "version"], name="a_version_of_a_draft_is_kept_once")
        ]


class Deputy(models.Model):
    """代わりの順: who is asked, one after the other, while the person whose work it is is away."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="deputies")
    person = models.ForeignKey("company.Person", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "person"], name="nobody_stands_twice_in_the_order")
        ]


class StepFile(models.Model):
    """手順のファイル: a picture or template that steps name; a changed one gets a new name, so editions stay whole."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="files")
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    blob = models.ForeignKey("files.Blob", on_delete=models.PROTECT, related_name="+")
    alt = models.CharField(max_length=200, blank=True)  # 説明: what the picture shows, in words
    width = models.PositiveIntegerField(null=True)  # in pixels; a template has none
    height = models.PositiveIntegerField(null=True)
    added_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "name"], name="a_file_of_a_procedure_has_its_own_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.width is not None

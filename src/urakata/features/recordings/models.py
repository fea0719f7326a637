"""書きながらと、書きとめ."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from urakata.common.audit.about import About
from urakata.core.recording import Part

FILES = "recording_line"  # what the files of a line are kept about


class Recording(models.Model):
    """書きながら: work written down while it is done, by one person, for nobody else until it is published."""

    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey("company.Person", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    department = models.ForeignKey("company.Department", null=True, on_delete=models.SET_NULL, related_name="+")
    clearance = models.CharField(max_length=20, blank=True)  # what the procedure will have
    serial = models.PositiveIntegerField(default=0)  # goes up with every change: another screen sees that it is behind
    began_at = models.DateTimeField()
    written_at = models.DateTimeField()
    procedure = models.ForeignKey("procedures.Procedure", null=True, on_delete=models.SET_NULL, related_name="+")
    thrown_at = models.DateTimeField(null=True)  # 捨てた: gone for good after thirty days

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-written_at"], name="recording_of_person")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.procedure_id is None and self.thrown_at is None

    def about(self) -> About:
        """Only ever written down as a private thing, which nobody is shown."""
        return About("recording", self.code, "")


class RecordingLine(models.Model):
    """書きとめ: one thing that was done, and what the next person would want to know of it."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(max_length=12, unique=True)
    once = models.CharField(max_length=20, blank=True)  # of the sheet it was sent on: sent twice it is written once
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    text = models.CharField(max_length=500)
    written_at = models.DateTimeField(null=True)  # thrown away when it becomes a procedure
    stopped_at = models.DateTimeField(null=True)  # 手を止めた after it
    took = models.CharField(max_length=10, blank=True)  # as the person said it; empty: as the times say it
    who = models.CharField(max_length=100, blank=True)  # だれが; empty: whoever writes
    asked = models.CharField(max_length=100, blank=True)  # だれに聞いた
    checks = models.TextField(blank=True)  # 確かめたこと, one a line
    is_stuck = models.BooleanField(default=False)  # 困った
    trouble = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300, blank=True)
    part = models.CharField(max_length=10, default=Part.STEP.value)
    title = models.CharField(max_length=200, blank=True)  # as tidied
    section = models.CharField(max_length=100, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        indexes: ClassVar = [models.Index(fields=["recording", "position"], name="line_of_recording")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="a_line_says_something"),
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(written_at__isnull=False), name="what_stopped_had_begun"
            ),
        ]

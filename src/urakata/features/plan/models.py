"""購読."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from urakata.common.audit.about import About
from urakata.core.feeds import Kind, Remind


class Feed(models.Model):
    """購読: a link by which a calendar reads days with the eyes of one person, as they are at that moment."""

    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey("company.Person", on_delete=models.CASCADE, related_name="+")  # whose eyes
    kind = models.CharField(max_length=4)  # core.feeds.Kind
    label = models.CharField(max_length=40, blank=True)  # where it was put, in the person's words
    digest = models.CharField(max_length=64, null=True, unique=True)  # of the secret, which is never stored
    remind = models.CharField(max_length=12, default=Remind.NONE.value)
    remind_days = models.PositiveSmallIntegerField(default=0)
    with_veiled = models.BooleanField(default=False)  # what is behind a 機密区分 as well, without its title
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_read_on = models.DateField(null=True)  # the day alone: when a telephone asks is nobody's business
    content = models.CharField(max_length=64, blank=True)  # digest of what it said last
    revision = models.PositiveIntegerField(default=0)  # goes up when it says something else
    revised_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind=Kind.TEAM.value, with_veiled=True), name="a_team_feed_has_nothing_behind_a_clearance"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(digest=None), name="what_was_taken_back_opens_with_nothing"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-made_at"], name="feed_of_person")]

    def about(self) -> About:
        """As 設定: of whom, and nothing of the label."""
        return About("feed", self.code, self.person.name, room="settings")

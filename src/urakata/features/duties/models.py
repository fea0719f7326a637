"""決めごと・出来事・提出の控え: what a company says of its duties; the duties themselves are computed from rules."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from urakata.common.audit.about import About
from urakata.common.audit.chain import digest_of
from urakata.core.duty_days import HouseRule
from urakata.core.profile import unwritten
from urakata.rules.events import events

WITHOUT = "without"


class Choice(models.Model):
    """うちの決めごと: what the company said about one duty; a duty without one goes as the law says."""

    duty = models.CharField(max_length=60, unique=True)
    is_off = models.BooleanField(default=False)  # うちには無い
    reason = models.CharField(max_length=200, blank=True)
    variant = models.CharField(max_length=60, blank=True)  # which count of several, such as 事務組合に委託
    last_on = models.DateField(null=True)  # 前回 of what comes at intervals
    interval = models.PositiveSmallIntegerField(default=0)  # which of the intervals, where the use decides
    anchor = models.CharField(max_length=5, blank=True)  # 起算日 of every year, 04-01
    own_days_before = models.PositiveSmallIntegerField(null=True)  # 社内の期限: business days before the day to act by
    in_charge = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")  # 担当
    changed_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    def about(self) -> About:
        return About("duty", self.duty, self.duty)

    def house_rule(self) -> HouseRule:
        """As the rules count with it."""
        anchor = unwritten(self.anchor) if self.anchor else None
        every_year = None if anchor is None or isinstance(anchor, date) else anchor
        return HouseRule(self.is_off, self.variant, self.last_on, self.interval, every_year)


class Happening(models.Model):
    """出来事: something that happened or will, and brings its duties: somebody is hired, an accident, a move."""

    code = models.CharField(max_length=12, unique=True)
    group = models.CharField(max_length=40)  # the key of rules/events.yaml
    person = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")  # about whom
    label = models.CharField(max_length=100, blank=True)  # about what, where it is about no person
    given = models.JSONField(default=dict)  # name of a day → 2026-12-01; "without" → duties it does not bring
    clearance = models.CharField(max_length=20, blank=True)
    made_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person"], name="happening_of_person")]

    def about(self) -> About:
        """By what it is called, never by whom it is about."""
        group = events().groups.get(self.group)
        return About("happening", self.code, group.title if group else self.group, clearance=self.clearance)

    def days(self) -> dict[str, date]:
        """The days by name, as they were said."""
        return {name: date.fromisoformat(on) for name, on in self.given.items() if name != WITHOUT}

    @property
    def stands(self) -> str:
        """いまの様子: sent back with a form, so that two people who change it at once hear of each other."""
        return digest_of(self.given)[:16]

    @property
    def without(self) -> frozenset[str]:
        """義務 that it does not bring, as was said."""
        return frozenset(self.given.get(WITHOUT, ()))


class Fulfilment(models.Model):
    """提出の控え: that a duty was done for one time, on which day, and what proves it."""

    duty = models.CharField(max_length=60)
    what_for = models.CharField(max_length=40)  # 2026-11; for a happening its code
    happening = models.ForeignKey(Happening, null=True, on_delete=models.PROTECT, related_name="fulfilments")
    run = models.ForeignKey("runs.Run", null=True, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()
    legal_on = models.DateField(null=True)  # as it stood when it was done
    nominal_on = models.DateField(null=True)
    receipt = models.CharField(max_length=100, blank=True)  # 受付番号
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey("company.Person", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    is_run_hidden: bool = False  # in memory only: done by a run that this viewer may not see, by `queries.outcome`

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["duty", "what_for"], condition=Q(taken_back_at=None), name="a_duty_is_fulfilled_once"
            )
        ]

    @property
    def key(self) -> str:
        return f"{self.duty}:{self.what_for}"

    def about(self) -> About:
        clearance = self.happening.clearance if self.happening else ""
        return About("fulfilment", str(self.pk), self.key, clearance=clearance)

"""会社・部署・人・配属・役割・機密区分・封・不在・働く曜日."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from urakata.common.audit.about import About
from urakata.core.cover import Stretch
from urakata.core.dates_ja import LEAP_YEAR
from urakata.core.profile import ClosedDay as ProfileDay
from urakata.core.viewer import RoleName


class Company(models.Model):
    """会社: one row; the profile decides which duties apply (design §5)."""

    name = models.CharField(max_length=200)
    profile = models.JSONField(default=dict)  # as `formats.company` reads it; a missing key means あとで
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    def about(self) -> About:
        return About("company", "company", self.name, room="settings")


class ClosedDay(models.Model):
    """会社の休日: a day closed for this company beside weekends and holidays; half a day off leaves it open.

    What comes every year stands in the leap year 2000: 29 February is a day.
    """

    on = models.DateField()
    is_yearly = models.BooleanField(default=False)
    name = models.CharField(max_length=100, blank=True)
    half = models.CharField(max_length=2, blank=True)  # am | pm

    class Meta:
        ordering: ClassVar = ["is_yearly", "on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["on", "is_yearly"], name="a_day_is_closed_once"),
            models.CheckConstraint(
                condition=Q(is_yearly=False) | Q(on__gte=date(LEAP_YEAR, 1, 1), on__lte=date(LEAP_YEAR, 12, 31)),
                name="what_is_yearly_stands_in_the_leap_year",
            ),
        ]

    def day(self) -> ProfileDay:
        """As the profile has it: the day, or month and day of every year."""
        return (self.on.month, self.on.day) if self.is_yearly else self.on


class Department(models.Model):
    """部署: may stand below another; whoever belongs to the upper one belongs to those below it."""

    name = models.CharField(max_length=100, unique=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)
    since = models.DateField(null=True)  # opens on; empty: was always there
    until = models.DateField(null=True)  # the last day; closed ones stay in the history

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="a_department_closes_after_it_opened",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def about(self) -> About:
        return About("department", str(self.pk), self.name, room="settings")


class Person(models.Model):
    """人: a row of 社員台帳, or somebody from outside; may have an account."""

    code = models.CharField(max_length=12, unique=True)
    account = models.OneToOneField("accounts.Account", null=True, on_delete=models.PROTECT, related_name="person")
    name = models.CharField(max_length=100)
    kana = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=30, null=True, unique=True)  # 社員番号
    title = models.CharField(max_length=60, blank=True)  # 役職; with the department as the last 配属 taken in says
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="people")
    hired_on = models.DateField(null=True)
    leaves_on = models.DateField(null=True)
    birth_on = models.DateField(null=True)
    is_outside = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["kana", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    def about(self) -> About:
        return About("person", self.code, self.name, room="settings")


class Role(models.Model):
    """役割: what a person is to the company from a day until a day; an office role may stand in further departments."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=10, choices=[(role.value, role.value) for role in RoleName])
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")), name="a_role_ends_after_it_began"
            )
        ]


class Grant(models.Model):
    """機密区分: a clearance given to a person by one who holds it; it counts once a second person confirmed it."""

    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    clearance = models.CharField(max_length=20)
    granted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)
    revoked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("person")), name="nobody_grants_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("granted_by")), name="a_second_person_confirms"
            ),
            models.UniqueConstraint(
                fields=["person", "clearance"], condition=Q(revoked_at=None), name="one_open_grant_per_clearance"
            ),
        ]

    def about(self) -> About:
        return About("grant", self.code, self.person.name, room="settings")


class Seal(models.Model):
    """封: a thing shown to the named people only, until a day; no clearance opens it."""

    code = models.CharField(max_length=12, unique=True)
    label = models.CharField(max_length=100)
    people = models.ManyToManyField(Person, related_name="seals")
    until = models.DateField()

    def about(self) -> About:
        return About("seal", self.code, self.label, room="settings", seal_id=self.pk)


class Posting(models.Model):
    """配属: the department and post of a person from a day on, until the day before the next one (core.postings).

    One that has been taken in stands in the columns of Person and Role as well. One that has begun and was not taken
    in yet goes before those columns wherever rights are decided.
    """

    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="postings")
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=60, blank=True)  # 役職
    role = models.CharField(max_length=10, blank=True)  # 役割 in place of those held before; empty: they stay
    since = models.DateField()
    seal = models.ForeignKey(Seal, null=True, on_delete=models.PROTECT, related_name="+")  # until it begins
    begun_at = models.DateTimeField(null=True)  # when it was taken in

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "since"], condition=Q(seal=None), name="one_posting_of_a_person_a_day"
            ),
            # beside it, so that nobody learns of a sealed one from a refusal
            models.UniqueConstraint(
                fields=["person", "since", "seal"],
                condition=Q(seal__isnull=False),
                name="one_posting_a_day_under_a_seal",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "since"], condition=Q(begun_at=None), name="posting_not_begun")
        ]

    def about(self) -> About:
        """As its person, under its own 封."""
        return About("person", self.person.code, self.person.name, room="settings", seal_id=self.seal_id)


class Absence(models.Model):
    """不在: days on which a person is away; why is neither asked nor kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    half = models.CharField(max_length=2, blank=True)  # am | pm

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="an_absence_ends_after_it_began")
        ]
        indexes: ClassVar = [models.Index(fields=["last"], name="absence_to_come")]

    def stretch(self) -> Stretch:
        return Stretch(self.first, self.last, self.half)


class WorkingDays(models.Model):
    """働く曜日: of a person who does not work on every open day; the other days count as away."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="working_days")
    weekdays = models.CharField(max_length=7)  # as digits, Monday is 1

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(weekdays=""), name="whoever_works_does_so_on_some_day")
        ]

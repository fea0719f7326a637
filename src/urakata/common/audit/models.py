"""記録: the append-only, hash-chained record of what was done."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """記録: one act. `digest` covers every other column but `facts`, which `facts_digest` stands for."""

    seq = models.BigIntegerField(primary_key=True)  # place in the chain; never shown
    key = models.CharField(max_length=12, unique=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True, db_index=True)  # a Person; null: the system, or a private thing
    act = models.CharField(max_length=60)
    room = models.CharField(max_length=10)  # work | settings
    about_kind = models.CharField(max_length=30)
    about_key = models.CharField(max_length=60)
    about_label = models.CharField(max_length=200)
    run_code = models.CharField(max_length=12, blank=True)
    department_id = models.BigIntegerField(null=True)
    clearance = models.CharField(max_length=20, blank=True)
    seal_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    facts_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["about_kind", "about_key", "seq"], name="entry_about"),
            models.Index(fields=["run_code", "seq"], name="entry_run"),
            models.Index(fields=["actor_id", "-seq"], name="entry_actor"),
        ]


class Head(models.Model):
    """鎖の先頭: the newest entry's digest; its row is the lock that orders the chain."""

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

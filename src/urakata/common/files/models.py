"""証憑: files kept by content hash, never altered."""

from typing import ClassVar

from django.db import models


class Blob(models.Model):
    """中身: the bytes of a file, stored once under the hash of its content in the home's `files/`."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)


class Evidence(models.Model):
    """証憑: a file that shows why a thing is right; it follows the run it belongs to."""

    code = models.CharField(max_length=12, unique=True)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)  # as the person called it
    slot = models.CharField(max_length=200, blank=True)  # which of the step's 根拠の書類 it answers
    about_kind = models.CharField(max_length=30)
    about_key = models.CharField(max_length=60)
    added_by_id = models.BigIntegerField(null=True)
    added_at = models.DateTimeField()
    on = models.DateField(null=True)  # 日付
    amount = models.DecimalField(max_digits=15, decimal_places=2, null=True)  # 金額
    counterparty = models.CharField(max_length=200, blank=True)  # 相手先
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["about_kind", "about_key"], name="evidence_about")]

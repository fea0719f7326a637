"""証憑を読む; whoever asks has already been shown the thing it belongs to."""

from collections.abc import Collection

from django.db.models import QuerySet

from urakata.common.files.actions import path_of
from urakata.common.files.models import Evidence


def of(about_kind: str, keys: Collection[str]) -> QuerySet[Evidence]:
    found = Evidence.objects.filter(about_kind=about_kind, about_key__in=keys, removed_at=None)
    return found.select_related("blob").order_by("added_at", "pk")


def content(evidence: Evidence) -> bytes:
    return path_of(evidence.blob_id).read_bytes()

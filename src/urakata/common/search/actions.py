"""探しものの索引を書く: called by the features, inside the transaction of what they change, or by a job."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction

from urakata.common.seams import searchable
from urakata.common.seams.searchable import Document
from urakata.common.search import index as grams
from urakata.common.search.models import SearchDocument, people
from urakata.core.normalise import fold

T = TypeVar("T")

LONGEST_BODY = 50_000  # folded characters; PostgreSQL takes a megabyte of tokens
TOGETHER = 500  # documents in one transaction of a whole reindex

_UPDATED = [field.name for field in SearchDocument._meta.fields if field.name not in ("id", "kind", "key")]


def index(kind: str, keys: Collection[str]) -> None:
    """索引に入れる: take these things as they are now; those that are gone leave the index."""
    kept = list(searchable.of(kind).documents(keys)) if keys else []
    with transaction.atomic():
        _write(kind, kept)
        remove(kind, set(keys) - {document.key for document in kept})


def remove(kind: str, keys: Collection[str]) -> None:
    """索引から外す."""
    for some in _in_parts(sorted(keys)):
        with transaction.atomic():
            gone = SearchDocument.objects.filter(kind=kind, key__in=some)
            grams.drop(list(gone.values_list("pk", flat=True)))
            gone.delete()


def reindex(kind: str | None = None) -> None:
    """索引を作り直す: one kind or all, in short transactions; the index can be searched meanwhile."""
    if kind is None:
        _forget_unregistered()
    for each in searchable.all() if kind is None else [searchable.of(kind)]:
        # Known before reading: what is indexed while we read is not ours to remove.
        gone = set(SearchDocument.objects.filter(kind=each.kind).values_list("key", flat=True))
        for some in _in_parts(each.documents(None)):
            with transaction.atomic():
                _write(each.kind, some)
            gone -= {document.key for document in some}
        remove(each.kind, gone)


def _forget_unregistered() -> None:
    left = SearchDocument.objects.exclude(kind__in=[each.kind for each in searchable.all()])
    for kind in left.values_list("kind", flat=True).distinct():
        remove(kind, list(left.filter(kind=kind).values_list("key", flat=True)))


def _write(kind: str, documents: Iterable[Document]) -> None:
    # By key: two writers of the same things wait for each other instead of deadlocking.
    rows = [_row(kind, document) for _, document in sorted({each.key: each for each in documents}.items())]
    written = SearchDocument.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "key"], update_fields=_UPDATED
    )
    grams.put((row.pk, grams.tokens(row.heading, row.body)) for row in written)


def _row(kind: str, document: Document) -> SearchDocument:
    return SearchDocument(
        kind=kind,
        key=document.key,
        title=document.title[:400],
        path=document.path,
        heading=fold(document.title)[:400],
        body=fold(document.text)[:LONGEST_BODY],
        audience=document.audience,
        department=document.department,
        clearance=document.clearance,
        seal=document.seal,
        person_ids=people(document.person_ids),
    )


def _in_parts(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while part := list(islice(rest, TOGETHER)):
        yield part

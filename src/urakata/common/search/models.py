"""探しもの: what can be found, folded, with who may meet it."""

from django.db import models

from urakata.common.seams.searchable import Audience
from urakata.core.viewer import Viewer


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def met_by(self, viewer: Viewer) -> "SearchDocumentQuerySet":
        """Those the viewer may meet, as far as the columns tell; their feature still has the last word."""
        return self if viewer.is_operator else self.filter(_met_by(viewer))


class SearchDocument(models.Model):
    """探しもの: one thing of any feature as it is found; its pairs of characters stand in the table of `index`."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    path = models.CharField(max_length=400)
    heading = models.CharField(max_length=400)  # the title, folded
    audience = models.CharField(max_length=10)
    department = models.BigIntegerField(null=True, blank=True)
    clearance = models.CharField(max_length=20, blank=True)
    seal = models.BigIntegerField(null=True, blank=True)
    # " 3 7 ": a list that both databases can look into with LIKE, see `people`
    person_ids = models.TextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    # the text, folded; last, so that the columns above are read without it
    body = models.TextField(blank=True)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="a_thing_is_found_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


def people(person_ids: frozenset[int]) -> str:
    return f" {' '.join(map(str, sorted(person_ids)))} " if person_ids else ""


def _met_by(viewer: Viewer) -> models.Q:
    """Pure: what must hold of a document's columns before its feature is asked."""
    open_to_all = models.Q(person_ids="")
    named = models.Q(person_ids__contains=f" {viewer.person_id} ")
    met = (open_to_all | named) & models.Q(clearance__in=["", *sorted(viewer.clearances)])
    if viewer.shut_seals:
        met &= models.Q(seal=None) | ~models.Q(seal__in=sorted(viewer.shut_seals))
    return met & models.Q(audience=Audience.ASSIGNED) if viewer.portal_only else met

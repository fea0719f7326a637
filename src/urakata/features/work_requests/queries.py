"""様式を読む: those a viewer may know of, and those that tasks ask."""

from collections.abc import Collection, Mapping
from functools import cache

from django.db.models import QuerySet

from urakata import library
from urakata.common.seams.part import Asked
from urakata.core.form import Form as Questions
from urakata.core.form import from_plain
from urakata.core.viewer import Viewer
from urakata.features.work_requests.models import Form, FormEdition
from urakata.formats import forms as files


def visible_to(viewer: Viewer) -> QuerySet[Form]:
    """見える様式, within clearances."""
    if viewer.is_operator:
        return Form.objects.all()
    return Form.objects.filter(clearance__in=["", *sorted(viewer.clearances)]) if viewer.in_office else _none()


def _none() -> QuerySet[Form]:
    return Form.objects.none()


def form(viewer: Viewer, key: str) -> Form | None:
    """様式 by the key of its file; of two the one under a clearance."""
    return visible_to(viewer).filter(key=key).select_related("edition").order_by("-clearance").first()


def questions(form: Form) -> Questions:
    """いまの版の中身."""
    assert form.edition is not None  # set in the transaction that makes the form
    return from_plain(form.edition.content)


def in_use(viewer: Viewer, keys: Collection[str]) -> dict[str, Questions]:
    """いまの中身 of these forms, by key; what the viewer may not know of is left out."""
    found = visible_to(viewer).filter(key__in=keys).select_related("edition").order_by("clearance")
    return {each.key: questions(each) for each in found}


def asked(of: Collection[Asked]) -> dict[int, Questions]:
    """尋ねること by task: the edition that was in force when the run was opened, else the first one there was.

    Of the forms of that key the one under the run's clearance, else the one under none: what is asked in a run is no
    more hidden than the run. Whoever asks has been shown the task.
    """
    editions = _editions({each.said for each in of})
    found = {each.task_id: _in_force(editions, each) for each in of}
    return {task_id: from_plain(edition.content) for task_id, edition in found.items() if edition}


def _editions(keys: Collection[str]) -> Mapping[tuple[str, str], list[FormEdition]]:
    """By key and clearance, oldest first."""
    found: dict[tuple[str, str], list[FormEdition]] = {}
    for edition in FormEdition.objects.filter(form__key__in=keys).select_related("form").order_by("number"):
        found.setdefault((edition.form.key, edition.form.clearance), []).append(edition)
    return found


def _in_force(editions: Mapping[tuple[str, str], list[FormEdition]], of: Asked) -> FormEdition | None:
    own = editions.get((of.said, of.clearance)) or editions.get((of.said, "")) or []
    before = [edition for edition in own if edition.published_at <= of.opened_at]
    return next(iter([*reversed(before), *own]), None)


@cache
def templates() -> dict[str, Questions]:
    """雛形 by key; a library file with a mistake is a bug."""
    found = {}
    for name, raw in library.forms():
        read, mistakes = files.read(raw)
        if read is None:
            raise ValueError(f"{name}: {mistakes[0]}")
        found[read.key] = read
    return found

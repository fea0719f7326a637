"""手順の棚: rows by department, with what upper features say of each."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from urakata.common.seams import slot
from urakata.core.normalise import fold, words
from urakata.core.outline import Outline
from urakata.core.viewer import Viewer
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.queries.editions import outlines
from urakata.features.procedures.queries.visible import visible_to

# Places that upper features fill. On the shelf are drawn: `cover` (how many people can do it), `last_person` (a name)
# and `last_on` (a day). On the page whole panels, facts with a `template`.
SHELF = "procedures.shelf"
PAGE = "procedures.page"


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """棚の一行."""

    procedure: Procedure
    outline: Outline
    edition_number: int
    changed_on: date
    changed_by: str
    minutes: int
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """部署ごとの手順; `name` is empty for those of the whole office."""

    name: str
    rows: list[ShelfRow]


def shelf(viewer: Viewer, text: str = "", *, retired: bool = False) -> list[Group]:
    """手順の棚: what has all the words of `text` in its title, reason or steps; departments in the company's order."""
    shown = visible_to(viewer, retired=retired).exclude(edition=None)
    if retired:
        shown = shown.exclude(retired_at=None)
    found = list(
        shown.select_related("department", "edition", "edition__published_by")
        .defer("edition__content")
        .order_by("department__position", "department__name", "title", "pk")
    )
    said = outlines([each.edition_id for each in found if each.edition_id])
    wanted = words(text)
    rows = [_row(each, said) for each in found]
    return _grouped(_with_facts(viewer, [row for row in rows if _matches(row, wanted)]))


def _row(found: Procedure, said: dict[int, Outline]) -> ShelfRow:
    edition = found.edition
    assert edition is not None  # `shelf` leaves out what has none
    content = said[edition.pk]
    return ShelfRow(
        procedure=found,
        outline=content,
        edition_number=edition.number,
        changed_on=localtime(edition.published_at).date(),
        changed_by=edition.published_by.name if edition.published_by else "",
        minutes=sum(step.minutes or 0 for step in content.steps),
    )


def _matches(row: ShelfRow, wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return True
    said = fold(" ".join([row.procedure.title, row.outline.why, *(step.title for step in row.outline.steps)]))
    return all(word in said for word in wanted)


def _with_facts(viewer: Viewer, rows: list[ShelfRow]) -> list[ShelfRow]:
    facts = slot.facts(SHELF, viewer, [row.procedure.pk for row in rows])
    for row in rows:
        row.facts.update(facts[row.procedure.pk])
        if isinstance(last := row.facts.get("last_on"), datetime):
            row.facts["last_on"] = localtime(last).date()
    return rows


def _grouped(rows: Iterable[ShelfRow]) -> list[Group]:
    groups: dict[str, list[ShelfRow]] = {}
    for row in rows:
        groups.setdefault(row.procedure.department.name if row.procedure.department else "", []).append(row)
    return sorted((Group(name, found) for name, found in groups.items()), key=lambda group: not group.name)


def on_the_shelf(keys: Collection[str] | None) -> Iterator[tuple[Procedure, Outline]]:
    """棚にあるもの for the index, which asks before any viewer does; all of them for None."""
    shown = Procedure.objects.filter(is_built_in=False, retired_at=None).exclude(edition=None)
    found = list(shown if keys is None else shown.filter(key__in=keys))
    said = outlines([each.edition_id for each in found if each.edition_id])
    return ((each, said[each.edition_id]) for each in found if each.edition_id)


def recurring() -> list[tuple[Procedure, Outline]]:
    """めぐってくる手順: those with a 周期, for the sweep that opens their runs."""
    return [(each, outline) for each, outline in on_the_shelf(None) if outline.cadence is not None]

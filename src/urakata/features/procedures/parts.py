"""継ぎ目に入れるもの: procedures can be searched for, and say whom and which department they name."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from urakata.common.seams.searchable import Audience, Document
from urakata.common.seams.slot import Facts
from urakata.core.outline import Outline, Step
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.procedures import queries


class SearchableProcedures:
    """探せる手順: title, reasons, steps and pitfalls of what is on the shelf; the key is the one its file gives."""

    kind = "procedure"

    def documents(self, keys: Collection[str] | None) -> Iterable[Document]:
        return (
            Document(
                key=each.key,
                title=each.title,
                path=f"/procedures/{each.code}/",
                text="\n".join(_said(outline)),
                audience=Audience.OFFICE,
                department=each.department_id,
                clearance=each.clearance,
                seal=each.seal_id,
            )
            for each, outline in queries.on_the_shelf(keys)
        )

    def visible_keys(self, viewer: Viewer, keys: Collection[str]) -> set[str]:
        return set(queries.visible_to(viewer).filter(key__in=keys).values_list("key", flat=True))


class NamedInProcedures:
    """この変更で動くもの: procedures that name a person."""

    place = company.IN_HANDS

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        shelf = queries.naming_anybody(queries.held_on_the_shelf(viewer))
        names = company.names(keys) if shelf else {}
        return {key: {"held.procedures": queries.naming(shelf, name)} for key, name in names.items()}


class OfTheDepartment:
    """閉じると残るもの: procedures of a department, and those that ask it by name."""

    place = company.OF_DEPARTMENT

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        names, shelf = company.department_names(), queries.held_on_the_shelf(viewer)
        return {key: {"held.procedures": queries.of_department(shelf, key, names.get(key, ""))} for key in keys}


def _said(outline: Outline) -> Iterator[str]:
    yield outline.why
    for step in outline.steps:
        yield from _said_by(step)


def _said_by(step: Step) -> Iterator[str]:
    yield from (step.title, step.why, step.how, *step.prepare, *step.evidence, *step.pitfalls)
    yield from (check.text for check in step.checks)

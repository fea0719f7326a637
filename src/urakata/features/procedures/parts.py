"""継ぎ目に入れるもの: procedures can be searched for."""

from collections.abc import Collection, Iterable, Iterator

from urakata.common.seams.searchable import Audience, Document
from urakata.core.outline import Outline, Step
from urakata.core.viewer import Viewer
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


def _said(outline: Outline) -> Iterator[str]:
    yield outline.why
    for step in outline.steps:
        yield from _said_by(step)


def _said_by(step: Step) -> Iterator[str]:
    yield from (step.title, step.why, step.how, *step.prepare, *step.evidence, *step.pitfalls)
    yield from (check.text for check in step.checks)

"""継ぎ目に入れるもの: runs can be searched for, and tell the shelf and the page of a procedure of themselves."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from urakata.common.audit.acts import Record
from urakata.common.seams.dated import DatedThing
from urakata.common.seams.origin import Became
from urakata.common.seams.searchable import Audience, Document
from urakata.common.seams.slot import Facts
from urakata.core.cover import Stretch
from urakata.core.flow import PASSED
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.runs import queries
from urakata.features.runs.queries import FROM_TASK, Run, Task
from urakata.features.runs.wording import stand_in_words

SHOWN = 5


class SearchableRuns:
    """探せる実行."""

    kind = "run"

    def documents(self, keys: Collection[str] | None) -> Iterable[Document]:
        found = Run.objects.all() if keys is None else Run.objects.filter(code__in=keys)
        return (
            Document(
                key=run.code,
                title=f"{run.title} {run.label}".strip(),
                path=f"/runs/{run.code}/",
                text=run.source,
                audience=Audience.ASSIGNED,
                department=run.department_id,
                clearance=run.clearance,
                seal=run.seal_id,
            )
            for run in found.iterator(chunk_size=2000)
        )

    def visible_keys(self, viewer: Viewer, keys: Collection[str]) -> set[str]:
        return set(queries.visible_to(viewer).filter(code__in=keys).values_list("code", flat=True))


class OnTheShelf:
    """棚の一行: 代われる人 = people who finished a run of it; who ran it last, and when."""

    place = procedures.SHELF

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        seen = queries.visible_to(viewer) if viewer.portal_only else Run.objects
        done = seen.filter(procedure__in=keys, finished_at__isnull=False, finished_by__isnull=False)
        counted = done.values("procedure").annotate(cover=Count("finished_by", distinct=True), last=Max("finished_at"))
        rows = {row["procedure"]: row for row in counted}
        newest = done.filter(finished_at__in=[row["last"] for row in rows.values()])
        who = {(run.procedure_id, run.finished_at): run.finished_by_id for run in newest}
        names = company.names(who.values())
        return {
            key: {
                "cover": row["cover"],
                "last_person": names.get(who.get((key, row["last"])) or 0, ""),
                "last_on": row["last"],
            }
            for key, row in rows.items()
        }


def of_absence(viewer: Viewer, person: int, stretch: Stretch) -> Facts:
    """休みに重なる作業, on the page where it is entered."""
    ahead = queries.absence_ahead(viewer, person, stretch)
    rows = [(each, stand_in_words(each.by, each.by_name)) for each in ahead.touched]
    return {"template": "runs/_absence_ahead.html", "rows": rows, "more": ahead.more}


class OnThePage:
    """手順の頁: its open runs, the last finished ones, and the way to begin one."""

    place = procedures.PAGE

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        return {key: self._panel(viewer, key) for key in keys}

    def _panel(self, viewer: Viewer, key: int) -> dict[str, Any]:
        runs = queries.visible_to(viewer).filter(procedure=key, stopped_at=None).select_related("in_charge")
        return {
            "template": "runs/_panel.html",
            "open": list(runs.filter(finished_at=None).order_by("anchor_on")[:SHOWN]),
            "finished": list(runs.exclude(finished_at=None).order_by("-finished_at")[:SHOWN]),
            "may_choose": self._may_choose(viewer, key),
            "may_open": viewer.has(RoleName.LEAD, RoleName.OFFICE),
        }

    def _may_choose(self, viewer: Viewer, key: int) -> bool:
        """Whether open runs stand on an older edition, and this viewer may say what becomes of them."""
        found = procedures.visible_to(viewer, retired=True).filter(pk=key).first()
        may = found is not None and viewer.has(RoleName.LEAD, RoleName.OFFICE) and queries.may_move(viewer, found)
        return bool(found and may and queries.movable(viewer, found).exists())


class InTheHands:
    """この変更で動くもの: open tasks, 関所 and runs of a person, and what was in their charge last time."""

    place = company.IN_HANDS

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        return {key: {"held.runs": held} for key, held in queries.held_by(viewer, keys).items()}


class OfTheDepartment:
    """閉じると残るもの: open runs of a department."""

    place = company.OF_DEPARTMENT

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        return {key: {"held.runs": held} for key, held in queries.held_of_department(viewer, keys).items()}


class FromTask:
    """作業から: a ひとこと仕事 that was asked from a task; the record of that task's run says how it ended."""

    kind = FROM_TASK

    def paths(self, viewer: Viewer, keys: Collection[str]) -> Mapping[str, str]:
        return queries.task_paths(viewer, keys)

    def tell(self, key: str, became: Became, title: str, *, record: Record) -> None:
        if task := Task.objects.filter(pk=key).select_related("run").first():
            record(f"task.errand_{became}", about=task, errand=title)


class DatedWork:
    """日のある仕事: the dues of tasks, and the days of open runs."""

    kind = "work"

    def days(self, viewer: Viewer, first: date, last: date, *, own: bool) -> Iterable[DatedThing]:
        yield from _dues(viewer, first, last)
        if not own:
            yield from _anchors(viewer, first, last)


DUE_COLUMNS = ("number", "title", "due_on", "state", "run__code", "run__title", "run__is_errand", "run__is_fixed")


def _dues(viewer: Viewer, first: date, last: date) -> Iterable[DatedThing]:
    found = queries.own(viewer).filter(due_on__range=(first, last)).values_list(*DUE_COLUMNS)
    for number, title, on, state, code, run_title, is_errand, is_fixed in found:
        yield DatedThing(
            kind="task",
            key=f"{code}/{number}",
            title=run_title if is_errand else f"{run_title} {title}",
            on=on,
            path=reverse("run_task", kwargs={"code": code, "number": number}),
            is_fixed=is_fixed,
            is_done=state in PASSED,
        )


def _anchors(viewer: Viewer, first: date, last: date) -> Iterable[DatedThing]:
    found = queries.visible_to(viewer).filter(finished_at=None, stopped_at=None, anchor_on__range=(first, last))
    for run in found.exclude(is_errand=True):
        path = reverse("run", kwargs={"code": run.code})
        yield DatedThing("run", run.code, f"{run.title} {run.label}".strip(), run.anchor_on, path, run.is_fixed)

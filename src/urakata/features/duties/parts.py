"""継ぎ目に入れるもの: deadlines and milestones have a day, a person's page shows what happens to them, and runs that do
deadlines are heard of when they end."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from urakata.common.audit.acts import Record
from urakata.common.seams.dated import DatedThing
from urakata.common.seams.origin import Became
from urakata.common.seams.slot import Facts
from urakata.core.events import Concerns
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.duties import queries
from urakata.features.duties.actions.hearing import run_ended
from urakata.features.duties.queries import doing
from urakata.features.duties.queries.coverage import DUTY, HAPPENING
from urakata.features.duties.wording import reached


class DatedDeadlines:
    """日のある締切: by the day to act by; one whose run is open is shown by that run."""

    kind = "deadline"

    def days(self, viewer: Viewer, first: date, last: date, *, own: bool) -> Iterable[DatedThing]:
        if own and not queries.has_charge(viewer):
            return
        for each in queries.open_between(viewer, first, last):
            mine = each.choice is not None and each.choice.in_charge_id == viewer.person_id
            if each.act_by and not each.is_in_work and (mine or not own):
                yield DatedThing("deadline", each.key, each.title, each.act_by, each.path, is_fixed=each.is_fixed)


class DatedMilestones:
    """節目の日: in nobody's hands, and only for whoever holds 人事; whose it is says the page, never a calendar."""

    kind = "milestone"

    def days(self, viewer: Viewer, first: date, last: date, *, own: bool) -> Iterable[DatedThing]:
        for each in () if own else queries.milestones(viewer, first, last):
            yield DatedThing("milestone", each.key, reached(each.rule), each.on, reverse("milestones"))


class HappeningsOfPerson:
    """この人の出来事, on their page, and those that may be added."""

    place = company.OF_PERSON

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        groups = [group for group in queries.groups(viewer) if group.concerns is Concerns.PERSON]
        return {pk: self._panel(viewer, pk, groups) for pk in keys} if groups else {}

    def _panel(self, viewer: Viewer, person_id: int, groups: list[Any]) -> dict[str, Any]:
        kept = queries.happenings_of(viewer, person_id)
        named = [(each, queries.group_of(each)) for each in kept]
        return {"template": "duties/_of_person.html", "happenings": named, "groups": groups}


class FromDeadline:
    """締切から: the run that was opened for one."""

    kind = DUTY

    def paths(self, viewer: Viewer, keys: Collection[str]) -> Mapping[str, str]:
        return doing.paths_of(viewer, keys)

    def tell(self, key: str, became: Became, title: str, *, record: Record) -> None:  # noqa: ARG002 - it is the run's
        if run := doing.run_from(DUTY, key):
            run_ended(run, doing.named(key, record.at), became, record=record)


class FromHappening:
    """出来事から: the one run of a procedure that does what it brings."""

    kind = HAPPENING

    def paths(self, viewer: Viewer, keys: Collection[str]) -> Mapping[str, str]:
        return doing.paths_of_happenings(viewer, keys)

    def tell(self, key: str, became: Became, title: str, *, record: Record) -> None:  # noqa: ARG002 - it is the run's
        if run := doing.run_from(HAPPENING, key):
            run_ended(run, doing.of_what_happened(key, run, record.at), became, record=record)


def hear(run: int, became: Became, *, record: Record) -> None:
    """ほかの実行: a time of a 周期 may do deadlines of several duties, one opened by hand those of what happened."""
    came = doing.run_of(run)
    run_ended(came, doing.done_by(came, record.at) if became is Became.FINISHED else (), became, record=record)

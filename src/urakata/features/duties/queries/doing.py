"""実行から見た締切: which deadlines a run does, as the clock sees them: no viewer is asked."""

import re
from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from urakata.core.rounds import NEAR
from urakata.core.viewer import Viewer, operator
from urakata.features.duties.models import Happening
from urakata.features.duties.queries import happenings
from urakata.features.duties.queries.coverage import names
from urakata.features.duties.queries.deadlines import (
    Deadline,
    deadline,
    may_read,
    of_duties,
    of_happenings,
)
from urakata.features.duties.queries.house import known
from urakata.features.procedures import queries as procedures
from urakata.features.runs.models import Run
from urakata.rules.events import events

TOKYO = ZoneInfo("Asia/Tokyo")
PERIOD = re.compile(r"\d{4}(-\d{2}){0,2}")  # what is for a time, not for something that happened


def run_from(kind: str, key: str) -> Run | None:
    """The run that was opened from there."""
    return Run.objects.filter(origin_kind=kind, origin_key=key).order_by("-pk").first()


def run_of(run: int) -> Run:
    return Run.objects.select_related("procedure").get(pk=run)


def named(key: str, at: datetime) -> list[Deadline]:
    """締切 of that key, if the rules still bring it about."""
    duty, _, what_for = key.partition(":")
    viewer = operator(at.astimezone(TOKYO).date())
    if brought := [each for each in _brought(viewer, what_for) if each.key == key]:
        return brought
    found = deadline(viewer, duty, what_for)
    return [found] if found else []


def of_what_happened(key: str, run: Run, at: datetime) -> list[Deadline]:
    """出来事の締切 that its run does."""
    found = _brought(operator(at.astimezone(TOKYO).date()), key.rpartition(":")[2])
    return [each for each in found if each.run is not None and each.run.pk == run.pk]


def _brought(viewer: Viewer, code: str) -> list[Deadline]:
    """出来事の締切, of one that was taken back too: what was done stays done when it is put back."""
    kept = Happening.objects.filter(code=code).select_related("person").first()
    return of_happenings(viewer, [kept])[code] if kept else []


def done_by(run: Run, at: datetime) -> list[Deadline]:
    """締切 that a run does which came from nowhere."""
    return _covered_by(run, at) if run.occurrence else _named_by(run, at)


def _named_by(run: Run, at: datetime) -> list[Deadline]:
    """出来事の締切 of a run that somebody opened by hand for that person or thing."""
    key = procedures.file_key(run.procedure)
    if not any(group.procedure == key for group in events().groups.values()):
        return []
    kept = Happening.objects.filter(taken_back_at=None).select_related("person")
    meant = [each for each in kept if names(run, each)]
    found = of_happenings(operator(at.astimezone(TOKYO).date()), meant) if meant else {}
    return [each for brought in found.values() for each in brought if each.run is not None and each.run.pk == run.pk]


def _covered_by(run: Run, at: datetime) -> list[Deadline]:
    """締切 that this time of a 周期 does: of the duties of its procedure, those it is the nearest to."""
    key, said = procedures.file_key(run.procedure), procedures.outline(run.edition_id).duties
    naming = {id for id, versions in known().items() if any(version.procedure == key for version in versions)}
    duties = naming | (set(said) & known().keys())
    viewer = operator(at.astimezone(TOKYO).date())
    near = of_duties(viewer, duties, run.anchor_on - NEAR, run.anchor_on + 2 * NEAR)
    return [each for each in near if each.run is not None and each.run.pk == run.pk]


def paths_of(viewer: Viewer, keys: Collection[str]) -> dict[str, str]:
    """番地 of deadlines by their keys, for those who see the year and may know of what happened."""
    if not may_read(viewer):
        return {}
    named = {key: key.split(":", 1) for key in keys if ":" in key}
    codes = {what_for for _, what_for in named.values() if not PERIOD.fullmatch(what_for)}
    seen = set(happenings.visible_to(viewer).filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    return {
        key: reverse("deadline", kwargs={"duty": duty, "what_for": what_for})
        for key, (duty, what_for) in named.items()
        if what_for not in codes or what_for in seen
    }


def paths_of_happenings(viewer: Viewer, keys: Collection[str]) -> dict[str, str]:
    """番地 of what happened, by the keys of its runs."""
    codes = {key: key.rpartition(":")[2] for key in keys}
    seen = set(happenings.visible_to(viewer).filter(code__in=codes.values()).values_list("code", flat=True))
    return {key: reverse("happening", kwargs={"code": code}) for key, code in codes.items() if code in seen}

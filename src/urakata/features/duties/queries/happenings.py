"""出来事を読む: those a viewer may know of, and the duties that follow from each.

An 出来事 is kept, its deadlines are worked out at reading. Behind a clearance it is not there for anybody without it:
not found, not listed, not counted.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from urakata.core.due import DueDay
from urakata.core.duty import Duty
from urakata.core.duty_count import Count, Given
from urakata.core.events import Concerns, EventGroup, all_days
from urakata.core.happening import Brought as Bundle
from urakata.core.happening import happening_counts
from urakata.core.viewer import RoleName, Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.duties.models import Happening
from urakata.features.duties.queries.ground import Ground, ground
from urakata.features.duties.queries.house import house_rules, known
from urakata.features.duties.queries.remembering import remembered_counts
from urakata.features.runs import queries as runs
from urakata.features.runs.queries import Run
from urakata.rules.events import events

LONG_AFTER, LONG_BEFORE = timedelta(days=3 * 366), timedelta(days=366)  # no duty lies further from its days
A_YEAR = timedelta(days=366)
MOST = 500  # that one page may list


@dataclass(frozen=True, slots=True)
class Brought:
    """出来事の締切: one duty that an 出来事 brings."""

    happening: Happening
    group: EventGroup
    duty: Duty
    days: DueDay
    given: Given

    @property
    def label(self) -> str:
        return label_of(self.happening, self.group)

    @property
    def on(self) -> date | None:
        """The day that decides when it is shown; without a legal one the day to act by."""
        return self.days.legal_on or self.days.act_by


def may_keep(viewer: Viewer, clearance: str = "") -> bool:
    """出来事 belong to lead and office, within their clearances; the person concerned has no view of their own."""
    inside = viewer.is_operator or viewer.has(RoleName.LEAD, RoleName.OFFICE)
    return inside and (viewer.is_operator or not clearance or clearance in viewer.clearances)


def groups(viewer: Viewer) -> list[EventGroup]:
    """まとまり whose 出来事 this viewer may keep."""
    return [group for group in events().groups.values() if may_keep(viewer, group.clearance)]


def group(viewer: Viewer, key: str) -> EventGroup:
    """The group, or 404."""
    found = events().groups.get(key)
    if found is None or not may_keep(viewer, found.clearance):
        raise Http404
    return found


def group_of(happening: Happening) -> EventGroup:
    """まとまり; one that the rules do not know any more brings nothing."""
    title = happening.label or happening.group
    gone = EventGroup(happening.group, title, "", Concerns.COMPANY, clearance=happening.clearance)
    return events().groups.get(happening.group, gone)


def label_of(happening: Happening, group: EventGroup) -> str:
    """人が入る・小林 唯: only whoever holds the clearance comes to read it."""
    about = happening.person.name if happening.person else happening.label
    return f"{group.title}・{about}" if about else group.title


def visible_to(viewer: Viewer) -> QuerySet[Happening]:
    """Within the clearance it was kept with, and that of its group as it is now."""
    found = Happening.objects.select_related("person", "made_by")
    if viewer.is_operator:
        return found
    if not may_keep(viewer):
        return found.none()
    shut = [key for key, each in events().groups.items() if not may_keep(viewer, each.clearance)]
    return found.filter(clearance__in=["", *sorted(viewer.clearances)]).exclude(group__in=shut)


def happening(viewer: Viewer, code: str) -> Happening:
    """The 出来事, or 404."""
    found = visible_to(viewer).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def standing(viewer: Viewer, words: str = "") -> list[Happening]:
    """出来事 that were not taken back, the newest first; found by group, person or label."""
    found = visible_to(viewer).filter(taken_back_at=None).order_by("-made_at", "-pk")
    for word in words.replace("\0", "").replace("　", " ").split()[:8]:
        named = [key for key, each in events().groups.items() if word in each.title]
        found = found.filter(Q(person__name__icontains=word) | Q(label__icontains=word) | Q(group__in=named))
    return list(found[:MOST])


def happenings_of(viewer: Viewer, person_id: int) -> list[Happening]:
    """この人の出来事, as far as the viewer may know of them."""
    return list(visible_to(viewer).filter(person=person_id, taken_back_at=None).order_by("-made_at", "-pk")[:MOST])


def foreseen(group: EventGroup, given: Given, without: Set[str] = frozenset(), here: Ground | None = None) -> Bundle:
    """並ぶもの, of days that need not be kept."""
    here = here or ground()
    if not here.is_there:
        return Bundle()
    house = house_rules(here.said)
    return happening_counts(group, given, known(), here.profile, here.calendars, house=house, without=without)


def brought_by(happening: Happening, here: Ground) -> list[Brought]:
    """この出来事の締切."""
    group = group_of(happening)
    counts = foreseen(group, happening.days(), happening.without, here).counts
    return [Brought(happening, group, each.duty, each.days, each.given) for each in counts]


def between(viewer: Viewer, first: date, last: date, here: Ground) -> list[Brought]:
    """出来事の締切 whose legal day lies from `first` to `last`."""
    kept, counts = visible_to(viewer).filter(taken_back_at=None), _Counts.of(here)
    kept = kept.select_related(None).select_related("person")
    found = [Brought(one, counts.groups[one.group], each.duty, each.days, each.given)
             for one in kept for each in counts.near(one, first, last)]  # fmt: skip
    return [each for each in found if each.on and first <= each.on <= last]


@dataclass(frozen=True, slots=True)
class _Counts:
    """数えた出来事: each of the same days is counted once, for a sweep asks for all of them every minute."""

    here: Ground
    groups: Mapping[str, EventGroup]
    kept: dict[tuple[object, ...], tuple[Count, ...]]

    @classmethod
    def of(cls, here: Ground) -> "_Counts":
        groups, house = events().groups, house_rules(here.said)
        kept = remembered_counts(groups, known(), here.profile, calendar=here.calendars, house=house)
        return cls(here, groups, kept)

    def near(self, happening: Happening, first: date, last: date) -> tuple[Count, ...]:
        key = happening.group, *((name, str(said)) for name, said in happening.given.items())
        if key not in self.kept:
            if happening.group not in self.groups or not _is_near(happening, first, last):
                return ()
            bundle = foreseen(self.groups[happening.group], happening.days(), happening.without, self.here)
            self.kept[key] = tuple(bundle.counts)
        return self.kept[key]


def one(viewer: Viewer, duty: str, code: str, here: Ground) -> Brought | None:
    """ひとつの締切 of an 出来事, by its code."""
    found = visible_to(viewer).filter(code=code, taken_back_at=None).first()
    return next((each for each in brought_by(found, here) if each.duty.id == duty), None) if found else None


def people_for(viewer: Viewer) -> list[Person]:
    """だれの出来事か: those who are or will be here, and those who left within the year."""
    known = company.people(viewer).filter(is_outside=False)
    return list(known.exclude(leaves_on__lt=viewer.on - A_YEAR))


def open_run(viewer: Viewer, happening: Happening) -> Run | None:
    """この出来事のために開いた実行: one for all of it, as far as the viewer may see it."""
    procedure = group_of(happening).procedure
    key = f"{procedure}:{happening.code}"
    return runs.visible_to(viewer).filter(occurrence=key).order_by("pk").first() if procedure else None


def _is_near(happening: Happening, first: date, last: date) -> bool:
    """Whether a duty of it could fall between the days: what was over years ago is not counted again."""
    days = all_days(group_of(happening), happening.days()).values()
    return bool(days) and min(days) - LONG_BEFORE <= last and first <= max(days) + LONG_AFTER

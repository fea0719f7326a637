"""締切を読む: the duties of the company as they fall, with what became of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from urakata.core.due import DueDay
from urakata.core.duty import Duty
from urakata.core.duty_days import DutyDays, Falls, WithoutDay
from urakata.core.viewer import RoleName, Viewer
from urakata.features.duties.models import Choice, Fulfilment, Happening
from urakata.features.duties.queries import happenings
from urakata.features.duties.queries.coverage import runs_of
from urakata.features.duties.queries.ground import Ground, ground
from urakata.features.duties.queries.happenings import Brought
from urakata.features.duties.queries.house import house_rules, known
from urakata.features.duties.queries.outcome import kept
from urakata.features.duties.queries.remembering import remembered
from urakata.features.runs.queries import Run
from urakata.rules.calendars import Calendars
from urakata.rules.duty_words import label

YEARS_AROUND = 2  # an occurrence lies within so many years of what it is for


@dataclass(frozen=True)
class Deadline:
    """締切: one duty, one time, and what became of it."""

    duty: Duty
    what_for: str  # 2026-11; for a happening its code
    label: str  # 2026年11月分
    days: DueDay
    choice: Choice | None = None
    happening: Happening | None = None
    fulfilment: Fulfilment | None = None
    run: Run | None = None  # as far as this viewer may see it
    own_by: date | None = None  # 社内の期限: some business days before the day to act by, where the company said so

    @property
    def key(self) -> str:
        return f"{self.duty.id}:{self.what_for}"

    @property
    def title(self) -> str:
        return f"{self.duty.title} {self.label}".strip()

    @property
    def is_fixed(self) -> bool:
        return self.duty.is_fixed

    @property
    def is_done(self) -> bool:
        return self.fulfilment is not None

    @property
    def is_in_work(self) -> bool:
        """Whether a run that goes on will do it; one that ended before the deadline was there has not."""
        return self.run is not None and self.run.is_open

    @property
    def act_by(self) -> date | None:
        return self.days.act_by

    @property
    def path(self) -> str:
        return reverse("deadline", kwargs={"duty": self.duty.id, "what_for": self.what_for})


def may_read(viewer: Viewer) -> bool:
    """締切 belong to the office: lead, office and owner; the others see the work that is given to them."""
    return viewer.is_operator or viewer.is_owner or viewer.has(RoleName.LEAD, RoleName.OFFICE)


def deadlines(viewer: Viewer, first: date, last: date, here: Ground | None = None) -> list[Deadline]:
    """締切 whose legal day lies from `first` to `last`, in the order of the days to act by; none without the right."""
    if not may_read(viewer):
        return []
    here = here or ground()
    found = _fallen(here, first, last)
    anyway = {(each.duty.id, each.days.legal_on) for each in found}
    brought = [each for each in happenings.between(viewer, first, last, here) if _day(each) not in anyway]
    return _with_outcome(viewer, found + [_brought(each, here) for each in brought])


def open_between(viewer: Viewer, first: date, last: date) -> list[Deadline]:
    """まだの締切, by the day to act by."""
    ahead = date.fromordinal(last.toordinal() + 14)  # a legal day may lie after the day to act by
    found = deadlines(viewer, first, ahead)
    return [each for each in found if not each.is_done and each.act_by and first <= each.act_by <= last]


def deadline(viewer: Viewer, duty: str, what_for: str, here: Ground | None = None) -> Deadline | None:
    """ひとつの締切; None where there is none, or none for this viewer."""
    if not may_read(viewer) or duty not in known() or "\0" in what_for:
        return None
    here = here or ground()
    if brought := happenings.one(viewer, duty, what_for, here):
        return _with_outcome(viewer, [_brought(brought, here)])[0]
    begins = what_for[:4]
    year = int(begins) if begins.isascii() and begins.isdecimal() else 0
    if not 1970 <= year <= 2095:
        return None
    first, last = date(year - YEARS_AROUND, 1, 1), date(year + YEARS_AROUND, 12, 31)
    found = [each for each in _fallen(here, first, last, duty) if each.what_for == what_for]
    return _with_outcome(viewer, found[:1])[0] if found else None


def coming(viewer: Viewer, duty: str, first: date, last: date, here: Ground) -> list[Deadline]:
    """これからの回 of one duty, those of what has happened among them."""
    return [each for each in deadlines(viewer, first, last, here) if each.duty.id == duty]


def of_duties(viewer: Viewer, duties: Collection[str], first: date, last: date) -> list[Deadline]:
    """めぐってくる締切 of these duties."""
    return _with_outcome(viewer, _fallen(ground(), first, last, *duties)) if duties and may_read(viewer) else []


def labels(duty: str, first: date, last: date, here: Ground) -> dict[str, str]:
    """何の分かの言い方, by what an occurrence is for; also of what lies behind."""
    return {each.what_for: each.label for each in _fallen(here, first, last, duty)}


def of_happenings(viewer: Viewer, kept: Sequence[Happening], here: Ground | None = None) -> dict[str, list[Deadline]]:
    """出来事の締切 by its code; one that comes round anyway on the same day stands for it: nothing is due twice."""
    here = here or ground()
    brought = {each.code: happenings.brought_by(each, here) for each in kept}
    anyway = _anyway([one for each in brought.values() for one in each], here)
    named = {code: [anyway.get(_day(one)) or _brought(one, here) for one in each] for code, each in brought.items()}
    outcome = {each.key: each for each in _with_outcome(viewer, [one for each in named.values() for one in each])}
    return {code: [outcome[one.key] for one in each] for code, each in named.items()}


def days_on(here: Ground, found: Sequence[Deadline], first: date, last: date) -> dict[str, DueDay]:
    """これらの締切の日 on another ground, such as other calendars, by key; nothing is read anew."""
    kept = {each.happening.code: each.happening for each in found if each.happening}
    brought = [one for each in kept.values() for one in happenings.brought_by(each, here)]
    again = [*_fallen(here, first, last), *(_brought(each, here) for each in brought)]
    return {each.key: each.days for each in again}


def _anyway(brought: Sequence[Brought], here: Ground) -> dict[tuple[str, date | None], Deadline]:
    """めぐってくる締切 on the days of these, by duty and day."""
    legal = [each.days.legal_on for each in brought if each.days.legal_on]
    found = _fallen(here, min(legal), max(legal), *{each.duty.id for each in brought}) if legal else []
    return {(each.duty.id, each.days.legal_on): each for each in found}


def _day(brought: Brought) -> tuple[str, date | None]:
    return brought.duty.id, brought.days.legal_on


def _brought(brought: Brought, here: Ground) -> Deadline:
    choice, happening = here.said.get(brought.duty.id), brought.happening
    own_by = _own_by(brought.days.act_by, choice, here.calendars)
    return Deadline(brought.duty, happening.code, brought.label, brought.days, choice, happening, own_by=own_by)


def undated(first: date, last: date, here: Ground) -> list[WithoutDay]:
    """日の決まらない締切 of that stretch, with what would tell the day; one that waits for its event is none."""
    return _asked(here, first, last).undated if here.is_there else []


def _fallen(here: Ground, first: date, last: date, *ids: str) -> list[Deadline]:
    """As the rules, the profile and the choices bring them about."""
    if not here.is_there:
        return []
    found = _asked(here, first, last, *ids).falls
    return [_deadline(falls, here.said.get(falls.duty.id), here.calendars) for falls in found]


def _asked(here: Ground, first: date, last: date, *ids: str) -> DutyDays:
    every = known()
    duties = {id: every[id] for id in ids} if ids else every
    return remembered(duties, here.profile, first, last, calendar=here.calendars, house=house_rules(here.said))


def _deadline(falls: Falls, choice: Choice | None, calendar: Calendars) -> Deadline:
    own_by = _own_by(falls.act_by, choice, calendar)
    return Deadline(falls.duty, falls.what_for.key, label(falls.what_for), falls.days, choice, own_by=own_by)


def _own_by(act_by: date | None, choice: Choice | None, calendar: Calendars) -> date | None:
    before = choice.own_days_before if choice else None
    return calendar("company").add(act_by, -before) if before and act_by else None


def _with_outcome(viewer: Viewer, found: list[Deadline]) -> list[Deadline]:
    """With what was handed in, and the run that does it as far as the viewer may see that."""
    done, seen = kept(viewer, {each.key for each in found}), runs_of(viewer, found)
    named = [replace(each, fulfilment=done.get(each.key), run=seen.get(each.key)) for each in found]
    return sorted(named, key=lambda each: (each.act_by or date.max, each.key))

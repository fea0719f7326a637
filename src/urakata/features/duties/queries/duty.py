"""ひとつの義務: what it is, whether it applies here, when it comes next, and how it counts from a given day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from urakata.core.due import YEAR, Form
from urakata.core.duty import Duty, current
from urakata.core.duty_count import LAST_ON
from urakata.core.duty_standing import is_unchecked
from urakata.core.periods import Unit
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.duties.queries.changes import Change, changes_of
from urakata.features.duties.queries.deadlines import Deadline, coming
from urakata.features.duties.queries.ground import Ground
from urakata.features.duties.queries.house import known
from urakata.features.duties.queries.rule_list import Rule, rule_of
from urakata.features.duties.queries.starting import Starts, starts_of
from urakata.rules import due as counting
from urakata.rules.duty_reasons import CERTAINTY, CLOSES, CONFIDENCE, ROLLS, how_counted
from urakata.rules.duty_words import CALENDARS

A_YEAR = timedelta(days=365)
UNITS = {Unit.DAYS: "日", Unit.WEEKS: "週", Unit.MONTHS: "か月", Unit.YEARS: "年"}


@dataclass(frozen=True, slots=True)
class Basis:
    """根拠と出典, in words."""

    duty: Duty
    is_old: bool  # checked more than a year ago
    roll: str
    calendar: str
    closes: str
    certainty: str
    confidence: str


@dataclass(frozen=True, slots=True)
class DutyPage:
    """義務の頁."""

    duty: Duty
    rule: Rule
    how: str
    coming: list[Deadline]
    includes: list[Duty]
    starts: Starts
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """この日ならの答え: one duty of it, or all that a bundle includes."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    window: dict[str, date] | None = None


def duty(viewer: Viewer, id: str) -> Duty | None:
    """義務 in its version of today."""
    return current(known()[id], viewer.on) if id in known() else None


def duty_page(viewer: Viewer, found: Duty, here: Ground) -> DutyPage:
    """義務の頁."""
    included = [current(known()[id], viewer.on) for id in found.due.includes if id in known()]
    return DutyPage(
        duty=found,
        rule=rule_of(found, viewer.on, here),
        how=how_counted(found),
        coming=coming(viewer, found.id, viewer.on, viewer.on + A_YEAR, here),
        includes=included,
        starts=starts_of(viewer, found.procedure, found.steps, here),
        names=names_asked(found, included),
    )


def basis(found: Duty, today: date) -> Basis:
    """根拠と出典."""
    return Basis(
        duty=found,
        is_old=is_unchecked(found, today),
        roll=ROLLS[found.roll.rule],
        calendar=CALENDARS.get(found.roll.calendar, ""),
        closes=CLOSES.get(found.roll.calendar, ""),
        certainty=CERTAINTY.get(found.roll.certainty, ""),
        confidence=CONFIDENCE[found.confidence],
    )


def ahead_of(found: Duty, today: date, here: Ground) -> list[Change]:
    """この義務で変わること."""
    return list(changes_of(known()[found.id], today, here))


def names_asked(found: Duty, included: Sequence[Duty] = ()) -> tuple[str, ...]:
    """The days that may be given, by name."""
    if found.due.form is Form.INTERVAL:
        return (LAST_ON,)
    if found.due.fixed:
        return (YEAR,)
    frame = found.due.frame
    others = [known()[id][-1] for id in found.due.same_as.values() if id in known()]
    names = [*found.names, *(name for each in (*included, *others) for name in each.names)]
    if frame:
        names += [*frame.opens.names, *frame.closes.names]
    return tuple(dict.fromkeys(names))


def counted(found: Duty, said: Sequence[str], today: date, here: Ground) -> Counted:
    """この日なら. Raises InputMistake."""
    words = [found.id, *(word for each in said for word in ("--on", each))]
    told = counting.answer(words, company=here.profile, duties=known(), today=today)
    rows = told.get("includes", [told])
    window = told.get("window")
    return Counted([_row(row) for row in rows if "explanation" in row], _days(window) if window else None)


def _row(told: dict[str, Any]) -> dict[str, Any]:
    days = _days({name: told[name] for name in ("nominal_on", "legal_on", "act_by")})
    return {"duty": told["duty"], "title": told["title"], "explanation": told["explanation"], **days}


def _days(written: dict[str, str | None]) -> dict[str, Any]:
    return {name: date.fromisoformat(day) if day else None for name, day in written.items()}


def interval_names(found: Duty) -> list[str]:
    """間隔の言い方, in the order of the rule; empty for what does not come at intervals."""
    if found.due.form is not Form.INTERVAL:
        return []
    said = ((each.use, f"{each.n}{UNITS[each.unit]}ごと") for each in found.due.intervals)
    return [f"{use}：{every}" if use else every for use, every in said]


def has_own_anchor(found: Duty) -> bool:
    """起算日 that a company sets for itself, year after year: that of an agreement."""
    return found.trigger.event == "agreement_expiry" and bool(found.trigger.anchor)


def in_charge_choices(viewer: Viewer) -> list[Person]:
    """担当にできる人."""
    return company.assignable(viewer)


def person_in_charge(viewer: Viewer, code: str) -> Person | None:
    return next((each for each in company.assignable(viewer) if each.code == code), None)

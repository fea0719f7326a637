"""出来事のまとまり: what a person in the office would name, the days it asks for, the milestones of a life at work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from urakata.core.calendar_days import add_days, add_months
from urakata.core.errors import InputMistake
from urakata.core.periods import reached_on

ONE_DAY = timedelta(days=1)

Given = Mapping[str, date]  # name of a day → the day


class Problem(StrEnum):
    """残せないわけ."""

    NOT_YOURS = "happening_not_yours"
    NO_DAY = "happening_no_day"
    TAKEN_BACK = "happening_taken_back"
    CHANGED_MEANWHILE = "happening_changed_meanwhile"


class Concerns(StrEnum):
    """だれの、何の出来事か."""

    PERSON = "person"
    COMPANY = "company"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Ask:
    """尋ねる日: a name that duties count from; left empty it is worked out from another day, where it may be."""

    name: str
    label: str
    note: str = ""
    sources: tuple[str, ...] = ()  # the first of these that is known
    plus_days: int = 0
    plus_months: int = 0
    age: int = 0  # the so-manieth birthday of that day

    def worked_out(self, known: Given) -> date | None:
        """Empty where nothing is known to start from, or no calendar reaches that far."""
        start = next((known[name] for name in self.sources if name in known), None)
        if start is None:
            return None
        try:
            on = birthday(start, self.age) if self.age else start
            return add_days(add_months(on, self.plus_months), self.plus_days)
        except InputMistake:
            return None


@dataclass(frozen=True, slots=True)
class Milestone:
    """節目: an age, or years with the company, that call for work but for no filing."""

    title: str
    text: str = ""
    age: int = 0
    years: int = 0  # 勤続
    minus_days: int = 0


@dataclass(frozen=True, slots=True)
class EventGroup:
    """出来事のまとまり: what a person in the office would name, and the events of the duties it stands for."""

    key: str
    title: str
    why: str
    concerns: Concerns
    clearance: str = ""
    procedure: str = ""
    events: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # duties of other groups that it calls for
    apart: tuple[str, ...] = ()  # duties of its bundles that count the same name from another day
    asks: tuple[Ask, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    def label(self, name: str) -> str:
        """What the day is called here."""
        return next((ask.label for ask in self.asks if ask.name == name), name)


def birthday(on: date, age: int) -> date:
    """満年齢の誕生日: of 29 February in a common year 1 March; the age is reached at the end of the day before."""
    return reached_on(on, age) + ONE_DAY


def all_days(group: EventGroup, said: Given) -> dict[str, date]:
    """日のすべて, in the order in which they are asked: as said, and what is worked out from that."""
    known: dict[str, date] = {}
    for ask in group.asks:
        if on := said.get(ask.name) or ask.worked_out(known):
            known[ask.name] = on
    return known | {name: on for name, on in said.items() if name not in known}

"""節目を読む: who reaches an age, or years with the company; birthdays are personal, so it takes 人事."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from urakata.core.clearance import Clearance
from urakata.core.events import Milestone as Rule
from urakata.core.milestones import milestones_between
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.company.models import Person
from urakata.features.duties.queries.happenings import may_keep
from urakata.rules.events import events

MARGIN_YEARS = 1


@dataclass(frozen=True, slots=True)
class Milestone:
    """節目: who, when, and what is to be done; the birthday itself is not shown."""

    person: Person
    rule: Rule
    group: str
    on: date

    @property
    def key(self) -> str:
        return f"{self.person.code}-{self.rule.age or self.rule.years}"

    @property
    def calls_for_filing(self) -> bool:
        """Whether the group counts a day from that very age, so that there is something to file."""
        group = events().groups[self.group]
        return any(ask.age == self.rule.age for ask in group.asks if ask.age)


def may_see_milestones(viewer: Viewer) -> bool:
    return may_keep(viewer, Clearance.PEOPLE)


def milestones(viewer: Viewer, first: date, last: date) -> list[Milestone]:
    """節目 from `first` to `last`, of those who are here on that day; none without the right."""
    rules = _rules(viewer)
    if not may_see_milestones(viewer) or not rules:
        return []
    known = company.here(first).filter(_near(list(rules), first, last), is_outside=False)
    people = {each.pk: each for each in known.select_related("department")}
    lived = [(pk, each.birth_on, each.hired_on) for pk, each in people.items()]
    found = milestones_between(lived, list(rules), first, last)
    reached = [Milestone(people[each.person_id], each.milestone, rules[each.milestone], each.on) for each in found]
    return [each for each in reached if company.is_here(each.person, each.on)]


def _rules(viewer: Viewer) -> dict[Rule, str]:
    """節目の決まり, each with the key of its group."""
    open_to = [group for group in events().groups.values() if may_keep(viewer, group.clearance)]
    return {rule: group.key for group in open_to for rule in group.milestones}


def _near(rules: list[Rule], first: date, last: date) -> Q:
    """Those born or hired in a year that can count; the core looks at the day."""
    near = Q(pk__in=())
    for rule in rules:
        column, count = ("birth_on", rule.age) if rule.age else ("hired_on", rule.years)
        years = (first.year - count - MARGIN_YEARS, last.year - count + MARGIN_YEARS)
        if years[0] > 0:
            near |= Q(**{f"{column}__range": (date(years[0], 1, 1), date(years[1], 12, 31))})
    return near

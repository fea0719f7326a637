"""会社を読む: the whole of what other features and the views may ask."""

from urakata.features.company.queries.departments import department, department_named, department_names, departments
from urakata.features.company.queries.grants import (
    givable,
    giving_facts,
    grant,
    grant_facts,
    grants,
    shown_grants,
)
from urakata.features.company.queries.people import (
    assignable,
    clearances_of,
    current_and_coming,
    facts,
    here,
    holder_of_number,
    listed,
    me,
    names,
    numbers_of,
    others,
    people,
    person,
    person_named,
    persona,
    roles,
)
from urakata.features.company.queries.profiles import calendars, closed_days, company, profile
from urakata.features.company.queries.seals import seal, seals
from urakata.features.company.queries.viewers import is_here, may_be_given, viewer, viewer_of
from urakata.features.company.wording import clearance_label

__all__ = [
    "assignable",
    "calendars",
    "clearance_label",
    "clearances_of",
    "closed_days",
    "company",
    "current_and_coming",
    "department",
    "department_named",
    "department_names",
    "departments",
    "facts",
    "givable",
    "giving_facts",
    "grant",
    "grant_facts",
    "grants",
    "here",
    "holder_of_number",
    "is_here",
    "listed",
    "may_be_given",
    "me",
    "names",
    "numbers_of",
    "others",
    "people",
    "person",
    "person_named",
    "persona",
    "profile",
    "roles",
    "seal",
    "seals",
    "shown_grants",
    "viewer",
    "viewer_of",
]

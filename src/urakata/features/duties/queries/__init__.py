"""締切を読む."""

from urakata.features.duties.models import Choice, Fulfilment, Happening
from urakata.features.duties.queries.changes import Change, ahead, changes, changes_of, soon
from urakata.features.duties.queries.deadlines import Deadline, coming, deadline, deadlines, may_read, open_between
from urakata.features.duties.queries.duty import (
    Counted,
    ahead_of,
    basis,
    counted,
    duty,
    duty_page,
    has_own_anchor,
    in_charge_choices,
    interval_names,
    person_in_charge,
)
from urakata.features.duties.queries.ground import Ground, ground
from urakata.features.duties.queries.house import (
    choices,
    has_charge,
    house_rules,
    known,
    may_be_in_charge,
    may_decide,
)
from urakata.features.duties.queries.page import DeadlinePage, deadline_page
from urakata.features.duties.queries.rule_list import Rule, RulesPage, Sought, all_rules, rules_page
from urakata.features.duties.queries.year import WORK, Year, year

__all__ = [
    "WORK",
    "Change",
    "Choice",
    "Counted",
    "Deadline",
    "DeadlinePage",
    "Fulfilment",
    "Ground",
    "Happening",
    "Rule",
    "RulesPage",
    "Sought",
    "Year",
    "ahead",
    "ahead_of",
    "all_rules",
    "basis",
    "changes",
    "changes_of",
    "choices",
    "coming",
    "counted",
    "deadline",
    "deadline_page",
    "deadlines",
    "duty",
    "duty_page",
    "ground",
    "has_charge",
    "has_own_anchor",
    "house_rules",
    "in_charge_choices",
    "interval_names",
    "known",
    "may_be_in_charge",
    "may_decide",
    "may_read",
    "open_between",
    "person_in_charge",
    "rules_page",
    "soon",
    "year",
]

"""締切を読む."""

from urakata.features.duties.models import Choice, Fulfilment, Happening
from urakata.features.duties.queries.deadlines import Deadline, deadline, deadlines, may_read, open_between
from urakata.features.duties.queries.house import choices, has_charge, house_rules, known, may_be_in_charge, may_decide

__all__ = [
    "Choice",
    "Deadline",
    "Fulfilment",
    "Happening",
    "choices",
    "deadline",
    "deadlines",
    "has_charge",
    "house_rules",
    "known",
    "may_be_in_charge",
    "may_decide",
    "may_read",
    "open_between",
]

"""締切のことを変える: one verb each, inside `audit.act`, refusals as problems."""

from urakata.features.duties.actions.choosing import (
    ChoiceProblem,
    set_anchor,
    set_charge,
    set_last,
    set_own_days,
    set_variant,
    switch_off,
    switch_on,
)
from urakata.features.duties.actions.happenings import change, keep, put_back, take_back

__all__ = [
    "ChoiceProblem",
    "change",
    "keep",
    "put_back",
    "set_anchor",
    "set_charge",
    "set_last",
    "set_own_days",
    "set_variant",
    "switch_off",
    "switch_on",
    "take_back",
]

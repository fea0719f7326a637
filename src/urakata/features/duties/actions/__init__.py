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

__all__ = [
    "ChoiceProblem",
    "set_anchor",
    "set_charge",
    "set_last",
    "set_own_days",
    "set_variant",
    "switch_off",
    "switch_on",
]

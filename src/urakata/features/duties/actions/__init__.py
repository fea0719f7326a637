"""締切のことを変える: one verb each, inside `audit.act`, refusals as problems."""

from urakata.features.duties.actions.beginning import (
    Begun,
    Invited,
    begin_procedure,
    invite_one,
    note_step,
    set_bank,
)
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
    "Begun",
    "ChoiceProblem",
    "Invited",
    "begin_procedure",
    "change",
    "invite_one",
    "keep",
    "note_step",
    "put_back",
    "set_anchor",
    "set_bank",
    "set_charge",
    "set_last",
    "set_own_days",
    "set_variant",
    "switch_off",
    "switch_on",
    "take_back",
]

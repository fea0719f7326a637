"""会社を変える: one verb each; inside `audit.act`, one entry, refusals as problems."""

from urakata.features.company.actions.absences import (
    AbsenceProblem,
    add_absence,
    set_working_days,
    take_back_absence,
)
from urakata.features.company.actions.calendar import CalendarProblem, close_days, open_days
from urakata.features.company.actions.company import (
    CompanyProblem,
    answer,
    begin_company,
    change_company,
    init_company,
    note_answers,
)
from urakata.features.company.actions.departments import DepartmentProblem, remove_department, save_department
from urakata.features.company.actions.grants import confirm_clearance, give_clearance, revoke_clearance
from urakata.features.company.actions.outsiders import add_outsider
from urakata.features.company.actions.pasting import take_in
from urakata.features.company.actions.people import (
    add_person,
    ask_reset,
    change_person,
    close_leavers,
    end_role,
    give_role,
    invite,
    invite_by_mail,
    leave,
    name_oneself,
)
from urakata.features.company.actions.postings import announce, begin_postings, guard_change, take_back
from urakata.features.company.actions.seals import lift_seal, seal

__all__ = [
    "AbsenceProblem",
    "CalendarProblem",
    "CompanyProblem",
    "DepartmentProblem",
    "add_absence",
    "add_outsider",
    "add_person",
    "announce",
    "answer",
    "ask_reset",
    "begin_company",
    "begin_postings",
    "change_company",
    "change_person",
    "close_days",
    "close_leavers",
    "confirm_clearance",
    "end_role",
    "give_clearance",
    "give_role",
    "guard_change",
    "init_company",
    "invite",
    "invite_by_mail",
    "leave",
    "lift_seal",
    "name_oneself",
    "note_answers",
    "open_days",
    "remove_department",
    "revoke_clearance",
    "save_department",
    "seal",
    "set_working_days",
    "take_back",
    "take_back_absence",
    "take_in",
]

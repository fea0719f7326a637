"""実行を読む; viewer first."""

from urakata.features.runs.models import Run, Task
from urakata.features.runs.queries.asking import People, people_to_ask
from urakata.features.runs.queries.dues import Due, Row, due, rows
from urakata.features.runs.queries.listing import (
    history,
    next_open_day,
    procedure,
    proposal,
    run_sheet,
    runs_page,
)
from urakata.features.runs.queries.lists import (
    at_a_glance,
    day_began,
    finished,
    for_anybody,
    in_hand,
    is_for,
    lent,
    not_yet,
    others_behind,
    own,
    own_task,
    task_lists,
    waiting_for,
    waiting_for_others,
    window_lists,
)
from urakata.features.runs.queries.moves import MOST, Preview, may_move, movable, previews, to_choose
from urakata.features.runs.queries.page import run_page, step_page
from urakata.features.runs.queries.visible import cleared, procedure_ids, run, task, tasks, visible_to

__all__ = [
    "MOST",
    "Due",
    "People",
    "Preview",
    "Row",
    "Run",
    "Task",
    "at_a_glance",
    "cleared",
    "day_began",
    "due",
    "finished",
    "for_anybody",
    "history",
    "in_hand",
    "is_for",
    "lent",
    "may_move",
    "movable",
    "next_open_day",
    "not_yet",
    "others_behind",
    "own",
    "own_task",
    "people_to_ask",
    "previews",
    "procedure",
    "procedure_ids",
    "proposal",
    "rows",
    "run",
    "run_page",
    "run_sheet",
    "runs_page",
    "step_page",
    "task",
    "task_lists",
    "tasks",
    "to_choose",
    "visible_to",
    "waiting_for",
    "waiting_for_others",
    "window_lists",
]

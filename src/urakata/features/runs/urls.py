"""実行の番地: page = noun, change = parent + verb by POST."""

from django.urls import path

from urakata.features.runs.views import acts, grid, lists, moves, pages

TASK = "runs/<code:code>/tasks/<place:number>"

urlpatterns = [
    path("tasks/", lists.tasks, name="tasks"),
    path("tasks/by-run/", lists.tasks_by_run, name="tasks_by_run"),
    path("window/", lists.window, name="window"),
    path("window/<code:code>/<place:number>/", lists.window_task, name="window_task"),
    path("errands/new/", lists.errand_new, name="errand_new"),
    path("runs/", pages.runs, name="runs"),
    path("runs/new/<code:procedure>/", pages.run_new, name="run_new"),
    path("runs/open/<code:procedure>/", lists.run_open, name="run_open"),
    path("runs/moves/<code:procedure>/", moves.run_moves, name="run_moves"),
    path("runs/moves/<code:procedure>/choose/", moves.run_moves_choose, name="run_moves_choose"),
    path("runs/<code:code>/", pages.run, name="run"),
    path("runs/<code:code>/print/", pages.run_print, name="run_print"),
    path("runs/<code:code>/history/", pages.run_history, name="run_history"),
    path("runs/<code:code>/stop/", lists.run_stop, name="run_stop"),
    path("runs/<code:code>/evidence/<code:evidence>/", pages.run_evidence, name="run_evidence"),
    path("runs/<code:code>/grid/", grid.run_grid, name="run_grid"),
    path("runs/<code:code>/grid/finish/", grid.run_grid_finish, name="run_grid_finish"),
    path("runs/<code:code>/grid/skip/", grid.run_grid_skip, name="run_grid_skip"),
    path("runs/<code:code>/grid/undo/", grid.run_grid_undo, name="run_grid_undo"),
    path("runs/<code:code>/grid/add/", grid.run_grid_add, name="run_grid_add"),
    path("runs/<code:code>/grid/take-out/", grid.run_grid_take_out, name="run_grid_take_out"),
    path("runs/<code:code>/grid/print/", grid.run_grid_print, name="run_grid_print"),
    path("runs/<code:code>/grid/table/", grid.run_grid_table, name="run_grid_table"),
    path(f"{TASK}/", pages.run, name="run_task"),
    path(f"{TASK}/check/", acts.task_check, name="task_check"),
    path(f"{TASK}/finish/", acts.task_finish, name="task_finish"),
    path(f"{TASK}/confirm/", acts.task_confirm, name="task_confirm"),
    path(f"{TASK}/send-back/", acts.task_send_back, name="task_send_back"),
    path(f"{TASK}/skip/", acts.task_skip, name="task_skip"),
    path(f"{TASK}/undo/", acts.task_undo, name="task_undo"),
    path(f"{TASK}/redo/", acts.task_redo, name="task_redo"),
    path(f"{TASK}/take-over/", acts.task_take_over, name="task_take_over"),
    path(f"{TASK}/reassign/", acts.task_reassign, name="task_reassign"),
    path(f"{TASK}/receive/", acts.task_receive, name="task_receive"),
    path(f"{TASK}/postpone/", acts.task_postpone, name="task_postpone"),
    path(f"{TASK}/attach/", acts.task_attach, name="task_attach"),
    path(f"{TASK}/prepare/", acts.task_prepare, name="task_prepare"),
    path(f"{TASK}/note/", acts.task_note, name="task_note"),
    path(f"{TASK}/evidence/<code:evidence>/detach/", acts.task_detach, name="task_detach"),
]

"""場所の表: who gets what at every URL. A URL that stands in no line, or a line without its URL, fails the walk.

Each line: name, method, then what each of house.ROLES is answered. `in` = led to the entrance, `.` = the same as the
column before. A method that has no line is refused with 405, to everybody alike.
The run, the procedure and the entry asked about belong to 経理; a step of the run is lent to the temp.
"""

from tests.walk.house import ROLES

IN = 0  # stands for a 302 to /enter/
LINES = """
#                               stranger owner lead office other temp manager employee outside pin
today                      GET  in  302 200 .   .   .   302 .   .   .
today_pin                  POST in  404 302 .   404 302 404 .   .   .
today_dismiss              POST in  404 302 .   404 302 404 .   .   .
search                     GET  in  404 200 .   .   .   404 .   .   .

# 業務手順: the temp reads what the lent step belongs to
procedures                 GET  in  404 200 .   .   .   404 .   .   .
procedure_new              POST in  404 302 .   .   404 .   .   .   .
procedure_import           GET  in  404 200 .   .   404 .   .   .   .
procedure_import           POST in  404 200 .   .   404 .   .   .   .
procedure_import_publish   POST in  404 302 .   .   404 .   .   .   .
procedure_import_draft     POST in  404 302 .   .   404 .   .   .   .
procedure_library          GET  in  404 200 .   .   404 .   .   .   .
procedure_template         GET  in  404 200 .   404 .   .   .   .   .
procedure_template_take    POST in  404 302 .   404 .   .   .   .   .
procedure                  GET  in  404 200 .   404 200 404 .   .   .
procedure_print            GET  in  404 200 .   404 200 404 .   .   .
procedure_flow             GET  in  404 200 .   404 200 404 .   .   .
procedure_export           GET  in  404 200 .   404 200 404 .   .   .
procedure_folder           GET  in  404 200 .   404 200 404 .   .   .
procedure_file             GET  in  404 200 .   404 200 404 .   .   .
procedure_editions         GET  in  404 200 .   404 200 404 .   .   .
procedure_edition          GET  in  404 200 .   404 200 404 .   .   .
# told why, back on the page of the procedure: 302
procedure_edit             GET  in  404 200 .   404 302 404 .   .   .
procedure_rows             POST in  404 302 .   404 302 404 .   .   .
procedure_step             POST in  404 302 .   404 302 404 .   .   .
procedure_head             POST in  404 302 .   404 302 404 .   .   .
procedure_undo             POST in  404 302 .   404 302 404 .   .   .
procedure_redo             POST in  404 302 .   404 302 404 .   .   .
procedure_merge            POST in  404 302 .   404 302 404 .   .   .
procedure_settle           POST in  404 302 .   404 302 404 .   .   .
procedure_text             GET  in  404 200 .   404 302 404 .   .   .
procedure_text             POST in  404 302 .   404 302 404 .   .   .
procedure_file_add         POST in  404 302 .   404 302 404 .   .   .
procedure_file_remove      POST in  404 302 .   404 302 404 .   .   .
procedure_draft_discard    POST in  404 302 .   404 302 404 .   .   .
procedure_publish          POST in  404 302 .   404 302 404 .   .   .
procedure_deputy_add       POST in  404 302 .   404 302 404 .   .   .
procedure_deputy_move      POST in  404 302 .   404 302 404 .   .   .
procedure_deputy_remove    POST in  404 302 .   404 302 404 .   .   .
procedure_retire           POST in  404 302 .   404 302 404 .   .   .
procedure_bring_back       POST in  404 302 .   404 302 404 .   .   .

# 実行: by PIN nishino has the own steps alone, through the window
tasks                      GET  in  404 200 .   .   .   404 .   .   .
tasks_by_run               GET  in  404 200 .   .   .   404 .   .   .
window                     GET  in  200 .   .   .   .   .   .   302 200
window_task                GET  in  404 .   .   .   .   .   200 404 .
errand_new                 GET  in  404 200 .   .   .   404 .   .   .
errand_new                 POST in  404 302 .   .   .   404 .   .   .
runs                       GET  in  404 200 .   .   .   404 .   .   .
run_new                    GET  in  404 200 .   404 .   .   .   .   .
run_open                   POST in  404 302 .   404 .   .   .   .   .
run_moves                  GET  in  404 200 .   404 .   .   .   .   .
run_moves_choose           POST in  404 302 .   404 .   .   .   .   .
run                        GET  in  404 200 .   404 200 404 .   .   302
run_print                  GET  in  404 200 .   404 200 404 .   .   200
run_history                GET  in  404 200 .   404 200 404 .   .   .
run_stop                   POST in  404 302 .   404 422 404 .   .   .
run_evidence               GET  in  404 200 .   404 200 404 .   .   200
run_grid                   GET  in  404 200 .   404 .   .   .   .   .
run_grid_print             GET  in  404 200 .   404 .   .   .   .   .
run_grid_table             GET  in  404 200 .   404 .   .   .   .   .
run_grid_finish            POST in  404 422 302 404 .   .   .   .   .
run_grid_skip              POST in  404 422 302 404 .   .   .   .   .
run_grid_undo              POST in  404 422 302 404 .   .   .   .   .
run_grid_remind            POST in  404 302 .   404 .   .   .   .   .
run_grid_add               POST in  404 302 .   404 .   .   .   .   .
run_grid_take_out          POST in  404 302 .   404 .   .   .   .   .
task_file                  GET  in  404 200 .   404 200 404 .   .   200
run_task                   GET  in  404 200 .   404 200 404 .   .   302
task_check                 POST in  404 422 302 404 422 404 .   .   302
task_finish                POST in  404 422 302 404 422 404 .   .   302
task_confirm               POST in  404 302 422 404 422 404 .   .   422
task_send_back             POST in  404 302 422 404 422 404 .   .   422
task_skip                  POST in  404 422 302 404 422 404 .   .   422
task_undo                  POST in  404 422 302 404 422 404 .   .   302
task_redo                  POST in  404 302 .   404 422 404 .   .   422
task_take_over             POST in  404 302 .   404 422 404 .   .   422
task_reassign              POST in  404 302 .   404 422 404 .   .   .
task_receive               POST in  404 302 .   404 302 404 .   .   .
task_postpone              POST in  404 302 .   404 302 404 .   .   302
task_attach                POST in  404 422 302 404 422 404 .   .   302
task_prepare               POST in  404 302 .   404 422 404 .   .   302
task_note                  POST in  404 302 .   404 302 404 .   .   302
task_detach                POST in  404 422 302 404 422 404 .   .   302
# 一緒に回す: whoever was asked along sees the run; nobody else can answer or take back
together_new               GET  in  404 200 .   404 .   .   .   .   .
together_ask               POST in  404 302 .   404 .   .   .   .   .
together_decline           POST in  404 .   .   302 404 .   .   .   .
together_take_back         POST in  404 .   302 404 .   .   .   .   .

# 書きながら: nishino's own; for everybody else, whatever their role, there is none
recordings                 GET  in  404 200 .   .   404 .   .   .   .
recording_start            POST in  404 302 .   .   404 .   .   .   .
recording                  GET  in  404 .   200 404 .   .   .   .   .
recording_tidy             GET  in  404 .   200 404 .   .   .   .   .
recording_file             GET  in  404 .   200 404 .   .   .   .   .
recording_write            POST in  404 .   302 404 .   .   .   .   .
recording_pause            POST in  404 .   302 404 .   .   .   .   .
recording_change           POST in  404 .   302 404 .   .   .   .   .
recording_become           POST in  404 .   302 404 .   .   .   .   .
recording_throw            POST in  404 .   302 404 .   .   .   .   .
recording_bring_back       POST in  404 .   302 404 .   .   .   .   .
recording_line_change      POST in  404 .   302 404 .   .   .   .   .
recording_line_insert      POST in  404 .   302 404 .   .   .   .   .
recording_line_move        POST in  404 .   302 404 .   .   .   .   .
recording_line_remove      POST in  404 .   302 404 .   .   .   .   .
recording_line_restore     POST in  404 .   302 404 .   .   .   .   .
recording_line_attach      POST in  404 .   302 404 .   .   .   .   .
recording_line_detach      POST in  404 .   302 404 .   .   .   .   .
recording_line_turn        POST in  404 .   302 404 .   .   .   .   .
recording_line_tell        POST in  404 .   302 404 .   .   .   .   .
recording_line_split       POST in  404 .   302 404 .   .   .   .   .

# 共有: by the office that sees the run; outside nothing but what is shared, and nobody else has that
run_shares                 GET  in  404 200 .   404 .   .   .   .   .
run_share_new              GET  in  404 200 .   404 .   .   .   .   .
run_share_make             POST in  404 302 .   404 .   .   .   .   .
run_share                  GET  in  404 200 .   404 .   .   .   .   .
run_share_link             POST in  404 200 .   404 .   .   .   .   .
run_share_extend           POST in  404 302 .   404 .   .   .   .   .
run_share_keeper           POST in  404 302 .   404 .   .   .   .   .
run_share_papers           POST in  404 302 .   404 .   .   .   .   .
run_share_revoke           POST in  404 302 .   404 .   .   .   .   .
shared                     GET  in  404 .   .   .   .   .   .   200 404
share_open                 GET  200 .   .   .   .   .   .   .   .   .
share_open                 POST 302 .   .   .   .   .   .   .   .   .
shared_run                 GET  in  404 .   .   .   .   .   .   200 404
shared_evidence            GET  in  404 .   .   .   .   .   .   200 404
shared_file                GET  in  404 .   .   .   .   .   .   200 404
shared_step                GET  in  404 .   .   .   .   .   .   200 404
shared_check               POST in  404 .   .   .   .   .   .   302 404
shared_finish              POST in  404 .   .   .   .   .   .   302 404
shared_undo                POST in  404 .   .   .   .   .   .   302 404
shared_attach              POST in  404 .   .   .   .   .   .   302 404
shared_note                POST in  404 .   .   .   .   .   .   302 404
shared_detach              POST in  404 .   .   .   .   .   .   302 404

# 予定: the office reads, lead and owner decide; the office is told who does: 422
plan                       GET  in  302 .   .   .   404 .   .   .   .
deadlines_year             GET  in  200 .   .   .   404 .   .   .   .
law_changes                GET  in  200 .   .   .   404 .   .   .   .
duty                       GET  in  200 .   .   .   404 .   .   .   .
deadline                   GET  in  200 .   .   .   404 .   .   .   .
deadline_fulfil            POST in  302 .   .   .   404 .   .   .   .
deadline_take_back         POST in  302 .   .   .   404 .   .   .   .
deadline_paper             GET  in  200 .   .   .   404 .   .   .   .
duty_own_days              POST in  302 .   422 .   404 .   .   .   .
duty_charge                POST in  302 .   422 .   404 .   .   .   .
duty_variant               POST in  302 .   422 .   404 .   .   .   .
duty_last                  POST in  302 .   422 .   404 .   .   .   .
duty_anchor                POST in  302 .   422 .   404 .   .   .   .
duty_off                   POST in  302 .   422 .   404 .   .   .   .
duty_on                    POST in  302 .   422 .   404 .   .   .   .
duty_rules                 GET  in  200 .   404 .   .   .   .   .   .

# 入口
account_login              GET  200 302 .   .   .   .   .   .   .   .
account_login              POST 302 .   .   .   .   .   .   .   .   .
enter_by_pin               POST 422 .   .   .   .   .   .   .   .   .
account_logout             POST 302 .   .   .   .   .   .   .   .   .
account_reset_password     GET  200 .   .   .   .   .   .   .   .   .
account_reset_password     POST 422 .   .   .   .   .   .   .   .   .
enter_as                   POST 404 .   .   .   .   .   .   .   .   .
invitation                 GET  200 .   .   .   .   .   .   .   .   .
invitation                 POST 422 .   .   .   .   .   .   .   .   .

# 設定: the owner changes the company, owner and lead the people, everybody the own looks
settings                   GET  in  302 .   .   .   .   .   .   .   .
me                         GET  in  200 .   .   .   .   .   .   .   .
look                       POST in  302 .   .   .   .   .   .   .   .
account_change_password    GET  in  200 .   .   .   .   .   .   .   404
account_change_password    POST in  302 .   .   .   .   .   .   .   404
my_device_revoke           POST in  404 .   302 404 .   .   .   .   302
settings_company           GET  in  200 .   404 .   .   .   .   .   .
settings_company_save      POST in  302 404 .   .   .   .   .   .   .
company_calendar           GET  in  200 .   404 .   .   .   .   .   .
company_calendar_table     GET  in  200 .   404 .   .   .   .   .   .
company_calendar_preview   POST in  200 404 .   .   .   .   .   .   .
company_calendar_paste     POST in  200 404 .   .   .   .   .   .   .
company_calendar_add       POST in  302 404 .   .   .   .   .   .   .
company_calendar_remove    POST in  302 404 .   .   .   .   .   .   .
departments                GET  in  200 .   404 .   .   .   .   .   .
department_add             POST in  302 404 .   .   .   .   .   .   .
department                 GET  in  200 .   404 .   .   .   .   .   .
department_change          POST in  302 404 .   .   .   .   .   .   .
department_remove          POST in  302 404 .   .   .   .   .   .   .
people                     GET  in  200 .   404 .   .   .   .   .   .
person_new                 GET  in  200 .   404 .   .   .   .   .   .
person_add                 POST in  302 .   404 .   .   .   .   .   .
people_paste               GET  in  200 .   404 .   .   .   .   .   .
people_paste_preview       POST in  200 .   404 .   .   .   .   .   .
people_paste_confirm       POST in  302 .   404 .   .   .   .   .   .
person                     GET  in  200 .   404 .   .   .   .   .   .
person_change              POST in  302 .   404 .   .   .   .   .   .
person_leave               POST in  302 .   404 .   .   .   .   .   .
person_invite              POST in  200 .   404 .   .   .   .   .   .
person_uninvite            POST in  302 .   404 .   .   .   .   .   .
role_give                  POST in  302 .   404 .   .   .   .   .   .
role_end                   POST in  302 .   404 .   .   .   .   .   .
person_device_revoke       POST in  302 .   404 .   .   .   .   .   .
posting_preview            POST in  200 .   404 .   .   .   .   .   .
posting_add                POST in  302 .   404 .   .   .   .   .   .
posting                    GET  in  200 .   404 .   .   .   .   .   .
posting_take_back          POST in  302 .   404 .   .   .   .   .   .
# 休み: the office its own and, to look at, those it works with; a lead all of the office
absences                   GET  in  404 200 .   .   .   404 .   .   .
absence_ahead              POST in  404 200 .   .   .   404 .   .   .
absence_add                POST in  404 302 .   .   .   404 .   .   .
absence_take_back          POST in  404 302 .   404 .   404 .   .   .
working_days_set           POST in  404 302 .   .   .   404 .   .   .
# those who manage, hold or are promised one; a refusal is told on the page: 302
clearances                 GET  in  200 .   .   .   404 .   .   .   200
clearance_give             POST in  422 302 422 302 404 .   .   .   422
clearance_confirm          POST in  302 .   .   .   404 .   .   .   302
clearance_revoke           POST in  302 .   .   .   404 .   .   .   302
seals                      GET  in  404 200 .   .   404 .   .   .   .
seal_make                  POST in  404 302 .   .   404 .   .   .   .
seal_lift                  POST in  404 302 404 302 404 .   .   .   .

# 予定: a feed of the team's, made by the lead; by 番号 nobody takes their calendar along
feeds                      GET  in  200 .   .   .   .   .   .   404 .
feed_make                  POST in  200 .   .   .   .   .   .   404 .
feed_revoke                POST in  404 302 404 .   .   .   .   .   .
feed_calendar              GET  200 .   .   .   .   .   .   .   .   .
plan_csv                   GET  in  200 .   .   .   .   .   .   404 .
plan_yaml                  GET  in  200 .   .   .   .   .   .   404 .
# 出来事: lead and office; somebody's arrival only where 人事 is held
happenings                 GET  in  404 200 .   .   404 .   .   .   .
happening_new              GET  in  404 200 404 200 404 .   .   .   .
happening_preview          POST in  404 200 404 200 404 .   .   .   .
happening_add              POST in  404 302 404 302 404 .   .   .   .
happening                  GET  in  404 200 404 200 404 .   .   .   .
happening_moves            POST in  404 200 404 200 404 .   .   .   .
happening_change           POST in  404 302 404 302 404 .   .   .   .
happening_take_back        POST in  404 302 404 302 404 .   .   .   .
happening_put_back         POST in  404 302 404 302 404 .   .   .   .
milestones                 GET  in  404 200 404 200 404 .   .   .   .

# はじめての設定: its owner's, again and again; the link dies with the company that it began
begin                      GET  404 .   .   .   .   .   .   .   .   .
begin                      POST 404 .   .   .   .   .   .   .   .   .
begin_company              GET  in  200 404 .   .   .   .   .   .   .
begin_answer               POST in  302 404 .   .   .   .   .   .   .
begin_deadlines            GET  in  200 404 .   .   .   .   .   .   .
begin_deadlines_confirm    POST in  302 404 .   .   .   .   .   .   .
begin_duty_off             POST in  302 404 .   .   .   .   .   .   .
begin_duty_on              POST in  302 404 .   .   .   .   .   .   .
begin_duty_tell            POST in  302 404 .   .   .   .   .   .   .
begin_bank                 GET  in  200 404 .   .   .   .   .   .   .
begin_bank_save            POST in  302 404 .   .   .   .   .   .   .
begin_procedure            GET  in  200 404 .   .   .   .   .   .   .
# kodama leads nobody, and so may not take a template: told why
begin_procedure_take       POST in  422 404 .   .   .   .   .   .   .
begin_invite               GET  in  200 404 .   .   .   .   .   .   .
begin_invite_send          POST in  200 404 .   .   .   .   .   .   .
begin_finish               POST in  302 404 .   .   .   .   .   .   .
begin_put_away             POST in  302 404 .   .   .   .   .   .   .

# 記録と控え: nishino opened the run
record                     GET  in  200 .   .   .   .   .   .   404 200
record_export              GET  in  200 .   .   .   .   .   .   404 200
record_verify              POST in  302 .   404 .   .   .   .   .   .
record_entry               GET  in  404 200 .   404 .   .   .   .   200
record_black_out           POST in  404 302 422 404 .   .   .   .   422
backup                     GET  in  200 .   404 .   .   .   .   .   .
backup_take                POST in  302 .   404 .   .   .   .   .   .
healthz                    GET  200 .   .   .   .   .   .   .   .   .
healthz                    POST 200 .   .   .   .   .   .   .   .   .
"""


def table() -> dict[tuple[str, str], dict[str, int]]:
    lines = (line.split() for line in LINES.splitlines() if line.strip() and not line.startswith("#"))
    return {(name, method): dict(zip(ROLES, _answers(words), strict=True)) for name, method, *words in lines}


def _answers(words: list[str]) -> list[int]:
    found: list[int] = []
    for word in words:
        found.append(found[-1] if word == "." else IN if word == "in" else int(word))
    return found

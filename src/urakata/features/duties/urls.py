"""番地: the first run, the year of deadlines, and each of them."""

from django.urls import URLPattern, path

from urakata.features.duties.views import (
    begin,
    begin_deadlines,
    begin_steps,
    changes,
    choosing,
    deadlines,
    fulfilling,
    happenings,
    milestones,
    rules,
    year,
)

screens: list[URLPattern] = [
    path("plan/", year.home, name="plan"),
    path("plan/year/", year.year, name="deadlines_year"),
    path("plan/changes/", changes.changes, name="law_changes"),
    path("plan/duties/<slug:duty>/", deadlines.duty, name="duty"),
    path("plan/duties/<slug:duty>/own-days/", choosing.own_days, name="duty_own_days"),
    path("plan/duties/<slug:duty>/charge/", choosing.charge, name="duty_charge"),
    path("plan/duties/<slug:duty>/variant/", choosing.variant, name="duty_variant"),
    path("plan/duties/<slug:duty>/last/", choosing.last, name="duty_last"),
    path("plan/duties/<slug:duty>/anchor/", choosing.anchor, name="duty_anchor"),
    path("plan/duties/<slug:duty>/off/", choosing.off, name="duty_off"),
    path("plan/duties/<slug:duty>/on/", choosing.on, name="duty_on"),
    path("plan/duties/<slug:duty>/<slug:what_for>/", deadlines.deadline, name="deadline"),
    path("settings/duties/", rules.rules, name="duty_rules"),
]
happens: list[URLPattern] = [
    path("plan/happenings/", happenings.happenings, name="happenings"),
    path("plan/happenings/new/<slug:group>/", happenings.happening_new, name="happening_new"),
    path("plan/happenings/new/<slug:group>/preview/", happenings.happening_preview, name="happening_preview"),
    path("plan/happenings/new/<slug:group>/add/", happenings.happening_add, name="happening_add"),
    path("plan/happenings/<code:code>/", happenings.happening, name="happening"),
    path("plan/happenings/<code:code>/moves/", happenings.happening_moves, name="happening_moves"),
    path("plan/happenings/<code:code>/change/", happenings.happening_change, name="happening_change"),
    path("plan/happenings/<code:code>/take-back/", happenings.happening_take_back, name="happening_take_back"),
    path("plan/happenings/<code:code>/put-back/", happenings.happening_put_back, name="happening_put_back"),
    path("plan/milestones/", milestones.milestones, name="milestones"),
]
first_run: list[URLPattern] = [
    path("begin/company/", begin.begin_company, name="begin_company"),
    path("begin/company/answer/", begin.begin_answer, name="begin_answer"),
    path("begin/deadlines/", begin_deadlines.begin_deadlines, name="begin_deadlines"),
    path("begin/deadlines/confirm/", begin_deadlines.begin_deadlines_confirm, name="begin_deadlines_confirm"),
    path("begin/deadlines/<slug:duty>/off/", begin_deadlines.begin_duty_off, name="begin_duty_off"),
    path("begin/deadlines/<slug:duty>/on/", begin_deadlines.begin_duty_on, name="begin_duty_on"),
    path("begin/deadlines/<slug:duty>/tell/", begin_deadlines.begin_duty_tell, name="begin_duty_tell"),
    path("begin/bank/", begin_steps.begin_bank, name="begin_bank"),
    path("begin/bank/save/", begin_steps.begin_bank_save, name="begin_bank_save"),
    path("begin/procedure/", begin_steps.begin_procedure, name="begin_procedure"),
    path("begin/procedure/take/", begin_steps.begin_procedure_take, name="begin_procedure_take"),
    path("begin/invite/", begin_steps.begin_invite, name="begin_invite"),
    path("begin/invite/send/", begin_steps.begin_invite_send, name="begin_invite_send"),
    path("begin/finish/", begin_steps.begin_finish, name="begin_finish"),
    path("begin/put-away/", begin_steps.begin_put_away, name="begin_put_away"),
]
DEADLINE = "plan/duties/<slug:duty>/<slug:what_for>"
opening: list[URLPattern] = [
    path(f"{DEADLINE}/fulfil/", fulfilling.deadline_fulfil, name="deadline_fulfil"),
    path(f"{DEADLINE}/take-back/", fulfilling.deadline_take_back, name="deadline_take_back"),
    path(f"{DEADLINE}/papers/<code:paper>/", fulfilling.deadline_paper, name="deadline_paper"),
]
urlpatterns: list[URLPattern] = [*screens, *happens, *first_run, *opening]

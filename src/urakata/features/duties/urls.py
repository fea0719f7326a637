"""番地: the year of deadlines, and each of them."""

from django.urls import URLPattern, path

from urakata.features.duties.views import changes, choosing, deadlines, happenings, milestones, rules, year

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
urlpatterns: list[URLPattern] = [*screens, *happens]

"""番地: the entrance, invitations and settings."""

from django.urls import path

from urakata.features.company.views import (
    absences,
    begin,
    calendar,
    clearances,
    company,
    enter,
    invite,
    me,
    paste,
    people,
    postings,
)

beginning = [path("begin/<token:token>/", begin.begin, name="begin")]
entrance = [
    path("enter/", enter.enter, name="account_login"),
    path("enter/pin/", enter.enter_by_pin, name="enter_by_pin"),
    path("enter/out/", enter.sign_out, name="account_logout"),
    path("enter/reset/", enter.reset, name="account_reset_password"),
    path("enter/<slug:key>/", enter.enter_as, name="enter_as"),
    path("invite/<str:token>/", invite.invitation, name="invitation"),
]
mine = [
    path("settings/", company.settings, name="settings"),
    path("settings/me/", me.me, name="me"),
    path("settings/me/look/", me.look, name="look"),
    path("settings/me/password/", me.password, name="account_change_password"),
    path("settings/me/devices/revoke/", me.my_device_revoke, name="my_device_revoke"),
]
house = [
    path("settings/company/", company.company, name="settings_company"),
    path("settings/company/save/", company.company_save, name="settings_company_save"),
    path("settings/calendar/", calendar.company_calendar, name="company_calendar"),
    path("settings/calendar/table/", calendar.company_calendar_table, name="company_calendar_table"),
    path("settings/calendar/preview/", calendar.company_calendar_preview, name="company_calendar_preview"),
    path("settings/calendar/paste/", calendar.company_calendar_paste, name="company_calendar_paste"),
    path("settings/calendar/add/", calendar.company_calendar_add, name="company_calendar_add"),
    path("settings/calendar/remove/", calendar.company_calendar_remove, name="company_calendar_remove"),
    path("settings/departments/", company.departments, name="departments"),
    path("settings/departments/add/", company.department_add, name="department_add"),
    path("settings/departments/<number:pk>/", company.department, name="department"),
    path("settings/departments/<number:pk>/change/", company.department_change, name="department_change"),
    path("settings/departments/<number:pk>/remove/", company.department_remove, name="department_remove"),
]
everybody = [
    path("settings/people/", people.people, name="people"),
    path("settings/people/new/", people.person_new, name="person_new"),
    path("settings/people/add/", people.person_add, name="person_add"),
    path("settings/people/paste/", paste.people_paste, name="people_paste"),
    path("settings/people/paste/preview/", paste.people_paste_preview, name="people_paste_preview"),
    path("settings/people/paste/confirm/", paste.people_paste_confirm, name="people_paste_confirm"),
    path("settings/people/<code:code>/", people.person, name="person"),
    path("settings/people/<code:code>/change/", people.person_change, name="person_change"),
    path("settings/people/<code:code>/leave/", people.person_leave, name="person_leave"),
    path("settings/people/<code:code>/invite/", people.person_invite, name="person_invite"),
    path("settings/people/<code:code>/uninvite/", people.person_uninvite, name="person_uninvite"),
    path("settings/people/<code:code>/roles/give/", people.role_give, name="role_give"),
    path("settings/people/<code:code>/roles/end/", people.role_end, name="role_end"),
    path("settings/people/<code:code>/devices/revoke/", people.person_device_revoke, name="person_device_revoke"),
]
ahead = [
    path("settings/people/<code:code>/postings/preview/", postings.posting_preview, name="posting_preview"),
    path("settings/people/<code:code>/postings/add/", postings.posting_add, name="posting_add"),
    path("settings/people/<code:code>/postings/<code:posting>/", postings.posting, name="posting"),
    path(
        "settings/people/<code:code>/postings/<code:posting>/take-back/",
        postings.posting_take_back,
        name="posting_take_back",
    ),
]
secrets = [
    path("settings/clearances/", clearances.clearances, name="clearances"),
    path("settings/clearances/give/", clearances.clearance_give, name="clearance_give"),
    path("settings/clearances/<code:code>/confirm/", clearances.clearance_confirm, name="clearance_confirm"),
    path("settings/clearances/<code:code>/revoke/", clearances.clearance_revoke, name="clearance_revoke"),
    path("settings/seals/", clearances.seals, name="seals"),
    path("settings/seals/make/", clearances.seal_make, name="seal_make"),
    path("settings/seals/<code:code>/lift/", clearances.seal_lift, name="seal_lift"),
]

away = [
    path("settings/absences/", absences.absences, name="absences"),
    path("settings/absences/ahead/", absences.absence_ahead, name="absence_ahead"),
    path("settings/absences/add/", absences.absence_add, name="absence_add"),
    path("settings/absences/take-back/", absences.absence_take_back, name="absence_take_back"),
    path("settings/absences/weekdays/", absences.working_days_set, name="working_days_set"),
]

urlpatterns = [*beginning, *entrance, *mine, *house, *everybody, *ahead, *secrets, *away]

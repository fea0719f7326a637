"""休みと働く曜日."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.seams import ahead
from urakata.common.web.access import in_office
from urakata.common.web.request import Request
from urakata.common.web.words import who_words
from urakata.core.cover import Stretch
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.forms.absences import AbsenceForm, WorkingDaysForm
from urakata.features.company.views.pages import add_reasons, page, told
from urakata.features.company.wording import reasons, stretch_words, weekdays_words


@require_GET
@in_office
def absences(request: Request) -> HttpResponse:
    """休み: of those one works with, week by week."""
    return _absences(request)


@require_POST
@in_office
def absence_ahead(request: Request) -> HttpResponse:
    """先に見える: the work that falls into it and who would be asked; nothing is entered, nothing is held up."""
    shown = queries.absences_page(request.viewer)
    form = AbsenceForm(request.POST, today=request.now.date(), people=_choices(request, shown))
    if not form.is_valid():
        return _absences(request, shown, form=form, status=422)
    given = form.cleaned_data
    person = queries.absentee(request.viewer, given.get("who", ""))
    stretch = Stretch(given["first"], given["last"], given["half"])
    if stretch.last < stretch.first:
        form.add_error("last", reasons([actions.AbsenceProblem.BACKWARDS])[0])
        return _absences(request, shown, form=form, status=422)
    sent = {"first": stretch.first.isoformat(), "last": stretch.last.isoformat(), "half": request.POST["half"]}
    context: dict[str, Any] = {
        "person": person,
        "days": stretch_words(stretch, request.now.date()),
        "sent": {"who": given.get("who", ""), **sent},
        "panels": ahead.panels(request.viewer, person.pk, stretch),
    }
    return page(request, "absence_ahead.html", "absences", **context)


@require_POST
@in_office
def absence_add(request: Request) -> HttpResponse:
    """休みを入れる."""
    shown = queries.absences_page(request.viewer)
    form = AbsenceForm(request.POST, today=request.now.date(), people=_choices(request, shown))
    if form.is_valid():
        given = form.cleaned_data
        person = queries.absentee(request.viewer, given.pop("who", ""))
        try:
            made = actions.add_absence(person, by=request.viewer, at=request.now, **given)
        except NotAllowed as refusal:
            add_reasons(form, refusal)
        else:
            words = {"name": who_words(person.name), "days": stretch_words(made.stretch(), request.now.date())}
            messages.success(request, _("%(name)sの休みを入れました：%(days)s") % words)
            return redirect("absences")
    return _absences(request, shown, form=form, status=422)


@require_POST
@in_office
@told("absences")
def absence_take_back(request: Request) -> HttpResponse:
    """休みを取り消す."""
    found = queries.absence(request.viewer, _whole(request.POST.get("absence", "")))
    actions.take_back_absence(found, by=request.viewer, at=request.now)
    messages.success(request, _("休みを取り消しました。作業は、もとの人のところにあります。"))
    return redirect("absences")


@require_POST
@in_office
def working_days_set(request: Request) -> HttpResponse:
    """働く曜日を決める."""
    shown = queries.absences_page(request.viewer)
    form = _weekly(_choices(request, shown), request.POST)
    if form.is_valid():
        person = queries.absentee(request.viewer, form.cleaned_data.get("who", ""))
        actions.set_working_days(person, form.cleaned_data["weekdays"], by=request.viewer, at=request.now)
        words = {"name": who_words(person.name)}
        messages.success(request, _("%(name)sの働く曜日を保存しました。") % words)
        return redirect("absences")
    return _absences(request, shown, weekly=form, status=422)


def _choices(request: Request, shown: queries.AbsencesPage) -> list[tuple[str, str]]:
    """Oneself first; a choice only where there is one."""
    mine = request.viewer.person_id
    people = sorted(shown.people, key=lambda person: person.pk != mine)
    return [(person.code, person.name) for person in people] if len(people) > 1 else []


def _weekly(people: list[tuple[str, str]], *given: Any, **more: Any) -> WorkingDaysForm:
    """Its fields are named apart from those of the other form on the page."""
    return WorkingDaysForm(*given, people=people, auto_id="wd_%s", **more)


def _absences(
    request: Request,
    shown: queries.AbsencesPage | None = None,
    *,
    form: AbsenceForm | None = None,
    weekly: WorkingDaysForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = shown or queries.absences_page(request.viewer)
    today, people = request.now.date(), _choices(request, shown)
    own = shown.own_weekdays or range(5)
    context: dict[str, Any] = {
        "weeks": [
            (week.monday, [(line.person, stretch_words(line.stretch, today)) for line in week.lines])
            for week in shown.weeks
        ],
        "kept": [(each, stretch_words(each.stretch(), today)) for each in shown.kept],
        "parted": [(person, weekdays_words(weekdays)) for person, weekdays in shown.parted],
        "form": form or AbsenceForm(today=today, people=people),
        "weekly": weekly or _weekly(people, initial={"weekdays": [str(each) for each in own]}),
    }
    return page(request, "absences.html", "absences", status=status, **context)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

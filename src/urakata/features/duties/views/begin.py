"""会社のこと: six questions, and the year of deadlines that grows with each answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from urakata.common.web.access import owner_only
from urakata.common.web.request import Request
from urakata.core.profile import Profile
from urakata.features.company import actions as company_actions
from urakata.features.company import queries as company
from urakata.features.duties.forms import begin as forms
from urakata.features.duties.forms.begin import FEW, AnswersForm
from urakata.features.duties.queries import answering
from urakata.features.duties.queries.answering import QUESTIONS, Growth, MonthColumn
from urakata.features.duties.wording import BASES, hints, month_words

BEFORE = "begin_before"  # in the session: the answers as they stood when the page was opened, until it is left


@require_GET
@owner_only
def begin_company(request: Request) -> HttpResponse:
    """会社のこと."""
    settle(request)
    return _page(request, _profile())


@require_POST
@owner_only
def begin_answer(request: Request) -> HttpResponse:
    """答える: kept at once; what was not changed on this page stays as it is, whoever changed it meanwhile."""
    before = _profile()
    form = AnswersForm(request.POST, profile=before)
    form.is_valid()
    if form.answers:
        request.session.setdefault(BEFORE, forms.answered(before))
        company_actions.answer(form.answers, by=request.viewer)
    if form.errors:
        return _answered(request, form, before) if request.htmx else _page(request, _profile(), form=form, status=422)
    if {"next", "leave"} & request.POST.keys():
        settle(request)
        return go(request, "begin_deadlines" if "next" in request.POST else "today")
    return _answered(request, form, before) if request.htmx else redirect("begin_company")


def settle(request: Request) -> None:
    """頁を離れた: what was answered since it was opened becomes one line of the record."""
    before = request.session.pop(BEFORE, None)
    if before is not None:
        now = forms.answered(_profile())
        changed = [key for key, value in now.items() if before.get(key) != value]
        company_actions.note_answers(changed, by=request.viewer, at=request.now)


def go(request: Request, name: str, **words: Any) -> HttpResponse:
    """先へ: the whole page, also where only a part of it was asked for."""
    to = redirect(name, **words)
    return HttpResponseClientRedirect(to.url) if request.htmx else to


def _profile() -> Profile:
    return company.profile() or Profile()


def _page(request: Request, profile: Profile, *, form: AnswersForm | None = None, status: int = 200) -> HttpResponse:
    context = _context(profile, request.viewer.on, _mistakes(form))
    if form is not None:
        context["said"] |= {"employees": form["employees"].value() or ""}
    return render(request, "duties/begin_company.html", context | {"at": 2}, status=status)


def _answered(request: Request, form: AnswersForm, before: Profile) -> HttpResponse:
    """右側と、問いごとの増え方だけ."""
    profile, later = _profile(), form.cleaned_data.get("later") or ""
    errors = _mistakes(form)
    context = _context(profile, request.viewer.on, errors, before)
    parts = [
        {
            "question": question,
            "template": f"duties/_begin_{question}.html",
            "gain": context["growth"].gains[question],
            "hint": context["hints"][question],
            "error": errors.get(question, ""),
            "is_open": context["open"][question],
        }
        for question in QUESTIONS
    ]
    typed = form.data.get("employees", "")
    tidied = not errors and typed != str(context["said"]["employees"])  # ４８人 becomes 48
    shown = context | {"parts": parts, "later": later, "changed": _changed(before, profile), "tidied": tidied}
    return render(request, "duties/_begin_answered.html", shown, status=422 if errors else 200)


def _context(profile: Profile, on: date, errors: dict[str, str], before: Profile | None = None) -> dict[str, Any]:
    growth = answering.growth(profile, on, before=before)
    first, last = answering.year_ahead(on)
    return {
        "said": forms.shown(profile),
        "seen": forms.sealed(profile),
        "open": {question: all(getattr(profile, key) is None for key in keys) for question, keys in QUESTIONS.items()},
        "kinds": forms.kinds(profile),
        "rhythms": forms.RHYTHMS,
        "is_small": profile.employees is not None and 0 < profile.employees < FEW,
        "days": forms.days(),
        "pay_months": forms.PAY_MONTHS,
        "industries": list(forms.INDUSTRIES.items()),
        "months": forms.MONTHS,
        "growth": growth,
        "span": (month_words(first, on), month_words(last, on)),
        "hints": hints(profile, growth.falls),
        "errors": errors,
        "base_words": BASES[profile.kind],
        "busiest": _busiest(growth.busiest),
        "figure": _figure(growth, first, last),
    }


def _mistakes(form: AnswersForm | None) -> dict[str, str]:
    """直すところ by question."""
    if form is None:
        return {}
    of_key = {key: question for question, keys in QUESTIONS.items() for key in keys}
    return {of_key[key]: " ".join(map(str, said)) for key, said in form.errors.items() if key in of_key}


def _changed(before: Profile, now: Profile) -> str:
    """いま答えた問い; the last of several that came at once."""
    asked = (question for question, keys in reversed(QUESTIONS.items()) if _of(before, keys) != _of(now, keys))
    return next(asked, "")


def _of(profile: Profile, keys: Iterable[str]) -> list[Any]:
    return [getattr(profile, key) for key in keys]


def _busiest(months: list[MonthColumn]) -> str:
    if not months:
        return ""
    named = _("と").join(_("%(month)d月") % {"month": month.first.month} for month in months)
    return _("%(months)sが%(n)d件でいちばん混みます。") % {"months": named, "n": months[0].count}


def _figure(growth: Growth, first: date, last: date) -> str:
    """図の文: what the columns show, for those who hear it."""
    span = {"from_year": first.year, "from_month": first.month, "to_year": last.year, "to_month": last.month}
    said = _("%(from_year)d年%(from_month)d月から%(to_year)d年%(to_month)d月までの、月ごとの締切の数。") % span
    return said + _busiest(growth.busiest)

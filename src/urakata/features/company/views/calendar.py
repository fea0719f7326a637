"""会社の暦: the year with the days of one's own; whoever owns the settings enters them and takes them out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import owner_only, owner_or_lead
from urakata.common.web.fields import EARLIEST, LATEST
from urakata.common.web.request import Request
from urakata.common.web.words import WEEKDAYS
from urakata.core.closing import Closing, Spell, spells
from urakata.core.dates_ja import LEAP_YEAR, parse_closed_day
from urakata.core.errors import InputMistake
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.forms.calendar import (
    CalendarForm,
    CalendarTableForm,
    ClosingRow,
    cells_of,
    closings_of,
    read_closings,
    text_of,
)
from urakata.features.company.queries import ClosingKind
from urakata.features.company.views.pages import add_reasons, page, told
from urakata.features.company.wording import CLOSED_HALVES, spell_words
from urakata.formats.spreadsheets import as_csv

REMOVED = "closed_days_removed"
SHOWN = 60


@require_GET
@owner_or_lead
def company_calendar(request: Request) -> HttpResponse:
    """会社の暦 of a year."""
    return _calendar(request, _year(request.GET.get("year", ""), request.now.date()))


@require_GET
@owner_or_lead
def company_calendar_table(_request: Request) -> HttpResponse:
    """会社の休みをCSVで: as it is read again."""
    answer = HttpResponse(as_csv(cells_of(queries.spells_kept())), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="closed-days.csv"'
    return answer


@require_POST
@owner_only
def company_calendar_preview(request: Request) -> HttpResponse:
    """先に見える: the days that were read, and what they would move; nothing is written."""
    year = _year(request.POST.get("year", ""), request.now.date())
    form = CalendarForm(request.POST, today=_from(year, request))
    if not form.is_valid():
        return _calendar(request, year, form=form, status=422)
    return _preview(request, form.rows, form)


@require_POST
@owner_only
def company_calendar_paste(request: Request) -> HttpResponse:
    """表の下見."""
    year = _year(request.POST.get("year", ""), request.now.date())
    form = CalendarTableForm(request.POST, request.FILES, today=_from(year, request))
    if not form.is_valid():
        return _calendar(request, year, table=form, status=422)
    return _preview(request, form.rows, form, status=422 if _wrong(form.rows) else 200)


@require_POST
@owner_only
def company_calendar_add(request: Request) -> HttpResponse:
    """休みにする: what was seen."""
    form = CalendarTableForm(request.POST, today=request.now.date())
    if not form.is_valid():
        return _calendar(request, request.now.year, table=form, status=422)
    if _wrong(form.rows):
        return _preview(request, form.rows, form, status=422)
    closings = closings_of(form.rows)
    try:
        done = actions.close_days(_company(), closings, by=request.viewer, at=request.now)
    except NotAllowed as refusal:
        add_reasons(form, refusal)
        return _preview(request, form.rows, form, status=422)
    if done[ClosingKind.ADDED] or done[ClosingKind.CHANGED]:
        messages.success(request, _("%(days)sを休みにしました。") % {"days": _told(closings, request.now.date())})
    else:
        messages.info(request, _("変わった所はありません。"))
    return _back(closings)


@require_POST
@owner_only
@told("company_calendar")
def company_calendar_remove(request: Request) -> HttpResponse:
    """休みを外す: said on the page, with the way back."""
    keys = [key for text in request.POST.getlist("day") if (key := _key(text))]
    gone = actions.open_days(_company(), keys, by=request.viewer, at=request.now)
    request.session[REMOVED] = text_of([ClosingRow(1, spells(gone))])
    return _back(gone)


def _preview(request: Request, rows: list[ClosingRow], form: Any, *, status: int = 200) -> HttpResponse:
    today, kept = request.now.date(), queries.closings()
    is_refused = _wrong(rows)
    moves = [] if is_refused else queries.moved_by_closing(request.viewer, closings_of(rows), kept)
    counts = sum((row.kinds(kept) for row in rows), start=ClosingRow(0).kinds(kept))
    context = {
        "form": form,
        "rows": [(row, [_shown(spell, today) for spell in row.spells], _kind(row, kept)) for row in rows],
        "counts": {kind.value: counts[kind] for kind in ClosingKind},
        "is_refused": is_refused,
        "text": getattr(form, "said", "") if is_refused else text_of(rows),
        "moves": moves[:SHOWN],
        "more": max(0, len(moves) - SHOWN),
        "opened": sum(move.is_open for move in moves),
        "last": today + queries.AHEAD,
    }
    return page(request, "calendar_preview.html", "calendar", status=status, **context)


def _calendar(
    request: Request,
    year: int,
    *,
    form: CalendarForm | None = None,
    table: CalendarTableForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = request.now.date()
    shown = queries.calendar_year(year, today)
    removed = request.session.pop(REMOVED, "") if REMOVED in request.session and not form and not table else ""
    context = {
        "year": shown,
        "months": [_month(month) for month in shown.months],
        "weekdays": [_(WEEKDAYS[number]) for number in (6, 0, 1, 2, 3, 4, 5)],
        "before": year - 1 if year > EARLIEST.year else None,
        "after": year + 1 if year < LATEST.year else None,
        "once": [_shown(spell) for spell in shown.once],
        "yearly": [_shown(spell) for spell in shown.yearly],
        "form": form or CalendarForm(today=today, auto_id="cal_%s"),
        "table": table or CalendarTableForm(today=today, auto_id="tab_%s"),
        "removed": removed,
        "removed_days": _removed_words(removed, today),
    }
    return page(request, "calendar.html", "calendar", status=status, **context)


def _shown(spell: Spell, today: date | None = None) -> dict[str, Any]:
    days = [(_day_key(spell, on), spell_words(_alone(spell, on), today)) for on in spell.days()]
    half = CLOSED_HALVES[spell.half] if spell.half else ""
    return {"words": spell_words(spell, today), "name": spell.name, "half": half, "days": days}


def _month(month: queries.Month) -> dict[str, Any]:
    weeks = [[{"on": cell.on, "css": _css(cell), "said": _said(cell)} for cell in week] for week in month.weeks]
    named = [_named(each) for each in month.named]
    return {"first": month.first, "open_days": month.open_days, "weeks": weeks, "named": named}


def _css(cell: queries.Cell) -> str:
    is_half = cell.own is not None and cell.own.half != ""
    told = {
        "off": not cell.is_open,
        "hol": bool(cell.holiday),
        "own": cell.own is not None and not is_half,
        "half": is_half,
        "now": cell.is_today,
    }
    return " ".join(name for name, is_so in told.items() if is_so)


def _said(cell: queries.Cell) -> str:
    """The same in words, for whoever does not see the hatching; that weekends are closed goes without saying."""
    told = [cell.holiday]
    if cell.own:
        told += [cell.own.name or _("会社の休み"), str(CLOSED_HALVES[cell.own.half]) if cell.own.half else ""]
    return "、".join(filter(None, told))


def _named(each: queries.Named) -> dict[str, Any]:
    """名のある日 under its month: 12日〜15日 夏季休業."""
    spell = each.spell
    days = "〜".join(_("%(day)d日") % {"day": on.day} for on in dict.fromkeys([spell.first, spell.last]))
    name = spell.name or _("会社の休み")
    return {"days": days, "name": name, "half": CLOSED_HALVES[spell.half] if spell.half else "", "is_own": each.is_own}


def _alone(spell: Spell, on: date) -> Spell:
    return Spell(on, on, spell.is_yearly)


def _day_key(spell: Spell, on: date) -> str:
    return f"{on:%m-%d}" if spell.is_yearly else on.isoformat()


def _key(text: str) -> tuple[bool, date] | None:
    try:
        day = parse_closed_day(text)
    except InputMistake:
        return None
    return (False, day) if isinstance(day, date) else (True, date(LEAP_YEAR, *day))


def _kind(row: ClosingRow, kept: Any) -> str:
    """What a row does, in one word: a day that is new counts before one that changes."""
    kinds = row.kinds(kept)
    return next((kind.value for kind in ClosingKind if kinds[kind]), "")


def _wrong(rows: list[ClosingRow]) -> bool:
    return any(row.wrong for row in rows)


def _told(closings: list[Closing], today: date) -> str:
    """夏季休業（8月12日（木）〜15日（日））."""
    told = [(spell.name, spell_words(spell, today)) for spell in spells(closings)]
    first = "、".join(f"「{name}」{days}" if name else days for name, days in told[:3])
    return first if len(told) <= 3 else _("%(first)sなど%(count)dか所") % {"first": first, "count": len(told)}


def _removed_words(text: str, today: date) -> str:
    return _told(closings_of(read_closings(text, today)[0]), today) if text else ""


def _back(closings: list[Closing]) -> HttpResponse:
    """To the year in which they lie."""
    years = [closing.on.year for closing in closings if not closing.is_yearly]
    return redirect(reverse("company_calendar") + (f"?year={min(years)}" if years else ""))


def _year(text: str, today: date) -> int:
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    return year if EARLIEST.year <= year <= LATEST.year else today.year


def _from(year: int, request: Request) -> date:
    """From which day on a day without its year is the coming one."""
    today = request.now.date()
    return today if year == today.year else date(year, 1, 1)


def _company() -> Any:
    found = queries.company()
    if found is None:
        raise Http404
    return found

"""出来事の頁: what may happen, what follows from it, and what was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import office_only
from urakata.common.web.request import Request
from urakata.core.events import Concerns, EventGroup, all_days
from urakata.core.happening import Brought, Left, Why
from urakata.core.refusal import NotAllowed
from urakata.features.duties import actions, queries
from urakata.features.duties.forms.happenings import ON, HappeningForm
from urakata.features.duties.wording import moved_words, sentences, why_left
from urakata.features.procedures import queries as procedures
from urakata.rules.duty_words import counted, explanation

OF_PERSON = {"birth_on": "birth_on", "hire_date": "hired_on", "last_day": "leaves_on"}  # what 社員台帳 knows already
SHOWN = 50


@require_GET
@office_only
def happenings(request: Request) -> HttpResponse:
    """出来事: what may have happened, and what is kept."""
    words = request.GET.get("q", "")[:100]
    kept = queries.standing(request.viewer, words)
    deadlines = queries.of_happenings(request.viewer, kept[:SHOWN])
    lines = [_kept(each, deadlines.get(each.code, [])) for each in kept[:SHOWN]]
    context = {
        "q": words,
        "groups": [group for group in queries.groups(request.viewer) if not words or _is_called(group, words)],
        "open": [line for line in lines if line["left"]],
        "over": [line for line in lines if not line["left"]],
        "more": len(kept) - len(lines),
        "may_see_milestones": queries.may_see_milestones(request.viewer),
    }
    return render(request, "duties/happenings.html", context)


@require_GET
@office_only
def happening_new(request: Request, group: str) -> HttpResponse:
    """出来事の用紙, about a person where it was come from their page."""
    found = queries.group(request.viewer, group)
    people = _people(request, found)
    person = next((each for each in people if each.code == request.GET.get("person", "")), None)
    known = {ON + name: getattr(person, column) for name, column in OF_PERSON.items() if person}
    form = HappeningForm(
        group=found, today=request.viewer.on, people=people,
        initial={"person": person.code if person else "", **known},
    )  # fmt: skip
    days = {ask.name: on for ask in found.asks if (on := known.get(ON + ask.name))}
    return _new(request, found, form, days)


@require_POST
@office_only
def happening_preview(request: Request, group: str) -> HttpResponse:
    """並ぶもの, before anything is kept."""
    found = queries.group(request.viewer, group)
    form = _form(request, found)
    is_valid = form.is_valid()
    return _new(request, found, form, form.days, status=200 if is_valid else 422)


@require_POST
@office_only
def happening_add(request: Request, group: str) -> HttpResponse:
    """出来事を足す."""
    found = queries.group(request.viewer, group)
    form = _form(request, found)
    if not form.is_complete():
        return _new(request, found, form, form.days, status=422)
    said = form.cleaned_data
    person = said.get("person")
    made = actions.keep(
        found, person=person, label="" if person else said["label"], days=form.days, without=form.without,
        by=request.viewer, at=request.now,
    )  # fmt: skip
    messages.success(request, _("出来事を足しました。締切が並びました。"))
    return redirect("happening", code=made.code)


@require_GET
@office_only
def happening(request: Request, code: str) -> HttpResponse:
    """出来事, with its deadlines and how they stand."""
    return _happening(request, queries.happening(request.viewer, code))


@require_POST
@office_only
def happening_moves(request: Request, code: str) -> HttpResponse:
    """この日にすると動くもの, before it is kept."""
    found = queries.happening(request.viewer, code)
    form = _form(request, queries.group_of(found), kept=found)
    return _moves(request, found, form) if form.is_complete() else _happening(request, found, form=form, status=422)


@require_POST
@office_only
def happening_change(request: Request, code: str) -> HttpResponse:
    """日を変える."""
    found = queries.happening(request.viewer, code)
    form = _form(request, queries.group_of(found), kept=found)
    if form.is_complete():
        try:
            changed = actions.change(
                found, days=form.days, without=form.without, seen=request.POST.get("stands", "")[:20],
                by=request.viewer, at=request.now,
            )  # fmt: skip
            messages.success(request, _("日を変えました。") if changed else _("変わった所はありません。"))
            return redirect("happening", code=code)
        except NotAllowed as refusal:
            for reason in sentences(refusal.problems):
                form.add_error(None, reason)
    return _happening(request, queries.happening(request.viewer, code), form=form, status=422)


@require_POST
@office_only
def happening_take_back(request: Request, code: str) -> HttpResponse:
    """出来事を取り消す; its page offers to put it back."""
    found = queries.happening(request.viewer, code)
    actions.take_back(found, by=request.viewer, at=request.now)
    messages.success(request, _("出来事を取り消しました。この出来事の締切は、もう並びません。"))
    return redirect("happening", code=code)


@require_POST
@office_only
def happening_put_back(request: Request, code: str) -> HttpResponse:
    """取り消した出来事を戻す."""
    found = queries.happening(request.viewer, code)
    actions.put_back(found, by=request.viewer, at=request.now)
    messages.success(request, _("出来事を戻しました。締切がまた並びます。"))
    return redirect("happening", code=code)


@dataclass(frozen=True, slots=True)
class Line:
    """並ぶ締切の一行: its days, how they were counted, and both readings where the counting is disputed."""

    duty: Any
    days: Any
    how: str
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Echo:
    """読み取った日: as it was written, or worked out from another."""

    name: str
    label: str
    on: date | None
    is_worked_out: bool


def _form(request: Request, group: EventGroup, *, kept: Any = None) -> HappeningForm:
    people = [] if kept else _people(request, group)
    return HappeningForm(request.POST, group=group, today=request.viewer.on, people=people, fixed=kept is not None)


def _people(request: Request, group: EventGroup) -> Iterable[Any]:
    return queries.people_for(request.viewer) if group.concerns is Concerns.PERSON else []


def _new(
    request: Request, group: EventGroup, form: HappeningForm, days: dict[str, date], *, status: int = 200
) -> HttpResponse:
    context = {"group": group, "form": form, "whom": _whom(form)} | _foreseen(group, form, days)
    return render(request, "duties/happening_new.html", context, status=status)


def _whom(form: HappeningForm) -> list[Any]:
    return [form[name] for name in ("person", "label") if name in form.fields]


def _foreseen(group: EventGroup, form: HappeningForm, days: dict[str, date]) -> dict[str, Any]:
    """並ぶものと、並ばないもの."""
    without = form.without
    brought = queries.foreseen(group, days, without)
    known = all_days(group, days)
    echoes = {ask.name: Echo(ask.name, ask.label, known.get(ask.name), ask.name not in days) for ask in group.asks}
    return {
        "days": days,
        "asked": [(form[ON + ask.name], echoes[ask.name]) for ask in group.asks if not ask.sources],
        "worked_out": [(form[ON + ask.name], echoes[ask.name]) for ask in group.asks if ask.sources],
        "unfolded": any(ask.sources and (ON + ask.name in form.errors or ask.name in days) for ask in group.asks),
        "oob": ",".join(f"#echo-{ask.name}" for ask in group.asks),
        "lines": [_line(each) for each in brought.counts],
        "stretches": brought.stretches,
        "undated": _lefts(brought.undated, group),
        "off": [pair for pair in _lefts(brought.off, group) if pair[0].duty.id not in without],
        "taken_out": [left.duty for left in brought.off if left.duty.id in without],
    }


def _line(count: Any) -> Line:
    days = count.days
    safe = days.safe_reading if days.safe_reading and days.safe_reading.on != days.nominal_on else None
    readings = (counted(days.reading), counted(safe)) if safe and days.reading else ()
    return Line(count.duty, days, explanation(count.duty, days), readings)


def _lefts(left: Iterable[Left], group: EventGroup) -> list[tuple[Left, str]]:
    return [(each, why_left(each, group)) for each in left]


def _happening(request: Request, found: Any, *, form: HappeningForm | None = None, status: int = 200) -> HttpResponse:
    group, viewer = queries.group_of(found), request.viewer
    known = {ON + name: on for name, on in found.days().items()}
    form = form or HappeningForm(group=group, today=viewer.on, fixed=True, initial=known)
    here = queries.ground()
    brought = queries.foreseen(group, found.days(), found.without, here)
    procedure = procedures.visible_to(viewer).filter(key=group.procedure).first() if group.procedure else None
    days = all_days(group, found.days())
    context = {
        "happening": found,
        "group": group,
        "label": _about(found),
        "form": form,
        "deadlines": [] if found.taken_back_at else queries.of_happenings(viewer, [found], here)[found.code],
        "stretches": brought.stretches,
        "undated": _lefts(brought.undated, group),
        "off": _lefts(brought.off, group),
        "echoes": [Echo(a.name, a.label, days.get(a.name), a.name not in found.days()) for a in group.asks],
        "choosable": _choosable(brought),
        "may_open_person": viewer.is_owner or viewer.is_lead,
        "run": queries.open_run(viewer, found),
        "procedure": procedure,
    }
    return render(request, "duties/happening.html", context, status=status)


def _choosable(brought: Brought) -> list[tuple[Any, bool]]:
    """義務 that this one may have or not have, with whether it has them."""
    taken_out = [(left.duty, False) for left in brought.off if left.why is Why.NOT_THIS_TIME]
    return [(each.duty, True) for each in brought.counts] + taken_out


def _moves(request: Request, found: Any, form: HappeningForm) -> HttpResponse:
    """この変更で動くもの: every deadline before and after."""
    group = queries.group_of(found)
    here = queries.ground()
    before = {each.duty.id: each for each in queries.foreseen(group, found.days(), found.without, here).counts}
    after = {each.duty.id: each for each in queries.foreseen(group, form.days, form.without, here).counts}
    context = {
        "happening": found,
        "group": group,
        "label": _about(found),
        "form": form,
        "stands": request.POST.get("stands", "")[:20],
        "offered": form.offered,
        "kept": form.kept,
        "moves": [_move(before.get(id), after.get(id)) for id in dict.fromkeys([*after, *before])],
    }
    return render(request, "duties/happening_moves.html", context)


def _move(before: Any, after: Any) -> tuple[str, date | None, date | None, str]:
    was, will = (each.days.act_by if each else None for each in (before, after))
    return (after or before).duty.title, was, will, moved_words(was, will)


def _kept(happening: Any, deadlines: list[Any]) -> dict[str, Any]:
    """出来事の一行: how much of it is left."""
    left = [each for each in deadlines if not each.is_done]
    return {
        "happening": happening,
        "group": queries.group_of(happening),
        "label": _about(happening),
        "count": len(deadlines),
        "left": left,
        "next": left[0] if left else None,
    }


def _about(happening: Any) -> str:
    return str(happening.person.name if happening.person else happening.label)


def _is_called(group: EventGroup, words: str) -> bool:
    text = group.title + group.why
    return all(word in text for word in words.replace("　", " ").split())

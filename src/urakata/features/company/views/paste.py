"""名簿を貼り付ける: seen first, then all of it or nothing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import owner_or_lead
from urakata.common.web.request import Request
from urakata.features.company import actions
from urakata.features.company.forms.paperwork import PasteForm
from urakata.features.company.forms.people_table import PeopleTable, read_people
from urakata.features.company.queries.pasting import Kind, Plan, PlannedRow, plan
from urakata.features.company.views.pages import page
from urakata.features.company.wording import COLUMNS, TABLES, cell_sentence, value_words

SHOWN = 200


@require_GET
@owner_or_lead
def people_paste(request: Request) -> HttpResponse:
    """名簿を貼る用紙."""
    return page(request, "paste.html", "people", form=PasteForm())


@require_POST
@owner_or_lead
def people_paste_preview(request: Request) -> HttpResponse:
    """下見: row by row what would be added, changed or refused; nothing is written."""
    form = PasteForm(request.POST)
    if not form.is_valid():
        return page(request, "paste.html", "people", form=form, status=422)
    found = read_people(form.cleaned_data["text"])
    if found.problem or found.personal_numbers:
        return _unread(request, form, found)
    planned = plan(request.viewer, found.rows)
    return _preview(request, form, found, planned, status=422 if planned.is_refused else 200)


@require_POST
@owner_or_lead
def people_paste_confirm(request: Request) -> HttpResponse:
    """取り込む: what was seen, as long as it is still the same."""
    form = PasteForm(request.POST)
    if not form.is_valid():
        return page(request, "paste.html", "people", form=form, status=422)
    found = read_people(form.cleaned_data["text"])
    if found.problem or found.personal_numbers:
        return _unread(request, form, found)
    planned = plan(request.viewer, found.rows)
    if planned.seal != form.cleaned_data["seal"]:
        form.add_error(None, _("下見のあとに名簿が変わりました。もう一度、見てから取り込んでください。"))
    elif planned.asks and not form.cleaned_data["not_personal"]:
        form.add_error("not_personal", _("12けたの数字があります。マイナンバーなら、消してから貼り直してください。"))
    elif not planned.is_refused:
        actions.take_in(planned, by=request.viewer, at=request.now)
        told = {"added": planned.counts[Kind.ADDED], "changed": planned.counts[Kind.CHANGED]}
        messages.success(request, _("取り込みました。足した人%(added)d名、変えた人%(changed)d名。") % told)
        return redirect("people")
    return _preview(request, form, found, planned, status=422)


def _unread(request: Request, form: PasteForm, found: PeopleTable) -> HttpResponse:
    if found.problem:
        form.add_error("text", TABLES[found.problem])
    for heading in found.personal_numbers:
        form.add_error(
            "text",
            _(
                "「%(heading)s」の列は取り込めません。マイナンバーは残さず、"
                "「受け取った」「確かめた」「廃棄した」を手順の確かめることにしてください。列を消して貼り直せます。"
            )
            % {"heading": heading},
        )
    return page(request, "paste.html", "people", form=form, status=422)


def _preview(request: Request, form: PasteForm, found: PeopleTable, planned: Plan, *, status: int) -> HttpResponse:
    first = sorted(planned.rows, key=lambda row: (row.kind is not Kind.REFUSED, row.row.line))[:SHOWN]
    return page(
        request,
        "paste_preview.html",
        "people",
        status=status,
        form=form,
        text=form.cleaned_data["text"],
        plan=planned,
        counts=planned.counts,
        rows=[_shown(row) for row in first],
        rest=max(0, len(planned.rows) - SHOWN),
        unread=found.unread,
    )


def _shown(planned: PlannedRow) -> dict[str, object]:
    return {
        "line": planned.row.line,
        "kind": planned.kind.value,
        "name": planned.row.text("name") or (planned.person and planned.person.name) or "",
        "asks": planned.row.may_be_personal_number,
        "changes": [(COLUMNS[name], value_words(name, value)) for name, value in planned.changes.items()],
        "wrong": [cell_sentence(wrong.column, wrong.problem, wrong.text) for wrong in planned.wrong],
    }

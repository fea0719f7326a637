"""設定の会社と部署."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from urakata.common.web.access import owner_only, owner_or_lead, signed_in
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.features.company import actions, queries
from urakata.features.company.forms.paperwork import ClosingForm, DepartmentForm
from urakata.features.company.forms.profile import ProfileForm
from urakata.features.company.views.pages import add_reasons, page, told


@require_GET
@signed_in
def settings(request: Request) -> HttpResponse:
    """設定: to the first page one may open."""
    manages = request.viewer.is_owner or request.viewer.is_lead
    return redirect("settings_company" if manages else "me")


@require_GET
@owner_or_lead
def company(request: Request) -> HttpResponse:
    """会社."""
    return page(request, "company.html", "company", form=ProfileForm(profile=queries.profile()))


@require_POST
@owner_only
def company_save(request: Request) -> HttpResponse:
    """会社のことを変える."""
    found = queries.company()
    if found is None:
        raise Http404
    form = ProfileForm(request.POST, profile=queries.profile())
    if not form.is_valid():
        return page(request, "company.html", "company", form=form, status=422)
    changed = actions.change_company(found, form.profile, by=request.viewer, at=request.now)
    messages.success(request, _("保存しました。") if changed else _("変わった所はありません。"))
    return redirect("settings_company")


@require_GET
@owner_or_lead
def departments(request: Request) -> HttpResponse:
    """部署."""
    return _departments(request, DepartmentForm())


@require_GET
@owner_or_lead
def department(request: Request, pk: int) -> HttpResponse:
    """部署: who stands in it, who comes, and what is left when it closes; `until` in the address looks ahead."""
    found = _department(pk)
    form = ClosingForm(request.GET if "until" in request.GET else None, initial={"until": found.until})
    typed = form.cleaned_data["until"] if form.is_bound and form.is_valid() else None
    until: date | None = typed or found.until
    context = {
        "department": found,
        "form": form,
        "until": until,
        "people": queries.standing_after(request.viewer, found, until or request.viewer.on),
        "coming": queries.coming_into(request.viewer, found),
        "moves": queries.left_by_closing(request.viewer, found, until) if until else None,
    }
    return page(request, "department.html", "departments", **context)


@require_POST
@owner_only
def department_add(request: Request) -> HttpResponse:
    """部署を足す."""
    form = DepartmentForm(request.POST)
    if not form.is_valid():
        return _departments(request, form, status=422)
    made = actions.save_department(None, by=request.viewer, at=request.now, **form.cleaned_data)
    messages.success(request, _("%(name)sを足しました。") % {"name": made.name})
    return redirect("departments")


@require_POST
@owner_only
def department_change(request: Request, pk: int) -> HttpResponse:
    """部署を変える."""
    found = _department(pk)
    form = DepartmentForm(request.POST, department=found)
    if form.is_valid():
        try:
            actions.save_department(found, by=request.viewer, at=request.now, **form.cleaned_data)
            messages.success(request, _("保存しました。"))
            return redirect("departments")
        except NotAllowed as refusal:
            add_reasons(form, refusal)
    return _departments(request, form, status=422, changing=found)


@require_POST
@owner_only
@told("departments")
def department_remove(request: Request, pk: int) -> HttpResponse:
    """部署をしまう."""
    found = _department(pk)
    name = found.name
    actions.remove_department(found, by=request.viewer, at=request.now)
    messages.success(request, _("%(name)sをしまいました。") % {"name": name})
    return redirect("departments")


def _departments(request: Request, form: DepartmentForm, *, status: int = 200, changing: Any = None) -> HttpResponse:
    rows = list(queries.departments())
    forms = {row.pk: _form_of(row, rows) for row in rows} if request.viewer.is_owner else {}
    shown = [(row, form if changing and row.pk == changing.pk else forms.get(row.pk)) for row in rows]
    new = DepartmentForm() if changing else form
    return page(request, "departments.html", "departments", status=status, rows=shown, form=new, changing=changing)


def _form_of(row: Any, among: list[Any]) -> DepartmentForm:
    initial = {"name": row.name, "parent": row.parent_id or "", "position": row.position}
    initial |= {"since": row.since, "until": row.until}
    return DepartmentForm(initial=initial, department=row, among=among, auto_id=f"d{row.pk}_%s")


def _department(pk: int) -> Any:
    found = queries.department(pk)
    if found is None:
        raise Http404
    return found

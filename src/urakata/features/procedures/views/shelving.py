"""しまう・戻す."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from urakata.common.web.access import in_office
from urakata.common.web.request import Request
from urakata.features.procedures import actions, queries
from urakata.features.procedures.views.refusing import explained


@require_POST
@in_office
@explained
def retire(request: Request, code: str) -> HttpResponse:
    """しまう."""
    found = queries.procedure(request.viewer, code, retired=True)
    actions.retire(found, by=request.viewer, at=request.now)
    messages.success(request, _("「%(title)s」をしまいました。「しまった手順」から戻せます。") % {"title": found.title})
    return redirect("procedure", code=found.code)


@require_POST
@in_office
@explained
def bring_back(request: Request, code: str) -> HttpResponse:
    """戻す."""
    found = queries.procedure(request.viewer, code, retired=True)
    actions.bring_back(found, by=request.viewer, at=request.now)
    messages.success(request, _("「%(title)s」を棚に戻しました。") % {"title": found.title})
    return redirect("procedure", code=found.code)

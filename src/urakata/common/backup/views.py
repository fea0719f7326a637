"""控えの画面: the last good backup, large."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from urakata.common.backup import actions, queries
from urakata.common.commands import BadInput
from urakata.common.web.access import owner_or_lead
from urakata.common.web.request import Request


@require_safe
@owner_or_lead
def backup(request: Request) -> HttpResponse:
    """控え."""
    return render(request, "backup/backup.html", {"state": queries.state(request.now.date())})


@require_POST
@owner_or_lead
def backup_take(request: Request) -> HttpResponse:
    """いま控えをとる."""
    try:
        actions.take_dated(by=request.viewer, at=request.now)
    except BadInput as why_not:
        messages.error(request, str(why_not))
    return redirect("backup")

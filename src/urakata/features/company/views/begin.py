"""はじめ方: an empty home becomes a company, by the link that the terminal showed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from urakata.common.accounts import beginning
from urakata.common.web.request import Request
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import operator
from urakata.features.company import actions, queries
from urakata.features.company.forms.beginning import BeginForm
from urakata.features.company.views.enter import sign_in


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request, token: str) -> HttpResponse:
    """はじめ方: looking spends nothing; used, replaced and unknown look the same."""
    if queries.company() is not None or not beginning.is_open(token):
        return _over(request)
    form = BeginForm(request.POST or None)
    if not form.is_valid():
        return render(request, "company/begin.html", {"form": form}, status=422 if form.is_bound else 200)
    words = {name: form.cleaned_data[name] for name in ("name", "owner", "address", "password")}
    try:
        owner = actions.begin_company(token=token, **words, by=operator(request.now.date()), at=request.now)
    except NotAllowed:
        return _over(request)
    sign_in(request, owner.account)
    return redirect("begin_company")


def _over(request: Request) -> HttpResponse:
    """The quiet page while there is no company; afterwards a link like any other that is over."""
    is_begun = queries.company() is not None
    return render(request, "company/invitation_over.html" if is_begun else "web/not_begun.html", status=404)

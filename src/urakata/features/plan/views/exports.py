"""予定を書き出す: the days between two days, as a table that Excel opens and as YAML."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from urakata.common.seams.dated import DatedThing
from urakata.common.web.request import Request
from urakata.features.plan import queries
from urakata.features.plan.forms import FeedForm, RangeForm
from urakata.features.plan.views.doors import at_own_desk
from urakata.features.plan.views.feeds import page
from urakata.features.plan.wording import table, tree
from urakata.formats.spreadsheets import as_csv
from urakata.formats.yaml_write import dump


@require_GET
@at_own_desk
def plan_csv(request: Request) -> HttpResponse:
    form = RangeForm(request.GET, today=request.now.date())
    if not form.is_valid():
        return _refused(request, form)
    return _file(as_csv(table(_days(request, form))), form.name("csv"), "text/csv")


@require_GET
@at_own_desk
def plan_yaml(request: Request) -> HttpResponse:
    form = RangeForm(request.GET, today=request.now.date())
    if not form.is_valid():
        return _refused(request, form)
    said = dump(tree(_days(request, form), *form.days())).encode()
    return _file(said, form.name("yaml"), "application/yaml")


def _days(request: Request, form: RangeForm) -> Sequence[DatedThing]:
    return queries.days(request.viewer, *form.days())


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _refused(request: Request, form: RangeForm) -> HttpResponse:
    return page(request, FeedForm(viewer=request.viewer), days=form, status=422)

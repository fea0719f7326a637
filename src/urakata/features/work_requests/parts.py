"""継ぎ目に入れるもの: a form behind the word `ask` of a step, and the forms of a procedure on its page."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from urakata.common.seams.part import Asked, Panel, Wrong
from urakata.common.seams.slot import Facts
from urakata.core.form import Field, FieldKind
from urakata.core.form import Form as Questions
from urakata.core.outline import Check, CheckKind
from urakata.core.viewer import Viewer
from urakata.features.company import queries as company
from urakata.features.procedures import queries as procedures
from urakata.features.work_requests import actions, queries
from urakata.features.work_requests.wording import KINDS, NOBODY_CALLED_SO

ANSWERED_WITH: Mapping[FieldKind, CheckKind] = {
    FieldKind.TEXT: CheckKind.TEXT,
    FieldKind.LONG_TEXT: CheckKind.TEXT,
    FieldKind.NUMBER: CheckKind.NUMBER,
    FieldKind.MONEY: CheckKind.NUMBER,
    FieldKind.DATE: CheckKind.DATE,
    FieldKind.CHOICE: CheckKind.CHOICE,
    FieldKind.PERSON: CheckKind.TEXT,
    FieldKind.FILE: CheckKind.FILE,
}


class Ask:
    """様式で尋ねる: the questions of a form as checks of a step."""

    key = "ask"

    def panels(self, asked: Collection[Asked]) -> Mapping[int, Panel]:
        found = queries.asked(asked)
        return {each.task_id: _panel(each, found.get(each.task_id)) for each in asked}

    def problems(self, asked: Collection[Asked]) -> Mapping[int, tuple[Wrong, ...]]:
        found = queries.asked(asked)
        return {each.task_id: tuple(_wrong(found[each.task_id], each)) for each in asked if each.task_id in found}

    def take(self, said: Collection[str], *, by: Viewer, at: datetime) -> None:
        actions.take(said, by=by, at=at)


def _check(field: Field) -> Check:
    return Check(
        key=field.key,
        text=field.text,
        kind=ANSWERED_WITH[field.kind],
        required=field.required,
        choices=field.choices,
    )


def _wrong(form: Questions, asked: Asked) -> Iterator[Wrong]:
    for field in form.fields:
        named = asked.values.get(field.key, "")
        if field.kind is FieldKind.PERSON and named and company.person_named(named) is None:
            yield Wrong(field.key, str(NOBODY_CALLED_SO))


def _panel(asked: Asked, form: Questions | None) -> Panel:
    fields = form.fields if form else ()
    facts = {
        "form": form,
        "said": asked.said,
        "looks": {f"ask:{field.key}": field for field in fields},
        "beside": form.reply if form else "",
    }
    return Panel("work_requests/_ask.html", tuple(map(_check, fields)), facts)


class FormsOfProcedure:
    """手順の頁: the forms that its steps name, and those that are not there."""

    place = procedures.PAGE

    def facts(self, viewer: Viewer, keys: Collection[int]) -> Mapping[int, Facts]:
        found = procedures.visible_to(viewer, retired=True).filter(pk__in=keys)
        panels = {each.pk: self._panel(viewer, each) for each in found}
        return {pk: panel for pk, panel in panels.items() if panel["forms"]}

    def _panel(self, viewer: Viewer, procedure: "procedures.Procedure") -> dict[str, Any]:
        steps = [step for step in procedures.published_outline(procedure).steps if step.ask]
        known = queries.in_use(viewer, {step.ask for step in steps}) if steps else {}
        forms = {step.ask: known.get(step.ask) for step in steps}
        return {
            "template": "work_requests/_forms.html",
            "forms": [(key, form, _lines(form)) for key, form in forms.items()],
        }


def _lines(form: Questions | None) -> list[tuple[Field, str]]:
    return [(field, str(KINDS[field.kind])) for field in form.fields] if form else []

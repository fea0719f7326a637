"""様式を取り込む: known again by its key; a changed one is a new edition, and open runs keep theirs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from urakata.common.audit import acts as audit
from urakata.common.codes import new_code
from urakata.core.form import Form as Questions
from urakata.core.form import to_plain
from urakata.core.procedure_rules import Problem, may_make, may_publish
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import Viewer
from urakata.features.work_requests import queries
from urakata.features.work_requests.models import Form, FormEdition


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Imported:
    """取り込んだ様式: what became of it, and where it is now."""

    outcome: Outcome
    form: Form


def import_form(questions: Questions, *, by: Viewer, at: datetime) -> Imported:
    """取り込む, in force at once for runs opened from now on. Raises NotAllowed."""
    if refused := _problems(questions, by):
        raise NotAllowed(refused)
    with audit.act(by=by, at=at) as record:
        found, is_new = Form.objects.select_for_update(of=("self",)).get_or_create(
            key=questions.key,
            clearance=questions.clearance,
            defaults={"code": new_code(), "title": questions.title, "made_at": at},
        )
        if found.edition_id and queries.questions(found) == questions:
            return Imported(Outcome.SAME, found)
        _put(found, questions, by=by, at=at)
        number = found.edition.number if found.edition else 1
        record("form.added" if is_new else "form.changed", about=found, edition=number, fields=len(questions.fields))
    return Imported(Outcome.ADDED if is_new else Outcome.CHANGED, found)


def _problems(questions: Questions, by: Viewer) -> list[Problem]:
    if not (by.is_operator or may_make(by)):
        return [Problem.MAY_NOT_PUBLISH]
    return [] if may_publish(by, None, questions.clearance) else [Problem.CLEARANCE_NOT_HELD]


def _put(form: Form, questions: Questions, *, by: Viewer, at: datetime) -> None:
    form.edition = FormEdition.objects.create(
        form=form,
        number=form.editions.count() + 1,
        content=to_plain(questions),
        published_by_id=by.person_id,
        published_at=at,
    )
    form.title = questions.title
    form.save(update_fields=["edition", "title"])


def take(keys: Collection[str], *, by: Viewer, at: datetime) -> list[Form]:
    """雛形をそろえる: those of the library that a procedure names and the company does not have yet.

    What `by` may not take is left: the step then says that its form is not there.
    """
    wanted = [queries.templates()[key] for key in sorted(set(keys)) if key in queries.templates()]
    have = set(Form.objects.filter(key__in=keys).values_list("key", "clearance"))
    missing = [each for each in wanted if (each.key, each.clearance) not in have and not _problems(each, by)]
    return [import_form(each, by=by, at=at).form for each in missing]

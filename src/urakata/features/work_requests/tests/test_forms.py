"""様式: taken once, changed by a new edition, and asked as it was when the run began."""

from datetime import timedelta

import pytest

from urakata.common.audit.models import Entry
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import operator
from urakata.features.procedures.actions import take_from_library
from urakata.features.runs.queries.spots import step_asked
from urakata.features.work_requests import queries
from urakata.features.work_requests.actions import import_form, take
from urakata.features.work_requests.models import Form, FormEdition
from urakata.features.work_requests.tests.conftest import FAMILY
from urakata.formats.forms import read

LATER = FAMILY.replace("変わったことはありますか", "今年変わったことはありますか")
HIDDEN = FAMILY.replace("title: 家族のこと", "title: 給与の家族のこと\nclearance: pay")


def outcome(text: str, by, at) -> str:
    questions, _ = read(text)
    assert questions
    return import_form(questions, by=by, at=at).outcome


def test_the_same_form_twice_is_known_again_and_a_changed_one_is_a_new_edition(office, at):
    by = operator(at.date())

    said = [outcome(text, by, at) for text in (FAMILY, FAMILY, LATER, LATER)]

    assert said == ["added", "same", "changed", "same"]
    assert list(FormEdition.objects.values_list("number", flat=True)) == [1, 2]
    assert list(Entry.objects.order_by("seq").values_list("act", flat=True)) == ["form.added", "form.changed"]


def test_nothing_is_taken_if_the_record_cannot_be_written(office, at, monkeypatch):
    monkeypatch.setattr("urakata.common.audit.acts._write", _broken)

    with pytest.raises(OSError, match="disk full"):
        outcome(FAMILY, operator(at.date()), at)

    assert not Form.objects.exists()


def _broken(entries: list) -> None:
    raise OSError("disk full")


@pytest.mark.parametrize(("who", "may"), [("morita", True), ("nishino", True), ("ohashi", False), ("kobayashi", False)])
def test_the_office_takes_forms_and_nobody_else(office, viewer_of, at, who, may):
    by = viewer_of(getattr(office, who))

    if may:
        assert outcome(FAMILY, by, at) == "added"
    else:
        with pytest.raises(NotAllowed):
            outcome(FAMILY, by, at)


def test_a_key_that_something_hidden_has_tells_nothing(office, viewer_of, at):
    """nishino does not hold 給与: a form of that key under it is as if it were not there."""
    nishino, saeki = viewer_of(office.nishino), viewer_of(office.saeki)
    outcome(HIDDEN, saeki, at)

    assert queries.form(nishino, "family") is None
    assert queries.in_use(nishino, ["family"]) == {}
    assert outcome(FAMILY, nishino, at) == "added"
    assert queries.in_use(nishino, ["family"])["family"].title == "家族のこと"
    assert queries.in_use(saeki, ["family"])["family"].title == "給与の家族のこと"
    with pytest.raises(NotAllowed):
        outcome(HIDDEN.replace("ない", "なし"), nishino, at)


def asks(task) -> str:
    return step_asked(task).checks[0].text


def test_a_run_asks_what_was_in_force_when_it_was_opened(take, hearing, task, at):
    take.form(LATER, on=at + timedelta(days=1))

    assert asks(task()) == "変わったことはありますか"


def test_a_run_that_was_opened_before_there_was_any_form_asks_the_first_one(take, hearing, task, at):
    Form.objects.update(edition=None)
    FormEdition.objects.all().delete()
    assert step_asked(task()).checks == ()

    take.form(LATER, on=at + timedelta(days=1))
    take.form(FAMILY, on=at + timedelta(days=2))

    assert asks(task()) == "今年変わったことはありますか"


def test_a_run_under_a_clearance_asks_the_form_under_it(take, hearing, task, at):
    take.form(HIDDEN.replace("変わったこと", "給与にかかわる変わったこと"))
    assert asks(task()) == "変わったことはありますか"

    run = task().run
    run.clearance = "pay"
    run.save(update_fields=["clearance"])

    assert asks(task()) == "給与にかかわる変わったことはありますか"


def test_a_procedure_of_the_library_brings_its_form(office, viewer_of, at):
    take_from_library("year_end_adjustment", by=viewer_of(office.saeki), at=at)

    assert list(Form.objects.values_list("key", "clearance")) == [("year_end_adjustment", "pay")]


def test_what_the_company_has_changed_is_not_taken_again(office, viewer_of, at):
    by = viewer_of(office.saeki)
    take(["leaving_confirmation"], by=by, at=at)
    own = queries.templates()["leaving_confirmation"]
    import_form(own.__class__(own.key, "うちの退社の確認", fields=own.fields), by=by, at=at)

    take_from_library("leaving", by=viewer_of(office.morita), at=at)

    assert Form.objects.get().title == "うちの退社の確認"


def test_whoever_may_not_take_a_form_still_publishes_the_procedure(office, viewer_of, at, take):
    steps = "key: a\ntitle: A\nsteps: [{key: x, title: 聞く, ask: year_end_adjustment}, {title: 見る, ask: nowhere}]"
    from urakata.features.procedures.actions import import_outline
    from urakata.formats.procedures import read as read_procedure

    outline, _ = read_procedure(steps)
    made = import_outline(outline, reason="はじめから", by=viewer_of(office.nishino), at=at)

    assert made.outcome == "added"
    assert not Form.objects.exists()

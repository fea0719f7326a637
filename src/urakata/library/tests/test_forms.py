"""様式の雛形: five plain questions at the most, and every procedure that names one finds it."""

import re

import pytest

from urakata.core.form import FieldKind, Form
from urakata.formats.forms import read, write
from urakata.formats.procedures import read as read_procedure
from urakata.library import forms, procedures

FILES = {name: raw.decode() for name, raw in forms()}
FORMS = {form.key: form for form, _ in map(read, FILES.values()) if form}
LONGEST_QUESTION, LONGEST_CHOICE = 32, 16


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_without_a_mistake_and_is_called_by_its_key(name: str) -> None:
    form, mistakes = read(FILES[name])

    assert mistakes == []
    assert form is not None
    assert name == f"{form.key}.yaml"
    assert read(write(form))[0] == form


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_questions_are_short_and_say_why_they_are_asked(form: Form) -> None:
    assert form.why
    assert form.reply
    assert [field.text for field in form.fields if len(field.text) > LONGEST_QUESTION] == []
    assert [choice for field in form.fields for choice in field.choices if len(choice) > LONGEST_CHOICE] == []
    assert not re.search(
        r"など|適宜|必ず|！|ご[記確][入認]", " ".join([form.why, *(f.text + f.help for f in form.fields)])
    )


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_takes_typing_or_a_paper_can_mostly_be_left_out(form: Form) -> None:
    typed = [field for field in form.fields if field.kind in {FieldKind.LONG_TEXT, FieldKind.FILE} and field.required]

    assert len(typed) <= 1


def test_every_form_that_a_procedure_of_the_library_names_is_there() -> None:
    outlines = [read_procedure(raw)[0] for _name, raw in procedures()]
    named = {step.ask: (outline, step) for outline in outlines if outline for step in outline.steps if step.ask}

    assert named.keys() == FORMS.keys()
    assert all(FORMS[key].clearance in {"", outline.clearance} for key, (outline, _step) in named.items())

"""用語: one word for one thing, from the screen to the code."""

import re
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps

from tests.docs.repository import DOCS, ROOT

OURS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("urakata.") and find_spec(f"{config.name}.models")
    for model in config.get_models()
]
ROW = re.compile(r"^\| ([^|`]+?) \| ((?:`[\w.]+`(?:, )?)+) \| .+ \|$", re.MULTILINE)


def words() -> dict[str, set[str]]:
    """日本語 → the names it has in the code."""
    page = (DOCS / "glossary.md").read_text(encoding="utf-8")
    return {term: set(re.findall(r"`([\w.]+)`", codes)) for term, codes in ROW.findall(page)}


def first_word(docstring: str) -> str:
    return max((term for term in words() if docstring.startswith(term)), key=len, default="")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_models_docstring_begins_with_its_word(model):
    said = model.__doc__ or ""

    assert model.__name__ in words().get(first_word(said), set()), f"glossary.md has no row 「{said[:12]}…」"


def test_no_word_stands_twice():
    page = (DOCS / "glossary.md").read_text(encoding="utf-8")
    terms = [term for term, _ in ROW.findall(page)]

    assert sorted(set(terms)) == sorted(terms)


@pytest.mark.parametrize("name", ["models", "states"])
def test_what_the_code_calls_so_is_a_row(name):
    named = set().union(*words().values())
    flow = import_module("urakata.core.flow")
    wanted = {model.__name__ for model in OURS} if name == "models" else {f"State.{state.name}" for state in flow.State}

    assert wanted - named == set()


def test_every_word_of_the_design_has_its_row():
    design = ROOT.parent / "shared" / "design.md"
    if not design.exists():
        pytest.skip("the design is not beside this checkout")
    table = design.read_text(encoding="utf-8").partition("## 2. Words")[2].partition("## 3.")[0]
    rows = re.findall(r"^\| ([^|`]+?) \| ", table, re.MULTILINE)
    known = "・".join(words())

    assert [row for row in rows if row != "日本語" and not all(w.strip() in known for w in re.split("・|/", row))] == []

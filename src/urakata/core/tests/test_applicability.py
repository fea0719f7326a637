"""当てはまるか: a small expression over the profile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from urakata.core.applicability import asked_keys, holds, parse
from urakata.core.duty import PROFILE_KEYS
from urakata.core.errors import InputMistake

COMPANY = {
    "kind": "corporation",
    "employees": 48,
    "industries": ["construction"],
    "bonuses": [],
    "invoice_registered": True,
}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("employees >= 50", False),
        ("employees < 50", True),
        ("employees == 48", True),
        ("kind == corporation", True),
        ("kind != corporation", False),
        ("industries has construction", True),
        ("industries has dispatch", False),
        ("invoice_registered", True),
        ("bonuses", False),
        ("not bonuses", True),
        ("kind == sole or employees > 10", True),
        ("kind == corporation and employees > 100", False),
        ("not (kind == sole or bonuses) and employees == 48", True),
        ("consumption_tax == exempt", None),
        ("consumption_tax == exempt and kind == sole", False),
        ("consumption_tax == exempt or kind == corporation", True),
        ("not consumption_tax == exempt", None),
        ("kind >= 3", None),
        ("employees has dispatch", None),
    ],
)
def test_an_expression_is_answered_or_left_open(text, answer):
    assert holds(parse(text, PROFILE_KEYS), COMPANY) is answer


@pytest.mark.parametrize(
    "text",
    ["", "employees => 50", "employees >=", "employees >= 50 and", "(kind == sole", "kind == sole)",
     "kind sole", "50 > 3", "__import__('os')", "kind == sole; employees", "employ >= 50",
     "(" * 60 + "kind" + ")" * 60, "kind " * 400],
)  # fmt: skip
def test_what_is_no_expression_is_refused(text):
    with pytest.raises(InputMistake):
        parse(text, PROFILE_KEYS)


@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_a_mistake(text):
    try:
        found = parse(text, PROFILE_KEYS)
    except InputMistake:
        return
    assert asked_keys(found) <= PROFILE_KEYS


@given(st.dictionaries(st.sampled_from(sorted(COMPANY)), st.booleans()))
def test_more_answers_never_turn_a_decision_round(left_out):
    """What was decided while something was not known stays so once it is."""
    expression = parse(
        "kind == corporation and (employees >= 50 or industries has construction) and not bonuses", PROFILE_KEYS
    )
    known = {key: value for key, value in COMPANY.items() if not left_out.get(key)}

    assert holds(expression, known) in {None, holds(expression, COMPANY)}

import json

from hypothesis import given, settings

from urakata.core.outline import Outline
from urakata.core.outline_plain import from_plain, to_plain
from urakata.core.tests.outlines import outlines, payroll


@settings(max_examples=60, deadline=None)
@given(outlines)
def test_an_outline_comes_back_from_the_database_as_it_went_in(outline: Outline) -> None:
    stored = json.loads(json.dumps(to_plain(outline)))

    assert from_plain(stored) == outline


def test_what_equals_its_default_is_left_out() -> None:
    plain = to_plain(payroll())

    assert plain["steps"][0] == {
        "key": "calculate",
        "title": "計算する",
        "checks": [{"key": "gross", "text": "総支給額", "kind": "number"}],
    }
    assert plain["steps"][1]["gate"] == {"kind": "blind", "of": "gross"}

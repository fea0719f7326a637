"""対象のことば: what a file says of the people of a grid is shown as a sentence, not as it stands in the file."""

from urakata.core.outline import Who, WhoKind
from urakata.features.procedures import wording


def test_people_of_the_ledger_are_said_in_words():
    assert wording.later({"subjects": {"ledger": "people", "where": "employed"}}) == [
        "対象：社員台帳で、その日に在籍している人"
    ]


def test_each_subject_is_said_in_words():
    assert wording.who(Who(WhoKind.SUBJECT, "each")) == "対象の本人"

"""手順のファイル: named at their step, in their place, within bounds."""

import pytest

from urakata.core.outline import Outline, Step
from urakata.core.refusal import NotAllowed
from urakata.core.step_files import MOST_OF_A_STEP, Problem, names_in, with_file, without_file

TWO = Outline("k", "手順", steps=(Step("a", "集める", files=("一覧.xlsx",)), Step("b", "送る")))


def test_a_file_comes_last_and_another_step_stays():
    changed = with_file(TWO, "a", "画面.png")

    assert changed.steps[0].files == ("一覧.xlsx", "画面.png")
    assert changed.steps[1] == TWO.steps[1]


def test_one_in_the_place_of_another():
    changed = with_file(with_file(TWO, "a", "画面.png"), "a", "一覧-2.xlsx", instead="一覧.xlsx")

    assert changed.steps[0].files == ("一覧-2.xlsx", "画面.png")


def test_what_is_taken_out_is_named_no_more():
    assert names_in(without_file(TWO, "a", "一覧.xlsx")) == frozenset()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda: with_file(TWO, "gone", "画面.png"), Problem.STEP_GONE),
        (lambda: with_file(TWO, "a", "画面.png", instead="前の.png"), Problem.FILE_GONE),
        (lambda: without_file(TWO, "b", "一覧.xlsx"), Problem.FILE_GONE),
        (lambda: _many(MOST_OF_A_STEP + 1), Problem.TOO_MANY),
    ],
)
def test_what_does_not_fit_is_refused(change, problem):
    with pytest.raises(NotAllowed) as refused:
        change()

    assert refused.value.problems == [problem]


def _many(count):
    outline = Outline("k", "手順", steps=(Step("a", "集める"),))
    for number in range(count):
        outline = with_file(outline, "a", f"{number}.png")

"""関所の数字と、まずこの3つ."""

from decimal import Decimal

import pytest

from urakata.core.attention import Candidate, Why, first_three
from urakata.core.gate import agrees, figure
from urakata.core.outline import CheckKind


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12,715,430", Decimal(12715430)),
        ("１２，７１５，４３０円", Decimal(12715430)),
        ("￥1,000", Decimal(1000)),
        ("−300", Decimal(-300)),
        ("△300", Decimal(-300)),
        (" 48 名 ", Decimal(48)),
        ("0.5", Decimal("0.5")),
    ],
)
def test_figures_are_read_as_people_type_them(typed, read):
    assert figure(typed) == read


@pytest.mark.parametrize("typed", ["", "  ", "たくさん", "1e9999", "NaN", "Infinity", "1.2.3", "9" * 40])
def test_what_is_no_figure_is_not_read(typed):
    assert figure(typed) is None


def test_the_same_number_agrees_however_it_is_written():
    assert agrees("12,715,430", "１２７１５４３０円", CheckKind.NUMBER)
    assert not agrees("12,715,430", "12,715,431", CheckKind.NUMBER)
    assert not agrees("", "", CheckKind.NUMBER)


def test_other_answers_agree_when_folded_alike():
    assert agrees("ＡＢＣ 株式会社", "abc株式会社", CheckKind.TEXT)


def candidate(key: int, days_left: int = 5, **facts) -> Candidate:
    return Candidate(**({"key": key, "days_left": days_left, "blocked": 0, "is_fixed": False, "is_mine": True} | facts))


def test_what_is_left_over_comes_first_and_the_rest_by_score():
    chosen = first_three([
        candidate(1, 5), candidate(2, -1), candidate(3, 4, is_fixed=True), candidate(4, 9), candidate(5, 5, blocked=3),
    ])  # fmt: skip

    assert [(each.key, each.why) for each in chosen] == [
        (2, Why.LEFT_OVER), (5, Why.OTHERS_WAIT), (3, Why.NEXT),
    ]  # fmt: skip


def test_a_pinned_task_comes_before_better_ones_but_not_before_what_is_left_over():
    chosen = first_three([candidate(1, 0), candidate(2, 9), candidate(3, -1)], pinned={2})

    assert [each.key for each in chosen] == [3, 2, 1]


def test_a_dismissed_task_gives_way_unless_it_is_left_over():
    chosen = first_three([candidate(1, 0), candidate(2, -1)], dismissed={1, 2})

    assert [each.key for each in chosen] == [2]


def test_never_more_than_three_and_equal_ones_keep_their_order():
    assert [each.key for each in first_three([candidate(n) for n in range(9)])] == [0, 1, 2]

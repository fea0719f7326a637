"""結び目."""

from urakata.core.knots import knots


def test_only_keys_that_reach_each_other_share_a_number() -> None:
    numbers = knots({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": ["e"], "e": ["d"], "f": ["a"], "g": ["g"]})

    assert numbers["a"] == numbers["b"] == numbers["c"]
    assert numbers["d"] == numbers["e"]
    assert len({numbers[key] for key in "adfg"}) == 4


def test_a_long_chain_is_no_circle_and_needs_no_recursion() -> None:
    chain = {str(number): [str(number + 1)] for number in range(20_000)} | {"20000": []}

    assert len(set(knots(chain).values())) == 20_001

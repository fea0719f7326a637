"""出来事のファイル: read with places, every mistake named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.events import Concerns
from urakata.formats.events import read
from urakata.formats.wording import sentence

GOOD = """\
groups:
  - key: moving
    title: 引っ越し
    why: 古いままになるのを防ぎます。
    clearance: people
    about: person
    procedure: moving_house
    events: [address_change]
    also: [other]
    asks:
      - {name: change_date, label: 変わった日, note: 住民票の日です。}
      - {name: third_birthday, label: 3歳, from: [change_date], plus_years: 3, minus_days: 1}
      - {name: seventy, label: 70歳, from: change_date, age: 70}
    milestones:
      - {age: 65, minus_days: 1, title: 終える, text: その月まで。}
      - {years: 10, title: 永年勤続}
"""


def test_a_group_is_read_with_its_days_and_milestones():
    groups, mistakes = read(GOOD)

    (group,) = groups
    assert mistakes == []
    assert (group.key, group.concerns, group.clearance, group.procedure) == (
        "moving", Concerns.PERSON, "people", "moving_house",
    )  # fmt: skip
    assert [(ask.name, ask.sources, ask.plus_months, ask.plus_days, ask.age) for ask in group.asks] == [
        ("change_date", (), 0, 0, 0),
        ("third_birthday", ("change_date",), 36, -1, 0),
        ("seventy", ("change_date",), 0, 0, 70),
    ]
    assert [(each.age, each.years, each.minus_days) for each in group.milestones] == [(65, 0, 1), (0, 10, 0)]


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        ("key: moving", "key: 引越", 2, "鍵は半角の英数字"),
        ("title: 引っ越し", "title:", 4, "題名（title）がありません"),
        ("clearance: people", "clearance: poeple", 5, "「people」のことでしょうか"),
        ("about: person", "about: somebody", 6, "person、company、thing のどれかで"),
        ("from: [change_date]", "from: [change_dat]", 12, "「change_date」のことでしょうか"),
        ("name: change_date", "nam: change_date", 11, "「nam」という項目はありません"),
        ("plus_years: 3", "plus_years: many", 12, "0〜130の数で"),
        ("name: seventy", "name: change_date", 13, "「change_date」が2回あります"),
        ("{age: 65,", "{", 15, "ageがありません"),
        ("events: [address_change]", "events: {a: b}", 8, "文で書きます"),
    ],
)
def test_a_mistake_says_line_and_how_to_mend_it(before, after, line, told):
    groups, mistakes = read(GOOD.replace(before, after))

    said = [sentence(mistake) for mistake in mistakes]
    assert groups == ()
    assert any(each.startswith(f"{line}行目") and told in each for each in said), said


def test_no_event_stands_in_two_groups_and_no_key_twice():
    second = GOOD.partition("groups:\n")[2]

    _, mistakes = read(GOOD + second)

    assert [mistake.params["key"] for mistake in mistakes] == ["moving", "address_change"]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
def test_nothing_that_is_given_raises(raw):
    groups, mistakes = read(raw)

    assert groups == () or not mistakes
    assert all(sentence(mistake) for mistake in mistakes)


@pytest.mark.parametrize("raw", ["groups: 3", "groups: [a, b]", "groups:\n  - [1]", "[]", "groups:", "a: b"])
def test_another_shape_is_named(raw):
    assert read(raw)[1] != []

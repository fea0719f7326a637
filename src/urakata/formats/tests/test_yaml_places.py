from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.tests.outlines import values
from urakata.formats.yaml_places import Node, plain, read_yaml
from urakata.formats.yaml_write import dump

INDICATORS = " \n\t:#-,[]{}'\"|>&*!?%@`a1あ~.\\xuU\r<"


def read(text: str | bytes) -> Node:
    node, mistakes = read_yaml(text)
    assert mistakes == []
    assert node is not None
    return node


def codes(text: str | bytes) -> list[tuple[str, int, int]]:
    return [(mistake.code, mistake.line, mistake.column) for mistake in read_yaml(text)[1]]


def test_on_is_a_word_and_a_day_is_a_word() -> None:
    assert plain(read("on: 2026-10-27\nyes: no\n")) == {"on": "2026-10-27", "yes": "no"}


def test_numbers_truths_and_nothing_are_themselves() -> None:
    assert plain(read("[1, -2, 0.5, true, null, ~, '1', 0x10, 1_000]")) == [
        *(1, -2, 0.5, True, None, None),
        *("1", "0x10", "1_000"),
    ]


def test_every_value_knows_its_place() -> None:
    steps = read("key: a\nsteps:\n  - title: A\n    due: {from: anchor, offset: -5}\n").value["steps"]

    offset = steps.value[0].value["due"].value["offset"]

    assert (offset.value, offset.line, offset.column, offset.path) == (-5, 4, 33, "steps[0].due.offset")
    assert (steps.value[0].keys["due"].line, steps.value[0].keys["due"].column) == (4, 5)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("a: *x", ("alias", 1, 4)),
        ("a: &x 1", ("anchor", 1, 4)),
        ("a: !!str 1", ("tag", 1, 4)),
        ("a: !!python/object:os.system 1", ("tag", 1, 4)),
        ("a: 1\nb: 2\na: 3", ("duplicate_key", 3, 1)),
        ("<<: {a: 1}", ("merge_key", 1, 1)),
        ("a: 1\n---\nb: 2", ("many_documents", 2, 1)),
        ("? [a, b]\n: 1", ("complex_key", 1, 3)),
        ('a: "\\0"', ("control_character", 1, 4)),
        ('a: "\\ud800"', ("control_character", 1, 4)),
        ("a: b: c", ("not_yaml", 1, 5)),
        ('a: "open', ("not_yaml", 1, 9)),
        ("a: [1, 2", ("not_yaml", 1, 9)),
        ("", ("empty", 0, 0)),
        (" \n", ("empty", 0, 0)),
        ("a: " + "[" * 60, ("too_deep", 1, 27)),
        ("[" * 500_000, ("too_deep", 1, 25)),
        (b"PK\x03\x04", ("not_text_file", 0, 0)),
        (b"a" * 2_000_000, ("too_big", 0, 0)),
        ("a" * 2_000_000, ("too_big", 0, 0)),
    ],
)
def test_cleverness_and_damage_are_one_mistake_in_its_place(text: str | bytes, mistake: tuple[str, int, int]) -> None:
    assert codes(text) == [mistake]


def test_a_bomb_of_aliases_stays_small() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{chr(ord(n) - 1)}, *{chr(ord(n) - 1)}]\n" for n in "bcdefghij")

    node, mistakes = read_yaml(bomb)

    assert {mistake.code for mistake in mistakes} == {"alias", "anchor"}
    assert len(str(node)) < 20_000


def test_cp932_and_utf16_are_read_like_utf8() -> None:
    text = "title: 給与計算の手順\n"

    assert plain(read(text.encode("cp932"))) == plain(read(text.encode("utf-16"))) == {"title": "給与計算の手順"}


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(INDICATORS, max_size=80) | st.text(max_size=80))
def test_anything_at_all_is_answered_without_a_traceback(raw: str | bytes) -> None:
    node, mistakes = read_yaml(raw)

    assert isinstance(node, Node) or all(mistake.code for mistake in mistakes)


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(st.text(INDICATORS.replace("\r", ""), max_size=6).filter(lambda k: k != "<<"), values, min_size=1)
)
def test_what_is_written_is_read_back_exactly(tree: dict[str, object]) -> None:
    assert plain(read(dump(tree))) == tree


def test_the_written_form_is_the_one_people_would_write() -> None:
    tree = {"key": "a", "who": {"role": "office"}, "how": "一行目\n二行目\n", "on": "2026-10-27", "no": ["1", "yes", 1]}

    assert dump(tree) == (
        'key: a\nwho: {role: office}\nhow: |\n  一行目\n  二行目\non: 2026-10-27\n"no": ["1", "yes", 1]\n'
    )


def test_this_file_is_no_yaml_and_says_so() -> None:
    assert read_yaml(Path(__file__).read_bytes())[1][0].code == "not_yaml"

"""What a viewer must not know of can be learned neither from hits nor from their order, number or score."""

import dataclasses

import pytest

from urakata.common.seams.searchable import Audience
from urakata.common.search import queries
from urakata.core.viewer import operator


def keys(viewer, text="給与"):
    return [hit.key for hit in queries.search(viewer, text)]


def test_a_clearance_one_does_not_hold_hides_the_thing(shelved, morita, ohashi):
    shelved("給与計算", clearance="pay")

    assert keys(morita) == ["給与計算"]
    assert keys(ohashi) == keys(ohashi, "給与計算の振込はいつまでですか") == []


def test_a_shut_seal_hides_the_thing_even_with_clearance(shelved, morita):
    shelved("給与改定", clearance="pay", seal=5)
    shelved("給与計算", clearance="pay")

    assert keys(dataclasses.replace(morita, shut_seals=frozenset({5}))) == ["給与計算"]
    assert set(keys(morita)) == {"給与改定", "給与計算"}


def test_what_is_for_named_people_is_for_nobody_else(shelved, morita, ohashi):
    shelved("給与の覚え書き", person_ids=frozenset({2, 31}))

    assert keys(ohashi) == ["給与の覚え書き"]
    assert keys(morita) == []
    assert keys(dataclasses.replace(ohashi, person_id=3)) == []


def test_the_portal_does_not_meet_what_is_for_the_office(shelved, ohashi, kobayashi):
    shelved("給与の締め", audience=Audience.OFFICE)
    shelved("給与の質問", audience=Audience.ASSIGNED)

    assert keys(kobayashi) == ["給与の質問"]
    assert set(keys(ohashi)) == {"給与の締め", "給与の質問"}


def test_the_operator_meets_everything(shelved, morita):
    shelved("給与計算", clearance="pay", seal=5, person_ids=frozenset({7}), audience=Audience.OFFICE)

    assert keys(operator(morita.on)) == ["給与計算"]


def test_the_feature_has_the_last_word(shelved, shelves, morita):
    shelved("給与計算")
    shelves["procedure"].hidden_from[1] = {"給与計算"}

    assert keys(morita) == keys(morita, "給与計算はいつまでに終わらせますか") == []


def test_a_kind_nobody_answers_for_is_never_found(shelved, shelves, monkeypatch, morita):
    shelved("給与計算")
    monkeypatch.delitem(queries.searchable._kinds, "procedure")

    assert keys(morita) == []


@pytest.mark.parametrize("text", ["給与", "給与の振込が遅れたときはどうしますか"])
def test_hidden_things_change_neither_hits_nor_scores(shelved, shelves, ohashi, text):
    for number in range(3):
        shelved(f"給与の振込 {number}", "振込が遅れたときの連絡")
    before = queries.search(ohashi, text)

    for number in range(400):
        shelved(f"給与の振込 隠 {number}", "遅れたときの給与", key=f"h{number}", clearance="pay" if number % 2 else "")
    shelves["procedure"].hidden_from[2] = {f"h{number}" for number in range(400)}

    assert before
    assert queries.search(ohashi, text) == before


def test_the_feature_is_asked_in_bulk_and_only_about_what_the_columns_let_through(shelved, shelves, ohashi):
    shelved("給与計算", clearance="pay")
    shelved("給与の質問")

    keys(ohashi)

    assert set(shelves["procedure"].asked) == {"給与の質問"}

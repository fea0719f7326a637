"""鎖: pure; each way of tampering names the entry it was done to."""

import copy
from datetime import UTC, datetime, timedelta

import pytest

from urakata.common.audit.chain import BLACK_OUT, BLACKED_OUT, COLUMNS, START, digest_of, entry_digest, walk

AT = datetime(2026, 11, 17, tzinfo=UTC)
ANOTHER = {
    "seq": 99, "key": "another", "at": AT - timedelta(days=1), "actor_id": 99, "act": "another", "room": "settings",
    "about_kind": "another", "about_key": "another", "about_label": "another", "run_code": "another",
    "department_id": 99, "clearance": "pay", "seal_id": 99, "facts_digest": "f" * 64, "previous": "f" * 64,
    "facts": {"another": 1}, "digest": "f" * 64,
}  # fmt: skip


def chained(count=8, **special):
    """Entries k1 … kN in a chain that holds; `special` replaces columns of one, as k3={"act": …}."""
    entries, previous = [], START
    for seq in range(1, count + 1):
        columns = dict.fromkeys(COLUMNS, "") | {
            "seq": seq,
            "key": f"k{seq}",
            "at": AT,
            "actor_id": 7,
            "facts": {"n": seq},
        }
        columns |= {"department_id": None, "seal_id": None} | special.get(f"k{seq}", {})
        columns |= {"facts_digest": digest_of(columns["facts"]), "previous": previous}
        previous = columns["digest"] = entry_digest(columns)
        entries.append(columns)
    return entries


def walked(entries, of=None, **options):
    newest = (of or entries)[-1] if (of or entries) else {"seq": 0, "digest": START}
    return walk(
        sorted(entries, key=lambda entry: entry["seq"]), head_seq=newest["seq"], head=newest["digest"], **options
    )


def test_a_chain_that_nobody_touched_holds():
    found = walked(chained())

    assert (found.holds, found.entries, found.first_broken) == (True, 8, None)


def test_an_empty_chain_holds():
    assert walked([]).holds


@pytest.mark.parametrize("place", [1, 4, 8])
@pytest.mark.parametrize("column", [*COLUMNS, "facts", "digest"])
def test_a_column_changed_by_hand_names_its_entry(column, place):
    untouched = chained()
    entries = copy.deepcopy(untouched)
    entries[place - 1][column] = ANOTHER[column]

    found = walked(entries, of=untouched)

    assert not found.holds
    assert found.first_broken == entries[place - 1]["key"]


@pytest.mark.parametrize("place", [1, 4, 8])
def test_an_entry_replaced_with_a_fitting_digest_is_still_named(place):
    untouched = chained()
    entries = copy.deepcopy(untouched)
    entries[place - 1]["act"] = "another"
    entries[place - 1]["digest"] = entry_digest(entries[place - 1])

    found = walked(entries, of=untouched)

    assert not found.holds
    assert found.first_broken == f"k{place}"


def test_an_entry_taken_out_names_the_one_after_the_gap():
    untouched = chained()

    found = walked(untouched[:3] + untouched[4:], of=untouched)

    assert not found.holds
    assert found.first_broken == "k5"


def test_the_newest_entries_cut_off_name_the_last_that_is_left():
    untouched = chained()

    found = walked(untouched[:5], of=untouched)

    assert not found.holds
    assert found.first_broken == "k5"


def test_all_entries_gone_is_noticed():
    found = walked([], of=chained())

    assert not found.holds
    assert found.first_broken is None


def test_a_chain_made_anew_does_not_hold_against_the_head_of_a_backup():
    head = chained()[4]["digest"]

    assert walked(chained(), expected=head).holds
    assert not walked(chained(k2={"act": "another"}), expected=head).holds


def test_blanked_facts_are_accepted_when_a_later_entry_says_so():
    entries = chained(k6={"act": BLACK_OUT, "about_key": "k3"})
    entries[2]["facts"] = BLACKED_OUT

    assert walked(entries).holds


def test_blanked_facts_without_such_an_entry_are_broken():
    entries = chained(k2={"act": BLACK_OUT, "about_key": "k3"})
    entries[2]["facts"] = BLACKED_OUT

    assert walked(entries).first_broken == "k3"

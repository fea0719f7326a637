"""出来事 and 義務 fit each other: every event in one group, every day a duty counts from asked for there."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from urakata.formats.yaml_places import plain, read_yaml

RULES = Path(__file__).parents[1]
PROCEDURES = {path.stem for path in (RULES.parent / "library" / "procedures").glob("*.yaml")}
MOVES = {"plus_days", "minus_days", "plus_months", "plus_years", "age"}


@cache
def read(path: Path) -> dict[str, Any]:
    node, mistakes = read_yaml(path.read_bytes())
    assert mistakes == [], path
    assert node is not None
    return dict(plain(node))


def duties() -> Iterator[dict[str, Any]]:
    return (read(path) for path in sorted((RULES / "duties").glob("*/*.yaml")))


def groups() -> list[dict[str, Any]]:
    return list(read(RULES / "events.yaml")["groups"])


def names_of(duty: dict[str, Any]) -> set[str]:
    """The days this duty is counted from; several where the rule picks the earlier or the later."""
    if "of" in duty["due"]:
        return {source["from"] for source in duty["due"]["of"]}
    start = duty["due"].get("from") or duty["trigger"].get("anchor")
    if isinstance(start, dict):
        return set(next(iter(start.values())))
    return {start} if start else set()


def test_every_event_of_a_duty_stands_in_exactly_one_group():
    of_duties = {duty["trigger"]["event"] for duty in duties() if "event" in duty["trigger"]}
    of_groups = Counter(event for group in groups() for event in group["events"])

    assert set(of_groups) == of_duties
    assert {event for event, times in of_groups.items() if times > 1} == set()


def test_a_group_asks_for_every_day_its_duties_count_from():
    missing = [
        (group["key"], duty["id"], name)
        for group in groups()
        for duty in duties()
        if duty["trigger"].get("event") in group["events"] or duty["id"] in group.get("also", [])
        for name in names_of(duty) - {ask["name"] for ask in group["asks"]}
        if duty["due"]["form"] != "same_as"
    ]

    assert missing == []


def test_a_day_is_suggested_from_one_that_was_asked_before_it():
    for group in groups():
        asked: set[str] = set()
        for ask in group["asks"]:
            assert set(ask.get("from", [])) <= asked, (group["key"], ask["name"])
            assert "from" in ask or not MOVES & set(ask), (group["key"], ask["name"])
            asked.add(ask["name"])


def test_a_group_names_procedures_of_the_library_and_duties_of_the_rules():
    known = {duty["id"] for duty in duties()}

    assert {group["procedure"] for group in groups() if "procedure" in group} <= PROCEDURES
    assert {id for group in groups() for id in group.get("also", [])} <= known
    assert {duty["procedure"] for duty in duties() if "procedure" in duty} <= PROCEDURES


def test_the_keys_of_the_groups_are_their_own():
    keys = [group["key"] for group in groups()]

    assert len(set(keys)) == len(keys)
    assert {group["about"] for group in groups()} == {"person", "company", "thing"}
    assert {group.get("clearance", "none") for group in groups()} <= {"people", "health", "contract", "board", "none"}

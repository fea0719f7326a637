"""検算の例: what the law's text and the sources say, asked as a person would type it after `./urakata`."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from urakata.core.profile import Profile
from urakata.formats import company
from urakata.formats.yaml_places import plain, read_yaml
from urakata.formats.yaml_write import dump
from urakata.rules import bizday, due, period

CASES = Path(__file__).parent / "cases"


@cache
def sheet(name: str) -> dict[str, Any]:
    node, mistakes = read_yaml((CASES / name).read_bytes())
    assert mistakes == []
    assert node is not None
    return dict(plain(node))


def cases() -> list[Any]:
    found = [case for name in ("worked.yaml", "law.yaml") for case in sheet(name)["cases"]]
    return [pytest.param(case, id=f"{case['id']} {case['case']}") for case in found]


def profile(said: dict[str, Any] | None) -> Profile | None:
    if said is None:
        return None
    found, mistakes = company.read(dump(said))
    assert mistakes == []
    return found


def answer(case: dict[str, Any]) -> dict[str, Any]:
    about, *words = case["ask"].split()
    match about:
        case "due":
            return due.answer(words, company=profile(case.get("company")))
        case "period":
            return dict(period.answer(words))
        case _:
            return bizday.answer(words)


def found_at(told: dict[str, Any], path: str) -> Any:
    for key in path.split("."):
        told = told[key]
    return told


@pytest.mark.parametrize("case", cases())
def test_the_answer_is_that_of_the_law(case: dict[str, Any]):
    told = answer(case)

    assert {path: found_at(told, path) for path in case["expect"]} == case["expect"]


def test_every_worked_example_is_here():
    worked = sheet("worked.yaml")
    ids = [case["id"] for case in worked["cases"]] + [each["id"] for each in worked["left_out"]]

    assert sorted(ids) == sorted([f"ex{n:02}" for n in range(1, 52)] + [f"dv{n:02}" for n in range(1, 13)])
    assert len(sheet("law.yaml")["cases"]) >= 60

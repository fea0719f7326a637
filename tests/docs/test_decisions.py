"""ADRs: short, complete, in order."""

import re
import tomllib

import pytest

from tests.docs.repository import DOCS, ROOT

RECORDS = sorted((DOCS / "adr").glob("0*.md"))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_is_at_most_forty_lines_with_its_three_parts(record):
    lines = record.read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 40
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
    assert lines[0].startswith(f"# {record.stem[:4]} ")


def test_decisions_are_numbered_without_a_gap_and_all_stand_in_the_index():
    index = (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    titles = {record.name: record.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for record in RECORDS}

    assert [int(record.stem[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))
    assert [name for name, title in titles.items() if f"- [{title}]({name})" not in index] == []


def test_every_direct_dependency_has_its_line_and_no_line_is_left_over():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [name for extra in project["project"]["optional-dependencies"].values() for name in extra]
    wanted = {re.match(r"[\w.-]+", name)[0] for name in [*project["project"]["dependencies"], *extras]}
    table = re.findall(r"^\| ([\w.-]+)[^|]*\|", next(r for r in RECORDS if "0016" in r.name).read_text(), re.MULTILINE)

    assert set(table) - {"name", "---"} == wanted

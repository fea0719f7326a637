"""書いたチェックリスト: what is written as a checklist is read again, box by box."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import urakata.library
from urakata.core.outline import Check, Outline, Step
from urakata.formats.checklists import read_checklist, write_checklist
from urakata.formats.procedures import read

LIBRARY = sorted((Path(urakata.library.__file__).parent / "procedures").glob("*.yaml"))
LINES = st.lists(
    st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40).filter(str.strip), max_size=4
)


def boxes(outline):
    return [(step.section, step.title, [check.text for check in step.checks]) for step in outline.steps]


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.stem)
def test_a_procedure_of_the_library_comes_back_box_by_box(file):
    outline, _ = read(file.read_bytes())

    found = read_checklist(
        write_checklist(outline, lambda step: f"担当・目安{step.minutes}分"), name="チェックリスト.md"
    )

    assert boxes(found.outline) == boxes(outline)
    assert found.outline.title == outline.title
    assert not found.skipped


def test_a_step_beside_another_section_stands_under_its_own():
    steps = (Step("a", "集める", ("前", "紙")), Step("b", "送る", ("前", "送付")), Step("c", "しまう", ("後",)))

    found = read_checklist(write_checklist(Outline("k", "書類", steps=steps)), name="x.md")

    assert [step.section for step in found.outline.steps] == [step.section for step in steps]


@given(LINES, LINES)
def test_no_text_breaks_it(titles, texts):
    steps = tuple(
        Step(f"s{n}", title, checks=tuple(Check(f"c{m}", text) for m, text in enumerate(texts)))
        for n, title in enumerate(titles)
    )

    written = write_checklist(Outline("k", "手順", steps=steps))

    assert written.count("- [ ] ") >= len(titles) * (1 + len(texts))
    read_checklist(written, name="x.md")

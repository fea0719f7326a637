"""docs/reference/ says what the code says."""

import pytest

from tests.docs.repository import DOCS
from urakata.config import reference


@pytest.mark.parametrize("name", ["commands.md", "seams.md", "states.md", "urls.md"])
def test_the_reference_is_up_to_date(name):
    kept = DOCS / "reference" / name

    assert kept.read_text(encoding="utf-8") == reference.pages()[name], "run python -m urakata.config.reference"


def test_nothing_else_lies_in_the_reference():
    assert {path.name for path in (DOCS / "reference").iterdir()} == set(reference.pages())


def test_every_seam_is_filled_by_somebody():
    parts = reference.pages()["seams.md"].split("\n## ")[1:]

    assert [part.splitlines()[0] for part in parts if "- filled by" not in part] == []

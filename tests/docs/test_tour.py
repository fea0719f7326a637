"""The tour and the architecture name files and things that are there."""

import re

import pytest

from tests.docs.repository import DOCS, ROOT, SOURCE

PAGES = [DOCS / "tour.md", DOCS / "architecture.md", DOCS / "add-a-feature.md", ROOT / "CONTRIBUTING.md"]
PAGES += sorted((DOCS / "adr").glob("0*.md"))
PLACE = re.compile(r"`((?:\w[\w.-]*/)+[\w.-]*)(?::(\w+)(?:\(\))?)?`")
BELOW = ("src/", "tests/", "docs/")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_place_that_is_named_is_there(page):
    lost = []
    for path, thing in PLACE.findall(page.read_text(encoding="utf-8")):
        folder = path.split("/")[0]
        if not (SOURCE / folder).is_dir() and not path.startswith(BELOW):
            continue
        place = ROOT / path if path.startswith(BELOW) else SOURCE / path
        if not place.exists() or (
            thing and not re.search(rf"^(def |class )?{thing}\b", place.read_text(), re.MULTILINE)
        ):
            lost.append(f"{path}:{thing}")

    assert lost == []


def test_the_tour_passes_every_floor_of_the_press():
    named = (DOCS / "tour.md").read_text(encoding="utf-8")

    for stop in [
        "config/urls.py",
        "views/acts.py",
        "actions/doing.py",
        "core/task_rules.py",
        "audit/acts.py",
        "_step.html",
    ]:
        assert stop in named

"""義務のファイル as people read them: readable words, one order of keys, versions that follow each other."""

import re
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from urakata.formats.yaml_places import plain, read_yaml

RULES = Path(__file__).parents[1]
GLOSSARY = RULES.parents[2] / "docs" / "glossary.md"
ORDER = [
    *("id", "title", "title_en", "group", "kind", "since", "until", "checked_on", "confidence", "trigger", "window"),
    *("due", "roll", "for_year", "applies", "applies_when", "procedure", "office", "penalty", "steps", "documents"),
    *("law", "sources", "notes", "changes", "coming", "unverified"),
]
FILES = sorted((RULES / "duties").glob("*/*.yaml"))
LINES = {path: path.read_text(encoding="utf-8") for path in FILES}


@cache
def read(path: Path) -> dict[str, Any]:
    node, mistakes = read_yaml(LINES[path])
    assert mistakes == [], path
    assert node is not None
    return dict(plain(node))


def test_the_keys_stand_in_one_order():
    out_of_order = [path.name for path in FILES if list(read(path)) != [key for key in ORDER if key in read(path)]]

    assert out_of_order == []


def test_a_file_is_called_like_its_duty_and_the_day_it_begins():
    for path in FILES:
        duty = read(path)

        assert path.name in {f"{duty['id']}.yaml", f"{duty['id']}.{duty.get('since')}.yaml"}


def test_one_version_ends_the_day_before_the_next_begins():
    versions = defaultdict(list)
    for path in FILES:
        versions[read(path)["id"]].append(read(path))

    several = [sorted(found, key=lambda duty: duty.get("since", "")) for found in versions.values() if len(found) > 1]

    assert len(several) >= 3
    for found in several:
        for earlier, later in pairwise(found):
            assert date.fromisoformat(earlier["until"]) + timedelta(days=1) == date.fromisoformat(later["since"])


def test_a_step_is_short_enough_for_a_step_of_a_run():
    long = [step for path in FILES for step in read(path)["steps"] if len(step) > 60]

    assert long == []
    assert all(read(path)["steps"] and read(path)["documents"] for path in FILES)


def test_what_people_read_has_no_word_of_the_draft():
    """「unknown」「同上」「今回」 were the researcher's; a reader of one file has no file above it."""
    shown = re.compile(r"^(?!.*\b(?:rule|form): unknown).*(?:unknown|同上|今回|ＴＯＤＯ|！)", re.MULTILINE)

    assert [(path.name, found[0]) for path in FILES if (found := shown.search(LINES[path]))] == []


def test_no_duty_uses_a_word_that_is_not_used():
    table = GLOSSARY.read_text(encoding="utf-8").partition("## 使わない言葉")[2]
    unused = [word for word in re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE) if word not in {"使わない", "---"}]
    texts = LINES | {path: path.read_text(encoding="utf-8") for path in [RULES / "events.yaml"]}

    assert len(unused) > 20
    assert [(path.name, word) for path, text in texts.items() for word in unused if word in text] == []


def test_titles_are_written_in_full_width_brackets():
    assert [path.name for path in FILES if re.search(r"[()]", read(path)["title"])] == []


def test_what_is_coming_says_when_what_and_for_whom():
    coming = [change for path in FILES for change in read(path).get("coming", [])]

    assert len(coming) > 10
    assert all(set(change) == {"on", "what", "whom"} and date.fromisoformat(change["on"]) for change in coming)

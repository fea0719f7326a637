"""What does not belong into a clone: places of one machine, hosts of registries."""

import re

from tests.docs.repository import name, texts

# Written with brackets so that this page does not find itself.
FOREIGN = re.compile(
    "|".join(["/wor[k]/", "/far[m]/", "/roo[t]/", r"py[p]i\.org", "python[h]osted", "npm[j]s", r"registry\.n[p]m"])
)
NOT_READ = {".lock", ".csv"}


def test_no_file_names_a_place_of_one_machine_or_a_registry():
    found = [
        f"{name(path)}: {match[0]}"
        for path in texts()
        if path.suffix not in NOT_READ and (match := FOREIGN.search(path.read_text(encoding="utf-8", errors="replace")))
    ]

    assert found == []


def test_the_licence_is_the_whole_apache_licence():
    page = next(path for path in texts() if name(path) == "LICENSE").read_text(encoding="utf-8")

    assert "Version 2.0, January 2004" in page
    assert "END OF TERMS AND CONDITIONS" in page

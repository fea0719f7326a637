"""Every URAKATA_* variable is described, and only those that exist."""

import re

from tests.docs.repository import DOCS, ROOT, SOURCE

SET_BY = ("urakata", "check", ".ci/run")


def read_by_the_code() -> set[str]:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if "tests" not in path.parts)
    asked = set(re.findall(r"\bsetting\(\s*\"([A-Z_]+)\"", code))
    direct = set(re.findall(r"\"URAKATA_([A-Z_]+)\"", code))
    return {f"URAKATA_{name}" for name in asked | direct}


def described() -> set[str]:
    rows = (DOCS / "running" / "settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(URAKATA_[A-Z_]+)` \|", rows, re.MULTILINE))


def test_every_variable_that_the_code_reads_is_described():
    assert read_by_the_code() - described() == set()


def test_no_variable_is_described_that_is_gone():
    assert described() - read_by_the_code() == set()


def test_the_scripts_set_nothing_that_is_not_described():
    scripts = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in SET_BY)

    assert set(re.findall(r"\bURAKATA_[A-Z]+(?:_[A-Z]+)*", scripts)) - described() == set()


def test_documents_name_no_variable_that_is_not_described():
    pages = "\n".join(page.read_text(encoding="utf-8") for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
    named = {name.removesuffix("_FILE") for name in re.findall(r"\bURAKATA_[A-Z]+(?:_[A-Z]+)*", pages)}

    assert named - described() == set()

"""重さと約束: what every page carries stays within ux §15, and nothing in a template would trip the CSP."""

import gzip
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[1]
ASSETS = WEB / "static" / "urakata"
TEMPLATES = sorted((WEB.parents[1]).rglob("templates/**/*.html"))
SPRITE = (ASSETS / "icons.svg").read_text()
KIB = 1024


def weight(*names: str) -> int:
    return sum(len(gzip.compress((ASSETS / name).read_bytes(), 9)) for name in names)


@pytest.mark.parametrize("room", ["css/work.css", "css/guide.css"])
def test_the_sheets_of_a_page_stay_within_their_budget(room):
    assert weight("css/urakata.css", room) <= 18 * KIB


def test_our_own_scripts_stay_within_their_budget():
    assert weight("js/urakata.js", "js/forms.js") <= 6 * KIB


def test_the_tool_for_pictures_stays_within_its_budget():
    assert weight("js/picture.js") <= 3 * KIB


def test_the_sprite_stays_within_its_budget():
    assert weight("icons.svg") <= 3 * KIB


@pytest.mark.parametrize("sheet", sorted(ASSETS.glob("css/*.css")), ids=lambda sheet: sheet.name)
def test_a_sheet_fetches_nothing(sheet):
    assert "url(" not in sheet.read_text()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_a_template_carries_no_inline_style_and_no_inline_handler(template):
    assert not re.search(r"\s(style|on[a-z]+|hx-on[:a-z-]*)=|<style|javascript:", template.read_text())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_every_icon_that_a_template_names_is_in_the_sprite(template):
    named = re.findall(r'{% icon "([a-z]+)"', template.read_text())

    assert [name for name in named if f'id="i-{name}"' not in SPRITE] == []


@pytest.mark.parametrize("sheet", sorted(ASSETS.glob("css/*.css")), ids=lambda sheet: sheet.name)
def test_colours_are_written_only_in_the_tokens(sheet):
    rules = re.sub(r"@layer tokens \{.*?\n\}\n", "", sheet.read_text(), flags=re.DOTALL)
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)

    assert re.findall(r":[^;{}]*#[0-9a-fA-F]{3,8}\b", rules) == []

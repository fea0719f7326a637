"""Pages in English hold no Japanese but the company's own words."""

import re

import pytest
from django.conf import settings

from urakata.features.company.models import Company, Department, Person
from urakata.rules.events import events

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
PAGES = [
    "/tasks/",
    "/runs/",
    "/errands/new/",
    "/procedures/import/",
    "/record/",
    "/search/",
    "/settings/people/",
    "/settings/people/morita/",
    "/settings/company/",
    "/settings/departments/",
    "/settings/clearances/",
    "/settings/seals/",
    "/settings/me/",
    "/settings/backup/",
]


def own_words() -> set[str]:
    """Names of company, departments and people, and what stamps and avatars make of them."""
    names = {name for model in (Company, Department, Person) for name in model.objects.values_list("name", flat=True)}
    names |= {group.title for group in events().groups.values()}  # the rules speak Japanese
    return names | {name.split()[0] for name in names} | {name[0] for name in names}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_english_says_nothing_in_japanese(office, browser_of, path):
    browser = browser_of(office.morita)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = browser.get(path)

    assert page.status_code == 200
    said = page.content.decode()
    for word in sorted(own_words(), key=len, reverse=True):
        said = said.replace(word, "")
    assert [line.strip() for line in re.sub(r"<[^>]+>", "\n", said).splitlines() if JAPANESE.search(line)] == []

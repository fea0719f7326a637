"""Links in documents lead somewhere."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.docs.repository import FENCE, documents, name

LINK = re.compile(r"\]\(([^)\s]+)\)")
ELSEWHERE = ("http://", "https://", "mailto:")


def anchors(page: Path) -> set[str]:
    """Headings as a forge turns them into anchors."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", head).lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", documents(), ids=name)
def test_every_link_leads_to_a_file_or_heading_that_is_there(page):
    links = LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    lost = []
    for link in (link for link in links if not link.startswith(ELSEWHERE)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)

    assert lost == []


def test_every_document_can_be_reached_from_the_readme():
    first = next(page for page in documents() if page.name == "README.md" and page.parent.name != "adr")
    reached, waiting = set(), [first]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        links = LINK.findall(page.read_text(encoding="utf-8"))
        waiting += [
            (page.parent / link.partition("#")[0]).resolve() for link in links if not link.startswith(ELSEWHERE)
        ]

    assert [name(page) for page in documents() if page not in reached] == []

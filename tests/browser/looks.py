"""見回り: what may be wrong with a page as a person meets it: for axe-core, sideways, at a width and a brightness."""

from collections.abc import Iterator

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LOOKS = [(1280, "light"), (1280, "dark"), (390, "dark"), (390, "light")]
SERIOUS = {"serious", "critical"}
AXE = "() => axe.run(document, {resultTypes: ['violations'], preload: false}).then(found => found.violations)"
WIDER = """() => { const room = document.documentElement.clientWidth;
  return document.documentElement.scrollWidth <= room ? '' : [...document.querySelectorAll('body *')]
    .filter(part => part.getBoundingClientRect().right > room + 1).slice(-3)
    .map(part => `${part.tagName}.${part.className}`).join(' ') || 'the page'; }"""


def wear(page: Page, width: int, brightness: str) -> None:
    """The same page at another width and brightness, without asking for it again."""
    page.emulate_media(color_scheme=brightness, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})


def serious(page: Page) -> Iterator[str]:
    """axe-core: what it calls serious or critical, each with its first place."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    for found in page.evaluate(AXE):
        if found["impact"] in SERIOUS:
            first = found["nodes"][0]
            why = " ".join((first["failureSummary"] or "").split())[:160]
            yield f"{found['id']} ×{len(found['nodes'])}: {first['html'][:120]} {why}"


def sideways(page: Page) -> str:
    """What stands out of the page to the right, if anything does."""
    return str(page.evaluate(WIDER))

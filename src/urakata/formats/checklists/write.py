"""チェックリストを書く: an outline as a Markdown checklist that people tick, and that we read again."""

from collections.abc import Callable, Iterator

from urakata.core.outline import Outline, Step

Aside = Callable[[Step], str]  # who, how long, until when, in words


def write_checklist(outline: Outline, aside: Aside = lambda _step: "") -> str:
    """書く: a section as a heading, a step as a box, what it checks as boxes inside it."""
    return "\n".join([f"# {_plain(outline.title)}", "", *_lines(outline, aside)]).rstrip("\n") + "\n"


def _lines(outline: Outline, aside: Aside) -> Iterator[str]:
    section: tuple[str, ...] = ()
    for step in outline.steps:
        if step.section != section:
            yield from _headings(section, step.section)
            section = step.section
        yield f"- [ ] {_plain(step.title)}"
        if said := aside(step):
            yield f"\n  {_plain(said)}\n"
        yield from (f"  - [ ] {_plain(check.text)}" for check in step.checks)


def _headings(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    """From where the path leaves the one before; back to no section there is no way in Markdown but the title's own."""
    same = next(
        (n for n, pair in enumerate(zip(before, now, strict=False)) if pair[0] != pair[1]), min(len(before), len(now))
    )
    for depth in range(min(same, len(now) - 1), len(now)) if now else ():
        yield f"\n{'#' * min(depth + 2, 6)} {_plain(now[depth])}\n"


def _plain(text: str) -> str:
    """One line, its signs as they are."""
    return " ".join(text.split())

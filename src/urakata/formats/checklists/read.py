"""チェックリストを読む: a top box becomes a step, a box inside it a tick of that step, headings its section."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath

from urakata.core.outline import Check, Outline, Step
from urakata.core.outline_keys import Keys, digest, slug
from urakata.formats.checklists.boxes import ANY_BOX, Box, Found, find_boxes
from urakata.formats.checklists.markdown import blocks, prepare
from urakata.formats.checklists.prose import as_markdown, plain_text
from urakata.formats.checklists.roles import Role
from urakata.formats.mistakes import Mistake
from urakata.formats.reading import LONGEST_LINE, LONGEST_TEXT
from urakata.formats.texts import MEGABYTE, decode, tidy

LARGEST = 2 * MEGABYTE
MOST_BOXES = 20_000
LONGEST_TITLE = 120
LONGEST_CHECK = 2000

Skipped = tuple[int, str, str]  # line, text, why (a code of `wording`)


@dataclass(frozen=True, slots=True)
class ChecklistRead:
    """読んだもの: the outline, or None with the mistake; counts of the boxes that were taken.

    `items` = `top` + `nested`; nested stands inside another list item, whatever that is. `sections` counts the
    heading paths with a box directly under them. `ticked` are the lines of boxes already ticked: noted, not done.
    """

    outline: Outline | None
    items: int = 0
    top: int = 0
    nested: int = 0
    sections: int = 0
    roles: dict[str, int] = field(default_factory=dict)
    ticked: tuple[int, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def read_checklist(raw: bytes | str, *, name: str) -> ChecklistRead:
    """読む: never raises; `name` is the file's name, which with the first heading makes the key."""
    text = decode(raw, limit=LARGEST) if isinstance(raw, bytes) else tidy(raw)
    if isinstance(text, Mistake):
        return ChecklistRead(None, mistakes=(text,))
    refusal = _refusal(text)
    if refusal:
        return ChecklistRead(None, mistakes=(refusal,))
    source = prepare(text)
    tokens, links = blocks(source)
    found = find_boxes(source, tokens)
    if not found.boxes:
        return ChecklistRead(None, skipped=tuple(found.skipped), mistakes=(Mistake("no_boxes"),))
    if links:
        _resolve_links(found, links)
    nested = sum(box.nested for box in found.boxes)
    return ChecklistRead(
        outline=_outline(found, name),
        items=len(found.boxes),
        top=len(found.boxes) - nested,
        nested=nested,
        sections=len({box.path for box in found.boxes}),
        roles=_counted(found.boxes),
        ticked=tuple(box.line for box in found.boxes if box.ticked),
        skipped=tuple(found.skipped),
    )


def has_boxes(text: str) -> bool:
    """四角があるか: whether a text is a checklist at all."""
    return ANY_BOX.search(text) is not None


def _refusal(text: str) -> Mistake | None:
    if not text.strip():
        return Mistake("empty")
    if len(text) > LARGEST:
        return Mistake("too_big", params={"megabytes": LARGEST // MEGABYTE})
    if sum(1 for line in text.split("\n") if ANY_BOX.search(line)) > MOST_BOXES:
        return Mistake("too_many_boxes", params={"most": MOST_BOXES})
    return None


def _outline(found: Found, name: str) -> Outline:
    first = found.headings[0][1] if found.headings else ""
    titles = [text for level, text in found.headings if level == 1]
    file_name = PurePath(name.replace("\\", "/")).name
    stem = PurePath(file_name).stem or "checklist"
    key = "-".join(filter(None, (slug(stem), digest(f"{file_name}\n{first}"))))
    under_title = titles[0] if len(titles) == 1 else None
    return Outline(key=key, title=((titles[0] if titles else "") or stem)[:200], steps=_steps(found, under_title))


def _steps(found: Found, under_title: str | None) -> tuple[Step, ...]:
    """A box without a box around it is a step, however deep it stands; all boxes inside it are its ticks."""
    inside: dict[Box, list[Box]] = {}
    for box in found.boxes:
        if box.within is None:
            inside[box] = []
        else:
            inside[_outermost(box)].append(box)
    keys = Keys("s")
    tops = list(inside)
    tops[-1].details += ["", *found.after]
    return tuple(_step(box, inside[box], keys, under_title) for box in tops)


def _outermost(box: Box) -> Box:
    while box.within is not None:
        box = box.within
    return box


def _step(box: Box, inside: list[Box], keys: Keys, under_title: str | None) -> Step:
    title, whole = _title(box.text)
    section = box.path[1:] if box.path[:1] == (under_title,) else box.path
    how = "\n\n".join(
        filter(None, (as_markdown(box.before, loose=True), "" if whole else box.text, as_markdown(box.details)))
    )
    check_keys = Keys("c")
    return Step(
        key=keys.key_for(title),
        title=title,
        section=tuple(heading[:LONGEST_LINE] for heading in section if heading),
        how=how[:LONGEST_TEXT].strip(),
        who=box.role.who if box.role else None,
        checks=tuple(Check(check_keys.key_for(plain_text(inner.text)), _check_text(inner)) for inner in inside),
    )


def _check_text(box: Box) -> str:
    """A nested box keeps its Markdown, its role and the lines inside it: a tick has no other place for them."""
    role = f"{box.role.name}: " if box.role and box.own_role else ""
    return "\n".join(filter(None, (role + box.text, as_markdown([*box.before, *box.details]))))[:LONGEST_CHECK].strip()


def _title(markdown: str) -> tuple[str, bool]:
    """The title in plain words, and whether it says all: a link or a long text stands in full in how."""
    text = plain_text(markdown) or markdown[:LONGEST_TITLE].strip()
    links = "](" in markdown or "<http" in markdown or "href=" in markdown
    if len(text) <= LONGEST_TITLE and len(markdown) < 2000:
        return text, not links
    sentence = re.match(r".{15,118}?(?:[.!?](?=\s)|[。！？])", text)
    return (sentence[0] if sentence else text[: LONGEST_TITLE - 1].rstrip() + "…"), False


_NAMED_LINK = re.compile(r"(?<!\])\[([^\[\]]+)\](?:\[([^\[\]]*)\])?(?![(\[:])")


def _resolve_links(found: Found, links: dict[str, str]) -> None:
    """`[the form][1]` becomes `[the form](https://…)`: a step must not lose its link when it leaves the page."""

    def address(named: re.Match[str]) -> str:
        label = " ".join((named[2] or named[1]).split()).upper()
        return f"[{named[1]}]({links[label]})" if label in links else named[0]

    for box in found.boxes:
        box.text = _NAMED_LINK.sub(address, box.text)
        box.before = [_NAMED_LINK.sub(address, line) for line in box.before]
        box.details = [_NAMED_LINK.sub(address, line) for line in box.details]


def _counted(boxes: list[Box]) -> dict[str, int]:
    """How many boxes each role has, in the spelling met first."""
    spelling: dict[str, str] = {}
    counted = Counter[str]()
    for role in (box.role for box in boxes):
        if isinstance(role, Role):
            counted[spelling.setdefault(role.name.casefold(), role.name)] += 1
    return dict(counted)

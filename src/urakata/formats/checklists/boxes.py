"""四角: every box of a checklist with its place: under which headings, inside which box, given to whom."""

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from urakata.formats.checklists.markdown import Source
from urakata.formats.checklists.prose import plain_text, without_tags
from urakata.formats.checklists.roles import Role, group_role, split_role
from urakata.formats.texts import is_blank

_INSIDE = r"[ \u3000xXｘＸ✓✔レ]?"
_MARK = re.compile(
    # Before the mark: a bullet that is not Markdown's, or that lacks its space.
    rf"""\s*(?:(?:[-*+•・●◦‣▪]|\d{{1,9}}[.)．）])\s*)?
    (?:\[(?P<square>{_INSIDE})\](?=\s|\Z|[^\x00-\x7f(\[:])          # [ ] [x] [], not a link [x](…)
      |\[[ ]\](?![(\[:])                                            # [ ]text
      |［(?P<wide>{_INSIDE})］
      |(?P<glyph>[□☐☑☒⬜🔲]))\s*""",
    re.VERBOSE,
)
_TICKED = frozenset("xXｘＸ✓✔レ☑☒")
ANY_BOX = re.compile(r"\[[ xX]\](?![(\[:])|［[ \u3000xX]?］|[□☐☑☒]|type=[\"']?checkbox")


@dataclass(slots=True, eq=False)
class Box:
    """四角: `within` is the box around it, `nested` whether it stands inside another list item of any kind."""

    line: int  # from 1
    text: str  # Markdown, the role before it taken off
    ticked: bool = False
    nested: bool = False
    within: "Box | None" = None
    path: tuple[str, ...] = ()
    role: Role | None = None
    own_role: bool = False
    last_line: int = 0  # of its own text
    details: list[str] = field(default_factory=list)  # lines inside its list item that belong to no other box
    before: list[str] = field(default_factory=list)  # prose between the box before and this one


@dataclass(slots=True)
class Found:
    """All boxes in order, and what was left out: (line, text, why)."""

    boxes: list[Box] = field(default_factory=list)
    skipped: list[tuple[int, str, str]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)  # (level, text) in order
    after: list[str] = field(default_factory=list)  # prose behind the last box


@dataclass(slots=True)
class _Frame:
    """One list item that is open."""

    lines: tuple[int, int]
    box: Box | None = None
    role: Role | None = None
    started: bool = False


def find_boxes(source: Source, tokens: list[Token]) -> Found:
    """四角を探す: walks the blocks once."""
    walk = _Walk(source)
    for token, before in zip(tokens, [None, *tokens], strict=False):
        walk.step(token, before)
    walk.gather_prose()
    walk.name_the_rest()
    return walk.found


class _Walk:
    def __init__(self, source: Source) -> None:
        self.found = Found(skipped=[(line, t, "box_in_an_open_comment") for line, t in _boxes_in(source.unread)])
        self._lines = source.lines
        self._owner: list[Box | None] = [None] * (len(self._lines) + 1)
        self._silent: set[int] = set()  # lines of headings, rules and fences
        self._seen: set[int] = set()  # lines on which a box was found or named
        self._fenced: set[int] = set()
        self._headings: dict[int, tuple[str, ...]] = {}  # the path from each heading's line on
        self._frames: list[_Frame] = []
        self._path: list[tuple[int, str]] = []
        self._role: Role | None = None  # of a group label outside lists

    def step(self, token: Token, before: Token | None) -> None:
        first, end = token.map or (0, 0)
        if token.type == "list_item_open":
            self._frames.append(_Frame((first, end)))
        elif token.type == "list_item_close":
            self._frames.pop()
        elif token.type == "inline":
            self._inline(token, before)
        elif token.type == "hr":
            self._silent.update(range(first, end))
        elif token.type == "fence":
            self._fenced.update(range(first, end))
            self._start_frame()

    def _inline(self, token: Token, before: Token | None) -> None:
        """A paragraph or heading: its lines fall into boxes and text between them."""
        first = token.map[0] if token.map else 0
        lines = token.content.split("\n")
        marks = [_MARK.match(line) for line in lines]
        if before is not None and before.type == "heading_open" and not any(marks):
            self._heading(token, before)
            return
        begins = [at for at, mark in enumerate(marks) if mark]
        if not begins or begins[0] > 0:
            self._text("\n".join(lines[: begins[0]] if begins else lines))
        for at, until in zip(begins, [*begins[1:], len(lines)], strict=False):
            mark = marks[at]
            if mark is None:
                continue
            text = without_tags("\n".join([lines[at][mark.end() :], *lines[at + 1 : until]])).strip()
            ticked = bool(_TICKED & {mark["square"], mark["wide"], mark["glyph"]})
            self._box(Box(first + at + 1, text, ticked, last_line=first + until), opens_item=at == 0)

    def _heading(self, token: Token, before: Token) -> None:
        first, end = token.map or (0, 0)
        if not self._frames:
            level = int(before.tag[1:])
            text = plain_text(token.content)
            self.found.headings.append((level, text))
            self._path = [*(above for above in self._path if above[0] < level), (level, text)]
            self._role = None
            self._silent.update(range(first, end))
            self._headings[first] = tuple(above for _, above in self._path)
        self._start_frame()

    def _text(self, text: str) -> None:
        """Text that is no box may name who does the boxes below it."""
        if self._frames:
            self._frames[-1].role = group_role(text) or self._frames[-1].role
        else:
            self._role = group_role(text)
        self._start_frame()

    def _start_frame(self) -> None:
        if self._frames:
            self._frames[-1].started = True

    def _box(self, box: Box, *, opens_item: bool) -> None:
        frame = self._frames[-1] if self._frames else None
        opens_item = opens_item and frame is not None and not frame.started
        if (
            frame is not None
            and not opens_item
            and not self._lines[box.line - 1].startswith((" ", "\t", "\u3000", ">"))
        ):
            frame = None  # a line at the margin only looks like part of the item above it
        self._start_frame()
        self._seen.add(box.line)
        if is_blank(box.text):
            self.found.skipped.append((box.line, self._lines[box.line - 1].strip(), "box_without_text"))
            return
        around = self._frames[: -1 if opens_item else None] if frame else []
        box.nested = bool(around)
        box.within = next((outer.box for outer in reversed(around) if outer.box), None)
        box.path = tuple(text for _, text in self._path)
        self._give(box)
        self.found.boxes.append(box)
        own = frame.lines if frame and opens_item else (box.line - 1, box.last_line)
        if frame and opens_item:
            frame.box = box
        self._owner[own[0] : own[1]] = [box] * (own[1] - own[0])

    def _give(self, box: Box) -> None:
        """Whose it is: named at its start, else by the label above it."""
        role, rest = split_role(box.text)
        if role is not None and rest:
            box.role, box.text, box.own_role = role, rest, True
        else:
            labels = [frame.role for frame in self._frames if frame.role]
            box.role = labels[-1] if labels else self._role

    def gather_prose(self) -> None:
        """Every other line goes to a box: the one it stands in, the next outermost one, or the last of its section."""
        at = {box.line - 1: box for box in self.found.boxes if box.within is None}
        last: Box | None = None
        path: tuple[str, ...] = ()
        carried: list[str] = []
        prose: list[str] = []
        for number, line in enumerate(self._lines):
            if number in at:
                last = at[number]
                last.before, carried, prose = carried + prose, [], []
            owner = self._owner[number]
            if number in self._headings:
                if last is not None and last.path == path:
                    last.details += ["", *prose]
                elif any(prose):
                    carried += [f"**{path[-1]}**" if len(path) > 1 else "", "", *prose, ""]
                path, prose = self._headings[number], []
            elif owner is not None and not owner.line - 1 <= number < owner.last_line:
                owner.details.append(line)
            elif owner is None and number not in self._silent:
                prose.append(line)
        self.found.after = carried + prose

    def name_the_rest(self) -> None:
        """Boxes that look like boxes and are none here are named, never dropped."""
        taken = {n for box in self.found.boxes for n in range(box.line, box.last_line + 1)} | self._seen
        for line, text in _boxes_in(list(enumerate(self._lines, 1))):
            if line not in taken and line - 1 not in self._fenced and line - 1 not in self._silent:
                self.found.skipped.append((line, text, _why(text)))
        self.found.skipped.sort()


def _boxes_in(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(line, text.strip()) for line, text in lines if ANY_BOX.search(text)]


def _why(text: str) -> str:
    if text.startswith("|"):
        return "box_in_a_table"
    return "box_too_deep" if _MARK.match(text) else "box_within_a_line"

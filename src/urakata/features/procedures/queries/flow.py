"""流れ図: the drawing of an outline, measured and in words, ready for the template."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.db import connection
from django.utils.translation import get_language

from urakata.core.chart import Box, Edge, EdgeKind, Graph, Layout, NodeKind, graph_of, layout
from urakata.core.chart import Line as Path
from urakata.core.outline import Outline, WhoKind
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.queries.editions import outline as outline_of
from urakata.features.procedures.wording import flow as words
from urakata.features.procedures.wording.phrases import in_lines, shortened, wide

WIDE = 152.0  # a box
LETTER, LEADING = 13.0, 18.0
INSIDE = 11.0  # full-width letters in a line of a box
ASKED = 9.5  # in a line of a 分かれ道, which has pointed sides
POINT = 14.0
WAY, SHORT_WAY, SHORTEST_WAY = 9.0, 7.0, 5.2  # letters beside a way out
WAY_LETTER, EDGE = 12.0, 8.0  # how wide such a letter is, and what stays free at the left edge
HEAD = 46.0
LANE = 11.0
MOST_KEPT = 300
CLASSES = {EdgeKind.BACK: "e r", EdgeKind.ORDER: "e o", EdgeKind.THEN: "e d"}
HEADS = {"e r": "r", "e w": "w"}


@dataclass(frozen=True, slots=True)
class Lettering:
    """字: a line of letters and where it stands."""

    x: str
    y: str
    text: str
    looks: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """列."""

    x: str
    width: str
    looks: str
    name: str
    lines: tuple[Lettering, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """箱, with the step it belongs to."""

    key: str
    looks: str
    name: str
    link: str
    d: str
    lines: tuple[Lettering, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """線; `head` names its arrow head."""

    d: str
    looks: str
    head: str


@dataclass(frozen=True, slots=True)
class Flow:
    """流れ図: what `procedures/_flow.html` draws."""

    width: int
    height: int
    head: int
    lanes: tuple[Lane, ...]
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Lettering, ...]
    text: tuple[words.Line, ...]
    rows: tuple[float, ...]
    steps: int


_kept: dict[tuple[int, str], Flow] = {}


def drawn(outline: Outline, *, link: str = "#step-{key}", selected: str = "") -> Flow | None:
    """流れ図 of an outline, which may be a draft with flaws; None where there is nothing to draw."""
    graph = graph_of(outline)
    return _Drawing(outline, graph, link, selected).flow() if graph.nodes else None


def flow_of(procedure: Procedure) -> Flow | None:
    """いまの版の流れ図; editions never change, so each is drawn once per process and language."""
    assert procedure.edition_id is not None  # set in the transaction that makes the procedure
    same = procedure.edition_id, get_language() or ""
    if same in _kept:
        return _kept[same]
    found = drawn(outline_of(procedure.edition_id))
    if found and not connection.in_atomic_block:  # one that is rolled back leaves its number to another
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[same] = found
    return found


class _Drawing:
    def __init__(self, outline: Outline, graph: Graph, link: str, selected: str) -> None:
        self.outline, self.graph, self.link, self.selected = outline, graph, link, selected
        self.lines = [self._letters(at) for at in range(len(graph.nodes))]
        sizes = [self._size(at) for at in range(len(graph.nodes))]
        self.layout: Layout = layout(graph, sizes, head=HEAD)
        self.layout = _moved(self.layout, max([0.0, *self._overhangs()]))

    def flow(self) -> Flow:
        return Flow(
            round(self.layout.width),
            round(self.layout.height),
            round(HEAD),
            tuple(self._lane(band.lane, band.x, band.width) for band in self.layout.bands),
            tuple(self._shape(box) for box in self.layout.boxes),
            tuple(self._arrow(self.graph.edges[line.edge], line) for line in self.layout.lines),
            tuple(self._labels()),
            tuple(words.as_text(self.outline, self.graph)),
            self.layout.rows,
            len(self.outline.steps),
        )

    # what stands in the boxes

    def _letters(self, at: int) -> tuple[str, ...]:
        node = self.graph.nodes[at]
        match node.kind:
            case NodeKind.STEP:
                return in_lines(f"{node.step + 1}　{self.outline.steps[node.step].title}", INSIDE, 3)
            case NodeKind.CHOICE if node.asked:
                return in_lines(words.question(node.asked), ASKED, 3)
            case NodeKind.GATE:
                return words.gate_name(node.step + 1), words.gate_act(self.outline.steps[node.step].gate.kind)
        return (words.mark(node.kind),)

    def _size(self, at: int) -> tuple[float, float]:
        if self.graph.nodes[at].kind in {NodeKind.START, NodeKind.END}:
            return 64.0, 26.0
        return WIDE, 14.0 + LEADING * max(len(self.lines[at]), 1)

    def _lane(self, at: int, x: float, width: float) -> Lane:
        lane = self.graph.lanes[at]
        name = words.lane(lane)
        lines = in_lines(name, max(LANE, width / LETTER - 2), 2)
        first = 28.0 if len(lines) == 1 else 19.0
        letters = tuple(_letter(x + width / 2, first + 17.0 * n, line) for n, line in enumerate(lines))
        is_outside = lane.who is not None and lane.who.kind is WhoKind.OUTSIDE
        looks = "lane out" if is_outside else "lane alt" if at % 2 else "lane"
        return Lane(f"{x:g}", f"{width:g}", looks, name, letters)

    def _shape(self, box: Box) -> Shape:
        node = self.graph.nodes[box.node]
        lines = self.lines[box.node]
        first = box.y + box.height / 2 - LEADING * (len(lines) - 1) / 2 + LETTER * 0.36
        letters = tuple(_letter(box.x + box.width / 2, first + LEADING * n, text) for n, text in enumerate(lines))
        key = self.outline.steps[node.step].key if node.step >= 0 else ""
        link = self.link.replace("{key}", quote(key)) if key else ""
        return Shape(key, self._looks(box.node, key), self._name(box.node), link, _outline(node.kind, box), letters)

    def _looks(self, at: int, key: str) -> str:
        node = self.graph.nodes[at]
        looks = ["nd"]
        if node.kind is not NodeKind.STEP:
            looks.append({NodeKind.CHOICE: "dm", NodeKind.GATE: "gate"}.get(node.kind, "mk"))
        elif key and key == self.selected:
            looks.append("sel")
        if node.contingent:
            looks.append("cont")
        if node.kind is NodeKind.STEP and node.step in self.graph.stuck:
            looks.append("stuck")
        return " ".join(looks)

    def _name(self, at: int) -> str:
        """The whole title, for those who point at the box or hear it."""
        node = self.graph.nodes[at]
        if node.kind is NodeKind.STEP:
            return f"{node.step + 1}　{self.outline.steps[node.step].title}"
        return words.question(node.asked) if node.asked else "　".join(self.lines[at])

    # arrows

    def _arrow(self, edge: Edge, path: Path) -> Arrow:
        looks = CLASSES.get(edge.kind, "e")
        is_upwards = path.points[-1][1] < path.points[0][1]
        if is_upwards and edge.kind is not EdgeKind.BACK:
            looks = "e w"  # closes a circle
        d = "M" + "L".join(f"{x:g} {y:g}" for x, y in path.points)
        return Arrow(d, looks, HEADS.get(looks, "n"))

    def _labels(self) -> list[Lettering]:
        found: dict[tuple[int, EdgeKind], Lettering] = {}
        for path in self.layout.lines:
            edge = self.graph.edges[path.edge]
            asked = self.graph.nodes[edge.source].asked
            if path.beside and asked:
                x, y = path.points[0]
                text = shortened(words.way(asked, holds=edge.kind is EdgeKind.APPLIES), self._room(edge.source, x))
                beside = _letter(x + (5 if path.beside > 0 else -5), y + 14, text, "" if path.beside > 0 else " l")
                found.setdefault((edge.source, edge.kind), beside)
        return list(found.values())

    def _overhangs(self) -> Iterator[float]:
        """How far the words beside a way out would stand over the left edge."""
        for label in self._labels():
            if label.looks:
                yield EDGE + WAY_LETTER * wide(label.text) - float(label.x)

    def _room(self, choice: int, x: float) -> float:
        """How many letters fit beside a way out; fewer where another box or its ways out stand next to it."""
        box = self.layout.boxes[choice]
        ends = box.y + box.height
        is_beside = any(
            other.node != choice
            and abs(other.x - box.x) < 2 * WIDE
            and other.y < ends
            and other.y + other.height > (box.y if self.graph.nodes[other.node].asked else ends)
            for other in self.layout.boxes
        )
        return WAY if not is_beside else SHORT_WAY if x == box.x + box.width / 2 else SHORTEST_WAY


def _moved(found: Layout, by: float) -> Layout:
    """All of it further to the right; the first lane is so much wider."""
    if not by or not found.bands:
        return found
    first, *rest = found.bands
    return replace(
        found,
        width=found.width + by,
        bands=(replace(first, width=first.width + by), *(replace(band, x=band.x + by) for band in rest)),
        boxes=tuple(replace(box, x=box.x + by) for box in found.boxes),
        lines=tuple(replace(line, points=tuple((x + by, y) for x, y in line.points)) for line in found.lines),
    )


def _letter(x: float, y: float, text: str, looks: str = "") -> Lettering:
    return Lettering(f"{round(x, 1):g}", f"{round(y, 1):g}", text, looks)


def _outline(kind: NodeKind, box: Box) -> str:
    """The border of a box: 〈 〉 for a 分かれ道, round ends for はじめ and おわり."""
    x, y, width, height = box.x, box.y, box.width, box.height
    if kind is NodeKind.CHOICE:
        middle = height / 2
        return (
            f"M{x:g} {y + middle:g}L{x + POINT:g} {y:g}H{x + width - POINT:g}L{x + width:g} {y + middle:g}"
            f"L{x + width - POINT:g} {y + height:g}H{x + POINT:g}z"
        )
    r = height / 2 if kind in {NodeKind.START, NodeKind.END} else 7
    corner = f"a{r:g} {r:g} 0 0 1"
    return (
        f"M{x + r:g} {y:g}H{x + width - r:g}{corner} {r:g} {r:g}V{y + height - r:g}{corner} -{r:g} {r:g}"
        f"H{x + r:g}{corner} -{r:g} -{r:g}V{y + r:g}{corner} {r:g} -{r:g}z"
    )

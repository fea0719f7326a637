"""流れ図の形: where boxes, lanes and arrows stand. Lanes are columns, time flows down, arrows run at right angles.

All lengths are in one unit, that of the measured boxes. No clock, no chance: the same outline gives the same drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from urakata.core.chart.columns import Columns, columns
from urakata.core.chart.graph import EdgeKind, Graph, NodeKind
from urakata.core.chart.layers import Chain, Layered, layered
from urakata.core.chart.ordering import ordered
from urakata.core.chart.routing import Link, route
from urakata.core.chart.tracks import tracks

Point = tuple[float, float]
Size = tuple[float, float]

MARGIN = 16.0  # from a box to the next line
TRACK = 12.0  # from line to line
ROW = 24.0  # from box to box
BEFORE = 10.0  # from a box to the first line across
AFTER = 18.0  # from the last line across to the next box: the arrow's head
LABEL = 14.0  # for what stands beside the ways out of a 分かれ道
BRANCHES = frozenset({EdgeKind.APPLIES, EdgeKind.ELSE})


@dataclass(frozen=True, slots=True)
class Box:
    """箱 of a node."""

    node: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """列の幅."""

    lane: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """線 of an edge, from its source to its target; `beside` says on which side of its first piece a label has room."""

    edge: int
    points: tuple[Point, ...]
    beside: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """流れ図の形."""

    width: float = 0.0
    height: float = 0.0
    bands: tuple[Band, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    rows: tuple[float, ...] = ()  # where each layer begins


def layout(graph: Graph, sizes: Sequence[Size], *, head: float = 0.0) -> Layout:
    """図にする: `sizes` are width and height of each node's box, `head` is kept free above for the names of lanes."""
    if not graph.nodes:
        return Layout()
    return _Drawing(graph, sizes, head).layout()


class _Drawing:
    def __init__(self, graph: Graph, sizes: Sequence[Size], head: float) -> None:
        self.graph, self.sizes, self.head = graph, sizes, head
        self.layered: Layered = layered(graph)
        self.rows = ordered(self.layered)
        self.columns: Columns = columns(self.layered, self.rows)
        self.track, self.count = tracks(self.layered, self.rows, self.columns)
        self.column_width = max(width for width, _height in sizes)
        self.lefts = self._lefts()
        self.across = self._across()
        self.tops: list[float] = []
        self.tall = [self._tallest(row) for row in self.rows]

    def layout(self) -> Layout:
        levels = [route(links, len(self.graph.nodes)) for links in self.across]
        labelled = self._labelled()
        y = self.head + BEFORE
        for at, tall in enumerate(self.tall):
            self.tops.append(y)
            lines = BEFORE + AFTER + (levels[at] - 1) * TRACK if levels[at] else ROW
            y += tall + lines + (LABEL if at in labelled else 0.0)
        bottom = self.tops[-1] + self.tall[-1] + BEFORE
        boxes = tuple(self._box(node) for node in range(len(self.graph.nodes)))
        return Layout(self.lefts[-1], bottom, self._bands(), boxes, self._lines(boxes, labelled), tuple(self.tops))

    # across the paper

    def _lefts(self) -> list[float]:
        """Where each gutter begins, and where the paper ends."""
        lefts, x = [], 0.0
        for count in self.count:
            lefts.append(x)
            x += 2 * MARGIN + TRACK * max(count - 1, 0) + self.column_width
        return [*lefts, x - self.column_width]

    def _x(self, point: int) -> float:
        column, is_column = divmod(self.columns.slot[point], 2)
        if is_column:
            return self.lefts[column + 1] - self.column_width / 2
        return self.lefts[column] + MARGIN + TRACK * self.track[point]

    def _bands(self) -> tuple[Band, ...]:
        starts = [self.lefts[first] + self._border(self.count[first]) for first in self.columns.first]
        starts[0] = 0.0
        ends = [*starts[1:], self.lefts[-1]]
        return tuple(Band(lane, x, end - x) for lane, (x, end) in enumerate(zip(starts, ends, strict=True)))

    @staticmethod
    def _border(count: int) -> float:
        """Between the lines of a gutter, on none of them."""
        return MARGIN / 2 if count == 1 else MARGIN + (count // 2 - 0.5) * TRACK if count else MARGIN

    # down the paper

    def _tallest(self, row: list[int]) -> float:
        return max((self.sizes[point][1] for point in row if self.layered.is_node(point)), default=0.0)

    def _labelled(self) -> set[int]:
        """Layers below which the ways out of a 分かれ道 are named."""
        return {
            self.layered.layer[edge.source]
            for edge in self.graph.edges
            if edge.kind in BRANCHES and self.graph.nodes[edge.source].kind is NodeKind.CHOICE
        }

    def _box(self, node: int) -> Box:
        width, height = self.sizes[node]
        at = self.layered.layer[node]
        return Box(node, self._x(node) - width / 2, self.tops[at] + (self.tall[at] - height) / 2, width, height)

    # arrows

    def _across(self) -> list[list[Link]]:
        """The pieces of all arrows, by the layer from which they lead down."""
        found: list[list[Link]] = [[] for _ in self.rows]
        for number, chain in enumerate(self.layered.chains):
            for upper, lower in pairwise(chain.parts):
                leaves, arrives = self._x(upper), self._x(lower)
                leaves += self._beside(number, upper)
                is_return = self.graph.edges[chain.edge].kind is EdgeKind.BACK
                arrives += self._beside(number, lower) if is_return else 0
                found[self.layered.layer[upper]].append(Link(number, upper, lower, leaves, arrives))
        return found

    def _beside(self, number: int, point: int) -> int:
        return self.columns.out[number] if self.layered.is_node(point) else 0

    def _lines(self, boxes: tuple[Box, ...], labelled: set[int]) -> tuple[Line, ...]:
        pieces: dict[int, list[Link]] = {}
        for links in self.across:
            for link in links:
                pieces.setdefault(link.chain, []).append(link)
        return tuple(
            self._line(number, chain, pieces[number], boxes, labelled)
            for number, chain in enumerate(self.layered.chains)
        )

    def _line(self, number: int, chain: Chain, links: list[Link], boxes: tuple[Box, ...], labelled: set[int]) -> Line:
        first, last = boxes[chain.parts[0]], boxes[chain.parts[-1]]
        points: list[Point] = [(links[0].leaves, first.y + first.height)]
        for link in links:
            if not link.is_straight or link.leaves != link.arrives:
                y = self._level(self.layered.layer[link.upper], link.level, labelled)
                points += [(link.leaves, y), (link.arrives, y)]
        points.append((links[-1].arrives, last.y))
        if chain.up:
            points.reverse()
        return Line(chain.edge, tuple(points), self._label_side(number, chain))

    def _level(self, at: int, level: int, labelled: set[int]) -> float:
        label = LABEL if at in labelled else 0.0
        return self.tops[at] + self.tall[at] + BEFORE + label + level * TRACK

    def _label_side(self, number: int, chain: Chain) -> int:
        edge = self.graph.edges[chain.edge]
        if edge.kind not in BRANCHES:
            return 0
        out = self.columns.out
        others = (
            out[other]
            for other, each in enumerate(self.layered.chains)
            if self.graph.edges[each.edge].source == edge.source
        )
        return (out[number] or -sum(others)) or 1

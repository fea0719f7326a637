"""列のある流れ by lot, and the geometry to hold a drawing against: written without anything of the layout's own."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from random import Random

from urakata.core.chart import Edge, EdgeKind, Graph, Lane, Layout, Node, NodeKind
from urakata.core.outline import Who, WhoKind

Segment = tuple[tuple[float, float], tuple[float, float]]
KINDS = (EdgeKind.NEED, EdgeKind.NEED, EdgeKind.HOLD, EdgeKind.ORDER, EdgeKind.THEN)
HAIR = 0.01


def lane_graph(seed: int, *, steps: int = 40, least: int = 1, wild: bool = True) -> Graph:
    """A flow as people write them: mostly on from what was just done, now and then from further up.

    A wild one has 分かれ道, 関所 with their return, circles, and whatever else a draft may have.
    """
    lot = Random(seed)
    count, lanes = lot.randint(least, steps), lot.randint(1, 6)
    nodes = [Node(_kind(lot, wild), lot.randrange(lanes), at) for at in range(count)]
    pairs: dict[tuple[int, int], EdgeKind] = {}
    for target in range(1, count):
        for _ in range(lot.choice((1, 1, 1, 2, 2, 3))):
            near = target - lot.choice((1, 1, 1, 2, 2, 3, 4, 6, 9))
            source = near if near >= 0 else lot.randrange(target)
            pairs[source, target] = _way(lot, nodes[source].kind)
    if wild:
        for _ in range(lot.choice((0, 0, 1, 3))):
            pairs[lot.randrange(count), lot.randrange(count)] = EdgeKind.NEED
        for gate, step in [(b, a) for a, b in pairs if nodes[b].kind is NodeKind.GATE]:
            pairs.setdefault((gate, step), EdgeKind.BACK)
    names = tuple(Lane(Who(WhoKind.DEPARTMENT, str(lane))) for lane in range(lanes))
    return Graph(names, tuple(nodes), tuple(Edge(*pair, kind) for pair, kind in pairs.items()))


def _kind(lot: Random, wild: bool) -> NodeKind:
    kinds = (NodeKind.STEP, NodeKind.STEP, NodeKind.STEP, NodeKind.CHOICE, NodeKind.GATE)
    return lot.choice(kinds) if wild else NodeKind.STEP


def _way(lot: Random, kind: NodeKind) -> EdgeKind:
    return lot.choice((EdgeKind.APPLIES, EdgeKind.ELSE) if kind is NodeKind.CHOICE else KINDS)


def sizes(graph: Graph, seed: int = 0) -> list[tuple[float, float]]:
    """Boxes of one to three lines."""
    lot = Random(seed)
    return [(152.0, lot.choice((32.0, 50.0, 68.0))) for _node in graph.nodes]


def overlapping(drawing: Layout) -> list[tuple[int, int]]:
    """重なる箱: pairs of nodes whose boxes have an area in common."""
    return [
        (one.node, other.node)
        for one, other in combinations(drawing.boxes, 2)
        if one.x < other.x + other.width - HAIR
        and other.x < one.x + one.width - HAIR
        and one.y < other.y + other.height - HAIR
        and other.y < one.y + one.height - HAIR
    ]


def through_a_box(drawing: Layout) -> list[tuple[int, int]]:
    """箱を通る線: edges that run through the inside of a box, also of their own."""
    found = []
    inside = [(b.x + HAIR, b.y + HAIR, b.x + b.width - HAIR, b.y + b.height - HAIR, b.node) for b in drawing.boxes]
    for line in drawing.lines:
        for (x1, y1), (x2, y2) in _segments(line.points):
            left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            found += [
                (line.edge, node)
                for box_left, box_top, box_right, box_bottom, node in inside
                if right > box_left and left < box_right and bottom > box_top and top < box_bottom
            ]
    return found


def astray(graph: Graph, drawing: Layout) -> list[int]:
    """列を出た箱: nodes whose box is not inside the band of their lane."""
    bands = {band.lane: band for band in drawing.bands}
    found = []
    for box in drawing.boxes:
        band = bands[graph.nodes[box.node].lane]
        if box.x < band.x or box.x + box.width > band.x + band.width:
            found.append(box.node)
    return found


def loose_ends(graph: Graph, drawing: Layout) -> list[int]:
    """つながらない線: edges that do not begin and end at the border of their boxes, or do not run at right angles."""
    boxes = {box.node: box for box in drawing.boxes}
    found = []
    for line in drawing.lines:
        edge = graph.edges[line.edge]
        is_tied = _at_border(boxes[edge.source], line.points[0]) and _at_border(boxes[edge.target], line.points[-1])
        is_right = all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in _segments(line.points))
        if not is_tied or not is_right:
            found.append(line.edge)
    return found


def _at_border(box, point) -> bool:  # type: ignore[no-untyped-def]
    x, y = point
    on_edge = min(abs(y - box.y), abs(y - box.y - box.height)) < HAIR
    return on_edge and box.x < x < box.x + box.width


def on_top(graph: Graph, drawing: Layout) -> list[tuple[int, int]]:
    """重なる線: pairs of edges without a common end that run on top of each other for a while."""
    return [(one.edge, other.edge) for one, other in _strangers(graph, drawing) if _share(one.points, other.points)]


def _strangers(graph: Graph, drawing: Layout) -> Iterator:  # type: ignore[type-arg]
    for one, other in combinations(drawing.lines, 2):
        first, second = graph.edges[one.edge], graph.edges[other.edge]
        if not {first.source, first.target} & {second.source, second.target}:
            yield one, other


def _share(one, other) -> bool:  # type: ignore[no-untyped-def]
    for a in _segments(one):
        for b in _segments(other):
            for x, y in ((0, 1), (1, 0)):
                is_same_line = a[0][x] == a[1][x] and b[0][x] == b[1][x] and abs(a[0][x] - b[0][x]) < 1
                low = max(min(a[0][y], a[1][y]), min(b[0][y], b[1][y]))
                high = min(max(a[0][y], a[1][y]), max(b[0][y], b[1][y]))
                if is_same_line and high - low > 1:
                    return True
    return False


def crossings(lines: list[list[Segment]]) -> int:
    """交わり: how often two different lines cross, in a drawing of any kind."""
    return sum(1 for one, other in combinations(lines, 2) for a in one for b in other if _cross(a, b))


def segments_of(drawing: Layout) -> list[list[Segment]]:
    return [list(_segments(line.points)) for line in drawing.lines]


def _segments(points) -> Iterator[Segment]:  # type: ignore[no-untyped-def]
    yield from pairwise(points)


def _cross(a: Segment, b: Segment) -> bool:
    (ax, ay), (bx, by) = a
    (cx, cy), (dx, dy) = b
    if max(ax, bx) < min(cx, dx) or max(cx, dx) < min(ax, bx) or max(ay, by) < min(cy, dy) or max(cy, dy) < min(ay, by):
        return False

    def turn(p, q, r):  # type: ignore[no-untyped-def]
        area = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
        return 0 if abs(area) < 1e-6 else 1 if area > 0 else -1

    return turn(*a, b[0]) * turn(*a, b[1]) < 0 and turn(*b, a[0]) * turn(*b, a[1]) < 0

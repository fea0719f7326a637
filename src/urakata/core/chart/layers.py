"""段: every node below those that lead to it, long arrows in pieces of one layer each."""

from dataclasses import dataclass, field
from itertools import pairwise

from urakata.core.chart.graph import Edge, EdgeKind, Graph
from urakata.core.chart.reaching import Pair, forward, in_order

ABREAST = 2  # of one lane in one layer; more go one layer further down


@dataclass(frozen=True, slots=True)
class Chain:
    """長い矢印: an edge from above to below, through one point in each layer between; `up` if it is drawn upwards."""

    edge: int
    parts: tuple[int, ...]
    up: bool = False


@dataclass(slots=True)
class Layered:
    """段に分けた流れ: points 0…n-1 are the nodes, the others stand for long arrows."""

    graph: Graph
    layer: list[int]
    chains: list[Chain] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return max(self.layer, default=-1) + 1

    def is_node(self, point: int) -> bool:
        return point < len(self.graph.nodes)

    def links(self) -> tuple[list[list[int]], list[list[int]]]:
        """Of each point those above and those below that it is tied to."""
        above: list[list[int]] = [[] for _ in self.layer]
        below: list[list[int]] = [[] for _ in self.layer]
        for chain in self.chains:
            for upper, lower in pairwise(chain.parts):
                below[upper].append(lower)
                above[lower].append(upper)
        return above, below


def layered(graph: Graph) -> Layered:
    """段に分ける: the longest way from the start, and no more of one lane side by side than can be read."""
    pairs = {edge: _downward(edge) for edge in graph.edges if edge.source != edge.target}
    count = len(graph.nodes)
    kept, circles = forward(sorted(set(pairs.values())), count)
    closing = set(circles)
    down = kept + [pair for pair in ((b, a) for a, b in circles) if pair not in kept]
    found = Layered(graph, _layers(graph, down))
    for at, edge in enumerate(graph.edges):
        if edge in pairs:
            upper, lower = pairs[edge]
            is_circle = (upper, lower) in closing
            if is_circle:
                upper, lower = lower, upper
            _tie(found, at, upper, lower, up=is_circle is not (edge.kind is EdgeKind.BACK))
    return found


def _downward(edge: Edge) -> Pair:
    """差し戻し leads up, so it is laid from its step down to the 関所."""
    return (edge.target, edge.source) if edge.kind is EdgeKind.BACK else (edge.source, edge.target)


def _layers(graph: Graph, pairs: list[Pair]) -> list[int]:
    layer = [0] * len(graph.nodes)
    above: list[list[int]] = [[] for _ in graph.nodes]
    for source, target in pairs:
        above[target].append(source)
    abreast: dict[Pair, int] = {}
    for node in in_order(pairs, len(graph.nodes)):
        lane = graph.nodes[node].lane
        at = max((layer[source] + 1 for source in above[node]), default=0)
        while abreast.get((lane, at), 0) >= ABREAST:
            at += 1
        abreast[lane, at] = abreast.get((lane, at), 0) + 1
        layer[node] = at
    return layer


def _tie(found: Layered, edge: int, upper: int, lower: int, *, up: bool) -> None:
    between = range(found.layer[upper] + 1, found.layer[lower])
    first = len(found.layer)
    found.layer.extend(between)
    found.chains.append(Chain(edge, (upper, *range(first, first + len(between)), lower), up))

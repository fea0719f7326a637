"""縦の並び: the column of every node, the gutter or free column of every long arrow, the way out of every node."""

from dataclasses import dataclass
from itertools import combinations

from urakata.core.chart.graph import EdgeKind, NodeKind
from urakata.core.chart.layers import Chain, Layered
from urakata.core.chart.ordering import Rows

BESIDE = 28  # from the middle of a 分かれ道 to its other way out
WAYS = (EdgeKind.APPLIES, EdgeKind.ELSE)
RETURN = 24  # from the middle of a step to where 差し戻し comes in


@dataclass(frozen=True, slots=True)
class Columns:
    """縦の並び: columns are odd slots (1, 3, …), the gutters left and right of them even ones (0, 2, …)."""

    first: tuple[int, ...]  # of each lane
    count: int
    slot: list[int]  # of each point
    out: list[int]  # of each chain: how far from the middle it leaves and arrives


def columns(layered: Layered, rows: Rows) -> Columns:
    """縦にそろえる."""
    lanes = [node.lane for node in layered.graph.nodes]
    widest = [1] * len(layered.graph.lanes)
    for row in rows:
        abreast = [lanes[point] for point in row if layered.is_node(point)]
        for lane in set(abreast):
            widest[lane] = max(widest[lane], abreast.count(lane))
    first = [sum(widest[:lane]) for lane in range(len(widest))]
    slot = [-1] * len(layered.layer)
    _place_nodes(layered, rows, first, widest, slot)
    out = [_way_out(layered, slot, chain) for chain in layered.chains]
    _Gutters(layered, rows, slot, 2 * sum(widest)).place(out)
    return Columns(tuple(first), sum(widest), slot, _turned(layered, slot, out))


def _place_nodes(layered: Layered, rows: Rows, first: list[int], widest: list[int], slot: list[int]) -> None:
    """In a lane of several columns each node stands, if it can, below what leads to it."""
    ends: list[list[int]] = [[] for _ in layered.layer]
    for chain in layered.chains:
        ends[chain.parts[-1]].append(chain.parts[0])
    lanes = [node.lane for node in layered.graph.nodes]
    for row in rows:
        for lane in sorted({lanes[point] for point in row if layered.is_node(point)}):
            nodes = [point for point in row if layered.is_node(point) and lanes[point] == lane]
            slots = [2 * (first[lane] + column) + 1 for column in range(widest[lane])]
            best, least = tuple(slots), None
            for chosen in combinations(slots, len(nodes)):
                far = sum(
                    abs(at - slot[other])
                    for node, at in zip(nodes, chosen, strict=True)
                    for other in ends[node]
                    if lanes[other] == lane
                )
                if least is None or far < least:
                    best, least = chosen, far
            for node, at in zip(nodes, best, strict=False):
                slot[node] = at


def _way_out(layered: Layered, slot: list[int], chain: Chain) -> int:
    """Both ways of a 分かれ道 leave beside one another; 差し戻し runs beside the way to the 関所."""
    edge = layered.graph.edges[chain.edge]
    if edge.kind is EdgeKind.BACK:
        return RETURN
    if layered.graph.nodes[edge.source].kind is not NodeKind.CHOICE or chain.up or edge.kind not in WAYS:
        return 0
    return 0 if edge.kind is _middle(layered, slot, edge.source) else BESIDE


def _middle(layered: Layered, slot: list[int], choice: int) -> EdgeKind:
    """The way that leaves in the middle: to the nearest node right below, else the first."""
    below = [
        (layered.layer[edge.target], WAYS.index(edge.kind))
        for edge in layered.graph.edges
        if edge.source == choice and edge.kind in WAYS and slot[edge.target] == slot[choice]
    ]
    return WAYS[min(below)[1]] if below else WAYS[0]


def _turned(layered: Layered, slot: list[int], out: list[int]) -> list[int]:
    """The other way of a 分かれ道 leaves on the side to which it goes on."""
    aside: dict[int, int] = {}
    for chain, beside in zip(layered.chains, out, strict=True):
        if beside == BESIDE:
            first, then = chain.parts[:2]
            aside[first] = aside.get(first, 0) + (slot[then] > slot[first]) - (slot[then] < slot[first])
    return [
        -beside if beside == BESIDE and aside[chain.parts[0]] < 0 else beside
        for chain, beside in zip(layered.chains, out, strict=True)
    ]


class _Gutters:
    """Arrows that pass a layer: straight down a free column, else in a gutter as long as the order allows."""

    def __init__(self, layered: Layered, rows: Rows, slot: list[int], last: int) -> None:
        self.layered, self.rows, self.slot, self.last = layered, rows, slot, last
        self.at = {point: at for row in rows for at, point in enumerate(row)}

    def _place(self, chain: Chain, out: int) -> None:
        between = list(chain.parts[1:-1])
        own = self.slot[chain.parts[0]]
        if out == 0 and all(low < own < high for low, high in map(self._room, between)):
            for point in between:
                self.slot[point] = own
            return
        wanted = self._wanted(own, self.slot[chain.parts[-1]])
        while between:
            low, high, together = 0, self.last, 0
            for point in between:
                lower, upper = self._gutters(point)
                if max(low, lower) > min(high, upper):
                    break
                low, high, together = max(low, lower), min(high, upper), together + 1
            for point in between[:together]:
                self.slot[point] = min(max(wanted, low), high)
            between = between[together:]

    def place(self, out: list[int]) -> None:
        long = [(chain, beside) for chain, beside in zip(self.layered.chains, out, strict=True) if chain.parts[2:]]
        for chain, beside in sorted(long, key=lambda each: (len(each[0].parts), each[0].edge)):
            self._place(chain, beside)

    @staticmethod
    def _wanted(own: int, end: int) -> int:
        """Beside the column where it goes, on the side from which it comes."""
        return end - 1 if end > own else end + 1

    def _room(self, point: int) -> tuple[int, int]:
        """The slots of those left and right of it that have one already."""
        row, at = self.rows[self.layered.layer[point]], self.at[point]
        low = next((self.slot[other] for other in reversed(row[:at]) if self.slot[other] >= 0), -1)
        high = next((self.slot[other] for other in row[at + 1 :] if self.slot[other] >= 0), self.last + 1)
        return low, high

    def _gutters(self, point: int) -> tuple[int, int]:
        low, high = self._room(point)
        return low + low % 2, high - high % 2

"""順: who stands left of whom in each layer, so that few arrows cross. A node never leaves its lane; arrows are free.

Sweeps by the median of the neighbours, then swaps of two that stand side by side, as long as it helps.
"""

from bisect import bisect_right, insort
from itertools import pairwise

from urakata.core.chart.layers import Layered
from urakata.core.chart.rerouting import reroute

ROUNDS = 3
SWAPS = 12
LAID = 6
EFFORT = 400_000  # then it is good enough: nobody waits for a drawing
BEGINNINGS = (1.0, 0.0)
Rows = list[list[int]]


def ordered(layered: Layered) -> Rows:
    """並べる: the points of each layer from left to right."""
    return _Ordering(layered).best()


def crossings(rows: Rows, below: list[list[int]]) -> int:
    """交わり: how many pairs of arrows between two layers cross."""
    found = 0
    for row, lower in pairwise(rows):
        place = {point: at for at, point in enumerate(lower)}
        ends: list[int] = []
        for point in row:
            reached = [place[other] for other in below[point]]
            found += sum(len(ends) - bisect_right(ends, end) for end in reached)
            for end in reached:
                insort(ends, end)
    return found


class _Ordering:
    def __init__(self, layered: Layered) -> None:
        self.layered = layered
        self.above, self.below = layered.links()
        self.lane = [node.lane for node in layered.graph.nodes]
        self.rows: Rows = []
        self.place = [0] * len(layered.layer)
        self.effort = EFFORT

    def _begin(self, lean: float) -> None:
        self.rows = [[] for _ in range(self.layered.depth)]
        for point in self._by_lanes(lean):
            self.rows[self.layered.layer[point]].append(point)
        for at in range(len(self.rows)):
            self._number(at)

    def _by_lanes(self, lean: float) -> list[int]:
        """By lanes; a long arrow between those of its ends, or in that where it ends."""
        wanted = [float(lane) for lane in self.lane] + [0.0] * (len(self.layered.layer) - len(self.lane))
        for chain in self.layered.chains:
            first, last = self.lane[chain.parts[0]], self.lane[chain.parts[-1]]
            steps = len(chain.parts) - 1
            for at, point in enumerate(chain.parts[1:-1], 1):
                wanted[point] = first + (last - first) * (at / steps) ** lean + 0.01
        return sorted(range(len(wanted)), key=lambda point: (wanted[point], point))

    def _number(self, at: int) -> None:
        for place, point in enumerate(self.rows[at]):
            self.place[point] = place

    def best(self) -> Rows:
        """The best of both beginnings."""
        fewest, kept = -1, self.rows
        for lean in BEGINNINGS:
            self._begin(lean)
            for turn in range(ROUNDS):
                if turn:
                    self._sweep(downwards=turn % 2 == 1)
                self._improve()
                found = crossings(self.rows, self.below)
                if fewest < 0 or found < fewest:
                    fewest, kept = found, [list(row) for row in self.rows]
                if not fewest or not self.effort:
                    return kept
        return kept

    def _improve(self) -> None:
        for _ in range(LAID):
            self._swap()
            before = self.effort
            self.effort = reroute(
                self.layered.chains, self.rows, self.layered.layer, self.place, self.below, effort=self.effort
            )
            if self.effort in {before, 0}:
                return

    def _sweep(self, *, downwards: bool) -> None:
        rows = range(1, len(self.rows)) if downwards else range(len(self.rows) - 2, -1, -1)
        ties = self.above if downwards else self.below
        for at in rows:
            wanted = {point: self._wanted(point, ties[point]) for point in self.rows[at]}
            nodes = [point for point in self.rows[at] if self.layered.is_node(point)]
            nodes.sort(key=lambda point: (self.lane[point], wanted[point]))
            free = [point for point in self.rows[at] if not self.layered.is_node(point)]
            self.rows[at] = self._between(nodes, sorted(free, key=lambda point: wanted[point]), ties, wanted)
            self._number(at)

    def _wanted(self, point: int, ties: list[int]) -> float:
        if not ties:
            return float(self.place[point])
        return sum(self.place[other] for other in ties) / len(ties)

    def _between(self, nodes: list[int], free: list[int], ties: list[list[int]], wanted: dict[int, float]) -> list[int]:
        """Each arrow goes into the gap between nodes where it crosses the fewest of their arrows."""
        gaps: list[list[int]] = [[] for _ in range(len(nodes) + 1)]
        for point in free:
            place = wanted[point]
            passed = sum(1 for node in nodes for other in ties[node] if self.place[other] < place)
            fewest, best = passed, 0
            for gap, node in enumerate(nodes, 1):
                for other in ties[node]:
                    passed += (self.place[other] > place) - (self.place[other] < place)
                is_nearer = passed == fewest and wanted[node] <= place
                if passed < fewest or is_nearer:
                    fewest, best = passed, gap
            gaps[best].append(point)
        row = list(gaps[0])
        for node, behind in zip(nodes, gaps[1:], strict=True):
            row += [node, *behind]
        return row

    def _swap(self) -> None:
        for _ in range(SWAPS):
            self.effort = max(0, self.effort - len(self.place))
            swapped = [self._swap_in(at) for at in range(len(self.rows))]
            if True not in swapped or not self.effort:
                return

    def _swap_in(self, at: int) -> bool:
        row, swapped = self.rows[at], False
        for place in range(len(row) - 1):
            left, right = row[place], row[place + 1]
            if self._may(left, right) and self._gain(left, right) > 0:
                row[place], row[place + 1] = right, left
                self.place[left], self.place[right] = place + 1, place
                swapped = True
        return swapped

    def _may(self, left: int, right: int) -> bool:
        both = self.layered.is_node(left) and self.layered.is_node(right)
        return not both or self.lane[left] == self.lane[right]

    def _gain(self, left: int, right: int) -> int:
        """How many crossings less if both change places."""
        gain = 0
        for ties in (self.above, self.below):
            for one in ties[left]:
                here = self.place[one]
                for other in ties[right]:
                    there = self.place[other]
                    gain += (here > there) - (here < there)
        return gain

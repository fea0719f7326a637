"""引き直し: one long arrow after the other is taken out and laid anew where it crosses the fewest of all others."""

from itertools import pairwise

from urakata.core.chart.layers import Chain

Rows = list[list[int]]
Table = list[list[int]]


def reroute(
    chains: list[Chain], rows: Rows, layer: list[int], place: list[int], below: list[list[int]], *, effort: int
) -> int:
    """Each arrow by the best way through all gaps of the layers it passes.

    Answers how much of the effort is left; all of it, if nothing got better.
    """
    left, better = effort, False
    for chain in chains:
        if len(chain.parts) > 2 and left > 0:
            left -= sum(len(rows[layer[point]]) for point in chain.parts)
            if _is_crossed(chain, rows, layer, place, below):
                left -= sum(len(rows[layer[point]]) ** 2 for point in chain.parts)
                better = _lay(chain, rows, layer, place, below) or better
    return max(left, 0) if better else effort


def _is_crossed(chain: Chain, rows: Rows, layer: list[int], place: list[int], below: list[list[int]]) -> bool:
    for upper, lower in pairwise(chain.parts):
        here, there = place[upper], place[lower]
        for point in rows[layer[upper]]:
            for other in below[point]:
                if (place[point] < here and place[other] > there) or (place[point] > here and place[other] < there):
                    return True
    return False


def _lay(chain: Chain, rows: Rows, layer: list[int], place: list[int], below: list[list[int]]) -> bool:
    first, last, between = chain.parts[0], chain.parts[-1], chain.parts[1:-1]
    old = [place[point] for point in between]
    for point in between:
        _take_out(rows[layer[point]], place, point)
    tables = [
        _table(rows[layer[upper]], rows[layer[lower]], place, below, chain) for upper, lower in pairwise(chain.parts)
    ]
    ways = [tables[0][place[first]]]
    came: list[list[int]] = []
    for table in tables[1:-1]:
        ways.append([])
        came.append([])
        for gap in range(len(table[0])):
            costs = [cost + row[gap] for cost, row in zip(ways[-2], table, strict=True)]
            least = min(range(len(costs)), key=costs.__getitem__)
            ways[-1].append(costs[least])
            came[-1].append(least)
    ends = [cost + row[place[last]] for cost, row in zip(ways[-1], tables[-1], strict=True)]
    best = [min(range(len(ends)), key=ends.__getitem__)]
    for step in reversed(came):
        best.insert(0, step[best[0]])
    before = tables[0][place[first]][old[0]] + tables[-1][old[-1]][place[last]]
    before += sum(table[a][b] for table, (a, b) in zip(tables[1:-1], pairwise(old), strict=True))
    is_better = min(ends) < before
    for point, at in zip(between, best if is_better else old, strict=True):
        _put_in(rows[layer[point]], place, point, at)
    return is_better


def _take_out(row: list[int], place: list[int], point: int) -> None:
    at = place[point]
    row.pop(at)
    for other in row[at:]:
        place[other] -= 1


def _put_in(row: list[int], place: list[int], point: int, at: int) -> None:
    for other in row[at:]:
        place[other] += 1
    row.insert(at, point)
    place[point] = at


def _table(upper: list[int], lower: list[int], place: list[int], below: list[list[int]], chain: Chain) -> Table:
    """What a link from each place above to each place below crosses; an end counts as the gap left of it.

    One that shares an end with it crosses it nowhere.
    """
    own = set(chain.parts)
    links = [
        (place[point], place[other])
        for point in upper
        if point not in own
        for other in below[point]
        if other not in own
    ]
    row = [0] * (len(lower) + 1)
    for _left, right in links:
        for gap in range(right + 1, len(row)):
            row[gap] += 1
    found = [row]
    for at in range(len(upper)):
        row = list(row)
        for left, right in links:
            if left == at:
                for gap in range(len(row)):
                    row[gap] += 1 if gap <= right else -1
        found.append(row)
    return found

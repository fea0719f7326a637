"""とどく所: what can be reached from each node, as bits of whole numbers, so that 200 steps take a millisecond."""

from collections.abc import Collection, Iterable, Mapping
from heapq import heappop, heappush

Pair = tuple[int, int]


def forward(pairs: Iterable[Pair], count: int) -> tuple[list[Pair], list[Pair]]:
    """前へ進むものと、輪を閉じるもの: the pairs that close no circle, and those that do; walks without recursion."""
    leads: list[list[int]] = [[] for _ in range(count)]
    for source, target in pairs:
        leads[source].append(target)
    closing: set[Pair] = set()
    left = [False] * count
    for start in range(count):
        path, on_path = ([] if left[start] else [(start, iter(leads[start]))]), {start}
        while path:
            here, ahead = path[-1]
            following = next(ahead, None)
            if following is None:
                left[here] = True
                on_path.discard(path.pop()[0])
            elif following in on_path:
                closing.add((here, following))
            elif not left[following]:
                on_path.add(following)
                path.append((following, iter(leads[following])))
    kept = [(source, target) for source, target in pairs if (source, target) not in closing]
    return kept, sorted(closing)


def in_order(pairs: Collection[Pair], count: int) -> list[int]:
    """上から: every node after those that lead to it, else in the order of the file; for pairs without a circle."""
    leads: list[list[int]] = [[] for _ in range(count)]
    waits = [0] * count
    for source, target in pairs:
        leads[source].append(target)
        waits[target] += 1
    ready = [node for node in range(count) if not waits[node]]
    found: list[int] = []
    while ready:
        node = heappop(ready)
        found.append(node)
        for target in leads[node]:
            waits[target] -= 1
            if not waits[target]:
                heappush(ready, target)
    return found


def reach(pairs: Collection[Pair], count: int) -> list[int]:
    """とどく所 of every node as bits, itself not counted; for pairs without a circle."""
    leads: list[list[int]] = [[] for _ in range(count)]
    for source, target in pairs:
        leads[source].append(target)
    found = [0] * count
    for node in reversed(in_order(pairs, count)):
        for target in leads[node]:
            found[node] |= found[target] | 1 << target
    return found


def reduced(kinds: Mapping[Pair, str], count: int) -> set[Pair]:
    """近道を除く: the pairs that no longer way says as well (transitive reduction)."""
    reached = reach(kinds.keys(), count)
    leads: dict[int, list[int]] = {}
    for source, target in kinds:
        leads.setdefault(source, []).append(target)
    return {
        (source, target)
        for source, target in kinds
        if not any(reached[other] >> target & 1 for other in leads[source] if other != target)
    }

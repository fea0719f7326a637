"""結び目: which things wait for one another in circles, found without recursion (a procedure may have 10,000 steps)."""

from collections.abc import Iterable, Mapping

Graph = Mapping[str, Iterable[str]]


def knots(graph: Graph) -> dict[str, int]:
    """結び目の番号: two keys have the same number exactly when each can be reached from the other (Kosaraju)."""
    against: dict[str, list[str]] = {key: [] for key in graph}
    for key, others in graph.items():
        for other in others:
            against[other].append(key)
    numbers: dict[str, int] = {}
    seen: set[str] = set()
    for number, key in enumerate(reversed(_in_order_of_leaving(graph, graph, set()))):
        if key not in numbers:
            reached = _in_order_of_leaving(against, [key], seen)
            numbers |= dict.fromkeys(reached, number)
    return numbers


def _in_order_of_leaving(graph: Graph, keys: Iterable[str], seen: set[str]) -> list[str]:
    """Depth first from each key; a key is left when all it leads to is left."""
    left: list[str] = []
    for root in keys:
        path = [] if root in seen else [(root, iter(graph[root]))]
        seen.add(root)
        while path:
            ahead = path[-1][1]
            following = next((other for other in ahead if other not in seen), None)
            if following is None:
                left.append(path.pop()[0])
            else:
                seen.add(following)
                path.append((following, iter(graph[following])))
    return left

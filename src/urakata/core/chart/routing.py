"""横の線: between two layers every arrow goes across on a level of its own, ordered so that few of them cross."""

from dataclasses import dataclass, field

TOUCH = 3.0  # closer than this two lines run on top of each other
APART = 10.0  # two that are farther from each other may share a level
ASIDE = 14.0  # from the middle of a node to where an arrow comes in that would run on top of another
ON_TOP = 1000
MOST_TRIED = 30


@dataclass(slots=True)
class Link:
    """ひと節: a piece of an arrow between two layers."""

    chain: int
    upper: int
    lower: int
    leaves: float
    arrives: float
    level: int = 0

    @property
    def is_straight(self) -> bool:
        return abs(self.leaves - self.arrives) < TOUCH

    def spans(self, x: float) -> bool:
        return self.leaves < x < self.arrives or self.arrives < x < self.leaves


@dataclass(slots=True)
class Net:
    """束: pieces that leave at the same place share one level."""

    leaves: float
    links: list[Link] = field(default_factory=list)
    low: float = 0.0
    high: float = 0.0

    def stretch(self) -> None:
        ends = [self.leaves, *(link.arrives for link in self.links)]
        self.low, self.high = min(ends), max(ends)

    def meets(self, other: "Net") -> bool:
        """On one level they would touch; those that come in at one and the same place may."""
        ends = {link.arrives for link in (*self.links, *other.links)}
        is_apart = self.low - APART >= other.high or other.low - APART >= self.high
        return not is_apart and len(ends) > 1

    @property
    def is_straight(self) -> bool:
        return all(link.is_straight for link in self.links)


def route(links: list[Link], nodes: int) -> int:
    """横に渡す: gives each piece its level; answers how many levels there are. Points below `nodes` are nodes."""
    nets: dict[tuple[int, float], Net] = {}
    for link in links:
        nets.setdefault((link.upper, link.leaves), Net(link.leaves)).links.append(link)
    across = [net for net in nets.values() if not net.is_straight]
    order = _ordered(across)
    if _move_aside(order, links, nodes):
        order = _ordered(across)
    return _give_levels(order)


def _ordered(nets: list[Net]) -> list[Net]:
    for net in nets:
        net.stretch()
    order = sorted(nets, key=lambda net: (-net.leaves if net.high > net.leaves else net.leaves, net.low))
    if len(order) > MOST_TRIED:
        return order
    cost = {(id(one), id(other)): _cost(one, other) for one in order for other in order if one is not other}
    for _ in range(3):
        if not _sift(order, cost):
            break
    return order


def _sift(order: list[Net], cost: dict[tuple[int, int], int]) -> bool:
    """Each net goes where it crosses the fewest."""
    moved = False
    for net in list(order):
        at = order.index(net)
        order.pop(at)
        price = sum(cost[id(net), id(other)] for other in order)
        prices = [price]
        for other in order:
            price += cost[id(other), id(net)] - cost[id(net), id(other)]
            prices.append(price)
        best = min(range(len(prices)), key=prices.__getitem__)
        best = at if prices[at] == prices[best] else best
        order.insert(best, net)
        moved = moved or best != at
    return moved


def _cost(upper: Net, lower: Net) -> int:
    """What it costs if the one goes across above the other."""
    if upper.high < lower.low or lower.high < upper.low:
        return 0
    found = 0
    for one in upper.links:
        found += ON_TOP * (abs(one.arrives - lower.leaves) < TOUCH)
        for other in lower.links:
            found += one.spans(other.leaves) + other.spans(one.arrives)
    return found


def _move_aside(order: list[Net], links: list[Link], nodes: int) -> bool:
    """Where one arrow would come in on top of one that leaves above, it comes in beside the middle of its node."""
    moved = False
    for at, upper in enumerate(order):
        lower = [net.leaves for net in order[at + 1 :]]
        for link in upper.links:
            if link.lower < nodes and any(abs(link.arrives - leaves) < TOUCH for leaves in lower):
                middle = link.arrives
                for other in links:
                    if other.lower == link.lower and other.arrives == middle and not other.is_straight:
                        other.arrives += ASIDE if other.leaves > middle else -ASIDE
                moved = True
    return moved


def _give_levels(order: list[Net]) -> int:
    placed: list[tuple[Net, int]] = []
    for net in order:
        meeting = [level for other, level in placed if net.meets(other)]
        level = max(meeting, default=-1) + 1
        placed.append((net, level))
        for link in net.links:
            link.level = level
    return max((level for _net, level in placed), default=-1) + 1

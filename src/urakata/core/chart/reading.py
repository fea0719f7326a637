"""手順から流れへ: lanes, 分かれ道, 関所 and arrows of an outline; it may be a draft with flaws: circles, doubles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from urakata.core.chart.graph import Edge, EdgeKind, Graph, Lane, Node, NodeKind
from urakata.core.chart.reaching import Pair, forward, reach, reduced
from urakata.core.conditions import Asked, Rule, rules
from urakata.core.outline import CheckKind, Comparison, Condition, GateKind, Outline, Step, WhoKind

# Each comparison as one of three and whether it says the opposite of it, so that both sides share one 分かれ道.
SIDES: Mapping[Comparison, tuple[Comparison, bool]] = {
    Comparison.EQUAL: (Comparison.EQUAL, True),
    Comparison.UNEQUAL: (Comparison.EQUAL, False),
    Comparison.AT_LEAST: (Comparison.AT_LEAST, True),
    Comparison.LESS: (Comparison.AT_LEAST, False),
    Comparison.MORE: (Comparison.MORE, True),
    Comparison.AT_MOST: (Comparison.MORE, False),
}
BY_ANOTHER = frozenset({GateKind.SECOND_PERSON, GateKind.BLIND})


def side(asked: Asked) -> tuple[Asked, bool]:
    """問いと答えの側: the condition as it is asked, and whether the step stands on the side where it holds."""
    comparison, holds = SIDES[asked.condition.comparison]
    value = asked.condition.value
    if asked.check.kind is CheckKind.TICK:
        value, holds = True, holds is bool(value)
    return replace(asked, condition=Condition(asked.check.key, comparison, value)), holds


@dataclass(slots=True)
class _Choice:
    """分かれ道 while it is read: who stands on which side, and which steps belong to its way."""

    node: int
    sides: dict[bool, list[int]] = field(default_factory=lambda: {True: [], False: []})

    def members(self) -> list[int]:
        return sorted(self.sides[True] + self.sides[False])


def graph_of(outline: Outline) -> Graph:
    """流れ of an outline; without steps there is none."""
    return _Reading(outline).graph() if outline.steps else Graph()


class _Reading:
    """読み取り: one outline, read once."""

    def __init__(self, outline: Outline) -> None:
        self.steps = outline.steps
        self.where: dict[str, int] = {}
        for at, step in enumerate(self.steps):
            self.where.setdefault(step.key, at)
        self.rules = {self.where[key]: rule for key, rule in rules(outline).items() if key in self.where}
        self.lanes = _lanes(self.steps)
        self.nodes: list[Node] = []
        self.step_at: dict[int, int] = {}
        self.gate_at: dict[int, int] = {}
        self.choices: dict[tuple[str, str, str, str], _Choice] = {}
        self.choice_of: dict[int, tuple[_Choice, bool]] = {}
        self.kinds: dict[Pair, EdgeKind] = {}
        self.left_out: dict[int, set[int]] = {}

    def graph(self) -> Graph:
        self._add(Node(NodeKind.START, self._lane(self.steps[0])))
        for at, step in enumerate(self.steps):
            self._read_step(at, step)
        self._add(Node(NodeKind.END, self._lane(self.steps[-1])))
        waits = self._waits()
        for at in range(len(self.steps)):
            self._arrive(at, waits)
        for choice in self.choices.values():
            self._branch(choice, waits)
        self._lead_on()
        circles = self._settle()
        self._pass_by()
        self._begin_and_end()
        edges = [Edge(*pair, kind) for pair, kind in sorted(self.kinds.items())]
        edges += [Edge(*pair) for pair in circles]
        edges += [Edge(gate, self.step_at[at], EdgeKind.BACK) for at, gate in self.gate_at.items()]
        return Graph(self.lanes, tuple(self.nodes), tuple(edges), self._stuck(circles))

    # nodes

    def _add(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _lane(self, step: Step) -> int:
        return self.lanes.index(Lane(step.who))

    def _read_step(self, at: int, step: Step) -> None:
        rule = self.rules.get(at, Rule()) if self.where[step.key] == at else Rule()
        if rule.own:
            self._ask(at, rule.own)
        contingent = bool(rule.own or rule.led_to_by)
        self.step_at[at] = self._add(Node(NodeKind.STEP, self._lane(step), at, contingent=contingent))
        if step.gate.kind is not GateKind.NONE:
            lane = self.lanes.index(Lane(second=True)) if step.gate.kind in BY_ANOTHER else self._lane(step)
            self.gate_at[at] = self._add(Node(NodeKind.GATE, lane, at, contingent=contingent))

    def _ask(self, at: int, own: Asked) -> None:
        asked, holds = side(own)
        condition = asked.condition
        same = (asked.source, asked.check.key, condition.comparison, str(condition.value))
        if same not in self.choices:
            lane = self._lane(self.steps[self.where[asked.source]])
            self.choices[same] = _Choice(self._add(Node(NodeKind.CHOICE, lane, at, asked)))
        self.choices[same].sides[holds].append(at)
        self.choice_of[at] = self.choices[same], holds

    def _exit(self, at: int) -> int:
        """Whoever waits for a step waits for its 関所."""
        return self.gate_at.get(at, self.step_at[at])

    # edges

    def _waits(self) -> dict[int, list[int]]:
        """待つ工程 of each step by places in the file: its needs, and the last 関所 before it."""
        found: dict[int, list[int]] = {}
        for at, step in enumerate(self.steps):
            found[at] = [self.where[need] for need in step.needs if self.where.get(need, at) != at]
            held = [gate for gate in self.gate_at if gate < at][-1:]
            found[at] += [gate for gate in held if gate not in found[at]]
        return found

    def _arrive(self, at: int, waits: dict[int, list[int]]) -> None:
        """Nobody waits for the other side of the own 分かれ道, but for what that waits for; what follows, for both."""
        held = [gate for gate in self.gate_at if gate < at][-1:]
        needs = {self.where.get(need) for need in self.steps[at].needs}
        passed = {other for source in waits[at] for other in self.left_out.get(source, ()) if other != at}
        waits[at] += sorted(passed.difference(waits[at]))
        needs |= passed
        others = {source for source in waits[at] if self._is_other_side(at, source)}
        self.left_out[at] = others
        for other in sorted(others):
            waits[at] += [earlier for earlier in waits[other] if earlier not in waits[at] and earlier != at]
        waits[at] = [source for source in waits[at] if source not in others]
        for source in waits[at]:
            kind = EdgeKind.HOLD if source in held and source not in needs else EdgeKind.NEED
            self.kinds[self._exit(source), self.step_at[at]] = kind

    def _is_other_side(self, one: int, other: int) -> bool:
        mine, theirs = self.choice_of.get(one), self.choice_of.get(other)
        return mine is not None and theirs is not None and mine[0] is theirs[0] and mine[1] is not theirs[1]

    def _branch(self, choice: _Choice, waits: Mapping[int, list[int]]) -> None:
        """分かれ道: it waits for the answer and for what all ways behind it wait for alike."""
        asked = self.nodes[choice.node].asked
        assert asked is not None  # every 分かれ道 asks something
        self.kinds[self._exit(self.where[asked.source]), choice.node] = EdgeKind.NEED
        members = choice.members()
        entries = [at for at in members if not set(waits[at]) & set(members)] or members
        for source in set.intersection(*(set(waits[at]) for at in entries)):
            self.kinds[self._exit(source), choice.node] = EdgeKind.NEED
        for holds, steps in choice.sides.items():
            for at in steps:
                self.kinds[choice.node, self.step_at[at]] = EdgeKind.APPLIES if holds else EdgeKind.ELSE

    def _lead_on(self) -> None:
        """別の道 and 並びの順: a step that waits for nothing is open from the start and merely stands after another."""
        for at, step in enumerate(self.steps):
            other = self.where.get(step.then, -1)
            if at in self.choice_of and other > at:
                self.kinds.setdefault((self._exit(at), self._entry(other)), EdgeKind.THEN)
        waiting = {target for (_source, target), kind in self.kinds.items() if kind is not EdgeKind.HOLD}
        leads: dict[int, list[int]] = {}
        for source, target in self.kinds:
            leads.setdefault(source, []).append(target)
        for at in range(1, len(self.steps)):
            before, here = self._exit(at - 1), self.step_at[at]
            if here not in waiting and (before, here) not in self.kinds and not _is_way(leads, here, before):
                self.kinds[before, here] = EdgeKind.ORDER
                leads.setdefault(before, []).append(here)

    def _entry(self, at: int) -> int:
        return self.choice_of[at][0].node if at in self.choice_of else self.step_at[at]

    def _settle(self) -> list[Pair]:
        """Gates after their steps, circles set aside, what a longer way says as well left out."""
        for at, gate in self.gate_at.items():
            self.kinds[self.step_at[at], gate] = EdgeKind.NEED
        kept, circles = forward(sorted(self.kinds), len(self.nodes))
        self.kinds = {pair: self.kinds[pair] for pair in kept}
        short = reduced(self.kinds, len(self.nodes))
        self.kinds = {pair: kind for pair, kind in self.kinds.items() if pair in short}
        return circles

    def _pass_by(self) -> None:
        """対象外: from a 分かれ道 with one side only, the other way leads on to what follows."""
        for choice in self.choices.values():
            missing = [holds for holds, steps in choice.sides.items() if not steps]
            if missing:
                way = {choice.node} | {node for at in choice.members() for node in (self.step_at[at], self._exit(at))}
                kind = EdgeKind.APPLIES if missing[0] else EdgeKind.ELSE
                for target in self._after(way) or [len(self.nodes) - 1]:
                    self.kinds.setdefault((choice.node, target), kind)

    def _after(self, way: set[int]) -> list[int]:
        """What follows the way: first what it leads to, and behind 別の道 what that leads to."""
        leads = sorted(pair for pair in self.kinds if pair[0] in way and pair[1] not in way)
        contingent = {pair[1] for pair in leads if self.kinds[pair] is EdgeKind.THEN}
        follow = [target for _source, target in leads if target not in contingent]
        return follow or (self._after(way | contingent) if contingent else [])

    def _begin_and_end(self) -> None:
        last = len(self.nodes) - 1
        arrived, left = {target for _, target in self.kinds}, {source for source, _ in self.kinds}
        for node in range(1, last):
            if node not in arrived:
                self.kinds[0, node] = EdgeKind.NEED
            if node not in left:
                self.kinds[node, last] = EdgeKind.NEED

    def _stuck(self, circles: list[Pair]) -> tuple[int, ...]:
        """止まる工程: in a circle or behind one."""
        if not circles:
            return ()
        reached = reach(self.kinds, len(self.nodes))
        shut = 0
        for _source, target in circles:
            shut |= reached[target] | 1 << target
        return tuple(at for at, node in self.step_at.items() if shut >> node & 1)


def _lanes(steps: Iterable[Step]) -> tuple[Lane, ...]:
    """列: in the order of their first work, people from outside last."""
    found: dict[Lane, bool] = {}
    for step in steps:
        found.setdefault(Lane(step.who), step.who is not None and step.who.kind is WhoKind.OUTSIDE)
        if step.gate.kind in BY_ANOTHER:
            found.setdefault(Lane(second=True), False)
    return tuple(sorted(found, key=lambda lane: found[lane]))


def _is_way(leads: Mapping[int, list[int]], start: int, end: int) -> bool:
    """Arrows mostly lead on in the file, so this stops soon."""
    seen, waiting = {start}, [start]
    while waiting:
        for target in leads.get(waiting.pop(), ()):
            if target == end:
                return True
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return False

"""流れ図の言葉: lanes, questions, ways out, and the whole flow as sentences for 「文字で読む」."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from urakata.core.chart import Edge, EdgeKind, Graph, Lane, Node, NodeKind
from urakata.core.conditions import Asked
from urakata.core.outline import CheckKind, Comparison, GateKind, Outline
from urakata.features.procedures.wording import words
from urakata.features.procedures.wording.conditions import asked, figure_or_text

GATE_ACTS: Mapping[GateKind, str | Promise] = {
    GateKind.SECOND_PERSON: gettext_lazy("見て確かめる"),
    GateKind.BLIND: gettext_lazy("見ないで入れる"),
    GateKind.NEXT_DAY_SELF: gettext_lazy("翌日に自分で見る"),
}
HOLDS: Mapping[Comparison, str | Promise] = {
    Comparison.EQUAL: gettext_lazy("%(value)s"),
    Comparison.AT_LEAST: gettext_lazy("%(value)s以上"),
    Comparison.MORE: gettext_lazy("%(value)sより大きい"),
}
FAILS: Mapping[Comparison, str | Promise] = {
    Comparison.EQUAL: gettext_lazy("それ以外"),
    Comparison.AT_LEAST: gettext_lazy("%(value)sより小さい"),
    Comparison.MORE: gettext_lazy("%(value)s以下"),
}
DAYS_HOLD: Mapping[Comparison, str | Promise] = {
    **HOLDS,
    Comparison.AT_LEAST: gettext_lazy("%(value)sから"),
    Comparison.MORE: gettext_lazy("%(value)sよりあと"),
}
DAYS_FAIL: Mapping[Comparison, str | Promise] = {
    **FAILS,
    Comparison.AT_LEAST: gettext_lazy("%(value)sより前"),
    Comparison.MORE: gettext_lazy("%(value)sまで"),
}


def lane(value: Lane) -> str:
    """列の名."""
    if value.second:
        return _("別の人")
    return words.who(value.who) or _("だれか")


def question(asked: Asked) -> str:
    """分かれ道の問い: 入社がある？"""
    return _("%(what)s？") % {"what": asked.check.text.rstrip("？?")}


def way(asked: Asked, *, holds: bool) -> str:
    """分かれ道の出口: はい, 100,000以上, それ以外."""
    kind, comparison = asked.check.kind, asked.condition.comparison
    if kind is CheckKind.TICK:
        return _("はい") if holds else _("いいえ")
    others = [choice for choice in asked.check.choices if choice != str(asked.condition.value)]
    if kind is CheckKind.CHOICE and not holds and len(others) == 1:
        return others[0]
    said = (DAYS_HOLD if holds else DAYS_FAIL) if kind is CheckKind.DATE else HOLDS if holds else FAILS
    return str(said[comparison]) % {"value": figure_or_text(asked.condition.value, kind)}


def mark(kind: NodeKind) -> str:
    """はじめとおわりのしるし."""
    return _("はじめ") if kind is NodeKind.START else _("おわり")


def gate_name(number: int) -> str:
    """どの工程の関所か."""
    return _("%(step)d の関所") % {"step": number}


def gate_act(kind: GateKind) -> str:
    """関所ですること, short enough for its box."""
    return str(GATE_ACTS[kind])


@dataclass(frozen=True, slots=True)
class Line:
    """文字で読む: one line; `number` is 0 where it is no step."""

    lane: str
    said: str
    number: int = 0
    key: str = ""
    notes: list[str] = field(default_factory=list)


def as_text(outline: Outline, graph: Graph) -> list[Line]:
    """流れを文で: what the drawing shows, in the order of the file."""
    return list(_Reader(outline, graph).lines())


class _Reader:
    def __init__(self, outline: Outline, graph: Graph) -> None:
        self.outline, self.graph = outline, graph
        self.arriving: dict[int, list[Edge]] = {}
        self.leaving: dict[int, list[Edge]] = {}
        for edge in graph.edges:
            self.leaving.setdefault(edge.source, []).append(edge)
            self.arriving.setdefault(edge.target, []).append(edge)

    def lines(self) -> Iterator[Line]:
        for at, node in enumerate(self.graph.nodes):
            name = lane(self.graph.lanes[node.lane])
            match node.kind:
                case NodeKind.STEP:
                    step = self.outline.steps[node.step]
                    yield Line(name, step.title, node.step + 1, step.key, list(self._notes(at, node)))
                case NodeKind.CHOICE:
                    yield Line("", self._branch(at, node))
                case NodeKind.GATE:
                    yield Line(name, self._gate(node))

    def _notes(self, at: int, node: Node) -> Iterator[str]:
        if node.step in self.graph.stuck:
            yield _("たがいに待ち合う工程があり、ここは始まりません。先にすることを見直してください。")
        arriving = self.arriving.get(at, [])
        if any(edge.kind is EdgeKind.ORDER for edge in arriving):
            yield _("並びの順です。前の工程を待たずに始められます。")
        waited = [edge.source for edge in arriving if edge.kind is EdgeKind.NEED and edge.source]
        if waited and waited != [at - 1]:
            yield _("%(steps)sのあとです。") % {"steps": self._names(waited)}
        led = [edge.target for edge in self.leaving.get(at, []) if edge.kind is EdgeKind.THEN]
        if led:
            yield _("当たるときは、別の道の%(steps)sへも進みます。") % {"steps": self._names(led)}

    def _branch(self, at: int, node: Node) -> str:
        assert node.asked is not None  # every 分かれ道 asks something
        leaving = self.leaving.get(at, [])
        said = {
            "asked": asked(node.asked),
            "to": self._names(edge.target for edge in leaving if edge.kind is EdgeKind.APPLIES),
            "other": self._names(edge.target for edge in leaving if edge.kind is EdgeKind.ELSE),
        }
        return _("%(asked)s%(to)sへ、そうでなければ%(other)sへ進みます。") % said

    def _gate(self, node: Node) -> str:
        step = self.outline.steps[node.step]
        said = {"how": words.gate(self.outline, step), "step": node.step + 1}
        return _("関所：%(how)s。済むまで先へ進みません。合わなければ工程%(step)dへ差し戻します。") % said

    def _names(self, nodes: Iterable[int]) -> str:
        return _("・").join(self._name(self.graph.nodes[node]) for node in sorted(set(nodes))) or _("おわり")

    def _name(self, node: Node) -> str:
        match node.kind:
            case NodeKind.CHOICE if node.asked:
                return _("「%(question)s」の分かれ道") % {"question": question(node.asked)}
            case NodeKind.GATE:
                return _("工程%(step)dの関所") % {"step": node.step + 1}
            case NodeKind.END:
                return _("おわり")
        return _("工程%(step)d") % {"step": node.step + 1}

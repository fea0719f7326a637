"""流れ図の骨: lanes, nodes and edges; codes only, no sentences, no places on the paper."""

from dataclasses import dataclass
from enum import StrEnum

from urakata.core.conditions import Asked
from urakata.core.outline import Who


class NodeKind(StrEnum):
    START = "start"  # はじめ
    STEP = "step"
    CHOICE = "choice"  # 分かれ道
    GATE = "gate"  # 関所
    END = "end"  # おわり


class EdgeKind(StrEnum):
    NEED = "need"  # 先にすること
    HOLD = "hold"  # 関所が止める
    ORDER = "order"  # 並びの順: nobody waits
    APPLIES = "applies"  # 当たるとき
    ELSE = "else"  # 当たらないとき
    THEN = "then"  # 別の道
    BACK = "back"  # 差し戻し


@dataclass(frozen=True, slots=True)
class Lane:
    """列: whose work stands in it; `second` is the lane of 別の人, nobody named the lane of だれか."""

    who: Who | None = None
    second: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """節: `step` is the place of its step in the file; `asked` what a 分かれ道 asks."""

    kind: NodeKind
    lane: int
    step: int = -1
    asked: Asked | None = None
    contingent: bool = False  # only there if a condition holds


@dataclass(frozen=True, slots=True)
class Edge:
    """矢印."""

    source: int
    target: int
    kind: EdgeKind = EdgeKind.NEED


@dataclass(frozen=True, slots=True)
class Graph:
    """流れ: nodes in the order of the file; `stuck` are places of steps that wait for one another in a circle."""

    lanes: tuple[Lane, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    stuck: tuple[int, ...] = ()

"""流れ図: from an outline to lanes, boxes and arrows on paper; standard library only, and always the same drawing."""

from urakata.core.chart.graph import Edge, EdgeKind, Graph, Lane, Node, NodeKind
from urakata.core.chart.layout import Band, Box, Layout, Line, layout
from urakata.core.chart.reading import graph_of

__all__ = [
    "Band",
    "Box",
    "Edge",
    "EdgeKind",
    "Graph",
    "Lane",
    "Layout",
    "Line",
    "Node",
    "NodeKind",
    "graph_of",
    "layout",
]

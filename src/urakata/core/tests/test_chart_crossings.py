"""交わりの数, held against a library for layered drawings, which is used for development only."""

from itertools import pairwise

import pytest

from urakata.core.chart import Graph, layout
from urakata.core.chart.layers import layered
from urakata.core.tests import lane_graphs as drawing

igraph = pytest.importorskip("igraph")
MOST = 1.2


def test_three_hundred_flows_cross_hardly_more_than_those_of_a_library_without_lanes():
    graphs = [drawing.lane_graph(seed, wild=False) for seed in range(300)]

    ours = sum(drawing.crossings(drawing.segments_of(layout(graph, drawing.sizes(graph)))) for graph in graphs)

    theirs = sum(_by_the_library(graph) for graph in graphs)
    assert theirs > 1000
    assert ours <= MOST * theirs, (ours, theirs)


def test_where_no_lanes_hold_it_back_it_crosses_less():
    graphs = [_in_one_lane(drawing.lane_graph(seed, wild=False)) for seed in range(60)]

    ours = sum(drawing.crossings(drawing.segments_of(layout(graph, drawing.sizes(graph)))) for graph in graphs)

    assert ours < sum(_by_the_library(graph) for graph in graphs)


def _by_the_library(graph: Graph) -> int:
    """The same layers and the same points in long arrows; it may order each layer as it likes."""
    found = layered(graph)
    links = [link for chain in found.chains for link in pairwise(chain.parts)]
    theirs = igraph.Graph(n=len(found.layer), edges=links, directed=True)
    at = theirs.layout_sugiyama(layers=found.layer, maxiter=100).coords
    return drawing.crossings(
        [[(tuple(at[a]), tuple(at[b])) for a, b in pairwise(chain.parts)] for chain in found.chains]
    )


def _in_one_lane(graph: Graph) -> Graph:
    nodes = tuple(type(node)(node.kind, 0, node.step) for node in graph.nodes)
    return Graph(graph.lanes[:1], nodes, graph.edges)

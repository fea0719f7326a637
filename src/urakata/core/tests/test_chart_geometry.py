"""測り方の試し: the geometry finds what is wrong in a drawing that is wrong."""

from urakata.core.chart import Band, Box, Edge, Graph, Lane, Layout, Line, Node, NodeKind
from urakata.core.tests import lane_graphs as drawing

LANE = (Band(0, 0, 300),)
TWO = Graph((Lane(),), (Node(NodeKind.STEP, 0, 0), Node(NodeKind.STEP, 0, 1)), (Edge(0, 1),))


def _drawn(second: Box, *points: tuple[float, float]) -> Layout:
    return Layout(300, 300, LANE, (Box(0, 10, 10, 100, 40), second), (Line(0, points),))


def test_boxes_that_overlap_are_found():
    assert drawing.overlapping(_drawn(Box(1, 100, 30, 100, 40))) == [(0, 1)]
    assert drawing.overlapping(_drawn(Box(1, 110, 30, 100, 40))) == []


def test_an_arrow_through_a_box_is_found():
    below = Box(1, 10, 100, 100, 40)

    assert drawing.through_a_box(_drawn(below, (60, 50), (60, 100))) == []
    assert drawing.through_a_box(_drawn(below, (60, 50), (60, 120))) == [(0, 1)]


def test_a_box_outside_its_lane_and_an_arrow_with_a_loose_end_are_found():
    laid = _drawn(Box(1, 250, 100, 100, 40), (60, 50), (60, 90), (300, 95))

    assert drawing.astray(TWO, laid) == [1]
    assert drawing.loose_ends(TWO, laid) == [0]


def test_arrows_that_cross_and_those_that_only_touch_are_told_apart():
    across, down, touching = ((0, 5), (10, 5)), ((5, 0), (5, 10)), ((5, 5), (5, 10))

    assert drawing.crossings([[across], [down]]) == 1
    assert drawing.crossings([[across], [touching]]) == 0

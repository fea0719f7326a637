"""流れ図の形: held against geometry that knows nothing of how it was laid out."""

import pytest

from urakata.core.chart import Edge, Graph, Lane, Layout, Node, NodeKind, layout
from urakata.core.tests import lane_graphs as drawing


@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_flows_keep_their_boxes_apart_and_their_arrows_out_of_them(hundred):
    for seed in range(100 * hundred, 100 * hundred + 100):
        graph = drawing.lane_graph(seed)

        laid = layout(graph, drawing.sizes(graph, seed), head=40)

        assert drawing.overlapping(laid) == [], seed
        assert drawing.through_a_box(laid) == [], seed
        assert drawing.astray(graph, laid) == [], seed


@pytest.mark.parametrize("seed", range(0, 1000, 5))
def test_every_arrow_is_tied_to_its_boxes_and_none_runs_on_top_of_another(seed):
    graph = drawing.lane_graph(seed)

    laid = layout(graph, drawing.sizes(graph, seed))

    assert {line.edge for line in laid.lines} == {n for n, edge in enumerate(graph.edges) if edge.source != edge.target}
    assert drawing.loose_ends(graph, laid) == []
    assert drawing.on_top(graph, laid) == []


@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_steps_are_laid_out_as_well(seed):
    graph = drawing.lane_graph(seed, steps=200, least=200)

    laid = layout(graph, drawing.sizes(graph, seed))

    assert len(laid.boxes) == 200
    assert drawing.overlapping(laid) == drawing.through_a_box(laid) == []


def test_one_step_that_a_hundred_others_need_is_laid_out_without_end_to_the_ordering():
    nodes = tuple(Node(NodeKind.STEP, 0, at) for at in range(102))
    fan = (*(Edge(0, at) for at in range(1, 101)), *(Edge(at, 101) for at in range(1, 101)))

    laid = layout(Graph((Lane(),), nodes, fan), [(152, 50)] * 102)

    assert drawing.overlapping(laid) == drawing.through_a_box(laid) == []


def test_what_has_no_steps_has_no_drawing():
    assert layout(Graph(), []) == Layout()


def test_one_step_stands_alone():
    laid = layout(Graph((Lane(),), (Node(NodeKind.STEP, 0, 0),)), [(152, 50)], head=40)

    assert len(laid.boxes) == 1
    assert laid.lines == ()
    assert laid.boxes[0].y > 40


def test_time_flows_down():
    graph = drawing.lane_graph(7, wild=False)

    boxes = layout(graph, drawing.sizes(graph)).boxes

    assert all(boxes[edge.source].y + boxes[edge.source].height < boxes[edge.target].y for edge in graph.edges)


def test_a_circle_is_drawn_with_one_arrow_upwards():
    nodes = tuple(Node(NodeKind.STEP, 0, at) for at in range(3))
    graph = Graph((Lane(),), nodes, (Edge(0, 1), Edge(1, 2), Edge(2, 0)))

    lines = layout(graph, [(152, 50)] * 3).lines

    assert [line.points[0][1] > line.points[-1][1] for line in lines].count(True) == 1


def test_the_same_flow_is_always_drawn_the_same():
    graph = drawing.lane_graph(11)

    assert layout(graph, drawing.sizes(graph)) == layout(graph, drawing.sizes(graph))


def test_no_more_than_two_of_a_lane_stand_side_by_side():
    nodes = (Node(NodeKind.START, 0), *(Node(NodeKind.STEP, 0, at) for at in range(9)))
    graph = Graph((Lane(),), nodes, tuple(Edge(0, at) for at in range(1, 10)))

    laid = layout(graph, [(152, 50)] * 10)

    tops = [box.y for box in laid.boxes]
    assert max(tops.count(top) for top in tops) == 2

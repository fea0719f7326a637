"""手順から流れへ."""

import pytest

from urakata.core.chart import EdgeKind, Graph, NodeKind, graph_of, layout
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Gate, GateKind, Outline, Step, Who, WhoKind
from urakata.core.tests.lane_graphs import overlapping, through_a_box

JOINED = Check("joined", "入社がある")
SUM = Check("sum", "合計", CheckKind.NUMBER)
OFFICE, OUTSIDE = Who(WhoKind.ROLE, "office"), Who(WhoKind.OUTSIDE, "税理士")
N, H, O, A, E, T, B = (  # noqa: E741
    EdgeKind.NEED, EdgeKind.HOLD, EdgeKind.ORDER, EdgeKind.APPLIES, EdgeKind.ELSE, EdgeKind.THEN, EdgeKind.BACK,
)  # fmt: skip


def flow(*steps: Step) -> Graph:
    return graph_of(Outline("work", "仕事", steps=steps))


def arrows(graph: Graph) -> dict[tuple[str, str], EdgeKind]:
    """Edges by names: 1 is the first step, 1! its 関所, 〈joined〉 a 分かれ道."""
    return {(_name(graph, edge.source), _name(graph, edge.target)): edge.kind for edge in graph.edges}


def _name(graph: Graph, at: int) -> str:
    node = graph.nodes[at]
    if node.kind is NodeKind.CHOICE:
        assert node.asked
        return f"〈{node.asked.check.key}〉"
    marks = {NodeKind.START: "[", NodeKind.END: "]", NodeKind.GATE: f"{node.step + 1}!"}
    return marks.get(node.kind, str(node.step + 1))


def test_what_has_no_steps_has_no_flow():
    assert flow() == Graph()


def test_lanes_come_in_the_order_of_the_work_with_people_from_outside_last():
    graph = flow(
        Step("a", "", who=OUTSIDE), Step("b", ""), Step("c", "", who=OFFICE, gate=Gate(GateKind.SECOND_PERSON))
    )

    assert [(lane.who, lane.second) for lane in graph.lanes] == [
        (None, False), (OFFICE, False), (None, True), (OUTSIDE, False),
    ]  # fmt: skip


def test_what_a_longer_way_says_as_well_is_left_out():
    graph = flow(Step("a", ""), Step("b", "", needs=("a",)), Step("c", "", needs=("a", "b")))

    assert arrows(graph) == {("[", "1"): N, ("1", "2"): N, ("2", "3"): N, ("3", "]"): N}


def test_steps_that_wait_for_nothing_stand_in_the_order_of_the_file():
    graph = flow(Step("a", ""), Step("b", ""), Step("c", "", needs=("a",)))

    assert arrows(graph) == {("[", "1"): N, ("1", "2"): O, ("1", "3"): N, ("2", "]"): N, ("3", "]"): N}


def test_a_gate_holds_what_comes_after_it_and_sends_back_to_its_step():
    graph = flow(Step("a", ""), Step("b", "", gate=Gate(GateKind.BLIND)), Step("c", "", needs=("a",)), Step("d", ""))

    assert arrows(graph) == {
        ("[", "1"): N, ("1", "2"): O, ("2", "2!"): N, ("2!", "2"): B, ("2!", "3"): H, ("3", "4"): O, ("4", "]"): N,
    }  # fmt: skip


def test_a_gate_of_the_next_day_stands_in_the_lane_of_its_step():
    graph = flow(Step("a", "", who=OFFICE, gate=Gate(GateKind.NEXT_DAY_SELF)))

    assert len(graph.lanes) == 1


def test_a_condition_makes_a_way_that_passes_by():
    graph = flow(
        Step("a", "", checks=(JOINED,)),
        Step("b", "", needs=("a",), when=Condition("joined", Comparison.EQUAL, True)),
        Step("c", "", needs=("b",)),
    )

    assert arrows(graph) == {
        ("[", "1"): N, ("1", "〈joined〉"): N, ("〈joined〉", "2"): A, ("〈joined〉", "3"): E, ("2", "3"): N,
        ("3", "]"): N,
    }  # fmt: skip
    assert [node.contingent for node in graph.nodes if node.kind is NodeKind.STEP] == [False, True, False]


def test_opposite_conditions_are_two_ways_of_one_question():
    graph = flow(
        Step("a", "", checks=(SUM,)),
        Step("b", "", needs=("a",), when=Condition("sum", Comparison.AT_LEAST, 100)),
        Step("c", "", needs=("b",), when=Condition("sum", Comparison.LESS, 100)),
        Step("d", "", needs=("c",)),
    )

    assert arrows(graph) == {
        ("[", "1"): N, ("1", "〈sum〉"): N, ("〈sum〉", "2"): A, ("〈sum〉", "3"): E, ("2", "4"): N, ("3", "4"): N,
        ("4", "]"): N,
    }  # fmt: skip


def test_a_tick_that_is_missing_is_the_other_way_of_the_one_that_is_made():
    graph = flow(
        Step("a", "", checks=(JOINED,)),
        Step("b", "", when=Condition("joined", Comparison.EQUAL, True)),
        Step("c", "", when=Condition("joined", Comparison.EQUAL, False)),
    )

    assert (arrows(graph)["〈joined〉", "2"], arrows(graph)["〈joined〉", "3"]) == (A, E)


def test_a_question_waits_for_what_its_steps_wait_for():
    graph = flow(
        Step("a", "", checks=(JOINED,)),
        Step("b", "", needs=("a",)),
        Step("c", "", needs=("b",), when=Condition("joined", Comparison.EQUAL, True)),
    )

    assert ("2", "〈joined〉") in arrows(graph)
    assert ("1", "〈joined〉") not in arrows(graph)


def test_a_step_leads_to_the_other_way_it_names():
    graph = flow(
        Step("a", "", checks=(JOINED,)),
        Step("b", "", needs=("a",), when=Condition("joined", Comparison.EQUAL, True), then="d"),
        Step("c", "", needs=("b",)),
        Step("d", "", needs=("c",)),
    )

    assert graph.nodes[-2].contingent
    assert ("〈joined〉", "3") in arrows(graph)


@pytest.mark.parametrize(
    "steps",
    [
        (Step("a", "", needs=("b",)), Step("b", "", needs=("a",)), Step("c", "", needs=("b",))),
        (Step("a", "", needs=("a",)),),
        (Step("a", ""), Step("a", "", needs=("a", "nowhere"))),
        (Step("", ""), Step("", "", gate=Gate(GateKind.BLIND)), Step("x", "", then="", needs=("",))),
        (Step("a", "", needs=("c",), gate=Gate(GateKind.SECOND_PERSON)), Step("b", ""), Step("c", "")),
    ],
)
def test_a_draft_with_flaws_is_drawn_all_the_same(steps):
    graph = flow(*steps)

    laid = layout(graph, [(152, 50)] * len(graph.nodes))

    assert len([node for node in graph.nodes if node.kind is NodeKind.STEP]) == len(steps)
    assert overlapping(laid) == through_a_box(laid) == []


def test_steps_that_wait_for_one_another_and_those_behind_them_are_named():
    graph = flow(Step("a", ""), Step("b", "", needs=("c",)), Step("c", "", needs=("b",)), Step("d", "", needs=("c",)))

    assert graph.stuck == (1, 2, 3)

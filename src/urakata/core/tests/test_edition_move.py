"""版を移す: one run of three steps moved by hand, then anything moved to anything."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from urakata.core.edition_move import NOWHERE, Fate, Move, Standing, keys_under, plan_move
from urakata.core.flow import ACTIONABLE, PASSED, Place, State, is_finished, settle
from urakata.core.outline import Gate, GateKind, Outline, Step

S = State
SECOND = Gate(GateKind.SECOND_PERSON)


def line(*steps: Step) -> Outline:
    return Outline("payroll", "給与計算", steps=steps)


def chain(*keys: str) -> Outline:
    """Each needs the one before."""
    return line(*(Step(key, key, needs=keys[at - 1 : at] if at else ()) for at, key in enumerate(keys)))


def standing(*states: State, keys: str = "abc", edition: int = 1) -> list[Standing]:
    return [Standing(key, state, edition) for key, state in zip(keys, states, strict=True)]


def told(move: Move) -> list[tuple[str, str]]:
    return [(place.key, place.state.value) for place in move.places]


HALF_DONE = standing(S.DONE, S.NOW, S.TODO)


def test_a_new_step_joins_after_here():
    move = plan_move(HALF_DONE, {1: chain(*"abc"), 2: chain(*"abxc")}, 2)

    assert told(move) == [("a", "done"), ("b", "now"), ("x", "todo"), ("c", "todo")]
    assert [place.number for place in move.places] == [1, 2, 3, 4]


def test_a_new_step_before_here_stays_out_unless_backdated():
    editions = {1: chain(*"abc"), 2: chain(*"xabc")}

    assert plan_move(HALF_DONE, editions, 2).held_back == ("x",)
    assert told(plan_move(HALF_DONE, editions, 2, backdated=True))[0] == ("x", "now")


def test_a_new_step_stays_out_where_what_builds_on_it_is_done():
    old = line(Step("a", "a"), Step("b", "b"), Step("c", "c"))
    new = line(Step("a", "a"), Step("x", "x"), Step("b", "b", needs=("x",)), Step("c", "c"))

    move = plan_move(standing(S.NOW, S.DONE, S.NOW), {1: old, 2: new}, 2)

    assert move.held_back == ("x",)


def test_an_open_step_that_is_gone_no_longer_applies_and_one_that_is_done_stays():
    editions = {1: chain(*"abc"), 2: chain("c")}

    move = plan_move(HALF_DONE, editions, 2)

    assert told(move) == [("a", "done"), ("b", "not_applicable"), ("c", "now")]
    assert [place.fate for place in move.places] == [Fate.KEPT, Fate.GONE, Fate.FOLLOWS]


def test_what_waits_for_its_confirmation_keeps_its_gate_even_where_the_step_is_gone():
    tasks = [Standing("a", S.WAITING, 1, GateKind.SECOND_PERSON), Standing("b", S.TODO, 1)]
    editions = {1: line(Step("a", "a", gate=SECOND), Step("b", "b")), 2: line(Step("b", "b"))}

    move = plan_move(tasks, editions, 2)

    assert told(move) == [("a", "waiting"), ("b", "todo")]
    assert move.places[0].gate is GateKind.SECOND_PERSON


def test_a_changed_gate_holds_for_what_is_open():
    new = line(Step("a", "a"), Step("b", "b", needs=("a",), gate=SECOND), Step("c", "c"))

    move = plan_move(HALF_DONE, {1: line(Step("a", "a"), Step("b", "b"), Step("c", "c")), 2: new}, 2)

    assert [place.key for place in move.places if place.is_gate_changed] == ["b"]
    assert told(move)[2] == ("c", "todo")


def test_a_rename_is_followed_over_several_editions_and_nothing_is_done_twice():
    editions = {1: chain(*"abc"), 2: line(Step("d", "d", was="a"), Step("b", "b"), Step("c", "c"))}
    editions[3] = line(Step("e", "e", was="d"), Step("f", "f", was="b"), Step("c", "c"))

    move = plan_move(HALF_DONE, editions, 3)

    assert told(move) == [("a", "done"), ("f", "now"), ("c", "now")]
    assert [place.was for place in move.places if place.is_renamed] == ["b"]


def test_a_step_whose_key_another_task_has_stays_out():
    editions = {1: chain(*"abc"), 2: line(Step("d", "d", was="a"), Step("b", "b"), Step("c", "c"))}
    editions[3] = line(*editions[2].steps, Step("a", "another"))

    assert plan_move(HALF_DONE, editions, 3).held_back == ("a",)


KEYS = "abcdefg"
STAYS = {(state, state) for state in State}
LEFT_OUT = {(state, S.NOT_APPLICABLE) for state in (S.TODO, S.NOW, S.SENT_BACK)}
ALLOWED = STAYS | LEFT_OUT | {(S.TODO, S.NOW), (S.NOW, S.TODO), (None, S.TODO), (None, S.NOW)}
gates = st.sampled_from([Gate(), Gate(), SECOND, Gate(GateKind.NEXT_DAY_SELF)])


@st.composite
def outlines(draw) -> Outline:
    """Sound ones: a step needs only steps before it; renames come from anywhere."""
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=6, unique=True))
    steps = []
    for at, key in enumerate(keys):
        needs = tuple(draw(st.lists(st.sampled_from(keys[:at]), max_size=2, unique=True))) if at else ()
        was = draw(st.sampled_from(["", "", *KEYS]))
        steps.append(Step(key, key, needs=needs, gate=draw(gates), was=was))
    return line(*steps)


def opened(outline: Outline, edition: int) -> list[Standing]:
    return settled([Standing(step.key, S.TODO, edition, step.gate.kind) for step in outline.steps], outline)


def settled(tasks: list[Standing], outline: Outline) -> list[Standing]:
    needs = {step.key: step.needs for step in outline.steps}
    states = settle([Place(task.key, task.state, needs[task.key], task.gate) for task in tasks])
    return [Standing(task.key, states[task.key], task.edition, task.gate) for task in tasks]


@st.composite
def half_done(draw, outline: Outline) -> list[Standing]:
    """A run some acts later: finished, skipped, waiting, sent back."""
    tasks = opened(outline, 1)
    for choice in draw(st.lists(st.integers(0, 5), max_size=8)):
        can = [at for at, task in enumerate(tasks) if task.state in {*ACTIONABLE, S.WAITING}]
        if not can:
            break
        at = can[choice % len(can)]
        tasks[at] = acted(tasks[at], draw(st.sampled_from(["on", "on", "on", "skip", "back"])))
        tasks = settled(tasks, outline)
    return tasks


def acted(task: Standing, act: str) -> Standing:
    if task.state is S.WAITING:
        state = S.SENT_BACK if act == "back" else S.DONE
    elif task.gate is not GateKind.NONE:
        state = S.WAITING
    else:
        state = S.NOT_APPLICABLE if act == "skip" else S.DONE
    return Standing(task.key, state, task.edition, task.gate)


@st.composite
def journeys(draw):
    """A run, the editions it might go through, whether backdated."""
    editions = {number: draw(outlines()) for number in range(1, draw(st.integers(2, 4)) + 1)}
    return draw(half_done(editions[1])), editions, draw(st.booleans())


def carried(tasks: list[Standing], move: Move, to: int) -> list[Standing]:
    before = {task.key: task for task in tasks}
    kept = {Fate.KEPT, Fate.GONE}
    return [Standing(p.key, p.state, before[p.was].edition if p.fate in kept else to, p.gate) for p in move.places]


def moved_through(journey) -> tuple[list[Standing], list[Standing], Move]:
    """From edition to edition; the last move with what stood before it."""
    tasks, editions, backdated = journey
    for to in range(2, max(editions) + 1):
        before, move = tasks, plan_move(tasks, editions, to, backdated=backdated)
        tasks = carried(tasks, move, to)
    return before, tasks, move


@given(journeys())
def test_what_is_done_is_never_lost_or_touched(journey):
    first, _, _ = journey

    _, after, _ = moved_through(journey)

    untouched = {task for task in first if task.state in {S.DONE, S.WAITING, S.NOT_APPLICABLE}}
    assert untouched <= set(after)


@given(journeys())
def test_no_task_is_lost_and_no_key_or_number_stands_twice(journey):
    before, _, move = moved_through(journey)

    assert sorted(place.was for place in move.places if place.was) == sorted(task.key for task in before)
    assert max(Counter(place.key for place in move.places).values()) == 1
    assert [place.number for place in move.places] == list(range(1, len(move.places) + 1))


@given(journeys())
def test_nothing_is_done_twice(journey):
    """No step of the newest edition has two tasks, under whatever key; and a second move finds nothing to do."""
    _, editions, backdated = journey
    to = max(editions)
    _, after, _ = moved_through(journey)

    again = plan_move(after, editions, to, backdated=backdated)

    stands_for = [key for key in keys_under(after, editions, to) if not key.startswith(NOWHERE)]
    assert max(Counter(stands_for).values(), default=1) == 1
    assert len(stands_for) + len(again.held_back) + len(again.of(Fate.NEW)) == len(editions[to].steps)
    assert not (backdated and again.of(Fate.NEW))


@given(journeys())
def test_states_come_from_the_table_and_a_step_is_opened_only_by_the_rules(journey):
    before, _, move = moved_through(journey)
    was = {task.key: task.state for task in before}

    turned = {(was.get(place.was), place.state) for place in move.places}

    assert turned <= ALLOWED


@given(journeys())
def test_the_run_still_has_a_way_to_its_end(journey):
    _, editions, _ = journey
    _, tasks, _ = moved_through(journey)
    to = max(editions)

    for _turn in range(2 * len(tasks) + 1):
        at = next((at for at, task in enumerate(tasks) if task.state in {*ACTIONABLE, S.WAITING}), None)
        if at is None:
            break
        tasks[at] = acted(tasks[at], "on")
        tasks = carried(tasks, plan_move(tasks, editions, to), to)

    assert is_finished(task.state for task in tasks)


@given(journeys())
def test_a_new_step_never_stands_before_here_unless_backdated(journey):
    tasks, editions, _ = journey
    here = {task.key for task in tasks if task.state in {S.NOW, S.WAITING, S.SENT_BACK}}

    move = plan_move(tasks, editions, max(editions))

    first = min((place.number for place in move.places if place.was in here), default=len(move.places) + 1)
    assert all(place.number > first for place in move.of(Fate.NEW))


@given(journeys())
def test_a_gate_that_waits_still_holds_what_follows(journey):
    _, _, move = moved_through(journey)

    gates = [place.number for place in move.places if place.gate is not GateKind.NONE and place.state not in PASSED]
    assert all(place.number <= min(gates) for place in move.places if gates and place.state is S.NOW)


@given(outlines().flatmap(lambda outline: st.tuples(st.just(outline), half_done(outline))))
def test_an_edition_that_says_the_same_changes_nothing(both):
    outline, tasks = both

    move = plan_move(tasks, {1: outline, 2: outline}, 2)

    assert [(place.key, place.state, place.gate) for place in move.places] == [
        (task.key, task.state, task.gate) for task in tasks
    ]
    assert move.held_back == ()

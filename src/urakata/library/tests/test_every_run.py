"""どの雛形も終わりまで: every procedure of the library under random answers and hands, without a database.

One subject stands for all of them here; what several do is tried through the actions, in features/runs.
"""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.conditions import Asked, fits, holds, rules
from urakata.core.flow import Act, State, When
from urakata.core.outline import Check, CheckKind, GateKind, Outline
from urakata.core.tests.test_any_run import VIEWERS, World, acts, forward, holds_together
from urakata.formats.procedures import read
from urakata.library import procedures

OUTLINES = {outline.key: outline for _, raw in procedures() if (outline := read(raw)[0])}
PLACES = 39  # a script points at one of these, and goes round where the procedure is shorter
BRANCHES = [
    pytest.param(key, step.key, id=f"{key}.{step.key}")
    for key, outline in OUTLINES.items()
    for step in outline.steps
    if step.when
]

scripts = st.lists(st.tuples(st.integers(0, PLACES), acts), max_size=30)


class Answered(World):
    """実行 of the world where one written word stands for all the answers of a step."""

    def _when(self, asked: Asked) -> When:
        source = next(work for work in self.works if work.step.key == asked.source)
        said = answer(asked.check, f"{asked.source} {source.answer}")
        return When(asked.source, holds(asked, said) if source.state is State.DONE else None)


def answer(check: Check, seed: str) -> str:
    """答え: any that the check may be given."""
    by = Random(f"{check.key} {seed}")
    match check.kind:
        case CheckKind.CHOICE:
            return by.choice(check.choices)
        case CheckKind.NUMBER:
            return str(by.choice([0, 1, 3, 99_999, 100_000, 486_213]))
        case CheckKind.TICK:
            return "1"
        case CheckKind.DATE:
            return f"2026-{by.randint(1, 12):02}-10"
    return "済み"


def opened(outline: Outline, away: int = 0) -> Answered:
    line = tuple(replace(step, per="run") for step in outline.steps)
    world = Answered.opened(replace(outline, steps=line), away)
    assert isinstance(world, Answered)
    return world


def to_the_end(world: World) -> None:
    for _turn in range(2 * len(world.works) + 2):
        world.at += timedelta(days=1)
        for work in world.works:
            forward(world, work)


@pytest.mark.parametrize("key", OUTLINES)
@settings(max_examples=12, deadline=None)
@given(script=scripts, away=st.sampled_from([0, 0, 1, 2, 3]))
def test_whatever_people_do_and_answer_it_runs_to_its_end(key, script, away):
    world = opened(OUTLINES[key], away)
    for place, (act, _, viewer, said, later) in script:
        world.at += later
        world.act(act, world.works[place % len(world.works)], viewer, said)
        holds_together(world)

    world.away = 0
    to_the_end(world)

    assert world.is_finished, [(work.step.key, work.state) for work in world.works]


@pytest.mark.parametrize("key", OUTLINES)
@settings(max_examples=12, deadline=None)
@given(words=st.lists(st.integers(0, 10**6), min_size=1, max_size=9), back=st.integers(0, PLACES))
def test_pressed_in_order_it_ends_and_does_what_its_answers_ask_for(key, words, back):
    world = opened(OUTLINES[key])
    sent_back = False

    for turn in range(4 * len(world.works)):
        work = world.works[turn % len(world.works)]
        doer, checker = VIEWERS[turn % 2], VIEWERS[2]
        world.at += timedelta(hours=9)
        world.act(Act.TAKE_OVER, work, doer)
        world.act(Act.FINISH, work, doer, str(words[turn % len(words)]))
        if work.state is State.WAITING and not sent_back and turn >= back:
            sent_back = world.act(Act.SEND_BACK, work, checker)
            world.act(Act.FINISH, work, doer, str(words[turn % len(words)]))
        world.act(Act.CONFIRM, work, checker)
        holds_together(world)

    assert world.is_finished
    for work in world.works:
        rule = world.conditions.get(work.step.key)
        if rule and rule.own and world.applies(rule.own) is not None:
            assert (work.state is State.DONE) is world.applies(rule.own), work.step.key
    assert all(by != doer for work, by, doer, _ in world.passed if work.step.gate.kind is not GateKind.NEXT_DAY_SELF)


@pytest.mark.parametrize(("key", "step_key"), BRANCHES)
def test_every_way_can_be_taken_and_left(key, step_key):
    asked = rules(OUTLINES[key])[step_key].own
    assert asked

    told = {holds(asked, answer(asked.check, str(seed))) for seed in range(60)}

    assert fits(asked.check, asked.condition.value)
    assert told == {True, False}


def test_all_that_stand_on_the_shelf_are_tried():
    assert len(OUTLINES) == len(procedures())

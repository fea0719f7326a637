"""どんな手順でも: random procedures run by random people through flow and task_rules, without a database.

The world below does to its tasks what the actions of the feature do to theirs; what may be done is asked of the core.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from urakata.core.conditions import Asked, Rule, holds, rules
from urakata.core.cover import Away, stand_in
from urakata.core.flow import FROM, OPEN, PASSED, Act, Place, State, When, is_finished, settle
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Gate, GateKind, Outline, Step
from urakata.core.outline_problems import problems as flaws
from urakata.core.task_rules import TOKYO, Facts, problems
from urakata.core.viewer import RoleName, Viewer

BEGUN = datetime(2026, 11, 17, 1, 0, tzinfo=UTC)
PEOPLE = {
    1: frozenset({RoleName.OFFICE}),
    2: frozenset({RoleName.OFFICE}),
    3: frozenset({RoleName.LEAD}),
    4: frozenset({RoleName.EMPLOYEE}),
}
VIEWERS = [Viewer(person, roles, frozenset({1}), frozenset(), date(2026, 11, 17)) for person, roles in PEOPLE.items()]
OFFICE = VIEWERS[:3]


@dataclass
class Work:
    """作業 of the world."""

    step: Step
    state: State = State.TODO
    assignee: int | None = None
    checker: int | None = None
    done_by: int | None = None
    done_at: datetime | None = None
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None
    answer: str = ""
    answered_by: int | None = None
    set_aside: bool = False
    ruled_out: bool = False
    times_done: int = 0  # since it was last opened

    def open_again(self) -> None:
        self.state, self.done_by, self.done_at, self.times_done = State.TODO, None, None, 0
        self.confirmed_by, self.confirmed_at, self.set_aside, self.ruled_out = None, None, False, False


@dataclass
class World:
    """実行 of the world."""

    outline: Outline
    works: list[Work]
    conditions: dict[str, Rule]
    at: datetime = BEGUN
    passed: list[tuple[Work, int, int | None, timedelta]] = field(default_factory=list)
    away: int = 0  # who of the office is on holiday

    @classmethod
    def opened(cls, outline: Outline, away: int = 0) -> "World":
        world = cls(outline, [Work(step) for step in outline.steps], rules(outline), away=away)
        world.settle()
        return world

    def facts(self, work: Work) -> Facts:
        moment = work.confirmed_at or work.done_at
        others = [at for other in self.works if other is not work for at in (other.done_at, other.confirmed_at)]
        return Facts(
            state=work.state, gate=work.step.gate.kind, run_open=not self.is_finished, assignee_id=work.assignee,
            department_id=1, role="", done_by_id=work.done_by, done_at=work.done_at, checker_id=work.checker,
            confirmed_by_id=work.confirmed_by, confirmed_at=work.confirmed_at,
            acted_on=moment is not None and any(at and at > moment for at in others),
            written_by=frozenset({work.answered_by} - {None}), is_set_aside=work.set_aside,
            ruled_out=work.ruled_out, covered_by=self.stand_ins(work),
        )  # fmt: skip

    def stand_ins(self, work: Work) -> frozenset[int]:
        """代わりの人, as the queries of the feature ask for them."""
        waits = work.state is State.WAITING
        if not self.away or (work.checker if waits else work.assignee) != self.away:
            return frozenset()
        barred = {work.done_by, work.answered_by} if waits else set()
        found = stand_in([1, 2, 3], able={1, 2, 3}, away={self.away: Away(BEGUN.date())}, barred=barred - {None})
        return frozenset({found.person} if found else ())

    def may(self, act: Act, work: Work, viewer: Viewer) -> bool:
        return not problems(act, viewer, self.facts(work), at=self.at)

    def act(self, act: Act, work: Work, viewer: Viewer, answer: str = "1") -> bool:
        """Do it if the rules let it; True if it was done."""
        if not self.may(act, work, viewer):
            return False
        assert work.state in FROM[act]
        _DO[act](self, work, viewer, answer)
        self.settle()
        return True

    def settle(self) -> None:
        settled = settle([self._place(work) for work in self.works])
        for work in self.works:
            before, work.state = work.state, settled[work.step.key]
            if before is not work.state:
                work.ruled_out = work.state is State.NOT_APPLICABLE

    def _place(self, work: Work) -> Place:
        rule = self.conditions.get(work.step.key, Rule())
        own = self._when(rule.own) if rule.own else None
        led = tuple(self._when(asked) for asked in rule.led_to_by)
        return Place(work.step.key, work.state, work.step.needs, work.step.gate.kind, own, led, work.ruled_out)

    def _when(self, asked: Asked) -> When:
        source = next(work for work in self.works if work.step.key == asked.source)
        return When(asked.source, holds(asked, source.answer) if source.state is State.DONE else None)

    def applies(self, asked: Asked) -> bool | None:
        return self._when(asked).holds

    @property
    def is_finished(self) -> bool:
        return is_finished(work.state for work in self.works)


def _finish(world: World, work: Work, viewer: Viewer, answer: str) -> None:
    work.times_done += 1
    work.answer, work.answered_by = answer, viewer.person_id
    work.state = State.DONE if work.step.gate.kind is GateKind.NONE else State.WAITING
    work.set_aside = False
    _by_hand(world, work, viewer)


def _by_hand(world: World, work: Work, viewer: Viewer) -> None:
    work.done_by, work.done_at = viewer.person_id, world.at
    work.assignee = work.assignee or viewer.person_id
    if work.checker == viewer.person_id and work.step.gate.kind is not GateKind.NEXT_DAY_SELF:
        work.checker = None


def _skip(world: World, work: Work, viewer: Viewer, _answer: str) -> None:
    work.set_aside = work.step.gate.kind is not GateKind.NONE
    work.state = State.WAITING if work.set_aside else State.NOT_APPLICABLE
    _by_hand(world, work, viewer)


def _confirm(world: World, work: Work, viewer: Viewer, _answer: str) -> None:
    assert viewer.person_id
    assert work.done_at
    if work.set_aside and viewer.person_id == work.done_by:
        raise AssertionError("nobody agrees with oneself")
    slept = timedelta(days=world.at.astimezone(TOKYO).toordinal() - work.done_at.astimezone(TOKYO).toordinal())
    world.passed.append((work, viewer.person_id, work.done_by, slept))
    work.state = State.NOT_APPLICABLE if work.set_aside else State.DONE
    work.checker = work.confirmed_by = viewer.person_id
    work.confirmed_at = world.at


def _send_back(world: World, work: Work, viewer: Viewer, _answer: str) -> None:
    work.assignee, work.checker = work.done_by, viewer.person_id
    work.open_again()
    work.state = State.SENT_BACK


def _undo(world: World, work: Work, _viewer: Viewer, _answer: str) -> None:
    if work.confirmed_at:
        work.state, work.confirmed_by, work.confirmed_at = State.WAITING, None, None
    else:
        work.open_again()


def _redo(world: World, work: Work, _viewer: Viewer, _answer: str) -> None:
    for later in world.works[world.works.index(work) :]:
        if later.state in {*PASSED, State.WAITING, State.SENT_BACK}:
            later.open_again()
            later.answer, later.answered_by = "", None


def _take_over(world: World, work: Work, viewer: Viewer, _answer: str) -> None:
    work.assignee = viewer.person_id


_DO = {
    Act.FINISH: _finish,
    Act.SKIP: _skip,
    Act.CONFIRM: _confirm,
    Act.SEND_BACK: _send_back,
    Act.UNDO: _undo,
    Act.REDO: _redo,
    Act.TAKE_OVER: _take_over,
}
MOST = 7


@st.composite
def procedures(draw: st.DrawFn) -> Outline:
    """手順: needs mostly before, gates of every kind, conditions on answers before, ways that lead on."""
    count = draw(st.integers(1, MOST))
    keys = [f"s{n}" for n in range(count)]
    steps = []
    for n, key in enumerate(keys):
        needs = draw(st.lists(st.sampled_from(keys[: n + 1] if draw(st.integers(0, 2)) else keys), max_size=2))
        when = draw(st.none() | conditions(keys[:n])) if n else None
        then = draw(st.sampled_from(["", *keys[n + 1 :]])) if when else ""
        gate = Gate(draw(st.sampled_from([GateKind.NONE, GateKind.NONE, *set(GateKind) - {GateKind.BLIND}])))
        figure = Check("n", "数", CheckKind.NUMBER)
        steps.append(
            Step(key, key, needs=tuple(need for need in needs if need != key), checks=(figure,), gate=gate,
                 when=when, then=then)
        )  # fmt: skip
    return Outline("any", "どれか", steps=tuple(steps))


def conditions(sources: list[str]) -> st.SearchStrategy[Condition]:
    named = st.sampled_from(["n", *(f"{source}.n" for source in sources)])
    return st.builds(Condition, named, st.sampled_from(Comparison), st.integers(0, 2))


acts = st.tuples(
    st.sampled_from(list(_DO)),
    st.integers(0, MOST - 1),
    st.sampled_from(VIEWERS),
    st.sampled_from(["0", "1", "2", ""]),
    st.sampled_from([timedelta(minutes=1), timedelta(minutes=20), timedelta(hours=13)]),
)


def lived(outline: Outline, script: list[tuple[Act, int, Viewer, str, timedelta]], away: int = 0) -> World:
    """暮らす: whatever of the script may be done is done; after each act nothing that must hold is broken."""
    assume(not flaws(outline))
    world = World.opened(outline, away)
    for act, place, viewer, answer, later in script:
        world.at += later
        if world.act(act, world.works[place % len(world.works)], viewer, answer):
            event(act.value)
        holds_together(world)
    return world


def holds_together(world: World) -> None:
    for work in world.works:
        assert work.state in set(State)
        assert work.times_done <= 1, "done twice"
        assert (work.state is State.NOT_APPLICABLE) or not work.ruled_out
        assert not (work.ruled_out and work.done_by), "what nobody did has a doer"
    for work, by, doer, slept in world.passed:
        assert by != doer or (work.step.gate.kind is GateKind.NEXT_DAY_SELF and slept >= timedelta(days=1))


@settings(max_examples=400, deadline=None)
@given(procedures(), st.lists(acts, max_size=25))
def test_from_wherever_people_brought_it_a_run_has_a_way_to_its_end(outline, script):
    world = lived(outline, script)

    for _turn in range(2 * len(world.works) + 2):
        world.at += timedelta(days=1)
        for work in world.works:
            forward(world, work)

    assert world.is_finished, [(work.step.key, work.state) for work in world.works]


@settings(max_examples=300, deadline=None)
@given(procedures(), st.lists(acts, max_size=25), st.sampled_from([1, 2, 3]))
def test_with_one_of_them_away_the_others_bring_it_to_its_end_and_take_nothing_over(outline, script, away):
    world = lived(outline, script, away)
    given_to = {id(work): work.assignee for work in world.works}

    for _turn in range(2 * len(world.works) + 2):
        world.at += timedelta(days=1)
        for work in world.works:
            for viewer in OFFICE:
                if viewer.person_id != away:
                    world.act(Act.CONFIRM if work.state is State.WAITING else Act.FINISH, work, viewer)
                    holds_together(world)

    assert world.is_finished, [(work.step.key, work.state) for work in world.works]
    assert [work for work in world.works if given_to[id(work)] == away != work.assignee] == []


def forward(world: World, work: Work) -> None:
    """先へ: somebody of the office takes it, does it, and another confirms."""
    for viewer in OFFICE:
        if work.state in {State.NOW, State.SENT_BACK}:
            world.act(Act.TAKE_OVER, work, viewer)
            world.act(Act.FINISH, work, viewer)
        elif work.state is State.WAITING:
            world.act(Act.CONFIRM, work, viewer)
    holds_together(world)


@settings(max_examples=200, deadline=None)
@given(procedures(), st.lists(acts, max_size=25))
def test_what_does_not_apply_by_its_condition_is_what_the_answers_say(outline, script):
    world = lived(outline, script)

    for work in world.works:
        rule = world.conditions.get(work.step.key, Rule())
        own = world.applies(rule.own) if rule.own else None
        if work.state in {State.TODO, State.NOW} and own is not None:
            assert own, "a step stands open though its condition is answered and false"
        if work.state is State.NOW:
            waited_for = {*work.step.needs, *([rule.own.source] if rule.own else [])}
            assert all(one.state in PASSED for one in world.works if one.step.key in waited_for)


@settings(max_examples=200, deadline=None)
@given(procedures(), st.lists(acts, max_size=25))
def test_to_settle_twice_changes_nothing_more(outline, script):
    world = lived(outline, script)
    before = [(work.state, work.ruled_out) for work in world.works]

    world.settle()

    assert [(work.state, work.ruled_out) for work in world.works] == before


@settings(max_examples=200, deadline=None)
@given(procedures(), st.lists(acts, max_size=25))
def test_a_gate_that_is_not_passed_holds_what_stands_after_it(outline, script):
    world = lived(outline, script)

    gates = [n for n, work in enumerate(world.works) if work.step.gate.kind is not GateKind.NONE and work.state in OPEN]
    after = world.works[gates[0] + 1 :] if gates else []
    assert [work.step.key for work in after if work.state is State.NOW] == []


@pytest.mark.parametrize("answer", ["", "0"])
def test_nobody_outside_the_office_moves_anything(answer):
    world = World.opened(Outline("one", "一つ", steps=(Step("a", "する", gate=Gate(GateKind.NEXT_DAY_SELF)),)))

    assert not any(world.act(act, world.works[0], VIEWERS[3], answer) for act in _DO)

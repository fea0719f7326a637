"""どんな表でも: random procedures with steps 人ごと, random acts of random people: what must hold always holds."""

import random
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from urakata.common.audit import acts as audit
from urakata.core.flow import ACTIONABLE, FROM, OPEN, PASSED, Act, State, head_state
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import operator
from urakata.features.procedures.actions import import_outline, publish
from urakata.features.procedures.models import Procedure
from urakata.features.procedures.queries import published
from urakata.features.runs.actions import doing, gates, many, moving, rows, sideways
from urakata.features.runs.actions.opening import open_by_hand
from urakata.features.runs.actions.settling import settle_run
from urakata.features.runs.models import Run, Task
from urakata.formats.procedures import read

ACTS = 40


def procedure(chance: random.Random, keys: list[str]) -> str:
    lines = ["key: any", "title: なんでも", "department: 労務", "steps:"]
    for at, key in enumerate(keys):
        needs = [each for each in keys[:at] if chance.random() < 0.35]
        said = [f"key: {key}", f"title: 工程{key}", f"needs: [{', '.join(needs)}]"]
        if key.startswith("p"):
            said.append("per: subject")
        if chance.random() < 0.2:
            said.append("gate: {kind: second_person}")
        said.append("checks: [{key: a, text: 見た}]")
        lines.append(f"  - {{{', '.join(said)}}}")
    return "\n".join(lines)


def keys(chance: random.Random) -> list[str]:
    return [chance.choice("pr") + str(n) for n in range(chance.randint(2, 6))]


@pytest.fixture
def cast(office, viewer_of):
    return [viewer_of(each) for each in (office.saeki, office.morita)]


@pytest.mark.parametrize("seed", range(14))
def test_whatever_is_done_the_grid_stands_right_and_has_an_end(seed, office, cast, at):
    chance = random.Random(seed)
    names = keys(chance)
    run = begun(procedure(chance, names), at)
    people = [office.kobayashi, office.nishino, office.foreman]
    rows_added = any(name.startswith("p") for name in names)
    if rows_added:
        rows.add(run, people, ["協力会社"], by=cast[0], at=at)
    seen = SimpleNamespace(done={}, at=at)

    for _ in range(ACTS):
        seen.at += timedelta(minutes=chance.randint(0, 20))
        one_act(chance, run, cast, seen.at)
        stands_right(run, cast[0], seen.at)
    if chance.random() < 0.5:
        moved(chance, run, names, cast, seen.at)

    finish_everything(run, cast, seen.at)


def begun(text: str, at) -> Run:
    outline, mistakes = read(text)
    assert not mistakes, mistakes
    import_outline(outline, reason="はじめ", by=operator(at.date()), at=at)
    return open_by_hand(Procedure.objects.get(key="any"), anchor_on=date(2026, 12, 25), by=operator(at.date()), at=at)


def some(chance: random.Random, run: Run) -> Task | None:
    found = list(run.tasks.select_related("run", "head", "subject").order_by("pk"))
    return chance.choice(found) if found else None


def one_act(chance: random.Random, run: Run, cast, at) -> None:
    """A press somewhere by somebody; refused or not, nothing may stand wrong afterwards."""
    by, task = chance.choice(cast), some(chance, run)
    before = Task.objects.get(pk=task.pk)
    try:
        match chance.randint(0, 8):
            case 0 | 1 | 2:
                doing.finish(task, {"a": "1"}, by=by, at=at)
                assert before.state in FROM[Act.FINISH]  # no task done twice
            case 3:
                gates.confirm(task, by=by, at=at)
                assert before.done_by_id != by.person_id  # no gate passed by its doer
            case 4:
                sideways.undo(task, by=by, at=at)
            case 5:
                sideways.redo(task, reason="もう一度", by=by, at=at)
            case 6:
                sideways.skip(task, reason="今回いらない", by=by, at=at)
            case 7:
                sideways.take_over(task.head or task, by=by, at=at)
            case 8:
                whole = list(run.subjects.all())
                chosen = chance.sample(whole, min(len(whole), 2))
                head = run.line().filter(is_head=True).order_by("?").first()
                if chosen and head and chance.random() < 0.6:
                    many.finish(head, chosen, by=by, at=at)
                elif chosen and chance.random() < 0.5:
                    rows.take_out(run, chosen, reason="対象でない", by=by, at=at)
                elif chosen:
                    rows.add(run, [row.person for row in chosen if row.person], by=by, at=at)
    except NotAllowed:
        assert Task.objects.get(pk=task.pk).state == before.state


def stands_right(run: Run, by, at) -> None:
    """Heads say what their cells say, and settling everything once more changes nothing."""
    states = dict(run.tasks.values_list("pk", "state"))
    assert set(states.values()) <= set(State)
    for head in run.line().filter(is_head=True, cell_count__gt=0):
        cells = list(head.cells.values_list("state", flat=True))
        assert head.state == head_state({State(state): cells.count(state) for state in cells})
        assert head.cells_passed == sum(state in PASSED for state in cells)
    assert not run.cells().filter(subject__left_at__isnull=False, state__in=OPEN).exists()
    with audit.act(by=by, at=at) as record:
        settle_run(Run.objects.get(pk=run.pk), at=at, record=record)
    assert dict(run.tasks.values_list("pk", "state")) == states


def moved(chance: random.Random, run: Run, names: list[str], cast, at) -> None:
    """A newer edition: a step gone, a new one; what was done is never lost."""
    done = set(run.tasks.filter(state=State.DONE, is_head=False).values_list("pk", flat=True))
    kept = [name for name in names if chance.random() < 0.8] or names[:1]
    outline, mistakes = read(procedure(chance, [*kept, "pnew", "rnew"]))
    assert not mistakes
    found = Procedure.objects.get(key="any")
    publish(found, outline, base=1, reason="見直し", by=operator(at.date()), at=at)
    fresh = Run.objects.get(pk=run.pk)
    if fresh.is_open:
        newer = published(Procedure.objects.get(key="any"))
        moving.move(fresh, newer, seen=1, backdated=chance.random() < 0.5, by=operator(at.date()), at=at)
        assert done <= set(run.tasks.filter(state=State.DONE).values_list("pk", flat=True))
        stands_right(run, cast[0], at)


def finish_everything(run: Run, cast, at) -> None:
    """最後まで: whoever goes on pressing reaches the end."""
    for _ in range(200):
        if not Run.objects.get(pk=run.pk).is_open:
            return
        step_on(run, cast, at)
    raise AssertionError(f"no end: {list(run.tasks.values_list('number', 'subject', 'state', 'is_head'))}")


def step_on(run: Run, cast, at) -> None:
    found = run.tasks.select_related("run", "head", "subject").exclude(is_head=True, cell_count__gt=0)
    for task in found.filter(state__in=[*ACTIONABLE, State.WAITING]).order_by("number", "pk"):
        now = Task.objects.select_related("run", "head", "subject").get(pk=task.pk)
        for by in cast:
            try:
                if now.state == State.WAITING:
                    gates.confirm(now, by=by, at=at)
                elif now.is_head:
                    sideways.take_over(now, by=by, at=at)
                    sideways.skip(now, reason="だれもいない", by=by, at=at)
                else:
                    sideways.take_over(now.head or now, by=by, at=at)
                    doing.finish(now, {"a": "1"}, by=by, at=at)
                break
            except NotAllowed:
                continue

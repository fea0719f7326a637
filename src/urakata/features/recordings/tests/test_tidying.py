"""整える: lines become steps; nothing that was said is lost by it."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest

from urakata.core.outline import WhoKind
from urakata.core.outline_problems import problems
from urakata.core.recording import Part
from urakata.core.refusal import NotAllowed
from urakata.features.recordings import actions, queries
from urakata.formats import procedures as files


@pytest.fixture
def steps(recording):
    def found():
        recording.refresh_from_db()
        return queries.becoming(recording, key="cash").outline.steps

    return found


def test_titles_say_what_to_do_and_each_step_needs_the_one_before(steps):
    first, second, third = steps()

    assert [first.title, second.title, third.title] == ["通帳を開く", "残高を写す", "部長に送る"]
    assert (second.needs, third.needs) == ((first.key,), (second.key,))


def test_who_is_one_s_own_department_unless_somebody_else_did_it(steps, line, office, nishino, at):
    for number, who in ((2, "森田 真由美"), (3, "みどり銀行")):
        actions.change_line(line(number), {"who": who}, seen=1, by=nishino, at=at)

    assert [(step.who.kind, step.who.name) for step in steps()] == [
        (WhoKind.DEPARTMENT, "経理"), (WhoKind.PERSON, "森田 真由美"), (WhoKind.OUTSIDE, "みどり銀行"),
    ]  # fmt: skip


def test_where_it_was_hard_becomes_a_pitfall_and_whom_was_asked_a_sentence(steps, line, nishino, at):
    said = {"is_stuck": True, "trouble": "先月の列に写しかけた", "asked": "上田さん", "checks": "桁が合う\n合計が合う"}
    actions.change_line(line(2), said, seen=1, by=nishino, at=at)

    step = steps()[1]

    assert step.pitfalls == ("先月の列に写しかけた",)
    assert step.how == "わからないときは、上田さんに聞きます。"
    assert [check.text for check in step.checks] == ["桁が合う", "合計が合う"]


def test_joined_and_parted_again_it_is_as_before(steps, line, nishino, at):
    before = steps()
    actions.turn_into(line(2), Part.MORE, by=nishino, at=at)
    assert [step.title for step in steps()] == ["通帳を開く", "部長に送る"]
    assert steps()[0].minutes == 45

    actions.turn_into(line(2), Part.STEP, by=nishino, at=at)

    assert steps() == before


def test_one_line_can_become_two(recording, steps, line, nishino, at):
    actions.split(line(1), ["通帳を開いた", "印鑑を出した"], by=nishino, at=at)

    assert [step.title for step in steps()] == ["通帳を開く", "印鑑を出す", "残高を写す", "部長に送る"]


def test_a_paper_becomes_the_name_of_evidence(steps, line, nishino, at):
    actions.attach(line(2), "残高証明.pdf", b"%PDF-1.4 x", by=nishino, at=at)
    actions.attach(line(2), "画面.jpg", b"\xff\xd8\xff\xe0 x", by=nishino, at=at)

    assert steps()[1].evidence == ("残高証明",)


ACTS = ("write", "insert", "move", "remove", "restore", "turn", "split", "tell", "pause", "many")


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_with_the_lines_they_stay_a_procedure(seed, recording, nishino, at):
    """Any acts in any order: never an exception but a refusal, and an outline that can be written and read again."""
    chance = random.Random(seed)
    for number in range(25):
        moment = at + timedelta(minutes=number * chance.randint(0, 90))
        with suppress(NotAllowed):
            one_act(chance, recording, nishino, moment)
        recording.refresh_from_db()
        outline = queries.becoming(recording, key="any").outline
        if outline.steps:
            assert problems(outline) == []
            assert files.read(files.write(outline))[0] == outline


def one_act(chance, recording, by, at) -> None:
    every = list(recording.lines.select_related("recording"))
    text = chance.choice(["数えた", "- [ ] 四角", "key: {a", "#見出し", "髙﨑𠮷さんへ送った。", "〜", "はい", "1.5"])
    act = chance.choice(ACTS) if every else "write"
    line = chance.choice(every) if every else None
    kinds = {
        "write": lambda: actions.write(recording, [text], part=chance.choice(list(Part)), by=by, at=at),
        "many": lambda: actions.write(recording, [text, "もうひとつ"], is_stuck=True, by=by, at=at),
        "insert": lambda: actions.insert_before(line, text, by=by, at=at),
        "move": lambda: actions.move(line, up=chance.random() < 0.5, by=by, at=at),
        "remove": lambda: actions.remove(line, by=by, at=at),
        "restore": lambda: actions.restore(line, by=by, at=at),
        "turn": lambda: actions.turn_into(line, chance.choice(list(Part)), by=by, at=at),
        "split": lambda: actions.split(line, [text, "残り", " "], by=by, at=at),
        "tell": lambda: actions.change_line(
            line, {"title": chance.choice(["", text]), "section": chance.choice(["", "月初"]), "checks": text},
            seen=chance.choice([line.version, 1]), by=by, at=at,
        ),
        "pause": lambda: actions.pause(recording, by=by, at=at),
    }  # fmt: skip
    kinds[act]()

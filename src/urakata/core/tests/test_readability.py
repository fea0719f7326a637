"""読みやすさ: what somebody who never did the work would stumble over, case by case."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core import outline_problems
from urakata.core.conditions import Asked
from urakata.core.outline import (
    Check,
    CheckKind,
    Comparison,
    Condition,
    Gate,
    GateKind,
    Outline,
    Step,
    Who,
    WhoKind,
)
from urakata.core.plain_words import LONGEST, Vague, long_sentences, says_action, vague_words
from urakata.core.reach import can_hold, dead_ends, never_reached
from urakata.core.readability import Hint, HintCode, hints
from urakata.core.tests.outlines import outlines

OFFICE = Who(WhoKind.ROLE, "office")
SAEKI, NISHINO = (Who(WhoKind.PERSON, name) for name in ("佐伯", "西野"))
DONE = (Check("done", "控えを置いた"),)


def step(key, title="控えを送る", **said):
    return Step(key, **{"title": title, "who": OFFICE, "checks": DONE} | said)


def outline(*steps, title="納付"):
    return Outline("tax", title, steps=steps)


def told(*steps):
    return [(hint.code, hint.path) for hint in hints(outline(*steps))]


TITLES_WITH_AN_ACTION = [
    "前月との差を、理由で説明する",
    "届けを出す",
    "納期を追う",
    "確かめます",
    "入社した人の日割りを確かめる（給与規程 別表2）",
    "「完了」を押す。",
    "振込データを作る ②",
    "手当を入力",
    "入金の確認",
    "振込データ作成",
    "予測と照合",
    "領収書を書いて送ってください",
    "承認を確認すること",
    "銀行へ送った",
    "締めるまで開かない",
    "明日までに急いで書こう",
    "在庫の棚卸し",
    "口座の振込みを行う",
    "Send the invoice",
    "2026",
]
TITLES_WITHOUT_ONE = [
    "申請",
    "最終確認",
    "確認・承認",
    "請求と支払",
    "経費の申請書",
    "前月の賃金台帳",
    "納付書など",
    "銀行へ",
    "申請書が3つ",
    "もっと早く",
    "提出先は税務署です",
    "資料がある",
    "鍵",
    "フォルダ",
]


@pytest.mark.parametrize("title", TITLES_WITH_AN_ACTION)
def test_a_title_that_says_what_is_done(title):
    assert says_action(title)


@pytest.mark.parametrize("title", TITLES_WITHOUT_ONE)
def test_a_title_that_does_not_say_what_is_done(title):
    assert told(step("a", title)) == [
        (HintCode.NO_ACTION, "steps[0].title"),
        *([(HintCode.VAGUE_WORD, "steps[0].title")] if "など" in title else []),
    ]


def test_the_head_of_a_column_is_a_noun():
    assert told(step("a", "住宅ローンの書類", per="subject")) == []


VAGUE = [
    ("口座や扶養などの届けを、適宜そろえる。", [("など", Vague.WHICH), ("適宜", Vague.WHEN)]),
    ("扶養控除等の書類を集める。", [("等", Vague.WHICH)]),
    ("扶養控除等申告書を受け取る。", []),
    ("同等の額、均等の割、3等の席、等級を見る。", []),
    ("いつものフォルダに、いつもどおり置く。", [("いつもの", Vague.AS_EVER), ("いつもどおり", Vague.AS_EVER)]),
    ("例年通りに出す。", [("例年通り", Vague.AS_EVER)]),
    (
        "確認を徹底し、注意して、しっかり見る。",
        [("徹底", Vague.EFFORT), ("注意", Vague.EFFORT), ("しっかり", Vague.EFFORT)],
    ),
    ("注意書と注意事項を読み、注意喚起の文を送る。", []),
    ("不注意の例を読む。", []),
    ("必要に応じて随時送る。", [("必要に応じて", Vague.WHETHER), ("随時", Vague.WHEN)]),
    ("7月から9月に随時改定の予定がある人を見る。", []),
    (
        "速やかに、できるだけ早めに送る。",
        [("速やかに", Vague.WHEN), ("できるだけ", Vague.WHEN), ("早めに", Vague.WHEN)],
    ),
    ("必ず見る。必ずしも要らない。", [("必ず", Vague.EFFORT)]),
    ("問題がないことを見る。", [("問題がない", Vague.JUDGED)]),
    ("適切に保管する。", [("適切に", Vague.JUDGED)]),
    ("「など」と書かれた行と、`適宜` の列を消す。", []),
    ("『注意のしおり』を渡す。", []),
    ("https://example.jp/など を開く。", [("など", Vague.WHICH)]),
    ("などなど、など。", [("など", Vague.WHICH)]),
]


@pytest.mark.parametrize(("text", "found"), VAGUE)
def test_a_word_that_everybody_reads_differently(text, found):
    assert [(word.word, word.vague) for word in vague_words(text)] == found
    assert all(text.startswith(word.word, word.offset) for word in vague_words(text))


EACH = (
    "など 等々 等を 適宜 適時 随時 早めに なるべく できるだけ 可能な限り 速やかに すみやかに 至急 "
    "必要に応じ 状況に応じて 場合に応じた 場合により 場合によって "
    "いつもの いつものように いつもどおり 例年通り 従来どおり これまで通り "
    "徹底 しっかり きちんと ちゃんと 必ず 気をつけ 気を付け 注意 適切に 適当に 適正に 問題がない 問題なく 問題なし"
)


@pytest.mark.parametrize("word", EACH.split())
def test_each_word_of_the_table_is_found(word):
    assert [found.offset for found in vague_words(f"表を開き、{word}。")] == [5]


@pytest.mark.parametrize("vague", Vague)
def test_every_kind_of_vague_word_has_a_case(vague):
    assert any(vague in dict(map(reversed, found)) for _, found in VAGUE)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(("steps[0].title", {"title": "控えなどを送る"}), id="title"),
        pytest.param(("steps[0].how", {"how": "1. 表を開く。\n2. 控えなどを送る。"}), id="how"),
        pytest.param(("steps[0].checks[1]", {"checks": (*DONE, Check("b", "控えなどを見た"))}), id="checks"),
    ],
)
def test_a_vague_word_is_told_with_its_place(place):
    path, said = place

    (hint,) = hints(outline(step("a", **said)))

    assert (hint.code, hint.path, hint.params["word"]) == (HintCode.VAGUE_WORD, path, "など")


def test_why_and_pitfalls_may_say_it_as_people_do():
    assert told(step("a", why="休みの人などが困る", pitfalls=("注意が要る",))) == []


LONG = "銀行の画面を開いて残高を写し" * 5


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("あ" * LONGEST + "。", [0]),
        ("あ" * (LONGEST - 1) + "。", []),
        ("1. 開く。\n2. " + LONG + "。", [len("1. 開く。\n2. ")]),
        ("- **できた形**：" + "あ" * (LONGEST - 1) + "。", []),
        ("短い。" + LONG + "。短い。", [3]),
        ("| " + LONG + " |", []),
        ("```\n" + LONG + "\n```\n" + LONG, [len(LONG) + 9]),
        ("案内（https://example.jp/" + "a" * 80 + "）を開く。", []),
        ("[案内](https://example.jp/" + "a" * 80 + ")を開く。", []),
        (f"「{LONG}。」と書く。", [0]),
    ],
)
def test_a_sentence_of_more_than_sixty_letters(text, offsets):
    assert [found.offset for found in long_sentences(text)] == offsets


def test_a_long_sentence_is_told_with_how_it_begins():
    (hint,) = hints(outline(step("a", checks=(Check("b", LONG),))))

    assert (hint.code, hint.path) == (HintCode.LONG_SENTENCE, "steps[0].checks[0]")
    assert hint.params == {"word": LONG[:20], "offset": 0, "length": len(LONG)}


def test_a_long_title_is_told_as_a_title():
    assert told(step("a", "あ" * 58 + "を見る")) == [(HintCode.LONG_TITLE, "steps[0].title")]


def test_a_title_that_is_missing_or_stands_there_twice():
    assert told(step("a", " "), step("b", "送る"), step("c", "送 る")) == [
        (HintCode.EMPTY_TITLE, "steps[0].title"),
        (HintCode.SAME_TITLE, "steps[2].title"),
    ]
    assert hints(outline(step("a"), title="　"))[0] == Hint(HintCode.EMPTY_TITLE, "", "title")


@pytest.mark.parametrize("who", [None, Who(WhoKind.PERSON, " "), Who(WhoKind.DEPARTMENT, "")])
def test_a_step_without_who(who):
    assert told(step("a", who=who)) == [(HintCode.NO_WHO, "steps[0].who")]


@pytest.mark.parametrize("who", [OFFICE, SAEKI, Who(WhoKind.SUBJECT, ""), Who(WhoKind.OUTSIDE, "")])
def test_a_step_with_somebody(who):
    assert told(step("a", who=who)) == []


def test_a_step_without_checks():
    assert told(step("a", checks=())) == [(HintCode.NO_CHECKS, "steps[0].checks")]
    assert told(step("a", checks=(), ask="form")) == []


def test_the_next_day_oneself_is_the_weaker_check():
    assert told(step("a", gate=Gate(GateKind.NEXT_DAY_SELF))) == [(HintCode.CHECKED_BY_ONESELF, "steps[0].gate")]
    assert told(step("a", gate=Gate(GateKind.SECOND_PERSON))) == []


@pytest.mark.parametrize(
    ("who", "codes"), [(SAEKI, [HintCode.CHECKED_BY_DOER]), (NISHINO, []), (OFFICE, [])], ids=["same", "other", "role"]
)
def test_another_person_is_not_the_one_who_did_it(who, codes):
    first = step("a", "計算する", who=SAEKI)
    second = step("b", "別の人が確かめる", who=who, needs=("a",))

    assert [hint.code for hint in hints(outline(first, second))] == codes


AMOUNT = Check("amount", "額", CheckKind.NUMBER)
KIND = Check("kind", "種類", CheckKind.CHOICE, choices=("紙", "データ", "なし"))
TICK = Check("told", "知らせた")
MAYBE = replace(TICK, key="maybe", required=False)
DAY = Check("on", "出した日", CheckKind.DATE)
NAME = Check("name", "相手", CheckKind.TEXT)


def when(check, comparison, value):
    return Condition(f"ask.{check.key}", Comparison(comparison), value)


def asked(check, comparison, value):
    return Asked("ask", check, when(check, comparison, value))


@pytest.mark.parametrize(
    ("together", "can"),
    [
        ([(AMOUNT, ">", 5), (AMOUNT, "<", 6)], True),
        ([(AMOUNT, ">", 5), (AMOUNT, "<=", 5)], False),
        ([(AMOUNT, "=", 5), (AMOUNT, "!=", 5)], False),
        ([(AMOUNT, "!=", 5), (AMOUNT, "!=", 6)], True),
        ([(DAY, ">", "2026-11-17"), (DAY, "<", "2026-11-18")], False),
        ([(DAY, ">", "2026-11-17"), (DAY, "<", "2026-11-19")], True),
        ([(KIND, "!=", "紙"), (KIND, "!=", "データ")], True),
        ([(KIND, "!=", "紙"), (KIND, "!=", "データ"), (KIND, "!=", "なし")], False),
        ([(KIND, "=", "紙"), (KIND, "=", "データ")], False),
        ([(TICK, "=", False)], False),
        ([(TICK, "=", True)], True),
        ([(MAYBE, "=", False)], True),
        ([(MAYBE, "=", False), (MAYBE, "=", True)], False),
        ([(NAME, "=", "甲"), (NAME, "!=", "乙")], True),
        ([(NAME, "=", "甲"), (NAME, "=", "乙")], False),
        ([(NAME, "!=", "甲"), (NAME, "!=", "乙")], True),
        ([(AMOUNT, ">", 5), (KIND, "=", "紙")], True),
    ],
)
def test_conditions_that_can_hold_together(together, can):
    assert can_hold(tuple(asked(*each) for each in together)) is can


def test_a_step_behind_an_answer_that_was_ruled_out_before_is_never_reached():
    steps = (
        step("ask", checks=(KIND,)),
        step("paper", "紙を送る", checks=(Check("pages", "枚数", CheckKind.NUMBER),), when=when(KIND, "=", "紙")),
        step("copy", "写しを取る", when=Condition("paper.pages", Comparison.MORE, 1)),
        step("no", "写しを消す", when=when(KIND, "=", "データ")),
    )
    lost = replace(steps[2], then="no")

    assert never_reached(outline(*steps)) == set()
    assert never_reached(outline(*steps[:2], lost, steps[3])) == {"no"}


def test_a_condition_that_never_holds_is_told_at_its_place():
    assert told(step("ask", checks=(TICK,)), step("b", "もう一度知らせる", when=when(TICK, "=", False))) == [
        (HintCode.NEVER_REACHED, "steps[1].when")
    ]


def test_steps_that_wait_for_one_another_are_told_each():
    steps = (step("a", needs=("b",)), step("b", "控えを置く", needs=("a",)))

    assert outline_problems.problems(outline(*steps))
    assert told(*steps) == [(HintCode.WAITS_FOR_EVER, "steps[0].needs"), (HintCode.WAITS_FOR_EVER, "steps[1].needs")]


def flow(**needs):
    return outline(*(step(key, f"{key}を送る", needs=tuple(each)) for key, each in needs.items()))


@pytest.mark.parametrize(
    ("found", "dead"),
    [
        (flow(a="", b="a", c="b"), set()),
        (flow(a="", b="a", c="a", d="c"), {"b"}),
        (flow(a="", b="a", c="a", d="a"), set()),
        (flow(a="", b="", c=""), set()),
        (flow(a="", b="", c="a", d="c"), {"b"}),
    ],
    ids=["a line", "a branch nobody comes back for", "ends side by side", "a list", "nobody asks for it"],
)
def test_a_flow_that_goes_on_without_a_step(found, dead):
    assert dead_ends(found) == dead


def test_what_holds_all_after_it_and_what_leads_on_are_no_dead_ends():
    gated = step("b", "控えを置く", needs=("a",), gate=Gate(GateKind.SECOND_PERSON))
    answered = step("b", "控えを置く", needs=("a",), checks=(AMOUNT,))
    steps = (step("a"), step("c", "日を書く", needs=("a",)), step("d", "閉じる", needs=("c",)))

    assert dead_ends(outline(steps[0], gated, *steps[1:])) == set()
    assert dead_ends(outline(steps[0], answered, *steps[1:])) == {"b"}
    read = replace(steps[2], when=Condition("b.amount", Comparison.MORE, 0))
    assert dead_ends(outline(steps[0], answered, steps[1], read)) == set()


def test_hints_come_in_the_order_of_the_file():
    found = told(step("a", "申請", how="適宜送る。", who=None), step("b", "など", checks=()))

    assert found == [
        (HintCode.NO_ACTION, "steps[0].title"),
        (HintCode.VAGUE_WORD, "steps[0].how"),
        (HintCode.NO_WHO, "steps[0].who"),
        (HintCode.NO_ACTION, "steps[1].title"),
        (HintCode.VAGUE_WORD, "steps[1].title"),
        (HintCode.NO_CHECKS, "steps[1].checks"),
    ]


@settings(deadline=None, max_examples=40)
@given(outlines)
def test_any_outline_has_its_hints(found):
    assert all(hint.path for hint in hints(found))


_PIECES = [
    "「",
    "」",
    "](",
    "`",
    "http://",
    "など",
    "。",
    "```",
    "|",
    "(",
    ")",
    "注意",
    "髙𠮷﨑",
    "\u3099",
    "ﷺ",
    "1. ",
    "\n",
    "\0",
]
_ANY = st.text() | st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(_ANY, _ANY, _ANY)
def test_any_text_can_be_read(title, how, check):
    one = Step("a", title, how=how, checks=(Check("b", check),), who=Who(WhoKind.PERSON, title))

    for hint in hints(outline(one, replace(one, key="c", needs=("a",)), title=title)):
        text = {"steps[0].title": title, "steps[0].how": how, "steps[0].checks[0]": check}.get(hint.path)
        if text is not None and "offset" in hint.params:
            assert text[hint.params["offset"] :].startswith(hint.params["word"])


@pytest.mark.parametrize("piece", _PIECES)
def test_a_text_of_many_thousand_letters_is_read_in_a_moment(piece):
    began = process_time()
    text = piece * (300_000 // len(piece))

    hints(outline(step("a", text[:1000] + text, how=text, checks=(Check("b", text),))))

    assert process_time() - began < 5


def test_two_hundred_steps_are_read_while_a_person_types():
    how = "1. 銀行の画面を開き、残高を表に写します。\n2. 通帳の残高などと比べ、差に名前を書きます。\n" * 6
    steps = [step(f"s{n}", f"控えを{n}枚送る", how=how, needs=(f"s{n - 1}",) if n else ()) for n in range(200)]
    found = outline(*steps)

    spent = []
    for _ in range(5):
        began = process_time()
        assert len(hints(found)) == 200
        spent.append(process_time() - began)

    assert min(spent) < 0.02

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from urakata.core.backplan import DueRule, Unit
from urakata.core.outline import (
    Check,
    CheckKind,
    Comparison,
    Condition,
    Gate,
    GateKind,
    Learned,
    Opening,
    Outline,
    Step,
    Who,
    WhoKind,
)
from urakata.core.recurrence import Anchor, Cadence, Every
from urakata.core.tests.outlines import outlines
from urakata.formats.procedures import read, write
from urakata.formats.wording import sentence

PAYROLL = """\
key: payroll
title: 給与計算
why: 全員の暮らしに届くお金。1円の違いも翌月まで残る。
department: 労務
clearance: pay
cadence: {every: month, anchor: payday}
open: {before: 12, unit: business_days}
subjects: {ledger: people, where: employed}
steps:
  - key: calculate
    title: 計算する
    checks:
      - {key: new_hires, text: 入社した人数, kind: number}
  - key: compare
    title: 前月との差を、理由で説明する
    section: 計算
    who: {role: office}
    due: {from: anchor, offset: -5, unit: business_days, calendar: bank}
    minutes: 25
    needs: [calculate]
    prepare: [前月の賃金台帳]
    files: [前月比較.xlsx]
    why: 差し戻しの多くは、ここで見つけられる。
    how: |
      給与ソフトの前月比較を出します。
      差を1つずつ見ます。
    checks:
      - {key: gross, text: 総支給額, kind: number}
      - {key: explained, text: 差がすべて理由で説明できる, spot: 6}
    gate: {kind: blind, of: gross}
    evidence: [前月比較表]
    when: {check: calculate.new_hires, is: ">", value: 0}
    ask: form_key
    crosscheck: payroll_month_on_month
    write: {row.last_checked_on: done_on}
    pitfalls: [締め日のあとに届いた残業申請]
    learned:
      - {on: 2026-10-27, text: 転居の届けが給与締めのあとに届いた}
"""


def outline_of(text: str) -> Outline:
    outline, mistakes = read(text)
    assert [sentence(mistake) for mistake in mistakes] == []
    assert outline is not None
    return outline


def mistakes_of(steps: str, head: str = "key: a\ntitle: A\n") -> list[str]:
    return [sentence(mistake) for mistake in read(f"{head}steps:\n{steps}")[1]]


def test_a_whole_procedure_is_read_into_frozen_values() -> None:
    outline = outline_of(PAYROLL)

    assert outline.cadence == Cadence(Every.MONTH, anchor=Anchor.PAYDAY)
    assert outline.opening == Opening(12, Unit.BUSINESS_DAYS)
    assert outline.later == {"subjects": {"ledger": "people", "where": "employed"}}
    assert outline.steps[1] == Step(
        key="compare",
        title="前月との差を、理由で説明する",
        section=("計算",),
        why="差し戻しの多くは、ここで見つけられる。",
        how="給与ソフトの前月比較を出します。\n差を1つずつ見ます。",
        who=Who(WhoKind.ROLE, "office"),
        due=DueRule("anchor", -5, Unit.BUSINESS_DAYS, "bank"),
        minutes=25,
        needs=("calculate",),
        prepare=("前月の賃金台帳",),
        files=("前月比較.xlsx",),
        checks=(
            Check("gross", "総支給額", CheckKind.NUMBER),
            Check("explained", "差がすべて理由で説明できる", spot=6),
        ),
        gate=Gate(GateKind.BLIND, "gross"),
        evidence=("前月比較表",),
        when=Condition("calculate.new_hires", Comparison.MORE, 0),
        ask="form_key",
        pitfalls=("締め日のあとに届いた残業申請",),
        learned=(Learned("2026-10-27", "転居の届けが給与締めのあとに届いた"),),
        later={
            "crosscheck": "payroll_month_on_month",
            "write": {"row.last_checked_on": "done_on"},
        },
    )


def test_the_canonical_file_is_written_as_it_was_read() -> None:
    assert write(outline_of(PAYROLL)) == PAYROLL


def test_the_period_before_stands_last_in_the_cadence_of_the_file() -> None:
    said = "{every: month, day: 10, closed: later, calendar: national_tax, for: previous}"

    assert f"cadence: {said}\n" in write(outline_of(f"key: a\ntitle: A\ncadence: {said}\nsteps: [{{title: T}}]"))


@settings(max_examples=60, deadline=None)
@given(outlines)
def test_whatever_an_outline_says_is_read_back_from_its_file(outline: Outline) -> None:
    again, mistakes = read(write(outline))

    assert [sentence(mistake) for mistake in mistakes] == []
    assert again == outline


def test_all_mistakes_are_listed_at_once_in_the_order_of_the_file() -> None:
    text = """\
key: pay roll
titel: 給与
clearance: payy
steps:
  - key: a
    title: A
    minutes: たくさん
    who: {role: ofice}
    due: {from: step:zz, offset: x}
    checks:
      - {key: my, text: マイナンバー, kind: number}
  - needs: b
"""

    assert [sentence(mistake) for mistake in read(text)[1]] == [
        "1行目 title：題名（title）がありません。書き足してください。",
        "1行目 key：鍵は半角の英数字と - _ で64字まで書きます（いまは「pay roll」）。",
        "2行目 titel：「titel」という項目はありません。「title」のことでしょうか。",
        "3行目 clearance：機密区分（clearance）は pay、people、health、contract、board のどれかで書きます"
        "（いまは「payy」）。「pay」のことでしょうか。",
        "7行目 steps[0].minutes（工程 a）：分は1〜4800の数で書きます（いまは「たくさん」）。",
        "8行目 steps[0].who.role（工程 a）：役割（role）は owner、lead、office、temp、manager、employee、outside "
        "のどれかで書きます（いまは「ofice」）。「office」のことでしょうか。",
        "9行目 steps[0].due.from（工程 a）：起点の工程「zz」がありません。鍵（key）を確かめてください。",
        "9行目 steps[0].due.offset（工程 a）：日数（offset）は-500〜500の数で書きます（いまは「x」）。",
        "11行目 steps[0].checks[0]（工程 a）：マイナンバーはここに書き残せません（「マイナンバー」）。"
        "kind: tick にして「受け取った」「確かめた」「廃棄した」を確かめる形にしてください。",
        "12行目 steps[1].title（工程 s-e3b0c4）：題名（title）がありません。書き足してください。",
        "12行目 steps[1].needs[0]（工程 s-e3b0c4）：先にする工程「b」がありません。鍵（key）を確かめてください。",
    ]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("per: everybody", "per）は run、subject のどれか"),
        ("place: home", "place）は anywhere、office のどれか"),
        ("minutes: 0", "分は1〜4800の数"),
        ("minutes: 2.5", "分は1〜4800の数"),
        ("minutes: true", "分は1〜4800の数"),
        ("minutes: 99999999999999999999999", "分は1〜4800の数"),
        ("due: tomorrow", "「名前: 値」の形"),
        ("due: {from: yesterday}", "anchor、start、step:…、field:…"),
        ("due: {unit: weeks}", "days、business_days、months"),
        ("due: {calendar: banks}", "「bank」のことでしょうか"),
        ("who: {role: office, person: 佐伯}", "どれか1つで書きます"),
        ("who: {person: }", "personがありません"),
        ("checks: [{text: どちら, kind: choice}]", "choices を2つ以上"),
        ("checks: [{kind: tick}]", "文（text）がありません"),
        ("checks: [{text: あ, kind: nubmer}]", "「number」のことでしょうか"),
        ("checks: [{text: あ, required: maybe}]", "true か false"),
        ("gate: {kind: blind}", "もう一度入れる数字を of に"),
        ("gate: {kind: blind, of: a}", "この工程にも前の工程にもありません"),
        ("gate: blnd", "「blind」のことでしょうか"),
        ("learned: [{on: きのう, text: あ}]", "2026-10-27 の形"),
        ("title: {a: b}", "題名（title）は文で書きます"),
        ("key: a.b", "空白と点を入れずに"),
        ("gaet: blind", "「gate」のことでしょうか"),
    ],
)
def test_each_mistake_says_where_it_is_and_how_to_mend_it(step: str, expected: str) -> None:
    title = "" if step.startswith("title") else "    title: T\n"

    mistakes = mistakes_of(f"  - {step}\n{title}")

    assert len(mistakes) == 1
    assert mistakes[0].startswith("4行目 steps[0]")
    assert expected in mistakes[0]


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("{every: month}", "1つだけ書きます（いまは0つ）"),
        ("{every: month, day: 10, anchor: payday}", "1つだけ書きます（いまは2つ）"),
        ("{every: week, day: 10}", "every: week のときは weekday"),
        ("{every: month, day: 32}", "1〜31の数"),
        ('{every: year, month_day: "06-31"}', '"03-31" の形'),
        ("{day: 1}", "周期（every）がありません"),
        ("monthly", "「名前: 値」の形"),
        (
            "{every: month, day: 1, for: prevous}",
            "いつの分か（for）は previous とだけ書きます（いまは「prevous」）。「previous」のことでしょうか。",
        ),
        ("{every: month, day: 1, fro: previous}", "「for」のことでしょうか"),
    ],
)
def test_a_cadence_that_cannot_be_read_is_a_mistake(cadence: str, expected: str) -> None:
    mistakes = mistakes_of("  - title: T\n", f"key: a\ntitle: A\ncadence: {cadence}\n")

    assert len(mistakes) == 1
    assert expected in mistakes[0]


@pytest.mark.parametrize(
    ("written", "cadence"),
    [
        ("{every: month, day: last}", Cadence(Every.MONTH, day=-1)),
        ("{every: week, weekday: friday}", Cadence(Every.WEEK, weekday=4)),
        ("{every: fiscal_year, month_day: 02-29}", Cadence(Every.FISCAL_YEAR, month_day=(2, 29))),
        ("{every: month, last_business_day: true, calendar: bank}",
         Cadence(Every.MONTH, last_business_day=True, calendar="bank")),
        ("{every: month, business_day: 5, for: previous}", Cadence(Every.MONTH, business_day=5, previous=True)),
    ],
)  # fmt: skip
def test_every_way_to_say_a_cadence_is_read(written: str, cadence: Cadence) -> None:
    assert outline_of(f"key: a\ntitle: A\ncadence: {written}\nsteps: [{{title: T}}]").cadence == cadence


def test_short_forms_are_understood() -> None:
    (step,) = outline_of(
        "key: a\ntitle: A\nsteps:\n  - {title: T, who: outside, gate: second_person, checks: [見た], evidence: 控え}\n"
    ).steps

    assert step.who == Who(WhoKind.OUTSIDE, "")
    assert step.gate == Gate(GateKind.SECOND_PERSON)
    assert [check.text for check in step.checks] == ["見た"]
    assert step.evidence == ("控え",)


def test_full_width_digits_are_digits() -> None:
    assert outline_of('key: a\ntitle: A\nsteps: [{title: T, minutes: "２５"}]').steps[0].minutes == 25


def test_steps_without_keys_get_the_same_keys_every_time() -> None:
    text = "key: a\ntitle: A\nsteps: [{title: 渡す}, {title: Send it}, {title: 渡す}]"

    keys = [step.key for step in outline_of(text).steps]

    assert keys == [step.key for step in outline_of(text).steps]
    assert keys[1] == "send-it"
    assert keys[2] == f"{keys[0]}-2"


def test_a_circle_of_needs_names_its_way() -> None:
    steps = "  - {key: a, title: A, needs: [b]}\n  - {key: b, title: B, needs: [a]}\n"

    assert mistakes_of(steps) == [
        "4行目 steps[0].needs（工程 a）：先にする工程が輪になっています（a→b→a）。どれか1つの needs を外してください。"
    ]


@pytest.mark.parametrize(
    "text", ["[1, 2]", "just words", "steps: {a: 1}", "key: a\ntitle: A\nsteps: []", "null", "# a"]
)
def test_what_is_no_procedure_says_so(text: str) -> None:
    outline, mistakes = read(text)

    assert outline is None
    assert mistakes


@settings(max_examples=200, deadline=None)
@given(st.text(" \n:-[]{}a1,'\"", max_size=60).map(lambda tail: f"key: a\ntitle: A\nsteps:\n  - title: T\n{tail}"))
def test_a_damaged_procedure_is_read_or_every_mistake_has_its_sentence(text: str) -> None:
    outline, mistakes = read(text)

    assert (outline is None) == bool(mistakes)
    assert all("：" in sentence(mistake) for mistake in mistakes)


def test_a_file_with_thousands_of_unknown_words_is_listed_whole_and_guessed_at_only_at_first() -> None:
    text = "key: a\ntitle: A\nsteps:\n" + "".join(f"  - {{title: T, tilte{n}: x}}\n" for n in range(2000))

    _, mistakes = read(text)

    assert len(mistakes) == 2000
    assert [bool(mistake.params["nearest"]) for mistake in mistakes] == [True] * 50 + [False] * 1950

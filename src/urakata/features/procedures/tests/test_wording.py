"""手順の言葉."""

import pytest

from urakata.core.backplan import DueRule, Unit
from urakata.core.outline import Check, CheckKind, Comparison, Condition, Outline, Step, Who, WhoKind
from urakata.core.procedure_rules import Problem
from urakata.core.recurrence import Anchor, Cadence, Every
from urakata.features.procedures import wording


@pytest.mark.parametrize(
    ("cadence", "said"),
    [
        (None, "随時"),
        (Cadence(Every.MONTH, anchor=Anchor.PAYDAY), "毎月 給与の支給日"),
        (Cadence(Every.MONTH, business_day=3), "毎月 第3営業日"),
        (Cadence(Every.MONTH, day=-1), "毎月 末日"),
        (Cadence(Every.MONTH, day=10), "毎月 10日"),
        (Cadence(Every.WEEK, weekday=4), "毎週 金曜日"),
        (Cadence(Every.QUARTER, last_business_day=True), "四半期ごと 最終営業日"),
        (Cadence(Every.YEAR, month_day=(3, 31)), "年1回 3月31日"),
        (Cadence(Every.YEAR, anchor=Anchor.PAYDAY), "年1回 最後の給与の支給日"),
        (Cadence(Every.MONTH, anchor=Anchor.BONUS_DAY), "賞与ごと 賞与の支給日"),
        (Cadence(Every.FISCAL_YEAR, anchor=Anchor.FISCAL_YEAR_END), "年度に1回 決算日"),
        (Cadence(Every.WEEK, weekday=0, previous=True), "毎週 月曜日（前週分）"),
        (Cadence(Every.MONTH, business_day=5, previous=True), "毎月 第5営業日（前月分）"),
        (Cadence(Every.QUARTER, day=-1, previous=True), "四半期ごと 末日（前四半期分）"),
        (Cadence(Every.YEAR, month_day=(1, 31), previous=True), "年1回 1月31日（前年分）"),
        (Cadence(Every.FISCAL_YEAR, business_day=20, previous=True), "年度に1回 第20営業日（前年度分）"),
    ],
)
def test_a_cadence_in_words(cadence, said):
    assert wording.cadence(cadence) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (DueRule("anchor", -5, Unit.BUSINESS_DAYS), "給与の支給日の5営業日前"),
        (DueRule("anchor", 0), "給与の支給日まで"),
        (DueRule("start", 2, Unit.DAYS), "開いた日の2日あと"),
        (DueRule("step:ask", 1, Unit.MONTHS), "「聞く」の1か月あと"),
    ],
)
def test_a_day_in_words(rule, said):
    outline = Outline("a", "a", cadence=Cadence(Every.MONTH, anchor=Anchor.PAYDAY), steps=(Step("ask", "聞く"),))

    assert wording.due(outline, rule) == said


def test_differences_as_a_person_would_tell_them():
    old = Outline(
        "a", "a", steps=(Step("one", "一"), Step("two", "二", how="表を開く\n名前を見る"), Step("three", "三"))
    )
    new = Outline(
        "a",
        "a",
        department="経理",
        steps=(
            Step(
                "two", "二", how="表を開く\n日付を見る", who=Who(WhoKind.ROLE, "office"), checks=(Check("c", "合う"),)
            ),
            Step("three", "三"),
            Step("four", "四"),
        ),
    )

    said = [(told.tag, told.about, told.removed, told.added) for told in wording.told(old, new)]

    assert said == [
        ("変えた", "部署", (), ("経理",)),
        ("変えた", "工程1　二　だれ", (), ("担当",)),
        ("変えた", "工程1　二　どうやって", ("名前を見る",), ("日付を見る",)),
        ("足した", "工程1　二　確かめること", (), ("合う",)),
        ("足した", "工程3　四", (), ()),
        ("外した", "工程　一", (), ()),
    ]


def test_a_cadence_that_is_now_for_the_month_before_shows_as_a_difference():
    old = Outline("a", "a", cadence=Cadence(Every.MONTH, business_day=5))
    new = Outline("a", "a", cadence=Cadence(Every.MONTH, business_day=5, previous=True))

    (said,) = wording.told(old, new)

    assert (said.about, said.removed, said.added) == ("周期", ("毎月 第5営業日",), ("毎月 第5営業日（前月分）",))


def test_a_condition_that_changed_is_told_in_words():
    ask = Step("ask", "聞く", checks=(Check("n", "いちばん高い物", CheckKind.NUMBER),))

    def orders(value, then=""):
        big = Step("big", "見てもらう", when=Condition("ask.n", Comparison.AT_LEAST, value), then=then)
        return Outline("a", "a", steps=(ask, big, Step("tell", "知らせる")))

    when, then = wording.told(orders(50000), orders(100000, "tell"))

    assert (when.removed, when.added) == (
        ("「いちばん高い物」が50,000以上なら",),
        ("「いちばん高い物」が100,000以上なら",),
    )
    assert (then.about, then.added) == ("工程2　見てもらう　そのとき進む先", ("知らせる",))


def test_every_problem_has_its_sentence():
    assert len(wording.sentences(Problem)) == len(Problem)


def test_what_belongs_to_a_later_feature_is_a_line():
    assert wording.later({"write": {"row.checked_on": "done_on"}}) == ["台帳に書くこと：{row.checked_on: done_on}"]

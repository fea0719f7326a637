"""読みやすさの言葉: place first, then what is so, then what to write instead."""

import pytest
from django.template.loader import render_to_string

from urakata.core.outline import Check, Gate, GateKind, Outline, Step, Who, WhoKind
from urakata.core.plain_words import Vague
from urakata.core.readability import HintCode, hints
from urakata.features.procedures import wording
from urakata.features.procedures.wording.hints import MOST_TOLD, SAID, VAGUE

SAEKI = Who(WhoKind.PERSON, "佐伯")
ROUGH = Outline(
    "joining",
    "入社",
    steps=(
        Step(
            "collect", "届けを集める", how="口座などの届けを、適宜そろえる。", who=SAEKI, checks=(Check("a", "集めた"),)
        ),
        Step(
            "second",
            "別の人が確かめる",
            who=SAEKI,
            needs=("collect",),
            checks=(Check("a", "見た"), Check("b", "必要に応じて直した")),
            gate=Gate(GateKind.NEXT_DAY_SELF),
        ),
        Step("ask", "申請", who=SAEKI, needs=("second",), checks=(Check("a", "送った"),)),
    ),
)
PLAIN = Outline("a", "入社", steps=(Step("a", "届けを出す", who=SAEKI, checks=(Check("b", "出した"),)),))


def test_each_hint_says_where_and_what_to_write_instead():
    told = [(one.place, one.said, one.instead) for one in wording.readability(ROUGH).advice]

    assert told == [
        ("工程1「届けを集める」のどうやって", "「など」は、人によって変わります。", "指すものを、残らず書きます。"),
        (
            "工程1「届けを集める」のどうやって",
            "「適宜」は、いつか分かりません。",
            "「入社から3営業日までに」のように、日で書きます。",
        ),
        (
            "工程2「別の人が確かめる」の確かめることの2番目",
            "「必要に応じて」は、どんなときか分かりません。",
            "「10万円以上なら」のように、するときを書きます。",
        ),
        (
            "工程2「別の人が確かめる」のだれ",
            "工程1をした佐伯さんが、自分で確かめることになっています。",
            "別の人か役割を選ぶと、見落としに気づけます。",
        ),
        (
            "工程2「別の人が確かめる」の関所",
            "翌日に自分で見る関所は、別の人が見るより弱い確認です。",
            "頼める人がいれば、「別の人が見て確かめる」にします。",
        ),
        (
            "工程3「申請」の名前",
            "「申請」だけでは、何をするかが人によって変わります。",
            "「経費の申請を確かめる」のように、何をどうするかを書きます。",
        ),
    ]


def test_one_step_has_its_own():
    assert {one.step for one in wording.readability(ROUGH, "second").advice} == {"second"}


def test_a_procedure_and_a_step_without_a_name():
    told = wording.readability(Outline("a", "", steps=(Step("b", "", who=SAEKI, checks=(Check("c", "見た"),)),))).advice

    assert [(one.place, one.said) for one in told] == [
        ("手順", "手順の名前がまだありません。"),
        ("工程1の名前", "名前がまだありません。"),
    ]


@pytest.mark.parametrize("code", HintCode)
def test_every_kind_of_hint_has_words(code):
    assert code in SAID or code in {HintCode.VAGUE_WORD, HintCode.NO_ACTION}


@pytest.mark.parametrize("words", [*SAID.values(), *VAGUE.values()])
def test_the_words_about_reading_are_easy_to_read_themselves(words):
    said = [str(part).replace("「%(word)s…」", "").replace("「%(word)s」", "") for part in words]

    assert set(VAGUE) == set(Vague)
    assert not any(len(part) > 45 for part in said)
    assert hints(Outline("a", "読む", steps=(Step("b", "読む", how="".join(said), who=SAEKI, ask="c"),))) == []


def test_what_many_steps_have_not_got_yet_is_said_once_with_all_of_them():
    found = wording.readability(Outline("a", "表", steps=tuple(Step(f"s{n}", f"表を送る{n}") for n in range(4))))

    who, checks = found.advice
    assert (who.place, who.also) == ("工程1「表を送る0」のだれ", ((2, "s1"), (3, "s2"), (4, "s3")))
    assert (checks.place, len(checks.also)) == ("工程1「表を送る0」の確かめること", 3)
    assert (found.count, found.left) == (8, 0)


def test_what_two_steps_have_not_got_is_said_at_each():
    found = wording.readability(Outline("a", "表", steps=tuple(Step(f"s{n}", f"表を送る{n}") for n in range(2))))

    assert [one.step for one in found.advice] == ["s0", "s0", "s1", "s1"]


def test_thousands_of_hints_are_counted_and_a_hundred_told():
    found = wording.readability(Outline("a", "表", steps=tuple(Step(f"s{n}", "など") for n in range(300))))

    assert (len(found.advice), found.count) == (MOST_TOLD, 300 * 5 - 1)
    assert found.left == found.count - MOST_TOLD - 2 * MOST_TOLD


def shown(outline, **more):
    page = render_to_string("procedures/_hints.html", {"hints": wording.readability(outline)} | more)
    return " ".join(page.split())


def test_the_list_leads_to_each_step():
    page = shown(ROUGH)

    assert page.index("6つ直せます") < page.index("工程1「届けを集める」のどうやって")
    assert '<a href="#step-collect">工程1「届けを集める」のどうやって</a>' in page
    assert '<a href="?step=second#card">' in shown(ROUGH, anchor="?step=")


def test_the_other_steps_are_led_to_as_well():
    page = shown(Outline("a", "表", steps=tuple(Step(f"s{n}", f"表を送る{n}", ask="b") for n in range(3))))

    assert '<a href="#step-s1">工程2</a>' in page


def test_nothing_found_is_said_too():
    assert "読みにくい所は見つかりませんでした。" in shown(PLAIN)

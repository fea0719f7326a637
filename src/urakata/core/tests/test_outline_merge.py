from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from urakata.core.outline import Check, Outline, Step
from urakata.core.outline_merge import GONE, Clash, merge, settle

BASE = Outline(
    "pay",
    "給与計算",
    why="暮らしに届くお金",
    steps=(
        Step("a", "集める", how="届けを集める", checks=(Check("n", "枚数"), Check("d", "日付"))),
        Step("b", "計算する", needs=("a",)),
        Step("c", "送る", needs=("b",)),
    ),
)


def changed(outline, key, **parts):
    return replace(outline, steps=tuple(replace(s, **parts) if s.key == key else s for s in outline.steps))


def step(outline, key):
    return next(each for each in outline.steps if each.key == key)


def test_what_only_one_of_us_changed_is_taken():
    found = merge(BASE, changed(BASE, "a", how="台帳から集める"), changed(BASE, "c", minutes=20))

    assert (step(found.outline, "a").how, step(found.outline, "c").minutes) == ("台帳から集める", 20)
    assert found.clashes == ()


def test_where_both_wrote_mine_stands_and_theirs_is_told():
    found = merge(BASE, changed(BASE, "a", how="わたし"), changed(BASE, "a", how="あなた", minutes=5))

    assert step(found.outline, "a").how == "わたし"
    assert step(found.outline, "a").minutes == 5
    assert found.clashes == (Clash("a", "how", "あなた"),)
    assert step(settle(found.outline, found.clashes[0]), "a").how == "あなた"


def test_steps_of_both_stand_behind_what_they_stood_behind():
    mine = replace(BASE, steps=(*BASE.steps, Step("m", "知らせる")))
    theirs = replace(BASE, steps=(BASE.steps[0], Step("t", "量る"), *BASE.steps[1:]))

    assert [each.key for each in merge(BASE, mine, theirs).outline.steps] == ["a", "t", "b", "c", "m"]


def test_a_step_one_took_out_is_gone_unless_the_other_went_on_writing_it():
    without = replace(BASE, steps=(BASE.steps[0], BASE.steps[2]))

    quiet = merge(BASE, without, changed(BASE, "a", minutes=5))
    clashing = merge(BASE, without, changed(BASE, "b", minutes=5))

    assert [each.key for each in quiet.outline.steps] == ["a", "c"]
    assert [each.key for each in clashing.outline.steps] == ["a", "b", "c"]
    assert clashing.clashes == (Clash("b", GONE),)
    assert [each.key for each in settle(clashing.outline, clashing.clashes[0]).steps] == ["a", "c"]


def test_checks_are_merged_one_by_one():
    one, two = BASE.steps[0].checks
    mine = changed(BASE, "a", checks=(replace(one, text="部数"), two))
    theirs = changed(BASE, "a", checks=(one, replace(two, text="提出日"), Check("s", "署名")))

    assert [check.text for check in step(merge(BASE, mine, theirs).outline, "a").checks] == ["部数", "提出日", "署名"]


def test_an_order_only_one_changed_is_kept():
    theirs = replace(BASE, steps=(BASE.steps[2], *BASE.steps[:2]))

    found = merge(BASE, changed(BASE, "b", title="計算し直す"), theirs)

    assert [each.title for each in found.outline.steps] == ["送る", "集める", "計算し直す"]


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from("abcde"),
        st.sampled_from(["一", "二"]),
        how=st.sampled_from(["", "x", "y"]),
        checks=st.lists(
            st.builds(Check, st.sampled_from("pq"), st.sampled_from("xy")), max_size=2, unique_by=lambda c: c.key
        ).map(tuple),
    ),
    max_size=5,
    unique_by=lambda each: each.key,
)
outlines = st.builds(Outline, st.just("k"), st.sampled_from(["題", "名"]), steps=steps.map(tuple))


@given(outlines, outlines, outlines)
def test_nothing_that_either_wrote_is_lost(base, mine, theirs):
    found = merge(base, mine, theirs)
    written = {each.key for each in found.outline.steps}
    before = {each.key: each for each in base.steps}

    for each in (*mine.steps, *theirs.steps):
        assert each.key in written or before.get(each.key) == each
    told = {(clash.step, clash.part) for clash in found.clashes}
    for other in theirs.steps:
        own = next((each for each in found.outline.steps if each.key == other.key), None)
        was = before.get(other.key)
        if own is not None and other.how and other.how not in (own.how, was.how if was else ""):
            assert (other.key, "how") in told


@given(outlines, outlines)
def test_one_alone_is_taken_as_it_is(base, mine):
    assert merge(base, mine, base).outline == mine
    assert merge(base, base, mine).outline == mine

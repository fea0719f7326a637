"""日のあるもの: the dues in one's own hands, and the days of the runs one may see."""

from datetime import date

from urakata.common.seams import dated

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def of_runs(viewer, first=FIRST, last=LAST) -> list[dated.DatedThing]:
    """Without the deadlines, which other features bring."""
    return [thing for thing in dated.days(viewer, first, last) if thing.kind in {"run", "task"}]


def test_ones_own_are_the_dues_of_ones_tasks(run, done, cast):
    done(1)

    own = dated.days(cast.saeki, FIRST, LAST, own=True)

    assert [(thing.kind, thing.is_done, thing.is_fixed) for thing in own] == [
        ("task", True, True), ("task", False, True), ("task", False, True),
    ]  # fmt: skip
    assert [thing.on for thing in own] == sorted(thing.on for thing in own)
    assert own[0].title == "給与計算 計算する"
    assert own[0].path == f"/runs/{run.code}/tasks/1/"


def test_all_that_one_may_see_holds_the_day_of_the_run_as_well(run, cast):
    found = of_runs(cast.morita)

    told = [(thing.kind, thing.on, thing.title) for thing in found]
    assert told == [("run", date(2026, 11, 25), "給与計算 2026年11月分")]


def test_what_one_may_not_know_of_has_no_day(run, cast):
    assert of_runs(cast.nishino) == []


def test_only_the_days_between_count(run, cast):
    assert dated.days(cast.saeki, date(2026, 12, 1), date(2026, 12, 31), own=True) == []
    assert of_runs(cast.saeki, date(2026, 12, 1), date(2026, 12, 31)) == []

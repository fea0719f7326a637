"""祝日の一覧: the official list inside the product."""

from datetime import date
from pathlib import Path

import pytest

from urakata.core.errors import InputMistake
from urakata.core.holidays import by_law
from urakata.rules import pack
from urakata.rules.bizday import answer
from urakata.rules.calendars import calendar
from urakata.rules.holidays import kept, kept_mistake, official, read_list, shipped
from urakata.rules.wording import sentence

PUBLISHED = Path(__file__).parents[5] / "shared" / "data" / "holidays" / "syukujitsu.csv"


@pytest.mark.parametrize("year", range(1955, 2028))
def test_the_act_computes_exactly_the_official_list(year: int) -> None:
    assert dict(by_law(year)) == dict(official().of_year(year))


def test_the_shipped_list_reaches_from_1955_to_2027() -> None:
    listed = official().official

    assert (len(listed), min(listed), max(listed)) == (1067, date(1955, 1, 1), date(2027, 11, 23))
    assert official().official_until == date(2027, 12, 31)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published file is not beside this checkout")
def test_the_shipped_list_is_the_published_one() -> None:
    assert read_list(PUBLISHED.read_bytes()) == official().official


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_newer_list_is_read_in_every_usual_form(encoding: str, end: str) -> None:
    text = end.join(["国民の祝日・休日月日,国民の祝日・休日名称", "2028/1/1,元日", "2028/1/10,成人の日", ""])

    assert read_list(text.encode(encoding)) == {date(2028, 1, 1): "元日", date(2028, 1, 10): "成人の日"}


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "holidays_unreadable", None),
        (b"\x00\x01", "holidays_unreadable", None),
        (b"\xff\xfe\xfd", "holidays_unreadable", None),
        (b"x" * 1_000_001, "holidays_unreadable", None),
        (b"date,name\n", "holidays_unreadable", None),
        ("date,name\n2028-01-01,元日\n2028-01-32,成人の日\n".encode(), "no_such_date", 3),
        (b"date,name\n2028-01-01\n", "holiday_row", 2),
        ("date,name\n9999-01-01,元日\n".encode(), "out_of_range", 2),
        (b"date,name\n" + b"x" * 200_000, "holidays_unreadable", None),
        ("date,name\n元日,2028-01-01\n".encode(), "not_a_date", 2),
        ('date,name\n"2028-01-01,元日\n'.encode(), "holiday_row", 2),
    ],
)
def test_anything_else_is_refused_with_its_line(raw: bytes, code: str, line: int | None) -> None:
    with pytest.raises(InputMistake) as refused:
        read_list(raw)

    assert refused.value.code == code
    assert (refused.value.place.line if refused.value.place else None) == line


NEWER = {**shipped().official, **by_law(2028)}


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation that may keep a list of its own."""
    monkeypatch.setattr(pack, "_place", tmp_path / "rules")
    return tmp_path / "rules"


def code_of(mistake: InputMistake | None) -> str | None:
    return mistake and mistake.code


def without(listed: kept.Listed, *days: date) -> dict[date, str]:
    return {on: name for on, name in listed.items() if on not in days}


def test_the_shipped_list_counts_where_none_is_kept(rules: Path) -> None:
    assert official() is shipped()
    assert kept_mistake() is None


def test_a_newer_list_counts_from_the_moment_it_is_kept(rules: Path) -> None:
    before = answer(["add", "2028-05-31", "1"])
    kept.keep({**NEWER, date(2028, 6, 1): "時の記念日"})

    assert before == {"result": "2028-06-01", "calendar": "company", "provisional": True}
    assert answer(["add", "2028-05-31", "1"]) == {"result": "2028-06-02", "calendar": "company", "provisional": False}
    assert not calendar("bank").is_open(date(2028, 6, 1))


def test_it_is_read_once_and_again_when_it_was_replaced(rules: Path) -> None:
    kept.keep(NEWER)
    first, again = official(), official()
    kept.keep({**NEWER, **by_law(2029)})

    assert first is again
    assert official() is not first
    assert official().official_until == date(2029, 12, 31)


def test_years_of_which_it_does_not_speak_stay(rules: Path) -> None:
    kept.keep({on: name for on, name in NEWER.items() if on.year >= 2027})

    assert official().of_year(1999) == shipped().of_year(1999)
    assert official().official_until == date(2028, 12, 31)


def test_nothing_but_the_list_is_left_behind(rules: Path) -> None:
    kept.keep(NEWER)

    assert [path.name for path in (rules / "holidays").iterdir()] == ["official.csv"]
    assert read_list((rules / "holidays" / "official.csv").read_bytes()) == NEWER


def test_a_product_that_was_renewed_since_may_have_the_newer_one(rules: Path) -> None:
    kept.keep({on: name for on, name in shipped().official.items() if on.year < 2027})

    assert official() is shipped()
    assert code_of(kept_mistake()) == "holidays_older"


@pytest.mark.parametrize("raw", [b"", b"\0", b"date,name\n2028-01-01", b"x" * 2_000_000])
def test_a_kept_list_that_cannot_be_read_does_not_count_and_says_why(rules: Path, raw: bytes) -> None:
    (rules / "holidays").mkdir(parents=True)
    (rules / "holidays" / "official.csv").write_bytes(raw)

    assert official() is shipped()
    assert code_of(kept_mistake()) in {"holidays_unreadable", "holiday_row"}
    assert "official.csv" in sentence(kept_mistake() or InputMistake("none"))


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        (without(shipped().official, *by_law(2027)), "holidays_older"),
        (without(NEWER, date(2028, 1, 1)), "holidays_without_new_year"),
        (without(NEWER, *by_law(1990)), "holidays_without_new_year"),
        ({**NEWER, date(2030, 1, 1): "元日"}, "holidays_without_new_year"),
        ({on: name for on, name in NEWER.items() if on < date(2028, 7, 1)}, "holidays_cut"),
    ],
)
def test_a_list_that_may_not_take_the_place_of_the_shipped_one_is_refused(listed: kept.Listed, code: str) -> None:
    with pytest.raises(InputMistake) as refused:
        kept.proved(listed, shipped().official)

    assert refused.value.code == code


def test_what_changed_is_told_by_day_and_name() -> None:
    moved = {**without(NEWER, date(2027, 10, 11)), date(2027, 10, 12): "スポーツの日", date(2027, 11, 3): "明治の日"}

    changes = kept.changes(shipped().official, moved)

    assert changes.removed == ((date(2027, 10, 11), "スポーツの日"),)
    assert changes.added == ((date(2027, 10, 12), "スポーツの日"), *sorted(by_law(2028).items()))
    assert changes.renamed == ((date(2027, 11, 3), "文化の日", "明治の日"),)
    assert not kept.changes(NEWER, NEWER)

"""import holidays: a newer official list says what it changes and what it moves, and counts at once, everywhere."""

import json
from datetime import date
from pathlib import Path

import pytest

from urakata.common.audit.models import Entry
from urakata.config.cli import main
from urakata.core.holidays import by_law
from urakata.core.viewer import operator
from urakata.features.company.models import Company
from urakata.features.duties.models import Fulfilment
from urakata.features.procedures.actions import import_outline
from urakata.formats.procedures import read
from urakata.rules import pack
from urakata.rules.calendars import calendar
from urakata.rules.holidays import official, shipped

NEWER = {**shipped().official, **by_law(2028)}
JUNE = date(2027, 6, 10)  # 源泉所得税 for May is due on this Thursday
KEYS = """
key: key_check
title: 鍵の点検
department: 総務
cadence: {every: month, day: 10, closed: earlier}
steps: [{key: look, title: 鍵を数える}]
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch, office) -> Path:
    monkeypatch.setenv("URAKATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(pack, "_place", None)  # what the command opens is forgotten again
    monkeypatch.setattr("urakata.config.opening.refuse_empty", lambda home: None)
    monkeypatch.setattr("urakata.config.opening.prepare", lambda home: None)
    Company.objects.update(profile={"kind": "corporation", "employees": 48, "withholding_tax": "monthly"})
    return tmp_path / "home"


@pytest.fixture
def bring(tmp_path, capsys):
    """Exit code and answer, or what was said instead of one."""

    def bring(listed: dict[date, str] | bytes, *words: str, encoding: str = "cp932") -> tuple[int, dict]:
        rows = listed if isinstance(listed, bytes) else _file(listed).encode(encoding)
        (tmp_path / "syukujitsu.csv").write_bytes(rows)
        code = main(["import", "holidays", str(tmp_path / "syukujitsu.csv"), "--json", "--today", "2026-11-17", *words])
        told = capsys.readouterr()
        return code, json.loads(told.out) if told.out else {"error": told.err}

    return bring


def _file(listed: dict[date, str]) -> str:
    """As the Cabinet Office writes it."""
    rows = [f"{on.year}/{on.month}/{on.day},{name}" for on, name in sorted(listed.items())]
    return "\r\n".join(["国民の祝日・休日月日,国民の祝日・休日名称", *rows, ""])


def test_the_list_of_a_further_year_is_added_and_the_second_time_is_the_same(bring, home):
    first, second = bring(NEWER), bring(NEWER)

    count = len(by_law(2028))
    assert first[0] == second[0] == 0
    assert {key: first[1][key] for key in ("added", "changed", "same", "skipped", "problems")} == {
        "added": count, "changed": 0, "same": 1067, "skipped": [], "problems": [],
    }  # fmt: skip
    assert first[1]["days"]["added"][0] == {"on": "2028-01-01", "name": "元日"}
    assert (second[1]["added"], second[1]["changed"], second[1]["same"]) == (0, 0, 1067 + count)
    assert second[1]["days"] == {"added": [], "removed": [], "renamed": []}
    assert official().official_until == date(2028, 12, 31)
    assert list(Entry.objects.values_list("act", flat=True)) == ["holidays.taken_in"]


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
def test_it_is_read_in_every_usual_form(bring, encoding):
    assert bring(NEWER, encoding=encoding)[1]["added"] == len(by_law(2028))


def test_a_dry_run_says_the_same_and_keeps_nothing(bring, home):
    tried = bring({**NEWER, JUNE: "時の記念日"}, "--dry-run")

    assert not home.exists()
    assert official() is shipped()
    assert not Entry.objects.exists()
    assert tried == bring({**NEWER, JUNE: "時の記念日"})


def test_open_deadlines_that_move_are_named_with_both_days(bring, office, at):
    outline, _ = read(KEYS)
    import_outline(outline, reason="はじめ", by=operator(at.date()), at=at)

    moved = bring({**NEWER, JUNE: "時の記念日"})[1]["moved"]

    by_key = {(each["kind"], each["key"]): each for each in moved}
    assert by_key["procedure", "key_check"] | {"title": ""} == {
        "kind": "procedure", "key": "key_check", "title": "", "from": "2027-06-10", "to": "2027-06-09",
    }  # fmt: skip
    tax = by_key["deadline", "gensen_nofu:2027-05"]
    assert (tax["from"], tax["to"]) == ("2027-06-10", "2027-06-11")
    assert not calendar("national_tax").is_open(JUNE)


def test_what_was_handed_in_does_not_move_any_more(bring, office, at):
    key = "gensen_nofu:2027-05"
    made = Fulfilment.objects.create(duty="gensen_nofu", what_for="2027-05", done_on=at.date(), made_at=at)

    assert made.key == key
    assert key not in {each["key"] for each in bring({**NEWER, JUNE: "時の記念日"})[1]["moved"]}


def test_days_that_go_and_names_that_change_are_listed(bring):
    listed = {on: name for on, name in NEWER.items() if on != date(2027, 10, 11)}
    _, plain = bring({**listed, date(2027, 11, 3): "明治の日"})

    assert plain["changed"] == 2
    assert plain["days"]["removed"] == [{"on": "2027-10-11", "name": "スポーツの日"}]
    assert plain["days"]["renamed"] == [{"on": "2027-11-03", "name": "明治の日", "was": "文化の日"}]


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ({on: name for on, name in NEWER.items() if on.year < 2027}, "2026年までしかありません"),
        ({on: name for on, name in NEWER.items() if on != date(2028, 1, 1)}, "2028年の元日がありません"),
        ({on: name for on, name in NEWER.items() if on < date(2028, 5, 1)}, "途中で切れていないか"),
        (b"", "祝日の一覧として読めません"),
        (b"\0" * 100, "祝日の一覧として読めません"),
        (b"x" * 10_000_000, "祝日の一覧として読めません"),
        ("日付,名前\n2028/2/30,雨の日".encode("cp932"), "syukujitsu.csv 2行1列"),
    ],
)
def test_what_cannot_take_the_place_of_the_list_is_refused_in_one_line(bring, home, listed, said):
    code, told = bring(listed)

    assert code == 2
    assert said in told["error"]
    assert len(told["error"].splitlines()) == 1
    assert not home.exists()


def test_the_list_stays_as_it_was_if_the_record_cannot_be_written(bring, home, monkeypatch):
    def broken(entries: list) -> None:
        raise OSError("disk full")

    bring(NEWER)
    monkeypatch.setattr("urakata.common.audit.acts._write", broken)
    code, _ = bring({**NEWER, **by_law(2029)})

    assert code == 2
    assert official().official_until == date(2028, 12, 31)


@pytest.mark.parametrize("today", ["2098-12-01", "2140-01-01"])
def test_beyond_the_years_in_which_law_is_counted_nothing_moves(bring, today):
    code, plain = bring({**NEWER, JUNE: "時の記念日"}, "--today", today)

    assert (code, plain["moved"]) == (0, [])


def test_a_person_reads_what_it_did(bring, capsys, tmp_path, home):
    bring(NEWER, "--dry-run")
    main(["import", "holidays", str(tmp_path / "syukujitsu.csv")])

    told = capsys.readouterr().out
    assert "2028年までの一覧です" in told
    assert "＋ 2028-01-01 元日" in told

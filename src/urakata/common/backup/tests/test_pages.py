"""控えの画面と見回り: the last good backup, and what the doctor says."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache

from urakata.common.audit.models import Entry
from urakata.common.backup import actions, doctor, history, jobs, queries
from urakata.common.backup.place import place
from urakata.common.jobs.worker import HEARTBEAT
from urakata.rules import pack


@pytest.fixture
def no_database_copy(monkeypatch):
    """The tests' database stands in memory; the drill in tests/operations copies a real one."""
    monkeypatch.setattr("urakata.common.backup.databases.dump", lambda place, into: into.write_bytes(b"a database"))


@pytest.fixture
def last(at):
    def add(days):
        backup = history.Backup(at - timedelta(days=days), "/b.zip", 412_000_000, "f" * 64, "0" * 64)
        history.add(place(), backup)

    return add


def codes(at):
    return {problem.code for problem in doctor.problems(at)}


def test_the_last_good_backup_is_shown_large(office, browser_of, last):
    last(0)

    page = browser_of(office.owner).get("/settings/backup/").content.decode()

    assert '<b class="min"><time' in page
    assert "今日 9:00" in page


def test_without_a_backup_the_page_says_so(office, browser_of):
    assert "まだありません" in browser_of(office.morita).get("/settings/backup/").content.decode()


@pytest.mark.parametrize("who", ["nishino", "ohashi", "foreman", "kobayashi", "sharoshi"])
def test_nobody_else_finds_the_page(office, browser_of, who):
    browser = browser_of(getattr(office, who))

    assert browser.get("/settings/backup/").status_code == 404
    assert browser.post("/settings/backup/take/").status_code == 404


def test_a_backup_taken_from_the_page_is_recorded(office, browser_of, no_database_copy):
    browser = browser_of(office.owner)

    assert browser.get("/settings/backup/take/").status_code == 405
    assert browser.post("/settings/backup/take/").status_code == 302

    entry = Entry.objects.latest("seq")
    assert (entry.act, entry.actor_id) == ("backup.taken", office.owner.pk)
    assert len(history.backups(place())) == 1


def test_at_night_one_backup_is_taken_and_fourteen_are_kept(office, at, no_database_copy):
    done = [jobs.nightly(at + timedelta(days=day)) for day in range(20) for _ in range(2)]

    assert sum(done) == 20
    assert len(list(place().backups.glob("urakata-*.zip"))) == 14
    assert len(history.backups(place())) == 20


def test_before_three_nothing_is_taken(office, at, no_database_copy):
    assert jobs.nightly(at.replace(hour=2, minute=59)) == 0


def test_a_failed_backup_is_not_a_good_one(office, at, monkeypatch):
    def breaks(place, into):
        raise OSError("no space")

    monkeypatch.setattr("urakata.common.backup.databases.dump", breaks)

    with pytest.raises(OSError, match="space"):
        jobs.nightly(at)
    assert history.backups(place()) == []
    assert [path.name for path in place().backups.iterdir()] == []


def test_a_line_cut_off_in_the_history_is_passed_over(last, at, db):
    last(3)
    with place().history.open("a") as lines:
        lines.write('{"at": "2026-')

    assert queries.state(at.date()).days == 3


def test_the_doctor_is_content_with_a_home_in_order(office, at, last):
    last(1)
    cache.set(HEARTBEAT, datetime.now(UTC))

    assert codes(at) == set()


def test_the_doctor_names_what_would_hurt(office, at, last, monkeypatch):
    cache.delete(HEARTBEAT)
    last(5)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=10))

    assert codes(at.replace(year=2040)) == {"disk", "backup", "worker", "holidays", "rules_unchecked"}


def test_the_doctor_says_how_far_the_list_of_holidays_reaches(office, at, last):
    last(1)
    cache.set(HEARTBEAT, datetime.now(UTC))
    ahead, near = at.replace(month=12, day=31), at.replace(year=2027, month=1, day=1)

    said = [problem.text for problem in doctor.problems(near) if problem.code == "holidays"]
    assert not [problem for problem in doctor.problems(ahead) if problem.code == "holidays"]
    assert said == [
        "祝日の一覧は2027年までです。内閣府の新しい一覧を ./urakata import holidays FILE で取り込んでください。"
    ]


def test_the_doctor_names_a_list_of_holidays_that_cannot_be_used(office, at, last, tmp_path, monkeypatch):
    last(1)
    cache.set(HEARTBEAT, datetime.now(UTC))
    monkeypatch.setattr(pack, "_place", tmp_path)
    (tmp_path / "holidays").mkdir()
    (tmp_path / "holidays" / "official.csv").write_text("日付,名前\nいつか,元日\n")

    assert codes(at) == {"holidays_kept"}


def test_the_doctor_sees_a_broken_chain_and_a_clock_gone_back(office, at, no_database_copy):
    actions.take(Path(place().backups) / "b.zip", by=SimpleNamespace(person_id=None), at=at)
    Entry.objects.update(act="x")

    assert {"chain", "clock"} <= codes(at - timedelta(days=1))


def test_the_doctor_names_rules_unchecked_for_a_year_and_files_with_mistakes(office, at, tmp_path, monkeypatch):
    (tmp_path / "own.yaml").write_text("id: [", "utf-8")
    monkeypatch.setattr("urakata.rules.pack._place", tmp_path)

    told = {problem.code: problem.text for problem in doctor.problems(at.replace(year=2028))}

    assert "など" in told["rules_unchecked"]
    assert "own.yaml 1行" in told["rule_files"]
    assert "rules_unchecked" not in codes(at)

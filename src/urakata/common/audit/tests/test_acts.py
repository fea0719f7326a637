"""記録: an act and its entry stand or fall together."""

from types import SimpleNamespace

import pytest
from django.db import connection

from urakata.common.audit import actions, queries
from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.common.audit.models import Entry
from urakata.common.files.models import Blob
from urakata.core.refusal import NotAllowed
from urakata.core.viewer import operator

RUN = About("run", "k7m2", "給与計算 11月", clearance="pay", run_code="k7m2")
SETTING = About("department", "3", "総務", room="settings")


@pytest.fixture
def by(at):
    return operator(at.date())


@pytest.fixture
def write(db, by, at):
    def write(act="task.finished", about=RUN, **facts):
        with audit.act(by=by, at=at) as record:
            record(act, about=about, **facts)
        return Entry.objects.latest("seq")

    return write


def keep_a_file(by, at, then=None):
    with audit.act(by=by, at=at) as record:
        Blob.objects.create(sha256="a", size=1, media_type="text/plain")
        record("file.kept", about=RUN)
        if then:
            raise then


def test_nothing_changes_if_the_entry_cannot_be_written(db, by, at, monkeypatch):
    def breaks(entries):
        raise OSError("the disk is full")

    monkeypatch.setattr(audit, "_write", breaks)

    with pytest.raises(OSError, match="disk"):
        keep_a_file(by, at)

    assert not Blob.objects.exists()


def test_no_entry_stays_of_an_act_that_failed(db, by, at):
    with pytest.raises(RuntimeError):
        keep_a_file(by, at, then=RuntimeError)

    assert not Entry.objects.exists()


def test_an_act_inside_an_act_is_written_with_it_and_alone_can_fail(db, by, at):
    with audit.act(by=by, at=at) as record:
        record("run.opened", about=RUN)
        with pytest.raises(RuntimeError):
            keep_a_file(by, at, then=RuntimeError)
        with audit.act(by=by, at=at) as inner:
            inner("task.finished", about=RUN)

    assert list(Entry.objects.values_list("act", flat=True).order_by("seq")) == ["run.opened", "task.finished"]
    assert not Blob.objects.exists()
    assert queries.verify().ok


def test_facts_come_back_from_the_database_as_they_were_digested(write):
    write(amount=1e16, rate=0.1, never=float("nan"), text="髙𠮷﨑\0 “引用”", nested={"b": [1, None, True], "a": "い"})

    assert queries.verify().ok


def test_a_private_thing_leaves_no_actor_and_no_text(db, by, at):
    with audit.act(by=by, at=at) as record:
        record("memo.written", about=RUN, private=True, text="ないしょ")

    entry = Entry.objects.get()
    assert (entry.actor_id, entry.about_label, entry.facts) == (None, "", {})


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("seq", "99"), ("key", "'another'"), ("at", "'2020-01-01 00:00:00+00:00'"), ("actor_id", "99"), ("act", "'x'"),
        ("room", "'settings'"), ("about_kind", "'x'"), ("about_key", "'x'"), ("about_label", "'x'"),
        ("run_code", "'x'"), ("department_id", "9"), ("clearance", "''"), ("seal_id", "9"),
        ("facts", """'{"amount": 2}'"""),
        ("facts_digest", "'x'"), ("previous", "'x'"), ("digest", "'x'"),
    ],
)  # fmt: skip
def test_a_stored_column_changed_by_hand_names_its_row(write, column, value):
    for amount in (0, 1, 2):
        write(amount=amount)
    second = Entry.objects.get(seq=2)

    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_entry SET {column} = {value} WHERE seq = 2")

    verdict = queries.verify()
    assert not verdict.ok
    assert verdict.first_broken == ("another" if column == "key" else second.key)
    assert verdict.entries == 3


def test_every_stored_column_is_tried_above():
    tried = test_a_stored_column_changed_by_hand_names_its_row.pytestmark[0].args[1]

    assert {column for column, _ in tried} == {field.column for field in Entry._meta.fields}


def test_a_black_out_takes_the_facts_and_leaves_the_chain(write, by, at):
    entry = write(address="渋谷区")

    actions.black_out(entry, by=by, at=at, reason="住所が書かれていた")

    entry.refresh_from_db()
    assert "渋谷区" not in str(entry.facts)
    assert queries.verify().ok
    said = Entry.objects.latest("seq")
    assert (said.act, said.about_key, said.clearance) == ("record.blacked_out", entry.key, "pay")


def test_nothing_is_blacked_out_if_that_cannot_be_recorded(write, by, at, monkeypatch):
    entry = write(address="渋谷区")

    def breaks(entries):
        raise OSError("the disk is full")

    monkeypatch.setattr(audit, "_write", breaks)
    with pytest.raises(OSError, match="disk"):
        actions.black_out(entry, by=by, at=at, reason="住所")

    entry.refresh_from_db()
    assert entry.facts == {"address": "渋谷区"}


def test_only_the_first_of_two_blacks_out(write, by, at):
    entry = write(address="渋谷区")
    actions.black_out(entry, by=by, at=at, reason="住所")

    with pytest.raises(NotAllowed) as refusal:
        actions.black_out(entry, by=by, at=at, reason="住所")

    assert refusal.value.problems == [actions.Problem.ALREADY]
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("about", "who", "allowed"),
    [(RUN, "morita", True), (RUN, "owner", False), (SETTING, "owner", True), (SETTING, "saeki", False)],
)
def test_a_lead_blacks_out_work_and_an_owner_settings(write, office, viewer_of, about, who, allowed):
    entry = write(about=about, address="渋谷区")

    found = actions.problems(entry, viewer_of(getattr(office, who)))

    assert (actions.Problem.NOT_YOURS not in found) is allowed


def test_the_morning_walk_is_written_down_once_a_day(write, at):
    from urakata.common.audit import jobs

    write()

    assert [jobs.verify_daily(at), jobs.verify_daily(at)] == [1, 0]
    said = queries.last_verified()
    assert said.act == "record.verified"
    assert said.facts["entries"] == 1


def test_a_broken_chain_is_written_down_as_such(write, at):
    Entry.objects.filter(pk=write().pk).update(act="x")

    verdict = actions.verify(at)

    assert not verdict.ok
    assert queries.last_verified().act == "record.broken"


def asked(**words):
    return SimpleNamespace(words=SimpleNamespace(**({"head": None} | words)))


def test_the_command_answers_with_the_four_keys(write):
    from urakata.common.audit.commands import COMMANDS

    key = write().key
    whole = COMMANDS[0].run(asked())
    Entry.objects.update(act="x")
    broken = COMMANDS[0].run(asked())

    assert list(whole.plain) == ["ok", "entries", "head", "first_broken"]
    assert (whole.code, broken.code) == (0, 1)
    assert (whole.plain["first_broken"], broken.plain["first_broken"]) == (None, key)


def test_the_head_of_a_backup_must_stand_in_the_chain(write):
    from urakata.common.audit.commands import COMMANDS

    head = write().digest
    write()

    assert COMMANDS[0].run(asked(head=head)).code == 0
    assert COMMANDS[0].run(asked(head="e" * 64)).code == 1
